"""Boxes of the PDF that reportlab lays out as small tables: key figures, notices, places to sign."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as PdfTable

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import is_missing, text_of
from pvd_desktop.documents.largeurs import figures_per_line
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.renderers.pdf_paragraphs import Text
from pvd_desktop.documents.renderers.pdf_styles import colour
from pvd_desktop.documents.renderers.pdf_texte import BOLD, REGULAR, clean, cut, shortened
from pvd_desktop.documents.tree import Figure, Figures, Notice, ParagraphKind, Run, Signature, Signatures

Command = tuple[Any, ...]
_SIGNATURES_PER_LINE = 2
_LONGEST_WORDS = 600
"""Characters of a line that are kept: a place to sign has to hold on one page."""


class _Box(PdfTable):
    """A table of reportlab whose lines and backgrounds stay out of the structure."""

    # The types of reportlab do not know these two.

    def _drawBkgrnd(self) -> None:  # noqa: N802
        canvas = cast(PageCanvas, self.canv)
        canvas.open_decoration()
        super()._drawBkgrnd()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        canvas.close()

    def _drawLines(self) -> None:  # noqa: N802
        canvas = cast(PageCanvas, self.canv)
        canvas.open_decoration()
        super()._drawLines()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        canvas.close()


def layout(data: Sequence[Sequence[Any]], widths: Sequence[float], commands: Iterable[Command]) -> PdfTable:
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
    return _Box([list(row) for row in data], colWidths=list(widths), style=[*base, *commands], hAlign="LEFT")


def notice(block: Notice, width: float) -> PdfTable:
    """A statement beside a coloured rule."""
    style, path = pdf_styles.paragraph(ParagraphKind.NOTE), (Element("P"),)
    rows = [
        [Text.of(piece, style, path=path)] for piece in cut(block.runs, charte.LONG_PARAGRAPH // 3, charte.MEAN_LINE)
    ]
    return layout(rows, [width], [("LINEBEFORE", (0, 0), (0, -1), 2, colour(charte.ACCENT))])


def figures(block: Figures, width: float) -> PdfTable:
    """Key figures, four or five on a line."""
    per_line = figures_per_line([_words_width(item) for item in block.items], width)
    lines = [block.items[i : i + per_line] for i in range(0, len(block.items), per_line)]
    count = max(len(line) for line in lines)
    data = [[*(_figure(item) for item in line), *[""] * (count - len(line))] for line in lines]
    commands: list[Command] = [
        ("BACKGROUND", (0, 0), (-1, -1), colour(charte.BAND)),
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


def _figure(item: Figure) -> list[Flowable]:
    style = pdf_styles.figure(strong=item.strong, missing=is_missing(item.value))
    lines: list[Flowable] = [
        _words(item.label, pdf_styles.small()),
        _words(text_of(item.value), style),
    ]
    if item.detail:
        lines.append(_words(shortened(item.detail), pdf_styles.small()))
    return lines


def signatures(block: Signatures, width: float) -> Iterator[PdfTable]:
    """The places to sign, from left to right: one table a line, since reportlab does not split a row."""
    gap = 4 * charte.SPACE
    own = (width - gap) / _SIGNATURES_PER_LINE
    for start in range(0, len(block.items), _SIGNATURES_PER_LINE):
        places = [_place(item) for item in block.items[start : start + _SIGNATURES_PER_LINE]]
        commands: list[Command] = [
            ("LEFTPADDING", (0, 0), (-1, -1), 2 * charte.CELL_PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2 * charte.CELL_PADDING),
            *(("BOX", (i, 0), (i, 0), 0.5, colour(charte.RULE_STRONG)) for i in range(0, 2 * len(places), 2)),
        ]
        table = layout([[places[0], "", *places[1:]]], [own, gap, *[own] * (len(places) - 1)], commands)
        table.spaceBefore = charte.SPACE if start == 0 else gap
        yield table


def _place(item: Signature) -> list[Flowable]:
    words: list[Flowable] = [
        _words(shortened(text, _LONGEST_WORDS), style)
        for text, style in (
            (item.party, pdf_styles.label()),
            (item.signatory, pdf_styles.field(missing=False)),
            (item.detail, pdf_styles.small()),
        )
        if text
    ]
    signed = _words("Date, signature et cachet\u00a0:", pdf_styles.small())
    return [*words, Spacer(0, charte.SPACE), signed, Spacer(0, charte.SIGNATURE_HEIGHT)]


def _words(text: str, style: ParagraphStyle) -> Text:
    return Text.of((Run(text),), style, path=(Element("P"),))
