"""Acts on the Corbeille: take things out of it together, and empty it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from models.commands.commun import get_entities
from models.commands.ecriture import rows_among
from models.domain.uids import Uid
from models.entities.aggregats import SUPPRIMABLES, Aggregat
from models.entities.base import Base, Identifie, table_of
from models.entities.fiche_action import DeFiche, FicheActionEntity
from models.entities.parametre import ConstatIgnoreEntity

_PAR_TABLE = {a.table: a for a in SUPPRIMABLES}


def restore_elements(session: Session, elements: Sequence[tuple[str, Uid]]) -> None:
    """Takes things out of the Corbeille, each named by its table and its identity.

    An operation or a pièce brings its fiche back: alone, it would come back to no page.
    """
    for table, aggregat in _PAR_TABLE.items():
        uids = [uid for nom, uid in elements if nom == table]
        for entite in get_entities(session, aggregat.entite, uids):
            _restore(entite)
            if isinstance(entite, DeFiche):
                _restore(session.get_one(FicheActionEntity, entite.fiche_id))


def empty_corbeille(session: Session) -> None:
    """Deletes what is in the Corbeille and all it owns, and takes it out of what names it."""
    # What is owned comes before its owner: each row is deleted once.
    for aggregat in reversed(SUPPRIMABLES):
        supprime_le = table_of(aggregat.entite).c.supprime_le
        jetees = session.scalars(select(aggregat.entite).where(supprime_le.is_not(None))).all()
        if jetees:
            _delete_tree(session, aggregat, jetees)
    _delete_all(session, _orphans(session))


def _restore(entite: Any) -> None:
    entite.supprime_le = None


def _delete_tree(session: Session, aggregat: Aggregat, entites: Sequence[Base]) -> None:
    """Deletes rows and what they own, level by level: thousands may go at once."""
    cles = [entite.id for entite in entites]
    for enfant in aggregat.enfants.values():
        if enfants := rows_among(session, enfant.entite, table_of(enfant.entite).c[enfant.parent], cles):
            _delete_tree(session, enfant, enfants)
    for lien in aggregat.liens.values():
        _delete_all(session, rows_among(session, lien.entite, table_of(lien.entite).c.fiche_id, cles))
    _delete_all(session, entites)
    session.flush()
    _forget(session, aggregat.entite, cles)


def _delete_all(session: Session, entites: Iterable[Base]) -> None:
    for entite in entites:
        session.delete(entite)


def _forget(session: Session, entite: type[Base], cles: Collection[int]) -> None:
    """Empties the references to rows that are gone, whatever table holds them."""
    for classe, colonne in _references(entite):
        for ligne in rows_among(session, classe, colonne, cles):
            setattr(ligne, colonne.name, None)
    session.flush()


def _references(entite: type[Base]) -> Iterator[tuple[type[Base], Column[Any]]]:
    cible = table_of(entite)
    for mapper in Base.registry.mappers:
        for colonne in table_of(mapper.class_).c:
            if any(cle.column.table is cible for cle in colonne.foreign_keys):
                yield mapper.class_, colonne


def _orphans(session: Session) -> list[ConstatIgnoreEntity]:
    """Points set aside whose object is nowhere any more: no key leads there, only its identity."""
    ignores = session.scalars(select(ConstatIgnoreEntity).where(ConstatIgnoreEntity.objet.is_not(None))).all()
    restants = {ignore.objet for ignore in ignores}
    for mapper in Base.registry.mappers:
        classe: type[Base] = mapper.class_
        if restants and issubclass(classe, Identifie):
            uid = mapper.columns["uid"]
            restants -= set(session.scalars(select(uid).where(uid.in_(restants))))
    return [ignore for ignore in ignores if ignore.objet in restants]
