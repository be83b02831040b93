"""Acts on organismes."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, get_entity
from models.domain.uids import Uid
from models.entities.aggregats import ORGANISME
from models.entities.organisme import OrganismeEntity


def add_organisme(session: Session, **champs: Any) -> Uid:
    """Adds an organisme."""
    return add_entity(session, ORGANISME, champs).uid


def update_organisme(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an organisme."""
    assign(session, ORGANISME, get_entity(session, OrganismeEntity, uid), champs)


def remove_organisme(session: Session, uid: Uid, *, moment: datetime) -> None:
    """Puts an organisme in the Corbeille; what names it finds it again if it returns."""
    get_entity(session, OrganismeEntity, uid).supprime_le = moment


def restore_organisme(session: Session, uid: Uid) -> None:
    """Takes an organisme out of the Corbeille."""
    get_entity(session, OrganismeEntity, uid).supprime_le = None
