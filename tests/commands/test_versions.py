"""Freezing, naming and forgetting a state of the project, in a real file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from fichiers_json import projet
from projets import MOMENT, Horloge, exemple

from models.commands.corbeille import empty_corbeille
from models.commands.fiches import add_fiche, remove_fiches
from models.commands.versions import add_version, remove_version, update_version
from models.domain.uids import Uid
from models.domain.version_figee import NomPrisError, VersionFigee, VersionIntrouvableError, find_version, nom_libre
from models.echange.photographie import VersionIllisibleError, freeze
from models.queries.versions import load_versions
from models.store.copies import keep_copy
from models.store.database import Database
from models.store.restauration import restore_copy
from pvd_desktop.versions import load_etats, load_version_projet


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    ouverte = Database.open(exemple(tmp_path), horloge=Horloge())
    yield ouverte
    ouverte.close()


def fige(database: Database, nom: str = "Signée") -> Uid:
    return database.execute("Figer", add_version, nom, freeze(projet(database)), moment=MOMENT).valeur


def versions(database: Database) -> tuple[VersionFigee, ...]:
    with database.read() as session:
        return load_versions(session)


def test_that_a_frozen_state_stays_as_it_was_while_the_project_goes_on(database: Database):
    avant = projet(database)
    uid = fige(database)
    database.execute("Ajouter", add_fiche, intitule="Halle")
    with database.read() as session:
        assert load_version_projet(session, uid) == avant
        (etat,) = load_etats(session, ())
    assert (etat.nom, etat.titre) == ("Signée", "«\u00a0Signée\u00a0» (figé le 21\u00a0novembre\u00a02026)")
    assert projet(database) != avant


def test_that_the_same_state_under_two_names_is_kept_once(database: Database):
    fige(database, "Signée")
    fige(database, "Envoyée au préfet")
    une, autre = versions(database)
    assert une.sha256 == autre.sha256
    with closing(sqlite3.connect(database.path)) as connexion:
        nombre = connexion.execute("SELECT count(*) FROM contenu WHERE sha256 = ?", (une.sha256,)).fetchone()
    assert nombre == (1,)


def test_that_a_name_that_is_taken_is_refused_with_one_that_is_free(database: Database):
    fige(database, "Signée")
    autre = fige(database, "COPIL")
    with pytest.raises(NomPrisError) as erreur:
        fige(database, "  SIGNEE ")
    assert "SIGNEE  (2)" in erreur.value.remede
    with pytest.raises(NomPrisError):
        database.execute("Renommer", update_version, autre, nom="signée", commentaire="")
    database.execute("Renommer", update_version, autre, nom="Copil", commentaire="Vu le 3 mars")
    assert [(v.nom, v.commentaire) for v in versions(database)] == [("Signée", ""), ("Copil", "Vu le 3 mars")]


def test_that_a_state_that_was_forgotten_comes_back_whole_with_undo(database: Database):
    uid = fige(database)
    avant = projet(database)
    database.execute("Supprimer", remove_version, uid)
    assert versions(database) == ()
    with database.read() as session, pytest.raises(VersionIntrouvableError):
        load_version_projet(session, uid)
    database.undo()
    with database.read() as session:
        assert load_version_projet(session, uid) == avant


def test_that_a_state_outlives_the_corbeille_that_is_emptied_and_a_copy_that_is_restored(
    database: Database, tmp_path: Path
):
    avant = projet(database)
    uid = fige(database)
    database.execute("Supprimer", remove_fiches, [f.uid for f in avant.fiches[:2]], moment=MOMENT)
    database.execute_for_good("Vider", empty_corbeille)
    with database.read() as session:
        assert load_version_projet(session, uid) == avant
    copie = tmp_path / "copie.pvd"
    database.copy_to(copie)
    relue = Database.open(copie, lecture_seule=True)
    with relue.read() as session:
        assert load_version_projet(session, uid) == avant
    relue.close()


def test_that_a_state_survives_going_back_to_a_security_copy(tmp_path: Path):
    path, copies = exemple(tmp_path), tmp_path / "copies"
    database = Database.open(path, horloge=Horloge())
    avant, uid = projet(database), fige(database)
    database.close()
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    database = Database.open(path, horloge=Horloge())
    database.execute("Supprimer", remove_version, uid)
    database.close()
    restore_copy(path, copie.path, copies, MOMENT + timedelta(hours=1))
    database = Database.open(path, lecture_seule=True)
    with database.read() as session:
        assert load_version_projet(session, uid) == avant
    database.close()


@pytest.mark.parametrize("octets", [b"%PDF-1.7", b"x"])
def test_that_a_damaged_state_is_said_and_leaves_the_project_whole(database: Database, octets: bytes):
    uid = fige(database)
    avant = projet(database)
    with closing(sqlite3.connect(database.path)) as connexion, connexion:
        connexion.execute(
            "UPDATE contenu SET octets = ? WHERE sha256 = (SELECT sha256 FROM version_figee)",
            (octets,),
        )
    with database.read() as session, pytest.raises(VersionIllisibleError, match="abîmé"):
        load_version_projet(session, uid)
    assert projet(database) == avant


def test_that_freezing_again_what_a_damaged_state_held_mends_it(database: Database):
    avant = projet(database)
    abime = fige(database)
    with closing(sqlite3.connect(database.path)) as connexion, connexion:
        connexion.execute(
            "UPDATE contenu SET octets = CAST(x'00' || substr(octets, 2) AS BLOB) "
            "WHERE sha256 = (SELECT sha256 FROM version_figee)"
        )
    refait = fige(database, "Signée (2)")
    with database.read() as session:
        assert load_version_projet(session, refait) == load_version_projet(session, abime) == avant
    database.undo()
    with database.read() as session:
        assert load_version_projet(session, abime) == avant


def test_that_a_state_whose_bytes_are_gone_is_said(database: Database):
    uid = fige(database)
    with closing(sqlite3.connect(database.path)) as connexion, connexion:
        connexion.execute("DELETE FROM contenu WHERE sha256 = (SELECT sha256 FROM version_figee)")
    with database.read() as session, pytest.raises(VersionIllisibleError, match="n’est pas dans le fichier"):
        load_version_projet(session, uid)


def test_that_without_any_state_one_is_asked_for(database: Database):
    with database.read() as session, pytest.raises(VersionIntrouvableError, match="Aucun état"):
        load_etats(session, ())


def test_that_a_state_is_found_by_its_name_or_the_only_one_it_begins():
    toutes = tuple(VersionFigee(nom=nom) for nom in ("Signée 2023", "Signée 2025", "COPIL de mars"))
    assert find_version(toutes, "copil").nom == "COPIL de mars"
    assert find_version(toutes, "SIGNEE 2023").nom == "Signée 2023"
    assert find_version(toutes, " Signée\n2023 ").nom == "Signée 2023"
    with pytest.raises(VersionIntrouvableError, match="Plusieurs") as plusieurs:
        find_version(toutes, "signée")
    assert "Signée 2025" in plusieurs.value.remede
    with pytest.raises(VersionIntrouvableError, match="Aucun état") as aucun:
        find_version(toutes, "avenant")
    assert "COPIL de mars" in aucun.value.remede
    with pytest.raises(VersionIntrouvableError):
        find_version(toutes, "")
    homonymes = (VersionFigee(nom="École"), VersionFigee(nom="ecole"))
    assert find_version(homonymes, "École").nom == "École"
    with pytest.raises(VersionIntrouvableError, match="Plusieurs"):
        find_version(homonymes, "ECOLE")


def test_that_a_free_name_never_repeats_another():
    pris = ["Signée"]
    for _ in range(3):
        pris.append(nom_libre("signee", pris))
    assert pris == ["Signée", "signee (2)", "signee (3)", "signee (4)"]
