"""The Corbeille: what comes back together, and what is gone for good once it is emptied."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from projets import JOUR, MOMENT, Horloge, contenu, exemple
from sqlalchemy import text

from models.commands.constats import ignore_constat
from models.commands.corbeille import empty_corbeille, restore_elements
from models.commands.fiches import add_fiche, remove_fiches, update_fiche
from models.commands.operations import add_depense, add_operation, remove_operation, update_operation
from models.commands.organismes import add_organisme, remove_organisme, update_organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.entities.base import Base
from models.queries.courant import ProjetCourant
from models.queries.projet import load_corbeille, load_projet
from models.referentiel.bareme import load_bareme
from models.store.database import Database


def _projet(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def _jete(database: Database, uid: Uid) -> None:
    database.execute("Supprimer", remove_fiches, [uid], moment=MOMENT)


def _empty(database: Database) -> None:
    database.execute_for_good("Vider la corbeille", empty_corbeille)


def _dangling(database: Database) -> list[object]:
    with database.read() as session:
        return list(session.execute(text("PRAGMA foreign_key_check")))


def test_that_several_things_come_back_in_one_act(database: Database):
    fiches = [database.execute("Ajouter", add_fiche, intitule=nom).valeur for nom in ("Halle", "Gare")]
    organisme = database.execute("Ajouter", add_organisme, nom="Région").valeur
    database.execute("Supprimer", remove_fiches, fiches, moment=MOMENT)
    database.execute("Supprimer", remove_organisme, organisme, moment=MOMENT)
    elements = [*(("fiche_action", uid) for uid in fiches), ("organisme", organisme)]
    database.execute("Restaurer 3 éléments", restore_elements, elements)
    assert [f.intitule for f in _projet(database).fiches] == ["Halle", "Gare"]
    assert [o.nom for o in _projet(database).organismes] == ["Région"]
    database.undo()
    assert not _projet(database).fiches


def test_that_an_operation_brings_its_fiche_back(database: Database):
    fiche = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    operation = database.execute("Ajouter", add_operation, fiche, intitule="Tranche 2").valeur
    database.execute("Supprimer", remove_operation, operation, moment=MOMENT)
    _jete(database, fiche)
    database.execute("Restaurer", restore_elements, [("operation", operation)])
    assert [o.intitule for o in _projet(database).fiches[0].operations] == ["", "Tranche 2"]


def test_that_emptying_leaves_nothing_of_what_was_deleted(tmp_path: Path):
    path = exemple(tmp_path)
    database = Database.open(path, horloge=Horloge())
    projet = _projet(database)
    jetee, gardee = projet.fiches[0], projet.fiches[1]
    database.execute("Renommer", update_fiche, jetee.uid, description="Nom d’un riverain : Zébulon")
    database.execute("Ignorer", ignore_constat, "FA-07", jetee.uid, motif="parce que")
    database.execute("Ignorer", ignore_constat, "FA-07", gardee.uid, motif="parce que")
    _jete(database, jetee.uid)
    for organisme in projet.organismes:
        database.execute("Supprimer", remove_organisme, organisme.uid, moment=MOMENT)
    _empty(database)
    apres = _projet(database)
    with database.read() as session:
        assert load_corbeille(session) == ()
    assert _dangling(database) == []
    assert [f.uid for f in apres.fiches] == [f.uid for f in projet.fiches[1:]]
    assert [c.objet for c in apres.constats_ignores if c.code == "FA-07"] == [gardee.uid]
    assert apres.organismes == ()
    database.close()
    assert "Zébulon".encode() not in path.read_bytes()


def test_that_the_screens_follow_what_was_emptied(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    organisme = database.execute("Ajouter", add_organisme, nom="Région").valeur
    operation = _projet(database).fiches[0].operations[0].uid
    database.execute("Choisir", update_operation, operation, maitre_ouvrage=organisme)
    database.execute("Supprimer", remove_organisme, organisme, moment=MOMENT)
    courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
    courant.refresh(database.execute_for_good("Vider la corbeille", empty_corbeille).changes)
    assert courant.projet == _projet(database)
    assert courant.projet.fiches[0].operations[0].maitre_ouvrage is None


def test_that_nothing_is_undone_across_it(database: Database):
    fiche = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    _jete(database, fiche)
    _empty(database)
    assert database.undo() is None
    assert database.redo() is None
    database.execute("Ajouter", add_fiche, intitule="Gare")
    database.undo()
    assert database.undo() is None
    assert not _projet(database).fiches


def test_that_emptying_an_empty_corbeille_changes_nothing(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    _empty(database)
    assert database.pile.a_annuler is not None
    with database.read() as session:
        assert session.execute(text("SELECT COUNT(*) FROM acte")).scalar_one() == 1


def test_that_the_acts_stay_and_the_rows_that_are_gone_leave_the_journal(database: Database):
    gardee = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    jetee = database.execute("Ajouter", add_fiche, intitule="Gare").valeur
    operation = _projet(database).fiches[1].operations[0].uid
    database.execute("Chiffrer", add_depense, operation, montant_ht=Decimal(12))
    database.execute("Renommer", update_fiche, gardee, intitule="Halle couverte")
    _jete(database, jetee)
    _empty(database)
    with database.read() as session:
        libelles = session.execute(text("SELECT libelle FROM acte ORDER BY id")).scalars().all()
        lignes = {tuple(ligne) for ligne in session.execute(text("SELECT DISTINCT table_name, cle FROM acte_ligne"))}
        vivantes = {
            (table, cle)
            for table in Base.metadata.tables
            for cle in session.execute(text(f"SELECT id FROM {table}")).scalars()
        }
    assert libelles == ["Ajouter", "Ajouter", "Chiffrer", "Renommer", "Supprimer", "Vider la corbeille"]
    assert lignes <= vivantes
    assert ("fiche_action", 1) in lignes


def test_that_a_refused_disk_keeps_the_corbeille_and_the_undo_list(database: Database):
    fiche = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    _jete(database, fiche)
    avant, annulable = contenu(database), database.pile.a_annuler
    autre = sqlite3.connect(database.path, isolation_level=None)
    autre.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(Exception, match="occupé"):
            _empty(database)
    finally:
        autre.execute("ROLLBACK")
        autre.close()
    assert contenu(database) == avant
    assert database.pile.a_annuler == annulable


def test_that_an_organisme_of_a_living_line_is_left_empty_in_the_file(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    organisme = database.execute("Ajouter", add_organisme, nom="Région").valeur
    operation = _projet(database).fiches[0].operations[0].uid
    database.execute("Choisir", update_operation, operation, maitre_ouvrage=organisme)
    database.execute("Nommer", update_organisme, organisme, sigle="HdF")
    database.execute("Supprimer", remove_organisme, organisme, moment=MOMENT)
    _empty(database)
    assert contenu(database)["operation"][0]["maitre_ouvrage_id"] is None
    assert _dangling(database) == []
