"""Tables of the operation and its plan de financement."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean
from sqlalchemy.orm import Mapped, mapped_column

from models.domain.programmation import Maturite
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    NatureVersement,
    PosteDepense,
    Section,
    TypePremierActe,
)
from models.entities.base import Base, Supprimable, cle_de, positif
from models.entities.fiche_action import DeFiche
from models.entities.types import Annee, Centimes, Entier, Fraction, Jour, Texte, Titre, code_de


class OperationEntity(DeFiche, Supprimable, Base):
    """A tranche of an action."""

    __tablename__ = "operation"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    maitre_ouvrage_id: Mapped[int | None] = cle_de("organisme")
    maitre_ouvrage_delegue_id: Mapped[int | None] = cle_de("organisme")
    base: Mapped[BaseMontant] = mapped_column(code_de(BaseMontant, "base"), default=BaseMontant.HT)
    part_decidee: Mapped[Decimal | None] = mapped_column(Centimes, positif("part_decidee"))
    part_decidee_acte: Mapped[str] = mapped_column(Texte, default="")
    part_decidee_date: Mapped[date | None] = mapped_column(Jour)
    type_premier_acte: Mapped[TypePremierActe | None] = mapped_column(code_de(TypePremierActe, "type_premier_acte"))
    date_premier_acte: Mapped[date | None] = mapped_column(Jour)
    date_commencement: Mapped[date | None] = mapped_column(Jour)
    date_achevement: Mapped[date | None] = mapped_column(Jour)
    assujettie_tva: Mapped[bool] = mapped_column(Boolean, default=False)
    annee_intention: Mapped[int | None] = mapped_column(Annee)
    rang_intention: Mapped[int | None] = mapped_column(Entier("rang de l’intention"), positif("rang_intention"))
    maturite: Mapped[Maturite | None] = mapped_column(code_de(Maturite, "maturite"))


class DepenseEntity(DeFiche, Base):
    """A dépense: HT and TTC side by side."""

    __tablename__ = "depense"

    operation_id: Mapped[int] = cle_de("operation", index=True)
    poste: Mapped[PosteDepense] = mapped_column(code_de(PosteDepense, "poste"), default=PosteDepense.TRAVAUX)
    intitule: Mapped[str] = mapped_column(Titre, default="")
    annee: Mapped[int | None] = mapped_column(Annee)
    montant_ht: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_ht"))
    montant_ttc: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_ttc"))
    taux_tva: Mapped[Decimal | None] = mapped_column(Fraction)
    eligible: Mapped[bool] = mapped_column(Boolean, default=True)
    section: Mapped[Section] = mapped_column(code_de(Section, "section"), default=Section.INVESTISSEMENT)


class FinancementEntity(DeFiche, Base):
    """A financing line: asked, granted, paid."""

    __tablename__ = "financement"

    operation_id: Mapped[int] = cle_de("operation", index=True)
    financeur_id: Mapped[int | None] = cle_de("organisme")
    dispositif: Mapped[str] = mapped_column(Titre, default="")
    categorie: Mapped[str] = mapped_column(Titre, default="")
    nature: Mapped[NatureFinancement] = mapped_column(
        code_de(NatureFinancement, "nature"), default=NatureFinancement.SUBVENTION
    )
    depense_eligible: Mapped[Decimal | None] = mapped_column(Centimes, positif("depense_eligible"))
    taux: Mapped[Decimal | None] = mapped_column(Fraction)
    montant_demande: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_demande"))
    montant_accorde: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_accorde"))
    etat: Mapped[EtatFinancement] = mapped_column(code_de(EtatFinancement, "etat"), default=EtatFinancement.ENVISAGE)
    annee: Mapped[int | None] = mapped_column(Annee)
    numero_dossier: Mapped[str] = mapped_column(Titre, default="")
    date_depot: Mapped[date | None] = mapped_column(Jour)
    date_accuse: Mapped[date | None] = mapped_column(Jour)
    date_completude: Mapped[date | None] = mapped_column(Jour)
    date_derogation: Mapped[date | None] = mapped_column(Jour)
    date_decision: Mapped[date | None] = mapped_column(Jour)
    date_notification: Mapped[date | None] = mapped_column(Jour)


class RepartitionEntity(DeFiche, Base):
    """Share of a line in one année de programmation."""

    __tablename__ = "repartition"

    financement_id: Mapped[int] = cle_de("financement", index=True)
    annee: Mapped[int] = mapped_column(Annee, default=0)
    prevu: Mapped[Decimal | None] = mapped_column(Centimes, positif("prevu"))
    realise: Mapped[Decimal | None] = mapped_column(Centimes, positif("realise"))


class VersementEntity(DeFiche, Base):
    """A payment of a line."""

    __tablename__ = "versement"

    financement_id: Mapped[int] = cle_de("financement", index=True)
    nature: Mapped[NatureVersement] = mapped_column(code_de(NatureVersement, "nature"), default=NatureVersement.ACOMPTE)
    montant: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant"))
    date_prevue: Mapped[date | None] = mapped_column(Jour)
    date_demande: Mapped[date | None] = mapped_column(Jour)
    reference: Mapped[str] = mapped_column(Titre, default="")
    date_encaissement: Mapped[date | None] = mapped_column(Jour)


class AnnuiteEntity(DeFiche, Base):
    """What a loan costs in one year."""

    __tablename__ = "annuite"

    financement_id: Mapped[int] = cle_de("financement", index=True)
    annee: Mapped[int] = mapped_column(Annee, default=0)
    montant: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant"))
