"""What a returned maquette says, line by line, and what each line would write; nothing is written here."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from models.domain.fiche_action import FicheAction
from models.domain.importation.feuille import Lieu
from models.domain.maquettes.lecture import Vue
from models.domain.maquettes.maquette import Cle, LigneMaquette
from models.domain.maquettes.saisie import Saisie
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement, Operation, Repartition
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire


class Genre(Vocabulaire):
    """What happened to a cell or to a row of the workbook."""

    CONFLIT = "conflit", "Conflit"
    """It changed in the workbook and in the project, or twice in the workbook."""
    MODIFIE = "modifie", "Modifié"
    AJOUT = "ajout", "Ligne ajoutée"
    RETRAIT = "retrait", "Ligne retirée"
    NON_MONTANT = "non_montant", "Pas un montant"
    REFUS = "refus", "Non repris"
    """It cannot be written as it stands."""
    REMARQUE = "remarque", "À savoir"


@dataclass(frozen=True, slots=True)
class EcritureCellule:
    """A cell of the maquette, written as in the grid."""

    vue: Vue
    ligne: LigneMaquette
    colonne: str | Cle
    saisie: Saisie


@dataclass(frozen=True, slots=True, kw_only=True)
class EcritureAide:
    """A line of financement that an added column says of an operation."""

    vue: Vue
    operation: Uid
    financement: Financement
    organisme: Organisme | None = None
    """Its funder, when the project does not know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EcriturePart:
    """The share of a year that an added column says of a line of financement."""

    financement: Uid
    repartition: Repartition


@dataclass(frozen=True, slots=True)
class EcritureChamps:
    """Fields of something that is there."""

    quoi: str
    """« fiche », « operation », « financement » or « repartition »."""
    uid: Uid
    champs: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EcritureAjout:
    """A row that somebody added: an action, an operation of an action, or a line of financement."""

    fiche: FicheAction | None = None
    """A new action, with its operation."""
    mere: Uid | None = None
    """The action of a new operation, or the operation of a new line."""
    operation: Operation | None = None
    financement: Financement | None = None
    cellules: tuple[EcritureCellule, ...] = ()
    """Amounts of the new operation."""


@dataclass(frozen=True, slots=True)
class EcritureRetrait:
    """Something whose row is gone."""

    quoi: str
    """« fiche », « operation » or « financement »."""
    uid: Uid


Ecriture: TypeAlias = EcritureCellule | EcritureAide | EcriturePart | EcritureChamps | EcritureAjout | EcritureRetrait
CleEcart: TypeAlias = tuple[str, str, str]
"""Table, row and column: what a line of the review is known by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecart:
    """One line of the review."""

    cle: CleEcart
    genre: Genre
    lieu: Lieu
    objet: str
    """The action, and what of it."""
    champ: str
    """Title of the column."""
    depart: str = ""
    """What the workbook said when it left."""
    projet: str = ""
    """What the project says now."""
    retour: str = ""
    """What the workbook says."""
    message: str = ""
    remede: str = ""
    fiche: Uid | None = None
    ecriture: Ecriture | None = field(default=None, repr=False)
    """What accepting it writes; ``None`` when it can only be read."""
    aussi: tuple[Lieu, ...] = ()
    """Other places of the workbook that say the same."""
    exclut: frozenset[CleEcart] = frozenset()
    """Lines that say something else of the same thing: one at most is accepted."""

    @property
    def est_acceptable(self) -> bool:
        """Whether it can be accepted."""
        return self.ecriture is not None

    @property
    def demande_un_choix(self) -> bool:
        """Whether accepting everything leaves it: it takes something away, or decides between two values."""
        return self.genre in {Genre.CONFLIT, Genre.RETRAIT}

    def as_dict(self, source: str) -> dict[str, Any]:
        """The line as plain values, as the command line gives them."""
        return {
            "source": f"{source}, {self.lieu.feuille}" if self.lieu.feuille else source,
            "ligne": self.lieu.ligne,
            "colonne": self.champ or self.lieu.colonne,
            "valeur": self.retour,
            "message": f"{self.message} {self.remede}".strip(),
            "genre": self.genre.value,
            "objet": self.objet,
            "depart": self.depart,
            "projet": self.projet,
        }


@dataclass(frozen=True, kw_only=True)
class Revue:
    """All that a returned workbook says."""

    source: str
    jour: date
    """The day it was exported."""
    ecarts: tuple[Ecart, ...]
    """In the order of the workbook."""
    inchangees: int
    """Rows that say what they said."""

    @property
    def comptes(self) -> Counter[Genre]:
        """How many lines of each kind."""
        return Counter(ecart.genre for ecart in self.ecarts)

    @property
    def est_vide(self) -> bool:
        """Whether nothing can be accepted, and nothing has to be read."""
        return not self.ecarts

    def proposes(self) -> frozenset[CleEcart]:
        """The lines that accepting everything takes: those that need no choice."""
        return frozenset(e.cle for e in self.ecarts if e.est_acceptable and not e.demande_un_choix)

    def retenus(self, acceptes: Collection[CleEcart]) -> tuple[Ecart, ...]:
        """The accepted lines, in order."""
        return tuple(ecart for ecart in self.ecarts if ecart.est_acceptable and ecart.cle in acceptes)
