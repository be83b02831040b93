"""The classes of the file are mapped when something is first written: a project is read without them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT
from projets import exemple

from models.entities.base import Base, entites, table_of

LECTURE = """
import json, sys
from pathlib import Path
from models.entities.base import Base
from models.queries.projet import load_projet
from models.store.database import Database

database = Database.open(Path(sys.argv[1]))
with database.read() as session:
    projet = load_projet(session)
json.dump([len(projet.fiches), len(list(Base.registry.mappers))], sys.stdout)
"""


def test_that_a_project_is_opened_and_read_before_any_class_is_mapped(tmp_path: Path):
    program = [sys.executable, "-c", LECTURE, str(exemple(tmp_path))]
    lu = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    fiches, projetees = json.loads(lu.stdout)
    assert fiches > 10
    assert projetees == 0


@pytest.mark.parametrize("entite", entites().values(), ids=lambda entite: entite.__tablename__)
def test_that_what_reads_a_table_knows_its_columns_and_their_types(entite: type[Base]):
    colonnes = table_of(entite).c
    assert {nom: repr(type_) for nom, type_ in entite.colonnes.items()} == {c.name: repr(c.type) for c in colonnes}
