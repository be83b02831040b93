"""What the window shows of a proposition, made ready beside it: the screens only look things up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.importation.proposition import Proposition, RemarqueImport, Sort
from models.domain.plan_financement import Totaux
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui.importation import textes

if TYPE_CHECKING:
    from pvd_desktop.ui.importation.sources import Source

RETENUS: Final = frozenset({Sort.CREE, Sort.MODIFIE, Sort.INCHANGE})
"""What becomes of the rows that come in."""
Cellule = tuple[str, int, int]
"""Sheet, row as spreadsheets number it, column from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecture:
    """A table, and what importing it would do."""

    source: "Source"
    proposition: Proposition
    totaux: Totaux
    """Of the actions that come in, once they are."""
    comptes: Mapping[Sort, int]
    par_feuille: Mapping[str, int]
    """Actions that each sheet gives."""
    bilan: textes.Bilan
    sorts: Mapping[tuple[str, int], Sort]
    """What becomes of each row."""
    marques: Mapping[Cellule, tuple[RemarqueImport, ...]]
    """What is said of each cell."""
    cles_des_lignes: Mapping[tuple[str, int], tuple[str, int]]
    """Action that a row belongs to."""

    @property
    def nombre_importees(self) -> int:
        """Actions that importing would make or change."""
        return self.comptes.get(Sort.CREE, 0) + self.comptes.get(Sort.MODIFIE, 0)

    def pieces(self) -> list[object]:
        """What it is made of, to be let go by handfuls once it is no longer shown."""
        proposition = self.proposition
        feuilles = [ligne for feuille in self.source.feuilles for ligne in feuille.lignes]
        return [*feuilles, *proposition.lignes, *proposition.remarques, *proposition.projet.fiches]

    @property
    def plusieurs_feuilles(self) -> bool:
        """Whether rows must say which sheet they are of."""
        return sum(f.retenue for f in self.proposition.feuilles) > 1


def read_proposition(source: "Source", proposition: Proposition, projet: Projet) -> Lecture:
    """What the window needs of ``proposition``; for a thread."""
    sorts: dict[tuple[str, int], Sort] = {}
    cles: dict[tuple[str, int], tuple[str, int]] = {}
    fiches: dict[Uid, FicheAction] = {}
    par_feuille: Counter[str] = Counter()
    for ligne in proposition.lignes:
        for numero in ligne.lignes:
            sorts[ligne.cle[0], numero] = ligne.sort
            cles[ligne.cle[0], numero] = ligne.cle
        par_feuille[ligne.cle[0]] += ligne.sort in RETENUS
        fiche = proposition.projet.fiche(ligne.fiche) or projet.fiche(ligne.fiche)
        if fiche is not None:
            fiches[fiche.uid] = fiche
    marques: dict[Cellule, tuple[RemarqueImport, ...]] = {}
    for remarque in proposition.remarques:
        cellule = cell_of(remarque)
        if cellule is not None:
            marques[cellule] = (*marques.get(cellule, ()), remarque)
    return Lecture(
        source=source,
        proposition=proposition,
        totaux=totaux_du_plan(tuple(fiches.values())),
        comptes=proposition.comptes,
        par_feuille=par_feuille,
        bilan=textes.say(proposition),
        sorts=sorts,
        marques=marques,
        cles_des_lignes=cles,
    )


def cell_of(remarque: RemarqueImport) -> Cellule | None:
    """The cell a remark speaks of, when it is one."""
    lieu = remarque.lieu
    return (lieu.feuille, lieu.ligne, rank_of(lieu.colonne)) if lieu.ligne and lieu.colonne else None


def rank_of(lettres: str) -> int:
    """A column from 0, by its letters.

    >>> rank_of("A"), rank_of("Z"), rank_of("AA")
    (0, 25, 26)
    """
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + ord(lettre) - 64
    return rang - 1
