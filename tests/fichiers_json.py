"""JSON files for tests, and what an import of them does."""

import json
from importlib.resources import files
from typing import Any

from projets import MOMENT

from models.commands.importation import import_projet
from models.domain.projet import Projet
from models.echange.lecture import read_json
from models.echange.rapport import Lecture
from models.queries.projet import load_corbeille, load_projet
from models.store.database import Database

EXEMPLE = files("resources").joinpath("exemple/projet.json").read_text(encoding="utf-8")


def projet(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def bring_in(database: Database, texte: str) -> Lecture:
    with database.read() as session:
        lecture = read_json(texte, load_projet(session), "essai.json", corbeille=load_corbeille(session))
    database.execute("Importer", import_projet, lecture.projet, moment=MOMENT)
    return lecture


def minimal(**parts: Any) -> str:
    return json.dumps({"format": "pvd-projet", "version": 1, **parts})
