"""Shares of an amount that changes: the same proportions, and a sum exact to the cent."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from models.domain.plan_financement import ZERO

_CENTIME = Decimal("0.01")


def mettre_a_l_echelle(parts: Sequence[Decimal], total: Decimal) -> tuple[Decimal, ...]:
    """The parts in the same proportions, adding up to ``total``; none is negative, and they are not all zero.

    Each is rounded down, then the cents that are left go to those that lost the most, the first ones first.

    >>> [str(part) for part in mettre_a_l_echelle([Decimal(1), Decimal(1), Decimal(1)], Decimal(100))]
    ['33.34', '33.33', '33.33']
    """
    somme = sum(parts, ZERO)
    exactes = [part * total / somme for part in parts]
    basses = [exacte.quantize(_CENTIME, ROUND_DOWN) for exacte in exactes]
    centimes = int((total - sum(basses, ZERO)) / _CENTIME)
    servies = set(sorted(range(len(parts)), key=lambda rang: basses[rang] - exactes[rang])[:centimes])
    return tuple(basse + (_CENTIME if rang in servies else ZERO) for rang, basse in enumerate(basses))
