"""Tables of organismes and of their contacts."""

from datetime import date

from sqlalchemy import Boolean
from sqlalchemy.orm import Mapped, mapped_column

from models.domain.organisme import NatureEchange
from models.domain.programmation import RegimeFctva
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from models.entities.base import Base, Ordonne, Supprimable, cle_de
from models.entities.types import Code, Jour, Texte, Titre, code_de


class OrganismeEntity(Ordonne, Supprimable, Base):
    """Maître d'ouvrage, funder or partner."""

    __tablename__ = "organisme"

    nom: Mapped[str] = mapped_column(Titre, default="")
    sigle: Mapped[str] = mapped_column(Titre, default="")
    type: Mapped[TypeOrganisme] = mapped_column(code_de(TypeOrganisme, "type"), default=TypeOrganisme.AUTRE)
    siren: Mapped[str] = mapped_column(Titre, default="")
    adresse: Mapped[str] = mapped_column(Texte, default="")
    courriel: Mapped[str] = mapped_column(Titre, default="")
    telephone: Mapped[str] = mapped_column(Titre, default="")
    notes: Mapped[str] = mapped_column(Texte, default="")
    regime_fctva: Mapped[RegimeFctva | None] = mapped_column(code_de(RegimeFctva, "regime_fctva"))
    engagement: Mapped[str] = mapped_column(Texte, default="")
    engagement_source: Mapped[str] = mapped_column(Titre, default="")
    engagement_recu_le: Mapped[date | None] = mapped_column(Jour)


class ContactEntity(Ordonne, Supprimable, Base):
    """A person to call in an organisme."""

    __tablename__ = "contact"

    organisme_id: Mapped[int] = cle_de("organisme", index=True)
    civilite: Mapped[str] = mapped_column(Titre, default="")
    nom: Mapped[str] = mapped_column(Titre, default="")
    prenom: Mapped[str] = mapped_column(Titre, default="")
    fonction: Mapped[str] = mapped_column(Titre, default="")
    courriel: Mapped[str] = mapped_column(Titre, default="")
    telephone: Mapped[str] = mapped_column(Titre, default="")
    notes: Mapped[str] = mapped_column(Texte, default="")
    courriel_secondaire: Mapped[str] = mapped_column(Titre, default="")
    representant: Mapped[bool] = mapped_column(Boolean, default=False)
    referent: Mapped[bool] = mapped_column(Boolean, default=False)
    identifiant_externe: Mapped[str] = mapped_column(Titre, default="")


class EchangeEntity(Ordonne, Base):
    """Something said or sent to an organisme, or come from it."""

    __tablename__ = "echange"

    organisme_id: Mapped[int] = cle_de("organisme", index=True)
    jour: Mapped[date | None] = mapped_column(Jour)
    nature: Mapped[NatureEchange] = mapped_column(code_de(NatureEchange, "nature"), default=NatureEchange.APPEL)
    contact: Mapped[Uid | None] = mapped_column(Code(36))
    objet: Mapped[str] = mapped_column(Titre, default="")
    texte: Mapped[str] = mapped_column(Texte, default="")
