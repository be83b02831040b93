# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Sheets of the PDF: frame, header, footer, outline, and the page numbers known only at the end."""

from io import BytesIO
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers.pdf_texte import BOLD, REGULAR, clean
from pvd_desktop.documents.tree import Document


def content_size(document: Document) -> tuple[float, float]:
    """Width and height left to the text of a page, in points."""
    width, height = charte.PAGE_SIZES[document.format]
    return width - 2 * charte.MARGIN_SIDE, height - charte.MARGIN_TOP - charte.MARGIN_BOTTOM


class PageCanvas(Canvas):
    """Canvas that fills in page numbers at the end, through forms drawn empty on the way.

    One layout is enough: a second one would double the time of the longest documents.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.running = ""
        self.outline_level = -1
        self._pages: dict[str, int] = {}
        self._references: dict[str, float] = {}

    def mark(self, anchor: str) -> None:
        """The heading ``anchor`` stands on the current page."""
        self._pages[anchor] = self.getPageNumber()

    def refer(self, anchor: str, right: float) -> None:
        """Write here, later, the page of ``anchor``, ending at ``right``."""
        self._references[anchor] = right
        self.doForm(f"page-{anchor}")

    def folio(self) -> None:
        """Write here, later, « page n / N » ending at the origin."""
        self.doForm(f"folio-{self.getPageNumber()}")

    @override
    def save(self) -> None:
        """Write the numbers, then the file."""
        total = self.getPageNumber() - 1
        for number in range(1, total + 1):
            self._number(f"folio-{number}", f"page {number} / {total}".replace(" ", "\u00a0"), 0, charte.SMALL_SIZE)
        for anchor, right in self._references.items():
            self._number(f"page-{anchor}", str(self._pages.get(anchor, "")), right, charte.TABLE_SIZE)
        super().save()

    def _number(self, form: str, text: str, right: float, size: float) -> None:
        width = stringWidth(text, REGULAR, size)
        self.beginForm(form, int(right - width) - 1, -int(size), int(right) + 2, 2 * int(size))
        self.setFont(REGULAR, size)
        self.setFillColor(HexColor(charte.INK))
        self.drawRightString(right, 0, text)
        self.endForm()


class Anchor(Flowable):
    """Invisible place of a heading: bookmark, outline entry and running header."""

    def __init__(self, text: str, *, key: str, level: int, running: str) -> None:
        super().__init__()
        self.width = self.height = 0
        self._text, self._key, self._level, self._running = text, key, level, running

    def draw(self) -> None:
        """Leave the marks on the page."""
        canvas = cast(PageCanvas, self.canv)
        _, top = canvas.absolutePosition(0, 0)
        # A plain « fit » bookmark makes viewers complain about its place: XYZ says it whole.
        canvas.bookmarkPage(self._key, fit="XYZ", left=0, top=top + charte.MARGIN_TOP / 2, zoom=0)
        canvas.mark(self._key)
        # An outline may not skip a level.
        level = min(self._level - 1, canvas.outline_level + 1)
        canvas.addOutlineEntry(clean(self._text) or "—", self._key, level, closed=level > 0)
        canvas.outline_level = level
        if self._running:
            canvas.running = self._running


class PageReference(Flowable):
    """Number of the page of a heading, at the right of a cell, leading to it."""

    def __init__(self, anchor: str) -> None:
        super().__init__()
        self._anchor = anchor

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """All the width, one line."""
        del aH
        self.width, self.height = aW, charte.TABLE_LEADING
        return self.width, self.height

    def draw(self) -> None:
        """Draw the number and its link."""
        canvas = cast(PageCanvas, self.canv)
        canvas.saveState()
        canvas.translate(0, charte.TABLE_LEADING - charte.TABLE_SIZE)
        canvas.refer(self._anchor, self.width)
        canvas.restoreState()
        canvas.linkRect("", self._anchor, (0, 0, self.width, self.height), relative=1)


class Sheets(BaseDocTemplate):
    """The sheets of one document."""

    def __init__(self, document: Document, target: BytesIO) -> None:
        size = charte.PAGE_SIZES[document.format]
        super().__init__(
            target,
            pagesize=size,
            title=clean(document.titre),
            author=clean(document.auteur),
            subject=clean(document.sujet),
            creator="PVD Desktop",
            lang=document.langue,
            displayDocTitle=1,
            initialFontName=REGULAR,
            invariant=1,
            pageCompression=1,
        )
        self._document = document
        width, height = content_size(document)
        frame = Frame(charte.MARGIN_SIDE, charte.MARGIN_BOTTOM, width, height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=self._dress, pagesize=size))

    def _dress(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Header and footer; drawn at the end of the page, when its running title is known."""
        canvas = cast(PageCanvas, canvas)
        width, height = charte.PAGE_SIZES[self._document.format]
        left, right = charte.MARGIN_SIDE, width - charte.MARGIN_SIDE
        top = height - charte.MARGIN_TOP + 3 * charte.SPACE
        bottom = charte.MARGIN_BOTTOM - 4 * charte.SPACE
        jour = text_of(self._document.date_edition)
        canvas.saveState()
        canvas.setStrokeColor(HexColor(charte.RULE))
        canvas.setLineWidth(0.5)
        canvas.line(left, top - 5, right, top - 5)
        canvas.line(left, bottom + 11, right, bottom + 11)
        running = fitted(canvas.running, (right - left) / 3, BOLD)
        edge = right - stringWidth(running, BOLD, charte.SMALL_SIZE)
        _write(canvas, edge, top, running, BOLD)
        if self._document.brouillon:
            edge = _draft(canvas, edge - (3 * charte.SPACE if running else 0), top, f"BROUILLON du {jour}")
        _write(canvas, left, top, fitted(self._document.entete, edge - left - 3 * charte.SPACE))
        _write(canvas, left, bottom, fitted(self._document.mention, right - left - 150))
        edited = "" if self._document.brouillon else f"Édité le {jour}"
        _write(canvas, right - 75 - stringWidth(edited, REGULAR, charte.SMALL_SIZE), bottom, edited)
        canvas.translate(right, bottom)
        canvas.folio()
        canvas.restoreState()


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
    width = stringWidth(text, BOLD, charte.SMALL_SIZE) + 12
    canvas.setStrokeColor(HexColor(charte.ALERT))
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.roundRect(right - width, baseline - 3.5, width, 12.5, 2, stroke=1, fill=1)
    canvas.setFont(BOLD, charte.SMALL_SIZE)
    canvas.setFillColor(HexColor(charte.ALERT))
    canvas.drawString(right - width + 6, baseline, text)
    return right - width
