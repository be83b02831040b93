"""The fiche-action: the fifteen fields of the model, the follow-up of the programme and its operations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from models.domain.orientation import Indicateur
from models.domain.plan_financement import Operation, Totaux, additionner
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import (
    CategorieOrt,
    ContratLie,
    Meteo,
    Portee,
    Priorite,
    RolePartenaire,
    StatutAction,
    Theme,
    TypePhase,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase (début, fin) or a jalon (début only) of the calendar of an action."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    type: TypePhase = TypePhase.PHASE
    debut: date | None = None
    fin: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partenaire:
    """What an organisme does for the action."""

    uid: Uid = field(default_factory=new_uid)
    organisme: Uid | None = None
    role: RolePartenaire = RolePartenaire.ASSOCIE


@dataclass(frozen=True, slots=True, kw_only=True)
class LienContrat:
    """The action in another programme or contract."""

    uid: Uid = field(default_factory=new_uid)
    contrat: ContratLie = ContratLie.CRTE
    reference: str = ""
    """Number of the fiche in the other contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSuivi:
    """A dated line of the journal kept on the action."""

    uid: Uid = field(default_factory=new_uid)
    jour: date | None = None
    texte: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document joined to the action: incorporated in the file (``sha256``) or linked (``chemin``)."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    type: str = ""
    date_piece: date | None = None
    operation: Uid | None = None
    financement: Uid | None = None
    chemin: str = ""
    """Path of a linked file, relative to the project file."""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suivi:
    """Where the action stands, in one line."""

    meteo: Meteo | None = None
    point_bloquant: str = ""
    prochaine_etape: str = ""
    prochaine_etape_qui: str = ""
    prochaine_etape_date: date | None = None
    derniere_nouvelle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FicheAction:
    """A fiche-action of the convention (annexe 2)."""

    uid: Uid = field(default_factory=new_uid)
    numero: str = ""
    intitule: str = ""
    orientation: Uid | None = None
    statut: StatutAction = StatutAction.IDEE
    priorite: Priorite | None = None
    portee: Portee = Portee.COMMUNE
    description: str = ""
    """Context, stakes, objectives, content, CommonMark."""
    centralite: str = ""
    """Consequence on the fonction de centralité, CommonMark."""
    themes: tuple[Theme, ...] = ()
    categories_ort: tuple[CategorieOrt, ...] = ()
    communes: tuple[Uid, ...] = ()
    secteurs: tuple[Uid, ...] = ()
    adresse: str = ""
    parcelles: str = ""
    referent: str = ""
    bloquee_par: str = ""
    """Other works or actions that hold this one."""
    date_validation_copil: date | None = None
    """Entry in the plan d'action, decided by the COPIL."""
    date_dernier_copil: date | None = None
    motif_statut: str = ""
    """Why the action is suspended, abandoned or out of the plan."""
    suivi: Suivi = field(default_factory=Suivi)
    operations: tuple[Operation, ...] = ()
    phases: tuple[Phase, ...] = ()
    partenaires: tuple[Partenaire, ...] = ()
    contrats: tuple[LienContrat, ...] = ()
    indicateurs: tuple[Indicateur, ...] = ()
    notes: tuple[NoteSuivi, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def titre(self) -> str:
        """Number and title in one line."""
        return " · ".join(filter(None, (self.numero, self.intitule))) or "Action sans nom"

    @property
    def totaux(self) -> Totaux:
        """Totals of all its operations."""
        return additionner(o.totaux for o in self.operations)


def totaux_du_plan(fiches: Iterable[FicheAction]) -> Totaux:
    """Totals of several actions; one that is abandoned, or kept as history out of the plan, counts nowhere."""
    return additionner(f.totaux for f in fiches if f.statut.est_vivant)
