"""SQLite connections of a project: durable, defensive, with transactions that we begin ourselves."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

_ATTENTE_S = 5.0
_VALEURS = 999
"""Values in one insertion of many rows: what every SQLite takes, however it was built."""
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    # EXTRA also syncs the folder once the journal is gone: a commit survives a power cut.
    "PRAGMA synchronous=EXTRA",
    # A long act stays in memory until its commit: no half-written page reaches a USB key.
    "PRAGMA cache_spill=OFF",
)


def uri_of(path: Path) -> str:
    """Address of a file for SQLite. Its bytes are quoted: a name from an old computer may not be UTF-8."""
    return f"file:{quote(os.fsencode(path.resolve()))}"


def open_engine(path: Path, *, lecture_seule: bool = False, cles_etrangeres: bool = True) -> Engine:
    """Engine on one file. Town halls keep files on shares and keys: the journal is never WAL.

    Only a migration goes without ``cles_etrangeres``: SQLite cannot suspend them inside a transaction.
    """

    def connect() -> sqlite3.Connection:
        uri = f"{uri_of(path)}?mode={'ro' if lecture_seule else 'rwc'}"
        connexion = sqlite3.connect(uri, uri=True, timeout=_ATTENTE_S, isolation_level=None, check_same_thread=False)
        pragmas = [*_PRAGMAS]
        if not cles_etrangeres:
            pragmas.append("PRAGMA foreign_keys=OFF")
        if not lecture_seule:
            pragmas.append("PRAGMA journal_mode=DELETE")
        try:
            for pragma in pragmas:
                connexion.execute(pragma)
        except UnicodeDecodeError as e:
            # The first reading of the schema: SQLite quotes what it cannot parse, byte for byte.
            connexion.close()
            raise sqlite3.DatabaseError("malformed database schema") from e
        return connexion

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2)
    engine.dialect.insertmanyvalues_max_parameters = _VALEURS
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
