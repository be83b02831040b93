"""Column types: what is checked and cleaned at the only door to the file.

Every type stores text or an integer, so that the journal keeps any row as JSON and a shared server can hold the
same schema. Values refused here raise ``SaisieError``: ``Database`` hands it on unwrapped.

They are plain types with processors rather than ``TypeDecorator``: opening a project converts 30 000 values, and
a decorator calls two functions for each.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Protocol

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.engine import Dialect
from typing_extensions import override

from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN, ENTIER_MAX, TAILLE_MAX
from models.domain.textes import LONGUEUR_TEXTE, LONGUEUR_TITRE, propre, propre_ligne
from models.domain.vocabulaire import Vocabulaire


class Processeur(Protocol):
    """Turns a value of Python into one of the file, or back."""

    def __call__(self, value: Any) -> Any:
        """The converted value."""
        ...


CENTIMES_MAX = 99_999_999_999
MILLIONIEMES = 1_000_000


class Centimes(BigInteger):
    """Euros as ``Decimal`` in Python, integer cents in the file. A third decimal is refused, never rounded."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _centimes

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return _euros


class Fraction(Integer):
    """A fraction between 0 and 1, in millionths in the file."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _millioniemes

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return _fraction


class Entier(Integer):
    """A count, from zero to what any server holds; ``nom`` is what the refusal calls it."""

    def __init__(self, nom: str) -> None:
        super().__init__()
        self.nom = nom

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return partial(_entier, nom=self.nom, maximum=ENTIER_MAX)


class Annee(Integer):
    """A year, or zero while a répartition names none."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _annee


class Octets(BigInteger):
    """The size of a file."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return partial(_entier, nom="taille", maximum=TAILLE_MAX)


class Jour(String):
    """A date in ISO 8601."""

    def __init__(self) -> None:
        super().__init__(10)

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _iso

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return _date


class Horodatage(String):
    """A moment in UTC, ISO 8601."""

    def __init__(self) -> None:
        super().__init__(32)

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _iso_utc

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Processeur:
        return _moment


class Texte(Text):
    """A text, cleaned of control characters; too long is refused, never cut in silence."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _texte


class Titre(Text):
    """A one-line text."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return _titre


def _centimes(value: Decimal | None) -> int | None:
    if value is None:
        return None
    centimes = Decimal(value) * 100
    if centimes != centimes.to_integral_value():
        raise SaisieError(f"Le montant «\u00a0{value}\u00a0» a plus de deux décimales.", "Arrondissez-le au centime.")
    if not 0 <= centimes <= CENTIMES_MAX:
        raise SaisieError(
            f"Le montant «\u00a0{value}\u00a0» ne peut pas être gardé.",
            f"Un montant va de zéro à {format_euros(Decimal(CENTIMES_MAX).scaleb(-2))}.",
        )
    return int(centimes)


def _euros(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-2)


def _millioniemes(value: Decimal | None) -> int | None:
    if value is None:
        return None
    millioniemes = Decimal(value) * MILLIONIEMES
    if millioniemes != millioniemes.to_integral_value() or not 0 <= millioniemes <= MILLIONIEMES:
        raise SaisieError(
            f"Le taux «\u00a0{value}\u00a0» ne peut pas être gardé.",
            "Un taux va de 0 à 100\u00a0%, avec quatre décimales au plus.",
        )
    return int(millioniemes)


def _fraction(value: int | None) -> Decimal | None:
    # normalize() would print 1E-2; a division keeps plain digits, without trailing zeros.
    return None if value is None else Decimal(value) / MILLIONIEMES


def _entier(value: int | None, nom: str, maximum: int) -> int | None:
    if value is None or 0 <= value <= maximum:
        return value
    raise _hors_bornes(value, nom, f"Écrivez un nombre entier de 0 à {maximum}.")


def _annee(value: int | None) -> int | None:
    if value is None or value == 0 or ANNEE_MIN <= value <= ANNEE_MAX:
        return value
    raise _hors_bornes(value, "année", f"Écrivez une année de {ANNEE_MIN} à {ANNEE_MAX}.")


def _hors_bornes(value: int, nom: str, remede: str) -> SaisieError:
    # Python refuses to write an integer of thousands of digits.
    cite = f"«\u00a0{value}\u00a0» " if abs(value) < 10**20 else ""
    return SaisieError(f"La valeur {cite}ne peut pas être gardée dans le champ «\u00a0{nom}\u00a0».", remede)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _iso_utc(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat()


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _texte(value: str | None, longueur: int = LONGUEUR_TEXTE) -> str | None:
    if value is None:
        return None
    texte = propre(value)
    if len(texte) > longueur:
        raise SaisieError(
            f"Ce texte compte {len(texte)} caractères\u00a0; {longueur} au plus peuvent être gardés ici.",
            "Raccourcissez-le.",
        )
    return texte


def _titre(value: str | None) -> str | None:
    return None if value is None else _texte(propre_ligne(value), LONGUEUR_TITRE)


class Code(String):
    """A short code or identifier: cleaned like a title, no longer than its column on any server."""

    @override
    def bind_processor(self, dialect: Dialect) -> Processeur:
        return self._to_text

    def _to_text(self, value: str | None) -> str | None:
        return None if value is None else _texte(propre_ligne(value), self.length or LONGUEUR_TITRE)


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
