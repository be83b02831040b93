"""Sheets of the Word file: formats, headers and footers."""

from collections.abc import Callable

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers import docx_styles, docx_xml
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.tree import Document, PageFormat

_HEADER_EDGE = charte.MARGIN_TOP - 3 * charte.SPACE - charte.SMALL_SIZE
_FOOTER_EDGE = charte.MARGIN_BOTTOM - 5 * charte.SPACE
"""From the edge of the sheet to the header and to the footer, in points."""
_SLACK = 0.25 * charte.SPACE
"""What a page holds more than in the PDF: lines are a little higher here, and the contents give its pages."""
_GAP = "\u2003"


class Sheets:
    """The sheets of one document.

    Args:
        document: what to print.
        add_header: keeps the paragraph of a header and gives its relationship.
        add_footer: the same for a footer.
        total: pages of the document, until Word counts them.
    """

    def __init__(
        self, document: Document, add_header: Callable[[Xml], str], add_footer: Callable[[Xml], str], total: int
    ) -> None:
        self._document = document
        self._add_header, self._add_footer, self._total = add_header, add_footer, total
        self._sections: dict[tuple[PageFormat, bool, str, str], Xml] = {}

    def section(self, sheet: PageFormat, *, cover: bool, running: str, mention: str) -> Xml:
        """A section on ``sheet``, whose header recalls the heading above: ``running`` where it opens."""
        key = (sheet, cover, running, mention)
        if key not in self._sections:
            header = docx_xml.paragraph("CouverturePied") if cover else self._header(sheet, running=running)
            footer = self._cover_footer() if cover else self._footer(sheet, mention)
            self._sections[key] = docx_xml.section(
                charte.PAGE_SIZES[sheet],
                sides=charte.MARGIN_SIDE,
                top=charte.MARGIN_TOP,
                bottom=charte.MARGIN_BOTTOM - _SLACK,
                edges=(_HEADER_EDGE, _FOOTER_EDGE),
                header=self._add_header(header),
                footer=self._add_footer(footer),
            )
        return self._sections[key]

    def _state(self) -> Xml:
        """What state the document is in, on which day."""
        jour = text_of(self._document.date_edition)
        if self._document.brouillon:
            return docx_xml.run(f"\u00a0BROUILLON du {jour}\u00a0".replace(" ", "\u00a0"), docx_styles.DRAFT)
        return docx_xml.run(f"Édité le {jour}".replace(" ", "\u00a0"))

    def _header(self, sheet: PageFormat, *, running: str) -> Xml:
        words = [docx_xml.run(self._document.entete), docx_xml.tab()]
        if running:
            recalled = docx_xml.run(running, docx_styles.RUNNING_HEADER)
            words.append(docx_xml.field(f'STYLEREF "{docx_styles.RUNNING_NAME}" \\* MERGEFORMAT', recalled))
        if self._document.brouillon:
            words += [docx_xml.run(_GAP), self._state()] if running else [self._state()]
        return docx_xml.paragraph(docx_styles.page_header(sheet), docx_xml.join(words))

    def _footer(self, sheet: PageFormat, mention: str) -> Xml:
        words = [docx_xml.run(mention), docx_xml.tab()]
        if not self._document.brouillon:
            words += [self._state(), docx_xml.run(_GAP)]
        words += [
            docx_xml.run("page\u00a0"),
            docx_xml.field("PAGE", docx_xml.run("1")),
            docx_xml.run("\u00a0/\u00a0"),
            docx_xml.field("NUMPAGES", docx_xml.run(str(self._total))),
        ]
        return docx_xml.paragraph(docx_styles.page_footer(sheet), docx_xml.join(words))

    def _cover_footer(self) -> Xml:
        return docx_xml.paragraph("CouverturePied", self._state())
