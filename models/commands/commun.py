"""What every command needs: find by identity, assign fields, add at the end, reorder, delete with children."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, func, null, select
from sqlalchemy.orm import Session

from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant
from models.entities.aggregats import Aggregat, entite_de
from models.entities.base import Base, Ordonne, identite, table_of
from models.entities.fiche_action import FicheCommuneEntity, FicheSecteurEntity, PieceEntity
from models.entities.parametre import ReglagesEntity
from models.entities.plan_financement import FinancementEntity
from models.entities.territoire import CommuneEntity, SecteurEntity
from models.store.errors import IntrouvableError

E = TypeVar("E", bound=Base)
T = TypeVar("T")
_LOT = 1000
"""Values looked up by one statement."""


def get_entity(session: Session, entite: type[E], uid: Uid) -> E:
    """The entity of that identity.

    Raises:
        IntrouvableError: it is not in the file.
    """
    trouvee = session.scalars(select(entite).where(table_of(entite).c.uid == uid)).one_or_none()
    if trouvee is None:
        raise IntrouvableError(f"{entite.__tablename__} {uid}")
    return trouvee


def get_entities(session: Session, entite: type[E], uids: Sequence[Uid]) -> list[E]:
    """The entities of these identities, in the same order, read together.

    Raises:
        IntrouvableError: one is not in the file.
    """
    trouvees = {identite(entity): entity for entity in rows_among(session, entite, table_of(entite).c.uid, uids)}
    for uid in uids:
        if uid not in trouvees:
            raise IntrouvableError(f"{entite.__tablename__} {uid}")
    return [trouvees[uid] for uid in uids]


def rows_among(session: Session, entite: type[E], colonne: Column[Any], valeurs: Iterable[Any]) -> list[E]:
    """Rows whose ``colonne`` is one of ``valeurs``, by key within a lot: SQLite refuses a statement of many values."""
    lignes: list[E] = []
    for lot in _lots(valeurs):
        lignes += session.scalars(select(entite).where(colonne.in_(lot)).order_by(table_of(entite).c.id))
    return lignes


def columns_among(
    session: Session, colonnes: Sequence[Column[Any]], colonne: Column[Any], valeurs: Iterable[Any]
) -> list[Any]:
    """The same for a few columns, when the entities would be made for nothing."""
    return [ligne for lot in _lots(valeurs) for ligne in session.execute(select(*colonnes).where(colonne.in_(lot)))]


def _lots(valeurs: Iterable[T]) -> Iterator[list[T]]:
    reste = iter(valeurs)
    while lot := list(islice(reste, _LOT)):
        yield lot


def key_of(session: Session, entite: type[Base], uid: Uid | None) -> int | None:
    """Key behind a reference."""
    return None if uid is None else get_entity(session, entite, uid).id


def assign(session: Session, aggregat: Aggregat, entite: Base, champs: Mapping[str, Any]) -> None:
    """Writes ``champs`` into an entity; references are given by identity.

    Raises:
        TypeError: a name is not a field of this aggregate.
        IntrouvableError: a reference is not in the file.
    """
    editables = aggregat.colonnes_editables
    for nom, valeur in champs.items():
        if nom not in editables:
            raise TypeError(f"{aggregat.instantane.__name__} has no field {nom!r}")
        cible = editables[nom]
        if cible is None:
            setattr(entite, nom, valeur)
        else:
            setattr(entite, f"{nom}_id", key_of(session, entite_de(cible), valeur))


def add_entity(session: Session, aggregat: Aggregat, champs: Mapping[str, Any], **proprietaire: int) -> Any:
    """Adds a row at the end of its siblings; ``proprietaire`` gives the columns of its owners."""
    entite = aggregat.entite(**proprietaire)
    assign(session, aggregat, entite, champs)
    if isinstance(entite, Ordonne):
        entite.rang = next_rang(session, aggregat, proprietaire.get(aggregat.parent))
    session.add(entite)
    session.flush()
    return entite


def next_rang(session: Session, aggregat: Aggregat, proprietaire: int | None) -> int:
    """Place after the last sibling."""
    return next_rangs(session, aggregat, (proprietaire,))[proprietaire]


def next_rangs(session: Session, aggregat: Aggregat, proprietaires: Iterable[int | None]) -> dict[int | None, int]:
    """Place after the last sibling under each of these owners, read together; roots have ``None`` for owner."""
    table = table_of(aggregat.entite)
    parent = table.c[aggregat.parent] if aggregat.parent else null()
    suivants = dict.fromkeys(proprietaires, 0)
    for lot in _lots(list(suivants)):
        enonce = select(parent, func.max(table.c.rang)).group_by(parent)
        if aggregat.parent:
            enonce = enonce.where(parent.in_(lot))
        suivants.update((proprietaire, rang + 1) for proprietaire, rang in session.execute(enonce))
    return suivants


def base_defaut(session: Session) -> BaseMontant:
    """The declared base that the project gives to an operation when nobody says another."""
    return session.scalars(select(ReglagesEntity.base_defaut)).one()


def place(entites: Sequence[Any], deplacee: Any, position: int) -> None:
    """Gives every sibling its place, with ``deplacee`` at ``position``."""
    ordre = [e for e in entites if e is not deplacee]
    ordre.insert(max(0, min(position, len(ordre))), deplacee)
    rank(ordre)


def rank(entites: Sequence[Any]) -> None:
    """Gives sisters the places of this list; only the rows that move are written."""
    for rang, entite in enumerate(entites):
        if entite.rang != rang:
            entite.rang = rang


def delete_with_children(session: Session, aggregat: Aggregat, entites: Iterable[Base]) -> None:
    """Deletes rows and what they own, children first, one by one so that the journal sees each."""
    for entite in entites:
        for enfant in aggregat.enfants.values():
            table = table_of(enfant.entite)
            lignes = session.scalars(select(enfant.entite).where(table.c[enfant.parent] == entite.id))
            delete_with_children(session, enfant, lignes.all())
        _let_go(session, entite)
        session.delete(entite)


def _let_go(session: Session, entite: Base) -> None:
    """Takes a row that goes out of those that name it and stay."""
    if isinstance(entite, FinancementEntity):
        # A pièce that proved a line stays on the fiche.
        for piece in session.scalars(select(PieceEntity).where(PieceEntity.financement_id == entite.id)):
            piece.financement_id = None
    elif isinstance(entite, CommuneEntity):
        for secteur in session.scalars(select(SecteurEntity).where(SecteurEntity.commune_id == entite.id)):
            secteur.commune_id = None
        for lien in session.scalars(select(FicheCommuneEntity).where(FicheCommuneEntity.commune_id == entite.id)):
            session.delete(lien)
    elif isinstance(entite, SecteurEntity):
        for lien in session.scalars(select(FicheSecteurEntity).where(FicheSecteurEntity.secteur_id == entite.id)):
            session.delete(lien)
