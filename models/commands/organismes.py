"""Acts on organismes and on their contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity
from models.commands.operations import set_maitre_ouvrage
from models.domain.organisme import check_nom
from models.domain.uids import Uid
from models.entities.aggregats import CONTACT, ECHANGE, FINANCEMENT, OPERATION, ORGANISME, PARTENAIRE, PARTIE, Aggregat
from models.entities.organisme import ContactEntity, EchangeEntity, OrganismeEntity

_CHOISISSENT: Mapping[str, Aggregat] = {
    "operation": OPERATION,
    "financement": FINANCEMENT,
    "partenaire": PARTENAIRE,
    "partie": PARTIE,
}
"""What names an organisme."""
_SEULS = ("representant", "referent")
"""What one contact of an organisme is at most."""


def add_organisme(session: Session, **champs: Any) -> Uid:
    """Adds an organisme."""
    return add_entity(session, ORGANISME, champs).uid


def add_organisme_for(session: Session, quoi: str, uid: Uid, champ: str, **champs: Any) -> Uid:
    """Adds an organisme and chooses it in a field of something else: one act, since the person did one thing.

    Args:
        session: the one of the act.
        quoi: « operation », « financement », « partenaire » or « partie ».
        uid: which one.
        champ: its field that names an organisme.
        champs: fields of the organisme.

    Returns:
        The identity of the organisme.
    """
    aggregat = _CHOISISSENT[quoi]
    organisme = add_organisme(session, **champs)
    assign(session, aggregat, get_entity(session, aggregat.entite, uid), {champ: organisme})
    return organisme


def add_maitre_ouvrage(session: Session, fiches: Sequence[Uid], **champs: Any) -> Uid:
    """Adds an organisme and makes it the maître d'ouvrage of several fiches: one act, for the same reason."""
    organisme = add_organisme(session, **champs)
    set_maitre_ouvrage(session, fiches, organisme)
    return organisme


def update_organisme(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an organisme.

    Raises:
        SaisieError: it would have no name any more.
    """
    if "nom" in champs:
        check_nom(champs["nom"])
    assign(session, ORGANISME, get_entity(session, OrganismeEntity, uid), champs)


def remove_organisme(session: Session, uid: Uid, *, moment: datetime) -> None:
    """Puts an organisme in the Corbeille; what names it finds it again if it returns."""
    remove_organismes(session, [uid], moment=moment)


def remove_organismes(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts several organismes in the Corbeille."""
    for organisme in get_entities(session, OrganismeEntity, uids):
        organisme.supprime_le = moment


def restore_organisme(session: Session, uid: Uid) -> None:
    """Takes an organisme out of the Corbeille."""
    get_entity(session, OrganismeEntity, uid).supprime_le = None


def add_contact(session: Session, organisme: Uid, **champs: Any) -> Uid:
    """Adds a contact to an organisme."""
    proprietaire = get_entity(session, OrganismeEntity, organisme)
    return add_entity(session, CONTACT, champs, organisme_id=proprietaire.id).uid


def update_contact(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a contact; the one who becomes the référent, or the représentant légal, takes the place."""
    contact = get_entity(session, ContactEntity, uid)
    assign(session, CONTACT, contact, champs)
    pris = [champ for champ in _SEULS if champs.get(champ)]
    if pris:
        autres = select(ContactEntity).where(ContactEntity.organisme_id == contact.organisme_id)
        for autre in session.scalars(autres):
            if autre is not contact:
                assign(session, CONTACT, autre, dict.fromkeys(pris, False))


def remove_contacts(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts contacts in the Corbeille."""
    for contact in get_entities(session, ContactEntity, uids):
        contact.supprime_le = moment


def add_echange(session: Session, organisme: Uid, **champs: Any) -> Uid:
    """Adds something that was said or sent to an organisme."""
    proprietaire = get_entity(session, OrganismeEntity, organisme)
    return add_entity(session, ECHANGE, champs, organisme_id=proprietaire.id).uid


def update_echange(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes what was noted."""
    assign(session, ECHANGE, get_entity(session, EchangeEntity, uid), champs)


def remove_echanges(session: Session, uids: Sequence[Uid]) -> None:
    """Deletes what was noted."""
    delete_with_children(session, ECHANGE, get_entities(session, EchangeEntity, uids))
