"""The columns of a snapshot, told from its fields alone: what reading and checking a file need to know of a table.

The classes of SQLAlchemy say the same to writing; a test compares both, table by table.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property, partial
from types import UnionType
from typing import Any, Union, get_args, get_origin

from models.domain.grandeurs import FRACTIONS
from models.domain.vocabulaire import Vocabulaire
from models.entities.conversions import date_of, euros_of, fraction_of, moment_of


class Genre(Enum):
    """What a column holds, and how."""

    CLE = auto()
    """A key, or a place among sisters."""
    TEXTE = auto()
    ENTIER = auto()
    """A count, a year, a size: never negative."""
    BOOLEEN = auto()
    CENTIMES = auto()
    """Euros, in cents."""
    FRACTION = auto()
    """A rate, in millionths."""
    JOUR = auto()
    MOMENT = auto()
    CODE = auto()
    """A value of a vocabulary."""
    CODES = auto()
    """Values of a vocabulary, separated by spaces."""


_SIMPLES = {str: Genre.TEXTE, int: Genre.ENTIER, bool: Genre.BOOLEEN, date: Genre.JOUR, datetime: Genre.MOMENT}


@dataclass(frozen=True)
class Colonne:
    """A column of a table."""

    genre: Genre
    vocabulaire: type[Vocabulaire] | None = None
    """Of its codes."""

    @cached_property
    def lire(self) -> Callable[[Any], Any] | None:
        """What turns a value of the file into that of a snapshot; ``None`` when they are the same."""
        if self.vocabulaire is None:
            return _LECTURES.get(self.genre)
        return partial(_code if self.genre is Genre.CODE else _codes, self.vocabulaire)


def _code(vocabulaire: type[Vocabulaire], valeur: str | None) -> Vocabulaire | None:
    return None if valeur is None else vocabulaire(valeur)


def _codes(vocabulaire: type[Vocabulaire], valeur: str | None) -> tuple[Vocabulaire, ...]:
    return tuple(map(vocabulaire, valeur.split())) if valeur else ()


_LECTURES: dict[Genre, Callable[[Any], Any]] = {
    Genre.BOOLEEN: lambda valeur: None if valeur is None else bool(valeur),
    Genre.CENTIMES: euros_of,
    Genre.FRACTION: fraction_of,
    Genre.JOUR: date_of,
    Genre.MOMENT: moment_of,
}

CLE = Colonne(Genre.CLE)
MOMENT = Colonne(Genre.MOMENT)


def colonnes_of(classe: type[Any]) -> dict[str, Colonne]:
    """The column of each field of a snapshot that holds one value, or codes."""
    return {f.name: colonne for f in fields(classe) if (colonne := _colonne(f.name, f.type)) is not None}


def _colonne(nom: str, type_: Any) -> Colonne | None:
    liste = get_origin(type_) is tuple
    if liste or get_origin(type_) in {Union, UnionType}:
        type_ = next(t for t in get_args(type_) if t is not type(None))
    # An identity is a text with a name of its own.
    type_ = getattr(type_, "__supertype__", type_)
    if issubclass(type_, Vocabulaire):
        return Colonne(Genre.CODES if liste else Genre.CODE, type_)
    if liste:
        return None
    if type_ is Decimal:
        return Colonne(Genre.FRACTION if nom in FRACTIONS else Genre.CENTIMES)
    return Colonne(_SIMPLES[type_]) if type_ in _SIMPLES else None
