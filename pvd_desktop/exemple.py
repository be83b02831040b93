"""The example project: a fictitious town, written through the import like any other JSON."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from models.commands.importation import import_projet
from models.domain.projet import Projet
from models.echange.lecture import read_json
from models.queries.projet import load_projet
from models.store.contenus import keep_contenu
from models.store.database import Database, maintenant_utc

_EXEMPLE: Final = files("resources").joinpath("exemple")


def write_exemple(path: Path) -> None:
    """Writes the example project in a new file.

    Raises:
        FichierExistantError: ``path`` is taken.
        CreationError: the folder cannot be written.
    """
    texte = _EXEMPLE.joinpath("projet.json").read_text(encoding="utf-8")
    database = Database.create(path)
    try:
        with database.read() as session:
            avant = load_projet(session)
        lecture = read_json(texte, avant, "exemple", corbeille=())
        database.execute("Écrire le projet d’exemple", _write, lecture.projet, moment=maintenant_utc())
    finally:
        database.close()


def _write(session: Session, projet: Projet, *, moment: datetime) -> None:
    """The project, and the bytes of its pièces: JSON names them by their hash only."""
    import_projet(session, projet, moment=moment)
    for page in _EXEMPLE.joinpath("pieces").iterdir():
        keep_contenu(session, page.read_bytes())
