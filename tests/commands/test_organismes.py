"""Acts on organismes: what is refused, and what one contact takes from another."""

from datetime import UTC, datetime

import pytest
from projets import contenu

from models.commands.organismes import (
    add_contact,
    add_organisme,
    remove_organismes,
    update_contact,
    update_organisme,
)
from models.domain.errors import SaisieError
from models.store.database import Database

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("nom", ["", " \u00a0"])
def test_that_an_organisme_cannot_lose_its_name(database: Database, nom: str):
    uid = database.execute("Ajouter", add_organisme, nom="Région").valeur
    with pytest.raises(SaisieError, match="besoin d’un nom") as refus:
        database.execute("Renommer", update_organisme, uid, nom=nom, sigle="HdF")
    assert refus.value.remede
    (ligne,) = contenu(database)["organisme"]
    assert (ligne["nom"], ligne["sigle"]) == ("Région", "")


@pytest.mark.parametrize("champ", ["referent", "representant"])
def test_that_an_organisme_has_one_referent_and_one_representant(database: Database, champ: str):
    region, mairie = (database.execute("Ajouter", add_organisme, nom=nom).valeur for nom in ("Région", "Mairie"))
    ana, leo, zoe = (
        database.execute("Ajouter", add_contact, chez, nom=nom).valeur
        for chez, nom in ((region, "Ana"), (region, "Léo"), (mairie, "Zoé"))
    )
    for contact in (zoe, ana, leo):
        database.execute("Désigner", update_contact, contact, **{champ: True})
    designes = {ligne["nom"]: bool(ligne[champ]) for ligne in contenu(database)["contact"]}
    assert designes == {"Ana": False, "Léo": True, "Zoé": True}
    database.undo()
    designes = {ligne["nom"]: bool(ligne[champ]) for ligne in contenu(database)["contact"]}
    assert designes == {"Ana": True, "Léo": False, "Zoé": True}


def test_that_several_organismes_go_and_come_back_together(database: Database):
    uids = [database.execute("Ajouter", add_organisme, nom=nom).valeur for nom in ("Région", "Mairie")]
    database.execute("Supprimer", remove_organismes, uids, moment=QUAND)
    assert all(ligne["supprime_le"] for ligne in contenu(database)["organisme"])
    database.undo()
    assert not any(ligne["supprime_le"] for ligne in contenu(database)["organisme"])
