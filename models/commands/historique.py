"""The act of the Historique: one field of a fiche, or of what it owns, takes back a value that it had."""

from typing import Any

from sqlalchemy.orm import Session

from models.commands.commun import assign, get_entity
from models.domain.uids import Uid
from models.entities.aggregats import FICHE, par_table

_PAR_TABLE = par_table(FICHE)


def restore_valeur(session: Session, table: str, uid: Uid, champ: str, valeur: Any) -> None:
    """Writes into a field the value that the journal holds of it; a reference is an identity."""
    aggregat = _PAR_TABLE[table]
    assign(session, aggregat, get_entity(session, aggregat.entite, uid), {champ: valeur})
