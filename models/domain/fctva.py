"""The FCTVA of an operation: what the State gives back of the TVA, beside the plan and never in it (L1615-6 CGCT)."""

from dataclasses import dataclass
from decimal import Decimal

from models.domain.plan_financement import ZERO, Depense, Operation, arrondir
from models.domain.vocabulaire import BaseMontant, PosteDepense, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Fctva:
    """What comes back, and what it is computed on."""

    assiette: Decimal
    """Euros TTC of the dépenses that open a right to it, less the subventions computed on the TTC."""
    montant: Decimal
    """Euros that come back, years later."""

    def charge_nette(self, cout_ttc: Decimal, aides: Decimal) -> Decimal:
        """Euros that the maître d'ouvrage bears in the end.

        >>> fctva(Decimal(600000), taux=Decimal("0.16404")).charge_nette(Decimal(600000), Decimal(400000))
        Decimal('101576.00')
        """
        return cout_ttc - aides - self.montant


def fctva(ttc: Decimal, *, taux: Decimal, subventions_ttc: Decimal = ZERO) -> Fctva:
    """FCTVA of TTC dépenses; the subventions of the State computed on the TTC are deducted first (L1615-10 CGCT).

    >>> fctva(Decimal(600000), taux=Decimal("0.16404")).montant
    Decimal('98424.00')
    """
    assiette = max(ZERO, ttc - subventions_ttc)
    return Fctva(assiette=assiette, montant=arrondir(taux * assiette))


def fctva_operation(operation: Operation, *, taux: Decimal, subventions_ttc: Decimal = ZERO) -> Fctva | None:
    """FCTVA of an operation; ``None`` when its TTC cannot be told.

    Nothing comes back when the operation is subject to TVA, which it deducts.
    """
    if operation.assujettie_tva:
        return Fctva(assiette=ZERO, montant=ZERO)
    total = ZERO
    for depense in operation.depenses:
        if not ouvre_droit(depense):
            continue
        ttc = ttc_de(depense)
        if ttc is None and (depense.montant_ht or depense.montant_ttc):
            return None
        total += ttc or ZERO
    return fctva(total, taux=taux, subventions_ttc=subventions_ttc)


def ouvre_droit(depense: Depense) -> bool:
    """Whether a dépense is of those the FCTVA is given on: investissement that bears TVA."""
    if depense.section is not Section.INVESTISSEMENT or depense.poste is PosteDepense.PERSONNEL:
        return False
    return depense.taux_tva != ZERO and (depense.montant_ht is None or depense.montant_ht != depense.montant_ttc)


def ttc_de(depense: Depense) -> Decimal | None:
    """Euros TTC, when they are written or can be derived."""
    return depense.montant(BaseMontant.TTC)
