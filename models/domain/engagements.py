"""What partners commit themselves to, in their own words, under the article of the convention that is theirs."""

from collections.abc import Mapping
from typing import Final

from models.domain.formats import format_date_longue, sort_key
from models.domain.organisme import Contact, Organisme
from models.domain.projet import Projet
from models.domain.vocabulaire import TypeOrganisme as T

ENGAGEMENTS: Final[Mapping[str, frozenset[T]]] = {
    "engagements des collectivités du territoire": frozenset({T.COMMUNE, T.EPCI, T.SYNDICAT}),
    "engagements de l’État et des opérateurs": frozenset(
        {T.ETAT, T.ETABLISSEMENT_PUBLIC, T.BANQUE_DES_TERRITOIRES, T.EUROPE}
    ),
    "engagements de la Région": frozenset({T.REGION}),
    "engagements du Département": frozenset({T.DEPARTEMENT}),
    "engagements des autres opérateurs": frozenset({T.CONSULAIRE, T.BAILLEUR_SOCIAL, T.AUTRE}),
    "engagements des acteurs privés": frozenset({T.ASSOCIATION, T.PRIVE}),
}
"""Kinds of organismes that each field of the texts prints; every kind stands in one of them."""


def engages(projet: Projet, champ: str) -> tuple[Organisme, ...]:
    """The organismes whose commitment the field prints, by their names."""
    types = ENGAGEMENTS[champ]
    trouves = (o for o in projet.organismes if o.type in types and o.engagement.strip())
    return tuple(sorted(trouves, key=lambda o: sort_key(o.nom)))


def source_engagement(organisme: Organisme) -> str:
    """« Texte fourni par la Région (courriel de M. Durand), reçu le 3 mai 2026 »; without its day when nobody noted it.

    >>> source_engagement(Organisme(nom="Région Hauts-de-France", engagement_source="délibération"))
    'Texte fourni par Région Hauts-de-France (délibération)'
    """
    # « Courrier de la directrice » goes on with the sentence; « DREAL » does not.
    source = organisme.engagement_source.strip()
    if source[:1].isupper() and source[1:2].islower():
        source = source[0].lower() + source[1:]
    dit = f"Texte fourni par {organisme.nom or 'le partenaire'}" + (f" ({source})" if source else "")
    if organisme.engagement_recu_le is None:
        return dit
    return f"{dit}, reçu le {format_date_longue(organisme.engagement_recu_le)}"


def referent(organisme: Organisme) -> Contact | None:
    """Who to call first: the one said to be, else the only one there is."""
    designe = next((c for c in organisme.contacts if c.referent), None)
    return designe or (organisme.contacts[0] if len(organisme.contacts) == 1 else None)


def coordonnees(contact: Contact) -> str:
    """« Mme Camille Martin, cheffe de projet, c.martin@valbrune.fr, 03 21 00 00 00 ».

    >>> coordonnees(Contact(civilite="Mme", nom="Martin", courriel="c.martin@valbrune.fr"))
    'Mme Martin, c.martin@valbrune.fr'
    """
    nom = " ".join(filter(None, (contact.civilite, contact.prenom, contact.nom)))
    return ", ".join(filter(None, (nom, contact.fonction, contact.courriel, contact.telephone)))
