"""What the reading of a file refuses is what the columns refuse: the door knows no path."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Integer

from models.domain.projet import Projet
from models.domain.saisie import ANNEE_MAX, ENTIER_MAX, TAILLE_MAX
from models.domain.textes import LONGUEUR_TEXTE, LONGUEUR_TITRE
from models.echange.format import FORMAT, VERSION
from models.echange.lecture import read_json
from models.echange.rapport import ImportRefuseError
from models.echange.structure import Champ, champs
from models.echange.valeurs import longueur_max, number_message
from models.entities import aggregats
from models.entities.aggregats import Aggregat
from models.entities.base import table_of
from models.entities.types import Annee, Code, Entier, Octets, Texte, Titre


def columns() -> Iterator[tuple[type[Any], Champ, Column[Any]]]:
    """Every field of a snapshot that is a column, embedded values included."""
    for aggregat in (a for a in vars(aggregats).values() if isinstance(a, Aggregat)):
        colonnes = table_of(aggregat.entite).c
        for nom in aggregat.scalaires:
            yield aggregat.instantane, champs(aggregat.instantane)[nom], colonnes[nom]
        for nom, paires in aggregat.champs_embarques:
            type_ = aggregat.embarques[nom].type
            for attribut, colonne in paires:
                yield type_, champs(type_)[attribut], colonnes[colonne]


COLONNES = list(columns())
NOMS = [f"{classe.__name__}.{champ.nom}" for classe, champ, _ in COLONNES]


def test_that_every_object_of_the_json_is_looked_at():
    classes = {classe for classe, _, _ in COLONNES}
    assert classes >= {champ.classe for champ in champs(Projet).values()}


@pytest.mark.parametrize(("classe", "champ", "colonne"), COLONNES, ids=NOMS)
def test_that_a_text_has_one_limit(classe: type[Any], champ: Champ, colonne: Column[Any]):
    limites = {Titre: LONGUEUR_TITRE, Texte: LONGUEUR_TEXTE, Code: getattr(colonne.type, "length", None)}
    assert longueur_max(classe, champ) == limites.get(type(colonne.type))


@pytest.mark.parametrize(("classe", "champ", "colonne"), COLONNES, ids=NOMS)
def test_that_an_integer_has_one_limit(classe: type[Any], champ: Champ, colonne: Column[Any]):
    assert type(colonne.type) not in {Integer, BigInteger}, f"{classe.__name__} keeps any integer"
    maximum = {Entier: ENTIER_MAX, Annee: ANNEE_MAX, Octets: TAILLE_MAX}.get(type(colonne.type))
    if maximum is not None:
        assert number_message(champ.nom, maximum) == number_message(champ.nom, 0) == ""
        assert number_message(champ.nom, maximum + 1)
        assert number_message(champ.nom, -1)


def _read(jour: str) -> Projet:
    demande = {"intitule": "Halle", "date_depot": jour}
    texte = json.dumps({"format": FORMAT, "version": VERSION, "demandes": [demande]})
    return read_json(texte, Projet(), "essai.json", corbeille=()).projet


@pytest.mark.parametrize("jour", ["1900-01-01", "2024-02-29", "2100-12-31"])
def test_that_a_day_that_can_be_typed_is_read(jour: str):
    assert [str(d.date_depot) for d in _read(jour).demandes] == [jour]


@pytest.mark.parametrize("jour", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_that_a_day_of_a_year_that_cannot_be_typed_is_refused_where_it_stands(jour: str):
    with pytest.raises(ImportRefuseError) as erreur:
        _read(jour)
    dits = [(r.colonne, r.valeur, r.message.partition(". ")[0]) for r in erreur.value.refus]
    assert dits == [("demandes[0].date_depot", jour, "Une date va de 1900 à 2100")]
