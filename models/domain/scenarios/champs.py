"""The fields a scenario may suppose otherwise: how their value is written, read, found on an object and put on it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Final, TypeAlias

from models.domain.errors import SaisieError
from models.domain.formats import NON_RENSEIGNE, format_euros
from models.domain.libelles import CHAMPS as LIBELLES
from models.domain.plan_financement import CENTIME, Depense, Financement, Operation
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN, MONTANT_LIMITE
from models.domain.scenario import GenreEcart
from models.domain.vocabulaire import EtatFinancement

Objet: TypeAlias = Operation | Depense | Financement
Valeur: TypeAlias = EtatFinancement | Decimal | int | None


class NatureChamp(Enum):
    """What a supposed field holds."""

    ETAT = auto()
    MONTANT = auto()
    ANNEE = auto()


CHAMPS: Final[Mapping[GenreEcart, Mapping[str, NatureChamp]]] = {
    GenreEcart.OPERATION: {"part_decidee": NatureChamp.MONTANT},
    GenreEcart.DEPENSE: {
        "montant_ht": NatureChamp.MONTANT,
        "montant_ttc": NatureChamp.MONTANT,
        "annee": NatureChamp.ANNEE,
    },
    GenreEcart.FINANCEMENT: {
        "etat": NatureChamp.ETAT,
        "montant_demande": NatureChamp.MONTANT,
        "montant_accorde": NatureChamp.MONTANT,
        "annee": NatureChamp.ANNEE,
    },
}
"""By kind of object, in the order they are told. A base, a nature or a maître d'ouvrage would be another operation."""


def ecrire_valeur(valeur: Valeur) -> str:
    """As the JSON of the project writes it; empty is « non renseigné ».

    >>> ecrire_valeur(EtatFinancement.REFUSE), ecrire_valeur(Decimal("12300.5")), ecrire_valeur(None)
    ('refuse', '12300.50', '')
    """
    match valeur:
        case None:
            return ""
        case Decimal():
            return str(valeur.quantize(CENTIME))
        case EtatFinancement():
            return valeur.value
        case _:
            return str(valeur)


def lire_valeur(genre: GenreEcart, champ: str, texte: str) -> Valeur:
    """What ``ecrire_valeur`` wrote.

    Raises:
        SaisieError: no scenario supposes this field, or it cannot hold that value.
    """
    match CHAMPS[genre].get(champ):
        case NatureChamp.ETAT:
            if texte not in tuple(EtatFinancement):
                raise SaisieError(f"«\u00a0{texte}\u00a0» n’est pas un état de financement.")
            return EtatFinancement(texte)
        case NatureChamp.MONTANT:
            return _lire_montant(texte) if texte else None
        case NatureChamp.ANNEE:
            return _lire_annee(texte) if texte else None
        case None:
            raise SaisieError(f"Un scénario ne suppose rien du champ «\u00a0{champ}\u00a0».")


def _lire_montant(texte: str) -> Decimal:
    try:
        montant = Decimal(texte)
        entier = montant.is_finite() and 0 <= montant < MONTANT_LIMITE and montant == montant.quantize(CENTIME)
    except InvalidOperation:
        entier, montant = False, Decimal(0)
    if not entier:
        raise SaisieError(f"«\u00a0{texte}\u00a0» n’est pas un montant en euros.")
    return abs(montant).quantize(CENTIME)


def _lire_annee(texte: str) -> int:
    if not (len(texte) == 4 and texte.isascii() and texte.isdecimal()) or not ANNEE_MIN <= int(texte) <= ANNEE_MAX:
        raise SaisieError(f"«\u00a0{texte}\u00a0» n’est pas une année de {ANNEE_MIN} à {ANNEE_MAX}.")
    return int(texte)


def valeur_de(objet: Objet, champ: str) -> Valeur:
    """What a field is worth; the year of an aide that is split over several is the first of them."""
    if isinstance(objet, Financement) and champ == "annee" and (annees := _annees_reparties(objet)):
        return min(annees)
    return getattr(objet, champ)


def avec_valeur(objet: Objet, champ: str, valeur: Valeur) -> Objet:
    """The object with another value in a field; the years of an aide that is split move together.

    Raises:
        SaisieError: the years of a split aide cannot move so.
    """
    if isinstance(objet, Financement) and champ == "annee" and (annees := _annees_reparties(objet)):
        if not isinstance(valeur, int):
            raise SaisieError("Cette aide est répartie sur plusieurs années\u00a0: elle en garde une.")
        pas = valeur - min(annees)
        if max(annees) + pas > ANNEE_MAX:
            raise SaisieError(f"La dernière année de cette aide passerait {ANNEE_MAX}.")
        parts = tuple(replace(r, annee=r.annee + pas) if r.annee else r for r in objet.repartitions)
        return replace(objet, repartitions=parts)
    return replace(objet, **{champ: valeur})


def champs_de(avant: Objet, apres: Objet) -> dict[str, Valeur]:
    """The fields of the object itself that differ, with what they become: what an act writes."""
    noms = CHAMPS[genre_de(avant)]
    return {nom: getattr(apres, nom) for nom in noms if getattr(avant, nom) != getattr(apres, nom)}


def genre_de(objet: Objet) -> GenreEcart:
    """What a difference on this object is about."""
    match objet:
        case Operation():
            return GenreEcart.OPERATION
        case Depense():
            return GenreEcart.DEPENSE
        case Financement():
            return GenreEcart.FINANCEMENT


def libelle_champ(genre: GenreEcart, champ: str) -> str:
    """Name of a field, as the form says it.

    >>> libelle_champ(GenreEcart.FINANCEMENT, "montant_demande")
    'Montant demandé'
    """
    return LIBELLES[genre.value].get(champ, champ)


def texte_valeur(valeur: Valeur) -> str:
    """A value as people read it.

    >>> texte_valeur(EtatFinancement.REFUSE), texte_valeur(2027), texte_valeur(None)
    ('Refusé', '2027', 'Non renseigné')
    """
    match valeur:
        case None:
            return NON_RENSEIGNE
        case Decimal():
            return format_euros(valeur)
        case EtatFinancement():
            return valeur.libelle
        case _:
            return str(valeur)


def _annees_reparties(financement: Financement) -> list[int]:
    """Years of its shares; one that names no year yet holds zero."""
    return [r.annee for r in financement.repartitions if r.annee]
