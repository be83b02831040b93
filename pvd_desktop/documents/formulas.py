"""How a column of a table is computed from the others of its row.

Builders give the value *and* the formula: every format shows the value, a spreadsheet keeps the formula beside it.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cell:
    """The value, in the same row, of the column of that key."""

    key: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms added up; an empty one counts for nothing."""

    terms: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True)
class Difference:
    """``left`` less ``right``; empty as soon as the cell ``left`` is, while an empty ``right`` counts for nothing."""

    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Quotient:
    """``left`` over ``right``, to a tenth of a percent; empty when ``right`` is empty or zero."""

    left: Cell
    right: Cell
    decimals: int = 3
    """Of the fraction: four are a hundredth of a percent."""


@dataclass(frozen=True, slots=True)
class AtLeastZero:
    """``term`` when it is positive, else zero; empty when one of ``needed`` is empty."""

    term: "Formula"
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountIfEmpty:
    """One when the cell of that key is empty, else zero."""

    key: str


Formula: TypeAlias = Cell | Sum | Difference | Quotient | AtLeastZero | CountIfEmpty
"""How a column is computed from the others of its row: spreadsheets keep it alive beside our value."""
