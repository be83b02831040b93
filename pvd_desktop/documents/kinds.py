"""Parts that columns, rows, paragraphs and sheets play in a document."""

from enum import Enum, auto


class Align(Enum):
    """What a column holds: words start at the left edge, figures end at the right one."""

    TEXT = auto()
    NUMBER = auto()
    CENTER = auto()


class RowKind(Enum):
    """Part a row plays in its table."""

    BODY = auto()
    GROUP = auto()
    """A title over the rows that follow: only the first cell is read."""
    SUBTOTAL = auto()
    TOTAL = auto()


class ParagraphKind(Enum):
    """Part a paragraph plays on the page."""

    BODY = auto()
    LEAD = auto()
    """Introduces the whole document."""
    NOTE = auto()
    """A remark under a table."""
    MISSING = auto()
    """Stands where something was expected."""
    ADDRESS = auto()
    """To whom a letter is sent, its place and its date: in the right half of the sheet."""


class PageFormat(Enum):
    """Sheet and direction."""

    A4_PORTRAIT = auto()
    A4_LANDSCAPE = auto()
    A3_PORTRAIT = auto()
    A3_LANDSCAPE = auto()
