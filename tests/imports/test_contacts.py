"""Address books: cards of every version, tables of every program, and organismes that nobody makes twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.domain.importation.contacts import ContactLu, proposer_contacts
from models.domain.importation.feuille import Lieu
from models.domain.importation.proposition import Nature, Proposition, Sort
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.imports.contacts import CONTACTS_MAX, is_contacts, read_contacts, read_vcf
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.tableur import read_classeur

MAIRIE = Organisme(nom="Commune de Valbrune", type=TypeOrganisme.COMMUNE, courriel="mairie@valbrune.fr")
TROIS = """BEGIN:VCARD
VERSION:3.0
N:Martin;Camille;;Mme;
FN:Camille Martin
ORG:Commune de Valbrune;Urbanisme
TITLE:Cheffe de projet Petites Villes
  de demain
EMAIL;TYPE=HOME:camille@orange.fr
EMAIL;TYPE=WORK,PREF:c.martin@valbrune.fr
TEL;TYPE=CELL:06 00 00 00 01
NOTE:Absente le mercredi\\, sauf urgence
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9ger;No=C3=A9mie;;;
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Communaut=C3=A9 de communes du =
Haut-Pr=C3=A9
TEL;WORK;VOICE:03 00 00 00 02
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:CAUE du Pas-de-Calais
EMAIL:mailto:contact@caue62.fr
TEL;VALUE=uri:tel:+33300000003
ADR:;;17 rue du Moulin;Arras;;62000;France
END:VCARD
"""


def cartes(tmp_path: Path, texte: str, codage: str = "utf-8") -> list[ContactLu]:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(texte.replace("\n", "\r\n").encode(codage))
    return read_vcf(path)


def table(tmp_path: Path, texte: str, codage: str = "utf-8") -> list[ContactLu]:
    path = tmp_path / "contacts.csv"
    path.write_bytes(texte.encode(codage))
    classeur = read_classeur(path)
    assert is_contacts(classeur)
    return read_contacts(classeur)


def proposer(contacts: list[ContactLu], *organismes: Organisme) -> Proposition:
    return proposer_contacts("contacts", contacts, Projet(organismes=organismes))


def noms(proposition: Proposition) -> dict[str, list[str]]:
    return {o.nom: [c.nom_complet for c in o.contacts] for o in proposition.projet.organismes}


def test_that_cards_of_three_versions_are_read(tmp_path: Path):
    proposition = proposer(cartes(tmp_path, TROIS), MAIRIE)
    assert noms(proposition) == {
        "Commune de Valbrune": ["Camille Martin"],
        "Communauté de communes du Haut-Pré": ["Noémie Léger"],
        "CAUE du Pas-de-Calais": [],
    }
    camille = proposition.projet.organismes[0].contacts[0]
    assert (camille.civilite, camille.fonction) == ("Mme", "Cheffe de projet Petites Villes de demain")
    assert (camille.courriel, camille.telephone) == ("c.martin@valbrune.fr", "06 00 00 00 01")
    assert camille.courriel_secondaire == "camille@orange.fr"
    assert camille.notes == "Absente le mercredi, sauf urgence\nUrbanisme"


def test_that_a_card_of_an_organisme_fills_what_is_not_known_of_it(tmp_path: Path):
    caue = Organisme(nom="CAUE du Pas-de-Calais", type=TypeOrganisme.ASSOCIATION, telephone="03 21 00 00 00")
    (organisme,) = proposer(cartes(tmp_path, TROIS)[2:], caue).projet.organismes
    assert organisme.uid == caue.uid
    assert (organisme.courriel, organisme.telephone) == ("contact@caue62.fr", "03 21 00 00 00")
    assert organisme.adresse == "17 rue du Moulin, 62000 Arras"


def test_that_a_card_in_latin_1_is_read(tmp_path: Path):
    texte = "BEGIN:VCARD\nVERSION:3.0\nN:Légér;Zoé;;;\nORG:Région Hauts-de-France\nEND:VCARD\n"
    (contact,) = cartes(tmp_path, texte, "cp1252")
    assert (contact.nom, contact.prenom, contact.organisme) == ("Légér", "Zoé", "Région Hauts-de-France")


LA_POSTE = """Civilité;Prénom;Nom;Société;Fonction;Courriel;Téléphone
Madame;Camille;Martin;Commune de Valbrune;DGS;c@v.fr;03
"""
GOOGLE = """First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value,Phone 1 - Value,Name Prefix
Camille,Martin,Commune de Valbrune,DGS,c@v.fr,03,Mme
"""
OUTLOOK = """Téléphone (bureau);Adresse de messagerie;Titre;Nom;Prénom;Société;Fonction
03;c@v.fr;Mme;Martin;Camille;Commune de Valbrune;DGS
"""
NOM_COMPLET = """Nom complet\tOrganisation\tFonction\tE-mail\tTél.
Mme MARTIN Camille\tCommune de Valbrune\tDGS\tc@v.fr\t03
"""


@pytest.mark.parametrize(
    "texte", [LA_POSTE, GOOGLE, OUTLOOK, NOM_COMPLET], ids=["poste", "google", "outlook", "complet"]
)
def test_that_columns_are_found_in_any_order_whatever_the_program(tmp_path: Path, texte: str):
    (organisme,) = proposer(table(tmp_path, texte), MAIRIE).projet.organismes
    (contact,) = organisme.contacts
    assert organisme.uid == MAIRIE.uid
    assert (contact.civilite, contact.prenom, contact.nom) == ("Mme", "Camille", "Martin")
    assert (contact.fonction, contact.courriel, contact.telephone) == ("DGS", "c@v.fr", "03")


def test_that_a_table_in_latin_1_is_read(tmp_path: Path):
    (contact,) = table(tmp_path, "Prénom;Nom;Société;Courriel\nZoé;Légér;Mairie;z@v.fr\n", "cp1252")
    assert contact.prenom == "Zoé"


def test_that_a_table_of_actions_is_no_address_book(tmp_path: Path):
    path = tmp_path / "suivi.csv"
    path.write_text("N°;Action;Maître d’ouvrage;Coût\n1;Halle;Commune;10 000 €\n", encoding="utf-8")
    assert not is_contacts(read_classeur(path))


def test_that_importing_twice_changes_nothing(tmp_path: Path):
    lus = cartes(tmp_path, TROIS)
    premiere = proposer(lus, MAIRIE)
    seconde = proposer(lus, *premiere.projet.organismes)
    assert not seconde.ecrit
    assert {ligne.sort for ligne in seconde.lignes} == {Sort.INCHANGE}


def test_that_what_the_project_says_is_kept_and_what_it_lacks_is_added():
    connu = Contact(nom="Martin", prenom="Camille", fonction="Cheffe de projet", courriel="c.martin@valbrune.fr")
    mairie = Organisme(nom="Commune de Valbrune", contacts=(connu,))
    lu = ContactLu(
        lieu=Lieu(ligne=1),
        organisme="Mairie de Valbrune",
        nom="MARTIN",
        prenom="Camille",
        fonction="Autre",
        courriel="C.Martin@valbrune.fr",
        telephone="03",
    )
    proposition = proposer([lu], mairie)
    (organisme,) = proposition.projet.organismes
    (contact,) = organisme.contacts
    assert (contact.uid, contact.fonction, contact.telephone) == (connu.uid, "Cheffe de projet", "03")
    (ligne,) = proposition.lignes
    assert (ligne.sort, [c.champ for c in ligne.changements]) == (Sort.MODIFIE, ["Téléphone"])


def test_that_a_contact_without_an_organisation_goes_where_its_courriel_leads():
    lus = [
        ContactLu(lieu=Lieu(ligne=1), nom="Petit", courriel="a.petit@valbrune.fr"),
        ContactLu(lieu=Lieu(ligne=2), nom="Durand", courriel="l.durand@adil62.org"),
        ContactLu(lieu=Lieu(ligne=3), nom="Moreau", courriel="moreau@gmail.com"),
    ]
    proposition = proposer(lus, MAIRIE)
    assert noms(proposition) == {"Commune de Valbrune": ["Petit"], "adil62.org": ["Durand"]}
    assert [ligne.sort for ligne in proposition.lignes] == [Sort.CREE, Sort.CREE, Sort.ECARTE]
    assert [r.nature for r in proposition.remarques] == [Nature.CHOIX, Nature.CHOIX, Nature.IGNORE]
    assert "ni organisation" in proposition.lignes[2].raison


def test_that_two_people_who_share_an_address_are_two():
    lus = [
        ContactLu(lieu=Lieu(ligne=n), organisme="Mairie", nom=nom, courriel="mairie@valbrune.fr")
        for n, nom in ((1, "Petit"), (2, "Durand"))
    ]
    assert noms(proposer(lus)) == {"Mairie": ["Petit", "Durand"]}


def test_that_broken_cards_give_what_they_hold(tmp_path: Path):
    texte = (
        "n’importe quoi\nBEGIN:VCARD\nN:Petit;Ana;;;\nligne sans rien\nORG:Mairie\n"
        "BEGIN:VCARD\nN:Durand;Léo;;;\nORG:Mairie\n"
    )
    assert [(c.nom, c.organisme) for c in cartes(tmp_path, texte)] == [("Petit", "Mairie"), ("Durand", "Mairie")]


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (b"", "est vide"),
        (b"bonjour", "aucun contact"),
        (b"PK\x03\x04", "archive"),
        (b"\x00\x01\x02\x03" * 50, "aucun contact"),
    ],
)
def test_that_a_file_without_cards_is_told(tmp_path: Path, octets: bytes, attendu: str):
    path = tmp_path / "contacts.vcf"
    path.write_bytes(octets)
    with pytest.raises(SourceError) as caught:
        read_vcf(path)
    assert attendu in str(caught.value)
    assert path.name in caught.value.message


def test_that_an_address_book_without_end_is_refused(tmp_path: Path):
    with pytest.raises(SourceError, match=str(CONTACTS_MAX)):
        cartes(tmp_path, "BEGIN:VCARD\nN:A;B;;;\nEND:VCARD\n" * (CONTACTS_MAX + 1))


CARTE = """BEGIN:VCARD
VERSION:3.0
UID:urn:uuid:4f0e8d1c-0001
N:{nom};Camille;;Mme;
ORG:{organisme}
TITLE:{fonction}
EMAIL:{courriel}
NOTE:Carte de 2026
END:VCARD
"""


def carte(
    tmp_path: Path, nom: str = "Martin", organisme: str = "Commune de Valbrune", **champs: str
) -> list[ContactLu]:
    dits = {"fonction": "DGS", "courriel": "c.martin@valbrune.fr"} | champs
    return cartes(tmp_path, CARTE.format(nom=nom, organisme=organisme, **dits))


def test_that_a_card_read_again_updates_the_same_person_even_under_another_name(tmp_path: Path):
    (avant,) = proposer(carte(tmp_path), MAIRIE).projet.organismes
    neuve = carte(tmp_path, nom="Durand", fonction="Directrice", courriel="c.durand@valbrune.fr")
    proposition = proposer(neuve, avant)
    (apres,) = proposition.projet.organismes
    (contact,) = apres.contacts
    assert contact.uid == avant.contacts[0].uid
    assert (contact.nom, contact.fonction, contact.courriel) == ("Durand", "Directrice", "c.durand@valbrune.fr")
    (ligne,) = proposition.lignes
    assert ligne.sort is Sort.MODIFIE
    assert next((c.champ, c.avant, c.apres) for c in ligne.changements) == ("Nom", "Martin", "Durand")


def test_that_a_card_read_again_empties_nothing_and_leaves_the_notes_of_the_project(tmp_path: Path):
    (avant,) = proposer(carte(tmp_path), MAIRIE).projet.organismes
    tenu = replace(avant.contacts[0], telephone="03 21 00 00 00", notes="À rappeler en janvier")
    proposition = proposer(carte(tmp_path), replace(avant, contacts=(tenu,)))
    assert not proposition.ecrit


def test_that_somebody_whose_card_names_another_organisation_stays_where_the_project_names_them(tmp_path: Path):
    (avant,) = proposer(carte(tmp_path), MAIRIE).projet.organismes
    proposition = proposer(carte(tmp_path, organisme="Région Hauts-de-France", fonction="Cheffe"), avant)
    assert noms(proposition) == {"Commune de Valbrune": ["Camille Martin"]}
    assert [r.nature for r in proposition.remarques] == [Nature.CHOIX]
    assert "Région Hauts-de-France" in proposition.remarques[0].message


def test_that_a_known_person_takes_the_identity_of_the_card(tmp_path: Path):
    connu = Contact(nom="Martin", prenom="Camille", courriel="c.martin@valbrune.fr", fonction="Cheffe de projet")
    (organisme,) = proposer(carte(tmp_path), replace(MAIRIE, contacts=(connu,))).projet.organismes
    (contact,) = organisme.contacts
    assert (contact.uid, contact.identifiant_externe) == (connu.uid, "4f0e8d1c-0001")
    assert contact.fonction == "Cheffe de projet"


def test_that_the_same_card_twice_in_a_file_is_one_person(tmp_path: Path):
    texte = CARTE * 2
    lus = cartes(tmp_path, texte.format(nom="Martin", organisme="Mairie", fonction="DGS", courriel="c@v.fr"))
    (organisme,) = proposer(lus).projet.organismes
    assert len(organisme.contacts) == 1


def test_that_quoted_printable_in_latin_1_is_read(tmp_path: Path):
    texte = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:L=E9ger;No=E9mie;;;\n"
        "ORG:Mairie\nEND:VCARD\n"
    )
    (contact,) = cartes(tmp_path, texte)
    assert (contact.nom, contact.prenom) == ("Léger", "Noémie")


def test_that_two_books_put_end_to_end_keep_their_accents(tmp_path: Path):
    une, autre = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Légér;{p};;;\r\nORG:Région\r\nEND:VCARD\r\n" for p in ("Zoé", "Ève")
    )
    path = tmp_path / "contacts.vcf"
    path.write_bytes(une.encode("latin-1") + autre.encode("utf-8"))
    assert [(c.nom, c.prenom, c.organisme) for c in read_vcf(path)] == [
        ("Légér", "Zoé", "Région"),
        ("Légér", "Ève", "Région"),
    ]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_that_a_photo_of_5_mb_is_passed_over(tmp_path: Path, version: str):
    photo = "QUJD" * 1_250_000
    photos = {
        "2.1": "PHOTO;JPEG;ENCODING=BASE64:\n" + "\n".join(photo[i : i + 76] for i in range(0, len(photo), 76)) + "\n",
        "3.0": "PHOTO;ENCODING=b;TYPE=JPEG:" + "\n ".join(photo[i : i + 74] for i in range(0, len(photo), 74)),
        "4.0": f"PHOTO:data:image/jpeg;base64,{photo}",
    }
    texte = f"BEGIN:VCARD\nVERSION:{version}\nN:Petit;Ana;;;\nORG:Mairie\n{photos[version]}\nEMAIL:a@v.fr\nEND:VCARD\n"
    (contact,) = cartes(tmp_path, texte)
    assert (contact.prenom, contact.nom, contact.organisme, contact.courriel) == ("Ana", "Petit", "Mairie", "a@v.fr")
    assert contact.notes == ""


def test_that_what_is_no_courriel_is_told_by_its_line_and_kept_in_the_notes(tmp_path: Path):
    lignes = ("Ana;Petit;Mairie;ana(at)v.fr", "Léo;Roux;Mairie;leo@v, leo.roux@v.fr, l@free.fr, x@y.fr")
    texte = "\n".join(("Prénom;Nom;Société;Courriel", *lignes, ""))
    proposition = proposer(table(tmp_path, texte))
    assert [(r.nature, r.lieu.ligne, r.lieu.entete, r.valeur) for r in proposition.remarques] == [
        (Nature.NON_COMPRIS, 2, "Courriel", "ana(at)v.fr"),
        (Nature.NON_COMPRIS, 3, "Courriel", "leo@v"),
    ]
    assert all("notes" in r.message and "Corrigez" in r.remede for r in proposition.remarques)
    ana, leo = proposition.projet.organismes[0].contacts
    assert (ana.courriel, ana.notes) == ("", "Courriel à corriger\u00a0: ana(at)v.fr")
    assert (leo.courriel, leo.courriel_secondaire) == ("leo.roux@v.fr", "l@free.fr")
    assert leo.notes == "x@y.fr\nCourriel à corriger\u00a0: leo@v"
    # Read again, nothing is added to it.
    assert not proposer(table(tmp_path, texte), *proposition.projet.organismes).ecrit


def test_that_a_namesake_is_added_and_told(tmp_path: Path):
    connu = Contact(prenom="Ana", nom="Petit", courriel="ana@v.fr")
    mairie = Organisme(nom="Mairie", contacts=(connu,))
    lignes = ("Ana;PETIT;Mairie;a.petit@v.fr", "Ana;Petit;Mairie;ana@v.fr", "Ana;Petit;Région;ap@r.fr")
    texte = "\n".join(("Prénom;Nom;Société;Courriel", *lignes, ""))
    proposition = proposer(table(tmp_path, texte), mairie)
    (remarque,) = proposition.remarques
    assert (remarque.nature, remarque.lieu.ligne) == (Nature.CHOIX, 2)
    assert "ana@v.fr" in remarque.message
    assert "a.petit@v.fr" in remarque.message
    assert noms(proposition) == {"Mairie": ["Ana Petit", "Ana PETIT"], "Région": ["Ana Petit"]}
