"""What the window asks of the project files. ``main`` answers: nobody else builds a database or a workspace."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from models.domain.formats import sort_key
from models.store.database import Database
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from models.commands.reprise import Reprise
    from models.queries.resume import ResumeProjet


class Projets(Protocol):
    """Opens and creates project files. The four first run off the GUI thread."""

    def open(self, path: Path, *, lecture_seule: bool = False, controle_en_fond: bool = False) -> Database:
        """Opens a file; raises the AppError that says why it cannot be.

        With ``controle_en_fond``, what is wrong in its content is said by ``workspace``.
        """
        ...

    def create(self, path: Path, commune: str, code_insee: str = "") -> Database:
        """Creates the project of a commune, and opens it; its code, when known, brings what it is a part of.

        Without a commune the project waits for one: what is brought in comes first.
        """
        ...

    def resume_convention(self, path: Path, reprise: "Reprise", exemplaire: Path | None) -> Database:
        """Creates the project of a convention that was signed, and opens it; ``exemplaire`` is the signed copy."""
        ...

    def create_exemple(self, path: Path) -> Database:
        """Writes the example project in a new file, and opens it."""
        ...

    def dossier_copies(self) -> Path:
        """Where the automatic copies go."""
        ...

    def resume(self, path: Path) -> "ResumeProjet":
        """What a project file holds, read without changing it; off the GUI thread."""
        ...

    def workspace(self, database: Database) -> Workspace:
        """The open project, for the window; on the GUI thread."""
        ...


def file_name(commune: str) -> str:
    """Name of the file proposed for a commune: no accent, no space, whatever the system.

    >>> file_name("Saint-Éloy-la-Warne")
    'saint-eloy-la-warne.pvd'
    """
    plat = re.sub(r"[^a-z0-9]+", "-", sort_key(commune)).strip("-")
    return f"{plat[:80] or 'projet'}.pvd"


def stands(path: Path) -> bool:
    """Whether there is a file, or a folder, of that name; there is none of a name that the system refuses."""
    try:
        return path.exists()
    except OSError:
        return False


def same_file(path: Path, autre: Path) -> bool:
    """Whether both are one file; one that is gone, or whose name the system refuses, is no other."""
    try:
        return path.samefile(autre)
    except OSError:
        return False


def free_path(path: Path) -> Path:
    """``path``, or the same with a number, so that no work is ever replaced."""
    candidat, rang = path, 1
    while stands(candidat):
        rang += 1
        candidat = path.with_stem(f"{path.stem}-{rang}")
    return candidat
