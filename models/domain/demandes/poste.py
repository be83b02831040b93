"""The cofinancement of the poste de chef de projet: what the dispositif gives for a coût chargé, and who pays it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from models.domain.demandes.situee import DemandeSituee
from models.domain.dispositifs.dispositif import Condition, Dispositif
from models.domain.formats import format_euros, format_taux
from models.domain.plan_financement import ZERO
from models.domain.vocabulaire import PosteDepense

AVEC_ANAH: Final = "avec l’Anah"
PART_ANAH: Final = "part de l’Anah"
PART_BDT: Final = "part de la Banque des Territoires"


@dataclass(frozen=True, slots=True, kw_only=True)
class PosteFinance:
    """The aide of one year for a poste."""

    cout_charge: Decimal
    """Euros a year, charges included."""
    aide: Decimal
    """Most that all the cofinancers bring together, in euros."""
    condition: Condition
    part_anah: Decimal | None
    """Most of it that the Anah brings; ``None`` without it, or when it is not known."""
    part_bdt: Decimal | None
    """Most of it that the Banque des Territoires brings."""

    @property
    def reste(self) -> Decimal:
        """Euros left to the employer."""
        return self.cout_charge - self.aide

    @property
    def arrondi(self) -> "PosteFinance":
        """In whole euros: no aide is rounded above what it is, and the employer takes what is left."""
        return replace(
            self,
            cout_charge=self.cout_charge.to_integral_value(ROUND_HALF_UP),
            aide=self.aide.to_integral_value(ROUND_FLOOR),
            part_anah=_plancher(self.part_anah),
            part_bdt=_plancher(self.part_bdt),
        )

    @property
    def est_plafonnee(self) -> bool:
        """The ceiling in euros decides, not the rate."""
        return self.condition.plafond is not None and self.aide == self.condition.plafond

    @property
    def phrase(self) -> str:
        """« 75,0 % de 52 000,00 € : 39 000,00 € »; says when the ceiling decides."""
        taux = self.condition.taux_maximum
        calcul = f"{format_taux(taux)} de {format_euros(self.cout_charge)}" if taux is not None else "Aide"
        plafond = " (plafond)" if self.est_plafonnee else ""
        return f"{calcul}\u00a0: {format_euros(self.aide)}{plafond}"


def calculer_poste(dispositif: Dispositif, cout_charge: Decimal, jour: date, *, avec_anah: bool) -> PosteFinance | None:
    """The aide for a coût chargé; ``None`` when the dispositif gives neither a rate nor a ceiling."""
    condition = dispositif.condition(jour, AVEC_ANAH if avec_anah else "")
    aide = condition.aide_maximale(cout_charge) if condition else None
    if condition is None or aide is None:
        return None
    return PosteFinance(
        cout_charge=cout_charge,
        aide=aide,
        condition=condition,
        part_anah=_part(dispositif, cout_charge, jour, PART_ANAH) if avec_anah else None,
        part_bdt=_part(dispositif, cout_charge, jour, PART_BDT),
    )


def cout_charge(situee: DemandeSituee) -> Decimal | None:
    """Charges de personnel of the year of the demande; those without a year are of every year."""
    montants = [
        montant
        for o in situee.operations
        for d in o.operation.depenses
        if d.poste is PosteDepense.PERSONNEL and d.annee in {None, situee.annee}
        if (montant := d.montant(o.operation.base)) is not None
    ]
    return sum(montants, ZERO) if montants else None


def finance_par_l_anah(situee: DemandeSituee) -> bool:
    """Whether a line of the plan is of the Anah."""
    lignes = (*situee.demandees, *situee.autres)
    trouves = (situee.dispositifs.de(ligne, situee.projet.organisme(ligne.financeur)) for ligne in lignes)
    return any(d is not None and d.famille == "anah" for d in trouves)


def _part(dispositif: Dispositif, cout: Decimal, jour: date, cas: str) -> Decimal | None:
    condition = dispositif.condition(jour, cas)
    return condition.aide_maximale(cout) if condition else None


def _plancher(montant: Decimal | None) -> Decimal | None:
    return None if montant is None else montant.to_integral_value(ROUND_FLOOR)
