"""« Équilibrer »: the amounts of a proposition, written in one act."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy.orm import Session

from models.commands.operations import update_financement, update_operation
from models.domain.uids import Uid


def equilibrer_plan(
    session: Session, operation: Uid, montants: Mapping[Uid, Decimal], part_decidee: Decimal | None = None
) -> None:
    """Writes the amounts asked on these lines, and the part décidée when one is given."""
    for ligne, montant in montants.items():
        update_financement(session, ligne, montant_demande=montant)
    if part_decidee is not None:
        update_operation(session, operation, part_decidee=part_decidee)
