"""Contacts of an organisme: kept with it, in JSON too, and gone to the Corbeille alone or with it."""

import json
from pathlib import Path

import projets
from fichiers_json import bring_in

from models.commands.corbeille import restore_elements
from models.commands.organismes import add_contact, add_organisme, remove_contacts, remove_organisme, update_contact
from models.domain.organisme import Contact
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.echange.format import to_dict, to_json
from models.queries.corbeille import list_corbeille
from models.queries.projet import load_projet
from models.store.database import Database


def _projet(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def _contacts(database: Database) -> tuple[Contact, ...]:
    return _projet(database).organismes[0].contacts


def _mairie(database: Database) -> Uid:
    return database.execute("Ajouter", add_organisme, nom="Mairie de Valbrune").valeur


def test_that_contacts_keep_their_order_and_change_one_by_one(database: Database):
    mairie = _mairie(database)
    premier = database.execute("Ajouter", add_contact, mairie, nom="Martin", prenom="Camille").valeur
    database.execute("Ajouter", add_contact, mairie, nom="Petit")
    database.execute("Modifier", update_contact, premier, fonction="Cheffe de projet")
    assert [(c.nom, c.fonction) for c in _contacts(database)] == [("Martin", "Cheffe de projet"), ("Petit", "")]
    database.undo()
    assert _contacts(database)[0].fonction == ""


def test_that_a_contact_goes_to_the_corbeille_under_its_organisme_and_comes_back(database: Database):
    mairie = _mairie(database)
    uid = database.execute("Ajouter", add_contact, mairie, prenom="Camille", nom="Martin").valeur
    database.execute("Retirer", remove_contacts, [uid], moment=projets.MOMENT)
    assert _contacts(database) == ()
    with database.read() as session:
        (element,) = list_corbeille(session)
    assert (element.table, element.libelle, element.sous) == ("contact", "Camille Martin", "Mairie de Valbrune")
    database.execute("Rétablir", restore_elements, [(element.table, element.uid)])
    assert [c.uid for c in _contacts(database)] == [uid]


def test_that_contacts_go_with_their_organisme_and_come_back_with_it(database: Database):
    mairie = _mairie(database)
    database.execute("Ajouter", add_contact, mairie, nom="Martin")
    avant = _projet(database)
    database.execute("Retirer", remove_organisme, mairie, moment=projets.MOMENT)
    with database.read() as session:
        assert [e.table for e in list_corbeille(session)] == ["organisme"]
    database.undo()
    assert _projet(database) == avant


def test_that_contacts_travel_in_json(database: Database, tmp_path: Path):
    mairie = _mairie(database)
    database.execute("Ajouter", add_contact, mairie, civilite="Mme", nom="Martin", courriel="c@valbrune.example")
    texte = to_json(_projet(database))
    autre = Database.create(tmp_path / "autre.pvd")
    bring_in(autre, texte)
    assert to_dict(_projet(autre)) == json.loads(texte)
    autre.close()


def test_that_a_contact_without_a_name_is_called_by_what_is_known():
    assert Contact(courriel="c@valbrune.example").nom_complet == "c@valbrune.example"
    assert Contact(fonction="Accueil").nom_complet == "Accueil"
    assert Contact().nom_complet == "Contact sans nom"
