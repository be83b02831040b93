"""The list of what a copy will receive: what is to be known first, then every cell, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.domain.remplissage_tableau.resultat import CelluleRemplie, Remplissage, SortCellule
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne

A_SAVOIR: Final = "À savoir"
ICONES: Final = {
    A_SAVOIR: ("information", "information"),
    SortCellule.AJOUTEE.libelle: ("ajouter", "succes"),
    SortCellule.MODIFIEE.libelle: ("crayon", "information"),
    SortCellule.LAISSEE.libelle: ("avertissement", "attention"),
}
PLURIELS: Final = {
    A_SAVOIR: A_SAVOIR,
    SortCellule.AJOUTEE.libelle: "Remplies",
    SortCellule.MODIFIEE.libelle: "Remplacées",
    SortCellule.LAISSEE.libelle: "Laissées",
}


@dataclass(frozen=True, slots=True)
class LignePartenaire:
    """One line of the list."""

    quoi: str
    texte: str
    """What is to be known, or why the cell is left."""
    cellule: CelluleRemplie | None = None

    @property
    def cle(self) -> str:
        """Its identity."""
        return "\x1f".join(map(str, self.cellule.place)) if self.cellule else self.texte

    @property
    def phrase(self) -> str:
        """All of it in a sentence: the columns cut it."""
        c = self.cellule
        if c is None:
            return self.texte
        dit = f"{c.dit_avant or 'vide'} → {c.dit_apres or 'vide'}"
        return f"{c.place.feuille}, {c.adresse}, {c.objet}. {c.champ}\u00a0: {dit}. {self.texte}".strip()


def lignes_de(remplissage: Remplissage) -> Iterator[LignePartenaire]:
    """What is worth reading of a filling; cells that stay as they are say nothing."""
    for texte in (*remplissage.remarques, *remplissage.avertissements):
        yield LignePartenaire(A_SAVOIR, texte)
    for cellule in remplissage.cellules:
        if cellule.sort.libelle in ICONES:
            yield LignePartenaire(cellule.sort.libelle, cellule.raison, cellule)


COLONNES: Final = (
    Colonne[LignePartenaire](titre="Quoi", texte=lambda x: x.quoi, icone=lambda x: ICONES[x.quoi], largeur=112),
    Colonne[LignePartenaire](titre="Cellule", texte=lambda x: x.cellule.adresse if x.cellule else "", largeur=58),
    Colonne[LignePartenaire](titre="Action", texte=lambda x: x.cellule.objet if x.cellule else x.texte, largeur=230),
    Colonne[LignePartenaire](titre="Reçoit", texte=lambda x: x.cellule.champ if x.cellule else "", largeur=112),
    Colonne[LignePartenaire](
        titre="Avant", texte=lambda x: (x.cellule.dit_avant or "vide") if x.cellule else "", largeur=84, align=DROITE
    ),
    Colonne[LignePartenaire](
        titre="Après",
        texte=lambda x: x.cellule.dit_apres if x.cellule and x.cellule.sort.est_ecrite else "",
        largeur=140,
        align=DROITE,
        gras=lambda _: True,
    ),
    Colonne[LignePartenaire](titre="Ce qu’il en est", texte=lambda x: x.texte if x.cellule else "", largeur=320),
)
