"""A file that is being joined to an action, once it was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fichier:
    """With its bytes it is incorporated in the project, without them it is linked where it is."""

    intitule: str
    sha256: str
    taille: int
    chemin: str = ""
    """Path of a linked file, relative to the project file."""
    octets: bytes | None = None
