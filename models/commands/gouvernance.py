"""Acts on the governance: instances, members, meetings, and the decisions that change the plan."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity, place
from models.commands.ecriture import Ligne, SnapshotWriter
from models.domain.gouvernance import Presence, preseance
from models.domain.uids import Uid
from models.entities.aggregats import DECISION, FICHE, INSTANCE, MEMBRE, NOTE_SUIVI, PRESENCE, REUNION, Aggregat
from models.entities.base import table_of
from models.entities.fiche_action import FicheActionEntity
from models.entities.gouvernance import DecisionEntity, InstanceEntity, MembreEntity, PresenceEntity, ReunionEntity


def add_instance(session: Session, **champs: Any) -> Uid:
    """Adds an instance."""
    return add_entity(session, INSTANCE, champs).uid


def update_instance(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an instance."""
    assign(session, INSTANCE, get_entity(session, InstanceEntity, uid), champs)


def remove_instances(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts instances in the Corbeille, with their members and meetings."""
    for instance in get_entities(session, InstanceEntity, uids):
        instance.supprime_le = moment


def add_membre(session: Session, instance: Uid, **champs: Any) -> Uid:
    """Adds a member to an instance."""
    mere = get_entity(session, InstanceEntity, instance)
    return add_entity(session, MEMBRE, champs, instance_id=mere.id).uid


def update_membre(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes what a member is there."""
    assign(session, MEMBRE, get_entity(session, MembreEntity, uid), champs)


def move_membre(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a member its place in the list of the instance, in which roles come first."""
    membre = get_entity(session, MembreEntity, uid)
    place(sorted(_soeurs(session, MEMBRE, membre), key=lambda m: preseance(m.role)), membre, position)


def remove_membres(session: Session, uids: Sequence[Uid]) -> None:
    """Takes members out of their instance; the meetings they came to still say so."""
    delete_with_children(session, MEMBRE, get_entities(session, MembreEntity, uids))


def add_reunion(session: Session, instance: Uid, **champs: Any) -> Uid:
    """Adds a meeting to an instance."""
    mere = get_entity(session, InstanceEntity, instance)
    return add_entity(session, REUNION, champs, instance_id=mere.id).uid


def update_reunion(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a meeting."""
    assign(session, REUNION, get_entity(session, ReunionEntity, uid), champs)


def remove_reunions(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts meetings in the Corbeille; what they decided and was applied stays in the plan."""
    for reunion in get_entities(session, ReunionEntity, uids):
        reunion.supprime_le = moment


def set_presences(session: Session, reunion: Uid, presences: Sequence[Presence], *, moment: datetime) -> None:
    """Says who came to a meeting: these, and nobody else."""
    mere = get_entity(session, ReunionEntity, reunion)
    gardees = {presence.uid for presence in presences}
    anciennes = session.scalars(select(PresenceEntity).where(PresenceEntity.reunion_id == mere.id)).all()
    delete_with_children(session, PRESENCE, [a for a in anciennes if a.uid not in gardees])
    session.flush()
    SnapshotWriter(session, moment).write(
        PRESENCE, [Ligne(presence, {"reunion_id": mere.id}, rang) for rang, presence in enumerate(presences)]
    )


def add_decision(session: Session, reunion: Uid, **champs: Any) -> Uid:
    """Adds a decision to a meeting."""
    mere = get_entity(session, ReunionEntity, reunion)
    return add_entity(session, DECISION, champs, reunion_id=mere.id).uid


def update_decision(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a decision."""
    assign(session, DECISION, get_entity(session, DecisionEntity, uid), champs)


def move_decision(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a decision its place, which is its number in the relevé."""
    decision = get_entity(session, DecisionEntity, uid)
    place(_soeurs(session, DECISION, decision), decision, position)


def remove_decisions(session: Session, uids: Sequence[Uid]) -> None:
    """Deletes decisions; what was applied stays in the plan."""
    delete_with_children(session, DECISION, get_entities(session, DecisionEntity, uids))


def apply_decision(session: Session, uid: Uid, *, jour: date, note: str, champs: Mapping[str, Any]) -> None:
    """Changes the plan as a decision says, and says that it was applied.

    Args:
        session: the one of the act.
        uid: the decision; one without action is only said to be applied.
        jour: day on which the meeting decided.
        note: what enters the follow-up of the fiche, dated that day.
        champs: what it changes on the fiche, as ``appliquer_decision`` reads it.

    Raises:
        IntrouvableError: the action is gone.
    """
    decision = get_entity(session, DecisionEntity, uid)
    decision.appliquee_le = jour
    if decision.fiche is None:
        return
    fiche = get_entity(session, FicheActionEntity, decision.fiche)
    assign(session, FICHE, fiche, champs)
    add_entity(session, NOTE_SUIVI, {"jour": jour, "texte": note}, fiche_id=fiche.id)


def _soeurs(session: Session, aggregat: Aggregat, entite: Any) -> Sequence[Any]:
    """What its owner holds with it, by rank."""
    table = table_of(aggregat.entite)
    enonce = select(aggregat.entite).where(table.c[aggregat.parent] == getattr(entite, aggregat.parent))
    return session.scalars(enonce.order_by(table.c.rang, table.c.id)).all()
