# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Blocks of the tree turned into the flowables of a page."""

from collections.abc import Iterator
from itertools import count
from typing import TypeAlias, assert_never

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, Spacer
from reportlab.platypus import KeepTogether as PdfKeepTogether
from reportlab.platypus import PageBreak as PdfPageBreak
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import pdf_boxes, pdf_front, pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_fields import fields
from pvd_desktop.documents.renderers.pdf_images import Plate
from pvd_desktop.documents.renderers.pdf_marks import Anchor, Mention, Rule
from pvd_desktop.documents.renderers.pdf_pages import content_size, template_name
from pvd_desktop.documents.renderers.pdf_paragraphs import paragraphs
from pvd_desktop.documents.renderers.pdf_styles import colour
from pvd_desktop.documents.renderers.pdf_tables import table
from pvd_desktop.documents.renderers.pdf_timeline import timeline
from pvd_desktop.documents.tree import (
    Block,
    Content,
    Contents,
    Cover,
    Document,
    Fields,
    Figures,
    Heading,
    Illustration,
    KeepTogether,
    ListBlock,
    NewSection,
    Notice,
    PageBreak,
    PageFormat,
    Paragraph,
    ParagraphKind,
    Run,
    Signatures,
    Table,
    Timeline,
    Title,
    named_headings,
)

_START = 56
"""Points a heading wants below itself, and a table at the foot of a page: its header and two rows."""
_KEPT_SHARE = 0.6
"""Blocks higher than this share of a page are not kept together: the blank they leave would be worse."""


_Printed: TypeAlias = (
    Contents
    | Title
    | Paragraph
    | ListBlock
    | Notice
    | KeepTogether
    | Table
    | Fields
    | Figures
    | Timeline
    | Illustration
    | Signatures
)
"""Contents that are more than the change of a page."""


class _KeepIfShort(PdfKeepTogether):
    """Keeps its content on one page unless it is too high for that to look well."""

    _content: list[Flowable]
    _H: float

    def __init__(self, flowables: list[Flowable], limit: float) -> None:
        super().__init__(flowables)
        self._limit = limit

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        """The content, sent to the next page when it is short and does not fit here."""
        self.wrap(aW, aH)
        # What comes first has to fit as it is: a space of no height always does.
        return [Spacer(0, 0), *self._content] if self._limit < self._H else super().split(aW, aH)


