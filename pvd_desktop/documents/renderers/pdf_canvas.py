# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""The canvas of the PDF: it writes at the end the page numbers that are known only then."""

from collections.abc import Mapping
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_texte import REGULAR


class PageCanvas(Canvas):
    """Canvas that fills in page numbers at the end, through forms drawn empty on the way.

    One layout is enough: a second one would double the time of the longest documents.
    """

    def __init__(self, *args: Any, anchors: frozenset[str] = frozenset(), **options: Any) -> None:
        super().__init__(*args, **options)
        self.running = ""
        self.outline_level = -1
        self._anchors = anchors
        self._pages: dict[str, int] = {}
        self._references: dict[tuple[str, float], str] = {}
        self._folios: list[int] = []

    @property
    def pages(self) -> Mapping[str, int]:
        """The page of each heading met so far."""
        return self._pages

    def mark(self, anchor: str) -> None:
        """The heading ``anchor`` stands on the current page."""
        self._pages[anchor] = self.getPageNumber()

    def refer(self, anchor: str, size: float) -> None:
        """Write here, later, the page of ``anchor``, ending at the origin; nothing when no heading bears that name."""
        if anchor in self._anchors:
            form = self._references.setdefault((anchor, size), f"renvoi-{len(self._references) + 1}")
            self.doForm(form)

    def lead(self, anchor: str, width: float, height: float) -> None:
        """Make the rectangle that stands on the origin lead to the heading ``anchor``, if there is one."""
        if anchor in self._anchors:
            self.linkRect("", anchor, (0, 0, width, height), relative=1)

    def folio(self) -> None:
        """Write here, later, « page n / N » ending at the origin."""
        self._folios.append(self.getPageNumber())
        self.doForm(f"folio-{self.getPageNumber()}")

    @override
    def drawText(self, aTextObject: Any) -> None:
        super().drawText(aTextObject)
        # A paragraph hangs on it a method of itself: thousands of such knots would wait for the collector.
        vars(aTextObject).pop("_do_line", None)

    @override
    def save(self) -> None:
        """Write the numbers, then the file."""
        total = self.getPageNumber() - 1
        for number in self._folios:
            self._write(f"folio-{number}", f"page\u00a0{number}\u00a0/\u00a0{total}", charte.SMALL_SIZE)
        for (anchor, size), form in self._references.items():
            self._write(form, str(self._pages.get(anchor, "")), size)
        super().save()

    def untie(self) -> Mapping[str, int]:
        """The page of each heading; nothing else is left of a canvas that was saved.

        reportlab ties all it made in one knot. The collector would undo it at once, every thread standing still.
        """
        pages = self._pages
        vars(vars(self)["_doc"]).clear()
        vars(self).clear()
        return pages

    def _write(self, form: str, text: str, size: float) -> None:
        width = stringWidth(text, REGULAR, size)
        self.beginForm(form, -int(width) - 1, -int(size), 2, 2 * int(size))
        self.setFont(REGULAR, size)
        self.setFillColor(HexColor(charte.INK))
        self.drawRightString(0, 0, text)
        self.endForm()
