"""Copies of a project file: written aside by SQLite itself, checked, made durable, then put in place."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from models.store.moteur import open_engine, uri_of


def vacuum_into(engine: Engine, cible: Path) -> None:
    """Writes the whole content of a project in a new file; what others write meanwhile is left out whole."""
    with engine.connect() as connection:
        # VACUUM refuses to run inside a transaction: it goes to the driver's own connection.
        brute = connection.connection.driver_connection
        assert brute is not None  # an open connection has a driver connection
        brute.execute("VACUUM INTO ?", (uri_of(cible),))


def write_copy(engine: Engine, cible: Path, check: Callable[[Engine, Path], None]) -> None:
    """Writes a copy at ``cible`` once ``check`` accepts it; what stood there stays until then.

    Raises:
        OSError, DatabaseError, sqlite3.Error: the copy could not be written.
    """
    with tempfile.TemporaryDirectory(dir=cible.parent, prefix=".~") as dossier:
        brouillon = Path(dossier) / cible.name
        vacuum_into(engine, brouillon)
        moteur = open_engine(brouillon, lecture_seule=True)
        try:
            check(moteur, brouillon)
        finally:
            moteur.dispose()
        put_in_place(brouillon, cible)


def put_in_place(brouillon: Path, cible: Path) -> None:
    """Replaces ``cible``, at once, by a closed file of the same folder or disk."""
    with brouillon.open("rb+") as flux:
        # SQLite leaves that to the system, which may be unplugged first.
        os.fsync(flux.fileno())
    brouillon.replace(cible)
