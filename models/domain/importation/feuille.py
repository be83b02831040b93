"""A sheet as plain cells, whatever file or clipboard it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class Anomalie:
    """A cell whose formula gives nothing that can be read."""

    texte: str
    """What the cell shows: « #REF! », or nothing."""
    message: str
    remede: str


Brut: TypeAlias = str | Decimal | bool | date | Anomalie | None
"""What a cell holds. Texts are never blank: an empty cell is ``None``."""


@dataclass(frozen=True, slots=True)
class Plage:
    """Merged cells: rows and columns from the first to the last, both counted from 1 and 0."""

    ligne: int
    colonne: int
    derniere_ligne: int
    derniere_colonne: int


@dataclass(frozen=True, slots=True)
class LigneFeuille:
    """A row that holds something."""

    numero: int
    """As spreadsheets show it, from 1."""
    valeurs: tuple[Brut, ...]
    en_evidence: bool = False
    """Its first text is bold, or stands on a colour."""
    calculees: frozenset[int] = frozenset()
    """Columns whose value a formula gives."""

    def valeur(self, colonne: int) -> Brut:
        """What stands in a column counted from 0; rows may be shorter than the sheet."""
        return self.valeurs[colonne] if colonne < len(self.valeurs) else None

    def remplies(self) -> Iterator[tuple[int, Brut]]:
        """Its cells that hold something, with their column."""
        return ((i, v) for i, v in enumerate(self.valeurs) if v is not None)


@dataclass(frozen=True, kw_only=True)
class Feuille:
    """One sheet, without its empty rows."""

    nom: str
    lignes: tuple[LigneFeuille, ...]
    fusions: tuple[Plage, ...] = ()
    cachee: bool = False
    remarques: tuple[str, ...] = ()
    """What reading it left out, in French."""
    masque: str = ""
    """What people do not see of it and that was read, in French."""

    @cached_property
    def largeur(self) -> int:
        """Columns of its widest row."""
        return max((len(ligne.valeurs) for ligne in self.lignes), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classeur:
    """Every sheet of a file; a CSV or a paste has one."""

    nom: str
    feuilles: tuple[Feuille, ...]
    remarques: tuple[str, ...] = ()
    """What was ignored (macros, external links), in French."""


class Lieu(NamedTuple):
    """Where a value stands."""

    feuille: str = ""
    ligne: int | None = None
    colonne: str = ""
    """Letters of the column."""
    entete: str = ""
    """Header of the column, as people wrote it."""

    @property
    def texte(self) -> str:
        """« Suivi, ligne 12, colonne D « Coût » »."""
        parties = [self.feuille] if self.feuille else []
        parties += [f"ligne {self.ligne}"] if self.ligne else []
        entete = f"«\u00a0{self.entete}\u00a0»" if self.entete else ""
        if self.colonne or entete:
            parties.append(" ".join(filter(None, ("colonne", self.colonne, entete))))
        return ", ".join(parties)


@lru_cache(maxsize=512)
def lettres(colonne: int) -> str:
    """Letters of a column counted from 0.

    >>> lettres(0), lettres(25), lettres(26), lettres(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    texte = ""
    reste = colonne + 1
    while reste:
        reste, rang = divmod(reste - 1, 26)
        texte = chr(65 + rang) + texte
    return texte


def en_texte(brut: Brut) -> str:
    """A cell as people read it.

    >>> en_texte(Decimal("12.50")), en_texte(True), en_texte(date(2026, 4, 3))
    ('12.5', 'Oui', '03/04/2026')
    """
    match brut:
        case str():
            return brut.strip()
        case bool():
            return "Oui" if brut else "Non"
        case Decimal():
            return f"{brut.normalize():f}"
        case date():
            return f"{brut:%d/%m/%Y}"
        case None:
            return ""
        case _:
            return brut.texte
