"""Tables of organismes and of their contacts."""

from sqlalchemy.orm import Mapped, mapped_column

from models.domain.programmation import RegimeFctva
from models.domain.vocabulaire import TypeOrganisme
from models.entities.base import Base, Ordonne, Supprimable, cle_de
from models.entities.types import Texte, Titre, code_de


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
