"""Which copies of a project are kept: many of the last days, few of the last year."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

JOURS: Final = 7
SEMAINES: Final = 5
MOIS: Final = 12
DERNIERS: Final = 10
"""Copies kept whatever their day, unless the user wants another number."""

Periode = Callable[[datetime], object]
_PERIODES: Final[tuple[tuple[int, Periode], ...]] = (
    (JOURS, lambda m: m.date()),
    (SEMAINES, lambda m: m.isocalendar()[:2]),
    (MOIS, lambda m: (m.year, m.month)),
)


def moments_gardes(moments: Iterable[datetime], derniers: int) -> frozenset[datetime]:
    """Those of ``moments`` to keep: the last ``derniers``, and the last one of each day, week and month.

    Seven days, five weeks and twelve months are counted among those that have a copy: a month of holidays takes
    nothing away. The last copy always stays.
    """
    recents = sorted(set(moments), reverse=True)
    gardes = set(recents[: max(derniers, 1)])
    for nombre, periode in _PERIODES:
        premiers: dict[object, datetime] = {}
        for moment in recents:
            premiers.setdefault(periode(moment), moment)
        gardes.update(list(premiers.values())[:nombre])
    return frozenset(gardes)
