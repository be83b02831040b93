"""Erasing somebody: nothing of the file keeps the name, and nothing brings it back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from projets import contenu

from models.commands.effacement import erase_person
from models.commands.fiches import add_fiche, update_fiche
from models.commands.gouvernance import add_instance, add_membre, remove_membres
from models.commands.organismes import (
    add_contact,
    add_echange,
    add_organisme,
    remove_contacts,
    update_contact,
    update_organisme,
)
from models.domain.personnes.nom import EFFACEE
from models.domain.uids import Uid
from models.store.database import Database

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SECRETS = ("Zoé", "Zorglub", "zorglub@exemple.fr")


@pytest.fixture
def region(database: Database) -> Uid:
    """An organisme with Zoé Zorglub and Ana Petit, who sits in the COPIL."""
    uid = database.execute("Ajouter", add_organisme, nom="Région").valeur
    zoe = database.execute(
        "Ajouter Zoé Zorglub", add_contact, uid, prenom="Zoé", nom="Zorglub", courriel="zorglub@exemple.fr"
    ).valeur
    database.execute("Modifier", update_contact, zoe, fonction="Cheffe")
    database.execute("Ajouter", add_contact, uid, prenom="Ana", nom="Petit", courriel="a.petit@exemple.fr")
    database.execute("Noter", add_echange, uid, contact=zoe, objet="Point")
    copil = database.execute("Ajouter", add_instance, intitule="COPIL").valeur
    membre = database.execute("Ajouter", add_membre, copil, contact=zoe, fonction="Cheffe").valeur
    parti = database.execute("Ajouter", add_membre, copil, nom="Mme Zorglub Zoé").valeur
    database.execute("Retirer", remove_membres, [parti])
    assert membre
    fiche = database.execute("Ajouter", add_fiche, intitule="Halle").valeur
    database.execute("Confier", update_fiche, fiche, referent="Zoé Zorglub")
    return uid


def _tout(database: Database, *tables: str) -> str:
    """Every row of these tables, as the file holds them; of all of them when none is named."""
    with database.read_raw() as connexion:
        noms = tables or [nom for (nom,) in connexion.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        lignes = [[nom, *ligne] for nom in noms for ligne in connexion.execute(f"SELECT * FROM {nom}")]
    return json.dumps(lignes, ensure_ascii=False, default=str)


def _gardes(database: Database, *tables: str) -> set[str]:
    """The secrets that stand there, in their own letters or in those of the JSON of the journal."""
    tout = _tout(database, *tables)
    return {secret for secret in SECRETS if secret in tout or json.dumps(json.dumps(secret)[1:-1])[1:-1] in tout}


def test_that_nothing_of_the_file_keeps_the_name(database: Database, region: Uid):
    assert _gardes(database, "acte_ligne") == set(SECRETS)
    assert database.erase("Effacer une personne", erase_person, "Zorglub Zoé").valeur.nombre == 4
    assert _gardes(database) == set()
    assert [ligne["nom"] for ligne in contenu(database)["contact"]] == ["Petit"]
    assert [(m["nom"], m["contact"], m["fonction"]) for m in contenu(database)["membre"]] == [(EFFACEE, None, "")]
    assert [e["contact"] for e in contenu(database)["echange"]] == [None]
    assert [f["referent"] for f in contenu(database)["fiche_action"]] == [EFFACEE]


def test_that_no_byte_of_the_file_keeps_the_name(database: Database, region: Uid):
    chemin: Path = database.path
    database.erase("Effacer une personne", erase_person, "Zoé Zorglub")
    database.close()
    octets = chemin.read_bytes()
    assert b"Zorglub" not in octets
    assert b"zorglub@" not in octets


def test_that_nobody_takes_it_back_and_the_next_acts_are_undone_as_usual(database: Database, region: Uid):
    database.erase("Effacer une personne", erase_person, "Zoé Zorglub")
    assert database.undo() is None
    database.execute("Renommer", update_organisme, region, nom="Région HdF")
    database.undo()
    assert [o["nom"] for o in contenu(database)["organisme"]] == ["Région"]


def test_that_somebody_in_the_corbeille_goes_too_and_a_namesake_stays(database: Database, region: Uid):
    partie = database.execute("Ajouter", add_contact, region, prenom="Zoé", nom="Zorglub").valeur
    autre = database.execute("Ajouter", add_contact, region, prenom="Zoé", nom="Zorglubois").valeur
    database.execute("Supprimer", remove_contacts, [partie], moment=QUAND)
    database.erase("Effacer une personne", erase_person, "Zoé Zorglub")
    assert [c["uid"] for c in contenu(database)["contact"] if c["prenom"] == "Zoé"] == [autre]


@pytest.mark.parametrize("nom", ["", "Inconnue", "Zoé", "M."])
def test_that_a_name_that_nobody_bears_erases_nobody(database: Database, region: Uid, nom: str):
    avant = _tout(database)
    assert database.erase("Effacer une personne", erase_person, nom).valeur.nombre == 0
    assert _tout(database) == avant
