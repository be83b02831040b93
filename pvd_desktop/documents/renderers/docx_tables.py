"""Tables of the Word file: headers that repeat, rows that hold together, figures that end at the right edge."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.largeurs import Fit, Part, fit
from pvd_desktop.documents.renderers import docx_styles, docx_xml
from pvd_desktop.documents.renderers.docx_texte import Words
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.tree import (
    Align,
    Blank,
    Column,
    Row,
    RowKind,
    Table,
    Value,
)

_MEAN_WIDTH = 0.52
"""Width of a mean character, in parts of the size."""
_SUMS = {RowKind.SUBTOTAL, RowKind.TOTAL}


@dataclass(frozen=True, slots=True)
class Hold:
    """What a block keeps on one page."""

    whole: bool = False
    """Its own lines."""
    following: bool = False
    """Its last line and the block that follows."""

    def row(self, *, last: bool) -> bool:
        """Whether a row stays with the next one."""
        return self.following if last else self.whole


LOOSE = Hold()


def parts(block: Table, width: float, page: float, words: Words, hold: Hold = LOOSE) -> list[Xml]:
    """The tables that hold the columns of ``block``: one, or several when the page is too narrow.

    A short one is not cut at the foot of a page of text of the height ``page``.
    """
    fitted = fit(block, width)
    if _is_short(block, fitted, page):
        hold = Hold(whole=True, following=hold.following)
    return [_part(block, fitted.size, part, words, hold) for part in fitted.parts]


def _is_short(block: Table, fitted: Fit, page: float) -> bool:
    """Whether every part is about as short as the tables that the PDF does not cut."""
    room = charte.SHORT_TABLE * page - 2 * charte.CELL_PADDING * (1 + len(block.rows))
    # A long one is not measured.
    if charte.TABLE_LEADING * (1 + len(block.rows)) > room:
        return False
    rows = [[column.title for column in block.columns], *([text_of(v) for v in row.cells] for row in block.rows)]
    return all(
        sum(max(_lines(row[place], own, fitted.size) for place, own in zip(*part, strict=True)) for row in rows)
        * charte.TABLE_LEADING
        <= room
        for part in ((one.columns, one.widths) for one in fitted.parts)
    )


def _part(block: Table, size: float, part: Part, words: Words, hold: Hold) -> Xml:
    columns = [block.columns[place] for place in part.columns]
    rows = list(_header(columns, part.widths, size))
    for row, after in zip(block.rows, (*block.rows, None)[1:], strict=True):
        # One row alone, under a head or above the foot of a page, would be missed.
        end = row is block.rows[0] or after is block.rows[-1]
        keep = hold.row(last=after is None) or (after is not None and (end or _stays(row, after)))
        if row.kind is RowKind.GROUP:
            rows.append(_group(row, part.widths, size, words))
        else:
            rows.append(_row(row, block, size, part, words, keep=keep))
    last = block.rows[-1].kind if block.rows else RowKind.BODY
    look = ("firstRow", "lastRow") if last is RowKind.TOTAL else ("firstRow",)
    return docx_xml.table(docx_styles.TABLE, part.widths, rows, summary=block.summary, look=look)


def _stays(row: Row, after: Row) -> bool:
    """Whether a row says nothing without the next one: the last one and its total, an action and its operations."""
    return after.kind in _SUMS or row.level < after.level


def _header(columns: Sequence[Column], widths: Sequence[float], size: float) -> Iterator[Xml]:
    """One row of titles; two when some columns share one."""
    titles = [
        docx_xml.paragraph(docx_styles.header_cell(column.align, size), docx_xml.run(column.title))
        for column in columns
    ]
    if not any(column.group for column in columns):
        yield docx_xml.row(map(docx_xml.cell, widths, titles), header=True)
        return
    above: list[Xml] = []
    for _, places in groupby(range(len(columns)), key=lambda place: columns[place].group or place):
        group = list(places)
        column = columns[group[0]]
        if column.group:
            style = docx_styles.header_cell(Align.CENTER if len(group) > 1 else column.align, size)
            title = docx_xml.paragraph(style, docx_xml.run(column.group))
            above.append(docx_xml.cell(sum(widths[place] for place in group), title, span=len(group)))
        else:
            above.append(docx_xml.cell(widths[group[0]], titles[group[0]], merge="restart"))
    below = [
        docx_xml.cell(width, title)
        if column.group
        else docx_xml.cell(width, docx_xml.paragraph(docx_styles.header_cell(column.align, size)), merge="continue")
        for column, width, title in zip(columns, widths, titles, strict=True)
    ]
    yield docx_xml.row(above, header=True)
    yield docx_xml.row(below, header=True)


def _group(row: Row, widths: Sequence[float], size: float, words: Words) -> Xml:
    style = docx_styles.cell(RowKind.GROUP, Align.TEXT, size)
    title = docx_xml.paragraph(style, words.value(row.cells[0], bold=True))
    total = sum(widths)
    return docx_xml.row([docx_xml.cell(total, title, span=len(widths))], splits=is_long([row.cells[0]], [total], size))


def _row(row: Row, block: Table, size: float, part: Part, words: Words, *, keep: bool) -> Xml:
    bold = row.kind is not RowKind.BODY
    values = [row.cells[place] for place in part.columns]
    # The first cell that says something bears the depth of the row.
    first = next((place for place in part.columns if not isinstance(row.cells[place], Blank)), 0)
    cells = [
        docx_xml.cell(
            width,
            docx_xml.paragraph(
                docx_styles.cell(row.kind, block.columns[place].align, size, row.level if place == first else 0),
                words.value(value, bold=bold),
                keep=keep,
            ),
        )
        for place, width, value in zip(part.columns, part.widths, values, strict=True)
    ]
    return docx_xml.row(cells, splits=is_long(values, part.widths, size))


def is_long(values: Iterable[Value], widths: Iterable[float], size: float) -> bool:
    """Whether a row is too high to be sent whole to the next page: Word would cut one higher than a page."""
    return any(
        _lines(text_of(value), width, size) > charte.CELL_LINES for value, width in zip(values, widths, strict=True)
    )


def _lines(text: str, width: float, size: float) -> int:
    """About how many lines ``text`` takes."""
    line = max(1, int((width - 2 * charte.CELL_PADDING) / (size * _MEAN_WIDTH)))
    if len(text) <= line and "\n" not in text:
        return 1
    return sum(1 + len(part) // line for part in text.split("\n"))
