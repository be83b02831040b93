"""SQLite connections of a project: durable, defensive, with transactions that we begin ourselves."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

_ATTENTE_S = 5.0
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    # EXTRA also syncs the folder once the journal is gone: a commit survives a power cut.
    "PRAGMA synchronous=EXTRA",
    # A long act stays in memory until its commit: no half-written page reaches a USB key.
    "PRAGMA cache_spill=OFF",
)


def open_engine(path: Path, *, lecture_seule: bool = False) -> Engine:
    """Engine on one file. Town halls keep files on shares and keys: the journal is never WAL."""

    def connect() -> sqlite3.Connection:
        uri = f"file:{quote(str(path.resolve()))}?mode={'ro' if lecture_seule else 'rwc'}"
        connexion = sqlite3.connect(uri, uri=True, timeout=_ATTENTE_S, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connexion.execute(pragma)
        if not lecture_seule:
            connexion.execute("PRAGMA journal_mode=DELETE")
        return connexion

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
