"""What a command is given and the file cannot keep is refused at the door, by the name of the field."""

from collections.abc import Callable
from typing import Any

import pytest
from projets import contenu

from models.commands.fiches import add_fiche
from models.commands.operations import add_depense
from models.commands.territoire import add_commune, update_territoire
from models.domain.errors import SaisieError
from models.queries.projet import load_projet
from models.store.database import Database


@pytest.mark.parametrize("valeur", [-1, 2**31, 10**30, pytest.param(10**5000, id="5000 chiffres")])
@pytest.mark.parametrize(
    ("commande", "champ", "nom"),
    [(add_commune, "population", "population"), (update_territoire, "duree_annees", "durée en années")],
)
def test_that_an_integer_out_of_range_is_refused_by_name(
    database: Database, commande: Callable[..., Any], champ: str, nom: str, valeur: int
):
    avant = contenu(database)
    with pytest.raises(SaisieError, match=nom) as caught:
        database.execute("Saisir", commande, **{champ: valeur})
    assert "2147483647" in caught.value.remede
    assert contenu(database) == avant


@pytest.mark.parametrize("annee", [-1, 1789, 20_260, 10**30])
def test_that_an_impossible_year_is_refused(database: Database, annee: int):
    database.execute("Ajouter", add_fiche)
    with database.read() as session:
        operation = load_projet(session).fiches[0].operations[0].uid
    with pytest.raises(SaisieError, match="année"):
        database.execute("Ajouter", add_depense, operation, annee=annee)


def test_that_the_largest_values_are_kept(database: Database):
    database.execute("Ajouter", add_commune, population=2**31 - 1)
    database.execute("Ajouter", update_territoire, duree_annees=0)
    with database.read() as session:
        territoire = load_projet(session).territoire
    assert (territoire.communes[0].population, territoire.duree_annees) == (2**31 - 1, 0)
