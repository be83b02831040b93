"""Copies of a project file: written aside by SQLite itself, checked, made durable, then put in place."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from models.store.connexion import uri_of


class Interruption:
    """The way to stop a copy from another thread: while it reads, nobody can commit."""

    def __init__(self) -> None:
        self.demandee = False
        """Whether it was asked to stop."""
        self._connexion: sqlite3.Connection | None = None
        self._verrou = Lock()

    def cancel(self) -> None:
        """Stop the copy under way, or the next one."""
        with self._verrou:
            self.demandee = True
            if self._connexion is not None:
                self._connexion.interrupt()

    @contextmanager
    def watch(self, connexion: sqlite3.Connection) -> Generator[None]:
        """What runs on ``connexion`` may be stopped; it raises « interrupted »."""
        with self._verrou:
            if self.demandee:
                raise sqlite3.OperationalError("interrupted")
            self._connexion = connexion
        try:
            yield
        finally:
            with self._verrou:
                self._connexion = None


def vacuum_into(source: sqlite3.Connection, cible: Path, interruption: Interruption | None = None) -> None:
    """Writes the whole content of a project in a new file; what others write meanwhile is left out whole."""
    with (interruption or Interruption()).watch(source):
        source.execute("VACUUM INTO ?", (uri_of(cible),))


def write_copy(
    source: sqlite3.Connection, cible: Path, check: Callable[[Path], None], interruption: Interruption | None = None
) -> None:
    """Writes a copy at ``cible`` once ``check`` accepts it; what stood there stays until then.

    Raises:
        OSError, sqlite3.Error: the copy could not be written.
    """
    with tempfile.TemporaryDirectory(dir=cible.parent, prefix=".~") as dossier:
        brouillon = Path(dossier) / cible.name
        vacuum_into(source, brouillon, interruption)
        check(brouillon)
        put_in_place(brouillon, cible)


def draft_of(path: Path) -> Path:
    """Where the file that will replace the project is written: beside what a link leads to."""
    cible = path.resolve()
    return cible.with_name(f".~{cible.name}.neuf")


def drop_draft(path: Path) -> None:
    """Removes that draft, or what a killed program left of one; only for who holds the lock of ``path``.

    Raises:
        OSError: it cannot be removed.
    """
    brouillon = draft_of(path)
    for reste in (brouillon, brouillon.with_name(brouillon.name + "-journal")):
        reste.unlink(missing_ok=True)


def put_in_place(brouillon: Path, cible: Path) -> None:
    """Replaces ``cible``, at once, by a closed file of the same folder or disk."""
    with brouillon.open("rb+") as flux:
        # SQLite leaves that to the system, which may be unplugged first.
        os.fsync(flux.fileno())
    brouillon.replace(cible)
