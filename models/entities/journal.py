"""The journal kept in the file: acts, their rows before and after; and the contents, which never change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.domain.uids import Uid, new_uid
from models.entities.base import Base, cle_de
from models.entities.types import Horodatage


class ActeEntity(Base):
    """One act of the user: one commit, one line of undo."""

    __tablename__ = "acte"
    journalise = False

    uid: Mapped[Uid] = mapped_column(String(36), unique=True, default=new_uid)
    created_at: Mapped[datetime] = mapped_column(Horodatage)
    updated_at: Mapped[datetime] = mapped_column(Horodatage)
    auteur: Mapped[str] = mapped_column(Text, default="")
    libelle: Mapped[str] = mapped_column(Text)
    cle_fusion: Mapped[str | None] = mapped_column(Text)
    acte_annule_id: Mapped[int | None] = cle_de("acte")
    """The act that this one undoes, if any."""


class ActeLigneEntity(Base):
    """One row written by an act: changed columns only; the whole row when it appears or disappears."""

    __tablename__ = "acte_ligne"
    journalise = False

    acte_id: Mapped[int] = cle_de("acte", index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    cle: Mapped[int] = mapped_column(Integer)
    fiche_id: Mapped[int | None] = mapped_column(Integer, index=True)
    avant: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    apres: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ContenuEntity(Base):
    """Bytes of an incorporated pièce. Content-addressed and never changed, so the journal has nothing to note."""

    __tablename__ = "contenu"
    journalise = False

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    octets: Mapped[bytes] = mapped_column(LargeBinary)
