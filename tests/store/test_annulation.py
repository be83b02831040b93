"""Undo and redo in the journal: acts that point to the one they take back, and keep no row twice."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from projets import Horloge, contenu, nouveau
from sqlalchemy import select, text

from models.commands.fiches import add_fiche, update_fiche
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.store import actes
from models.store.changes import Changeset
from models.store.database import Database


def journal(database: Database) -> list[tuple[int, int | None]]:
    """The acts, each with the one it takes back."""
    with database.read() as session:
        lignes = session.execute(select(ActeEntity.id, ActeEntity.acte_annule_id).order_by(ActeEntity.id)).all()
    return [(ligne.id, ligne.acte_annule_id) for ligne in lignes]


def images(database: Database) -> dict[int, int]:
    """How many rows each act keeps."""
    with database.read() as session:
        return dict(Counter(session.scalars(select(ActeLigneEntity.acte_id))))


def read(database: Database, acte: int) -> Changeset:
    with database.read() as session:
        return actes.read(session.connection(), acte)


def test_that_undo_and_redo_point_to_the_act_they_take_back_and_keep_no_row(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    for _ in range(2):
        database.undo()
        database.redo()
    assert journal(database) == [(1, None), (2, 1), (3, 2), (4, 1), (5, 4)]
    assert images(database) == {1: 2}


def test_that_the_rows_of_an_undo_and_of_a_redo_are_still_read(database: Database):
    fiche = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    database.execute("Nommer", update_fiche, fiche, intitule="Halle couverte")
    fait = read(database, 2)
    defait, refait = database.undo(), database.redo()
    assert defait is not None
    assert refait is not None
    assert read(database, 3) == defait.changes == fait.inverted()
    assert read(database, 4) == refait.changes == fait


def test_that_an_act_undone_again_after_a_redo_and_another_act_comes_back(database: Database):
    etats = [contenu(database)]
    fiche = database.execute("Ajouter", add_fiche).valeur
    etats.append(contenu(database))
    database.undo()
    database.redo()
    database.execute("Nommer", update_fiche, fiche, intitule="Halle")
    for etat in reversed(etats):
        database.undo()
        assert contenu(database) == etat
    database.redo()
    assert contenu(database) == etats[1]


def test_that_the_undo_of_a_large_act_does_not_make_the_file_grow(tmp_path: Path):
    path = nouveau(tmp_path)
    database = Database.open(path, horloge=Horloge())
    for _ in range(5):
        database.execute("Ajouter", add_fiche, description="x" * 90_000)
    taille = path.stat().st_size
    for _ in range(5):
        database.undo()
    for _ in range(5):
        database.redo()
    assert path.stat().st_size - taille < 50_000
    database.close()


def write(database: Database, enonce: str, *parametres: int) -> None:
    """What no command writes."""
    with sqlite3.connect(database.path) as connexion:
        connexion.execute(enonce, parametres)
    connexion.close()


def keep_rows(database: Database, acte: int) -> None:
    """As the first versions did: the rows of the undone act, inverted, in the undo itself."""
    write(
        database,
        "INSERT INTO acte_ligne (acte_id, table_name, cle, fiche_id, avant, apres) "
        "SELECT ?, table_name, cle, fiche_id, apres, avant FROM acte_ligne WHERE acte_id = 1 ORDER BY id DESC",
        acte,
    )


def test_that_an_undo_of_the_first_versions_is_read_by_its_own_rows(database: Database):
    database.execute("Ajouter", add_fiche, intitule="Halle")
    attendu = database.undo()
    assert attendu is not None
    keep_rows(database, 2)
    assert images(database) == {1: 2, 2: 2}
    assert read(database, 2) == attendu.changes
    database.redo()
    with database.read() as session:
        assert session.execute(text("SELECT intitule FROM fiche_action")).scalar_one() == "Halle"


@pytest.mark.parametrize("annule", [2, 3])
def test_that_a_journal_that_turns_in_circles_is_read_to_an_end(database: Database, annule: int):
    for _ in range(2):
        database.execute("Ajouter", add_fiche)
        database.undo()
    write(database, "UPDATE acte SET acte_annule_id = ? WHERE id = 2", annule)
    assert not read(database, 2)
