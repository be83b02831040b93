"""Paragraphs of the PDF, laid out once for a width however often they are asked."""

from collections.abc import Iterator
from typing import cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as PdfParagraph
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.renderers.pdf_texte import cut, markup
from pvd_desktop.documents.tree import RichText


class Text(PdfParagraph):
    """A paragraph of the tree."""

    _laid_out: float | None = None
    path: tuple[Element, ...] = ()

    @classmethod
    def of(
        cls, runs: RichText, style: ParagraphStyle, bullet: str | None = None, path: tuple[Element, ...] = ()
    ) -> "Text":
        """``runs`` in ``style``, which stand at ``path`` in the structure; in a cell, the cell says where."""
        text = cls(markup(runs), style, bulletText=bullet)
        text.path = path
        return text

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The paragraph in two, both of the same element."""
        parts: list[Flowable] = super().split(aW, aH)
        for part in parts:
            if isinstance(part, Text):
                part.path = self.path
        return parts

    @override
    def draw(self) -> None:
        """The text, told to the structure."""
        canvas = cast(PageCanvas, self.canv)
        if self.path:
            canvas.open(*self.path)
        super().draw()
        if self.path:
            canvas.close()

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Width and height in that width; reportlab would break the lines again at each call."""
        # A paragraph that declines to be split forgets its lines.
        if self._laid_out != aW or not hasattr(self, "blPara"):
            super().wrap(aW, aH)
            self._laid_out = aW
        return self.width, self.height


def paragraphs(
    runs: RichText, style: ParagraphStyle, bullet: str | None = None, path: tuple[Element, ...] | None = None
) -> Iterator[Text]:
    """``runs`` in as many paragraphs as their length asks for; only the first bears the ``bullet``."""
    path = path or (Element("P"),)
    for index, piece in enumerate(cut(runs, charte.LONG_PARAGRAPH, charte.MEAN_LINE)):
        yield Text.of(piece, style, bullet if index == 0 else None, path)
