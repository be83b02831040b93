"""The contacts that go out: read back by another program, and by the import they come from."""

from dataclasses import replace
from pathlib import Path

import vobject
from factories import AUJOURD_HUI, make_organisme, make_projet

from models.domain.importation.contacts import proposer_contacts
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from pvd_desktop.documents.builders.contacts import build_contacts
from pvd_desktop.documents.export import export
from pvd_desktop.documents.vcard import render_vcards, write_vcards
from pvd_desktop.imports.contacts import read_contacts, read_vcf
from pvd_desktop.imports.tableur import read_classeur

CAMILLE = Contact(
    civilite="Mme",
    nom="Lévêque; dit Petit",
    prenom="Camille",
    fonction="Cheffe du service « aménagement, habitat et cadre de vie » de la communauté de communes du Haut-Pré",
    courriel="c.leveque@valbrune.fr",
    courriel_secondaire="camille@exemple.fr",
    telephone="03 21 00 00 00",
    notes="Absente le mercredi,\nsauf urgence \\ astreinte",
    referent=True,
)
ANA = Contact(nom="Petit", prenom="Ana", courriel="a.petit@valbrune.fr", identifiant_externe="carte-de-google-7")
PROJET = make_projet(organismes=(make_organisme(contacts=(CAMILLE, ANA)), make_organisme("Région, service « PVD »")))


def contacts_lus(projet: Projet) -> list[Contact]:
    return [c for o in projet.organismes for c in o.contacts]


def test_that_another_program_reads_our_cards():
    cartes = list(vobject.readComponents(render_vcards(PROJET)))
    camille, ana = cartes
    assert camille.n.value.family == "Lévêque; dit Petit"
    assert (camille.n.value.given, camille.n.value.prefix) == ("Camille", "Mme")
    assert camille.title.value == CAMILLE.fonction
    assert camille.org.value == ["Commune de Valbrune"]
    assert [e.value for e in camille.email_list] == [CAMILLE.courriel, CAMILLE.courriel_secondaire]
    assert camille.note.value == CAMILLE.notes
    assert (camille.uid.value, ana.uid.value) == (CAMILLE.uid, "carte-de-google-7")


def test_that_no_line_is_longer_than_the_standard_allows():
    lignes = render_vcards(PROJET).split("\r\n")
    assert max(len(ligne.encode()) for ligne in lignes) <= 75
    assert "\n" not in "".join(lignes)


def test_that_our_cards_read_back_change_nothing(tmp_path: Path):
    cible = tmp_path / "contacts.vcf"
    write_vcards(PROJET, cible)
    proposition = proposer_contacts(cible.name, read_vcf(cible), PROJET)
    assert not proposition.ecrit


def test_that_a_card_changed_elsewhere_comes_back_to_the_same_person(tmp_path: Path):
    cible = tmp_path / "contacts.vcf"
    write_vcards(PROJET, cible)
    cible.write_bytes(cible.read_bytes().replace(b"N:Petit;Ana", b"N:Durand;Ana").replace(b"a.petit@", b"a.durand@"))
    proposition = proposer_contacts(cible.name, read_vcf(cible), PROJET)
    (organisme,) = proposition.projet.organismes
    assert organisme.contacts == (CAMILLE, replace(ANA, nom="Durand", courriel="a.durand@valbrune.fr"))


def test_that_our_table_is_read_back(tmp_path: Path):
    cible = tmp_path / "contacts.csv"
    export(build_contacts(PROJET, aujourd_hui=AUJOURD_HUI), cible)
    lus = read_contacts(read_classeur(cible))
    proposition = proposer_contacts(cible.name, lus, replace(PROJET, organismes=()))
    assert [(c.nom, c.prenom, c.courriel, c.courriel_secondaire) for c in contacts_lus(proposition.projet)] == [
        (c.nom, c.prenom, c.courriel, c.courriel_secondaire) for c in (CAMILLE, ANA)
    ]


def test_that_a_project_without_contacts_writes_an_empty_address_book():
    assert render_vcards(Projet(organismes=(Organisme(nom="Région"),))) == ""
