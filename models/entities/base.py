"""Declarative base: named constraints, identities that are never reused, and what the journal looks at.

Its classes are mapped at the first need, all at once: a project is read by statements of our own, from the names and
types of the columns alone, and SQLAlchemy takes longer to build thirty mappers than to read a whole town.
"""

from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from typing import Any, ClassVar, cast

from sqlalchemy import CheckConstraint, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine
from typing_extensions import override

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
    colonnes: ClassVar[Mapping[str, TypeEngine[Any]]]
    """Type of each column, known before the class is mapped."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)

    @override
    def __init_subclass__(cls, **kwargs: Any) -> None:
        # SQLAlchemy would map the class here.
        attributs = {nom: valeur for base in reversed(cls.__mro__) for nom, valeur in vars(base).items()}
        colonnes = cast(
            "dict[str, MappedColumn[Any]]", {n: v for n, v in attributs.items() if isinstance(v, MappedColumn)}
        )
        cls.colonnes = {nom: colonne.column.type for nom, colonne in colonnes.items()}
        _ENTITES[cls.__tablename__] = cls
        _a_mapper.append(cls)


_ENTITES: dict[str, type[Base]] = {}
_a_mapper: list[type[Base]] = []
_verrou = Lock()


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


def entites() -> Mapping[str, type[Base]]:
    """Every class, by the name of its table."""
    return _ENTITES


def map_entities() -> None:
    """Maps the classes, once; whoever writes, or asks for a table, comes through here."""
    if _a_mapper:
        with _verrou:
            for entite in _a_mapper:
                Base.registry.map_declaratively(entite)
            # Else the first statement that names one of them does it.
            Base.registry.configure()
            _a_mapper.clear()


def tables() -> Mapping[str, Table]:
    """Every table, by its name."""
    map_entities()
    return Base.metadata.tables


def table_of(entite: type[Base]) -> Table:
    """The table of a class; SQLAlchemy only promises a selectable, which may be a join."""
    map_entities()
    return cast("Table", entite.__table__)
