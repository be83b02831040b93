"""Acts: one commit each, or nothing at all."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from projets import MOMENT, Horloge, contenu, nouveau
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from models.commands.fiches import add_fiche, update_fiche
from models.commands.operations import add_depense, add_financement, remove_financement, update_depense
from models.commands.territoire import update_territoire
from models.domain.errors import SaisieError
from models.domain.uids import Uid
from models.entities.fiche_action import FicheActionEntity
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.queries.projet import load_projet
from models.store.database import Database
from models.store.ecriture import FUSION
from models.store.errors import CopieError, CreationError, EcritureError, FichierExistantError, IntrouvableError
from models.store.journal import BulkWriteError, RowVanishedError


def acts(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(ActeEntity.libelle).order_by(ActeEntity.id)))


def first_operation(database: Database) -> Uid:
    with database.read() as session:
        return load_projet(session).fiches[0].operations[0].uid


def test_that_a_new_project_never_replaces_a_file(tmp_path: Path):
    path = tmp_path / "projet.pvd"
    path.write_text("mes notes")
    with pytest.raises(FichierExistantError):
        Database.create(path)
    assert path.read_text() == "mes notes"


def test_that_a_project_created_in_a_missing_folder_is_told_in_french(tmp_path: Path):
    with pytest.raises(CreationError, match="le dossier n’existe pas"):
        Database.create(tmp_path / "absent" / "projet.pvd")


def test_that_an_act_that_fails_leaves_no_trace(database: Database):
    before = contenu(database)

    def write_then_fail(session: Session) -> None:
        update_territoire(session, nom="Perdu")
        session.flush()
        raise SaisieError("Refusé.", "Recommencez.")

    with pytest.raises(SaisieError):
        database.execute("Échouer", write_then_fail)
    assert contenu(database) == before
    assert acts(database) == []
    assert database.pile.a_annuler is None


@pytest.mark.parametrize("montant", ["100.001", "-1", "1e15"])
def test_that_the_file_refuses_an_amount_it_cannot_keep(database: Database, montant: str):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    operation = first_operation(database)
    before = contenu(database)
    with pytest.raises(SaisieError, match="montant"):
        database.execute("Ajouter une dépense", add_depense, operation, montant_ht=Decimal(montant))
    assert contenu(database) == before


def test_that_control_characters_stay_at_the_door_and_others_are_kept(database: Database):
    database.execute("Ajouter", add_fiche, intitule="<b>Halle\x00 🏛️ ‘à l’étage’\x1b", description="a\r\nb\x0bc")
    with database.read() as session:
        (fiche,) = load_projet(session).fiches
    assert fiche.intitule == "<b>Halle 🏛️ ‘à l’étage’"
    assert fiche.description == "a\nb\nc"


def test_that_a_text_too_long_is_refused_and_never_cut(database: Database):
    with pytest.raises(SaisieError, match="100001"):
        database.execute("Ajouter", add_fiche, description="x" * 100_001)
    with database.read() as session:
        assert load_projet(session).fiches == ()


def test_that_an_act_that_changes_nothing_is_not_an_act(database: Database):
    database.execute("Nommer", update_territoire, nom="Valembecque")
    resultat = database.execute("Nommer encore", update_territoire, nom="Valembecque")
    assert not resultat.changes
    assert acts(database) == ["Nommer"]


def test_that_the_journal_notes_the_changed_columns_only(database: Database):
    database.execute("Nommer", update_territoire, nom="Valembecque")
    with database.read() as session:
        (ligne,) = session.scalars(select(ActeLigneEntity)).all()
    assert (ligne.table_name, ligne.avant, ligne.apres) == ("territoire", {"nom": ""}, {"nom": "Valembecque"})


def test_that_simulate_tells_the_changes_and_keeps_none(database: Database):
    before = contenu(database)
    resultat = database.simulate(add_fiche, intitule="Halle")
    assert resultat.changes.tables == {"fiche_action", "operation"}
    assert contenu(database) == before
    assert acts(database) == []


def test_that_undo_is_an_act_of_its_own(database: Database):
    database.execute("Nommer", update_territoire, nom="Valembecque")
    assert database.undo() is not None
    assert database.redo() is not None
    assert acts(database) == ["Nommer", "Annuler\u00a0: Nommer", "Rétablir\u00a0: Nommer"]


def test_that_removing_a_line_with_payments_comes_back_whole(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    ligne = database.execute("Financer", add_financement, first_operation(database), dispositif="DETR").valeur
    before = contenu(database)
    database.execute("Retirer", remove_financement, ligne)
    assert contenu(database)["financement"] == []
    database.undo()
    assert contenu(database) == before


def typed(database: Database, horloge: Horloge, uid: Uid, *textes: str) -> None:
    for texte in textes:
        horloge.avance(seconds=2)
        database.execute_merged("Décrire", f"description {uid}", update_fiche, uid, description=texte)


def test_that_typing_a_text_is_one_line_of_undo(tmp_path: Path):
    horloge = Horloge()
    database = Database.open(nouveau(tmp_path), horloge=horloge)
    uid = database.execute("Ajouter", add_fiche).valeur
    typed(database, horloge, uid, "L", "La", "La halle")
    assert acts(database) == ["Ajouter", "Décrire"]
    database.undo()
    with database.read() as session:
        assert load_projet(session).fiches[0].description == ""
    database.close()


def test_that_a_pause_or_an_undo_starts_another_line_of_undo(tmp_path: Path):
    horloge = Horloge()
    database = Database.open(nouveau(tmp_path), horloge=horloge)
    uid = database.execute("Ajouter", add_fiche).valeur
    typed(database, horloge, uid, "un")
    horloge.avance(seconds=int(FUSION.total_seconds()) + 1)
    typed(database, horloge, uid, "deux")
    assert acts(database).count("Décrire") == 2
    database.undo()
    typed(database, horloge, uid, "trois")
    assert database.pile.a_retablir is None
    assert acts(database).count("Décrire") == 3
    database.close()


def test_that_typing_back_to_the_start_leaves_nothing_to_undo(tmp_path: Path):
    horloge = Horloge()
    database = Database.open(nouveau(tmp_path), horloge=horloge)
    uid = database.execute("Ajouter", add_fiche).valeur
    typed(database, horloge, uid, "La", "")
    assert acts(database) == ["Ajouter"]
    assert database.pile.a_annuler is not None
    assert database.pile.a_annuler.libelle == "Ajouter"
    database.close()


def test_that_text_typed_after_a_redo_is_an_act_of_its_own(tmp_path: Path):
    horloge = Horloge()
    database = Database.open(nouveau(tmp_path), horloge=horloge)
    uid = database.execute("Ajouter", add_fiche).valeur
    typed(database, horloge, uid, "La")
    database.undo()
    database.redo()
    typed(database, horloge, uid, "La halle", "")
    assert acts(database)[-1] == "Décrire"
    database.undo()
    with database.read() as session:
        assert load_projet(session).fiches[0].description == "La"
    database.close()


def test_that_a_clock_set_back_starts_another_line_of_undo(tmp_path: Path):
    horloge = Horloge()
    database = Database.open(nouveau(tmp_path), horloge=horloge)
    uid = database.execute("Ajouter", add_fiche).valeur
    typed(database, horloge, uid, "un")
    horloge.avance(hours=-3)
    typed(database, horloge, uid, "deux")
    assert acts(database).count("Décrire") == 2
    database.close()


@pytest.mark.parametrize(
    "bulk",
    [
        lambda session: session.execute(update(FicheActionEntity).values(intitule="x")),
        lambda session: session.execute(delete(FicheActionEntity)),
    ],
)
def test_that_a_bulk_write_is_refused(database: Database, bulk: Callable[[Session], object]):
    with pytest.raises(BulkWriteError):
        database.execute("Tout changer", bulk)


def test_that_an_act_on_something_gone_is_told(database: Database):
    with pytest.raises(IntrouvableError):
        database.execute("Modifier", update_depense, Uid("absent"), montant_ht=None)


def test_that_an_unknown_field_is_a_bug(database: Database):
    with pytest.raises(TypeError, match="montant"):
        database.execute("Nommer", update_territoire, montant=1)


def test_that_undo_refuses_to_write_on_a_row_that_vanished(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    with sqlite3.connect(database.path) as connexion:
        connexion.execute("DELETE FROM operation")
        connexion.execute("DELETE FROM fiche_action")
    connexion.close()
    with pytest.raises(RowVanishedError):
        database.undo()
    assert database.pile.a_annuler is not None


def fill_the_disk(database: Database) -> None:
    """SQLite itself then answers « database or disk is full »."""
    with database.read() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count={pages}"))


def test_that_a_full_disk_at_commit_leaves_file_and_undo_list_as_before(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    before, to_undo = contenu(database), database.pile.a_annuler
    fill_the_disk(database)
    with pytest.raises(EcritureError, match="le disque est plein"):
        database.execute("Ajouter", add_fiche, description="x" * 90_000)
    assert contenu(database) == before
    assert database.pile.a_annuler == to_undo
    with database.read() as session:
        session.execute(text("PRAGMA max_page_count=100000"))
    database.execute("Ajouter", add_fiche, description="x" * 90_000)
    database.undo()
    assert contenu(database) == before


def test_that_a_copy_is_a_whole_project_and_replaces_an_older_one(database: Database, tmp_path: Path):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    copie = tmp_path / "copies" / "copie.pvd"
    copie.parent.mkdir()
    copie.write_text("une ancienne copie")
    database.copy_to(copie)
    assert [p.name for p in copie.parent.iterdir()] == ["copie.pvd"]
    other = Database.open(copie)
    assert contenu(other) == contenu(database)
    other.close()


def test_that_a_copy_that_fails_leaves_what_stood_there(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    copie = tmp_path / "copie.pvd"
    copie.write_text("une ancienne copie")

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CopieError, match="le disque est plein"):
        database.copy_to(copie)
    assert copie.read_text() == "une ancienne copie"
    assert not list(tmp_path.glob(".~*/"))


def test_that_deleting_is_a_date_and_undo_takes_it_back(database: Database):
    from models.commands.fiches import remove_fiches

    uid = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    database.execute("Supprimer", remove_fiches, [uid], moment=MOMENT)
    with database.read() as session:
        assert load_projet(session).fiches == ()
    database.undo()
    with database.read() as session:
        assert load_projet(session).fiches[0].uid == uid


def test_that_a_copy_on_a_full_disk_is_told_in_french(database: Database, tmp_path: Path):
    database.execute("Ajouter", add_fiche, description="x" * 90_000)
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from models.store.database import Database\n"
        "from models.store.errors import CopieError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "database = Database.open(Path(sys.argv[1]), lecture_seule=True)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n    database.copy_to(Path(sys.argv[2]))\n"
        "except CopieError as e:\n    print(e.message)"
    )
    cible = tmp_path / "copie.pvd"
    cible.write_text("une ancienne copie")
    sortie = subprocess.run(
        [sys.executable, "-c", code, database.path, cible], capture_output=True, text=True, check=True
    ).stdout
    assert "La copie « copie.pvd » n’a pas pu être écrite" in sortie
    assert cible.read_text() == "une ancienne copie"


def test_that_a_file_replaced_while_open_is_told_as_such(database: Database):
    database.path.rename(database.path.with_name("ailleurs.pvd"))
    with pytest.raises(EcritureError, match="déplacé, renommé ou remplacé"):
        database.execute("Ajouter", add_fiche)
