"""Erasing somebody: the contact goes for good, and the name leaves the fields made for it.

``Database.erase`` runs it: noted with what it replaced, it would erase nothing.
"""

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.domain.personnes import EFFACEE, meme_personne
from models.domain.textes import propre_ligne
from models.entities.demande import DemandeEntity
from models.entities.fiche_action import FicheActionEntity
from models.entities.gouvernance import DecisionEntity, MembreEntity, PresenceEntity
from models.entities.organisme import ContactEntity, EchangeEntity
from models.store.changes import Effacement

_NOMS: Final[tuple[tuple[type[Any], str], ...]] = (
    (FicheActionEntity, "referent"),
    (FicheActionEntity, "prochaine_etape_qui"),
    (DemandeEntity, "prochaine_etape_qui"),
    (DecisionEntity, "responsable"),
    (PresenceEntity, "nom"),
    (PresenceEntity, "represente_par"),
)


def erase_person(session: Session, nom: str) -> Effacement:
    """Erases whoever bears that name, in the Corbeille too; free texts and signed parties are corrected by hand.

    Returns:
        How many places somebody stood in, and the words that the journal must forget.
    """
    ecrits, contacts = {propre_ligne(nom)}, _contacts(session, nom)
    uids = {contact.uid for contact in contacts}
    nombre = len(contacts)
    for contact in contacts:
        ecrits |= {f"{contact.prenom} {contact.nom}".strip(), f"{contact.nom} {contact.prenom}".strip()}
        ecrits |= {contact.courriel, contact.courriel_secondaire}
        session.delete(contact)
    for membre in session.scalars(select(MembreEntity)):
        if membre.contact in uids or meme_personne(membre.nom, nom):
            ecrits.add(membre.nom)
            membre.contact, membre.nom, membre.fonction = None, EFFACEE, ""
            nombre += 1
    for echange in session.scalars(select(EchangeEntity).where(EchangeEntity.contact.is_not(None))):
        if echange.contact in uids:
            echange.contact = None
    for entite, champ in _NOMS:
        for ligne in session.scalars(select(entite).where(getattr(entite, champ) != "")):
            texte = getattr(ligne, champ)
            if meme_personne(texte, nom):
                ecrits.add(texte)
                setattr(ligne, champ, EFFACEE)
                nombre += 1
    session.flush()
    # A part of a name is that of others too: found nowhere, it is forgotten nowhere.
    mots = {ecrit for ecrit in ecrits if len(ecrit) > 2 and ecrit != EFFACEE} if nombre else set[str]()
    return Effacement(nombre, frozenset(mots))


def _contacts(session: Session, nom: str) -> list[ContactEntity]:
    return [c for c in session.scalars(select(ContactEntity)) if meme_personne(f"{c.prenom} {c.nom}", nom)]
