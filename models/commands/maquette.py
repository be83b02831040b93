"""Cells of the maquette, typed, pasted or emptied: one act, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.commands.commun import assign, columns_among, delete_with_children, get_entities
from models.commands.ecriture import Ligne, SnapshotWriter
from models.domain.maquettes.saisie import EcrituresMaquette
from models.domain.uids import Uid
from models.entities.aggregats import DEPENSE, FINANCEMENT, OPERATION, ORGANISME, REPARTITION, Aggregat
from models.entities.base import table_of
from models.entities.plan_financement import OperationEntity
from models.store.errors import IntrouvableError

_AGREGATS: Mapping[str, Aggregat] = {
    "operation": OPERATION,
    "depense": DEPENSE,
    "financement": FINANCEMENT,
    "repartition": REPARTITION,
}


def write_maquette(session: Session, ecritures: EcrituresMaquette, *, moment: datetime) -> None:
    """Writes the cells of one act, read and added together: a block of two thousand is pasted at once.

    Raises:
        IntrouvableError: something that is named is not in the file.
    """
    writer = SnapshotWriter(session, moment)
    writer.write(ORGANISME, [Ligne(organisme) for organisme in ecritures.organismes])
    meres = _owners(session, [operation for operation, _ in (*ecritures.depenses, *ecritures.financements)])
    for aggregat, lignes in ((DEPENSE, ecritures.depenses), (FINANCEMENT, ecritures.financements)):
        writer.write(aggregat, [Ligne(snapshot, meres[operation]) for operation, snapshot in lignes])
    modifications: defaultdict[str, dict[Uid, Mapping[str, Any]]] = defaultdict(dict[Uid, Mapping[str, Any]])
    for quoi, uid, champs in ecritures.modifications:
        modifications[quoi][uid] = champs
    for quoi, lot in modifications.items():
        aggregat = _AGREGATS[quoi]
        for entite, champs in zip(get_entities(session, aggregat.entite, list(lot)), lot.values(), strict=True):
            assign(session, aggregat, entite, champs)
    retraits = get_entities(session, FINANCEMENT.entite, list(ecritures.retraits))
    delete_with_children(session, FINANCEMENT, retraits)


def _owners(session: Session, operations: Iterable[Uid]) -> dict[Uid, dict[str, int]]:
    """Columns of the owners of what is added to these operations: read alone, for a block touches hundreds.

    Raises:
        IntrouvableError: one is not in the file.
    """
    table, voulues = table_of(OperationEntity), dict.fromkeys(operations)
    lues = columns_among(session, (table.c.uid, table.c.fiche_id, table.c.id), table.c.uid, voulues)
    proprietaires: dict[Uid, dict[str, int]] = {
        lue.uid: {"fiche_id": lue.fiche_id, "operation_id": lue.id} for lue in lues
    }
    for uid in voulues:
        if uid not in proprietaires:
            raise IntrouvableError(f"{table.name} {uid}")
    return proprietaires
