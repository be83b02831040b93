"""What a cell says, so that two readings of the same thing compare equal whatever program wrote it."""

from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from models.domain.errors import SaisieError
from models.domain.formats import NON_RENSEIGNE, format_date, format_euros
from models.domain.importation.feuille import Anomalie, Brut, en_texte
from models.domain.plan_financement import arrondir
from models.domain.retour.reperes import DATES, TAUX, TEXTES
from models.domain.saisie import PartDeLaBase, parse_montant_ou_part

Valeur: TypeAlias = str | Decimal | date | PartDeLaBase | Anomalie | None
"""An amount, a day or a text; a text where an amount was expected is what people wrote there."""

_BRUIT: Final = Decimal("0.000001")
"""What binary fractions leave behind."""
_VIDES: Final = frozenset({"", "—", "-", "–", NON_RENSEIGNE.casefold()})
"""How our documents, and people, write nothing."""


def lire_valeur(colonne: str, brut: Brut) -> Valeur:
    """The value of a cell, as the column of that name expects it.

    >>> lire_valeur("cout", "12 500,00 €"), lire_valeur("cout", "à voir"), lire_valeur("numero", Decimal("1.2"))
    (Decimal('12500.00'), 'à voir', '1.2')
    """
    if brut is None or isinstance(brut, Anomalie):
        return brut
    if colonne in TEXTES:
        return _sans_vide(en_texte(brut))
    if colonne in DATES:
        return brut if isinstance(brut, date) else _lire_jour(_sans_vide(en_texte(brut)))
    if isinstance(brut, str):
        return _lire_montant(colonne, _sans_vide(brut))
    if not isinstance(brut, Decimal):
        return brut if isinstance(brut, date) else en_texte(brut)
    entier = arrondir(brut)
    return entier if abs(brut - entier) <= _BRUIT else brut


def montrer(colonne: str, valeur: Valeur) -> str:
    """A value as people read it; nothing for an empty cell."""
    match valeur:
        case None:
            return ""
        case Decimal():
            return format_euros(valeur) if valeur == arrondir(valeur) else en_texte(valeur)
        case date():
            return format_date(valeur)
        case PartDeLaBase(taux):
            return f"{en_texte(taux * 100)}\u00a0%".replace(".", ",")
        case Anomalie():
            return valeur.texte or f"{colonne} sans résultat"
        case str():
            return valeur


def _lire_montant(colonne: str, texte: str | None) -> Valeur:
    if texte is None:
        return None
    try:
        lu = parse_montant_ou_part(texte)
    except SaisieError:
        return texte
    return lu.taux if colonne == TAUX and isinstance(lu, PartDeLaBase) else lu


def _sans_vide(texte: str) -> str | None:
    compact = " ".join(texte.split())
    return None if compact.casefold() in _VIDES else compact


def _lire_jour(texte: str | None) -> Valeur:
    """A day that was typed as a text, or kept as one on the hidden sheet."""
    if texte is None:
        return None
    try:
        return date.fromisoformat(texte)
    except ValueError:
        jour, _, reste = texte.partition("/")
        mois, _, annee = reste.partition("/")
        try:
            return date(int(annee), int(mois), int(jour))
        except ValueError:
            return texte
