# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Sheets of the PDF: formats, frames, headers and footers."""

from functools import partial
from io import BytesIO
from typing import cast

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers.pdf_canvas import PageCanvas
from pvd_desktop.documents.renderers.pdf_texte import BOLD, REGULAR, clean
from pvd_desktop.documents.tree import Document, PageFormat


def content_size(sheet: PageFormat) -> tuple[float, float]:
    """Width and height left to the text of a page, in points."""
    width, height = charte.PAGE_SIZES[sheet]
    return width - 2 * charte.MARGIN_SIDE, height - charte.MARGIN_TOP - charte.MARGIN_BOTTOM


def template_name(sheet: PageFormat, *, cover: bool = False) -> str:
    """Name of the pages of that format, or of its covers."""
    return f"{sheet.name}-cover" if cover else sheet.name


class Sheets(BaseDocTemplate):
    """The sheets of one document.

    Args:
        document: what to print.
        target: where the file goes.
        first: name of the template of the first page.
    """

    def __init__(self, document: Document, target: BytesIO, first: str) -> None:
        super().__init__(
            target,
            pagesize=charte.PAGE_SIZES[document.format],
            title=clean(document.titre),
            author=clean(document.auteur),
            subject=clean(document.sujet),
            creator="PVD Desktop",
            lang=document.langue,
            displayDocTitle=1,
            initialFontName=REGULAR,
            invariant=1,
            # The archive compresses the whole file in its turn, and a preview is not kept.
            pageCompression=0,
        )
        self._document = document
        templates = [self._template(sheet, cover=cover) for sheet in PageFormat for cover in (False, True)]
        self.addPageTemplates(sorted(templates, key=lambda template: template.id != first))

    def _template(self, sheet: PageFormat, *, cover: bool) -> PageTemplate:
        frame = Frame(charte.MARGIN_SIDE, charte.MARGIN_BOTTOM, *content_size(sheet), 0, 0, 0, 0)
        return PageTemplate(
            template_name(sheet, cover=cover),
            [frame],
            onPageEnd=self._sign if cover else partial(self._dress, sheet),
            pagesize=charte.PAGE_SIZES[sheet],
        )

    def _sign(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """The foot of a cover: what state the document is in, and nothing else."""
        canvas = cast(PageCanvas, canvas)
        jour = text_of(self._document.date_edition)
        bottom = charte.MARGIN_BOTTOM - 4 * charte.SPACE
        canvas.open_decoration()
        canvas.saveState()
        if self._document.brouillon:
            text = _draft_text(jour)
            _draft(canvas, charte.MARGIN_SIDE + _draft_width(text), bottom, text)
        else:
            _write(canvas, charte.MARGIN_SIDE, bottom, _edited_text(jour))
        canvas.restoreState()
        canvas.close()

    def _dress(self, sheet: PageFormat, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Header and footer; drawn at the end of the page, when its running title and its mention are known."""
        canvas = cast(PageCanvas, canvas)
        width, height = charte.PAGE_SIZES[sheet]
        left, right = charte.MARGIN_SIDE, width - charte.MARGIN_SIDE
        top = height - charte.MARGIN_TOP + 3 * charte.SPACE
        bottom = charte.MARGIN_BOTTOM - 4 * charte.SPACE
        jour = text_of(self._document.date_edition)
        canvas.open_decoration()
        canvas.saveState()
        canvas.setStrokeColor(HexColor(charte.RULE))
        canvas.setLineWidth(0.5)
        canvas.line(left, top - 5, right, top - 5)
        canvas.line(left, bottom + 11, right, bottom + 11)
        running = fitted(canvas.running, (right - left) / 3, BOLD)
        edge = right - stringWidth(running, BOLD, charte.SMALL_SIZE)
        _write(canvas, edge, top, running, BOLD)
        if self._document.brouillon:
            edge = _draft(canvas, edge - (3 * charte.SPACE if running else 0), top, _draft_text(jour))
        _write(canvas, left, top, fitted(self._document.entete, edge - left - 3 * charte.SPACE))
        _write(canvas, left, bottom, fitted(canvas.mention or self._document.mention, right - left - 150))
        edited = "" if self._document.brouillon else _edited_text(jour)
        _write(canvas, right - 75 - stringWidth(edited, REGULAR, charte.SMALL_SIZE), bottom, edited)
        canvas.translate(right, bottom)
        canvas.folio()
        canvas.restoreState()
        canvas.close()


def _draft_text(jour: str) -> str:
    return f"BROUILLON du {jour}"


def _edited_text(jour: str) -> str:
    return f"Édité le {jour}"


def _draft_width(text: str) -> float:
    return stringWidth(text, BOLD, charte.SMALL_SIZE) + 12


def fitted(text: str, width: float, font: str = REGULAR) -> str:
    """``text`` in one line of at most ``width`` points, ended by « … » when it is cut."""
    text = clean(text, font).replace("\n", " ")[:400]
    if stringWidth(text, font, charte.SMALL_SIZE) <= width:
        return text
    while text and stringWidth(f"{text}…", font, charte.SMALL_SIZE) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _write(canvas: Canvas, left: float, baseline: float, text: str, font: str = REGULAR) -> None:
    canvas.setFont(font, charte.SMALL_SIZE)
    canvas.setFillColor(HexColor(charte.INK if font == BOLD else charte.INK_SOFT))
    canvas.drawString(left, baseline, text)


def _draft(canvas: Canvas, right: float, baseline: float, text: str) -> float:
    """The mark of a draft, framed so that it survives a black and white print; gives its left edge."""
    width = _draft_width(text)
    canvas.setStrokeColor(HexColor(charte.ALERT))
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.roundRect(right - width, baseline - 3.5, width, 12.5, 2, stroke=1, fill=1)
    canvas.setFont(BOLD, charte.SMALL_SIZE)
    canvas.setFillColor(HexColor(charte.ALERT))
    canvas.drawString(right - width + 6, baseline, text)
    return right - width
