"""Paragraphs of the PDF, laid out once for a width however often they are asked."""

from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as PdfParagraph
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_texte import cut, markup
from pvd_desktop.documents.tree import RichText


class Text(PdfParagraph):
    """A paragraph of the tree."""

    _laid_out: float | None = None

    @classmethod
    def of(cls, runs: RichText, style: ParagraphStyle, bullet: str | None = None) -> "Text":
        """``runs`` in ``style``."""
        return cls(markup(runs), style, bulletText=bullet)

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Width and height in that width; reportlab would break the lines again at each call."""
        # A paragraph that declines to be split forgets its lines.
        if self._laid_out != aW or not hasattr(self, "blPara"):
            super().wrap(aW, aH)
            self._laid_out = aW
        return self.width, self.height


def paragraphs(runs: RichText, style: ParagraphStyle, bullet: str | None = None) -> Iterator[Text]:
    """``runs`` in as many paragraphs as their length asks for; only the first bears the ``bullet``."""
    for index, piece in enumerate(cut(runs, charte.LONG_PARAGRAPH, charte.MEAN_LINE)):
        yield Text.of(piece, style, bullet if index == 0 else None)
