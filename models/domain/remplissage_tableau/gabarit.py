"""What a partner's workbook holds beside its values: what may be written, where, and what would not survive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from models.domain.importation.feuille import Classeur, Feuille, Plage


class Place(NamedTuple):
    """One cell: its row from 1, its column from 0."""

    feuille: str
    ligne: int
    colonne: int


@dataclass(frozen=True, slots=True)
class ListeFermee:
    """The only values that some cells admit."""

    plages: tuple[Plage, ...]
    valeurs: tuple[str, ...]

    def covers(self, ligne: int, colonne: int) -> bool:
        """Whether it rules a cell."""
        return any(
            p.ligne <= ligne <= p.derniere_ligne and p.colonne <= colonne <= p.derniere_colonne for p in self.plages
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GabaritFeuille:
    """One sheet of it."""

    formules: frozenset[tuple[int, int]] = frozenset()
    """Cells that a formula fills, whatever it gives."""
    protegee: bool = False
    deverrouillees: frozenset[tuple[int, int]] = frozenset()
    """Cells that may be written although the sheet is protected; known only then."""
    colonnes_deverrouillees: frozenset[int] = frozenset()
    """Columns whose cells may be, where a cell has no look of its own."""
    presentes: frozenset[tuple[int, int]] = frozenset()
    """Cells that have a look of their own; known only when the sheet is protected."""
    listes: tuple[ListeFermee, ...] = ()
    cachees: frozenset[int] = frozenset()
    """Columns that people do not see."""
    totaux: frozenset[int] = frozenset()
    """Rows that add up the others, whether or not a word says so."""

    def is_open(self, ligne: int, colonne: int) -> bool:
        """Whether its protection lets a cell be written."""
        if not self.protegee:
            return True
        place = (ligne, colonne)
        return place in self.deverrouillees or (place not in self.presentes and colonne in self.colonnes_deverrouillees)

    def liste(self, ligne: int, colonne: int) -> ListeFermee | None:
        """The closed list of a cell, if it has one."""
        return next((liste for liste in self.listes if liste.covers(ligne, colonne)), None)


_NUE: Final = GabaritFeuille()


@dataclass(frozen=True, kw_only=True)
class Gabarit:
    """The whole workbook: its cells as they are read, and what a writer has to know."""

    classeur: Classeur
    feuilles: Mapping[str, GabaritFeuille] = field(default_factory=dict[str, GabaritFeuille])
    noms: Mapping[str, Place] = field(default_factory=dict[str, Place])
    """Named cells, by the name that the partner gave."""
    avertissements: tuple[str, ...] = ()
    """What the copy will not keep, or not up to date, in French."""

    def feuille(self, nom: str) -> Feuille | None:
        """The sheet of that name."""
        return next((f for f in self.classeur.feuilles if f.nom == nom), None)

    def regles(self, nom: str) -> GabaritFeuille:
        """What may be written in it."""
        return self.feuilles.get(nom, _NUE)
