"""Organismes in the Corbeille: every document still prints, and says what it no longer knows."""

from dataclasses import replace
from pathlib import Path

import projets
import pytest
from factories import AUJOURD_HUI

from models.domain.projet import Projet
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.renderers.text import to_text

DOCUMENTS = (
    *("annexes", "bilan", "calendrier", "contacts", "convention", "convocation", "emargement", "maquette"),
    *("maquette-porteurs", "membres", "releve", "suivi", "trimestriel"),
)


@pytest.fixture(scope="module")
def orphelin(tmp_path_factory: pytest.TempPathFactory) -> Projet:
    """The example, whose actions, engagements, demandes and members name organismes that are gone."""
    database = Database.open(projets.exemple(tmp_path_factory.mktemp("sans")), lecture_seule=True)
    with database.read_raw() as connexion:
        projet = load_projet(connexion)
    database.close()
    return replace(projet, organismes=())


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_that_a_document_prints_without_the_organismes_it_names(orphelin: Projet, nom: str):
    lu = to_text(build(document_for(nom, Path("a.txt")), orphelin, aujourd_hui=AUJOURD_HUI))
    assert len(lu) > 200
    assert "None" not in lu


def test_that_a_member_whose_organisme_is_gone_keeps_a_name_in_the_list(orphelin: Projet):
    lu = to_text(build(document_for("membres", Path("a.txt")), orphelin, aujourd_hui=AUJOURD_HUI))
    assert "Honorine Dacquembronne" in lu
    assert "organisme dans la corbeille, ou supprimé" in lu
