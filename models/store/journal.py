"""The journal of a session: mapper events turn every written row into a ``RowChange``.

The stored row is read by Core before and after, because the attribute history of SQLAlchemy has no before-image
for an expired column, and ``after_update`` also fires when nothing was written.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Enum, Integer, String, TableClause, Text, column, event, select
from sqlalchemy import table as core_table
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session
from sqlalchemy.types import TypeEngine

from models.entities.base import Base
from models.store.changes import Changeset, RowChange

_CLE = "journal"
_TABLE_FICHES = "fiche_action"


Ligne = dict[str, Any]


@dataclass
class _Notes:
    """What one session wrote so far, and the images taken before the writes under way."""

    lignes: list[RowChange] = field(default_factory=list[RowChange])
    avant: dict[tuple[str, int], Ligne] = field(default_factory=dict[tuple[str, int], Ligne])


class BulkWriteError(RuntimeError):
    """A bulk statement would bypass the journal: a bug of the command, never of the user."""


class RowVanishedError(RuntimeError):
    """A row that undo expects is not there: the journal and the file disagree."""


@cache
def raw_table(nom: str) -> TableClause:
    """The table with the types of the file (text, integers, booleans) instead of those of Python."""
    return core_table(nom, *(column(c.name, _brut(c.type)) for c in Base.metadata.tables[nom].columns))


def _brut(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    """The generic type of SQLAlchemy under one of ours, which converts nothing."""
    if isinstance(type_, Enum):
        return String()
    return next(generique() for generique in (Boolean, Integer, Text, String) if isinstance(type_, generique))


def start(session: Session) -> None:
    """From now on the session notes what it writes."""
    session.info[_CLE] = _Notes()


def collected(session: Session) -> Changeset:
    """What it wrote since ``start``."""
    return Changeset.compact(session.info[_CLE].lignes)


def replay(connection: Connection, changes: Changeset) -> None:
    """Writes ``changes`` as they are, by Core.

    Raises:
        RowVanishedError: a row to change is not there, or a row to add already is.
    """
    for ligne in changes.lignes:
        cible = raw_table(ligne.table)
        if ligne.avant is None:
            connection.execute(cible.insert().values(**(ligne.apres or {})))
            continue
        enonce = cible.delete() if ligne.apres is None else cible.update().values(**ligne.apres)
        if connection.execute(enonce.where(cible.c.id == ligne.cle)).rowcount != 1:
            raise RowVanishedError(f"{ligne.table} {ligne.cle}")


def _read_row(connection: Connection, nom: str, cle: int) -> Ligne:
    cible = raw_table(nom)
    return dict(connection.execute(select(cible).where(cible.c.id == cle)).mappings().one())


def _notes(target: Base) -> _Notes | None:
    session = object_session(target)
    return None if session is None or not target.journalise else session.info.get(_CLE)


def _note(notes: _Notes, target: Base, avant: Ligne | None, apres: Ligne | None) -> None:
    nom = target.__tablename__
    fiche_id = target.id if nom == _TABLE_FICHES else (apres or avant or {}).get("fiche_id")
    if avant is not None and apres is not None:
        changees = [c for c in apres if avant[c] != apres[c]]
        if not changees:
            return
        avant, apres = {c: avant[c] for c in changees}, {c: apres[c] for c in changees}
    notes.lignes.append(RowChange(nom, target.id, avant, apres, fiche_id))


def _on_before_write(_mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    if notes := _notes(target):
        notes.avant[target.__tablename__, target.id] = _read_row(connection, target.__tablename__, target.id)


def _on_after_update(_mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    if notes := _notes(target):
        nom = target.__tablename__
        _note(notes, target, notes.avant.pop((nom, target.id)), _read_row(connection, nom, target.id))


def _on_after_delete(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    if notes := _notes(target):
        _note(notes, target, notes.avant.pop((target.__tablename__, target.id)), None)


def _on_after_insert(_mapper: Mapper[Any], connection: Connection, target: Base) -> None:
    if notes := _notes(target):
        _note(notes, target, None, _read_row(connection, target.__tablename__, target.id))


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if _CLE in state.session.info and (state.is_update or state.is_delete or state.is_insert):
        raise BulkWriteError(str(state.statement))


event.listen(Base, "before_update", _on_before_write, propagate=True)
event.listen(Base, "before_delete", _on_before_write, propagate=True)
event.listen(Base, "after_update", _on_after_update, propagate=True)
event.listen(Base, "after_delete", _on_after_delete, propagate=True)
event.listen(Base, "after_insert", _on_after_insert, propagate=True)
event.listen(Session, "do_orm_execute", _refuse_bulk_writes)
