"""SQLite connections of a project, as the driver makes them: durable, defensive, with transactions that we begin.

Opening and reading a project goes through these alone. SQLAlchemy, which acts are written with, takes longer to load
than all the rest of the window.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_ATTENTE_S = 5.0
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


def connect(
    path: Path, *, lecture_seule: bool = False, cles_etrangeres: bool = True, creer: bool = False
) -> sqlite3.Connection:
    """A connection to one file. Town halls keep files on shares and keys: the journal is never WAL.

    Only a migration goes without ``cles_etrangeres``: SQLite cannot suspend them inside a transaction. Without
    ``creer``, a file that is no longer there is not made again, empty.

    Raises:
        sqlite3.DatabaseError: it cannot be read as a database.
    """
    mode = "ro" if lecture_seule else "rwc" if creer else "rw"
    uri = f"{uri_of(path)}?mode={mode}"
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
    except BaseException:
        connexion.close()
        raise
    return connexion


@contextmanager
def connected(path: Path, *, lecture_seule: bool = False) -> Generator[sqlite3.Connection]:
    """A connection for one use.

    Raises:
        sqlite3.DatabaseError: it cannot be read as a database.
    """
    connexion = connect(path, lecture_seule=lecture_seule)
    try:
        yield connexion
    finally:
        connexion.close()
