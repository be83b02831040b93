"""« Équilibrer »: the amounts of a proposition, written in one act."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy.orm import Session

from models.commands.operations import update_financement, update_operation, update_repartition
from models.domain.uids import Uid


def equilibrer_plan(
    session: Session,
    operation: Uid,
    montants: Mapping[Uid, Decimal],
    part_decidee: Decimal | None = None,
    *,
    annees: Mapping[Uid, Decimal] = MappingProxyType({}),
) -> None:
    """Writes the amounts asked on these lines, those of their years, and the part décidée when one is given."""
    for ligne, montant in montants.items():
        update_financement(session, ligne, montant_demande=montant)
    for repartition, prevu in annees.items():
        update_repartition(session, repartition, prevu=prevu)
    if part_decidee is not None:
        update_operation(session, operation, part_decidee=part_decidee)
