"""Acts on what surrounds the plan: the rank of the intentions, the yearly envelopes, the adapted dispositifs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity
from models.domain.dispositif_local import check_dispositif_local
from models.domain.programmation import check_annee_enveloppe
from models.domain.uids import Uid
from models.entities.aggregats import DISPOSITIF_LOCAL, ENVELOPPE
from models.entities.plan_financement import OperationEntity
from models.entities.programmation import DispositifLocalEntity, EnveloppeEntity


def rank_intentions(session: Session, annee: int, operations: Sequence[Uid]) -> None:
    """Makes these operations the intentions of ``annee``, in this order; the others of that year are none any more."""
    voulues = get_entities(session, OperationEntity, operations)
    for ancienne in session.scalars(select(OperationEntity).where(OperationEntity.annee_intention == annee)).all():
        if ancienne not in voulues:
            ancienne.annee_intention = ancienne.rang_intention = None
    for rang, operation in enumerate(voulues, 1):
        operation.annee_intention, operation.rang_intention = annee, rang


def set_enveloppe(session: Session, annee: int, **champs: Any) -> Uid:
    """Says what one year may cost, or changes what is said of it: there is one envelope a year.

    Raises:
        SaisieError: there is no year.
    """
    check_annee_enveloppe(annee)
    enveloppe = session.scalars(select(EnveloppeEntity).where(EnveloppeEntity.annee == annee)).first()
    if enveloppe is None:
        return add_entity(session, ENVELOPPE, {"annee": annee, **champs}).uid
    assign(session, ENVELOPPE, enveloppe, champs)
    return enveloppe.uid


def remove_enveloppe(session: Session, uid: Uid) -> None:
    """Takes the envelope of a year away."""
    delete_with_children(session, ENVELOPPE, (get_entity(session, EnveloppeEntity, uid),))


def set_dispositif(session: Session, code: str, *, contenu: str, **champs: Any) -> Uid:
    """Adapts a dispositif, adds one, or changes what was adapted: the project says one thing of each.

    Args:
        session: the one of the act.
        code: the one of the reference, or a new one.
        contenu: TOML, the keys that differ from the reference.
        champs: its title, the edition of the reference, the reason.

    Returns:
        The identity of what the project says.

    Raises:
        SaisieError: nobody could read it again.
    """
    check_dispositif_local(code, contenu)
    champs["contenu"] = contenu
    dispositif = session.scalars(select(DispositifLocalEntity).where(DispositifLocalEntity.code == code)).first()
    if dispositif is None:
        return add_entity(session, DISPOSITIF_LOCAL, {"code": code, **champs}).uid
    assign(session, DISPOSITIF_LOCAL, dispositif, champs)
    return dispositif.uid


def reset_dispositif(session: Session, code: str) -> None:
    """Goes back to the reference for this dispositif; one that the project added goes."""
    for dispositif in session.scalars(select(DispositifLocalEntity).where(DispositifLocalEntity.code == code)).all():
        session.delete(dispositif)
