"""The journal of a session: mapper events turn every written row into a ``RowChange``.

The stored rows are read by Core before and after each flush, because the attribute history of SQLAlchemy has no
before-image for an expired column, and ``after_update`` also fires when nothing was written. All those of a flush are
read together: one by one, they took most of the time of a block of two thousand cells.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, groupby
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Enum,
    Integer,
    String,
    TableClause,
    Text,
    bindparam,
    column,
    event,
    func,
    select,
)
from sqlalchemy import table as core_table
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session
from sqlalchemy.types import TypeEngine

from models.entities.base import Base, table_of
from models.entities.tables import tables
from models.store.changes import Changeset, RowChange

_CLE = "journal"
_TABLE_FICHES = "fiche_action"
_CIBLEE = "_cle"
"""Parameter that names the row; no column is called so."""
_LOT = 1000
"""Keys named by one statement."""


Ligne = dict[str, Any]
Place = tuple[str, int]
"""Table and key of a row."""


@dataclass
class _Notes:
    """What one session wrote so far, and what the flush under way writes."""

    lignes: list[RowChange] = field(default_factory=list[RowChange])
    avant: Mapping[Place, Ligne] = field(default_factory=dict[Place, Ligne])
    """Images of the rows the flush may change."""
    ecrites: list[tuple[Place, Ligne | None]] = field(default_factory=list[tuple[Place, Ligne | None]])
    """The rows it wrote, in order, each with its image before; ``None`` for one that appears."""


class BulkWriteError(RuntimeError):
    """A bulk statement would bypass the journal: a bug of the command, never of the user."""


class RowVanishedError(RuntimeError):
    """A row that undo expects is not there: the journal and the file disagree."""


@cache
def raw_table(nom: str) -> TableClause:
    """The table with the types of the file (text, integers, booleans) instead of those of Python."""
    return core_table(nom, *(column(c.name, _brut(c.type)) for c in tables()[nom].columns))


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


def insert_rows(session: Session, entite: type[Base], lignes: Sequence[Ligne]) -> list[int]:
    """Adds new rows together, by Core, and notes them; gives their keys, in order.

    An entity that is made, flushed and forgotten costs five times what its row does. All of them name the same columns.
    """
    session.flush()
    if not lignes:
        return []
    connection, table = session.connection(), table_of(entite)
    derniere = connection.execute(select(func.max(table.c.id))).scalar_one() or 0
    connection.execute(table.insert(), lignes)
    # Keys only grow, and nobody else writes: what comes after the last one is what was just added.
    cible = raw_table(table.name)
    lues = connection.execute(select(cible).where(cible.c.id > derniere).order_by(cible.c.id))
    colonnes = tuple(lues.keys())
    changes = [
        RowChange(table.name, ligne["id"], None, ligne, _fiche(table.name, ligne))
        for ligne in (dict(zip(colonnes, lue, strict=True)) for lue in lues)
    ]
    session.info[_CLE].lignes += changes
    return [change.cle for change in changes]


def replay(connection: Connection, changes: Changeset) -> None:
    """Writes ``changes`` as they are, by Core.

    Raises:
        RowVanishedError: a row to change is not there, or a row to add already is.
    """
    for (nom, colonnes, _), groupe in groupby(changes.lignes, _shape):
        cible, lignes = raw_table(nom), list(groupe)
        if lignes[0].avant is None:
            connection.execute(cible.insert(), [dict(ligne.apres or {}) for ligne in lignes])
            continue
        enonce = cible.update() if colonnes else cible.delete()
        valeurs = [{**(ligne.apres or {}), _CIBLEE: ligne.cle} for ligne in lignes]
        if connection.execute(enonce.where(cible.c.id == bindparam(_CIBLEE)), valeurs).rowcount != len(lignes):
            raise RowVanishedError(f"{nom} {', '.join(str(ligne.cle) for ligne in lignes)}")


def _shape(ligne: RowChange) -> tuple[str, tuple[str, ...], bool]:
    """What neighbours must share to be written by one statement."""
    return ligne.table, tuple(ligne.apres or ()), ligne.avant is None


def _read_rows(connection: Connection, places: Iterable[Place]) -> dict[Place, Ligne]:
    """The rows as they stand in the file; those that are not there are left out."""
    par_table: defaultdict[str, list[int]] = defaultdict(list[int])
    for nom, cle in places:
        par_table[nom].append(cle)
    lues: dict[Place, Ligne] = {}
    for nom, cles in par_table.items():
        cible = raw_table(nom)
        for debut in range(0, len(cles), _LOT):
            lot = connection.execute(select(cible).where(cible.c.id.in_(cles[debut : debut + _LOT])))
            colonnes = tuple(lot.keys())
            lues.update(((nom, ligne.id), dict(zip(colonnes, ligne, strict=True))) for ligne in lot)
    return lues


def _notes(target: Base) -> _Notes | None:
    session = object_session(target)
    return None if session is None or not target.journalise else session.info.get(_CLE)


def _place(target: Base) -> Place:
    return target.__tablename__, target.id


def _change(place: Place, avant: Ligne | None, apres: Ligne | None) -> RowChange | None:
    """``None`` when the row was written as it was."""
    nom, cle = place
    fiche_id = _fiche(nom, apres or avant or {})
    if avant is not None and apres is not None:
        changees = [c for c in apres if avant[c] != apres[c]]
        if not changees:
            return None
        avant, apres = {c: avant[c] for c in changees}, {c: apres[c] for c in changees}
    return RowChange(nom, cle, avant, apres, fiche_id)


def _fiche(nom: str, ligne: Ligne) -> int | None:
    """Key of the fiche that a row belongs to."""
    return ligne["id"] if nom == _TABLE_FICHES else ligne.get("fiche_id")


def _on_before_flush(session: Session, _contexte: UOWTransaction, _instances: object) -> None:
    notes: _Notes | None = session.info.get(_CLE)
    if notes is not None:
        touchees = (cible for cible in chain(session.dirty, session.deleted) if cible.journalise)
        notes.avant = _read_rows(session.connection(), map(_place, touchees))


def _on_after_write(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    if notes := _notes(target):
        place = _place(target)
        # One that the session had not announced, as a cascade would write it, must not pass for a new row.
        notes.ecrites.append((place, notes.avant[place]))


def _on_after_insert(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    if notes := _notes(target):
        notes.ecrites.append((_place(target), None))


def _on_after_flush(session: Session, _contexte: UOWTransaction) -> None:
    notes: _Notes | None = session.info.get(_CLE)
    if notes is None:
        return
    apres = _read_rows(session.connection(), (place for place, _ in notes.ecrites))
    changes = (_change(place, avant, apres.get(place)) for place, avant in notes.ecrites)
    notes.lignes += [change for change in changes if change]
    notes.avant, notes.ecrites = {}, []


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if _CLE in state.session.info and (state.is_update or state.is_delete or state.is_insert):
        raise BulkWriteError(str(state.statement))


event.listen(Session, "before_flush", _on_before_flush)
event.listen(Base, "after_update", _on_after_write, propagate=True)
event.listen(Base, "after_delete", _on_after_write, propagate=True)
event.listen(Base, "after_insert", _on_after_insert, propagate=True)
event.listen(Session, "after_flush", _on_after_flush)
event.listen(Session, "do_orm_execute", _refuse_bulk_writes)
