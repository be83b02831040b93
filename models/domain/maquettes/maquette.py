"""The maquette financière: the operations of the plan as rows, the funders that hold something as columns.

Each euro stands once. An aide that is granted counts for the granted amount, under « accordé »; one that is asked, or
to be asked, for the asked amount, under « demandé »; one that is lost, nowhere. The years share the same amounts, so
that they add up to the period.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TypeAlias

from models.domain.fiche_action import FicheAction
from models.domain.orientation import Orientation
from models.domain.plan_financement import ZERO, Financement, Operation, Totaux, additionner
from models.domain.vocabulaire import PosteDepense, Section

Cle: TypeAlias = tuple[str, bool]
"""Code of a column of funders, and whether the amount is granted."""
Montants: TypeAlias = Mapping[Cle, Decimal | None]
"""Euros by column; ``None`` when a line is there without an amount, no key when there is no line."""

_MILLIEME = Decimal("0.001")
_INGENIERIE = frozenset({PosteDepense.ETUDES, PosteDepense.AMO, PosteDepense.PERSONNEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class SommesMaquette:
    """The figures of one row, over the period or in one year."""

    totaux: Totaux = field(default_factory=Totaux)
    """In a year: dépenses and financements only; part décidée, solde and à trouver belong to the period."""
    depense_eligible: Decimal | None = None
    montants: Montants = field(default_factory=dict[Cle, Decimal | None])
    realise: Decimal | None = None
    """In a year: euros of aides actually committed, when somebody wrote them."""
    cout_partiel: bool = False
    """An operation added up receives aides and has no known coût."""

    @property
    def taux_aides(self) -> Decimal | None:
        """Taux d'aides publiques, to a tenth of a percent, half away from zero.

        Unknown when aides would be divided by a coût that leaves some operations out: it could pass 100 %.
        """
        totaux = self.totaux
        if not totaux.cout or self.cout_partiel:
            return None
        return (totaux.aides / totaux.cout).quantize(_MILLIEME, ROUND_HALF_UP)


def additionner_sommes(sommes: Iterable[SommesMaquette]) -> SommesMaquette:
    """Figures of several rows; unknown amounts are left out of the sums."""
    termes = tuple(sommes)
    return SommesMaquette(
        totaux=additionner(t.totaux for t in termes),
        depense_eligible=somme_connus(t.depense_eligible for t in termes),
        montants=cumuler(paire for t in termes for paire in t.montants.items()),
        realise=somme_connus(t.realise for t in termes),
        cout_partiel=any(t.cout_partiel or (t.totaux.cout is None and t.totaux.aides) for t in termes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneMaquette:
    """One operation, or one action that adds up its operations."""

    fiche: FicheAction
    operation: Operation | None = None
    """``None`` for the sum of an action of several operations, or of none."""
    sommes: SommesMaquette
    operations: tuple["LigneMaquette", ...] = ()
    """Rows this one adds up."""
    financements: Mapping[Cle, tuple[Financement, ...]] = field(default_factory=dict[Cle, tuple[Financement, ...]])
    """Lines that stand in each column, in a year or over the period; none on a sum."""

    @property
    def detail(self) -> tuple["LigneMaquette", ...]:
        """Its operations, or itself when it stands for one."""
        return self.operations or (self,)


# The two classes below have no slots: they keep their sums, which screens and documents read again and again.
@dataclass(frozen=True, kw_only=True)
class GroupeMaquette:
    """The rows of one orientation."""

    orientation: Orientation | None
    lignes: tuple[LigneMaquette, ...]

    @cached_property
    def sommes(self) -> SommesMaquette:
        """Their figures added up."""
        return additionner_sommes(ligne.sommes for ligne in self.lignes)


@dataclass(frozen=True, kw_only=True)
class TableauMaquette:
    """One table of the maquette: the period, one year, or what has no year."""

    annee: int | None = None
    groupes: tuple[GroupeMaquette, ...] = ()
    memoire: tuple[LigneMaquette, ...] = ()
    """Actions abandoned or out of the plan: shown with their money, in no total."""
    partiel: bool = False
    """Whether a filter left operations out: the totals are those of the others."""

    @property
    def detail(self) -> Iterator[LigneMaquette]:
        """The operations that count, in order."""
        for groupe in self.groupes:
            for ligne in groupe.lignes:
                yield from ligne.detail

    @cached_property
    def sommes(self) -> SommesMaquette:
        """Figures of the operations that count."""
        return additionner_sommes(groupe.sommes for groupe in self.groupes)

    @property
    def ingenierie(self) -> tuple[LigneMaquette, ...]:
        """Operations of engineering, counted in the total and named under it."""
        return tuple(ligne for ligne in self.detail if ligne.operation and est_ingenierie(ligne.operation))

    @cached_property
    def cles(self) -> frozenset[Cle]:
        """The columns that hold something."""
        lignes = (*self.detail, *self.memoire)
        return frozenset(cle for ligne in lignes for cle in ligne.sommes.montants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maquette:
    """The period, then each année de programmation, then what has no year."""

    periode: TableauMaquette
    annees: tuple[TableauMaquette, ...]


def est_ingenierie(operation: Operation) -> bool:
    """Studies, assistance and posts, with the running costs that go with them: shown apart in the maquette (§ 3.3)."""
    return any(d.poste in _INGENIERIE for d in operation.depenses) and all(
        d.poste in _INGENIERIE or d.section is Section.FONCTIONNEMENT for d in operation.depenses
    )


def somme_colonnes(sommes: SommesMaquette, cles: Iterable[Cle]) -> Decimal | None:
    """Euros of some columns together; ``None`` when nothing known stands in them."""
    return somme_connus(sommes.montants.get(cle) for cle in cles)


def cumuler(paires: Iterable[tuple[Cle, Decimal | None]]) -> Montants:
    """Euros by column; one unknown amount beside a known one counts for nothing."""
    sommes: dict[Cle, Decimal | None] = {}
    for cle, montant in paires:
        connu = sommes.get(cle)
        sommes[cle] = montant if connu is None else connu + (montant or ZERO)
    return sommes


def somme_connus(montants: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of the known amounts; ``None`` when none is."""
    connus = [montant for montant in montants if montant is not None]
    return sum(connus, ZERO) if connus else None
