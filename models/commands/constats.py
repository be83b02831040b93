"""Acts on points à vérifier: set one aside with its reason, take it back."""

from sqlalchemy.orm import Session

from models.commands.commun import add_entity, get_entity
from models.domain.uids import Uid
from models.entities.aggregats import CONSTAT_IGNORE
from models.entities.parametre import ConstatIgnoreEntity


def ignore_constat(session: Session, code: str, objet: Uid, champ: str | None = None, *, motif: str) -> Uid:
    """Sets a point aside, of one field or, without ``champ``, of them all; the reason is kept with it."""
    return add_entity(session, CONSTAT_IGNORE, {"code": code, "objet": objet, "champ": champ, "motif": motif}).uid


def heed_constat(session: Session, uid: Uid) -> None:
    """Shows again what was set aside."""
    session.delete(get_entity(session, ConstatIgnoreEntity, uid))
