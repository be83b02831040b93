"""Steps of an action in the Word file: their dates, and bars of shaded cells against the years."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from pvd_desktop.documents import charte
from pvd_desktop.documents.axe import SHARES, Axis
from pvd_desktop.documents.cells import bar_end
from pvd_desktop.documents.renderers import docx_styles, docx_xml
from pvd_desktop.documents.renderers.docx_tables import Hold, is_long
from pvd_desktop.documents.renderers.docx_texte import Words
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.tree import Align, Bar, RowKind, Timeline, Value

_TITLES: Final = (("Étape", Align.TEXT), ("Début", Align.CENTER), ("Fin", Align.CENTER))
_UNDATED: Final = (0.7, 0.15, 0.15)
_COLUMNS: Final = 40
"""Columns of the years: Word takes 63 in a table."""
_MILESTONE: Final = "\u25c6"


def timeline(block: Timeline, width: float, words: Words, hold: Hold) -> Xml:
    """Label, start, end and bar of each step; no bars while nothing has a date."""
    axis = Axis.of(block.bars, block.years)
    widths = [width * share for share in (SHARES[:3] if axis else _UNDATED)]
    strip = _Strip(axis, width * SHARES[3] / _COLUMNS) if axis else None
    titles = [
        docx_xml.cell(own, docx_xml.paragraph(docx_styles.header_cell(align), docx_xml.run(title)))
        for (title, align), own in zip(_TITLES, widths, strict=True)
    ]
    rows = [docx_xml.row([*titles, *(strip.years() if strip else ())], header=True)]
    last = len(block.bars) - 1
    for place, bar in enumerate(block.bars):
        keep = hold.row(last=place == last)
        values: list[Value] = [bar.label, bar.start or "", bar_end(bar)]
        cells = [
            docx_xml.cell(
                own,
                docx_xml.paragraph(docx_styles.cell(RowKind.BODY, align), words.value(value, bold=False), keep=keep),
            )
            for (_, align), own, value in zip(_TITLES, widths, values, strict=True)
        ]
        drawn = strip.bar(bar, keep=keep) if strip else ()
        rows.append(docx_xml.row([*cells, *drawn], splits=is_long(values, widths, charte.TABLE_SIZE)))
    grid = [*widths, *([strip.step] * _COLUMNS if strip else ())]
    return docx_xml.table(docx_styles.TABLE, grid, rows, summary=block.summary)


class _Strip:
    """The columns of the years, each ``step`` points wide."""

    def __init__(self, axis: Axis, step: float) -> None:
        self._axis, self.step = axis, step
        self._marks = {self._column(date(year, 1, 1)): year for year in axis.marks}

    def years(self) -> Iterator[Xml]:
        """The title of each year that is marked."""
        style = docx_styles.header_cell(Align.TEXT)
        for first, after in pairwise((*self._marks, _COLUMNS)):
            text = docx_xml.run(str(self._marks[first]))
            yield self._cell(first, after, docx_xml.paragraph(style, text))

    def bar(self, bar: Bar, *, keep: bool) -> Iterator[Xml]:
        """The room before the bar, the bar, the room after it."""
        if not bar.start:
            yield from self._room(0, _COLUMNS, keep=keep)
            return
        if bar.end and bar.end >= bar.start and not bar.milestone:
            first = min(self._column(bar.start), _COLUMNS - 1)
            after = max(first + 1, self._column(bar.end, end=True))
            drawn = docx_xml.paragraph(docx_styles.BAR, keep=keep)
        else:
            # The mark is wider than a column.
            first = min(self._column(bar.start), _COLUMNS - 2)
            after = first + 2
            mark = docx_xml.run(_MILESTONE, docx_styles.MILESTONE)
            drawn = docx_xml.paragraph(docx_styles.cell(RowKind.BODY, Align.TEXT), mark, keep=keep)
        yield from self._room(0, first, keep=keep)
        yield self._cell(first, after, drawn)
        yield from self._room(after, _COLUMNS, keep=keep)

    def _room(self, first: int, after: int, *, keep: bool) -> Iterator[Xml]:
        """Empty cells, parted where a year is marked."""
        places = sorted({first, after, *(mark for mark in self._marks if first < mark < after)})
        for start, stop in pairwise(places):
            yield self._cell(start, stop, docx_xml.paragraph(docx_styles.BAR_ROOM, keep=keep))

    def _cell(self, first: int, after: int, content: Xml) -> Xml:
        wall = charte.RULE if first in self._marks else ""
        return docx_xml.cell((after - first) * self.step, content, span=after - first, wall=wall)

    def _column(self, jour: date, *, end: bool = False) -> int:
        return round(self._axis.share(jour, end=end) * _COLUMNS)
