"""What a scenario does to each year: the charge nette of the project beside that of the scenario."""

from dataclasses import dataclass
from decimal import Decimal

from models.domain.formats import format_euros
from models.domain.maquettes.charge_nette import ChargeAnnee, ChargeNette, charge_nette
from models.domain.maquettes.maquette import somme_connus
from models.domain.scenarios.comparaison import ComparaisonScenario, Compare


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeComparee:
    """One year, or what has none, on both sides."""

    annee: int | None
    charge: Compare
    plafond: Decimal | None
    """Euros of the envelope of that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargesComparees:
    """The years of both, then their total; loans received are counted."""

    annees: tuple[ChargeComparee, ...] = ()
    total: Compare
    exacte: bool
    """Whether no operation of the plan lacks what its charge is computed from."""

    @property
    def plafond(self) -> Decimal | None:
        """The envelopes that are typed, together."""
        return somme_connus(une.plafond for une in self.annees)

    @property
    def date(self) -> bool:
        """Whether one year at least differs."""
        return any(une.annee is not None and une.charge.change for une in self.annees)

    @property
    def phrase(self) -> str:
        """Why no year differs."""
        if not self.total.change:
            return "Aucune année ne coûte plus ni moins."
        return (
            f"Écart de {format_euros(self.total.ecart)} au total, sans année\u00a0: ce qui change n’a pas de "
            "date d’encaissement."
        )


def comparer_charges(comparaison: ComparaisonScenario, *, taux: Decimal) -> ChargesComparees:
    """The charge nette by year of both; ``taux`` is that of the FCTVA."""
    avant = charge_nette(comparaison.application.base, taux=taux)
    apres = avant if not comparaison.actions else charge_nette(comparaison.application.projet, taux=taux)
    gauche, droite = _par_annee(avant), _par_annee(apres)
    annees = sorted(gauche.keys() | droite.keys(), key=lambda annee: (annee is None, annee or 0))
    return ChargesComparees(
        annees=tuple(
            ChargeComparee(
                annee=annee,
                charge=Compare(gauche.get(annee, ChargeAnnee()).charge, droite.get(annee, ChargeAnnee()).charge),
                plafond=(gauche.get(annee) or droite[annee]).plafond,
            )
            for annee in annees
        ),
        total=Compare(avant.total.charge, apres.total.charge),
        exacte=not (avant.reserves or apres.reserves),
    )


def _par_annee(charge: ChargeNette) -> dict[int | None, ChargeAnnee]:
    annees: dict[int | None, ChargeAnnee] = {une.annee: une for une in charge.annees}
    if charge.sans_annee != ChargeAnnee():
        annees[None] = charge.sans_annee
    return annees
