# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""First pages of a PDF: the cover and the contents."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_images import Logos
from pvd_desktop.documents.renderers.pdf_marks import ENTRY, ContentsLine, Rule
from pvd_desktop.documents.renderers.pdf_paragraphs import Text, paragraphs
from pvd_desktop.documents.renderers.pdf_styles import colour
from pvd_desktop.documents.renderers.pdf_texte import cut, shortened
from pvd_desktop.documents.tree import Contents, Cover, Heading, Run


class _Balanced(Text):
    """A title whose lines are about as long as one another: no word is left alone on the last one."""

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The narrowest lines that make no more of them than the whole width."""
        _, height = super().wrap(aW, aH)
        best = aW
        for share in range(95, 50, -5):
            if super().wrap(aW * share / 100, aH)[1] > height:
                break
            best = aW * share / 100
        return super().wrap(best, aH)


def cover(block: Cover, height: float) -> Iterator[Flowable]:
    """The cover of a page whose text is ``height`` points high."""
    if block.logos:
        yield Logos(block.logos, charte.LOGO_HEIGHT)
    yield Spacer(0, height * charte.COVER_DROP - (charte.LOGO_HEIGHT if block.logos else 0))
    if block.overline:
        yield from paragraphs((Run(block.overline),), pdf_styles.cover_overline())
    for piece in cut((Run(block.text),), charte.LONG_PARAGRAPH):
        yield _Balanced.of(piece, pdf_styles.cover_title(), path=(Element("P"),))
    if block.subtitle:
        yield from paragraphs((Run(block.subtitle),), pdf_styles.cover_subtitle())
    yield Rule(
        width=18 * charte.SPACE,
        thickness=3,
        color=colour(charte.ACCENT),
        hAlign="LEFT",
        spaceBefore=6 * charte.SPACE,
        spaceAfter=6 * charte.SPACE,
    )
    for line in block.lines:
        yield from paragraphs((Run(line),), pdf_styles.cover_line())


def contents(block: Contents, headings: Iterator[tuple[str, Heading]]) -> Iterator[Flowable]:
    """The contents, of ``headings`` with their names."""
    yield from paragraphs((Run(block.titre),), pdf_styles.heading(1))
    yield Rule(width="100%", thickness=1.2, color=colour(charte.ACCENT), spaceBefore=0, spaceAfter=charte.SPACE)
    table = Element("TOC")
    for key, heading in headings:
        if heading.level <= block.depth:
            yield ContentsLine(shortened(heading.text, ENTRY), key=key, level=heading.level, table=table)
