"""What a spreadsheet alone does with a table: lists to choose from, colours that follow the figures, notes, charts.

A table says the same without them: the other formats leave them aside.
"""

from dataclasses import dataclass
from enum import Enum, auto


class Tone(Enum):
    """What a colour means; the words or the figures of the cell say it too."""

    SUCCESS = auto()
    WARNING = auto()
    INFORMATION = auto()
    QUIET = auto()


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour of the cells of a column that say one of ``words``; of those above zero, without words."""

    tone: Tone
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A figure that repeats the total of a column of a table written before, by their keys."""

    table: str
    column: str
    row: str = ""
    """Key of a subtotal, or of what is left; the total by default."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns of a table drawn against its first one; the total stays out."""

    title: str
    columns: tuple[str, ...]
    """Keys of the columns that are drawn."""
    stacked: bool = False
    """One bar a row, lying, made of its columns; else a standing bar a column."""
