"""How a column of a table is read, and what is said of it to people."""

from dataclasses import dataclass
from enum import Enum, auto


class Genre(Enum):
    """How the cells of a column are read."""

    TEXTE = auto()
    TEXTE_LONG = auto()
    NUMERO = auto()
    MONTANT = auto()
    TAUX = auto()
    DATE = auto()
    ANNEE = auto()
    PERIODE = auto()
    STATUT = auto()
    PRIORITE = auto()
    ETAT = auto()
    METEO = auto()
    ORGANISME = auto()
    ORGANISMES = auto()
    COMMUNES = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampImport:
    """A field that a column may fill."""

    code: str
    libelle: str
    genre: Genre
    synonymes: tuple[str, ...]
    """Headers people write for it, beside ``libelle``."""
    exemple: str = ""
    multiple: bool = False
    """Several columns may fill it: their texts follow one another."""
    calcule: bool = False
    """Recomputed by the application: checked, never kept."""
    repete: bool = False
    """One column for each financeur of the row (« Financeur 1 », « Montant », « Financeur 2 »…)."""
