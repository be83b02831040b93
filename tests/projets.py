"""Project files for tests: a fresh copy of one empty file made once, at a fixed moment."""

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import text

from models.entities.base import Base
from models.store.database import Database
from pvd_desktop.exemple import write_exemple

JOUR = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
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


def contenu(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every journalled table, as the file holds it."""
    with database.read() as session:
        return {
            table: [dict(ligne) for ligne in session.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()]
            for table in sorted(Base.metadata.tables)
            if table not in HORS_JOURNAL
        }
