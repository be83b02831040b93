"""Whole snapshots written into the tables, level by level: one look-up and one writing an aggregate, not a row."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import delete_with_children, next_rangs, rows_among
from models.domain.uids import Uid, new_uid
from models.entities.aggregats import Aggregat, Lien, entite_de
from models.entities.base import Base, Supprimable, identite, table_of
from models.entities.fiche_action import PieceEntity
from models.entities.plan_financement import FinancementEntity, OperationEntity
from models.store import journal
from models.store.errors import IntrouvableError

S = TypeVar("S")
E = TypeVar("E", bound=Base)
_PREUVES = {OperationEntity.__tablename__, FinancementEntity.__tablename__}
"""What a pièce may prove."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A snapshot to write, its owner and its place; without ``rang`` it goes, or stays, where it is."""

    snapshot: Any
    proprietaire: dict[str, int] = field(default_factory=dict[str, int])
    rang: int | None = None


class SnapshotWriter:
    """Makes rows, and what they own, equal to snapshots; adds what is missing, deletes what a list lost."""

    def __init__(self, session: Session, moment: datetime) -> None:
        """``moment`` dates what goes to the Corbeille."""
        self._session = session
        self._moment = moment
        self._cles: dict[str, dict[Uid, int]] = {}
        self._rangs: dict[tuple[type[Base], int | None], Iterator[int]] = {}

    def write(self, aggregat: Aggregat, lignes: Sequence[Ligne]) -> list[int]:
        """Keys of the rows of ``lignes``, in the same order.

        Raises:
            IntrouvableError: a reference is not in the file.
        """
        presentes = self._presentes(aggregat, [ligne.snapshot.uid for ligne in lignes])
        nouvelles = [ligne for ligne in lignes if ligne.snapshot.uid not in presentes]
        self._count_rangs(aggregat, nouvelles)
        for ligne in lignes:
            if entite := presentes.get(ligne.snapshot.uid):
                self._assign(aggregat, ligne, entite)
        neuves = journal.insert_rows(
            self._session, aggregat.entite, [self._valeurs(aggregat, ligne) for ligne in nouvelles]
        )
        connues = self._cles.setdefault(aggregat.table, {})
        connues.update((uid, entite.id) for uid, entite in presentes.items())
        connues.update(zip((ligne.snapshot.uid for ligne in nouvelles), neuves, strict=True))
        cles = [connues[ligne.snapshot.uid] for ligne in lignes]
        for nom, lien in aggregat.liens.items():
            voulus = {
                cle: [self._cle(lien.cible, cible) for cible in getattr(ligne.snapshot, nom)]
                for cle, ligne in zip(cles, lignes, strict=True)
            }
            write_links(self._session, lien, voulus)
        for nom, enfant in aggregat.enfants.items():
            self._write_children(nom, enfant, list(zip(cles, lignes, strict=True)), presentes)
        return cles

    def _presentes(self, aggregat: Aggregat, uids: Sequence[Uid]) -> dict[Uid, Any]:
        uid = table_of(aggregat.entite).c.uid
        return {identite(e): e for e in rows_among(self._session, aggregat.entite, uid, uids)}

    def _valeurs(self, aggregat: Aggregat, ligne: Ligne) -> dict[str, Any]:
        """Every column of a new row, at the end of its sisters when nobody says where."""
        rang = ligne.rang
        if rang is None and aggregat.ordonne:
            rang = next(self._rangs[_siblings(aggregat, ligne)])
        return {"uid": ligne.snapshot.uid, **self._colonnes(aggregat, ligne, rang)}

    def _assign(self, aggregat: Aggregat, ligne: Ligne, entite: Any) -> None:
        if entite.__tablename__ in _PREUVES and entite.fiche_id != ligne.proprietaire["fiche_id"]:
            self._leave_pieces(entite)
        for nom, valeur in self._colonnes(aggregat, ligne, ligne.rang).items():
            if valeur != getattr(entite, nom):
                setattr(entite, nom, valeur)

    def _colonnes(self, aggregat: Aggregat, ligne: Ligne, rang: int | None) -> dict[str, Any]:
        colonnes = {**ligne.proprietaire, **dict(self._champs(aggregat, ligne.snapshot))}
        if aggregat.autre_parent:
            colonnes[aggregat.autre_parent] = None
        if rang is not None:
            colonnes["rang"] = rang
        if aggregat.supprimable:
            colonnes["supprime_le"] = None
        return colonnes

    def _leave_pieces(self, entite: Base) -> None:
        """A pièce only proves something of its own fiche: it lets go what leaves for another."""
        colonne = f"{entite.__tablename__}_id"
        pieces = select(PieceEntity).where(table_of(PieceEntity).c[colonne] == entite.id)
        for piece in self._session.scalars(pieces):
            setattr(piece, colonne, None)

    def _count_rangs(self, aggregat: Aggregat, nouvelles: Iterable[Ligne]) -> None:
        # New lines are only in the file once all are made: the first of a list looks, the next ones follow it.
        if not aggregat.ordonne:
            return
        groupes = {_siblings(aggregat, ligne) for ligne in nouvelles if ligne.rang is None} - self._rangs.keys()
        rangs = next_rangs(self._session, aggregat, [proprietaire for _, proprietaire in groupes])
        self._rangs |= {groupe: count(rangs[groupe[1]]) for groupe in groupes}

    def _champs(self, aggregat: Aggregat, snapshot: Any) -> Iterator[tuple[str, Any]]:
        for nom in aggregat.scalaires:
            yield nom, getattr(snapshot, nom)
        for nom, cible in aggregat.references.items():
            yield f"{nom}_id", self._cle(cible, getattr(snapshot, nom))
        for nom, paires in aggregat.champs_embarques:
            embarque = getattr(snapshot, nom)
            for attribut, colonne in paires:
                yield colonne, getattr(embarque, attribut)

    def _write_children(
        self, nom: str, enfant: Aggregat, meres: Sequence[tuple[int, Ligne]], presentes: Collection[Uid]
    ) -> None:
        lignes: list[Ligne] = []
        anciennes: list[int] = []
        for cle, mere in meres:
            snapshots = getattr(mere.snapshot, nom)
            proprietaire = {enfant.parent: cle}
            if "fiche_id" in mere.proprietaire:
                proprietaire["fiche_id"] = mere.proprietaire["fiche_id"]
            elif hasattr(enfant.entite, "operation_id"):
                proprietaire["fiche_id"] = cle
            lignes += [Ligne(s, proprietaire, rang) for rang, s in enumerate(snapshots)]
            if mere.snapshot.uid in presentes:
                anciennes.append(cle)
        self._drop(enfant, anciennes, {ligne.snapshot.uid for ligne in lignes})
        if lignes:
            self.write(enfant, lignes)

    def _drop(self, aggregat: Aggregat, meres: Sequence[int], nommees: Collection[Uid]) -> None:
        """Takes out the children of these owners that no list names any more; one that another names goes there."""
        parent = table_of(aggregat.entite).c[aggregat.parent]
        for entite in rows_among(self._session, aggregat.entite, parent, meres):
            if identite(entite) in nommees:
                continue
            if not aggregat.supprimable:
                delete_with_children(self._session, aggregat, (entite,))
            elif isinstance(entite, Supprimable) and entite.supprime_le is None:
                entite.supprime_le = self._moment

    def _cle(self, cible: str, uid: Uid | None) -> int | None:
        if uid is None:
            return None
        connues = self._cles.setdefault(cible, {})
        if uid not in connues:
            table = table_of(entite_de(cible))
            connues.update(self._session.execute(select(table.c.uid, table.c.id)).all())
        if uid not in connues:
            raise IntrouvableError(f"{cible} {uid}")
        return connues[uid]


