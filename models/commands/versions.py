"""Acts on the frozen states of the project."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entity
from models.domain.formats import sort_key
from models.domain.uids import Uid
from models.domain.version_figee import NomPrisError, nom_libre
from models.entities.aggregats import VERSION_FIGEE
from models.entities.base import table_of
from models.entities.gouvernance import VersionFigeeEntity
from models.store.contenus import keep_contenu


def add_version(session: Session, nom: str, octets: bytes, *, commentaire: str = "", moment: datetime) -> Uid:
    """Keeps a frozen state under a name; ``octets`` is the JSON of the project, compressed.

    The bytes are kept once, however many states hold them.

    Raises:
        NomPrisError: a state has that name already.
    """
    _check_nom(session, nom, None)
    champs = {"nom": nom, "commentaire": commentaire, "figee_le": moment}
    champs |= {"sha256": keep_contenu(session, octets), "taille": len(octets)}
    return add_entity(session, VERSION_FIGEE, champs).uid


def update_version(session: Session, uid: Uid, *, nom: str, commentaire: str) -> None:
    """Names a frozen state otherwise.

    Raises:
        NomPrisError: another state has that name already.
    """
    version = get_entity(session, VersionFigeeEntity, uid)
    if version.nom != nom:
        _check_nom(session, nom, uid)
    assign(session, VERSION_FIGEE, version, {"nom": nom, "commentaire": commentaire})


def remove_version(session: Session, uid: Uid) -> None:
    """Forgets a frozen state."""
    delete_with_children(session, VERSION_FIGEE, (get_entity(session, VersionFigeeEntity, uid),))


def _check_nom(session: Session, nom: str, sauf: Uid | None) -> None:
    colonnes = table_of(VersionFigeeEntity).c
    pris = [autre for uid, autre in session.execute(select(colonnes.uid, colonnes.nom)) if uid != sauf]
    if sort_key(nom.strip()) in {sort_key(autre.strip()) for autre in pris}:
        raise NomPrisError(nom, nom_libre(nom, pris))
