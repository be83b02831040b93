"""A project file opened in the format of this version: its content is trusted, or being checked."""

import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.store.connexion import connect
from models.store.controle import Controle, start_check
from models.store.copie import drop_draft
from models.store.raisons import read_error


@dataclass(frozen=True, slots=True)
class Source:
    """A project file ready to be read or written."""

    fichier: Path
    """What is read: the project, or a private copy of it in the format of this version."""
    connexion: sqlite3.Connection
    """Stays on the file that was opened, whatever takes its place."""
    raison: str
    """Why it is read-only; empty when it can be written."""
    copie: Path | None = None
    """Copy kept of the older file that was upgraded."""
    prive: "tempfile.TemporaryDirectory[str] | None" = None
    """Folder of the private copy that is read instead of the file."""
    controle: Controle | None = None
    """The check of its content, when it may still be under way."""


def open_source(path: Path, raison: str, *, controle_en_fond: bool = False) -> Source:
    """Opens a file of this version; ``raison`` says why it may not be written, if it may not.

    With ``controle_en_fond`` nobody has waited for the check of the content yet.

    Raises:
        FichierError: it is not a project this version can read; its bytes are untouched.
    """
    if not raison:
        with suppress(OSError):
            drop_draft(path)
    connexion = open_trusted(path, path, lecture_seule=bool(raison))
    try:
        controle = start_check(connexion, path, lecture_seule=bool(raison))
        if not controle_en_fond:
            controle.attendre()
    except BaseException:
        connexion.close()
        raise
    return Source(path, connexion, raison, controle=controle)


def open_trusted(fichier: Path, path: Path, *, lecture_seule: bool) -> sqlite3.Connection:
    """A connection to the file that stands for the project at ``path``.

    Raises:
        FichierError: it cannot be read.
    """
    try:
        return connect(fichier, lecture_seule=lecture_seule)
    except sqlite3.DatabaseError as e:
        raise read_error(path, e) from e
