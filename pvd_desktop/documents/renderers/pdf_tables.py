"""Tables of the PDF: no row is ever higher than a page, headers repeat, figures end at the right edge."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import is_missing, runs_of, text_of
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_marks import PageReference
from pvd_desktop.documents.renderers.pdf_texte import BOLD, REGULAR, clean, cut, markup
from pvd_desktop.documents.tree import Align, Fields, Figure, Figures, PageOf, RichText, RowKind, Run, Table, Value

Command = tuple[Any, ...]
_LABEL_SHARE = 0.27
_FIGURES_PER_LINE = 4
_SUMS = {RowKind.SUBTOTAL: 0.4, RowKind.TOTAL: 0.8}
"""Thickness of the line above a sum, in points."""
_MEAN_WIDTH = 0.52
"""Width of a mean character, in parts of the size."""


def layout(
    data: Sequence[Sequence[Any]], widths: Sequence[float], commands: Iterable[Command], repeat: int = 0
) -> PdfTable:
    """A reportlab table with the paddings of the house."""
    base: list[Command] = [
        # Even an empty cell names a font: the default one, Helvetica, would not be embedded.
        ("FONT", (0, 0), (-1, -1), REGULAR, charte.TABLE_SIZE, charte.TABLE_LEADING),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), charte.CELL_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), charte.CELL_PADDING),
        # Letters stand low in their line: less air above makes it look even.
        ("TOPPADDING", (0, 0), (-1, -1), charte.CELL_PADDING - 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), charte.CELL_PADDING),
    ]
    return PdfTable(
        [list(row) for row in data], colWidths=list(widths), style=[*base, *commands], repeatRows=repeat, hAlign="LEFT"
    )


def pieces(runs: RichText, width: float, size: float) -> list[RichText]:
    """``runs`` in as many printed rows as they need: reportlab cannot lay out a row higher than a page."""
    line = max(1, int((width - 2 * charte.CELL_PADDING) / (size * _MEAN_WIDTH)))
    return cut(runs, line * charte.CELL_LINES, line)


def stacked(columns: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Cells cut in pieces, one below the other: as many rows as the longest has pieces."""
    height = max(map(len, columns))
    return [[parts[i] if i < len(parts) else "" for parts in columns] for i in range(height)]


def _cell(value: Value, kind: RowKind, align: Align, width: float) -> list[Flowable]:
    if isinstance(value, PageOf):
        return [PageReference(value.anchor)]
    style = pdf_styles.cell(kind, align, missing=is_missing(value))
    return [PdfParagraph(markup(piece), style) for piece in pieces(runs_of(value), width, charte.TABLE_SIZE)]


def table(block: Table, width: float) -> PdfTable:
    """The table over the whole ``width``."""
    weight = sum(column.weight for column in block.columns)
    widths = [width * column.weight / weight for column in block.columns]
    head = [PdfParagraph(markup((Run(c.title),)), pdf_styles.header(c.align)) for c in block.columns]
    data: list[list[Any]] = [head]
    commands: list[Command] = [
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(charte.BAND)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(charte.ACCENT)),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ]
    for row in block.rows:
        first = len(data)
        if row.kind is RowKind.GROUP:
            cells = _cell(row.cells[0], row.kind, Align.TEXT, width)
            data.extend([piece, *[""] * (len(widths) - 1)] for piece in cells)
            commands.extend(("SPAN", (0, i), (-1, i)) for i in range(first, len(data)))
        else:
            data.extend(
                stacked(
                    [
                        _cell(value, row.kind, column.align, w)
                        for value, column, w in zip(row.cells, block.columns, widths, strict=True)
                    ]
                )
            )
        commands.extend(_row_style(row.kind, first, len(data) - 1))
    return layout(data, widths, commands, repeat=1)


def _row_style(kind: RowKind, first: int, last: int) -> list[Command]:
    """Lines and background of the printed rows ``first`` to ``last``.

    A group stays with the row below it, a total with the row above: neither says anything alone on a page.
    """
    style: list[Command] = [("LINEBELOW", (0, last), (-1, last), 0.4, HexColor(charte.RULE))]
    if kind is RowKind.GROUP:
        style.append(("NOSPLIT", (0, last), (-1, last + 1)))
    elif kind in _SUMS:
        style.append(("LINEABOVE", (0, first), (-1, first), _SUMS[kind], HexColor(charte.RULE_STRONG)))
        style.append(("NOSPLIT", (0, first - 1), (-1, first)))
    if kind is RowKind.TOTAL:
        style.append(("BACKGROUND", (0, first), (-1, last), HexColor(charte.BAND)))
    return style


def fields(block: Fields, width: float) -> PdfTable:
    """Labels in a narrow column, values beside them."""
    widths = [width * _LABEL_SHARE, width * (1 - _LABEL_SHARE)]
    data: list[list[Any]] = []
    commands: list[Command] = [
        ("BACKGROUND", (0, 0), (0, -1), HexColor(charte.BAND)),
    ]
    for field in block.rows:
        style = pdf_styles.field(missing=is_missing(field.value))
        labels = [
            PdfParagraph(markup(piece), pdf_styles.label())
            for piece in pieces((Run(field.label),), widths[0], charte.FIELD_SIZE)
        ]
        values = [
            PdfParagraph(markup(piece), style) for piece in pieces(runs_of(field.value), widths[1], charte.FIELD_SIZE)
        ]
        data.extend(stacked([labels, values]))
        commands.append(("LINEBELOW", (0, len(data) - 1), (-1, len(data) - 1), 0.4, HexColor(charte.RULE)))
    return layout(data, widths, commands)


def figures(block: Figures, width: float) -> PdfTable:
    """Key figures, four on a line."""
    lines = [block.items[i : i + _FIGURES_PER_LINE] for i in range(0, len(block.items), _FIGURES_PER_LINE)]
    count = max(len(line) for line in lines)
    data = [[*(_figure(item) for item in line), *[""] * (count - len(line))] for line in lines]
    commands: list[Command] = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(charte.BAND)),
        ("INNERGRID", (0, 0), (-1, -1), 2, HexColor("#FFFFFF")),
        ("LEFTPADDING", (0, 0), (-1, -1), 2 * charte.CELL_PADDING),
    ]
    return layout(data, _figure_widths(lines, count, width), commands)


def _figure_widths(lines: Sequence[Sequence[Figure]], count: int, width: float) -> list[float]:
    """Each column as wide as its longest words, then an equal share of what is left; equal when they do not fit."""
    wanted = [max(_words_width(line[i]) for line in lines if i < len(line)) for i in range(count)]
    left = width - sum(wanted)
    return [width / count] * count if left < 0 else [w + left / count for w in wanted]


def _words_width(item: Figure) -> float:
    label = stringWidth(clean(item.label), REGULAR, charte.SMALL_SIZE)
    value = stringWidth(clean(text_of(item.value)), BOLD, pdf_styles.figure(strong=False, missing=False).fontSize)
    return max(label, value) + 4 * charte.CELL_PADDING


def shortened(text: str, limit: int = 160) -> str:
    """``text``, or its beginning and « … »: a key figure is not the place of a long one."""
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"


def _figure(item: Figure) -> list[Flowable]:
    lines: list[Flowable] = [
        PdfParagraph(markup((Run(item.label),)), pdf_styles.small()),
        PdfParagraph(
            markup((Run(text_of(item.value)),)), pdf_styles.figure(strong=item.strong, missing=is_missing(item.value))
        ),
    ]
    if item.detail:
        lines.append(PdfParagraph(markup((Run(shortened(item.detail)),)), pdf_styles.small()))
    return lines
