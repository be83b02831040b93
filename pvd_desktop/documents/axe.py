"""The years that the steps of an action are drawn against, the same in every format that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pvd_desktop.documents.tree import Bar

SHARES = (0.36, 0.12, 0.12, 0.40)
"""Shares of the width: the name of a step, its start, its end, the years."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, from the first day of ``first`` to the last of ``last``."""

    first: int
    last: int

    @classmethod
    def of(cls, bars: Sequence[Bar], common: tuple[int, int] | None = None) -> "Axis | None":
        """The years the bars cover, if any has a date; ``common`` ones when they hold them."""
        years = [jour.year for bar in bars for jour in (bar.start, bar.end) if jour]
        if common and years:
            years += common
        return cls(min(years), max(years)) if years else None

    def share(self, jour: date, *, end: bool = False) -> float:
        """Place of the morning (or the evening) of ``jour``, from 0 to 1."""
        origin = date(self.first, 1, 1).toordinal()
        days = date(self.last, 12, 31).toordinal() + 1 - origin
        return (jour.toordinal() + int(end) - origin) / days

    @property
    def marks(self) -> range:
        """Years that are marked: eight at most."""
        return range(self.first, self.last + 1, max(1, -(-(self.last - self.first + 1) // 8)))
