"""A file that is being joined to an action, once it was read, and what its title reads on paper."""

import re
from dataclasses import dataclass

_EXTENSION = re.compile(
    r"\.(pdf|docx?|odt|rtf|txt|xlsx?|xlsm|ods|csv|pptx?|odp|jpe?g|png|gif|bmp|tiff?|webp|heic|svg|dwg|dxf|geojson|json"
    r"|kmz?|kml|zip|eml|msg)$",
    re.IGNORECASE,
)
"""Only those of files that are joined: what follows the dot of « Devis 12.2026 » belongs to its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fichier:
    """With its bytes it is incorporated in the project, without them it is linked where it is."""

    intitule: str
    sha256: str
    taille: int
    chemin: str = ""
    """Path of a linked file, relative to the project file."""
    octets: bytes | None = None


def titre_imprime(intitule: str) -> str:
    """``intitule`` without the extension of the file it was taken from.

    >>> titre_imprime("Arrêté attributif, DETR.pdf"), titre_imprime("Devis 12.2026"), titre_imprime(".pdf")
    ('Arrêté attributif, DETR', 'Devis 12.2026', '.pdf')
    """
    return _EXTENSION.sub("", intitule).rstrip() or intitule
