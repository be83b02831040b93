"""What the decimals of the snapshots count."""

from typing import Final

FRACTIONS: Final = frozenset({"taux", "taux_tva", "quotite"})
"""Fields that are rates; every other one has two decimals: euros, or hectares."""
