"""Tables of what surrounds the plan: yearly envelopes, scenarios, adapted dispositifs."""

from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from models.domain.scenario import GenreEcart
from models.domain.uids import Uid
from models.entities.base import Base, Ordonne, cle_de, positif
from models.entities.types import Annee, Centimes, Code, Texte, Titre, code_de


class EnveloppeEntity(Ordonne, Base):
    """What the project may cost in one year."""

    __tablename__ = "enveloppe"

    annee: Mapped[int] = mapped_column(Annee, default=0)
    montant: Mapped[Decimal | None] = mapped_column(Centimes, positif("montant"))
    motif: Mapped[str] = mapped_column(Texte, default="")


class ScenarioEntity(Ordonne, Base):
    """A named set of differences."""

    __tablename__ = "scenario"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    description: Mapped[str] = mapped_column(Texte, default="")


class EcartEntity(Ordonne, Base):
    """One difference of a scenario. What it is about is named by identity only: it may be gone."""

    __tablename__ = "ecart"

    scenario_id: Mapped[int] = cle_de("scenario", index=True)
    genre: Mapped[GenreEcart] = mapped_column(code_de(GenreEcart, "genre"), default=GenreEcart.FINANCEMENT)
    objet: Mapped[Uid | None] = mapped_column(Code(36))
    champ: Mapped[str] = mapped_column(Code(40), default="")
    valeur: Mapped[str] = mapped_column(Titre, default="")


class DispositifLocalEntity(Ordonne, Base):
    """A dispositif adapted or added in this project."""

    __tablename__ = "dispositif_local"

    code: Mapped[str] = mapped_column(Code(40), default="")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    contenu: Mapped[str] = mapped_column(Texte, default="")
    edition: Mapped[str] = mapped_column(Titre, default="")
    motif: Mapped[str] = mapped_column(Texte, default="")
