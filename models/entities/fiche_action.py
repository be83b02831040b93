"""Tables of the fiche-action. Every child carries ``fiche_id``, so that an act knows the fiches it touched."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

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
from models.entities.base import Base, Ordonne, Supprimable, cle_de, positif
from models.entities.types import Code, Jour, ListeCodes, Octets, Texte, Titre, code_de


class DeFiche(Ordonne):
    """Mixin: a row that belongs to a fiche."""

    fiche_id: Mapped[int] = cle_de("fiche_action", index=True)


class FicheActionEntity(Ordonne, Supprimable, Base):
    """A fiche-action with its follow-up."""

    __tablename__ = "fiche_action"

    numero: Mapped[str] = mapped_column(Titre, default="")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    orientation_id: Mapped[int | None] = cle_de("orientation", index=True)
    statut: Mapped[StatutAction] = mapped_column(code_de(StatutAction, "statut"), default=StatutAction.IDEE)
    priorite: Mapped[Priorite | None] = mapped_column(code_de(Priorite, "priorite"))
    portee: Mapped[Portee] = mapped_column(code_de(Portee, "portee"), default=Portee.COMMUNE)
    description: Mapped[str] = mapped_column(Texte, default="")
    centralite: Mapped[str] = mapped_column(Texte, default="")
    themes: Mapped[tuple[Theme, ...]] = mapped_column(ListeCodes(Theme), default=())
    categories_ort: Mapped[tuple[CategorieOrt, ...]] = mapped_column(ListeCodes(CategorieOrt), default=())
    adresse: Mapped[str] = mapped_column(Texte, default="")
    parcelles: Mapped[str] = mapped_column(Texte, default="")
    referent: Mapped[str] = mapped_column(Titre, default="")
    bloquee_par: Mapped[str] = mapped_column(Texte, default="")
    date_validation_copil: Mapped[date | None] = mapped_column(Jour)
    date_dernier_copil: Mapped[date | None] = mapped_column(Jour)
    motif_statut: Mapped[str] = mapped_column(Texte, default="")
    meteo: Mapped[Meteo | None] = mapped_column(code_de(Meteo, "meteo"))
    point_bloquant: Mapped[str] = mapped_column(Texte, default="")
    prochaine_etape: Mapped[str] = mapped_column(Texte, default="")
    prochaine_etape_qui: Mapped[str] = mapped_column(Titre, default="")
    prochaine_etape_date: Mapped[date | None] = mapped_column(Jour)
    derniere_nouvelle: Mapped[str] = mapped_column(Texte, default="")


class FicheCommuneEntity(Base):
    """A commune concerned by an action."""

    __tablename__ = "fiche_commune"

    fiche_id: Mapped[int] = cle_de("fiche_action", index=True)
    commune_id: Mapped[int] = cle_de("commune")


class FicheSecteurEntity(Base):
    """A secteur d'intervention concerned by an action."""

    __tablename__ = "fiche_secteur"

    fiche_id: Mapped[int] = cle_de("fiche_action", index=True)
    secteur_id: Mapped[int] = cle_de("secteur")


class PhaseEntity(DeFiche, Base):
    """A phase or a jalon."""

    __tablename__ = "phase"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    type: Mapped[TypePhase] = mapped_column(code_de(TypePhase, "type"), default=TypePhase.PHASE)
    debut: Mapped[date | None] = mapped_column(Jour)
    fin: Mapped[date | None] = mapped_column(Jour)


class PartenaireEntity(DeFiche, Base):
    """A partner of an action."""

    __tablename__ = "partenaire"

    organisme_id: Mapped[int | None] = cle_de("organisme")
    role: Mapped[RolePartenaire] = mapped_column(code_de(RolePartenaire, "role"), default=RolePartenaire.ASSOCIE)


class LienContratEntity(DeFiche, Base):
    """The action in another contract."""

    __tablename__ = "lien_contrat"

    contrat: Mapped[ContratLie] = mapped_column(code_de(ContratLie, "contrat"), default=ContratLie.CRTE)
    reference: Mapped[str] = mapped_column(Titre, default="")


class NoteSuiviEntity(DeFiche, Base):
    """A dated note."""

    __tablename__ = "note_suivi"

    jour: Mapped[date | None] = mapped_column(Jour)
    texte: Mapped[str] = mapped_column(Texte, default="")


class PieceEntity(DeFiche, Supprimable, Base):
    """A document joined to an action, incorporated or linked."""

    __tablename__ = "piece"

    operation_id: Mapped[int | None] = cle_de("operation")
    financement_id: Mapped[int | None] = cle_de("financement")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    type: Mapped[str] = mapped_column(Titre, default="")
    date_piece: Mapped[date | None] = mapped_column(Jour)
    chemin: Mapped[str] = mapped_column(Texte, default="")
    sha256: Mapped[str] = mapped_column(Code(64), default="")
    taille: Mapped[int | None] = mapped_column(Octets, positif("taille"))
