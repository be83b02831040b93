# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""A grid of lines cut over pages: heights are measured once, the head repeats, some lines stay together.

The table of reportlab keeps a style for each cell and copies what is left of it at every page: here the time of a
table grows with its rows only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.renderers.pdf_styles import colour

_ABOVE = charte.CELL_PADDING - 1
"""Letters stand low in their line: less air above makes it look even."""
_HAIR = 0.4
_TALL = 0.75
"""Share of a page from which lines may be parted whatever they ask: the next page would not hold them better."""


class Words:
    """Plain text on one line: it asks for no paragraph."""

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        self.text, self.style = text, style

    def draw(self, canvas: Canvas, left: float, top: float, width: float) -> None:
        """Write the text under ``top``, at its end of the ``width``."""
        style = self.style
        baseline = top - style.fontSize
        if style.alignment == 0:
            canvas.drawString(left + style.leftIndent, baseline, self.text)
        elif style.alignment == 1:
            canvas.drawCentredString(left + width / 2, baseline, self.text)
        else:
            canvas.drawRightString(left + width, baseline, self.text)


def holds(text: str, style: ParagraphStyle, width: float) -> bool:
    """Whether ``text`` holds on one line of ``width``."""
    return "\n" not in text and stringWidth(text, style.fontName, style.fontSize) <= width - style.leftIndent


class Drawing(Flowable):
    """Shows what is already written beside it."""


class Placed(NamedTuple):
    """What stands in a line, and where."""

    cell: Words | Flowable | None
    left: float
    width: float
    span: int = 1
    """Columns it stands over."""


@dataclass(slots=True)
class Line:
    """One printed line of the grid."""

    cells: Sequence[Placed]
    row: Element = field(default_factory=lambda: Element("TR"))
    """Shared by the printed lines of one row."""
    keep: bool = False
    """Stays on the page of the next one."""
    band: bool = False
    spans: bool = False
    """One cell over all the columns."""
    above: float = 0.0
    """Thickness of the rule above."""
    below: float = 0.0
    resume: "Line | None" = None
    """Printed before it where it opens a page: the name of its group."""
    echo: bool = False
    """Says again what was said: it only helps the eye."""
    height: float = 0.0

    def __post_init__(self) -> None:
        heights = (
            placed.cell.style.leading if isinstance(placed.cell, Words) else placed.cell.wrap(placed.width, 1e6)[1]
            for placed in self.cells
            if placed.cell
        )
        self.height = max(heights, default=0.0) + _ABOVE + charte.CELL_PADDING


@dataclass(frozen=True, slots=True)
class Shape:
    """What the pages of a grid have in common."""

    width: float
    page: float
    """Height of a page of text."""
    head: Sequence[Line] = ()
    """Lines at the top of each page."""
    side: float = 0.0
    """Width of a band behind the left of every line."""
    rules: Sequence[float] = ()
    """Places of the vertical lines, which the spanning lines break."""
    table: Element = field(default_factory=lambda: Element("Table"))

    @property
    def head_height(self) -> float:
        """Height of the lines at the top."""
        return sum(line.height for line in self.head)


