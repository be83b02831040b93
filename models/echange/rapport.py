"""What reading a JSON tells: what it would do, what is worth saying, what is refused."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from models.domain.errors import AppError
from models.domain.projet import Projet


@dataclass(frozen=True, slots=True)
class Remarque:
    """Something to tell about a place of the file."""

    source: str
    colonne: str
    """Path of the value in the JSON."""
    valeur: str
    message: str
    ligne: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The remark as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refus(Remarque):
    """Something that cannot be taken in."""


class ImportRefuseError(AppError):
    """The file is refused whole; nothing was written."""

    def __init__(self, source: str, refus: tuple[Refus, ...]) -> None:
        valeurs, corriger = (f"{len(refus)} valeurs", "Corrigez-les") if len(refus) > 1 else ("1 valeur", "Corrigez-la")
        super().__init__(
            f"Le fichier «\u00a0{source}\u00a0» n’a pas été importé\u00a0: {valeurs} à corriger.",
            f"{corriger} dans le fichier et recommencez\u00a0; le projet n’a pas été modifié.",
        )
        self.refus = refus


@dataclass(frozen=True, slots=True)
class Lecture:
    """What an import would do."""

    projet: Projet
    """Objects to write: those that are new or differ, and whole lists whose order differs."""
    crees: int
    modifies: int
    inchanges: int
    restaures: int
    """Objects that come back from the Corbeille, whatever their level."""
    remarques: tuple[Remarque, ...]
    """What comes back from the Corbeille, the lists that take the order of the file, the logos without a picture."""
    images: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Pictures of the logos, by hash."""
