"""What a copy of the partner’s workbook would receive: every cell, before and after, and what is left alone and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from models.domain.errors import AppError
from models.domain.formats import format_date, format_taux
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Brut, Lieu, en_texte, lettres
from models.domain.remplissage_tableau.gabarit import Agrandissement, Place
from models.domain.remplissage_tableau.sources import Part, Valeur
from models.domain.remplissage_tableau.unites import Choix
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN
from models.domain.vocabulaire import Vocabulaire


class GabaritError(AppError):
    """The workbook cannot be filled, or should not be."""


class SortCellule(Vocabulaire):
    """What becomes of a cell."""

    AJOUTEE = "ajoutee", "Remplie"
    MODIFIEE = "modifiee", "Remplacée"
    INCHANGEE = "inchangee", "Inchangée"
    CALCULEE = "calculee", "Calculée par le classeur"
    LAISSEE = "laissee", "Laissée"

    @property
    def est_ecrite(self) -> bool:
        """Whether the copy differs there."""
        return self in {SortCellule.AJOUTEE, SortCellule.MODIFIEE}


@dataclass(frozen=True, slots=True, kw_only=True)
class CelluleRemplie:
    """One cell of the copy."""

    place: Place
    """In the copy: rows that are put in push down those below them."""
    champ: str
    """What it receives, as people read it."""
    objet: str
    """The action of its row; « Le projet » for a lone cell."""
    avant: Brut
    valeur: Valeur
    sort: SortCellule
    raison: str = ""
    """Why it is left, and what to do, in French."""

    @property
    def lieu(self) -> Lieu:
        """Where it stands, as people say it."""
        return Lieu(self.place.feuille, self.place.ligne, lettres(self.place.colonne))

    @property
    def adresse(self) -> str:
        """« D12 »."""
        return f"{lettres(self.place.colonne)}{self.place.ligne}"

    @property
    def dit_avant(self) -> str:
        """What the cell shows before."""
        return _nombre(self.avant) if isinstance(self.avant, Decimal) else en_texte(self.avant)

    @property
    def dit_apres(self) -> str:
        """What it shows after."""
        return texte_de(self.valeur)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            "feuille": self.place.feuille,
            "cellule": self.adresse,
            "champ": self.champ,
            "objet": self.objet,
            "avant": self.dit_avant,
            "apres": self.dit_apres,
            "sort": self.sort,
            "raison": self.raison,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Remplissage:
    """All of it."""

    source: str
    feuille: str = ""
    """The sheet whose table is filled; none when only lone cells are."""
    feuilles: tuple[str, ...] = ()
    """Those that have a table that may be filled."""
    correspondance: Correspondance | None = None
    choix: Choix = field(default_factory=Choix)
    cellules: tuple[CelluleRemplie, ...] = ()
    nouvelles: Mapping[int, int] = field(default_factory=dict[int, int])
    """Rows that are added, and the row each takes its look and its formulas from."""
    agrandissement: Agrandissement | None = None
    """What the added rows do to the table; ``None`` when they stand among those it had."""
    remarques: tuple[str, ...] = ()
    """What people must know of the filling, in French."""
    avertissements: tuple[str, ...] = ()
    """What the copy will not keep, or not up to date."""
    retrouvee: bool = False
    """Whether the columns were remembered from another time."""

    @property
    def ecrites(self) -> tuple[CelluleRemplie, ...]:
        """Cells that differ in the copy."""
        return tuple(c for c in self.cellules if c.sort.est_ecrite)

    @property
    def comptes(self) -> Counter[SortCellule]:
        """How many cells become what."""
        return Counter(c.sort for c in self.cellules)


def texte_de(valeur: Valeur) -> str:
    """A value as a cell shows it."""
    match valeur:
        case Part(fraction):
            return format_taux(fraction)
        case Decimal():
            return _nombre(valeur)
        case date():
            return format_date(valeur)
        case None:
            return ""
        case str():
            return valeur


def _nombre(nombre: Decimal) -> str:
    entier = nombre == nombre.to_integral_value()
    if entier and ANNEE_MIN <= nombre <= ANNEE_MAX:
        # A year has no thousands; an amount of that size is read as well without.
        return f"{nombre:.0f}"
    texte = f"{nombre:,.0f}" if entier else f"{nombre:,f}".rstrip("0")
    return texte.replace(",", "\u202f").replace(".", ",")
