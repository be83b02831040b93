"""What becomes of one cell, given what stands there and what its partner lets people write."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.feuille import Anomalie, Brut, Feuille, LigneFeuille, en_texte
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import lire_montant
from models.domain.plan_financement import arrondir
from models.domain.remplissage_tableau.gabarit import GabaritFeuille, Place
from models.domain.remplissage_tableau.resultat import CelluleRemplie, SortCellule
from models.domain.remplissage_tableau.sources import Part, Valeur

_TEXTE_MAX: Final = 32_767
"""Characters that a cell of a spreadsheet holds."""

_GARDEE: Final = "Le projet n’a rien à y écrire\u00a0: ce qui s’y trouve est gardé."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecrit:
    """What a cell should say."""

    champ: str
    """As people read it."""
    objet: str
    """What its row is about."""
    valeur: Valeur
    modele: int = 0
    """Row whose formulas and lists the cell takes, when its row is added; 0 otherwise."""
    inseree: bool = False
    """Whether its row is put in, and so is nothing but what the model makes it."""


def decider(
    feuille: Feuille, regles: GabaritFeuille, place: Place, ecrit: Ecrit, ligne: LigneFeuille | None = None
) -> CelluleRemplie:
    """The cell as it will be in the copy.

    Args:
        feuille: its sheet.
        regles: what may be written there.
        place: where it stands.
        ecrit: what the project says.
        ligne: its row, when it was already looked for.
    """
    rangee = ligne or next((x for x in feuille.lignes if x.numero == place.ligne), None)
    avant = rangee.valeur(place.colonne) if rangee else None
    valeur = ecrit.valeur[:_TEXTE_MAX] if isinstance(ecrit.valeur, str) else ecrit.valeur
    ligne_des_regles = ecrit.modele if ecrit.inseree else place.ligne
    liste = regles.liste(ligne_des_regles, place.colonne) or regles.liste(ecrit.modele, place.colonne)
    if liste is not None and valeur is not None:
        # The partner’s own spelling, or nothing: another value would be refused by the spreadsheet.
        admise = _of_the_list(valeur, liste.valeurs)
        raison = "" if admise is not None else _not_listed(valeur, liste.valeurs)
        valeur = valeur if admise is None else admise
    else:
        raison = ""
    ou = (ligne_des_regles, place.colonne)
    calculee = ou in regles.formules or (ecrit.modele, place.colonne) in regles.formules
    raison = _forbidden(feuille, regles, place._replace(ligne=ligne_des_regles)) or raison
    sort = SortCellule.CALCULEE if calculee else _fate(avant, valeur, raison)
    return CelluleRemplie(
        place=place,
        champ=ecrit.champ,
        objet=ecrit.objet,
        avant=avant,
        valeur=valeur,
        sort=sort,
        raison=(raison or _GARDEE) if sort is SortCellule.LAISSEE else "",
    )


def _fate(avant: Brut, valeur: Valeur, raison: str) -> SortCellule:
    if dit_la_meme_chose(avant, valeur):
        return SortCellule.INCHANGEE
    if raison or valeur is None:
        return SortCellule.LAISSEE
    return SortCellule.AJOUTEE if avant is None else SortCellule.MODIFIEE


def _forbidden(feuille: Feuille, regles: GabaritFeuille, place: Place) -> str:
    """Why nothing may be written in a cell; empty when it may."""
    ou = (place.ligne, place.colonne)
    for f in feuille.fusions:
        dedans = f.ligne <= place.ligne <= f.derniere_ligne and f.colonne <= place.colonne <= f.derniere_colonne
        if dedans and ou != (f.ligne, f.colonne):
            return "Cette cellule est fusionnée avec une autre\u00a0: ce qu’on y écrirait ne se verrait pas."
    if not regles.is_open(*ou):
        return "Cette cellule est verrouillée par le partenaire\u00a0: demandez-lui de l’ouvrir s’il faut la remplir."
    return ""


def dit_la_meme_chose(avant: Brut, valeur: Valeur) -> bool:
    """Whether a cell already says it: « 30 000 € » typed as words is thirty thousand."""
    if avant is None or valeur is None:
        return avant is None and valeur is None
    if isinstance(avant, Anomalie):
        return False
    match valeur:
        case Part(fraction):
            lu = _amount(en_texte(avant).removesuffix("%").strip())
            return lu is not None and lu in {fraction, fraction * 100}
        case Decimal():
            lu = avant if isinstance(avant, Decimal) else _amount(en_texte(avant))
            return lu is not None and arrondir(lu) == arrondir(valeur)
        case date():
            return avant == valeur or en_texte(avant) == f"{valeur:%d/%m/%Y}"
        case _:
            return cle(en_texte(avant)) == cle(valeur)


def _amount(texte: str) -> Decimal | None:
    try:
        return lire_montant(texte).montant
    except SaisieError:
        return None


def _of_the_list(valeur: Valeur, admises: tuple[str, ...]) -> Valeur:
    if not isinstance(valeur, str):
        return valeur
    return next((a for a in admises if cle(a) == cle(valeur)), None)


def _not_listed(valeur: Valeur, admises: tuple[str, ...]) -> str:
    dites = ", ".join(admises[:8]) + ("…" if len(admises) > 8 else "")
    return f"«\u00a0{valeur}\u00a0» n’est pas dans la liste de cette cellule ({dites})\u00a0: choisissez-y la valeur."
