"""A project file opened in the format of this version.

An older one is upgraded once a copy is kept; one that may not be written is read from a private copy.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from models.store.controle import Controle, check_content, check_older, start_check
from models.store.copie import draft_of, drop_draft, put_in_place, vacuum_into, write_copy
from models.store.entete import read_entete
from models.store.errors import MiseANiveauError
from models.store.moteur import open_engine
from models.store.raisons import raison_of
from models.store.schema import VERSION, upgrade

_LONGUEUR_NOM = 50
"""Characters of the name of the project in that of its copy: systems refuse names of more than 255 bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """A project file ready to be read or written."""

    engine: Engine
    raison: str
    """Why it is read-only; empty when it can be written."""
    copie: Path | None = None
    """Copy kept of the older file that was upgraded."""
    prive: "tempfile.TemporaryDirectory[str] | None" = None
    """Folder of the private copy that is read instead of the file."""
    controle: Controle | None = None
    """The check of its content, when it may still be under way."""


def open_source(
    path: Path, raison: str, copies: Path | None, moment: datetime, *, controle_en_fond: bool = False
) -> Source:
    """Opens a file whose header was accepted; ``raison`` says why it may not be written, if it may not.

    An older file is upgraded only if a copy can be kept in ``copies`` first; else it is read-only. With
    ``controle_en_fond`` nobody has waited for the check of the content yet.

    Raises:
        FichierError: it is not a project this version can read; its bytes are untouched.
    """
    # Read again: before the lock was ours, somebody else may have upgraded it.
    version = read_entete(path, VERSION).version
    engine = open_engine(path, lecture_seule=bool(raison))
    if not raison:
        with suppress(OSError):
            drop_draft(path)
    try:
        if version == VERSION:
            controle = start_check(engine, path)
            if controle and not controle_en_fond:
                controle.attendre()
            return Source(engine, raison, controle=controle)
        check_older(engine, path, version)
        copie = None
        if not raison:
            try:
                copie = _upgrade_in_place(engine, path, version, copies, moment)
            except MiseANiveauError as e:
                raison = f"sa mise à niveau est impossible, {e.raison}"
        return _read_privately(engine, path, raison) if raison else Source(engine, "", copie=copie)
    except BaseException:
        engine.dispose()
        raise


def _upgrade_in_place(engine: Engine, path: Path, version: int, copies: Path | None, moment: datetime) -> Path:
    """Puts the upgraded project where the older one stands, at once; returns the copy kept of the older one."""
    copie = _keep_copy(engine, path, version, copies, moment)
    # A link stays a link: what it leads to is replaced.
    cible = path.resolve()
    brouillon = draft_of(path)
    try:
        with _refusals(path):
            drop_draft(path)
            _write_upgraded(engine, brouillon, path)
            shutil.copymode(cible, brouillon)
            # Windows replaces no open file.
            engine.dispose()
            put_in_place(brouillon, cible)
    except BaseException:
        # The file is as it was: another copy would come at each attempt.
        copie.unlink(missing_ok=True)
        drop_draft(path)
        raise
    return copie


def _keep_copy(engine: Engine, path: Path, version: int, copies: Path | None, moment: datetime) -> Path:
    if copies is None:
        raise MiseANiveauError(path, "aucun dossier ne peut en recevoir une copie")
    nom = f"{path.stem[:_LONGUEUR_NOM]} (format {version}, {moment.astimezone():%Y-%m-%d %Hh%M}"
    noms = (f"{nom}{suite}){path.suffix}" for suite in ("", *(f", {n}" for n in range(2, 1000))))
    with _refusals(path, "la copie de sécurité ne peut pas être écrite\u00a0: "):
        copies.mkdir(parents=True, exist_ok=True)
        copie = next(c for c in map(copies.joinpath, noms) if not c.exists())
        write_copy(engine, copie, partial(check_older, version=version))
    return copie


def _read_privately(engine: Engine, path: Path, raison: str) -> Source:
    prive = tempfile.TemporaryDirectory(prefix="pvd-", ignore_cleanup_errors=True)
    try:
        copie = Path(prive.name, "copie.pvd")
        with _refusals(path):
            _write_upgraded(engine, copie, path)
        engine.dispose()
        return Source(open_engine(copie, lecture_seule=True), raison, prive=prive)
    except BaseException:
        prive.cleanup()
        raise


def _write_upgraded(engine: Engine, brouillon: Path, path: Path) -> None:
    """Writes the project in the format of this version in a new file, checked; ``path`` is the name people know."""
    vacuum_into(engine, brouillon)
    # A migration that rebuilds a table drops the one that others refer to: keys are checked once, at the end.
    neuf = open_engine(brouillon, cles_etrangeres=False)
    try:
        with neuf.connect() as connection, connection.begin():
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
            check_content(connection, path)
    finally:
        neuf.dispose()


@contextmanager
def _refusals(path: Path, debut: str = "") -> Generator[None]:
    """The disk and SQLite speak English."""
    try:
        yield
    except (OSError, DatabaseError, sqlite3.Error) as e:
        raise MiseANiveauError(path, debut + raison_of(e)) from e
