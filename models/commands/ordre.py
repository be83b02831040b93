"""The place of things among their sisters: who they are, and the order that an import gives them."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import rank
from models.entities.aggregats import Aggregat
from models.entities.base import table_of
from models.entities.fiche_action import FicheActionEntity
from models.entities.orientation import OrientationEntity


def orientations_supprimees(session: Session) -> set[int]:
    """Keys of the orientations that are in the Corbeille."""
    return set(session.scalars(select(OrientationEntity.id).where(OrientationEntity.supprime_le.is_not(None))))


def fiches_par_groupe(session: Session) -> Callable[[FicheActionEntity], int | None]:
    """What tells sisters apart: the orientation under which a fiche is shown; ``rang`` only compares those."""
    supprimees = orientations_supprimees(session)
    return lambda fiche: None if fiche.orientation_id in supprimees else fiche.orientation_id


def vivantes(session: Session, aggregat: Aggregat) -> Sequence[Any]:
    """Entities that are not in the Corbeille, by rank."""
    table = table_of(aggregat.entite)
    enonce = select(aggregat.entite).order_by(table.c.rang, table.c.id)
    if aggregat.supprimable:
        enonce = enonce.where(table.c.supprime_le.is_(None))
    return session.scalars(enonce).all()


def apply_order(
    session: Session,
    aggregat: Aggregat,
    nommees: Sequence[int],
    *,
    groupe: Callable[[Any], int | None] = lambda _: None,
    arrivees: Collection[int] = (),
) -> None:
    """Gives sisters the order in which ``nommees`` has their keys, when it has them all.

    Otherwise they all keep their place, but for ``arrivees``, which come from another group and go last.
    """
    if not nommees:
        return
    places = {cle: i for i, cle in enumerate(nommees)}
    groupes: dict[int | None, list[Any]] = {}
    for entite in vivantes(session, aggregat):
        groupes.setdefault(groupe(entite), []).append(entite)
    for soeurs in groupes.values():
        if all(s.id in places for s in soeurs):
            rank(sorted(soeurs, key=lambda s: places[s.id]))
        elif any(s.id in arrivees for s in soeurs):
            rank(sorted(soeurs, key=lambda s: s.id in arrivees))
