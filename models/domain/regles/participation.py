"""What the maître d'ouvrage brings of the public money of an operation (L1111-10 CGCT), and to whom the law applies."""

from dataclasses import dataclass
from decimal import Decimal

from models.domain.plan_financement import Totaux, arrondir


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Participation of the maître d'ouvrage in the sense of L1111-10: M / (M + P), privé left out."""

    part: Decimal
    """Euros left to the maître d'ouvrage, loans included (M)."""
    aides: Decimal
    """Euros of public aides (P)."""

    @property
    def total(self) -> Decimal:
        """Euros brought by public persons, maître d'ouvrage included."""
        return self.part + self.aides

    @property
    def taux(self) -> Decimal:
        """Fraction of the total."""
        return self.part / self.total

    def exces(self, minimum: Decimal) -> Decimal:
        """Euros of aides above what leaves that fraction to the maître d'ouvrage; zero or less when it is left."""
        return self.aides - arrondir((1 - minimum) * self.total)


def participation(cout: Decimal | None, totaux: Totaux) -> Participation | None:
    """Participation for a coût: the declared one, or that on the other base to see what a change would do.

    ``None`` without a coût, without any public aide, or when privé covers everything.
    """
    if cout is None or not totaux.aides or cout <= totaux.prive:
        return None
    return Participation(part=cout - totaux.aides - totaux.prive, aides=totaux.aides)
