"""An empty project, built by the migrations: the same road as an older file."""

from pathlib import Path

from sqlalchemy.orm import Session

from models.entities.territoire import TerritoireEntity
from models.store.moteur import open_engine
from models.store.schema import create_schema


def write_empty(path: Path) -> None:
    """Writes it at ``path``, where nothing stands.

    Raises:
        OSError, DatabaseError: it cannot be written.
    """
    engine = open_engine(path, creer=True)
    try:
        create_schema(engine)
        with Session(engine) as session, session.begin():
            session.add(TerritoireEntity())
    finally:
        engine.dispose()
