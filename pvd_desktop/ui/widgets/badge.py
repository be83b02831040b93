"""An active filter as it is told: without Qt, since what a list keeps is pure."""

from dataclasses import dataclass
from typing import Generic, TypeVar

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Badge(Generic[F]):
    """An active filter: what it says, and the filters once it is taken away."""

    libelle: str
    sans: F
