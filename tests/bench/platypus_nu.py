"""The peer of the PDF: a document written with plain platypus, as anyone would, contents by ``multiBuild``.

Its texts are ready before the measure: escaped, formatted, in the place where they are printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any, TypeAlias

from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents
from typing_extensions import override

from pvd_desktop.documents import tree
from pvd_desktop.documents.cells import bar_end, text_of
from pvd_desktop.documents.renderers.pdf_texte import BOLD, REGULAR, markup, register_fonts

SHEETS = {
    tree.PageFormat.A4_PORTRAIT: A4,
    tree.PageFormat.A4_LANDSCAPE: landscape(A4),
    tree.PageFormat.A3_PORTRAIT: A3,
    tree.PageFormat.A3_LANDSCAPE: landscape(A3),
}
MARGIN = 48
MANY = 15
"""Columns from which a table is set tight."""
Grid: TypeAlias = tuple[list[float], list[bool], list[str], list[list[str]]]


@dataclass
class Ready:
    """One block ready to be laid out: its kind and its texts."""

    kind: str
    value: Any


def prepare(document: tree.Document) -> list[Ready]:
    """The contents of ``document`` as plain strings and lists of strings."""
    return list(_prepared(document.blocks))


def write(document: tree.Document, ready: list[Ready]) -> bytes:
    """The PDF of the contents made ready."""
    target = BytesIO()
    _Doc(target, document.format, document.entete).multiBuild(list(_story(ready, SHEETS[document.format][0])))
    return target.getvalue()


def _prepared(blocks: tuple[tree.Block, ...]) -> Iterator[Ready]:
    for block in blocks:
        match block:
            case tree.Heading():
                yield Ready("heading", (block.level, escape(block.text)))
            case tree.Paragraph() | tree.Notice():
                yield Ready("paragraph", markup(block.runs))
            case tree.ListBlock():
                yield from _list(block)
            case tree.KeepTogether():
                yield Ready("together", list(_prepared(block.blocks)))
            case tree.PageBreak():
                yield Ready("break", None)
            case tree.NewSection():
                yield Ready("section", block.format)
            case tree.Cover() | tree.Title() | tree.Contents():
                yield from _front(block)
            case tree.Illustration():
                # The project of the bench holds no plan: its title alone would stand there.
                yield Ready("paragraph", escape(block.caption))
            case _:
                yield Ready("table", _grid_texts(block))


def _front(block: tree.Cover | tree.Title | tree.Contents) -> Iterator[Ready]:
    if isinstance(block, tree.Contents):
        yield Ready("contents", None)
    else:
        yield Ready("heading", (1, escape(block.text)))
        yield Ready("paragraph", escape(block.subtitle))
    yield Ready("break", None)


def _grid_texts(block: tree.Table | tree.Fields | tree.Figures | tree.Timeline | tree.Signatures) -> Grid:
    """Shares of the columns, those of figures, titles, rows."""
    match block:
        case tree.Table():
            return _table(block)
        case tree.Fields():
            rows = [[escape(field.label), _words(field.value)] for field in block.rows]
            return [0.27, 0.73], [False, False], [], rows
        case tree.Figures():
            rows = [[escape(item.label), _words(item.value), escape(item.detail)] for item in block.items]
            return [0.4, 0.3, 0.3], [False, True, False], [], rows
        case tree.Timeline():
            rows = [[escape(bar.label), text_of(bar.start), text_of(bar_end(bar))] for bar in block.bars]
            return [0.6, 0.2, 0.2], [False, True, True], ["Étape", "Début", "Fin"], rows
        case tree.Signatures():
            rows = [[f"{escape(item.party)}<br/>{escape(item.signatory)}<br/><br/><br/>"] for item in block.items]
            return [1.0], [False], [], rows


def _words(value: tree.Value) -> str:
    return markup(value) if isinstance(value, tuple) else escape(text_of(value))


def _list(block: tree.ListBlock) -> Iterator[Ready]:
    for item in block.items:
        yield Ready("item", markup(item.runs))
        if item.children:
            yield from _list(item.children)


def _table(block: tree.Table) -> Grid:
    total = sum(column.weight for column in block.columns)
    figures = [column.align is tree.Align.NUMBER for column in block.columns]
    rows = [
        [text_of(v) if figure else _words(v) for v, figure in zip(row.cells, figures, strict=True)]
        for row in block.rows
    ]
    heads = [escape(column.title) for column in block.columns]
    return [column.weight / total for column in block.columns], figures, heads, rows


def _style(name: str, font: str, size: float, **options: Any) -> ParagraphStyle:
    register_fonts()
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.25, **options)


HEADINGS = [
    _style(f"h{i}", BOLD, size, spaceBefore=8, spaceAfter=4, keepWithNext=1) for i, size in enumerate((16, 11, 10))
]
BODY = _style("body", REGULAR, 9.5, spaceAfter=4)
CELL = _style("cell", REGULAR, 8.5)
HEAD = _style("head", BOLD, 7.6)
TIGHT = _style("tight", REGULAR, 5)


def _story(ready: list[Ready], width: float) -> Iterator[Flowable]:
    for block in ready:
        match block.kind:
            case "heading":
                level, text = block.value
                yield Paragraph(text, HEADINGS[min(level, 3) - 1])
            case "paragraph":
                yield Paragraph(block.value, BODY)
            case "item":
                yield Paragraph(block.value, BODY, bulletText="•")
            case "contents":
                yield TableOfContents(levelStyles=[BODY, BODY], dotsMinLevel=0)
            case "table":
                yield _grid(block.value, width - 2 * MARGIN)
                yield Spacer(0, 6)
            case "together":
                yield KeepTogether(list(_story(block.value, width)))
            case "section":
                width = SHEETS[block.value][0]
                yield NextPageTemplate(block.value.name)
                yield PageBreak()
            case _:
                yield PageBreak()


def _grid(texts: Grid, width: float) -> Table:
    shares, figures, heads, rows = texts
    tight = len(shares) >= MANY
    data: list[list[Any]] = [[Paragraph(text, TIGHT if tight else HEAD) for text in heads]] if heads else []
    data.extend(
        [
            text if figure else Paragraph(text, TIGHT if tight else CELL)
            for text, figure in zip(row, figures, strict=True)
        ]
        for row in rows
    )
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 5 if tight else 8.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 1 if tight else 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1 if tight else 3),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.lightgrey),
    ]
    style.extend(("ALIGN", (i, 0), (i, -1), "RIGHT") for i, figure in enumerate(figures) if figure)
    if heads:
        style.append(("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke))
    widths = [width * share for share in shares]
    return Table(data, colWidths=widths, style=TableStyle(style), repeatRows=1 if heads else 0, splitInRow=1)


class _Doc(BaseDocTemplate):
    def __init__(self, target: BytesIO, sheet: tree.PageFormat, header: str) -> None:
        super().__init__(target, pagesize=SHEETS[sheet], initialFontName=REGULAR, pageCompression=1)
        self._header = header
        for format_, (width, height) in sorted(SHEETS.items(), key=lambda item: item[0] is not sheet):
            frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN, 0, 0, 0, 0)
            self.addPageTemplates(PageTemplate(format_.name, [frame], onPage=self._dress, pagesize=(width, height)))

    def _dress(self, canvas: Any, _doc: BaseDocTemplate) -> None:
        canvas.setFont(REGULAR, 7.6)
        canvas.drawString(MARGIN, 20, self._header)
        canvas.drawString(300, 20, f"page {canvas.getPageNumber()}")

    @override
    def afterFlowable(self, flowable: Flowable) -> None:
        """Note the headings for the contents and the outline."""
        if isinstance(flowable, Paragraph) and flowable.style in HEADINGS:
            level = HEADINGS.index(flowable.style)
            key = f"h-{id(flowable)}"
            canvas: Any = self.canv
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(flowable.getPlainText(), key, min(level, 1))
            if level < 2:
                self.notify("TOCEntry", (level, flowable.text, self.page, key))
