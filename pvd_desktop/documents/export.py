"""Writes a file without ever losing the previous one."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from models.domain.errors import AppError
from pvd_desktop.documents.renderers import FORMATS, Progress, get_renderer
from pvd_desktop.documents.tree import Document

_PLEIN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DRAFTS = ".~pvd-"
_FORGOTTEN_S = 3600
"""Age of a draft that nobody writes any more: no export takes an hour."""
_NOM_REFUSE = {errno.ENAMETOOLONG, errno.EINVAL}


class ExportError(AppError):
    """The file could not be written; the one that was there is intact."""


def export(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write ``document`` into ``target``, in the format of its extension.

    Args:
        document: what to write.
        target: file to create or replace.
        progress: told of the progress; what it raises goes through and leaves the previous file.

    Raises:
        ExportError: the file could not be written.
    """
    extension = target.suffix.lower()
    if extension not in FORMATS:
        raise ExportError(
            f"Le format «\u00a0{extension or target.name}\u00a0» n’est pas connu.",
            f"Formats possibles\u00a0: {', '.join(FORMATS)}.",
        )
    renderer = get_renderer(extension)

    def write(draft: Path) -> None:
        renderer.render(document, draft, progress=progress)
        renderer.verify(draft)

    try:
        replace_file(target, write)
    except ValueError as error:
        raise ExportError(
            f"Le document écrit n’a pas pu être relu\u00a0: «\u00a0{target.name}\u00a0» n’a pas été remplacé.",
            "Recommencez l’export\u00a0; s’il échoue encore, changez de dossier.",
        ) from error


def write_text(text: str, target: Path) -> None:
    """Write ``text`` in UTF-8 into ``target``.

    Raises:
        ExportError: the file could not be written.
    """
    replace_file(target, lambda draft: draft.write_text(text, encoding="utf-8", newline="\n"))


def replace_file(target: Path, write: Callable[[Path], object]) -> None:
    """Have ``write`` make a draft beside ``target``, then put it in its place in one step.

    Whatever happens, ``target`` holds the old file or the new one, and no draft is left behind.

    Raises:
        ExportError: the file could not be written.
    """
    try:
        # A link is kept: the file it leads to is replaced.
        final = target.resolve()
        if final.is_dir():
            raise ExportError(f"«\u00a0{target.name}\u00a0» est un dossier.", "Choisissez un nom de fichier.")
        if final.exists() and not final.stat().st_mode & stat.S_IWUSR:
            # Elsewhere than on Windows the folder alone decides: whoever protects a signed document means it.
            raise ExportError(
                f"«\u00a0{target.name}\u00a0» est protégé en écriture\u00a0: il n’a pas été remplacé.",
                "Choisissez un autre nom, ou retirez cette protection.",
            )
        _sweep(final.parent)
        with TemporaryDirectory(dir=final.parent, prefix=_DRAFTS) as folder:
            draft = Path(folder, f"brouillon{target.suffix}")
            write(draft)
            with draft.open("rb+") as file:
                # The bytes are on the disk before the old file goes.
                os.fsync(file.fileno())
            draft.replace(final)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and target.resolve().parent.is_dir():
            raise  # a renderer misses a file of its own: a bug, not a folder to create
        raise _explained(error, target) from error


def replace_folder(target: Path, write: Callable[[Path], object]) -> None:
    """Have ``write`` fill a draft beside ``target``, then put it in its place in one step: all of it or nothing.

    A folder that holds something is never replaced: people add files of their own to a dossier.

    Raises:
        ExportError: there is already something there, or it could not be written.
    """
    try:
        final = target.resolve()
        if final.exists() and not final.is_dir():
            raise ExportError(f"«\u00a0{target.name}\u00a0» est un fichier.", "Choisissez un autre nom de dossier.")
        if final.is_dir() and any(final.iterdir()):
            raise ExportError(
                f"Le dossier «\u00a0{final.name or final}\u00a0» n’est pas vide\u00a0: il n’a pas été remplacé.",
                "Choisissez un autre nom, ou videz-le.",
            )
        _sweep(final.parent)
        with TemporaryDirectory(dir=final.parent, prefix=_DRAFTS) as folder:
            draft = Path(folder, "dossier")
            draft.mkdir()
            write(draft)
            if final.is_dir():
                final.rmdir()
            draft.replace(final)
    except OSError as error:
        raise _explained(error, target) from error


def _sweep(folder: Path) -> None:
    """Remove the drafts of programs that were killed: nothing else ever would, from a folder that people look at."""
    limit = time.time() - _FORGOTTEN_S
    for left in folder.glob(f"{_DRAFTS}*"):
        with suppress(OSError):
            if left.is_dir() and left.stat().st_mtime < limit:
                shutil.rmtree(left)


def _explained(error: OSError, target: Path) -> ExportError:
    """The failure in the words of the person in front of it."""
    nom = target.name if len(target.name) <= 60 else f"{target.name[:60]}…"
    if error.errno in _PLEIN:
        return ExportError(
            f"Le disque est plein\u00a0: «\u00a0{nom}\u00a0» n’a pas été écrit.",
            "Libérez de la place, ou choisissez un autre disque.",
        )
    if error.errno in _NOM_REFUSE:
        return ExportError(
            f"Le nom «\u00a0{nom}\u00a0» n’est pas accepté.", "Choisissez un nom plus court et plus simple."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ExportError(
            f"«\u00a0{nom}\u00a0» n’a pas pu être écrit.",
            "Le fichier est peut-être ouvert dans un autre programme, ou le dossier est en lecture seule\u00a0: "
            "fermez-le, ou choisissez un autre nom ou un autre dossier.",
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ExportError(
            f"Le dossier «\u00a0{target.parent}\u00a0» n’existe pas.", "Créez-le, ou choisissez un autre dossier."
        )
    return ExportError(
        f"«\u00a0{nom}\u00a0» n’a pas pu être écrit ({error.strerror or error}).",
        "Vérifiez que le disque est accessible, ou choisissez un autre dossier.",
    )
