"""Acts on points à vérifier: set one aside with its reason, take it back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity
from models.domain.uids import Uid
from models.entities.aggregats import CONSTAT_IGNORE
from models.entities.parametre import ConstatIgnoreEntity


def ignore_constat(session: Session, code: str, objet: Uid, *, motif: str) -> Uid:
    """Sets a point aside; the reason is kept with it."""
    return add_entity(session, CONSTAT_IGNORE, {"code": code, "objet": objet, "motif": motif}).uid


def heed_constat(session: Session, code: str, objet: Uid | None) -> None:
    """Shows a point again; without ``objet``, the one that was silenced in the whole project."""
    lignes = session.scalars(
        select(ConstatIgnoreEntity).where(ConstatIgnoreEntity.code == code, ConstatIgnoreEntity.objet == objet)
    )
    for ligne in lignes.all():
        session.delete(ligne)
