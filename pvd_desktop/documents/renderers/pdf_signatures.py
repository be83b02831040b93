# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Places where the parties sign in the PDF: two on a line, none split over two pages."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_tables import Command, layout, shortened
from pvd_desktop.documents.renderers.pdf_texte import markup
from pvd_desktop.documents.tree import Run, Signature, Signatures

_PER_LINE = 2
_LONGEST = 600
"""Characters of a line that are kept: a place to sign has to hold on one page."""


def signatures(block: Signatures, width: float) -> PdfTable:
    """The places to sign, in order, from left to right."""
    gap = 4 * charte.SPACE
    own = (width - gap) / _PER_LINE
    commands: list[Command] = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    data: list[list[object]] = []
    for start in range(0, len(block.items), _PER_LINE):
        line = block.items[start : start + _PER_LINE]
        places: list[object] = [_place(item, own) for item in line]
        places.extend([""] * (_PER_LINE - len(line)))
        data.append([places[0], "", places[1]])
    return layout(data, [own, gap, own], commands)


def _place(item: Signature, width: float) -> PdfTable:
    words: list[Flowable] = [PdfParagraph(markup((Run(shortened(item.party, _LONGEST)),)), pdf_styles.label())]
    words.extend(
        PdfParagraph(markup((Run(shortened(text, _LONGEST)),)), style)
        for text, style in ((item.signatory, pdf_styles.field(missing=False)), (item.detail, pdf_styles.small()))
        if text
    )
    words.append(Spacer(0, charte.SPACE))
    words.append(PdfParagraph(markup((Run("Date, signature et cachet\u00a0:"),)), pdf_styles.small()))
    words.append(Spacer(0, charte.SIGNATURE_HEIGHT))
    return layout([[words]], [width], [("BOX", (0, 0), (-1, -1), 0.5, HexColor(charte.RULE_STRONG))])
