"""Acts on the identity of the project: territory, communes, secteurs d'intervention."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entity
from models.domain.uids import Uid
from models.entities.aggregats import COMMUNE, SECTEUR, TERRITOIRE
from models.entities.territoire import CommuneEntity, SecteurEntity, TerritoireEntity


def update_territoire(session: Session, **champs: Any) -> None:
    """Changes fields of the territory; embedded ones carry a prefix, as ``epci_nom``."""
    assign(session, TERRITOIRE, session.scalars(select(TerritoireEntity)).one(), champs)


def add_commune(session: Session, **champs: Any) -> Uid:
    """Adds a commune at the end."""
    return add_entity(session, COMMUNE, champs, territoire_id=_territoire(session)).uid


def update_commune(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a commune."""
    assign(session, COMMUNE, get_entity(session, CommuneEntity, uid), champs)


def remove_commune(session: Session, uid: Uid) -> None:
    """Takes a commune out, of the fiches and secteurs too."""
    delete_with_children(session, COMMUNE, (get_entity(session, CommuneEntity, uid),))


def add_secteur(session: Session, **champs: Any) -> Uid:
    """Adds a secteur d'intervention at the end."""
    return add_entity(session, SECTEUR, champs, territoire_id=_territoire(session)).uid


def update_secteur(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a secteur."""
    assign(session, SECTEUR, get_entity(session, SecteurEntity, uid), champs)


def remove_secteur(session: Session, uid: Uid) -> None:
    """Takes a secteur out, of the fiches too."""
    delete_with_children(session, SECTEUR, (get_entity(session, SecteurEntity, uid),))


def _territoire(session: Session) -> int:
    return session.scalars(select(TerritoireEntity.id)).one()
