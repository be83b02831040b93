"""Contents of the file: bytes kept once under their hash, and let go when nothing names them any more."""

from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, select, union_all
from sqlalchemy.orm import Session

from models.domain.pieces import Fichier
from models.entities.base import table_of
from models.entities.journal import ContenuEntity
from models.entities.tables import tables


def keep_contenu(session: Session, octets: bytes) -> str:
    """Keeps ``octets`` in the file, once, and returns their hash."""
    empreinte = sha256(octets).hexdigest()
    contenu = session.scalars(select(ContenuEntity).where(table_of(ContenuEntity).c.sha256 == empreinte)).one_or_none()
    if contenu is None:
        session.add(ContenuEntity(sha256=empreinte, octets=octets))
        session.flush()
    elif contenu.octets != octets:
        # A disk damaged those that were there: whoever names them would get them damaged, while these are whole.
        contenu.octets = octets
        session.flush()
    return empreinte


def keep_fichier(session: Session, fichier: Fichier) -> dict[str, Any]:
    """The columns that say where the bytes of ``fichier`` are, once they are kept if they must be."""
    if fichier.octets is not None:
        return {"chemin": "", "sha256": keep_contenu(session, fichier.octets), "taille": len(fichier.octets)}
    return {"chemin": fichier.chemin, "sha256": fichier.sha256, "taille": fichier.taille}


def drop_unused(connection: Connection) -> None:
    """Deletes the contents that no row names, those of the Corbeille included.

    Only once the undo list is closed: an act that is taken back names again what it had let go.
    """
    contenu = table_of(ContenuEntity)
    nommes = union_all(*(select(t.c.sha256) for t in tables().values() if t is not contenu and "sha256" in t.c))
    connection.execute(delete(contenu).where(contenu.c.sha256.not_in(nommes)))
