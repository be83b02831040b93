"""Column types: what is checked and cleaned at the only door to the file.

Every type stores text or an integer, so that the journal keeps any row as JSON and a shared server can hold the
same schema. Values refused here raise ``SaisieError``: ``Database`` hands it on unwrapped.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.textes import LONGUEUR_TEXTE, LONGUEUR_TITRE, propre
from models.domain.vocabulaire import Vocabulaire

CENTIMES_MAX = 99_999_999_999
MILLIONIEMES = 1_000_000


class Centimes(TypeDecorator[Decimal]):
    """Euros as ``Decimal`` in Python, integer cents in the file. A third decimal is refused, never rounded."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        centimes = Decimal(value) * 100
        if centimes != centimes.to_integral_value():
            raise SaisieError(
                f"Le montant « {value} » a plus de deux décimales.",
                "Arrondissez-le au centime.",
            )
        if not 0 <= centimes <= CENTIMES_MAX:
            raise SaisieError(
                f"Le montant « {value} » ne peut pas être gardé.",
                f"Un montant va de zéro à {format_euros(Decimal(CENTIMES_MAX).scaleb(-2))}.",
            )
        return int(centimes)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Fraction(TypeDecorator[Decimal]):
    """A fraction between 0 and 1, in millionths in the file."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        millioniemes = Decimal(value) * MILLIONIEMES
        if millioniemes != millioniemes.to_integral_value() or not 0 <= millioniemes <= MILLIONIEMES:
            raise SaisieError(
                f"Le taux « {value} » ne peut pas être gardé.",
                "Un taux va de 0 à 100\u00a0%, avec quatre décimales au plus.",
            )
        return int(millioniemes)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        # normalize() would print 1E-2; a division keeps plain digits, without trailing zeros.
        return None if value is None else Decimal(value) / MILLIONIEMES


class Jour(TypeDecorator[date]):
    """A date in ISO 8601."""

    impl = String(10)
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Horodatage(TypeDecorator[datetime]):
    """A moment in UTC, ISO 8601."""

    impl = String(32)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Texte(TypeDecorator[str]):
    """A text, cleaned of control characters; too long is refused, never cut in silence."""

    impl = Text
    cache_ok = True

    def __init__(self, longueur: int = LONGUEUR_TEXTE) -> None:
        super().__init__()
        self.longueur = longueur

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        texte = propre(value)
        if len(texte) > self.longueur:
            raise SaisieError(
                f"Ce texte compte {len(texte)} caractères ; {self.longueur} au plus peuvent être gardés ici.",
                "Raccourcissez-le, ou joignez-le comme pièce.",
            )
        return texte


class Titre(Texte):
    """A one-line text."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(LONGUEUR_TITRE)

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return super().process_bind_param(None if value is None else " ".join(value.split("\n")).strip(), dialect)


class ListeCodes(TypeDecorator[tuple[Vocabulaire, ...]]):
    """Codes of a closed list, in the order of the list, separated by spaces."""

    impl = Text
    cache_ok = True

    def __init__(self, vocabulaire: type[Vocabulaire]) -> None:
        super().__init__()
        self.vocabulaire = vocabulaire

    @override
    def process_bind_param(self, value: tuple[Vocabulaire, ...] | None, dialect: Dialect) -> str:
        return " ".join(code.value for code in self.vocabulaire if code in (value or ()))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Vocabulaire, ...]:
        return tuple(self.vocabulaire(code) for code in (value or "").split())


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
