"""Declarative base: named constraints, identities that are never reused, and what the journal looks at."""

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import CheckConstraint, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from models.domain.uids import Uid, new_uid
from models.entities.types import Horodatage


class Base(DeclarativeBase):
    """Root of every table. ``sqlite_autoincrement`` keeps an undone insertion from lending its key to another row."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - the name SQLAlchemy reads

    journalise: ClassVar[bool] = True
    """Whether the journal notes the rows of this table."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Identifie:
    """Mixin: identity that outlives the file."""

    # Told apart by their uid, rows that appear together take one statement to learn their keys, and not one each.
    uid: Mapped[Uid] = mapped_column(String(36), unique=True, default=new_uid, insert_sentinel=True)


class Ordonne(Identifie):
    """Mixin: a place among its siblings, decided by the user."""

    rang: Mapped[int] = mapped_column(Integer, default=0)


class Supprimable:
    """Mixin of roots: deletion is a date, so that undo, the Corbeille and foreign keys stay simple."""

    supprime_le: Mapped[datetime | None] = mapped_column(Horodatage)


def positif(colonne: str) -> CheckConstraint:
    """An amount that the file itself refuses to hold when negative."""
    return CheckConstraint(f"{colonne} >= 0", name=colonne)


def cle_de(table: str, *, index: bool = False) -> MappedColumn[Any]:
    """A column that leads to a row of ``table``."""
    return mapped_column(Integer, ForeignKey(f"{table}.id"), index=index)


def table_of(entite: type[Base]) -> Table:
    """The table of a class; SQLAlchemy only promises a selectable, which may be a join."""
    return cast("Table", entite.__table__)


def identite(entite: Base) -> Uid:
    """The uid of an identified entity."""
    assert isinstance(entite, Identifie)  # narrows the mixin for the type checker
    return entite.uid
