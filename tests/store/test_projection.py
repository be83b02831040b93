"""A project is opened and read without SQLAlchemy; what reads it knows the tables as the classes that write do."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fichiers_du_depot import ROOT
from projets import exemple
from sqlalchemy import Boolean, Enum, Integer, String
from sqlalchemy.types import TypeEngine

from models.entities import types
from models.entities.aggregats import colonnes_par_table
from models.entities.colonnes import Genre
from models.entities.tables import entites, tables
from models.store.schema import TABLES_REQUISES

LECTURE = """
import json, sys
from datetime import date
from pathlib import Path
from models.queries.courant import ProjetCourant
from models.referentiel.bareme import load_bareme
from models.store.database import Database

database = Database.open(Path(sys.argv[1]))
courant = ProjetCourant(database, load_bareme(), date.today)
json.dump([len(courant.projet.fiches), "sqlalchemy" in sys.modules], sys.stdout)
"""
GENRES: tuple[tuple[type[TypeEngine[Any]], Genre], ...] = (
    (types.Centimes, Genre.CENTIMES),
    (types.Fraction, Genre.FRACTION),
    (types.Annee, Genre.ENTIER),
    (types.Entier, Genre.ENTIER),
    (types.Octets, Genre.ENTIER),
    (types.Jour, Genre.JOUR),
    (types.Horodatage, Genre.MOMENT),
    (types.ListeCodes, Genre.CODES),
    (Enum, Genre.CODE),
    (Boolean, Genre.BOOLEEN),
    (Integer, Genre.CLE),
    (String, Genre.TEXTE),
)
"""What each type of column writes; the first that fits."""


def test_that_a_project_is_opened_and_read_without_sqlalchemy(tmp_path: Path):
    program = [sys.executable, "-c", LECTURE, str(exemple(tmp_path))]
    lu = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    fiches, chargee = json.loads(lu.stdout)
    assert fiches > 10
    assert not chargee


def test_that_every_table_of_the_file_is_known_to_whoever_reads_it():
    assert set(entites()) == TABLES_REQUISES


@pytest.mark.parametrize("nom", sorted(colonnes_par_table()))
def test_that_what_reads_a_table_knows_its_columns_and_what_they_hold(nom: str):
    lues = {colonne: (c.genre, c.vocabulaire) for colonne, c in colonnes_par_table()[nom].items()}
    assert lues == {c.name: _ecrite(c.type) for c in tables()[nom].columns}


def _ecrite(type_: TypeEngine[Any]) -> tuple[Genre, type[Any] | None]:
    genre = next(genre for classe, genre in GENRES if isinstance(type_, classe))
    vocabulaire = getattr(type_, "enum_class", None) or getattr(type_, "vocabulaire", None)
    return genre, vocabulaire
