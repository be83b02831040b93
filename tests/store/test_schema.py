"""The file format: one line of revisions, the same schema by migration and by the classes, one dump a landing."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from projets import ancien, nouveau

from models.entities.aggregats import INDICATEUR, colonnes_par_table
from models.entities.base import Base
from models.entities.colonnes import Genre
from models.entities.tables import tables
from models.store.database import Database
from models.store.moteur import open_engine
from models.store.schema import HEAD, VERSION

RACINE = Path(__file__).parents[2]
BASES = RACINE / "tests" / "bases"


def schema(path: Path) -> dict[str, list[str]]:
    """What SQLite holds, whatever the order of the constraints of a table."""
    connexion = sqlite3.connect(path)
    lignes = connexion.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'alembic_version'"
    ).fetchall()
    connexion.close()
    return {nom: sorted(re.split(r", (?=CONSTRAINT )", _body(sql))) for nom, sql in lignes}


def _body(sql: str) -> str:
    return " ".join(sql[sql.index("(") + 1 : sql.rindex(")")].split())


def test_that_there_is_one_head_and_the_store_knows_it():
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_that_a_migrated_file_and_the_classes_give_the_same_schema(tmp_path: Path):
    assert tables()
    engine = open_engine(tmp_path / "classes.db", creer=True)
    Base.metadata.create_all(engine)
    engine.dispose()
    assert schema(nouveau(tmp_path)) == schema(tmp_path / "classes.db")


def test_that_every_table_has_its_class_in_a_program_that_loaded_nothing_else(tmp_path: Path):
    """The window maps the classes before it loads any command: one left out there fails at the first act on it."""
    programme = "from models.entities.tables import entites; print(*entites())"
    lu = subprocess.run([sys.executable, "-c", programme], cwd=RACINE, capture_output=True, text=True, check=True)
    connexion = sqlite3.connect(nouveau(tmp_path))
    tables_du_fichier = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    attendues = {nom for (nom,) in connexion.execute(tables_du_fichier)} - {"alembic_version"}
    connexion.close()
    assert set(lu.stdout.split()) == attendues


def test_that_the_schema_is_the_one_that_was_released(tmp_path: Path):
    """A landed revision is frozen: this dump changes only by adding a new one beside it."""
    connexion = sqlite3.connect(tmp_path / "publie.db")
    connexion.executescript((BASES / f"{HEAD}.sql").read_text(encoding="utf-8"))
    connexion.close()
    assert schema(nouveau(tmp_path)) == schema(tmp_path / "publie.db")


@pytest.mark.parametrize("version", range(1, VERSION))
def test_that_an_upgraded_file_has_the_schema_of_a_new_one(tmp_path: Path, version: int):
    path = ancien(tmp_path, version=version)
    assert schema(path) != schema(nouveau(tmp_path))
    Database.open(path, copies=tmp_path / "copies").close()
    assert schema(path) == schema(nouveau(tmp_path))


def test_that_the_header_carries_the_version(tmp_path: Path):
    connexion = sqlite3.connect(nouveau(tmp_path))
    assert connexion.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connexion.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    connexion.close()


def test_that_the_file_itself_refuses_a_negative_amount(tmp_path: Path):
    connexion = sqlite3.connect(nouveau(tmp_path))
    contraintes = connexion.execute("SELECT sql FROM sqlite_schema WHERE name = 'financement'").fetchone()[0]
    connexion.close()
    assert "montant_demande >= 0" in contraintes
    assert "etat IN ('envisage'" in contraintes


def test_that_the_opening_checks_by_itself_what_the_constraints_say(tmp_path: Path):
    """It has SQLite skip them; whoever adds one adds it to ``store.controle`` too."""
    connexion = sqlite3.connect(nouveau(tmp_path))
    lignes = connexion.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    connexion.close()
    dites = [(nom, c) for nom, sql in lignes for c in re.findall(r"CHECK \((.*)\),?\s*$", sql, re.MULTILINE)]
    assert len(dites) > 40
    for table, contrainte in dites:
        if table == INDICATEUR.table:
            assert contrainte == "(fiche_id IS NULL) <> (orientation_id IS NULL)"
            continue
        nom, _, reste = contrainte.partition(" ")
        colonne = colonnes_par_table()[table][nom]
        if colonne.vocabulaire is None:
            assert reste == ">= 0"
            assert colonne.genre in {Genre.ENTIER, Genre.CENTIMES, Genre.FRACTION}
        else:
            assert re.findall(r"'(.*?)'", reste) == [code.value for code in colonne.vocabulaire]
