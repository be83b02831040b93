"""Acts on the réglages of the project, and on the parameters that it adapts."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, get_entity
from models.domain.bareme import check_parametre
from models.domain.reglages import check_periode
from models.domain.uids import Uid
from models.entities.aggregats import PARAMETRE_LOCAL, REGLAGES
from models.entities.parametre import ParametreLocalEntity, ReglagesEntity


def update_reglages(session: Session, **champs: Any) -> None:
    """Changes fields of the réglages.

    Raises:
        SaisieError: the period would end before it begins.
    """
    reglages = session.scalars(select(ReglagesEntity)).one()
    assign(session, REGLAGES, reglages, champs)
    check_periode(reglages.premiere_annee, reglages.derniere_annee)


def add_parametre(session: Session, cle: str, *, valeur: str, **champs: Any) -> Uid:
    """Adapts a parameter; ``valeur`` is a decimal text (« 0.3 » is 30 %).

    Raises:
        SaisieError: this parameter cannot have that value.
    """
    check_parametre(cle, valeur)
    return add_entity(session, PARAMETRE_LOCAL, {**champs, "cle": cle, "valeur": valeur}).uid


def update_parametre(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes what is said of an adaptation: its value, its date, its reason.

    Raises:
        SaisieError: this parameter cannot have that value.
    """
    local = get_entity(session, ParametreLocalEntity, uid)
    assign(session, PARAMETRE_LOCAL, local, champs)
    check_parametre(local.cle, local.valeur)


def reset_parametre(session: Session, cle: str) -> None:
    """Goes back to the reference for this parameter, whatever the number of its adaptations."""
    for local in session.scalars(select(ParametreLocalEntity).where(ParametreLocalEntity.cle == cle)).all():
        session.delete(local)
