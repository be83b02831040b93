"""Snapshots of the project, one statement a table, filled column by column: six times faster than ORM objects."""

import json
import sqlite3
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from typing import Any, Final, TypeAlias

from models.domain.convention import Convention
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.entities.aggregats import (
    CADRE,
    CONVENTION,
    DE_FICHE,
    FICHE,
    FICHE_ID,
    REGLAGES,
    SUPPRIMABLES,
    TERRITOIRE,
    Aggregat,
    Lien,
)
from models.queries.source import Source, driver_of


def load_projet(source: Source) -> Projet:
    """The whole project."""
    return assemble(load_cadre(source), load_fiches(source).values())


def assemble(cadre: Projet, fiches: Iterable[FicheAction]) -> Projet:
    """``cadre`` with its fiches in the order of their orientations; their own ``rang`` compares sisters only."""
    position: dict[Uid | None, int] = {o.uid: i for i, o in enumerate(cadre.orientations)}
    return replace(cadre, fiches=tuple(sorted(fiches, key=lambda f: position.get(f.orientation, len(position)))))


UNIQUES: Final = {"territoire": TERRITOIRE, "convention": CONVENTION, "reglages": REGLAGES}
"""What a project holds once, by its field."""


def load_cadre(source: Source, connus: Mapping[str, Any] | None = None) -> Projet:
    """Everything but the fiches; ``connus`` are fields that need not be read, for they are as they were."""
    lecteur, champs = _Lecteur(source, None), dict(connus or {})
    for nom, aggregat in CADRE.items():
        if nom not in champs:
            champs[nom] = tuple(lecteur.snapshots(aggregat).values())
    for nom, aggregat in UNIQUES.items():
        if nom not in champs:
            (champs[nom],) = lecteur.snapshots(aggregat).values()
    return Projet(**champs)


def load_racines(source: Source, aggregat: Aggregat) -> tuple[Any, ...]:
    """Snapshots of a root that is no part of the project."""
    return tuple(_Lecteur(source, None).snapshots(aggregat).values())


def load_convention(source: Source) -> Convention:
    """The convention alone."""
    (convention,) = _Lecteur(source, None).snapshots(CONVENTION).values()
    return convention


def load_fiches(source: Source, cles: Collection[int] | None = None) -> dict[int, FicheAction]:
    """Fiches by key, in their order; those of ``cles`` only, when given. Deleted ones are left out."""
    return _Lecteur(source, cles).snapshots(FICHE)


def load_ordre(connexion: sqlite3.Connection) -> Sequence[int]:
    """Keys of the fiches that are not in the Corbeille, in their order."""
    enonce = f"SELECT id FROM {FICHE.table} WHERE supprime_le IS NULL ORDER BY rang, id"  # noqa: S608 - our names
    return [cle for (cle,) in connexion.execute(enonce)]


def load_corbeille(source: Source) -> tuple[Any, ...]:
    """Snapshots of all that is in the Corbeille, at any level, each with what it owns that is not."""
    entier, des_fiches = _Lecteur(source, None), _Lecteur(source, _fiches_touchees(source))
    # What one fiche lost is not looked for in the others: hundreds of them have thousands of lines.
    return tuple(
        snapshot
        for aggregat in SUPPRIMABLES
        for snapshot in (des_fiches if _est_de_fiche(aggregat) else entier).deleted(aggregat)
    )


def _est_de_fiche(aggregat: Aggregat) -> bool:
    return aggregat is FICHE or aggregat.table in DE_FICHE


def _fiches_touchees(source: Source) -> set[int]:
    """Keys of the fiches that are in the Corbeille, or have something there."""
    connexion = driver_of(source)
    tables = ((a.table, "id" if a is FICHE else FICHE_ID) for a in SUPPRIMABLES if _est_de_fiche(a))
    return {
        cle
        for table, colonne in tables
        for (cle,) in connexion.execute(_select(table, (colonne,), ["supprime_le IS NOT NULL"]))
    }


