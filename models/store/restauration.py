"""Going back to a copy: the file as it stands is kept first, then replaced at once."""

import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.store.connexion import connected
from models.store.copie import draft_of, drop_draft, put_in_place, vacuum_into
from models.store.copies import check_copy, copies_of, keep_copy
from models.store.entete import read_entete
from models.store.errors import CopieError, FichierError, RestaurationError
from models.store.lock import ProjectLock
from models.store.raisons import raison_of
from models.store.schema import VERSION


def restore_copy(path: Path, copie: Path, dossier: Path, moment: datetime) -> Path | None:
    """Makes ``path`` what ``copie`` is.

    Args:
        path: the project, closed; or the place of one that is gone.
        copie: a project file that stays as it is.
        dossier: folder of copies, where the present state is kept.
        moment: now.

    Returns:
        Where the previous state is; ``None`` when there was no file.

    Raises:
        FichierVerrouilleError: somebody has the project open.
        FichierError: the copy is no project, or is damaged.
        RestaurationError: the present state could not be kept, or the file not replaced; it is as it was.
    """
    check_copy(copie)
    cible = path.resolve()
    brouillon = draft_of(path)
    verrou = ProjectLock(path)
    try:
        verrou.acquire(moment.astimezone())
        drop_draft(path)
        _write_draft(copie, brouillon)
        precedent = None
        if cible.exists():
            shutil.copymode(cible, brouillon)
            precedent = _keep_present(path, dossier, moment)
            # Its journal belongs to the file that leaves: SQLite would play it into the one that comes.
            cible.with_name(cible.name + "-journal").unlink(missing_ok=True)
        put_in_place(brouillon, cible)
    except (OSError, sqlite3.Error) as e:
        raise RestaurationError(path, raison_of(e)) from e
    finally:
        with suppress(OSError):
            drop_draft(path)
        verrou.release()
    return precedent


def _write_draft(copie: Path, brouillon: Path) -> None:
    """By SQLite rather than byte by byte: the file chosen may have a journal beside it."""
    with connected(copie, lecture_seule=True) as source:
        vacuum_into(source, brouillon)
    check_copy(brouillon)


def _keep_present(path: Path, dossier: Path, moment: datetime) -> Path:
    """A copy of the present state like the others; the bytes as they are when it is damaged.

    No copy is let go now: the one that comes back may be the oldest.
    """
    with suppress(FichierError, sqlite3.DatabaseError):
        _roll_back(path)
    try:
        check_copy(path)
        copie = keep_copy(path, dossier, derniers=None, moment=moment)
        return copie.path if copie else copies_of(path, dossier)[0].path
    except (CopieError, FichierError):
        return _keep_bytes(path, dossier, moment)


def _roll_back(path: Path) -> None:
    """Has SQLite end what a killed program left; a file that is only read keeps its journal."""
    if not path.with_name(path.name + "-journal").exists():
        return
    read_entete(path, VERSION)
    with connected(path) as connexion:
        connexion.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()


def _keep_bytes(path: Path, dossier: Path, moment: datetime) -> Path:
    dossier.mkdir(parents=True, exist_ok=True)
    nom = f"{path.stem[:50]} (tel quel) {moment.astimezone():%Y-%m-%d %Hh%Mm%S}{path.suffix}"
    copie = dossier / nom
    for suffixe in ("-journal", ""):
        source = path.with_name(path.name + suffixe)
        if source.exists():
            shutil.copyfile(source, copie.with_name(copie.name + suffixe))
    return copie
