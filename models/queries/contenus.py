"""Bytes kept in the project: logos, incorporated pièces."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.entities.base import table_of
from models.entities.journal import ContenuEntity


def load_contenus(session: Session, sha256s: Iterable[str]) -> Mapping[str, bytes]:
    """Contents by hash; one that is not in the file, as after an import of JSON, is left out."""
    contenu = table_of(ContenuEntity).c
    enonce = select(contenu.sha256, contenu.octets).where(contenu.sha256.in_(set(sha256s)))
    return {ligne.sha256: ligne.octets for ligne in session.execute(enonce)}