Poseur: TypeAlias = Callable[[object, Any], None]
Valeurs: TypeAlias = Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Champ:
    """A column: the slot of the snapshot it fills, and how its values are read."""

    poser: Poseur
    lire: Callable[[Any], Any] | None

    def fill(self, instantanes: Sequence[object], colonne: Valeurs) -> None:
        """Fills the slot of all the snapshots."""
        if self.lire is None:
            _pose(self.poser, instantanes, colonne)
            return
        # A vocabulary, a date, a rate: a few values come again and again.
        lues = {valeur: self.lire(valeur) for valeur in set(colonne)}
        _pose(self.poser, instantanes, map(lues.__getitem__, colonne))


@dataclass(frozen=True, slots=True)
class _Enonce:
    """The text that reads one table, and what its columns fill, in order: the key and the parent come first.

    Built once, and as a text: Core would compile it at each start, which takes longer than running it.
    """

    texte: str
    scalaires: tuple[_Champ, ...]
    references: tuple[tuple[Poseur, str], ...]
    embarques: tuple[tuple[Poseur, type[Any], tuple[_Champ, ...]], ...]


@cache
def _enonce(aggregat: Aggregat, *, limite: bool, supprimes: bool = False) -> _Enonce:
    classe, colonnes = aggregat.instantane, aggregat.colonnes
    embarques = tuple(
        (
            _poseur(classe, nom),
            type_,
            tuple(_Champ(_poseur(type_, attribut), colonnes[colonne].lire) for attribut, colonne in paires),
        )
        for nom, paires in aggregat.champs_embarques
        for type_ in (aggregat.embarques[nom].type,)
    )
    noms = ["id", aggregat.parent or "id", *aggregat.scalaires, *(f"{nom}_id" for nom in aggregat.references)]
    noms += [colonne for _, paires in aggregat.champs_embarques for _, colonne in paires]
    conditions = [f"supprime_le IS {'NOT ' if supprimes else ''}NULL"] if aggregat.supprimable else []
    if limite and (aggregat is FICHE or FICHE_ID in colonnes):
        conditions.append(_parmi("id" if aggregat is FICHE else FICHE_ID))
    elif aggregat.parent:
        conditions.append(f"{aggregat.parent} IS NOT NULL")
    return _Enonce(
        _select(aggregat.table, noms, conditions, "rang, id" if aggregat.ordonne else ""),
        tuple(_Champ(_poseur(classe, nom), colonnes[nom].lire) for nom in aggregat.scalaires),
        tuple((_poseur(classe, nom), cible) for nom, cible in aggregat.references.items()),
        embarques,
    )


@cache
def _enonce_identites(table: str, *, limite: bool) -> str:
    return _select(table, ("id", "uid"), [_parmi(FICHE_ID)] if limite else [])


@cache
def _enonce_liens(lien: Lien, *, limite: bool) -> str:
    return _select(lien.table, (FICHE_ID, lien.colonne), [_parmi(FICHE_ID)] if limite else [], "id")


def _select(table: str, noms: Iterable[str], conditions: Sequence[str], ordre: str = "") -> str:
    texte = f"SELECT {', '.join(noms)} FROM {table}"  # noqa: S608 - our names
    texte += f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"{texte} ORDER BY {ordre}" if ordre else texte


def _parmi(colonne: str) -> str:
    """One parameter whatever the number of fiches: the text stays the same."""
    return f"{colonne} IN (SELECT value FROM json_each(:cles))"  # noqa: S608 - our names


def _poseur(classe: type[Any], champ: str) -> Poseur:
    """What fills one slot of a frozen snapshot.

    All its fields are read here, none keeps its default: its ``__init__`` would take three times longer, to no end.
    """
    return getattr(classe, champ).__set__


def _make(classe: type[Any], nombre: int) -> list[Any]:
    return list(map(object.__new__, repeat(classe, nombre)))


def _pose(poser: Poseur, instantanes: Sequence[object], colonne: Iterable[Any]) -> None:
    # The loop runs in C: a project has a hundred thousand values.
    deque(map(poser, instantanes, colonne), maxlen=0)


