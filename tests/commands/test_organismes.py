"""Acts on organismes that are refused."""

import pytest
from projets import contenu

from models.commands.organismes import add_organisme, update_organisme
from models.domain.errors import SaisieError
from models.store.database import Database


@pytest.mark.parametrize("nom", ["", " \u00a0"])
def test_that_an_organisme_cannot_lose_its_name(database: Database, nom: str):
    uid = database.execute("Ajouter", add_organisme, nom="Région").valeur
    with pytest.raises(SaisieError, match="besoin d’un nom") as refus:
        database.execute("Renommer", update_organisme, uid, nom=nom, sigle="HdF")
    assert refus.value.remede
    (ligne,) = contenu(database)["organisme"]
    assert (ligne["nom"], ligne["sigle"]) == ("Région", "")
