"""One writer per project file: a lock beside it, with who holds it and since when."""

import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from models.domain.formats import format_date
from models.store.errors import FichierVerrouilleError


@dataclass(frozen=True, slots=True)
class Titulaire:
    """Who holds the lock."""

    nom: str
    machine: str
    depuis: str
    """Local time, ISO 8601."""

    @property
    def phrase(self) -> str:
        """« par Camille sur PC-MAIRIE depuis le 03/04/2026 à 14:02 ».

        Raises:
            ValueError: ``depuis`` is no moment.
        """
        moment = datetime.fromisoformat(self.depuis)
        return f"par {self.nom} sur {self.machine} depuis le {format_date(moment.date())} à {moment:%H:%M}"


def current_user() -> str:
    """Name of the session of the computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a bare system may know no name for the user
        return "inconnu"


class ProjectLock:
    """The lock of one file; two small hidden files beside it while it is held, nothing at rest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        verrou = path.with_name(f".~{path.name}.verrou")
        self._fiche = verrou.with_name(verrou.name + ".json")
        # Of the process, not of a thread: a project is opened in a task and closed by the window.
        self._verrou = FileLock(verrou, timeout=0, thread_local=False)

    def acquire(self, maintenant: datetime) -> None:
        """Takes the lock.

        Raises:
            FichierVerrouilleError: somebody holds it.
            OSError: the folder cannot be written.
        """
        try:
            self._verrou.acquire()
        except Timeout as e:
            raise FichierVerrouilleError(self._path, self._par_qui()) from e
        titulaire = Titulaire(current_user(), platform.node() or "cet ordinateur", maintenant.isoformat())
        self._fiche.write_text(json.dumps(asdict(titulaire)), encoding="utf-8")

    def release(self) -> None:
        """Gives it back and leaves nothing behind, unless the folder is gone or refuses."""
        if not self._verrou.is_locked:
            return
        verrou = Path(self._verrou.lock_file)
        _unlink(self._fiche)
        # While it is still ours: once given back it may be somebody else's, whose lock would vanish with it.
        enleve = _unlink(verrou)
        self._verrou.release()
        if not enleve:
            # Windows removes no open file, and keeps the one that somebody else opened since.
            _unlink(verrou)

    def _par_qui(self) -> str:
        """Who holds it, when that can be read."""
        try:
            return Titulaire(**json.loads(self._fiche.read_text(encoding="utf-8"))).phrase
        except (OSError, ValueError, TypeError):  # being written, or left by a crash
            return "ailleurs"


def _unlink(path: Path) -> bool:
    """Removes a file; tells whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the support was pulled out, or Windows keeps an open file
        return False
    return True


def lock_project(path: Path, moment: datetime) -> tuple[str, ProjectLock | None]:
    """Why the project is read-only (empty when it is not), and its lock."""
    if not os.access(path, os.W_OK):
        return "le fichier est protégé en écriture", None
    verrou = ProjectLock(path)
    try:
        verrou.acquire(moment.astimezone())
    except FichierVerrouilleError:
        raise
    except OSError:
        verrou.release()
        return "le dossier est protégé en écriture", None
    return "", verrou


def drop_cold_journal(path: Path) -> None:
    """Removes what a killed program left before its first page was safe: SQLite ignores it, but it lies beside.

    A journal that begins with a zero byte, or with nothing, holds no page to put back.
    """
    reste = path.with_name(path.name + "-journal")
    try:
        with reste.open("rb") as flux:
            froid = flux.read(1) in {b"", b"\0"}
        if froid:
            reste.unlink()
    except OSError:  # no journal is the rule; one that cannot be removed does no harm
        return
