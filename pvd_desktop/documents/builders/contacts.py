"""« Carnet d’adresses »: the people of each organisme, one row each."""

from datetime import date

from models.domain.formats import sort_key
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import MENTION, entete
from pvd_desktop.documents.tree import Column, Document, Heading, PageFormat, Row, Table

TITRE = "Carnet d’adresses"


def build_contacts(projet: Projet, *, aujourd_hui: date, brouillon: bool = False) -> Document:
    """Every contact, by organisme; the spreadsheet is read back by the import of contacts."""
    return Document(
        titre=" – ".join(filter(None, (TITRE, projet.territoire.nom))),
        sujet="Personnes à joindre chez les partenaires du projet",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        mention=MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A4_LANDSCAPE,
        blocks=(Heading(1, TITRE), _table(projet)),
    )


def _table(projet: Projet) -> Table:
    organismes = sorted(projet.organismes, key=lambda o: sort_key(o.nom))
    return Table(
        (
            Column("Organisation", 150),
            Column("Civilité", 44),
            Column("Nom", 84),
            Column("Prénom", 70),
            Column("Fonction", 110),
            Column("Courriel", 140),
            Column("Second courriel", 110),
            Column("Téléphone", 80),
            Column("Référent", 50),
            Column("Représentant légal", 64),
        ),
        tuple(_row(organisme, contact) for organisme in organismes for contact in organisme.contacts),
        "Les contacts de chaque organisme, avec leur fonction et leurs coordonnées",
        frozen=1,
    )


def _row(organisme: Organisme, contact: Contact) -> Row:
    return Row(
        (
            organisme.nom,
            contact.civilite or None,
            contact.nom or None,
            contact.prenom or None,
            contact.fonction or None,
            contact.courriel or None,
            contact.courriel_secondaire or None,
            contact.telephone or None,
            "oui" if contact.referent else None,
            "oui" if contact.representant else None,
        )
    )
