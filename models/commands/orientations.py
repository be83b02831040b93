"""Acts on orientations stratégiques."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, get_entity, place
from models.domain.uids import Uid
from models.entities.aggregats import ORIENTATION
from models.entities.orientation import OrientationEntity


def add_orientation(session: Session, **champs: Any) -> Uid:
    """Adds an orientation at the end."""
    return add_entity(session, ORIENTATION, champs).uid


def update_orientation(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an orientation."""
    assign(session, ORIENTATION, get_entity(session, OrientationEntity, uid), champs)


def move_orientation(session: Session, uid: Uid, *, position: int) -> None:
    """Gives an orientation its place among the others."""
    vivantes = session.scalars(
        select(OrientationEntity)
        .where(OrientationEntity.supprime_le.is_(None))
        .order_by(OrientationEntity.rang, OrientationEntity.id)
    ).all()
    place(vivantes, get_entity(session, OrientationEntity, uid), position)


def remove_orientation(session: Session, uid: Uid, *, moment: datetime) -> None:
    """Puts an orientation in the Corbeille. Its fiches stay, « sans orientation », and find it again if it returns."""
    get_entity(session, OrientationEntity, uid).supprime_le = moment


def restore_orientation(session: Session, uid: Uid) -> None:
    """Takes an orientation out of the Corbeille."""
    get_entity(session, OrientationEntity, uid).supprime_le = None
