# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""First pages of a PDF: the cover and the contents."""

from collections.abc import Iterator

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, Spacer
from reportlab.platypus import Paragraph as PdfParagraph

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_images import Logos
from pvd_desktop.documents.renderers.pdf_marks import ContentsLine
from pvd_desktop.documents.renderers.pdf_texte import cut, markup
from pvd_desktop.documents.tree import Contents, Cover, Heading, Run

_ENTRY = 300
"""Characters of a heading that the contents repeat."""


def paragraphs(text: str, style: pdf_styles.ParagraphStyle) -> Iterator[Flowable]:
    """``text`` in as many paragraphs as its length asks for; none when it is empty."""
    if text:
        for piece in cut((Run(text),), charte.LONG_PARAGRAPH, charte.MEAN_LINE):
            yield PdfParagraph(markup(piece), style)


def cover(block: Cover, height: float) -> Iterator[Flowable]:
    """The cover of a page whose text is ``height`` points high."""
    if block.logos:
        yield Logos(block.logos, charte.LOGO_HEIGHT)
    yield Spacer(0, height * charte.COVER_DROP - (charte.LOGO_HEIGHT if block.logos else 0))
    yield from paragraphs(block.overline, pdf_styles.cover_overline())
    yield from paragraphs(block.text, pdf_styles.cover_title())
    yield from paragraphs(block.subtitle, pdf_styles.cover_subtitle())
    yield HRFlowable(
        width=18 * charte.SPACE,
        thickness=3,
        color=HexColor(charte.ACCENT),
        hAlign="LEFT",
        spaceBefore=6 * charte.SPACE,
        spaceAfter=6 * charte.SPACE,
    )
    for line in block.lines:
        yield from paragraphs(line, pdf_styles.cover_line())


def contents(block: Contents, headings: Iterator[tuple[str, Heading]]) -> Iterator[Flowable]:
    """The contents, of ``headings`` with their names."""
    yield from paragraphs(block.titre, pdf_styles.heading(1))
    yield HRFlowable(width="100%", thickness=1.2, color=HexColor(charte.ACCENT), spaceBefore=0, spaceAfter=charte.SPACE)
    for key, heading in headings:
        if heading.level <= block.depth:
            text = heading.text if len(heading.text) <= _ENTRY else f"{heading.text[:_ENTRY].rstrip()}…"
            yield ContentsLine(text, key=key, level=heading.level)
