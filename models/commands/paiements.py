"""Acts on what an operation commits and pays: marchés and devis, factures and mandats."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity
from models.commands.ecriture import Ligne, SnapshotWriter
from models.domain.paiement import Facture, Marche
from models.domain.uids import Uid
from models.entities.aggregats import FACTURE, MARCHE, Aggregat
from models.entities.paiement import FactureEntity, MarcheEntity
from models.entities.plan_financement import OperationEntity


def add_marche(session: Session, operation: Uid, **champs: Any) -> Uid:
    """Adds a marché, or a devis, to an operation."""
    return _add(session, MARCHE, operation, champs)


def update_marche(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a marché."""
    assign(session, MARCHE, get_entity(session, MarcheEntity, uid), champs)


def remove_marches(session: Session, uids: Sequence[Uid]) -> None:
    """Deletes marchés; their factures stay."""
    delete_with_children(session, MARCHE, get_entities(session, MarcheEntity, uids))


def add_facture(session: Session, operation: Uid, **champs: Any) -> Uid:
    """Adds a facture to an operation."""
    return _add(session, FACTURE, operation, champs)


def write_marches(
    session: Session,
    operation: Uid,
    changements: Mapping[Uid, Mapping[str, Any]],
    ajouts: Sequence[Marche] = (),
    *,
    moment: datetime,
) -> None:
    """A block of cells pasted or filled: marchés that change, then those that come after."""
    _change(session, MARCHE, MarcheEntity, changements)
    _append(session, MARCHE, operation, ajouts, moment)


def write_factures(
    session: Session,
    operation: Uid,
    changements: Mapping[Uid, Mapping[str, Any]],
    ajouts: Sequence[Facture] = (),
    *,
    moment: datetime,
) -> None:
    """The same for factures."""
    _change(session, FACTURE, FactureEntity, changements)
    _append(session, FACTURE, operation, ajouts, moment)


def add_factures(session: Session, operation: Uid, factures: Sequence[Facture], *, moment: datetime) -> None:
    """Adds many factures to an operation, pasted or read from a file, together."""
    _append(session, FACTURE, operation, factures, moment)


def update_facture(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a facture."""
    assign(session, FACTURE, get_entity(session, FactureEntity, uid), champs)


def remove_factures(session: Session, uids: Sequence[Uid]) -> None:
    """Deletes factures."""
    delete_with_children(session, FACTURE, get_entities(session, FactureEntity, uids))


def _add(session: Session, aggregat: Aggregat, operation: Uid, champs: dict[str, Any]) -> Uid:
    mere = get_entity(session, OperationEntity, operation)
    return add_entity(session, aggregat, champs, fiche_id=mere.fiche_id, operation_id=mere.id).uid


def _change(
    session: Session,
    aggregat: Aggregat,
    entite: type[FactureEntity] | type[MarcheEntity],
    changements: Mapping[Uid, Mapping[str, Any]],
) -> None:
    for ligne, champs in zip(get_entities(session, entite, list(changements)), changements.values(), strict=True):
        assign(session, aggregat, ligne, champs)


def _append(
    session: Session, aggregat: Aggregat, operation: Uid, snapshots: Sequence[Facture | Marche], moment: datetime
) -> None:
    mere = get_entity(session, OperationEntity, operation)
    proprietaire = {"operation_id": mere.id, "fiche_id": mere.fiche_id}
    SnapshotWriter(session, moment).write(aggregat, [Ligne(snapshot, proprietaire) for snapshot in snapshots])