def _siblings(aggregat: Aggregat, ligne: Ligne) -> tuple[type[Base], int | None]:
    """What tells the list a line is added to."""
    return aggregat.entite, ligne.proprietaire.get(aggregat.parent)


def write_links(session: Session, lien: Lien, voulus: Mapping[int, Sequence[int | None]]) -> None:
    """Makes the links of each fiche (by key) lead to these keys, in this order."""
    colonnes = table_of(lien.entite).c
    presents: dict[int, list[Any]] = {fiche_id: [] for fiche_id in voulus}
    for ligne in rows_among(session, lien.entite, colonnes.fiche_id, voulus):
        presents[cast("Any", ligne).fiche_id].append(ligne)
    for fiche_id, cles in voulus.items():
        if [getattr(ligne, lien.colonne) for ligne in presents[fiche_id]] == cles:
            continue
        for ligne in presents[fiche_id]:
            session.delete(ligne)
        session.add_all(lien.entite(fiche_id=fiche_id, **{lien.colonne: cle}) for cle in cles)
    session.flush()


def renew_uids(snapshot: S) -> S:
    """A copy of a snapshot tree in which it and everything it owns has a new identity."""
    if not is_dataclass(snapshot) or isinstance(snapshot, type):
        return snapshot
    neuf: dict[str, Any] = {}
    for f in fields(snapshot):
        valeur = getattr(snapshot, f.name)
        if f.name == "uid":
            neuf["uid"] = new_uid()
        elif isinstance(valeur, tuple):
            neuf[f.name] = tuple(map(renew_uids, cast("tuple[Any, ...]", valeur)))
    return replace(snapshot, **neuf)
