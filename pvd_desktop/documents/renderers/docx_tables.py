"""Tables of the Word file: headers that repeat, rows that hold together, figures that end at the right edge."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import bar_end, is_missing, text_of
from pvd_desktop.documents.largeurs import Part, fit
from pvd_desktop.documents.renderers import docx_styles, docx_xml
from pvd_desktop.documents.renderers.docx_texte import Words
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.tree import (
    Align,
    Blank,
    Column,
    Fields,
    Figure,
    Figures,
    Row,
    RowKind,
    Signature,
    Signatures,
    Table,
    Timeline,
    Value,
)

_LABEL_SHARE = 0.27
_FIGURES_PER_LINE = 4
_SIGNATURES_PER_LINE = 2
_MEAN_WIDTH = 0.52
"""Width of a mean character, in parts of the size."""
_NARROW_WIDTH = 0.47
"""The same for a label or a figure, that has few capitals."""
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


def parts(block: Table, width: float, words: Words, hold: Hold = LOOSE) -> list[Xml]:
    """The tables that hold the columns of ``block``: one, or several when the page is too narrow."""
    fitted = fit(block, width)
    return [_part(block, fitted.size, part, words, hold) for part in fitted.parts]


def _part(block: Table, size: float, part: Part, words: Words, hold: Hold) -> Xml:
    columns = [block.columns[place] for place in part.columns]
    rows = list(_header(columns, part.widths, size))
    for row, after in zip(block.rows, (*block.rows[1:], None), strict=True):
        keep = hold.row(last=after is None) or (after is not None and _stays(row, after))
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
    return docx_xml.row([docx_xml.cell(total, title, span=len(widths))], splits=_is_long([row.cells[0]], [total], size))


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
    return docx_xml.row(cells, splits=_is_long(values, part.widths, size))


def _is_long(values: Iterable[Value], widths: Iterable[float], size: float) -> bool:
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


def timeline(block: Timeline) -> Table:
    """The steps and their dates as a table."""
    columns = (Column("Étape", 3.4), Column("Début", 1, Align.CENTER), Column("Fin", 1, Align.CENTER))
    return Table(columns, tuple(Row((bar.label, bar.start or "", bar_end(bar))) for bar in block.bars), block.summary)


def fields(block: Fields, width: float, words: Words, hold: Hold = LOOSE) -> Xml:
    """Labels in a narrow column, values beside them."""
    widths = (width * _LABEL_SHARE, width * (1 - _LABEL_SHARE))
    last = len(block.rows) - 1
    rows: list[Xml] = []
    for place, field in enumerate(block.rows):
        label = docx_xml.paragraph("ChampLibelle", docx_xml.run(field.label), keep=hold.row(last=place == last))
        value = docx_xml.paragraph("ChampValeur", words.value(field.value))
        cells = (docx_xml.cell(widths[0], label), docx_xml.cell(widths[1], value))
        rows.append(docx_xml.row(cells, splits=_is_long((field.label, field.value), widths, charte.FIELD_SIZE)))
    return docx_xml.table(docx_styles.FIELDS, widths, rows, summary=block.summary, look=("firstColumn",))


def figures(block: Figures, width: float, hold: Hold = LOOSE) -> Xml:
    """Key figures, four on a line."""
    lines = [block.items[i : i + _FIGURES_PER_LINE] for i in range(0, len(block.items), _FIGURES_PER_LINE)]
    widths = _figure_widths(lines, width)
    rows = [
        docx_xml.row(
            (
                docx_xml.cell(own, _figure(item, keep=hold.row(last=line is lines[-1])))
                for own, item in zip(widths, line, strict=False)
            ),
            missing=len(widths) - len(line),
            blank=sum(widths[len(line) :]),
        )
        for line in lines
    ]
    return docx_xml.table(docx_styles.FIGURES, widths, rows, summary=block.summary, look=())


def _figure_widths(lines: Sequence[Sequence[Figure]], width: float) -> list[float]:
    """Each column as wide as its longest words, then an equal share of what is left; equal when they do not fit."""
    count = max(map(len, lines), default=0)
    wanted = [max(_words_width(line[i]) for line in lines if i < len(line)) for i in range(count)]
    left = width - sum(wanted)
    return [width / count] * count if left < 0 else [own + left / count for own in wanted]


def _words_width(item: Figure) -> float:
    label = len(item.label) * charte.SMALL_SIZE
    value = len(text_of(item.value)) * (charte.BODY_SIZE + 1.5)
    return max(label, value) * _NARROW_WIDTH + 4 * charte.CELL_PADDING


def _figure(item: Figure, *, keep: bool) -> Xml:
    missing = is_missing(item.value)
    style = "ChiffreManquant" if missing else "ChiffreFort" if item.strong else "Chiffre"
    lines = [
        docx_xml.paragraph("ChiffreLibelle", docx_xml.run(item.label), keep=True),
        docx_xml.paragraph(style, docx_xml.run(text_of(item.value)), keep=keep),
    ]
    if item.detail:
        lines.append(docx_xml.paragraph("ChiffreLibelle", docx_xml.run(item.detail), keep=keep))
    return docx_xml.join(lines)


def signatures(block: Signatures, width: float) -> Xml:
    """The places to sign, two on a line; no place is split over two pages."""
    own = width / _SIGNATURES_PER_LINE
    starts = range(0, len(block.items), _SIGNATURES_PER_LINE)
    lines = [block.items[start : start + _SIGNATURES_PER_LINE] for start in starts]
    rows = [
        docx_xml.row(
            (docx_xml.cell(own, _place(item)) for item in line),
            missing=_SIGNATURES_PER_LINE - len(line),
            blank=own,
        )
        for line in lines
    ]
    parties = ", ".join(item.party for item in block.items)
    return docx_xml.table(
        docx_styles.SIGNATURES,
        [own] * _SIGNATURES_PER_LINE,
        rows,
        summary=f"Signatures\u00a0: {parties}",
        look=(),
    )


def _place(item: Signature) -> Xml:
    lines = (("ChampLibelle", item.party), ("ChampValeur", item.signatory), ("ChiffreLibelle", item.detail))
    words = [docx_xml.paragraph(style, docx_xml.run(text), keep=True) for style, text in lines if text]
    return docx_xml.join(
        (*words, docx_xml.paragraph("SignaturePlace", docx_xml.run("Date, signature et cachet\u00a0:")))
    )
