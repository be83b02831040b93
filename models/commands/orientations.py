"""Acts on orientations stratégiques."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entity, place
from models.domain.uids import Uid
from models.entities.aggregats import INDICATEUR_ORIENTATION, ORIENTATION
from models.entities.orientation import IndicateurEntity, OrientationEntity


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


def add_indicateur(session: Session, orientation: Uid, **champs: Any) -> Uid:
    """Adds an indicator at the end of those of an orientation."""
    proprietaire = get_entity(session, OrientationEntity, orientation)
    return add_entity(session, INDICATEUR_ORIENTATION, champs, orientation_id=proprietaire.id).uid


def update_indicateur(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an indicator."""
    assign(session, INDICATEUR_ORIENTATION, get_entity(session, IndicateurEntity, uid), champs)


def move_indicateur(session: Session, uid: Uid, *, position: int) -> None:
    """Gives an indicator its place among those of its orientation."""
    indicateur = get_entity(session, IndicateurEntity, uid)
    soeurs = session.scalars(
        select(IndicateurEntity)
        .where(IndicateurEntity.orientation_id == indicateur.orientation_id)
        .order_by(IndicateurEntity.rang, IndicateurEntity.id)
    ).all()
    place(soeurs, indicateur, position)


def remove_indicateur(session: Session, uid: Uid) -> None:
    """Deletes an indicator."""
    delete_with_children(session, INDICATEUR_ORIENTATION, (get_entity(session, IndicateurEntity, uid),))
