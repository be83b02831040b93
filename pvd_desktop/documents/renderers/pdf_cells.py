"""What stands in the cells of the PDF: plain words where one line is enough, else paragraphs of bounded height."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import runs_of
from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_grid import Line, Placed, Words, holds
from pvd_desktop.documents.renderers.pdf_paragraphs import Text
from pvd_desktop.documents.renderers.pdf_texte import clean, cut, is_plain
from pvd_desktop.documents.tree import RichText, Value

Cell = Words | Flowable
_MEAN_WIDTH = 0.52
"""Width of a mean character, in parts of the size."""


def inner(width: float) -> float:
    """What a cell of ``width`` leaves to its text."""
    return width - 2 * charte.CELL_PADDING


def pieces(runs: RichText, width: float, size: float) -> list[RichText]:
    """``runs`` in as many printed rows as they need: a row is never higher than a page."""
    line = max(1, int(inner(width) / (size * _MEAN_WIDTH)))
    return cut(runs, line * charte.CELL_LINES, line)


def cells(value: Value, style: ParagraphStyle, width: float) -> list[Cell]:
    """The value in a column of ``width``, one below the other when it is long; none for a blank."""
    runs = runs_of(value)
    if len(runs) == 1 and is_plain(runs[0]):
        text = clean(runs[0].text, style.fontName)
        if not text:
            return []
        if holds(text, style, inner(width)):
            return [Words(text, style)]
    return [Text.of(piece, style) for piece in pieces(runs, width, style.fontSize)]


def lines(columns: Sequence[Sequence[Cell]], widths: Sequence[float], span: int = 1) -> list[Line]:
    """The printed lines of one row, whose cells stand over ``span`` columns: as many as its longest one has pieces."""
    lefts = [sum(widths[:place]) + charte.CELL_PADDING for place in range(len(widths))]
    row = Element("TR")
    return [
        Line(
            [
                Placed(parts[index] if index < len(parts) else None, left, inner(width), span)
                for parts, left, width in zip(columns, lefts, widths, strict=True)
            ],
            row,
        )
        for index in range(max(map(len, columns), default=0) or 1)
    ]
