"""Acts on the frozen states of the project."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entity
from models.domain.uids import Uid
from models.entities.aggregats import VERSION_FIGEE
from models.entities.gouvernance import VersionFigeeEntity
from models.store.contenus import keep_contenu


def add_version(session: Session, nom: str, octets: bytes, *, commentaire: str = "", moment: datetime) -> Uid:
    """Keeps a frozen state under a name; ``octets`` is the JSON of the project, compressed."""
    champs = {"nom": nom, "commentaire": commentaire, "figee_le": moment}
    champs |= {"sha256": keep_contenu(session, octets), "taille": len(octets)}
    return add_entity(session, VERSION_FIGEE, champs).uid


def update_version(session: Session, uid: Uid, *, nom: str, commentaire: str) -> None:
    """Names a frozen state otherwise."""
    version = get_entity(session, VersionFigeeEntity, uid)
    assign(session, VERSION_FIGEE, version, {"nom": nom, "commentaire": commentaire})


def remove_version(session: Session, uid: Uid) -> None:
    """Forgets a frozen state."""
    delete_with_children(session, VERSION_FIGEE, (get_entity(session, VersionFigeeEntity, uid),))
