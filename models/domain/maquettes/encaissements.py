"""When the money comes in: the financements by année d'encaissement, and what nobody dated yet.

A year holds the versements received that year, or expected then. What a line counts for and no versement dates is « non
daté »: the years and « non daté » always add up to the amount retained.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from models.domain.maquettes.financeurs import Bloc, bloc_de
from models.domain.plan_financement import ZERO, Financement, Operation

RESSOURCES: Final = frozenset({Bloc.AIDES, Bloc.PRIVE})
"""Money of the plan that is not to be paid back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encaissement:
    """Part of a financement in one année d'encaissement."""

    annee: int | None = None
    """``None`` when nobody knows yet."""
    montant: Decimal = ZERO
    recu: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SommesEncaissement:
    """What comes in, by year."""

    annees: Mapping[int | None, Decimal] = field(default_factory=dict[int | None, Decimal])
    """Euros by year; ``None`` is « non daté »."""
    recu: Decimal = ZERO
    """Euros already received, all years together."""

    @property
    def retenu(self) -> Decimal:
        """Euros of the lines: the years and « non daté »."""
        return sum(self.annees.values(), ZERO)

    @property
    def non_date(self) -> Decimal:
        """Euros that no versement dates."""
        return self.annees.get(None, ZERO)


def encaissements(ligne: Financement) -> Iterator[Encaissement]:
    """The parts of a financement; a line that is lost has none.

    More paid than retained leaves a negative « non daté »: the sums stay true, and the mistake in sight.

    >>> ligne = Financement(montant_demande=Decimal(900))
    >>> list(encaissements(ligne))
    [Encaissement(annee=None, montant=Decimal('900'), recu=False)]
    """
    if ligne.etat.est_perdu:
        return
    reste = ligne.montant_retenu
    for versement in ligne.versements:
        if versement.montant:
            jour = versement.date_encaissement or versement.date_prevue
            recu = versement.date_encaissement is not None
            yield Encaissement(annee=jour.year if jour else None, montant=versement.montant, recu=recu)
            reste -= versement.montant
    if reste:
        yield Encaissement(montant=reste)


def somme_encaissements(operation: Operation, blocs: Collection[Bloc] = RESSOURCES) -> SommesEncaissement:
    """What an operation receives by year, in these blocs."""
    annees: dict[int | None, Decimal] = defaultdict(Decimal)
    recu = ZERO
    for ligne in operation.financements:
        if bloc_de(ligne.nature) in blocs:
            for part in encaissements(ligne):
                annees[part.annee] += part.montant
                recu += part.montant if part.recu else ZERO
    return SommesEncaissement(annees=dict(annees), recu=recu)


def additionner_encaissements(sommes: Iterable[SommesEncaissement]) -> SommesEncaissement:
    """Several operations together."""
    annees: dict[int | None, Decimal] = defaultdict(Decimal)
    recu = ZERO
    for une in sommes:
        recu += une.recu
        for annee, montant in une.annees.items():
            annees[annee] += montant
    return SommesEncaissement(annees=dict(annees), recu=recu)
