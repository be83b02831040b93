"""Governance: the instances of the programme, who sits there, their meetings and what these decide."""

from dataclasses import dataclass, field
from datetime import date

from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import StatutAction, Vocabulaire


class TypeInstance(Vocabulaire):
    """Kind of an instance."""

    COPIL = "copil", "Comité de pilotage (COPIL)"
    COTECH = "cotech", "Comité technique (COTECH)"
    REVUE = "revue", "Revue de projets"
    CONSEIL = "conseil", "Conseil municipal ou communautaire"
    AUTRE = "autre", "Autre instance"


class RoleMembre(Vocabulaire):
    """What somebody is in an instance."""

    PRESIDENT = "president", "Préside"
    MEMBRE = "membre", "Membre"
    SUPPLEANT = "suppleant", "Suppléant"
    INVITE = "invite", "Invité"


class EtatPresence(Vocabulaire):
    """Whether a member came."""

    PRESENT = "present", "Présent"
    REPRESENTE = "represente", "Représenté"
    EXCUSE = "excuse", "Excusé"
    ABSENT = "absent", "Absent"


class NatureDecision(Vocabulaire):
    """What a decision changes."""

    ACTION = "action", "Statut d’une action"
    FINANCEMENT = "financement", "Plan de financement"
    CALENDRIER = "calendrier", "Calendrier"
    ORGANISATION = "organisation", "Organisation"
    AUTRE = "autre", "Autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membre:
    """Somebody who sits in an instance: a contact of an organisme, or a name."""

    uid: Uid = field(default_factory=new_uid)
    organisme: Uid | None = None
    contact: Uid | None = None
    """A contact of that organisme; it may be gone."""
    nom: str = ""
    """When no contact says it."""
    fonction: str = ""
    role: RoleMembre = RoleMembre.MEMBRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Whether a member came to a meeting."""

    uid: Uid = field(default_factory=new_uid)
    membre: Uid | None = None
    """It may have left the instance since."""
    nom: str = ""
    """As it stood that day, or somebody who is no member."""
    etat: EtatPresence = EtatPresence.PRESENT
    represente_par: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a meeting decided; applied, it enters the history of the fiche."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    texte: str = ""
    """CommonMark."""
    nature: NatureDecision = NatureDecision.AUTRE
    fiche: Uid | None = None
    """The action it is about; it may be gone."""
    statut: StatutAction | None = None
    """The status that it gives to the action."""
    responsable: str = ""
    echeance: date | None = None
    """Day by which it must be done."""
    appliquee_le: date | None = None
    """Day on which the plan was changed as it says."""
    faite_le: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reunion:
    """A meeting of an instance."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    jour: date | None = None
    heure: str = ""
    """« 14:30 »."""
    lieu: str = ""
    ordre_du_jour: str = ""
    """CommonMark."""
    compte_rendu: str = ""
    """CommonMark."""
    convoquee_le: date | None = None
    diffusee_le: date | None = None
    """Day on which the relevé de décisions was sent."""
    presences: tuple[Presence, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A COPIL, a COTECH, or another instance of the programme."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    type: TypeInstance = TypeInstance.COPIL
    mission: str = ""
    """What it is for, CommonMark."""
    membres: tuple[Membre, ...] = ()
    reunions: tuple[Reunion, ...] = ()


def preseance(role: RoleMembre) -> int:
    """Whose role comes first in a list: those who preside, the members, their substitutes, the guests."""
    return tuple(RoleMembre).index(role)
