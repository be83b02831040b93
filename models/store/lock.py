"""One writer per project file: a lock beside it, with who holds it and since when."""

import getpass
import json
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
        """« par Camille sur PC-MAIRIE depuis le 03/04/2026 à 14:02 »."""
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
        self._verrou = FileLock(verrou, timeout=0)

    def acquire(self, maintenant: datetime) -> None:
        """Takes the lock.

        Raises:
            FichierVerrouilleError: somebody holds it.
            OSError: the folder cannot be written.
        """
        try:
            self._verrou.acquire()
        except Timeout as e:
            titulaire = self.titulaire()
            raise FichierVerrouilleError(self._path, titulaire.phrase if titulaire else "ailleurs") from e
        titulaire = Titulaire(current_user(), platform.node() or "cet ordinateur", maintenant.isoformat())
        self._fiche.write_text(json.dumps(asdict(titulaire)), encoding="utf-8")

    def titulaire(self) -> Titulaire | None:
        """Who holds it, when that can be read."""
        try:
            return Titulaire(**json.loads(self._fiche.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):  # being written, or left by a crash
            return None

    def release(self) -> None:
        """Gives it back and leaves nothing behind."""
        if self._verrou.is_locked:
            self._fiche.unlink(missing_ok=True)
            self._verrou.release()
            Path(self._verrou.lock_file).unlink(missing_ok=True)
