"""Values of Python as the file keeps them, and back: checked and cleaned at the only door."""

from datetime import UTC, date, datetime
from decimal import Decimal

from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN
from models.domain.textes import LONGUEUR_TEXTE, LONGUEUR_TITRE, propre, propre_ligne

CENTIMES_MAX = 99_999_999_999
MILLIONIEMES = 1_000_000
_CENTIME = Decimal("0.01")


def to_centimes(value: Decimal | None) -> int | None:
    """Integer cents of an amount in euros; a third decimal is refused, never rounded.

    Raises:
        SaisieError: it cannot be kept.
    """
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


def euros_of(value: int | None) -> Decimal | None:
    """Euros of integer cents."""
    # As exact as scaleb(), in two thirds of the time.
    return None if value is None else Decimal(value) * _CENTIME


def to_millioniemes(value: Decimal | None) -> int | None:
    """Integer millionths of a fraction between 0 and 1.

    Raises:
        SaisieError: it cannot be kept.
    """
    if value is None:
        return None
    millioniemes = Decimal(value) * MILLIONIEMES
    if millioniemes != millioniemes.to_integral_value() or not 0 <= millioniemes <= MILLIONIEMES:
        raise SaisieError(
            f"Le taux «\u00a0{value}\u00a0» ne peut pas être gardé.",
            "Un taux va de 0 à 100\u00a0%, avec quatre décimales au plus.",
        )
    return int(millioniemes)


def fraction_of(value: int | None) -> Decimal | None:
    """The fraction of integer millionths."""
    # normalize() would print 1E-2; a division keeps plain digits, without trailing zeros.
    return None if value is None else Decimal(value) / MILLIONIEMES


def to_entier(value: int | None, nom: str, maximum: int) -> int | None:
    """A count from zero to ``maximum``; ``nom`` is what the refusal calls it.

    Raises:
        SaisieError: it cannot be kept.
    """
    if value is None or 0 <= value <= maximum:
        return value
    raise _hors_bornes(value, nom, f"Écrivez un nombre entier de 0 à {maximum}.")


def to_annee(value: int | None) -> int | None:
    """A year, or zero while a répartition names none.

    Raises:
        SaisieError: it cannot be kept.
    """
    if value is None or value == 0 or ANNEE_MIN <= value <= ANNEE_MAX:
        return value
    raise _hors_bornes(value, "année", f"Écrivez une année de {ANNEE_MIN} à {ANNEE_MAX}.")


def _hors_bornes(value: int, nom: str, remede: str) -> SaisieError:
    # Python refuses to write an integer of thousands of digits.
    cite = f"«\u00a0{value}\u00a0» " if abs(value) < 10**20 else ""
    return SaisieError(f"La valeur {cite}ne peut pas être gardée dans le champ «\u00a0{nom}\u00a0».", remede)


def to_iso(value: date | None) -> str | None:
    """A date in ISO 8601."""
    return None if value is None else value.isoformat()


def date_of(value: str | None) -> date | None:
    """The date of its text."""
    return None if value is None else date.fromisoformat(value)


def to_iso_utc(value: datetime | None) -> str | None:
    """A moment in UTC, ISO 8601."""
    return None if value is None else value.astimezone(UTC).isoformat()


def moment_of(value: str | None) -> datetime | None:
    """The moment of its text."""
    return None if value is None else datetime.fromisoformat(value)


def to_texte(value: str | None, longueur: int = LONGUEUR_TEXTE) -> str | None:
    """A text without control characters; too long is refused, never cut in silence.

    Raises:
        SaisieError: it cannot be kept.
    """
    if value is None:
        return None
    texte = propre(value)
    if len(texte) > longueur:
        raise SaisieError(
            f"Ce texte compte {len(texte)} caractères\u00a0; {longueur} au plus peuvent être gardés ici.",
            "Raccourcissez-le.",
        )
    return texte


def to_titre(value: str | None) -> str | None:
    """A one-line text.

    Raises:
        SaisieError: it cannot be kept.
    """
    return None if value is None else to_texte(propre_ligne(value), LONGUEUR_TITRE)
