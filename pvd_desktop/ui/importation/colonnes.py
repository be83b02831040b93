"""The columns of the lists of the preview: actions, values written, remarks."""

from typing import Final

from models.domain.importation.proposition import Changement, LigneProposee, Nature, RemarqueImport, Sort
from pvd_desktop.ui.importation.feuille_model import ICONES_SORTS
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne

ICONES_NATURES: Final = {
    Nature.REFUS: ("alerte", "erreur"),
    Nature.NON_COMPRIS: ("avertissement", "attention"),
    Nature.ECART: ("avertissement", "attention"),
    Nature.CHOIX: ("information", "information"),
    Nature.IGNORE: ("moins", "texte_discret"),
}


def _rows(ligne: LigneProposee) -> str:
    premiere, derniere = ligne.lignes[0], ligne.lignes[-1]
    return str(premiere) if premiere == derniere else f"{premiere} à {derniere}"


def _effect(ligne: LigneProposee) -> str:
    """What is written, or why nothing is."""
    nombre = len(ligne.changements)
    ecrit = f"{nombre} valeur{'s' if nombre > 1 else ''}" if nombre else ""
    return " · ".join(filter(None, (ecrit, ligne.raison)))


def _column(remarque: RemarqueImport) -> str:
    lieu = remarque.lieu
    return " ".join(filter(None, (lieu.colonne, f"«\u00a0{lieu.entete}\u00a0»" if lieu.entete else "")))


def _message(remarque: RemarqueImport) -> str:
    fois = f" ({remarque.fois} fois)" if remarque.fois > 1 else ""
    return f"{remarque.message}{fois}"


def _taken(ligne: LigneProposee) -> str:
    """Whether a row comes in, in words."""
    if ligne.sort is Sort.REFUSE:
        return "refusée"
    return "non importée" if ligne.sort is Sort.ECARTE else "importée"


def _object(changement: Changement) -> str:
    return "" if changement.objet == "Action" else changement.objet


ACTIONS: Final = (
    Colonne[LigneProposee](titre="", texte=lambda _ligne: "", largeur=34, accessible=_taken),
    Colonne[LigneProposee](
        titre="Sera",
        texte=lambda ligne: ligne.sort.libelle,
        icone=lambda ligne: ICONES_SORTS[ligne.sort],
        largeur=108,
    ),
    Colonne[LigneProposee](titre="Ligne", texte=_rows, largeur=70, align=DROITE),
    Colonne[LigneProposee](
        titre="Action",
        texte=lambda ligne: ligne.titre,
        token=lambda ligne: "texte_discret" if ligne.sort in {Sort.ECARTE, Sort.REFUSE} else None,
        largeur=250,
    ),
    Colonne[LigneProposee](titre="Orientation", texte=lambda ligne: ligne.orientation, largeur=130),
    Colonne[LigneProposee](titre="Feuille", texte=lambda ligne: ligne.cle[0], largeur=120),
    Colonne[LigneProposee](titre="Ce qui est écrit", texte=_effect, largeur=110),
)
FEUILLE_ACTIONS: Final = 5
"""Column of the sheet, shown when several come in."""
CHANGEMENTS: Final = (
    Colonne[tuple[int, Changement]](
        titre="Champ", texte=lambda c: " · ".join(filter(None, (_object(c[1]), c[1].champ))), largeur=170
    ),
    Colonne[tuple[int, Changement]](
        titre="Avant", texte=lambda c: c[1].avant, token=lambda _: "texte_discret", largeur=90
    ),
    Colonne[tuple[int, Changement]](titre="Après", texte=lambda c: c[1].apres, largeur=210),
    Colonne[tuple[int, Changement]](titre="Colonne", texte=lambda c: c[1].lieu.colonne, largeur=60),
)
REMARQUES: Final = (
    Colonne[tuple[int, RemarqueImport]](
        titre="Nature",
        texte=lambda r: r[1].nature.libelle,
        icone=lambda r: ICONES_NATURES[r[1].nature],
        largeur=130,
    ),
    Colonne[tuple[int, RemarqueImport]](
        titre="Ligne", texte=lambda r: str(r[1].lieu.ligne or ""), largeur=60, align=DROITE
    ),
    Colonne[tuple[int, RemarqueImport]](titre="Colonne", texte=lambda r: _column(r[1]), largeur=150),
    Colonne[tuple[int, RemarqueImport]](
        titre="Valeur", texte=lambda r: r[1].valeur, champ="valeur", parse=lambda texte: texte, largeur=170
    ),
    Colonne[tuple[int, RemarqueImport]](titre="Ce qu’il en est", texte=lambda r: _message(r[1]), largeur=380),
    Colonne[tuple[int, RemarqueImport]](titre="Feuille", texte=lambda r: r[1].lieu.feuille, largeur=120),
    Colonne[tuple[int, RemarqueImport]](titre="Ce que vous pouvez faire", texte=lambda r: r[1].remede, largeur=260),
)
FEUILLE_REMARQUES: Final = 5
"""The same, in the list of remarks."""
