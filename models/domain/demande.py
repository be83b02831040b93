"""A demande de subvention: the dossier by which operations ask one dispositif for money.

It names operations and financement lines by identity only: either may be in the Corbeille, or gone, while the
dossier, which was sent, remains. The amounts are those of the lines; a demande holds none.
"""

from dataclasses import dataclass, field
from datetime import date

from models.domain.fiche_action import NoteSuivi, Suivi
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import Vocabulaire


class NatureDemande(Vocabulaire):
    """What the portal asks first: a new dossier, or one that was already filed."""

    NOUVELLE = "nouvelle", "Nouvelle demande"
    RENOUVELLEMENT_PIECES = "renouvellement_pieces", "Renouvellement avec mise à jour des pièces"
    RENOUVELLEMENT = "renouvellement", "Renouvellement sans mise à jour des pièces"


class IssueDemande(Vocabulaire):
    """How a demande ended, or was decided."""

    ACCORDEE = "accordee", "Accordée"
    REFUSEE = "refusee", "Refusée"
    CLASSEE = "classee", "Classée sans suite"
    REJET_IMPLICITE = "rejet_implicite", "Rejet implicite"
    RETIREE = "retiree", "Retirée par le demandeur"
    CADUQUE = "caduque", "Caduque"
    REVERSEE = "reversee", "Reversée"

    @property
    def est_perdue(self) -> bool:
        """Nothing is to be expected of it any more."""
        return self is not IssueDemande.ACCORDEE


class EtatPiece(Vocabulaire):
    """Where a pièce of a dossier stands."""

    MANQUANTE = "manquante", "Manquante"
    APRES_DEPOT = "apres_depot", "À fournir après le dépôt"
    JOINTE = "jointe", "Jointe"
    SANS_OBJET = "sans_objet", "Sans objet"


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneDemande:
    """An operation of the demande and, when it is known, the financement line that is asked for."""

    uid: Uid = field(default_factory=new_uid)
    operation: Uid | None = None
    """It may be in the Corbeille, or gone."""
    financement: Uid | None = None
    """A line of that operation; ``None`` while no line was made for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReponseDemande:
    """What the person answers to a field of the form that the project does not know."""

    uid: Uid = field(default_factory=new_uid)
    champ: str = ""
    """Key of the field in the form of the dispositif."""
    texte: str = ""
    """A text; « oui » or « non »; several choices stand one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceDemande:
    """A pièce that the dossier asks for: a file of its own, or one that a fiche already holds."""

    uid: Uid = field(default_factory=new_uid)
    code: str = ""
    """Code in the list of the dispositif; empty for one that the person added."""
    intitule: str = ""
    etat: EtatPiece = EtatPiece.MANQUANTE
    date_piece: date | None = None
    date_validite: date | None = None
    """Last day on which it is worth something."""
    note: str = ""
    piece: Uid | None = None
    """A pièce of a fiche; it may be gone."""
    chemin: str = ""
    """Path of a linked file, relative to the project file."""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """One dossier sent, or to be sent, to one dispositif. Its dates come in the order that life imposes."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    """Title of the project, as the portal asks it."""
    dispositif: str = ""
    """Code of the dispositif."""
    demandeur: Uid | None = None
    """The organisme that asks; ``None`` is the maître d'ouvrage of its operations."""
    annee: int | None = None
    """Year of the campaign."""
    nature: NatureDemande = NatureDemande.NOUVELLE
    dossier_anterieur: str = ""
    """Number of the dossier that is renewed."""
    numero_dossier: str = ""
    rang_priorite: int | None = None
    """Its place among the dossiers of that year; 1 comes first."""
    date_deliberation: date | None = None
    reference_deliberation: str = ""
    date_depot: date | None = None
    date_accuse: date | None = None
    """AR reçu."""
    date_completude: date | None = None
    """The dossier is complete, said by the funder or deemed so."""
    date_derogation: date | None = None
    """The funder allows to begin before its decision."""
    issue: IssueDemande | None = None
    date_decision: date | None = None
    """The act that grants or refuses."""
    reference_decision: str = ""
    """Number of the arrêté, or of the convention."""
    date_notification: date | None = None
    date_declaration: date | None = None
    """The commencement of the operation was declared to the funder."""
    limite_commencement: date | None = None
    """Read in the arrêté; ``None`` leaves it to the delays of the dispositif."""
    limite_achevement: date | None = None
    """The same for the end of the operation."""
    suivi: Suivi = field(default_factory=Suivi)
    lignes: tuple[LigneDemande, ...] = ()
    reponses: tuple[ReponseDemande, ...] = ()
    pieces: tuple[PieceDemande, ...] = ()
    notes: tuple[NoteSuivi, ...] = ()

    @property
    def operations(self) -> tuple[Uid, ...]:
        """The operations it joins, each once, in their order."""
        return tuple(dict.fromkeys(ligne.operation for ligne in self.lignes if ligne.operation))

    @property
    def financements(self) -> tuple[Uid, ...]:
        """The financement lines it asks for, each once."""
        return tuple(dict.fromkeys(ligne.financement for ligne in self.lignes if ligne.financement))

    def reponse(self, champ: str) -> str:
        """What was answered to a field of the form; empty when nothing was."""
        return next((r.texte for r in self.reponses if r.champ == champ), "")
