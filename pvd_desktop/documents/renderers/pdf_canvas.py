# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""The canvas of the PDF: it writes at the end the page numbers that are known only then."""

import re
from collections.abc import Mapping
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_styles import colour
from pvd_desktop.documents.renderers.pdf_texte import REGULAR

_HOLE = re.compile(r"^%(folio|renvoi) (\d+)$", re.MULTILINE)


class Element:
    """A node of the logical structure: it knows what is under it, never what is above."""

    __slots__ = ("alt", "attached", "kids", "role", "scope", "span")

    def __init__(self, role: str, *, alt: str = "", scope: str = "", span: int = 1) -> None:
        self.role, self.alt, self.scope, self.span = role, alt, scope, span
        self.kids: list[Element | tuple[int, int]] = []
        """Elements, and marks on the pages: the index of the page and the number of the mark."""
        self.attached = False


class PageCanvas(Canvas):
    """Canvas that fills in page numbers at the end, in the place of comments left on the way.

    One layout is enough: a second one would double the time of the longest documents.
    """

    def __init__(
        self, *args: Any, anchors: frozenset[str] = frozenset(), root: Element | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._root = root
        self._marked, self._marks = 0, 0
        self.running = ""
        self.mention = ""
        self.outline_level = -1
        self._anchors = anchors
        self._pages: dict[str, int] = {}
        self._references: list[tuple[str, float]] = []
        """Anchor and size of each number to write."""

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
            self.addLiteral(f"%renvoi {len(self._references)}")
            self._references.append((anchor, size))

    def lead(self, anchor: str, width: float, height: float) -> None:
        """Make the rectangle that stands on the origin lead to the heading ``anchor``, if there is one."""
        if anchor in self._anchors:
            self.linkRect("", anchor, (0, 0, width, height), relative=1)

    def folio(self) -> None:
        """Write here, later, « page n / N » ending at the origin."""
        self.addLiteral(f"%folio {self.getPageNumber()}")

    def open(self, *path: Element) -> None:
        """What is drawn until ``close`` belongs to the last element of ``path``, each standing under the one before."""
        if self._root is None:
            return
        parent = self._root
        for element in path:
            if not element.attached:
                element.attached = True
                parent.kids.append(element)
            parent = element
        page = self.getPageNumber()
        if page != self._marked:
            self._marked, self._marks = page, 0
        parent.kids.append((page - 1, self._marks))
        self.addLiteral(f"/{parent.role} <</MCID {self._marks}>> BDC")
        self._marks += 1

    def open_decoration(self) -> None:
        """What is drawn until ``close`` says nothing to those who do not see it."""
        if self._root is not None:
            self.addLiteral("/Artifact BMC")

    def close(self) -> None:
        """End what ``open`` or ``open_decoration`` began."""
        if self._root is not None:
            self.addLiteral("EMC")

    @override
    def drawText(self, aTextObject: Any) -> None:
        super().drawText(aTextObject)
        # A paragraph hangs on it a method of itself: thousands of such knots would wait for the collector.
        vars(aTextObject).pop("_do_line", None)

    @override
    def save(self) -> None:
        """Write the numbers, then the file."""
        total = self.getPageNumber() - 1

        def number(match: re.Match[str]) -> str:
            place = int(match[2])
            if match[1] == "folio":
                return self._written(f"page\u00a0{place}\u00a0/\u00a0{total}", charte.SMALL_SIZE)
            anchor, size = self._references[place]
            return self._written(str(self._pages.get(anchor, "")), size)

        document: Any = vars(self)["_doc"]
        for page in document.Pages.pages:
            page.stream = _HOLE.sub(number, page.stream)
        super().save()

    def untie(self) -> Mapping[str, int]:
        """The page of each heading; nothing else is left of a canvas that was saved.

        reportlab ties all it made in one knot. The collector would undo it at once, every thread standing still.
        """
        pages = self._pages
        vars(vars(self)["_doc"]).clear()
        vars(self).clear()
        return pages

    def _written(self, text: str, size: float) -> str:
        """The operators that write ``text`` so that it ends at the origin."""
        kept: list[str] = self._code
        code: list[str] = []
        self._code = code
        self.saveState()
        self.setFont(REGULAR, size)
        self.setFillColor(colour(charte.INK))
        self.drawRightString(0, 0, text)
        self.restoreState()
        self._code = kept
        return "\n".join(code)
