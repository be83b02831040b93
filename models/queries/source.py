"""Where a reading takes place: SQLite alone, or inside a session that also writes."""

import sqlite3
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Source: TypeAlias = "sqlite3.Connection | Session"


def driver_of(source: Source) -> sqlite3.Connection:
    """The connection of the driver: rows that SQLAlchemy makes would be taken apart at once."""
    if isinstance(source, sqlite3.Connection):
        return source
    return cast("sqlite3.Connection", source.connection().connection.driver_connection)
