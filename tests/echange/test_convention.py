"""The convention in the JSON of a project: whatever was done to it comes back from another file."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projets import MOMENT, exemple, nouveau
from registre import REGISTRE

from models.commands import convention
from models.commands.importation import import_projet
from models.domain.projet import Projet
from models.echange.format import to_json
from models.echange.lecture import read_json
from models.echange.rapport import ImportRefuseError
from models.queries.projet import load_projet
from models.store.database import Database

COMMANDES = [c for c in REGISTRE if c.__module__ == convention.__name__]


def projet(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def bring_in(database: Database, texte: str) -> None:
    lecture = read_json(texte, projet(database), "essai.json", corbeille=())
    database.execute("Importer", import_projet, lecture.projet, moment=MOMENT)


def minimal(**parts: Any) -> str:
    return json.dumps({"format": "pvd-projet", "version": 1, "convention": parts})


@settings(max_examples=30)
@given(data=st.data())
def test_that_any_convention_goes_to_another_file_and_back(data: st.DataObject):
    with TemporaryDirectory() as dossier:
        database = Database.open(exemple(Path(dossier)))
        for command in data.draw(st.lists(st.sampled_from(COMMANDES), max_size=8)):
            if appel := REGISTRE[command](data, projet(database)):
                database.execute(command.__name__, command, *appel[0], **appel[1])
        texte = to_json(projet(database))
        autre = Database.open(nouveau(Path(dossier)))
        bring_in(autre, texte)
        assert to_json(projet(autre)) == texte
        before = autre.pile.a_annuler
        bring_in(autre, texte)
        assert autre.pile.a_annuler == before
        autre.close()
        database.close()


def test_that_a_party_names_its_organisme_and_a_file_says_only_what_it_changes(database: Database):
    partie = {"organisme": "Préfecture", "role": "etat", "representant": "Camille Roux"}
    texte = json.loads(minimal(lieu_signature="Valembecque", parties=[partie]))
    bring_in(database, json.dumps({**texte, "organismes": [{"nom": "Préfecture"}]}))
    bring_in(database, minimal(brouillon=False))
    lue = projet(database)
    assert (lue.convention.lieu_signature, lue.convention.brouillon) == ("Valembecque", False)
    assert lue.nom_organisme(lue.convention.parties[0].organisme) == "Préfecture"


@pytest.mark.parametrize(
    ("parts", "chemin"),
    [
        ({"articles": [{"cle": "objet", "texte": "un"}, {"cle": "objet", "texte": "deux"}]}, "articles[1].cle"),
        ({"parties": [{"organisme": "Personne"}]}, "parties[0].organisme"),
        ({"parties": [{"role": "temoin"}]}, "parties[0].role"),
        ({"parties": [{"acte_date": "2022-02-30"}]}, "parties[0].acte_date"),
        ({"logos": [{"taille": -1}]}, "logos[0].taille"),
        ({"logos": [{"sha256": "0" * 65}]}, "logos[0].sha256"),
        ({"articles": [{"texte": "x" * 100_001}]}, "articles[0].texte"),
        ({"signature": "ici"}, "signature"),
    ],
)
def test_that_a_refused_value_of_the_convention_names_its_place(database: Database, parts: dict[str, Any], chemin: str):
    before = projet(database)
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(database, minimal(**parts))
    assert [r.colonne for r in caught.value.refus] == [f"convention.{chemin}"]
    assert projet(database) == before
