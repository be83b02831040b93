"""Tables of the demandes de subvention. What they join is named by identity: it may be in the Corbeille, or gone."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.domain.demande import EtatPiece, IssueDemande, NatureDemande
from models.domain.uids import Uid
from models.domain.vocabulaire import Meteo
from models.entities.base import Base, Ordonne, Supprimable, cle_de, positif
from models.entities.types import Annee, Code, Entier, Jour, Octets, Texte, Titre, code_de


class DemandeEntity(Ordonne, Supprimable, Base):
    """A dossier and its dates."""

    __tablename__ = "demande"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    dispositif: Mapped[str] = mapped_column(Code(40), default="")
    demandeur_id: Mapped[int | None] = cle_de("organisme")
    annee: Mapped[int | None] = mapped_column(Annee)
    nature: Mapped[NatureDemande] = mapped_column(code_de(NatureDemande, "nature"), default=NatureDemande.NOUVELLE)
    dossier_anterieur: Mapped[str] = mapped_column(Titre, default="")
    numero_dossier: Mapped[str] = mapped_column(Titre, default="")
    rang_priorite: Mapped[int | None] = mapped_column(Entier("rang de priorité"), positif("rang_priorite"))
    date_deliberation: Mapped[date | None] = mapped_column(Jour)
    reference_deliberation: Mapped[str] = mapped_column(Titre, default="")
    date_depot: Mapped[date | None] = mapped_column(Jour)
    date_accuse: Mapped[date | None] = mapped_column(Jour)
    date_completude: Mapped[date | None] = mapped_column(Jour)
    date_derogation: Mapped[date | None] = mapped_column(Jour)
    issue: Mapped[IssueDemande | None] = mapped_column(code_de(IssueDemande, "issue"))
    date_decision: Mapped[date | None] = mapped_column(Jour)
    reference_decision: Mapped[str] = mapped_column(Titre, default="")
    date_notification: Mapped[date | None] = mapped_column(Jour)
    date_declaration: Mapped[date | None] = mapped_column(Jour)
    limite_commencement: Mapped[date | None] = mapped_column(Jour)
    limite_achevement: Mapped[date | None] = mapped_column(Jour)
    meteo: Mapped[Meteo | None] = mapped_column(code_de(Meteo, "meteo"))
    point_bloquant: Mapped[str] = mapped_column(Texte, default="")
    prochaine_etape: Mapped[str] = mapped_column(Texte, default="")
    prochaine_etape_qui: Mapped[str] = mapped_column(Titre, default="")
    prochaine_etape_date: Mapped[date | None] = mapped_column(Jour)
    derniere_nouvelle: Mapped[str] = mapped_column(Texte, default="")


class LigneDemandeEntity(Ordonne, Base):
    """An operation that the demande joins, and its financement line."""

    __tablename__ = "ligne_demande"

    demande_id: Mapped[int] = cle_de("demande", index=True)
    operation: Mapped[Uid | None] = mapped_column(Code(36))
    financement: Mapped[Uid | None] = mapped_column(Code(36))


class ReponseDemandeEntity(Ordonne, Base):
    """An answer to a field of the form."""

    __tablename__ = "reponse_demande"

    demande_id: Mapped[int] = cle_de("demande", index=True)
    champ: Mapped[str] = mapped_column(Code(40), default="")
    texte: Mapped[str] = mapped_column(Texte, default="")


class PieceDemandeEntity(Ordonne, Base):
    """A pièce that the dossier asks for."""

    __tablename__ = "piece_demande"

    demande_id: Mapped[int] = cle_de("demande", index=True)
    code: Mapped[str] = mapped_column(Code(40), default="")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    etat: Mapped[EtatPiece] = mapped_column(code_de(EtatPiece, "etat"), default=EtatPiece.MANQUANTE)
    date_piece: Mapped[date | None] = mapped_column(Jour)
    date_validite: Mapped[date | None] = mapped_column(Jour)
    note: Mapped[str] = mapped_column(Texte, default="")
    piece: Mapped[Uid | None] = mapped_column(Code(36))
    chemin: Mapped[str] = mapped_column(Texte, default="")
    sha256: Mapped[str] = mapped_column(Code(64), default="")
    taille: Mapped[int | None] = mapped_column(Octets, positif("taille"))


class NoteDemandeEntity(Ordonne, Base):
    """A dated note on a demande."""

    __tablename__ = "note_demande"

    demande_id: Mapped[int] = cle_de("demande", index=True)
    jour: Mapped[date | None] = mapped_column(Jour)
    texte: Mapped[str] = mapped_column(Texte, default="")
