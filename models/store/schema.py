"""Version of the file format, and the only place that runs migrations."""

import sqlite3
from typing import TYPE_CHECKING

from models.entities.aggregats import colonnes_par_table
from models.store.entete import APPLICATION_ID

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VERSION = 8
"""Format written in the header (``user_version``): the number of the last revision."""


def revision_of(version: int) -> str:
    """The revision that a file of that format carries."""
    return f"{version:04d}"


HEAD = revision_of(VERSION)
"""The last revision; compared without importing Alembic, which costs 300 ms."""

_HORS_PROJET = ("acte", "acte_ligne", "contenu")
"""Tables that no snapshot comes from: the journal and the contents."""
TABLES_REQUISES = frozenset({*colonnes_par_table(), *_HORS_PROJET})
TABLES = TABLES_REQUISES | {"alembic_version", "sqlite_sequence"}


def create_schema(engine: "Engine") -> None:
    """Builds an empty project by the migrations, the same road as an older file."""
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
        connection.commit()


def upgrade(connection: "Connection") -> None:
    """Runs the missing migrations on ``connection``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def unknown_object(connexion: sqlite3.Connection) -> str | None:
    """A trigger, a view or a table that no project holds, if there is one."""
    objets = connexion.execute("SELECT type, name, tbl_name FROM sqlite_schema").fetchall()
    for type_, nom, table in objets:
        connu = table in TABLES and (type_ == "index" or (type_ == "table" and nom == table))
        if not connu:
            return f"{_TYPES.get(type_, type_)} « {nom} »"
    return None


def missing_table(connexion: sqlite3.Connection) -> str | None:
    """A table that every project holds and this one lacks, if there is one."""
    presentes = {nom for (nom,) in connexion.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return next((nom for nom in sorted(TABLES_REQUISES) if nom not in presentes), None)


_TYPES = {"trigger": "déclencheur", "view": "vue", "table": "table", "index": "index"}
