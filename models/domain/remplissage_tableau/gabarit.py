"""What a partner's workbook holds beside its values: what may be written, where, and what would not survive."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from models.domain.importation.feuille import Classeur, Feuille, Plage, lettres

_ADRESSE: Final = re.compile(r"(?:'?(.+?)'?!)?\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_LIGNES, _COLONNES = 1_048_576, 16_384
"""Rows and columns of a sheet."""


class Place(NamedTuple):
    """One cell: its row from 1, its column from 0."""

    feuille: str
    ligne: int
    colonne: int

    @property
    def texte(self) -> str:
        """« Suivi!D12 »."""
        return f"{self.feuille}!{lettres(self.colonne)}{self.ligne}"


def read_place(texte: str, feuille: str = "") -> Place | None:
    """A cell from what people write of it; the sheet may be left out when it is known.

    >>> read_place("d12", "Suivi"), read_place("Suivi!$D$12"), read_place("12")
    (Place(feuille='Suivi', ligne=12, colonne=3), Place(feuille='Suivi', ligne=12, colonne=3), None)
    """
    trouvee = _ADRESSE.fullmatch(texte.strip())
    nom = (trouvee[1] or feuille) if trouvee else ""
    if trouvee is None or not nom or not 1 <= int(trouvee[3]) <= _LIGNES:
        return None
    colonne = 0
    for lettre in trouvee[2].upper():
        colonne = colonne * 26 + ord(lettre) - 64
    return Place(nom, int(trouvee[3]), colonne - 1) if colonne <= _COLONNES else None


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
class Agrandissement:
    """A table that grows beyond the rows it had."""

    debut: int
    """First row of its body."""
    fin: int
    """Last row that held something: what ended there or in the free rows below goes on to the end."""
    ligne: int
    """First row that is below the table, before anything is written: from there on, rows go down."""
    nombre: int = 0
    """Rows that are put in; 0 when those below were free."""

    @property
    def derniere(self) -> int:
        """Last row of the table in the copy."""
        return self.ligne + self.nombre - 1


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
    fige: str = ""
    """Why no row may be put in, in French; empty when one may."""
    derniere_ancree: int = 0
    """Last row that holds what would not go down with it."""

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
