"""Tables of orientations and of the indicators that orientations and actions share."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, Ordonne, Supprimable, cle_de
from models.entities.types import Jour, Texte, Titre


class OrientationEntity(Ordonne, Supprimable, Base):
    """An orientation stratégique."""

    __tablename__ = "orientation"

    numero: Mapped[str] = mapped_column(Titre, default="")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    contexte: Mapped[str] = mapped_column(Texte, default="")
    objectifs: Mapped[str] = mapped_column(Texte, default="")
    articulation: Mapped[str] = mapped_column(Texte, default="")


class IndicateurEntity(Ordonne, Base):
    """An indicator of one action or of one orientation."""

    __tablename__ = "indicateur"
    __table_args__ = (
        CheckConstraint("(fiche_id IS NULL) <> (orientation_id IS NULL)", name="un_seul_parent"),
        {"sqlite_autoincrement": True},
    )

    fiche_id: Mapped[int | None] = cle_de("fiche_action", index=True)
    orientation_id: Mapped[int | None] = cle_de("orientation", index=True)
    intitule: Mapped[str] = mapped_column(Titre, default="")
    unite: Mapped[str] = mapped_column(Titre, default="")
    valeur_reference: Mapped[str] = mapped_column(Titre, default="")
    date_reference: Mapped[date | None] = mapped_column(Jour)
    cible: Mapped[str] = mapped_column(Titre, default="")
    echeance: Mapped[date | None] = mapped_column(Jour)
    source: Mapped[str] = mapped_column(Titre, default="")
    periodicite: Mapped[str] = mapped_column(Titre, default="")
