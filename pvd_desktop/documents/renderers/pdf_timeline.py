# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Steps of an action against the years: the dates are written, the bars only show them."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.axe import SHARES, Axis
from pvd_desktop.documents.cells import bar_end, is_missing
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_cells import Cell, cells, lines
from pvd_desktop.documents.renderers.pdf_grid import Drawing, Grid, Line, Shape
from pvd_desktop.documents.renderers.pdf_texte import BOLD
from pvd_desktop.documents.tree import Align, Bar, RowKind, Timeline, Value


class _Strip(Drawing):
    """One row of the axis, as wide as its cell."""

    def __init__(self, axis: Axis, bar: Bar | None, height: float = charte.TABLE_LEADING) -> None:
        super().__init__()
        self._axis, self._bar, self._height = axis, bar, height

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """All the width, as high as its label."""
        del aH
        self.width, self.height = aW, self._height
        return self.width, self.height

    def draw(self) -> None:
        """The marks of the years, then the bar or, in the header, the years themselves."""
        canvas = self.canv
        canvas.saveState()
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(HexColor(charte.RULE))
        axis = self._axis
        for year in axis.marks:
            left = self.width * axis.share(date(year, 1, 1))
            canvas.line(left, -charte.CELL_PADDING, left, self.height + charte.CELL_PADDING - 1)
            if self._bar is None:
                self._year(left, str(year))
        if self._bar is not None and self._bar.start:
            canvas.setFillColor(HexColor(charte.ACCENT))
            self._draw_bar(self._bar, self._bar.start)
        canvas.restoreState()

    def _year(self, left: float, text: str) -> None:
        canvas = self.canv
        canvas.setFont(BOLD, charte.SMALL_SIZE)
        canvas.setFillColor(HexColor(charte.ACCENT))
        if left + stringWidth(text, BOLD, charte.SMALL_SIZE) + 2 <= self.width:
            canvas.drawString(left + 2, 2, text)

    def _draw_bar(self, bar: Bar, start: date) -> None:
        """A stretch of time when its end is known and follows its start, else a diamond on its first day."""
        canvas = self.canv
        left = self.width * self._axis.share(start)
        middle = self.height - charte.TABLE_LEADING / 2
        if bar.end and bar.end >= start and not bar.milestone:
            right = self.width * self._axis.share(bar.end, end=True)
            canvas.roundRect(left, middle - 2.6, max(right - left, 1), 5.2, 1, stroke=0, fill=1)
            return
        path = canvas.beginPath()
        path.moveTo(left - 3.2, middle)
        path.lineTo(left, middle + 3.2)
        path.lineTo(left + 3.2, middle)
        path.lineTo(left, middle - 3.2)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def timeline(block: Timeline, width: float, page: float) -> Grid:
    """Label, start, end and bar of each step."""
    axis = Axis.of(block.bars, block.years)
    shares = SHARES if axis else (0.7, 0.15, 0.15)
    widths = [width * share for share in shares]
    titles: list[list[Cell]] = [
        cells(title, pdf_styles.header(align), column)
        for title, align, column in zip(
            ("Étape", "Début", "Fin"), (Align.TEXT, Align.CENTER, Align.CENTER), widths, strict=False
        )
    ]
    head = lines([*titles, *([[_Strip(axis, None)]] if axis else [])], widths)
    printed: list[Line] = []
    for bar in block.bars:
        words = _words(bar, widths)
        height = lines(words, widths[:3])[0].height - 2 * charte.CELL_PADDING + 1
        parts = lines([*words, *([[_Strip(axis, bar, height)]] if axis else [])], widths)
        parts[-1].below = 0.4
        printed.extend(parts)
    for line in head:
        line.band = True
    return Grid(Shape(width, page, head, table=Element("Table", alt=block.summary)), printed)


def _words(bar: Bar, widths: Sequence[float]) -> list[list[Cell]]:
    return [
        cells(bar.label, pdf_styles.cell(RowKind.BODY, Align.TEXT), widths[0]),
        _date(bar.start or "", widths[1]),
        _date(bar_end(bar), widths[2]),
    ]


def _date(value: Value, width: float) -> list[Cell]:
    return cells(value, pdf_styles.cell(RowKind.BODY, Align.CENTER, missing=is_missing(value)), width)
