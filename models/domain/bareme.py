"""Dated parameters (rates, ceilings, delays) with their legal source; rules receive them and read no file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from models.domain.errors import SaisieError
from models.domain.reglages import ParametreLocal


class Unite(StrEnum):
    """What the value of a parameter counts."""

    FRACTION = "fraction"
    EURO = "euro"
    MOIS = "mois"
    JOUR = "jour"


UNITES: Final[Mapping[str, Unite]] = {
    "participation_minimale": Unite.FRACTION,
    "participation_minimale_renovation_scolaire": Unite.FRACTION,
    "participation_chef_de_file": Unite.FRACTION,
    "participation_petites_communes": Unite.FRACTION,
    "plancher_detr": Unite.FRACTION,
    "plafond_dotations": Unite.FRACTION,
    "plafond_etat_fonds_vert": Unite.FRACTION,
    "taux_fctva": Unite.FRACTION,
    "delai_publicite": Unite.JOUR,
    "delai_plaque": Unite.MOIS,
    "seuil_plaque": Unite.EURO,
    "tolerance_plan": Unite.EURO,
    "delai_completude": Unite.MOIS,
    "delai_commencement": Unite.MOIS,
    "delai_achevement": Unite.MOIS,
    "preavis_fin_convention": Unite.MOIS,
}
"""Unit of each parameter that the rules and the échéances know; the values are data, this is what code does of them."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a parameter is, in the words of the reference."""

    libelle: str
    unite: Unite
    regles: tuple[str, ...] = ()
    """Codes of the points à vérifier that read it."""


@dataclass(frozen=True, slots=True)
class Parametre:
    """A value in force, with what says so."""

    valeur: Decimal
    """Fraction, euros, months or days: the unit belongs to the key and is written in the reference file."""
    source: str


@dataclass(frozen=True, slots=True)
class Bareme:
    """Every parameter, by key, each as (date of effect, parametre) in ascending dates."""

    entrees: Mapping[str, tuple[tuple[date, Parametre], ...]]
    definitions: Mapping[str, Definition] = field(default_factory=dict[str, Definition])
    """By key, in the order of the reference; what a project adds of its own has none."""

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


def check_parametre(cle: str, valeur: str) -> None:
    """Refuses a value that the parameter of that key cannot have.

    Raises:
        SaisieError: not a number, negative, a rate above 100 %, months that are not whole.
    """
    nombre = lire_valeur(ParametreLocal(cle=cle, valeur=valeur))
    unite = UNITES.get(cle)
    if unite is Unite.FRACTION and nombre > 1:
        message = f"La valeur «\u00a0{valeur}\u00a0» du paramètre «\u00a0{cle}\u00a0» dépasse 100\u00a0%."
        raise SaisieError(message, "Écrivez par exemple 0.2 pour 20\u00a0%.")
    if unite in {Unite.MOIS, Unite.JOUR} and nombre != nombre.to_integral_value():
        quoi = "mois" if unite is Unite.MOIS else "jours"
        message = f"La valeur «\u00a0{valeur}\u00a0» du paramètre «\u00a0{cle}\u00a0» est un nombre de {quoi}."
        raise SaisieError(message, "Écrivez un nombre entier.")


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
    return Bareme(entrees, reference.definitions)


def _date_effet(entree: tuple[date, Parametre]) -> date:
    return entree[0]
