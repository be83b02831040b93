# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Places of the headings in the PDF: where they stand, and the pages where they are found."""

from typing import cast

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, HRFlowable
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.renderers.pdf_paragraphs import Text
from pvd_desktop.documents.renderers.pdf_texte import REGULAR, clean, shortened
from pvd_desktop.documents.tree import Run

ENTRY = 300
"""Characters of a heading that the contents and the outline repeat; an archive takes no string of 32 768 bytes."""


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
        canvas.addOutlineEntry(shortened(clean(self._text), ENTRY) or "—", self._key, level, closed=level > 0)
        canvas.outline_level = level
        if self._running:
            canvas.running = self._running


class Mention(Flowable):
    """Invisible start of the pages whose foot bears ``text`` in the place of what the document says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.width = self.height = 0
        self._text = text

    def draw(self) -> None:
        """Tell the page, whose foot is drawn last."""
        cast(PageCanvas, self.canv).mention = self._text


class Rule(HRFlowable):
    """A line that only parts what is above it from what is below."""

    @override
    def draw(self) -> None:
        """The line, left out of the structure."""
        canvas = cast(PageCanvas, self.canv)
        canvas.open_decoration()
        super().draw()
        canvas.close()


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
        canvas.translate(self.width, charte.TABLE_LEADING - charte.TABLE_SIZE)
        canvas.refer(self._anchor, charte.TABLE_SIZE)
        canvas.restoreState()
        canvas.lead(self._anchor, self.width, self.height)


class ContentsLine(Flowable):
    """One heading in the contents: its text, dots, the number of its page; all of it leads there."""

    _NUMBER = 28
    """Points kept for the number of the page."""

    def __init__(self, text: str, *, key: str, level: int, table: Element) -> None:
        super().__init__()
        self._path = (table, Element("TOCI"))
        self._key = key
        self._style = pdf_styles.contents(level)
        self._text = Text.of((Run(text),), self._style)

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """All the width, as high as its text."""
        _, height = self._text.wrap(aW - self._NUMBER, aH)
        self.width, self.height = aW, height + self._style.spaceBefore
        return self.width, self.height

    def draw(self) -> None:
        """The text, then the dots and the number on the baseline of its last line."""
        canvas = cast(PageCanvas, self.canv)
        size = self._style.fontSize
        canvas.open(*self._path)
        self._text.drawOn(canvas, 0, 0)
        canvas.close()
        baseline = self._style.leading - size
        end = max(self._text.getActualLineWidths0()[-1:], default=0)
        dot = stringWidth(" .", REGULAR, size)
        # Dots stand at the same places on every line, counted from the right edge.
        count = int((self.width - self._NUMBER / 2 - end) / dot) - 1
        canvas.saveState()
        canvas.setFont(REGULAR, size)
        canvas.setFillColor(self._style.textColor)
        canvas.open_decoration()
        canvas.drawRightString(self.width - self._NUMBER / 2 - dot, baseline, " ." * max(count, 0))
        canvas.close()
        canvas.translate(self.width, baseline)
        canvas.open(*self._path)
        canvas.refer(self._key, size)
        canvas.close()
        canvas.restoreState()
        canvas.lead(self._key, self.width, self.height)
