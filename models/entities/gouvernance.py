"""Tables of the governance: instances, members, meetings, decisions; échéances; frozen states."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.domain.gouvernance import EtatPresence, NatureDecision, RoleMembre, TypeInstance
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from models.entities.base import Base, Ordonne, Supprimable, cle_de, positif
from models.entities.types import Code, Horodatage, Jour, Octets, Texte, Titre, code_de


class InstanceEntity(Ordonne, Supprimable, Base):
    """A COPIL, a COTECH, or another instance."""

    __tablename__ = "instance"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    type: Mapped[TypeInstance] = mapped_column(code_de(TypeInstance, "type"), default=TypeInstance.COPIL)
    mission: Mapped[str] = mapped_column(Texte, default="")


class MembreEntity(Ordonne, Base):
    """Somebody who sits there."""

    __tablename__ = "membre"

    instance_id: Mapped[int] = cle_de("instance", index=True)
    organisme_id: Mapped[int | None] = cle_de("organisme")
    contact: Mapped[Uid | None] = mapped_column(Code(36))
    nom: Mapped[str] = mapped_column(Titre, default="")
    fonction: Mapped[str] = mapped_column(Titre, default="")
    role: Mapped[RoleMembre] = mapped_column(code_de(RoleMembre, "role"), default=RoleMembre.MEMBRE)


class ReunionEntity(Ordonne, Supprimable, Base):
    """A meeting."""

    __tablename__ = "reunion"

    instance_id: Mapped[int] = cle_de("instance", index=True)
    intitule: Mapped[str] = mapped_column(Titre, default="")
    jour: Mapped[date | None] = mapped_column(Jour)
    heure: Mapped[str] = mapped_column(Titre, default="")
    lieu: Mapped[str] = mapped_column(Titre, default="")
    ordre_du_jour: Mapped[str] = mapped_column(Texte, default="")
    compte_rendu: Mapped[str] = mapped_column(Texte, default="")
    convoquee_le: Mapped[date | None] = mapped_column(Jour)
    diffusee_le: Mapped[date | None] = mapped_column(Jour)


class PresenceEntity(Ordonne, Base):
    """Whether a member came."""

    __tablename__ = "presence"

    reunion_id: Mapped[int] = cle_de("reunion", index=True)
    membre: Mapped[Uid | None] = mapped_column(Code(36))
    nom: Mapped[str] = mapped_column(Titre, default="")
    etat: Mapped[EtatPresence] = mapped_column(code_de(EtatPresence, "etat"), default=EtatPresence.PRESENT)
    represente_par: Mapped[str] = mapped_column(Titre, default="")


class DecisionEntity(Ordonne, Base):
    """What a meeting decided."""

    __tablename__ = "decision"

    reunion_id: Mapped[int] = cle_de("reunion", index=True)
    intitule: Mapped[str] = mapped_column(Titre, default="")
    texte: Mapped[str] = mapped_column(Texte, default="")
    nature: Mapped[NatureDecision] = mapped_column(code_de(NatureDecision, "nature"), default=NatureDecision.AUTRE)
    fiche: Mapped[Uid | None] = mapped_column(Code(36))
    statut: Mapped[StatutAction | None] = mapped_column(code_de(StatutAction, "statut"))
    responsable: Mapped[str] = mapped_column(Titre, default="")
    echeance: Mapped[date | None] = mapped_column(Jour)
    appliquee_le: Mapped[date | None] = mapped_column(Jour)
    faite_le: Mapped[date | None] = mapped_column(Jour)


class EcheanceEntity(Ordonne, Base):
    """A day to remember."""

    __tablename__ = "echeance"

    cle: Mapped[str] = mapped_column(Code(120), default="")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    jour: Mapped[date | None] = mapped_column(Jour)
    fin: Mapped[date | None] = mapped_column(Jour)
    fiche: Mapped[Uid | None] = mapped_column(Code(36))
    demande: Mapped[Uid | None] = mapped_column(Code(36))
    notes: Mapped[str] = mapped_column(Texte, default="")
    faite_le: Mapped[date | None] = mapped_column(Jour)
    motif: Mapped[str] = mapped_column(Texte, default="")
    identifiant_externe: Mapped[str] = mapped_column(Titre, default="")


class VersionFigeeEntity(Ordonne, Base):
    """A frozen state; its bytes are the contenu of that hash."""

    __tablename__ = "version_figee"

    nom: Mapped[str] = mapped_column(Titre, default="")
    figee_le: Mapped[datetime | None] = mapped_column(Horodatage)
    commentaire: Mapped[str] = mapped_column(Texte, default="")
    sha256: Mapped[str] = mapped_column(Code(64), default="")
    taille: Mapped[int | None] = mapped_column(Octets, positif("taille"))
