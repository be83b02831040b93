"""Tables of the PDF: cut by columns when they are too wide, by rows at the foot of pages, never inside a figure."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import is_missing, text_of
from pvd_desktop.documents.largeurs import Part, fit, heading_place
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_cells import Cell, cells, inner, lines, pieces
from pvd_desktop.documents.renderers.pdf_grid import Grid, Line, Placed, Shape
from pvd_desktop.documents.renderers.pdf_marks import PageReference
from pvd_desktop.documents.renderers.pdf_paragraphs import Text, paragraphs
from pvd_desktop.documents.renderers.pdf_texte import shortened
from pvd_desktop.documents.tree import BLANK, Align, Column, PageOf, Row, RowKind, Run, Table, Value

_SUMS = {RowKind.SUBTOTAL: 0.4, RowKind.TOTAL: 0.8}
"""Thickness of the line above a sum, in points."""
_HAIR = 0.4
_GROUP = 100
"""Characters of the name of a group, where it is said again."""


def table(block: Table, width: float, page: float, caption: str, *, resumes: bool = True) -> Iterator[Flowable]:
    """The table in ``width``, on pages of text of the height ``page``, in several parts if needed.

    ``resumes`` says the name of a group again where its rows go on over the next page.
    """
    fitted = fit(block, width)
    for number, part in enumerate(fitted.parts, 1):
        columns = [block.columns[place] for place in part.columns]
        shape = Shape(
            width,
            page,
            _head(columns, part.widths, fitted.size),
            rules=_rules(columns, part.widths),
            table=Element("Table", alt=block.summary),
        )
        grid = Grid(shape, list(_lines(block, part, width, fitted.size, resumes=resumes)))
        title = _caption(caption, number, len(fitted.parts))
        height = sum(paragraph.wrap(width, page)[1] for paragraph in title) + 2 * charte.SPACE
        _, whole = grid.wrap(width, page)
        # A short table is not cut; a part is read beside the one before: it starts a page unless it holds here.
        wanted = whole if number > 1 or whole < charte.SHORT_TABLE * page else min(grid.start, page / 2)
        yield CondPageBreak(min(height + wanted, page))
        yield from title
        yield grid
        yield Spacer(0, 1.2 * charte.SPACE)


def _caption(text: str, number: int, count: int) -> list[Text]:
    if count > 1:
        text = f"{text} (partie {number} sur {count})" if text else f"Partie {number} sur {count}"
    return list(paragraphs((Run(text),), pdf_styles.caption())) if text else []


def _rules(columns: Sequence[Column], widths: Sequence[float]) -> list[float]:
    """Places of the lines that part the groups of columns."""
    return [sum(widths[:place]) for place in range(1, len(columns)) if columns[place].group != columns[place - 1].group]


def _head(columns: Sequence[Column], widths: Sequence[float], size: float) -> list[Line]:
    head: list[Line] = []
    if any(column.group for column in columns):
        head.append(Line(_groups(columns, widths, size), band=True))
    titles = [[_title(c.title, pdf_styles.header(c.align, size), w)] for c, w in zip(columns, widths, strict=True)]
    head.extend(lines(titles, widths))
    for line in head:
        line.band = True
    return head


def _groups(columns: Sequence[Column], widths: Sequence[float], size: float) -> list[Placed]:
    """The titles over neighbouring columns."""
    placed: list[Placed] = []
    left, place = 0.0, 0
    for group, members in groupby(columns, key=lambda column: column.group):
        count = len(list(members))
        width = sum(widths[place : place + count])
        title = _title(group, pdf_styles.header(Align.CENTER, size), width) if group else None
        placed.append(Placed(title, left + charte.CELL_PADDING, inner(width), count))
        left, place = left + width, place + count
    return placed


def _title(text: str, style: ParagraphStyle, width: float) -> Cell:
    """One cell of the head; a title that would fill the page is cut short."""
    first, *others = pieces((Run(text),), width, style.fontSize)
    return Text.of((*first, Run("…")) if others else first, style)


def _lines(block: Table, part: Part, width: float, size: float, *, resumes: bool) -> Iterator[Line]:
    resume: Line | None = None
    for row, following in zip_longest(block.rows, block.rows[1:]):
        if row.kind is RowKind.GROUP:
            printed = _group(row.cells[0], part, width, size)
            resume = _resume(row.cells[0], part, width, size) if resumes else None
        else:
            printed = lines(_columns(block, row, part, size), part.widths)
        printed[0].above = _SUMS.get(row.kind, 0)
        printed[-1].below = _HAIR
        printed[-1].keep = following is not None and _stays(row, following)
        for line in printed:
            line.band, line.spans = row.kind is RowKind.TOTAL, row.kind is RowKind.GROUP
            line.resume = None if row.kind is RowKind.GROUP else resume
        yield from printed
        if row.kind in _SUMS:
            resume = None


def _group(title: Value, part: Part, width: float, size: float) -> list[Line]:
    style = pdf_styles.cell(RowKind.GROUP, Align.TEXT, size)
    return lines([cells(title, style, width)], [width], len(part.columns))


def _resume(title: Value, part: Part, width: float, size: float) -> Line:
    """What a page opens with when the rows of a group go on over it."""
    line = _group(f"{shortened(text_of(title), _GROUP)} (suite)", part, width, size)[0]
    line.below, line.keep, line.spans, line.echo = _HAIR, True, True, True
    return line


def _stays(row: Row, following: Row) -> bool:
    """Whether a row says nothing without the next one: a group and its first row, an action and its operations."""
    return row.kind is RowKind.GROUP or following.kind in _SUMS or row.level < following.level


def _columns(block: Table, row: Row, part: Part, size: float) -> list[list[Cell]]:
    heading = heading_place(row)
    return [
        _cell(row.cells[place], row, block.columns[place].align, size, width, deep=place == heading)
        for place, width in zip(part.columns, part.widths, strict=True)
    ]


def _cell(value: Value, row: Row, align: Align, size: float, width: float, *, deep: bool) -> list[Cell]:
    if value is BLANK:
        return []
    if isinstance(value, PageOf):
        return [PageReference(value.anchor)]
    level = row.level if deep and align is Align.TEXT else 0
    style = pdf_styles.cell(row.kind, align, size, missing=is_missing(value), level=level)
    return cells(value, style, width)
