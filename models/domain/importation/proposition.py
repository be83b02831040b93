"""What an import would do, row by row, before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Lieu
from models.domain.importation.roles import Role
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire

CONTACTS: Final = "contacts"
"""What the rows of an address book are keyed by."""


class Sort(Vocabulaire):
    """What becomes of a row."""

    CREE = "cree", "Créée"
    MODIFIE = "modifie", "Modifiée"
    INCHANGE = "inchange", "Inchangée"
    ECARTE = "ecarte", "Écartée"
    REFUSE = "refuse", "Refusée"


class Nature(Vocabulaire):
    """Why something is said of a place of the file."""

    REFUS = "refus", "Refusé"
    NON_COMPRIS = "non_compris", "Non compris"
    ECART = "ecart", "Écart de total"
    CHOIX = "choix", "Choix fait"
    IGNORE = "ignore", "Laissé de côté"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarqueImport:
    """Something to tell of a place of the file."""

    nature: Nature
    lieu: Lieu
    valeur: str
    message: str
    remede: str = ""
    fois: int = 1
    """Rows of which the same is true; ``lieu`` is the first."""

    def as_dict(self, source: str) -> dict[str, Any]:
        """The remark as plain values, as the command line gives them."""
        remede = f" {self.remede}" if self.remede else ""
        return {
            "source": f"{source}, {self.lieu.feuille}" if self.lieu.feuille else source,
            "ligne": self.lieu.ligne,
            "colonne": self.lieu.entete or self.lieu.colonne,
            "valeur": self.valeur,
            "message": f"{self.message}{remede}",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalAnnonce:
    """An amount of a row of total, beside the sum of the rows it stands for."""

    lieu: Lieu
    champ: str
    """Code of the field of its column."""
    financeur: str
    """Who pays, in a column of one financeur."""
    annonce: Decimal
    somme: Decimal
    premiere: int
    """First and last rows that were added up; 0 when there is none."""
    derniere: int

    @property
    def ecart(self) -> Decimal:
        """What the file announces above what its rows say; below one euro, people rounded."""
        ecart = self.annonce - self.somme
        return ecart if abs(ecart) >= 1 else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changement:
    """One value that the import writes."""

    objet: str
    """« Action », « Opération », « Financement · DETR »…"""
    champ: str
    avant: str
    """Empty for something new."""
    apres: str
    lieu: Lieu


@dataclass(frozen=True, kw_only=True)
class LigneProposee:
    """An action of the file: its first row, and what becomes of it."""

    cle: tuple[str, int]
    """Sheet and row: what ``Retouches`` names it by."""
    lignes: tuple[int, ...]
    """Every row it takes, lines of financement included."""
    titre: str
    orientation: str
    sort: Sort
    raison: str = ""
    """Why it is left out or refused; how it was matched when it is an update."""
    fiche: Uid | None = None
    """The fiche of the project, or the one that would be made."""
    remarques: tuple[RemarqueImport, ...] = ()
    comparer: Callable[[], Iterable[Changement]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def changements(self) -> tuple[Changement, ...]:
        """Every value that is written; worked out when somebody looks at the row."""
        return tuple(self.comparer())


@dataclass(frozen=True, slots=True, kw_only=True)
class Retouches:
    """What the person changes in a proposition; it is then made again from the start."""

    correspondances: Mapping[str, Correspondance] = field(default_factory=dict[str, Correspondance])
    """By sheet."""
    feuilles: frozenset[str] | None = None
    """Sheets to bring in; ``None`` leaves the choice to the reading."""
    exclues: frozenset[tuple[str, int]] = frozenset()
    """Rows to leave out (``LigneProposee.cle``)."""
    incluses: frozenset[tuple[str, int]] = frozenset()
    """Rows to bring in although the reading left them out."""
    valeurs: Mapping[tuple[str, int, int], str] = field(default_factory=dict[tuple[str, int, int], str])
    """Texts that replace those of cells (sheet, row, column from 0); an empty one empties the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeuilleLue:
    """How a sheet was understood."""

    nom: str
    retenue: bool
    raison: str
    """Why it is left out; empty when it is not."""
    correspondance: Correspondance
    retrouvee: bool = False
    """Whether the mapping is the one that was kept for these headers."""
    cachee: bool = False
    """Whether people do not see it in their spreadsheet: it never comes in unless they ask."""
    roles: Mapping[Role, tuple[int, ...]] = field(default_factory=dict[Role, tuple[int, ...]])
    """Every row that holds something, by what it was taken for; empty for a sheet that is left out."""


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """All that an import would do. ``projet`` is what ``import_projet`` writes, in one act."""

    source: str
    feuilles: tuple[FeuilleLue, ...]
    lignes: tuple[LigneProposee, ...]
    remarques: tuple[RemarqueImport, ...]
    """Those of the whole file, then those of the rows, in the order of the file."""
    totaux: tuple[TotalAnnonce, ...]
    """What the rows of total announce, right or wrong."""
    projet: Projet
    """Objects that are new or differ, over the territory and the convention as they are."""
    crees: Mapping[str, int]
    """New objects by kind (« Action », « Orientation », « Organisme »)."""
    modifies: Mapping[str, int]
    inchanges: Mapping[str, int]

    @property
    def comptes(self) -> Counter[Sort]:
        """How many rows meet each fate."""
        return Counter(ligne.sort for ligne in self.lignes)

    @property
    def est_de_contacts(self) -> bool:
        """Whether its rows are people, and no actions."""
        return bool(self.lignes) and self.lignes[0].cle[0] == CONTACTS

    @property
    def ecrit(self) -> bool:
        """Whether importing would change anything."""
        return bool(self.projet.organismes or self.projet.orientations or self.projet.fiches)

    @property
    def bilan(self) -> dict[str, Any]:
        """The counts and the details, as the command line gives them."""
        comptes = self.comptes
        return {
            "crees": sum(self.crees.values()),
            "modifies": sum(self.modifies.values()),
            "inchanges": sum(self.inchanges.values()),
            "ecartes": comptes[Sort.ECARTE],
            "refuses": comptes[Sort.REFUSE],
            "details": [remarque.as_dict(self.source) for remarque in self.remarques],
        }