class Flow:
    """Turns the blocks of ``document`` into flowables.

    A page is only left when something follows: page breaks in a row make one, the last one makes none.
    """

    def __init__(self, document: Document, *, resumes: bool = True) -> None:
        self._document, self._resumes = document, resumes
        self.names = tuple(name for name, _ in named_headings(document.blocks))
        """Names of the headings, in order."""
        self._left = iter(self.names)
        self._parts, self._tables = count(1), count(1)
        self._first = self._mention = ""
        self._open(document.format)

    @property
    def first(self) -> str:
        """Name of the template of the first page, known once the flowables are made."""
        return self._first or template_name(self._document.format)

    def flowables(self) -> Iterator[Flowable]:
        """Every block of the document, in order."""
        yield from self._sequence(self._document.blocks)

    def _open(self, sheet: PageFormat, mention: str = "") -> None:
        """What follows stands on sheets of that format, with that mention at their foot."""
        self._wanted = mention
        self._width, self._height = content_size(sheet)
        self._sheet = sheet
        self._next = template_name(sheet)

    def _turn(self) -> Iterator[Flowable]:
        """Go to the page that was asked for, now that something is to be printed on it."""
        wanted, self._next = self._next, ""
        if wanted and self._first:
            yield NextPageTemplate(wanted)
            yield PdfPageBreak()
        self._first = self._first or wanted
        if self._wanted != self._mention:
            self._mention = self._wanted
            yield Mention(self._mention)

    def _sequence(self, blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        """The blocks in order; a heading goes with what follows it."""
        pending: list[Heading] = []
        for block in blocks:
            if isinstance(block, Heading):
                pending.append(block)
                continue
            if isinstance(block, KeepTogether) and pending:
                yield from self._block(KeepTogether((*pending, *block.blocks)))
            elif isinstance(block, NewSection | PageBreak | Cover):
                yield from self._headings(pending, _START)
                yield from self._block(block)
            else:
                yield from self._turn()
                body = list(self._block(block))
                wanted = body[0].height if body and isinstance(body[0], CondPageBreak) else _START
                yield from self._headings(pending, wanted)
                yield from body
            pending = []
        yield from self._headings(pending, _START)

    def _headings(self, headings: list[Heading], wanted: float) -> Iterator[Flowable]:
        """The headings, all on the page where ``wanted`` points are left under them."""
        if not headings:
            return
        yield from self._turn()
        own = sum(_style(h).leading + 4 * charte.SPACE for h in headings)
        yield CondPageBreak(min(own + wanted, self._height))
        for heading in headings:
            yield from self._heading(heading)

    def _heading(self, block: Heading) -> Iterator[Flowable]:
        yield Spacer(0, charte.SPACE)
        yield Anchor(block.text, key=next(self._left), level=block.level, running=block.running)
        if block.overline:
            yield from paragraphs((Run(block.overline),), pdf_styles.overline())
        element = Element(f"H{min(block.level, 6)}")
        yield from paragraphs((Run(block.text),), _style(block), path=(element,))
        yield Spacer(0, charte.SPACE / 4)
        if block.level <= 2:
            strong = block.level == 1
            yield Rule(
                width="100%",
                thickness=1.2 if strong else 0.5,
                color=colour(charte.ACCENT if strong else charte.RULE_STRONG),
                spaceBefore=0,
                spaceAfter=charte.SPACE if strong else charte.SPACE / 2,
            )

    def _block(self, block: Content) -> Iterator[Flowable]:
        match block:
            case NewSection():
                self._open(block.format, block.mention)
            case PageBreak():
                self._next = self._next or template_name(self._sheet)
            case Cover():
                self._next = template_name(self._sheet, cover=True)
                yield from self._turn()
                yield from pdf_front.cover(block, self._height)
                self._next = template_name(self._sheet)
            case _:
                yield from self._turn()
                yield from self._printed(block)

    def _printed(self, block: _Printed) -> Iterator[Flowable]:
        match block:
            case Contents():
                yield from pdf_front.contents(block, named_headings(self._document.blocks))
                yield Spacer(0, charte.SPACE)
            case Title():
                yield from self._title(block)
            case Paragraph():
                yield from paragraphs(block.runs, pdf_styles.paragraph(block.kind))
                yield Spacer(0, charte.SPACE)
            case ListBlock():
                yield from _list(block, 1, (Element("L"),))
                yield Spacer(0, charte.SPACE)
            case KeepTogether():
                yield _KeepIfShort(list(self._sequence(_unwrapped(block))), self._height * _KEPT_SHARE)
            case Table():
                yield from table(block, self._width, self._height, self._caption(block), resumes=self._resumes)
            case Illustration():
                yield from self._illustration(block)
            case Signatures():
                yield from self._signatures(block)
            case Figures():
                band = pdf_boxes.figures(block, self._width)
                _, height = band.wrap(self._width, self._height)
                # The totals of a plan are read together.
                yield CondPageBreak(height if height < _KEPT_SHARE * self._height else _START)
                yield band
                yield Spacer(0, 1.2 * charte.SPACE)
            case _:
                yield CondPageBreak(_START)
                yield self._grid(block)
                yield Spacer(0, 1.2 * charte.SPACE)

    def _grid(self, block: Fields | Timeline | Notice) -> Flowable:
        match block:
            case Fields():
                return fields(block, self._width, self._height)
            case Timeline():
                return timeline(block, self._width, self._height)
            case Notice():
                return pdf_boxes.notice(block, self._width)
            case _:
                assert_never(block)

    def _illustration(self, block: Illustration) -> Iterator[Flowable]:
        plate = Plate(block.image, self._width, self._height)
        title = list(paragraphs((Run(block.caption),), pdf_styles.caption()))
        height = sum(paragraph.wrap(self._width, self._height)[1] for paragraph in title) + charte.SPACE
        yield CondPageBreak(min(height + plate.height, self._height))
        yield from title
        yield plate
        yield Spacer(0, 2 * charte.SPACE)

    def _signatures(self, block: Signatures) -> Iterator[Flowable]:
        """All the places to sign on one page when they hold on it, else line by line."""
        lines = list(pdf_boxes.signatures(block, self._width))
        heights = [line.wrap(self._width, self._height)[1] + line.spaceBefore for line in lines]
        whole = sum(heights) + charte.SPACE
        yield CondPageBreak(whole if whole < _KEPT_SHARE * self._height else max(heights[:1], default=0))
        yield from lines
        yield Spacer(0, 2 * charte.SPACE)

    def _caption(self, block: Table) -> str:
        return f"Tableau {next(self._tables)}\u00a0: {block.caption}" if block.caption else ""

    def _title(self, block: Title) -> Iterator[Flowable]:
        yield Spacer(0, 6 * charte.SPACE)
        yield Anchor(block.text, key=f"partie-{next(self._parts)}", level=1, running="")
        for text, style, role in (
            (block.overline, pdf_styles.overline(), "P"),
            (block.text, pdf_styles.title(), "H1"),
            (block.subtitle, pdf_styles.paragraph(ParagraphKind.LEAD), "P"),
        ):
            if text:
                yield from paragraphs((Run(text),), style, path=(Element(role),))
        yield Spacer(0, 4 * charte.SPACE)


def _style(heading: Heading) -> ParagraphStyle:
    return pdf_styles.heading(heading.level, sheet=heading.titles_sheet)


def _unwrapped(kept: KeepTogether) -> tuple[Block, ...]:
    """The blocks, those of a smaller group with the others: reportlab cannot part a group that holds another."""
    return tuple(
        inner for block in kept.blocks for inner in (_unwrapped(block) if isinstance(block, KeepTogether) else (block,))
    )


def _list(block: ListBlock, level: int, path: tuple[Element, ...]) -> Iterator[Flowable]:
    style = pdf_styles.item(level, ordered=block.ordered)
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}." if block.ordered else "•" if level == 1 else "–"
        own = (*path, Element("LI"), Element("LBody"))
        yield from paragraphs(item.runs, style, mark, own)
        if item.children:
            yield from _list(item.children, level + 1, (*own, Element("L")))
