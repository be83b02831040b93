"""A project swollen by its pièces: what is read of it is checked as for any other."""

import sqlite3
from pathlib import Path

import pytest

from models.commands.convention import add_logo
from models.commands.fiches import add_fiche
from models.store.database import Database
from models.store.errors import FichierEndommageError

OCTETS = 40 * 1024 * 1024


@pytest.fixture
def gros(tmp_path: Path) -> Path:
    path = tmp_path / "gros.pvd"
    database = Database.create(path)
    database.execute("Ajouter une action", add_fiche, orientation=None, intitule="Une action")
    database.execute("Ajouter un logo", add_logo, bytes(OCTETS), intitule="Immense")
    database.close()
    assert path.stat().st_size > OCTETS
    return path


def test_that_it_opens(gros: Path):
    Database.open(gros).close()


def test_that_a_value_of_the_wrong_kind_is_refused(gros: Path):
    with sqlite3.connect(gros) as connexion:
        connexion.execute("UPDATE fiche_action SET rang = 'premier'")
    connexion.close()
    with pytest.raises(FichierEndommageError):
        Database.open(gros)


def test_that_a_lost_reference_is_refused(gros: Path):
    with sqlite3.connect(gros) as connexion:
        connexion.execute("PRAGMA foreign_keys=OFF")
        connexion.execute("UPDATE fiche_action SET orientation_id = 99")
    connexion.close()
    with pytest.raises(FichierEndommageError):
        Database.open(gros)


def test_that_a_damaged_page_of_the_data_is_refused_and_left_as_it_is(gros: Path):
    with sqlite3.connect(gros) as connexion:
        (taille,) = connexion.execute("PRAGMA page_size").fetchone()
        (racine,) = connexion.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'fiche_action'").fetchone()
    connexion.close()
    with gros.open("r+b") as fichier:
        fichier.seek((racine - 1) * taille)
        fichier.write(b"\xff" * 64)
    avant = gros.stat().st_mtime_ns
    with pytest.raises(FichierEndommageError):
        Database.open(gros)
    assert gros.stat().st_mtime_ns == avant
