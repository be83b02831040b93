"""Acts on échéances: those that people type, and what they say of the ones that the project computes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity
from models.domain.uids import Uid
from models.entities.aggregats import DECISION, ECHEANCE
from models.entities.gouvernance import DecisionEntity, EcheanceEntity


def add_echeance(session: Session, **champs: Any) -> Uid:
    """Adds a day to remember."""
    return add_entity(session, ECHEANCE, champs).uid


def update_echeance(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a typed échéance."""
    assign(session, ECHEANCE, get_entity(session, EcheanceEntity, uid), champs)


def remove_echeances(session: Session, uids: Sequence[Uid]) -> None:
    """Deletes typed échéances, or forgets what was said of computed ones."""
    delete_with_children(session, ECHEANCE, get_entities(session, EcheanceEntity, uids))


def treat_echeances(
    session: Session,
    *,
    cles: Sequence[str] = (),
    notees: Sequence[Uid] = (),
    decisions: Sequence[Uid] = (),
    faite_le: date | None,
    motif: str = "",
) -> None:
    """Says the same of several échéances at once, each where it is kept.

    Args:
        session: the one of the act.
        cles: keys of the computed ones.
        notees: the typed ones.
        decisions: decisions of a meeting, which have their own day and no reason.
        faite_le: the day; ``None`` forgets what was said.
        motif: why they were set aside.
    """
    for cle in cles:
        _treat(session, cle, faite_le=faite_le, motif=motif)
    for entite in get_entities(session, EcheanceEntity, notees):
        assign(session, ECHEANCE, entite, {"faite_le": faite_le, "motif": motif})
    for decision in get_entities(session, DecisionEntity, decisions):
        assign(session, DECISION, decision, {"faite_le": faite_le})


def _treat(session: Session, cle: str, *, faite_le: date | None, motif: str) -> None:
    dites = session.scalars(select(EcheanceEntity).where(EcheanceEntity.cle == cle)).all()
    if faite_le is None:
        delete_with_children(session, ECHEANCE, dites)
    elif dites:
        assign(session, ECHEANCE, dites[0], {"faite_le": faite_le, "motif": motif})
    else:
        add_entity(session, ECHEANCE, {"cle": cle, "faite_le": faite_le, "motif": motif})
