"""The engine of SQLAlchemy on a project file: what acts are written with."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from models.store.connexion import connect

_VALEURS = 999
"""Values in one insertion of many rows: what every SQLite takes, however it was built."""


def open_engine(path: Path, *, cles_etrangeres: bool = True, creer: bool = False) -> Engine:
    """Engine on one file that is written; see ``connect`` for what its connections are."""
    return engine_of(partial(connect, path, cles_etrangeres=cles_etrangeres, creer=creer))


def engine_of(connecter: Callable[[], sqlite3.Connection]) -> Engine:
    """Engine on the connections that ``connecter`` makes."""
    engine = create_engine("sqlite://", creator=connecter, poolclass=QueuePool, pool_size=2)
    engine.dialect.insertmanyvalues_max_parameters = _VALEURS
    event.listen(engine, "begin", _begin)
    return engine


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, in the same transaction."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
