"""Tables of what the user adapts: the réglages of the project, local parameters, points set aside."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant
from models.entities.base import Base, Identifie, Ordonne
from models.entities.types import Annee, Code, Jour, Texte, Titre, code_de


class ReglagesEntity(Identifie, Base):
    """The only row of its table."""

    __tablename__ = "reglages"

    base_defaut: Mapped[BaseMontant] = mapped_column(code_de(BaseMontant, "base_defaut"), default=BaseMontant.HT)
    premiere_annee: Mapped[int | None] = mapped_column(Annee)
    derniere_annee: Mapped[int | None] = mapped_column(Annee)
    rgpd_responsable: Mapped[str] = mapped_column(Texte, default="")
    rgpd_delegue: Mapped[str] = mapped_column(Texte, default="")
    rgpd_conservation: Mapped[str] = mapped_column(Texte, default="")


class ParametreLocalEntity(Ordonne, Base):
    """A dated parameter adapted in this project."""

    __tablename__ = "parametre_local"

    cle: Mapped[str] = mapped_column(Titre)
    date_effet: Mapped[date | None] = mapped_column(Jour)
    valeur: Mapped[str] = mapped_column(Titre, default="")
    motif: Mapped[str] = mapped_column(Texte, default="")


class ConstatIgnoreEntity(Ordonne, Base):
    """A point à vérifier set aside, with its reason."""

    __tablename__ = "constat_ignore"

    code: Mapped[str] = mapped_column(Code(20))
    objet: Mapped[Uid | None] = mapped_column(Code(36))
    champ: Mapped[str | None] = mapped_column(Code(40))
    motif: Mapped[str] = mapped_column(Texte, default="")
