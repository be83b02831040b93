"""What the Historique says of an act, in French: labels, amounts, dates."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from models.domain.formats import format_date, format_euros, format_taux
from models.domain.libelles import CHAMPS, OBJETS
from models.domain.vocabulaire import Vocabulaire
from models.queries.historique import Changement, LigneTouchee, Renvoi, Sorte
from pvd_desktop.documents.markdown import to_plain

VIDE: Final = "vide"
PARTI: Final = "élément supprimé"
LONGUEUR: Final = 160
"""Characters of a long text that are shown; the tooltip has the others."""
MISE_EN_FORME: Final = "Seule la mise en forme a changé."
_TAUX: Final = {"taux", "taux_tva"}
_RICHES: Final = {"description", "centralite"}
"""Texts kept as CommonMark, whose marks are not to be read."""


def format_valeur(champ: str, valeur: Any) -> str:
    """A value as people read it, whole."""
    if isinstance(valeur, tuple):
        return ", ".join(format_valeur(champ, v) for v in cast("tuple[Any, ...]", valeur)) or VIDE
    if isinstance(valeur, bool):
        return "Oui" if valeur else "Non"
    if isinstance(valeur, Vocabulaire | Renvoi):
        return valeur.libelle or PARTI
    if champ in _RICHES and isinstance(valeur, str):
        return to_plain(valeur) or VIDE
    return VIDE if valeur is None or valeur == "" else _format_simple(champ, valeur)


def _format_simple(champ: str, valeur: object) -> str:
    match valeur:
        case Decimal():
            return format_taux(valeur) if champ in _TAUX else format_euros(valeur)
        case date():
            return format_date(valeur)
        case _:
            return str(valeur)


def shorten(texte: str) -> str:
    """``texte`` on one line, cut where it would fill the page."""
    # Not split(): it takes the no-break spaces of amounts for others.
    ligne = re.sub(r"[ \t\r\n]+", " ", texte).strip()
    return ligne if len(ligne) <= LONGUEUR else f"{ligne[: LONGUEUR - 1].rstrip()}…"


def describe(ligne: LigneTouchee) -> str:
    """« Dépense ajoutée : Toiture »; for a row that changed, which one it is."""
    nature, ajoute, supprime = OBJETS[ligne.table]
    nom = "" if ligne.libelle in {None, ""} else format_valeur("", ligne.libelle)
    suite = f"\u00a0: {shorten(nom)}" if nom else ""
    match ligne.sorte:
        case Sorte.AJOUT:
            return f"{nature} {ajoute}{suite}"
        case Sorte.SUPPRESSION:
            return f"{nature} {supprime}{suite}"
        case Sorte.CORBEILLE:
            return f"{nature} mise à la corbeille{suite}"
        case Sorte.RETOUR:
            return f"{nature} sortie de la corbeille{suite}"
        case Sorte.ORDRE:
            return f"{nature}{suite or ''}\u00a0: place changée dans la liste"
        case Sorte.MODIFICATION:
            return "" if ligne.table == "fiche_action" else f"{nature}{suite}"


def name_champ(table: str, changement: Changement) -> str:
    """Label of the field."""
    return CHAMPS[table][changement.champ]
