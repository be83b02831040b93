"""Dated parameters (rates, ceilings, delays) with their legal source; rules receive them and read no file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from models.domain.errors import SaisieError
from models.domain.projet import ParametreLocal


@dataclass(frozen=True, slots=True)
class Parametre:
    """A value in force, with what says so."""

    valeur: Decimal
    """Fraction, euros or months: the unit belongs to the key and is written in the reference file."""
    source: str


@dataclass(frozen=True, slots=True)
class Bareme:
    """Every parameter, by key, each as (date of effect, parametre) in ascending dates."""

    entrees: Mapping[str, tuple[tuple[date, Parametre], ...]]

    def parametre(self, cle: str, jour: date) -> Parametre:
        """What is in force on ``jour``.

        Before the first known date the first value holds: the reference says nothing older, and a machine whose
        clock is wrong must still be able to check a project.

        Raises:
            KeyError: no such parameter, which is a bug of the caller.
        """
        dates = self.entrees[cle]
        en_vigueur = dates[0][1]
        for effet, parametre in dates[1:]:
            if effet > jour:
                break
            en_vigueur = parametre
        return en_vigueur


def lire_valeur(local: ParametreLocal) -> Decimal:
    """Value of a local parameter, a decimal text as in the exchange format (« 0.2 » is 20 %).

    Raises:
        SaisieError: not a number, or negative; checked when the parameter is written, so that a project never
            holds one that cannot be read.
    """
    try:
        valeur = Decimal(local.valeur)
    except InvalidOperation:
        valeur = Decimal(-1)
    if not valeur.is_finite() or valeur < 0:
        message = f"La valeur « {local.valeur} » du paramètre « {local.cle} » n’est pas un nombre positif."
        raise SaisieError(message, "Écrivez par exemple 0.2 pour 20 %.")
    return valeur


def bareme_effectif(reference: Bareme, parametres_locaux: Iterable[ParametreLocal]) -> Bareme:
    """The reference with what the project adapted; a local value without a date holds from the origin on.

    Between a local value and a later change of the law the later date wins: the project adapted the rule it knew.
    """
    entrees = dict(reference.entrees)
    for local in parametres_locaux:
        source = f"Paramètre du projet : {local.motif}" if local.motif else "Paramètre du projet"
        nouveau = Parametre(lire_valeur(local), source)
        if local.date_effet is None:
            entrees[local.cle] = ((date.min, nouveau),)
            continue
        autres = [entree for entree in entrees.get(local.cle, ()) if entree[0] != local.date_effet]
        entrees[local.cle] = tuple(sorted([*autres, (local.date_effet, nouveau)], key=_date_effet))
    return Bareme(entrees)


def _date_effet(entree: tuple[date, Parametre]) -> date:
    return entree[0]
