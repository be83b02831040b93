"""A project file opened in the format of this version.

An older one is upgraded in place once a copy is kept; one that may not be written is read from a private copy.
"""

import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from models.store.controle import check_content, check_file, check_older
from models.store.copie import vacuum_into, write_copy
from models.store.entete import read_entete
from models.store.errors import MiseANiveauError
from models.store.moteur import open_engine
from models.store.raisons import raison_of, read_error
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


def open_source(path: Path, raison: str, copies: Path | None, moment: datetime) -> Source:
    """Opens a file whose header was read; ``raison`` says why it may not be written, if it may not.

    An older file is upgraded only if a copy can be kept in ``copies`` first; else it is read-only.

    Raises:
        FichierError: it is not a project this version can read; its bytes are untouched.
    """
    engine = open_engine(path, lecture_seule=bool(raison))
    try:
        version = _version(engine, path)
        if version == VERSION:
            check_file(engine, path)
            return Source(engine, raison)
        check_older(engine, path, version)
        copie = None
        if not raison:
            try:
                copie = _upgrade_in_place(engine, path, version, copies, moment)
            except MiseANiveauError as e:
                raison = f"sa mise à niveau est impossible, {e.raison}"
        if raison:
            return _read_privately(engine, path, raison)
    except BaseException:
        engine.dispose()
        raise
    return Source(engine, "", copie=copie)


def _version(engine: Engine, path: Path) -> int:
    """Format of the file, once SQLite has taken back a commit that was cut: the header may have been ahead of it."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
    except DatabaseError as e:
        raise read_error(path, e) from e
    return read_entete(path, VERSION).version


def _upgrade_in_place(engine: Engine, path: Path, version: int, copies: Path | None, moment: datetime) -> Path:
    copie = _keep_copy(engine, path, version, copies, moment)
    try:
        _upgrade(path, path)
    except BaseException:
        # The file is as it was: another copy would come at each attempt.
        copie.unlink(missing_ok=True)
        raise
    return copie


def _keep_copy(engine: Engine, path: Path, version: int, copies: Path | None, moment: datetime) -> Path:
    if copies is None:
        raise MiseANiveauError(path, "aucun dossier ne peut en recevoir une copie")
    try:
        copies.mkdir(parents=True, exist_ok=True)
        nom = f"{path.stem[:_LONGUEUR_NOM]} (format {version}, {moment.astimezone():%Y-%m-%d %Hh%M}"
        noms = (f"{nom}{suite})" for suite in ("", *(f", {n}" for n in range(2, 1000))))
        copie = next(c for c in (copies / f"{n}{path.suffix}" for n in noms) if not c.exists())
        write_copy(engine, copie, partial(check_older, version=version))
    except (OSError, DatabaseError, sqlite3.Error) as e:
        raise MiseANiveauError(path, f"la copie de sécurité ne peut pas être écrite\u00a0: {raison_of(e)}") from e
    return copie


def _upgrade(fichier: Path, path: Path) -> None:
    """Runs the missing migrations on ``fichier``, all or nothing; ``path`` is the name people know."""
    # A migration that rebuilds a table drops the one that others refer to: keys are checked once, at the end.
    engine = open_engine(fichier, cles_etrangeres=False)
    try:
        with engine.connect() as connection, connection.begin():
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
            check_content(connection, path)
    except DatabaseError as e:
        raise MiseANiveauError(path, raison_of(e)) from e
    finally:
        engine.dispose()


def _read_privately(engine: Engine, path: Path, raison: str) -> Source:
    prive = tempfile.TemporaryDirectory(prefix="pvd-", ignore_cleanup_errors=True)
    try:
        copie = Path(prive.name, "copie.pvd")
        vacuum_into(engine, copie)
        _upgrade(copie, path)
        source = Source(open_engine(copie, lecture_seule=True), raison, prive=prive)
    except (OSError, DatabaseError, sqlite3.Error) as e:
        prive.cleanup()
        raise MiseANiveauError(path, raison_of(e)) from e
    except BaseException:
        prive.cleanup()
        raise
    engine.dispose()
    return source
