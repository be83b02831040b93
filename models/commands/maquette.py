"""Cells of the maquette, typed, pasted or emptied: one act, whatever their number."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.commands.commun import assign, delete_with_children, get_entities
from models.commands.ecriture import Ligne, SnapshotWriter
from models.domain.maquette_saisie import EcrituresMaquette
from models.domain.uids import Uid
from models.entities.aggregats import DEPENSE, FINANCEMENT, OPERATION, ORGANISME, REPARTITION, Aggregat
from models.entities.plan_financement import OperationEntity

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
    uids = list(dict.fromkeys(operation for operation, _ in (*ecritures.depenses, *ecritures.financements)))
    meres = dict(zip(uids, get_entities(session, OperationEntity, uids), strict=True))
    for aggregat, lignes in ((DEPENSE, ecritures.depenses), (FINANCEMENT, ecritures.financements)):
        writer.write(aggregat, [Ligne(snapshot, _owners(meres[operation])) for operation, snapshot in lignes])
    modifications: defaultdict[str, dict[Uid, Mapping[str, Any]]] = defaultdict(dict[Uid, Mapping[str, Any]])
    for quoi, uid, champs in ecritures.modifications:
        modifications[quoi][uid] = champs
    for quoi, lot in modifications.items():
        aggregat = _AGREGATS[quoi]
        for entite, champs in zip(get_entities(session, aggregat.entite, list(lot)), lot.values(), strict=True):
            assign(session, aggregat, entite, champs)
    retraits = get_entities(session, FINANCEMENT.entite, list(ecritures.retraits))
    delete_with_children(session, FINANCEMENT, retraits)


def _owners(operation: OperationEntity) -> dict[str, int]:
    return {"fiche_id": operation.fiche_id, "operation_id": operation.id}
