"""What is remembered of the documents on this machine: the format chosen, the last file written."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.domain.uids import Uid
from models.store.acces import is_file, is_folder
from pvd_desktop.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Dernier:
    """A file written from a document."""

    chemin: Path
    moment: datetime
    """With its time zone."""


class DerniersExports:
    """The format is a habit of the user, the last file belongs to its project."""

    def __init__(self, settings: Settings, projet: Uid) -> None:
        self._settings = settings
        self._projet = projet

    def extension(self, document: str) -> str:
        """Extension chosen last for a document; empty when none was."""
        return self._settings.affichage(f"documents/{document}")

    def set_extension(self, document: str, extension: str) -> None:
        """Keep the extension chosen for a document."""
        self._settings.set_affichage(f"documents/{document}", extension)

    def dernier(self, document: str) -> Dernier | None:
        """The last file written from a document, as long as it is there."""
        moment, _, chemin = self._settings.affichage(self._key(document)).partition(" ")
        try:
            dernier = Dernier(Path(chemin), datetime.fromisoformat(moment))
        except ValueError:
            return None
        return dernier if chemin and (is_file(dernier.chemin) or is_folder(dernier.chemin)) else None

    def set_dernier(self, document: str, dernier: Dernier) -> None:
        """Keep the last file written from a document."""
        moment = dernier.moment.isoformat(timespec="minutes")
        self._settings.set_affichage(self._key(document), f"{moment} {dernier.chemin}")

    def _key(self, document: str) -> str:
        return f"exports_{self._projet}/{document}"
