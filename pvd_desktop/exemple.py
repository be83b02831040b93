"""The example project: a fictitious town, written through the import like any other JSON."""

from importlib.resources import files
from pathlib import Path

from models.commands.importation import import_projet
from models.echange.lecture import read_json
from models.queries.projet import load_projet
from models.store.database import Database, maintenant_utc


def write_exemple(path: Path) -> None:
    """Writes the example project in a new file.

    Raises:
        FichierExistantError: ``path`` is taken.
        CreationError: the folder cannot be written.
    """
    texte = files("resources").joinpath("exemple/projet.json").read_text(encoding="utf-8")
    database = Database.create(path)
    try:
        with database.read() as session:
            avant = load_projet(session)
        lecture = read_json(texte, avant, "exemple", corbeille=())
        database.execute("Écrire le projet d’exemple", import_projet, lecture.projet, moment=maintenant_utc())
    finally:
        database.close()
