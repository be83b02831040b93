"""What one cell of the grid shows and says: made once for a row, painted many times."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtGui import QStaticText

from models.domain.formats import NON_RENSEIGNE, format_euros, format_taux
from models.domain.plan_financement import Financement
from models.domain.vocabulaire import BaseMontant, EtatFinancement
from pvd_desktop.documents.tree import BLANK, Euros, Taux, Value

INCONNU: Final = "—"
"""An amount that is expected and is not there; the tooltip and the screen reader say it in words."""
VIDE: Final = "vide"
_BASES: Final = {BaseMontant.HT.libelle: "hors taxes", BaseMontant.TTC.libelle: "toutes taxes comprises"}


@dataclass(slots=True, kw_only=True)
class Cellule:
    """The text of a cell and what goes with it."""

    texte: str = ""
    icone: str = ""
    couleur_icone: str = ""
    couleur: str = "texte"
    nombre: int = 0
    """Lines that share the cell, when there are several."""
    dit: str = VIDE
    """What it says after the name of its column."""
    brut: str = ""
    """What is copied, and where editing starts from: a number that a French spreadsheet reads."""
    dessin: QStaticText | None = None
    """The text laid out, once it was painted: laying it out again at each paint takes most of the time."""
    largeur: int = -1
    """Width the text was laid out for, in pixels."""


def build_cellule(valeur: Value, financements: tuple[Financement, ...], base: str) -> Cellule:
    """The cell of a figure; ``financements`` are the lines that stand in it, ``base`` « HT », « TTC » or both."""
    if valeur is BLANK:
        return Cellule()
    if valeur is None:
        return Cellule(texte=INCONNU, couleur="texte_discret", dit="sans objet")
    if isinstance(valeur, Taux):
        texte = format_taux(valeur.taux)
        return Cellule(texte=texte, dit=texte, brut=texte.replace("\u00a0", ""))
    if not isinstance(valeur, Euros):
        return Cellule(texte=str(valeur), dit=str(valeur), brut=str(valeur))
    montant = valeur.montant
    cellule = Cellule(
        texte=format_euros_ronds(montant),
        couleur="texte_discret" if montant is None else "texte",
        dit=NON_RENSEIGNE.lower() if montant is None else f"{format_euros_ronds(montant)} {say_base(base)}",
        brut=format_brut(montant),
    )
    if len(financements) == 1:
        etat = financements[0].etat
        cellule.icone, cellule.couleur_icone = icone_etat(etat)
        cellule.dit = f"{cellule.dit}, {say_etat(etat)}"
    elif financements:
        cellule.nombre = len(financements)
        cellule.dit = f"{cellule.dit}, {len(financements)} lignes"
    return cellule


def format_euros_ronds(montant: Decimal | None) -> str:
    """Whole euros when there are no cents: a column of amounts is read by its thousands."""
    return INCONNU if montant is None else format_euros(montant).replace(",00", "")


def format_brut(montant: Decimal | None) -> str:
    """« 45000,5 »: no space nor sign, which a spreadsheet would take for text."""
    if montant is None:
        return ""
    return f"{montant:.2f}".removesuffix("00").rstrip(".").replace(".", ",")


def icone_etat(etat: EtatFinancement) -> tuple[str, str]:
    """Icon of the state of a line, and its colour."""
    if etat.est_acquis:
        return "succes", "succes"
    return ("horloge", "information") if etat.est_sollicite else ("crayon", "texte_discret")


def say_etat(etat: EtatFinancement) -> str:
    """The word of the total a line counts in."""
    if etat.est_acquis:
        return "acquis"
    return "sollicité" if etat.est_sollicite else "à solliciter"


def say_base(base: str) -> str:
    """« hors taxes », in words."""
    return _BASES.get(base, base)
