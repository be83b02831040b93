"""What an act changed, as data: rows before and after, composed, inverted, and asked what they touch."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeAlias, TypeVar

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.domain.personnes.nom import Personne

Valeurs = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R")
Command: TypeAlias = Callable[Concatenate["Session", P], R]
"""A write use-case: a function of the session of the act."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row written.

    ``avant`` is ``None`` when the row appears, ``apres`` when it disappears; both hold the changed columns only
    when it stays. Values are those of the file: text, integers, ``None``.
    """

    table: str
    cle: int
    avant: Valeurs | None
    apres: Valeurs | None
    fiche_id: int | None = None

    def inverted(self) -> "RowChange":
        """The change that takes this one back."""
        return RowChange(self.table, self.cle, self.apres, self.avant, self.fiche_id)

    def then(self, suite: "RowChange") -> "RowChange | None":
        """This change followed by ``suite`` on the same row; ``None`` when nothing is left of them."""
        avant = self.avant if self.avant is None else self._avec_complement(suite)
        apres = None if suite.apres is None else {**(self.apres or {}), **suite.apres}
        if avant is None and apres is None:
            return None
        if avant is not None and apres is not None:
            differents = [c for c in apres if avant.get(c) != apres[c]]
            if not differents:
                return None
            avant = {c: avant.get(c) for c in differents}
            apres = {c: apres[c] for c in differents}
        return RowChange(self.table, self.cle, avant, apres, self.fiche_id)

    def _avec_complement(self, suite: "RowChange") -> dict[str, Any]:
        """Values before both changes: ours win, the columns only ``suite`` touched come from it."""
        return {**(suite.avant or {}), **(self.avant or {})}


@dataclass(frozen=True)
class Changeset:
    """All the rows of an act, one change a row, in the order they were first written."""

    lignes: tuple[RowChange, ...] = ()

    @staticmethod
    def compact(lignes: Iterable[RowChange]) -> "Changeset":
        """Several changes of a row become one; those that cancel out vanish."""
        par_ligne: dict[tuple[str, int], RowChange | None] = {}
        for ligne in lignes:
            cle = (ligne.table, ligne.cle)
            precedente = par_ligne.get(cle)
            par_ligne[cle] = precedente.then(ligne) if precedente else ligne
        return Changeset(tuple(ligne for ligne in par_ligne.values() if ligne))

    def inverted(self) -> "Changeset":
        """What undoes this, last row first."""
        return Changeset(tuple(ligne.inverted() for ligne in reversed(self.lignes)))

    def then(self, suite: "Changeset") -> "Changeset":
        """This followed by ``suite``."""
        return Changeset.compact((*self.lignes, *suite.lignes))

    def touched_with(self, suite: "Changeset") -> "Changeset":
        """What this and ``suite`` touch, without their rows.

        Who shows the project later asks for nothing else, and the rows of an import would stay in memory meanwhile.
        """
        touche = Changeset()
        vars(touche).update(tables=self.tables | suite.tables, fiches=self.fiches | suite.fiches)
        return touche

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.lignes or self.tables)

    @cached_property
    def tables(self) -> frozenset[str]:
        """Tables written."""
        return frozenset(ligne.table for ligne in self.lignes)

    def touches(self, *tables: str) -> bool:
        """Whether one of ``tables`` was written."""
        return not self.tables.isdisjoint(tables)

    @cached_property
    def fiches(self) -> frozenset[int]:
        """Keys of the fiches whose snapshot may differ; a row that goes to another fiche touches both."""
        cles = {ligne.fiche_id for ligne in self.lignes}
        for ligne in self.lignes:
            cles.update(valeurs.get("fiche_id") for valeurs in (ligne.avant, ligne.apres) if valeurs)
        return frozenset(cle for cle in cles if cle is not None)


@dataclass(frozen=True, slots=True)
class Resultat(Generic[R]):
    """What an act returned and what it changed."""

    valeur: R
    changes: Changeset
    libelle: str = ""


@dataclass(frozen=True, slots=True)
class Acte:
    """What is written about an act beside its rows."""

    libelle: str
    moment: datetime
    auteur: str
    cle_fusion: str | None = None
    sans_trace: bool = False
    """Nothing is noted of the rows it writes: their images would keep what it takes away."""


@dataclass(frozen=True, slots=True)
class Effacement:
    """What an act that erases did."""

    nombre: int
    """Places it emptied."""
    personne: "Personne | None"
    """Who the journal must forget; ``None`` when nobody is known to bear that name."""
