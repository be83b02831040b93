"""Declarative base: named constraints, identities that are never reused, and what the journal looks at."""

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import CheckConstraint, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

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
    type_annotation_map: ClassVar = {datetime: Horodatage}
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - the name SQLAlchemy reads

    journalise: ClassVar[bool] = True
    """Whether the journal notes the rows of this table."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Identifie:
    """Mixin: identity that outlives the file."""

    uid: Mapped[Uid] = mapped_column(String(36), unique=True, default=new_uid)


class Ordonne(Identifie):
    """Mixin: a place among its siblings, decided by the user."""

    rang: Mapped[int] = mapped_column(default=0)


class Supprimable:
    """Mixin of roots: deletion is a date, so that undo, the Corbeille and foreign keys stay simple."""

    supprime_le: Mapped[datetime | None]


def positif(colonne: str) -> CheckConstraint:
    """An amount that the file itself refuses to hold when negative."""
    return CheckConstraint(f"{colonne} >= 0", name=colonne)


def table_of(entite: type[Base]) -> Table:
    """The table of a class; SQLAlchemy only promises a selectable, which may be a join."""
    return cast("Table", entite.__table__)