class Grid(Flowable):
    """The ``lines`` of one table, or of what is left of it."""

    def __init__(self, shape: Shape, lines: Sequence[Line]) -> None:
        super().__init__()
        self._shape, self._lines = shape, lines
        self._height = shape.head_height + sum(line.height for line in lines)

    @property
    def start(self) -> float:
        """Height of the least that may stand at the foot of a page: the head, two lines and those they bring."""
        count = min(2, len(self._lines))
        while count < len(self._lines) and self._lines[count - 1].keep:
            count += 1
        return self._shape.head_height + sum(line.height for line in self._lines[:count])

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Width and height of all the lines."""
        del aW, aH
        self.width, self.height = self._shape.width, self._height
        return self.width, self.height

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The lines that fit, then the others; nothing when it is better to go to the next page first."""
        del aW
        fitting = self._fitting(aH)
        count = fitting
        if count == len(self._lines) - 1:
            # The last row alone under a head would be missed.
            count -= 1
        while 0 < count < len(self._lines) and self._lines[count - 1].keep:
            count -= 1
        if count <= 0 and aH >= _TALL * self._shape.page:
            count = max(fitting, 1)
        if count <= 0:
            return []
        left = self._lines[count:]
        # The name of a group that filled a page alone would do so on the next one too.
        if left and left[0].resume and not all(line.echo for line in self._lines[:count]):
            left = [left[0].resume, *left]
        return [Grid(self._shape, part) for part in (self._lines[:count], left) if part]

    def _fitting(self, room: float) -> int:
        room -= self._shape.head_height
        for count, line in enumerate(self._lines):
            room -= line.height
            if room < 0:
                return count
        return len(self._lines)

    def draw(self) -> None:
        """The bands, then what they hold, then the rules."""
        canvas = cast(PageCanvas, self.canv)
        lines = [*self._shape.head, *self._lines]
        tops = [self.height]
        for line in lines:
            tops.append(tops[-1] - line.height)
        canvas.saveState()
        canvas.open_decoration()
        self._draw_bands(canvas, lines, tops)
        canvas.close()
        style: ParagraphStyle | None = None
        heads = len(self._shape.head)
        for place, (line, top) in enumerate(zip(lines, tops, strict=False)):
            style = _draw_line(canvas, line, top, style, self._shape.table, head=place < heads)
        canvas.open_decoration()
        self._draw_rules(canvas, lines, tops)
        canvas.close()
        canvas.restoreState()

    def _draw_bands(self, canvas: Canvas, lines: Sequence[Line], tops: Sequence[float]) -> None:
        canvas.setFillColor(colour(charte.BAND))
        for line, top in zip(lines, tops, strict=False):
            if line.band:
                canvas.rect(0, top - line.height, self.width, line.height, stroke=0, fill=1)
        if self._shape.side:
            canvas.rect(0, 0, self._shape.side, self.height, stroke=0, fill=1)

    def _draw_rules(self, canvas: Canvas, lines: Sequence[Line], tops: Sequence[float]) -> None:
        for line, top in zip(lines, tops, strict=False):
            _rule(canvas, line.above, charte.RULE_STRONG, top, self.width)
            _rule(canvas, line.below, charte.RULE, top - line.height, self.width)
        canvas.setLineWidth(_HAIR)
        canvas.setStrokeColor(colour(charte.RULE))
        for line, top in zip(lines, tops, strict=False):
            for left in () if line.spans else self._shape.rules:
                canvas.line(left, top, left, top - line.height)
        if self._shape.head:
            _rule(canvas, 0.8, charte.ACCENT, self.height - self._shape.head_height, self.width)


def _draw_line(
    canvas: PageCanvas, line: Line, top: float, style: ParagraphStyle | None, table: Element, *, head: bool
) -> ParagraphStyle | None:
    """Write the cells; gives the style the canvas was left with, so that the next ones need not set it again."""
    # A head is told once: where it repeats, it only helps the eye.
    repeated = line.echo or (head and line.row.attached)
    if not line.row.kids:
        line.row.kids.extend(_element(placed, first=place == 0, head=head) for place, placed in enumerate(line.cells))
    for (cell, left, width, _), element in zip(line.cells, line.row.kids, strict=True):
        if cell is None:
            continue
        if repeated or isinstance(cell, Drawing):
            canvas.open_decoration()
        else:
            canvas.open(table, line.row, cast(Element, element))
        if isinstance(cell, Words):
            if cell.style is not style:
                style = cell.style
                canvas.setFont(style.fontName, style.fontSize)
                canvas.setFillColor(style.textColor)
            drop = line.height - cell.style.leading - charte.CELL_PADDING if head else _ABOVE
            cell.draw(canvas, left, top - drop, width)
        else:
            # The types of reportlab do not know the height a flowable was wrapped in.
            height = cast(float, cast(Any, cell).height)
            drop = line.height - height - charte.CELL_PADDING if head else _ABOVE
            cell.drawOn(canvas, left, top - drop - height)
        canvas.close()
    return style


def _element(placed: Placed, *, first: bool, head: bool) -> Element:
    """The cell in the structure: its place in the row is kept even when nothing is in it."""
    if placed.cell is None or not (head or first):
        element = Element("TD", span=placed.span)
    else:
        element = Element("TH", scope="Column" if head else "Row", span=placed.span)
    element.attached = True
    return element


def _rule(canvas: Canvas, thickness: float, tint: str, y: float, width: float) -> None:
    if thickness:
        canvas.setLineWidth(thickness)
        canvas.setStrokeColor(colour(tint))
        canvas.line(0, y, width, y)
