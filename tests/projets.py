"""Project files for tests: a fresh copy of one empty file made once, at a fixed moment."""

import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import text

from models.commands.fiches import add_fiche
from models.entities.base import Base
from models.queries.projet import load_projet
from models.store.database import Database
from models.store.entete import APPLICATION_ID
from pvd_desktop.exemple import write_exemple

JOUR = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BASES = Path(__file__).parent / "bases"
HORS_JOURNAL = {"acte", "acte_ligne", "contenu"}


class Horloge:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.maintenant = MOMENT

    def __call__(self) -> datetime:
        return self.maintenant

    def avance(self, **duree: int) -> None:
        self.maintenant += timedelta(**duree)


@cache
def _modele() -> Path:
    path = Path(mkdtemp(prefix="pvd-modele-")) / "modele.pvd"
    Database.create(path, horloge=Horloge()).close()
    return path


def nouveau(dossier: Path, nom: str = "projet.pvd") -> Path:
    """A new empty project file."""
    return Path(shutil.copy(_modele(), dossier / nom))


@cache
def _exemple() -> Path:
    path = Path(mkdtemp(prefix="pvd-modele-")) / "exemple.pvd"
    write_exemple(path)
    return path


def exemple(dossier: Path, nom: str = "exemple.pvd") -> Path:
    """A copy of the example project."""
    return Path(shutil.copy(_exemple(), dossier / nom))


@cache
def _ancien(version: int) -> Path:
    path = Path(mkdtemp(prefix="pvd-modele-")) / "ancien.pvd"
    connexion = sqlite3.connect(path)
    connexion.executescript(f"BEGIN;{(BASES / f'{version:04d}.sql').read_text(encoding='utf-8')}COMMIT;")
    tables = [t for (t,) in connexion.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    connexion.execute("ATTACH ? AS exemple", (str(_exemple()),))
    for table in tables:
        colonnes = ", ".join(c for _, c, *_ in connexion.execute(f"PRAGMA main.table_info({table})"))
        connexion.execute(f"DELETE FROM main.{table}")
        connexion.execute(f"INSERT INTO main.{table} ({colonnes}) SELECT {colonnes} FROM exemple.{table}")
    # What happened to tables that did not exist yet is not in a file of that time.
    noms = ", ".join(f"'{t}'" for t in tables)
    connexion.execute(f"DELETE FROM main.acte_ligne WHERE table_name NOT IN ({noms})")
    connexion.execute(f"DELETE FROM main.sqlite_sequence WHERE name NOT IN ({noms})")
    connexion.execute("UPDATE main.alembic_version SET version_num = ?", (f"{version:04d}",))
    connexion.commit()
    connexion.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connexion.execute(f"PRAGMA user_version={version}")
    connexion.close()
    return path


def ancien(dossier: Path, nom: str = "ancien.pvd", version: int = 1) -> Path:
    """The example project as a file of an older format: the schema that was released, the rows it had room for."""
    return Path(shutil.copy(_ancien(version), dossier / nom))


def contenu(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every journalled table, as the file holds it."""
    with database.read() as session:
        return {
            table: [dict(ligne) for ligne in session.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()]
            for table in sorted(Base.metadata.tables)
            if table not in HORS_JOURNAL
        }


def act(path: Path, intitule: str = "Halle") -> None:
    """One act on the project: an action more."""
    database = Database.open(path, horloge=Horloge())
    database.execute("Ajouter", add_fiche, intitule=intitule)
    database.close()


def titles(path: Path) -> list[str]:
    """Titles of the actions of a project."""
    database = Database.open(path, lecture_seule=True)
    with database.read() as session:
        titres = [f.intitule for f in load_projet(session).fiches]
    database.close()
    return titres


def damage(path: Path) -> None:
    """Spoil pages of the file behind its header."""
    with path.open("r+b") as flux:
        flux.seek(4096)
        flux.write(b"\xff" * 8192)
