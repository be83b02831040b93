"""The échéancier of a demande: what is spent and what comes in, year by year, in the whole euros of its plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.domain.demandes.plan import repartir
from models.domain.demandes.plan_arrondi import PlanArrondi, RessourceArrondie
from models.domain.demandes.situee import DemandeSituee
from models.domain.plan_financement import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class AnneeEcheancier:
    """One year, in whole euros."""

    annee: int | None
    """``None`` gathers what nobody dated."""
    depenses: int
    encaissements: Mapping[int, int]
    """What each aide or private resource of the plan brings, by its place: aides first."""

    @property
    def total(self) -> int:
        """All that comes in."""
        return sum(self.encaissements.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeancier:
    """The years of a demande, what is not dated at the end."""

    ressources: tuple[RessourceArrondie, ...]
    """Aides, then private money: loans are paid back."""
    annees: tuple[AnneeEcheancier, ...]

    @property
    def depenses(self) -> int:
        """The cost of the plan."""
        return sum(annee.depenses for annee in self.annees)

    def recu(self, rang: int) -> int:
        """All that one resource brings: its amount in the plan."""
        return sum(annee.encaissements.get(rang, 0) for annee in self.annees)


def echeancier(situee: DemandeSituee, plan: PlanArrondi) -> Echeancier:
    """Splits the plan over the years; each column adds up to the plan, to the euro.

    A resource comes in the years of its versements, received or expected; what none of them dates has no year.
    """
    depenses = _depenses(situee, plan)
    # Nothing can be split of what nobody knows.
    ressources = tuple(r for r in (*plan.aides, *plan.prive) if r.chiffree)
    recettes = [_encaissements(ressource) for ressource in ressources]
    annees = {*depenses, *(annee for recette in recettes for annee in recette)}
    return Echeancier(
        ressources=ressources,
        annees=tuple(
            AnneeEcheancier(
                annee=annee,
                depenses=depenses.get(annee, 0),
                encaissements={rang: recette[annee] for rang, recette in enumerate(recettes) if annee in recette},
            )
            for annee in sorted(annees, key=lambda annee: (annee is None, annee or 0))
        ),
    )


def _depenses(situee: DemandeSituee, plan: PlanArrondi) -> dict[int | None, int]:
    if plan.cout is None:
        return {}
    par_annee: dict[int | None, Decimal] = defaultdict(Decimal)
    for situee_operation in situee.operations:
        for depense in situee_operation.operation.depenses:
            if montant := depense.montant(plan.base):
                if plan.investissement_seul and not depense.est_d_investissement:
                    continue
                par_annee[depense.annee] += montant
    return _arrondies(par_annee)


def _encaissements(ressource: RessourceArrondie) -> dict[int | None, int]:
    par_annee: dict[int | None, Decimal] = defaultdict(Decimal)
    for ligne in ressource.lignes:
        for versement in ligne.versements:
            if versement.montant:
                jour = versement.date_encaissement or versement.date_prevue
                par_annee[jour.year if jour else None] += versement.montant
    # More paid than the plan says leaves a negative rest: the sum stays true, and the mistake in sight.
    par_annee[None] += Decimal(ressource.montant) - sum(par_annee.values(), ZERO)
    return _arrondies(par_annee)


def _arrondies(montants: Mapping[int | None, Decimal]) -> dict[int | None, int]:
    entiers = zip(montants, repartir(montants.values()), strict=True)
    return {annee: montant for annee, montant in entiers if montant}
