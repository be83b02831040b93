"""A file that is no document of the catalogue: a letter, a message, an address book, what concerns somebody."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FichierAEcrire:
    """What a page asks the shell to write where one says, in a thread.

    Pages send it by ``export_demande``, as they do a ``Sortie``.
    """

    nom: str
    """Name proposed for the file."""
    filtre: str
    """Filter of the file dialog: « Courriel à relire (*.eml) »."""
    write: Callable[[Path], None]
    """Writes it; called in a thread, with what it needs already read. What it raises is told."""
    ecrit: Callable[[], object] | None = None
    """Called once the file is there."""
    titre: str = "Enregistrer"
    """Title of the file dialog."""