def _fill(instantanes: Sequence[object], champs: tuple[_Champ, ...], colonnes: Iterator[Valeurs]) -> None:
    for champ in champs:
        champ.fill(instantanes, next(colonnes))


def _group(proprietaires: Valeurs, valeurs: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
    """Values of each owner, in their order."""
    groupes: dict[int, list[Any]] = {}
    for proprietaire, valeur in zip(proprietaires, valeurs, strict=True):
        groupes.setdefault(proprietaire, []).append(valeur)
    return {proprietaire: tuple(groupe) for proprietaire, groupe in groupes.items()}


class _Lecteur:
    """One reading: the identities already looked up and the fiches it is limited to."""

    def __init__(self, source: Source, fiches: Collection[int] | None) -> None:
        self._connexion = driver_of(source)
        self._limite = fiches is not None
        self._parametres = {"cles": json.dumps(list(fiches))} if fiches is not None else {}
        self._uids: dict[str, Mapping[int | None, Uid | None]] = {}

    def snapshots(self, aggregat: Aggregat) -> dict[int, Any]:
        """Snapshots of a root by key."""
        cles, _, instantanes = self._read(aggregat)
        return dict(zip(cles, instantanes, strict=True))

    def deleted(self, aggregat: Aggregat) -> list[Any]:
        """Snapshots of what is in the Corbeille, whatever their owner."""
        return self._read(aggregat, supprimes=True)[2]

    def _read(self, aggregat: Aggregat, *, supprimes: bool = False) -> tuple[Valeurs, Valeurs, list[Any]]:
        """Keys, keys of the owners and snapshots; what is deleted instead of what lives, when asked."""
        enonce = _enonce(aggregat, limite=self._limite, supprimes=supprimes)
        colonnes = self._columns(enonce.texte)
        if not colonnes:
            return (), (), []
        cles, proprietaires, *valeurs = colonnes
        instantanes, restantes = _make(aggregat.instantane, len(cles)), iter(valeurs)
        _fill(instantanes, enonce.scalaires, restantes)
        for poser, cible in enonce.references:
            _pose(poser, instantanes, self._references(cible, next(restantes)))
        for poser, type_, champs in enonce.embarques:
            embarques = _make(type_, len(cles))
            _fill(embarques, champs, restantes)
            _pose(poser, instantanes, embarques)
        for nom, groupes in self._lists(aggregat):
            liste = [groupes.get(cle, ()) for cle in cles]
            _pose(_poseur(aggregat.instantane, nom), instantanes, liste)
        return cles, proprietaires, instantanes

    def _lists(self, aggregat: Aggregat) -> Iterator[tuple[str, Mapping[int, tuple[Any, ...]]]]:
        """What the snapshots own or are linked to, by key."""
        for nom, enfant in aggregat.enfants.items():
            _, proprietaires, instantanes = self._read(enfant)
            yield nom, _group(proprietaires, instantanes)
        for nom, lien in aggregat.liens.items():
            fiches, cibles = self._columns(_enonce_liens(lien, limite=self._limite)) or ((), ())
            yield nom, _group(fiches, self._references(lien.cible, cibles))

    def _references(self, table: str, cles: Valeurs) -> Iterable[Any]:
        # Most references are empty: the table they lead to is read at the first one only.
        if not any(cles):
            return cles
        if table not in self._uids:
            limite = self._limite and table in DE_FICHE
            ids, uids = self._columns(_enonce_identites(table, limite=limite)) or ((), ())
            self._uids[table] = {None: None, **dict(zip(ids, uids, strict=True))}
        return map(self._uids[table].__getitem__, cles)

    def _columns(self, texte: str) -> list[Valeurs]:
        """What the statement reads, column by column; nothing when it reads no row."""
        # An unused parameter is ignored, so whole tables and those of some fiches are read alike.
        curseur = self._connexion.cursor()
        try:
            curseur.execute(texte, self._parametres)
            return list(zip(*curseur.fetchall(), strict=True))
        finally:
            curseur.close()
