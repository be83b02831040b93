"""Tables of the convention-cadre: one row of its own, its parties, its articles, its logos, its pièces."""

from datetime import date

from sqlalchemy import Boolean
from sqlalchemy.orm import Mapped, mapped_column

from models.domain.vocabulaire import QualitePartie, RolePartie, TypeActe
from models.entities.base import Base, Identifie, Ordonne, Supprimable, cle_de, positif
from models.entities.types import Code, Jour, Octets, Texte, Titre, code_de


class ConventionEntity(Identifie, Base):
    """The only row of its table."""

    __tablename__ = "convention"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    lieu_signature: Mapped[str] = mapped_column(Titre, default="")
    brouillon: Mapped[bool] = mapped_column(Boolean, default=True)


class DeConvention(Ordonne):
    """Mixin: a row that belongs to the convention."""

    convention_id: Mapped[int] = cle_de("convention", index=True)


class PartieEntity(DeConvention, Base):
    """A party to the convention."""

    __tablename__ = "partie"

    organisme_id: Mapped[int | None] = cle_de("organisme")
    role: Mapped[RolePartie] = mapped_column(code_de(RolePartie, "role"), default=RolePartie.AUTRE)
    qualite: Mapped[QualitePartie] = mapped_column(code_de(QualitePartie, "qualite"), default=QualitePartie.SIGNATAIRE)
    forme_juridique: Mapped[str] = mapped_column(Titre, default="")
    civilite: Mapped[str] = mapped_column(Titre, default="")
    representant: Mapped[str] = mapped_column(Titre, default="")
    fonction: Mapped[str] = mapped_column(Titre, default="")
    acte: Mapped[TypeActe] = mapped_column(code_de(TypeActe, "acte"), default=TypeActe.DELIBERATION)
    acte_numero: Mapped[str] = mapped_column(Titre, default="")
    acte_date: Mapped[date | None] = mapped_column(Jour)
    designation: Mapped[str] = mapped_column(Titre, default="")
    date_signature: Mapped[date | None] = mapped_column(Jour)


class ArticleEntity(DeConvention, Base):
    """A standard article reworded, or an article of the project's own."""

    __tablename__ = "article"

    cle: Mapped[str] = mapped_column(Code(40), default="")
    apres: Mapped[str] = mapped_column(Code(40), default="")
    intitule: Mapped[str] = mapped_column(Titre, default="")
    texte: Mapped[str] = mapped_column(Texte, default="")


class LogoEntity(DeConvention, Base):
    """A logo of the cover."""

    __tablename__ = "logo"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    sha256: Mapped[str] = mapped_column(Code(64), default="")
    taille: Mapped[int | None] = mapped_column(Octets, positif("taille"))


class PieceConventionEntity(DeConvention, Supprimable, Base):
    """A document of the convention, incorporated or linked."""

    __tablename__ = "piece_convention"

    intitule: Mapped[str] = mapped_column(Titre, default="")
    type: Mapped[str] = mapped_column(Titre, default="")
    date_piece: Mapped[date | None] = mapped_column(Jour)
    chemin: Mapped[str] = mapped_column(Texte, default="")
    sha256: Mapped[str] = mapped_column(Code(64), default="")
    taille: Mapped[int | None] = mapped_column(Octets, positif("taille"))
