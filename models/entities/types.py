"""Column types: what is checked and cleaned at the only door to the file.

Every type stores text or an integer, so that the journal keeps any row as JSON and a shared server can hold the
same schema. Values refused here raise ``SaisieError``: ``Database`` hands it on unwrapped.

They are plain types with processors rather than ``TypeDecorator``: opening a project converts 30 000 values, and
a decorator calls two functions for each.
"""

from functools import partial
from typing import Any, Protocol

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.engine import Dialect
from typing_extensions import override

from models.domain.saisie import ENTIER_MAX, TAILLE_MAX
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from models.domain.vocabulaire import Vocabulaire
from models.entities.conversions import (
    date_of,
    euros_of,
    fraction_of,
    moment_of,
    to_annee,
    to_centimes,
    to_entier,
    to_iso,
    to_iso_utc,
    to_millioniemes,
    to_texte,
    to_titre,
)


class Processeur(Protocol):
    """Turns a value of Python into one of the file, or back."""

    def __call__(self, value: Any) -> Any:
        """The converted value."""
        ...


class Centimes(BigInteger):
    """Euros as ``Decimal`` in Python, integer cents in the file. A third decimal is refused, never rounded."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_centimes

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return euros_of


class Fraction(Integer):
    """A fraction between 0 and 1, in millionths in the file."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_millioniemes

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return fraction_of


class Entier(Integer):
    """A count, from zero to what any server holds; ``nom`` is what the refusal calls it."""

    def __init__(self, nom: str) -> None:
        super().__init__()
        self.nom = nom

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return partial(to_entier, nom=self.nom, maximum=ENTIER_MAX)


class Annee(Integer):
    """A year, or zero while a répartition names none."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_annee


class Octets(BigInteger):
    """The size of a file."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return partial(to_entier, nom="taille", maximum=TAILLE_MAX)


class Jour(String):
    """A date in ISO 8601."""

    def __init__(self) -> None:
        super().__init__(10)

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_iso

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return date_of


class Horodatage(String):
    """A moment in UTC, ISO 8601."""

    def __init__(self) -> None:
        super().__init__(32)

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_iso_utc

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return moment_of


class Texte(Text):
    """A text, cleaned of control characters; too long is refused, never cut in silence."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_texte


class Titre(Text):
    """A one-line text."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return to_titre


class Code(String):
    """A short code or identifier: cleaned like a title, no longer than its column on any server."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return self._to_text

    def _to_text(self, value: str | None) -> str | None:
        return None if value is None else to_texte(propre_ligne(value), self.length or LONGUEUR_TITRE)


class ListeCodes(Text):
    """Codes of a closed list, in the order of the list, separated by spaces."""

    def __init__(self, vocabulaire: type[Vocabulaire]) -> None:
        super().__init__()
        self.vocabulaire = vocabulaire

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return self._to_text

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return self._to_codes

    def _to_text(self, value: tuple[Vocabulaire, ...] | None) -> str:
        return " ".join(code.value for code in self.vocabulaire if code in (value or ()))

    def _to_codes(self, value: str | None) -> tuple[Vocabulaire, ...]:
        return tuple(self.vocabulaire(code) for code in value.split()) if value else ()


def code_de(vocabulaire: type[Vocabulaire], nom: str) -> SqlEnum:
    """Column type of a closed list: its stored values, with a CHECK constraint called ``nom``."""
    valeurs = [str(code.value) for code in vocabulaire]

    def valeurs_stockees(_: Any) -> list[str]:
        return valeurs

    return SqlEnum(
        vocabulaire,
        native_enum=False,
        create_constraint=True,
        name=nom,
        length=40,
        values_callable=valeurs_stockees,
        validate_strings=True,
    )
