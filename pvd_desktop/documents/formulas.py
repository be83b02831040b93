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
    """``left`` less ``right``; empty as soon as ``left`` is."""

    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Quotient:
    """``left`` over ``right``; empty when ``right`` is empty or zero."""

    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class AtLeastZero:
    """``term`` when it is positive, else zero; empty when one of ``needed`` is empty."""

    term: "Formula"
    needed: tuple[str, ...] = ()


Formula: TypeAlias = Cell | Sum | Difference | Quotient | AtLeastZero
"""How a column is computed from the others of its row: spreadsheets keep it alive beside our value."""
