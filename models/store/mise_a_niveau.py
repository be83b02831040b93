"""An older project file, opened in the format of this version.

It is upgraded once a copy is kept; one that may not be written is read from a private copy.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from models.store.connexion import connected
from models.store.controle import check_content, check_older
from models.store.copie import draft_of, drop_draft, put_in_place, vacuum_into, write_copy
from models.store.errors import MiseANiveauError
from models.store.moteur import driver_of, open_engine
from models.store.raisons import raison_of
from models.store.schema import VERSION, upgrade
from models.store.source import Source, open_trusted

_LONGUEUR_NOM = 50
"""Characters of the name of the project in that of its copy: systems refuse names of more than 255 bytes."""


def open_older(path: Path, version: int, raison: str, copies: Path | None, moment: datetime) -> Source:
    """Opens a file of an older version; ``raison`` says why it may not be written, if it may not.

    It is upgraded only if a copy can be kept in ``copies`` first; else it is read-only.

    Raises:
        FichierError: it is not a project this version can read; its bytes are untouched.
    """
    check_older(path, version, lecture_seule=bool(raison))
    if not raison:
        try:
            copie = _upgrade_in_place(path, version, copies, moment)
            return Source(path, open_trusted(path, path, lecture_seule=False), "", copie=copie)
        except MiseANiveauError as e:
            raison = f"sa mise à niveau est impossible, {e.raison}"
    return _read_privately(path, raison)


def _upgrade_in_place(path: Path, version: int, copies: Path | None, moment: datetime) -> Path:
    """Puts the upgraded project where the older one stands, at once; returns the copy kept of the older one."""
    copie = _keep_copy(path, version, copies, moment)
    # A link stays a link: what it leads to is replaced.
    cible = path.resolve()
    brouillon = draft_of(path)
    try:
        with _refusals(path):
            drop_draft(path)
            _write_upgraded(path, brouillon, lecture_seule=False)
            shutil.copymode(cible, brouillon)
            put_in_place(brouillon, cible)
    except BaseException:
        # The file is as it was: another copy would come at each attempt.
        copie.unlink(missing_ok=True)
        drop_draft(path)
        raise
    return copie


def _keep_copy(path: Path, version: int, copies: Path | None, moment: datetime) -> Path:
    if copies is None:
        raise MiseANiveauError(path, "aucun dossier ne peut en recevoir une copie")
    nom = f"{path.stem[:_LONGUEUR_NOM]} (format {version}, {moment.astimezone():%Y-%m-%d %Hh%M}"
    noms = (f"{nom}{suite}){path.suffix}" for suite in ("", *(f", {n}" for n in range(2, 1000))))
    with _refusals(path, "la copie de sécurité ne peut pas être écrite\u00a0: "):
        copies.mkdir(parents=True, exist_ok=True)
        copie = next(c for c in map(copies.joinpath, noms) if not c.exists())
        with connected(path) as source:
            write_copy(source, copie, partial(check_older, version=version))
    return copie


def _read_privately(path: Path, raison: str) -> Source:
    prive = tempfile.TemporaryDirectory(prefix="pvd-", ignore_cleanup_errors=True)
    try:
        copie = Path(prive.name, "copie.pvd")
        with _refusals(path):
            _write_upgraded(path, copie, lecture_seule=True)
        return Source(copie, open_trusted(copie, path, lecture_seule=True), raison, prive=prive)
    except BaseException:
        prive.cleanup()
        raise


def _write_upgraded(path: Path, brouillon: Path, *, lecture_seule: bool) -> None:
    """Writes the project in the format of this version in a new file, checked; ``path`` is the name people know."""
    with connected(path, lecture_seule=lecture_seule) as source:
        vacuum_into(source, brouillon)
    # A migration that rebuilds a table drops the one that others refer to: keys are checked once, at the end.
    neuf = open_engine(brouillon, cles_etrangeres=False)
    try:
        with neuf.connect() as connection, connection.begin():
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
            check_content(driver_of(connection), path)
    finally:
        neuf.dispose()


@contextmanager
def _refusals(path: Path, debut: str = "") -> Generator[None]:
    """The disk and SQLite speak English."""
    try:
        yield
    except (OSError, DatabaseError, sqlite3.Error) as e:
        raise MiseANiveauError(path, debut + raison_of(e)) from e
