"""Tables of what an operation commits and pays."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean
from sqlalchemy.orm import Mapped, mapped_column

from models.domain.paiement import TypeMarche
from models.domain.uids import Uid
from models.domain.vocabulaire import PosteDepense
from models.entities.base import Base, cle_de, positif
from models.entities.fiche_action import DeFiche
from models.entities.types import Centimes, Code, Jour, Texte, Titre, code_de


class MarcheEntity(DeFiche, Base):
    """A marché, or a devis."""

    __tablename__ = "marche"

    operation_id: Mapped[int] = cle_de("operation", index=True)
    type: Mapped[TypeMarche] = mapped_column(code_de(TypeMarche, "type"), default=TypeMarche.MARCHE)
    numero: Mapped[str] = mapped_column(Titre, default="")
    objet: Mapped[str] = mapped_column(Titre, default="")
    lot: Mapped[str] = mapped_column(Titre, default="")
    titulaire: Mapped[str] = mapped_column(Titre, default="")
    poste: Mapped[PosteDepense] = mapped_column(code_de(PosteDepense, "poste"), default=PosteDepense.TRAVAUX)
    montant_ht: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_ht"))
    montant_ttc: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_ttc"))
    date_signature: Mapped[date | None] = mapped_column(Jour)
    date_notification: Mapped[date | None] = mapped_column(Jour)
    notes: Mapped[str] = mapped_column(Texte, default="")


class FactureEntity(DeFiche, Base):
    """A facture and its mandat."""

    __tablename__ = "facture"

    operation_id: Mapped[int] = cle_de("operation", index=True)
    marche: Mapped[Uid | None] = mapped_column(Code(36))
    fournisseur: Mapped[str] = mapped_column(Titre, default="")
    objet: Mapped[str] = mapped_column(Titre, default="")
    numero: Mapped[str] = mapped_column(Titre, default="")
    poste: Mapped[PosteDepense] = mapped_column(code_de(PosteDepense, "poste"), default=PosteDepense.TRAVAUX)
    date_facture: Mapped[date | None] = mapped_column(Jour)
    montant_ht: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_ht"))
    montant_ttc: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant_ttc"))
    avoir: Mapped[bool] = mapped_column(Boolean, default=False)
    eligible: Mapped[bool] = mapped_column(Boolean, default=True)
    numero_mandat: Mapped[str] = mapped_column(Titre, default="")
    bordereau: Mapped[str] = mapped_column(Titre, default="")
    date_mandat: Mapped[date | None] = mapped_column(Jour)
