"""Blocks of the tree turned into the body of a Word file, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import TypeAlias, assert_never

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import docx_boxes, docx_styles, docx_tables, docx_timeline, docx_xml
from pvd_desktop.documents.renderers.docx_pages import Sheets
from pvd_desktop.documents.renderers.docx_pictures import Pictures
from pvd_desktop.documents.renderers.docx_tables import LOOSE, Hold
from pvd_desktop.documents.renderers.docx_texte import Words, page_number
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.renderers.docx_xml_parts import NumberedList
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import (
    Block,
    Contents,
    Cover,
    Document,
    Fields,
    Figures,
    Heading,
    Illustration,
    Image,
    KeepTogether,
    ListBlock,
    NewSection,
    Notice,
    PageBreak,
    PageFormat,
    Paragraph,
    ParagraphKind,
    Signatures,
    Table,
    Timeline,
    Title,
    named_headings,
)

_KEPT_LINES = 36
"""Blocks longer than this share of a page are not kept together: the blank they leave would be worse."""
_LOGO_GAP = 6 * charte.SPACE
_HYPHEN = "\u2011"
"""On a cover the name of a commune is not parted: the line is short and its letters are large."""
_SHORT_PART = 14
"""Rows of a table whose parts hold one under the other on a page."""
_FIRST_LIST = 3
"""Number of the first list that starts again: 1 and 2 are those of the styles."""

_Printed: TypeAlias = (
    Heading
    | Contents
    | Title
    | Paragraph
    | ListBlock
    | Table
    | Fields
    | Figures
    | Timeline
    | Illustration
    | Notice
    | Signatures
)


@dataclass(frozen=True, slots=True)
class _Section:
    """Pages of one look."""

    sheet: PageFormat
    cover: bool = False
    running: str = ""
    """What the header recalls of the heading that runs."""
    mention: str = ""
    """Statement at the foot of the pages."""


class Flow:
    """Turns the blocks of ``document`` into XML.

    A page is only left when something follows: page breaks in a row make one, the last one makes none.
    """

    def __init__(self, document: Document, words: Words, sheets: Sheets, pictures: Pictures) -> None:
        self._document, self._words, self._sheets, self._pictures = document, words, sheets, pictures
        self._names = iter([name for name, _ in named_headings(document.blocks)])
        self._marks, self._tables, self._drawings = count(1), count(1), count(1)
        self.lists: list[NumberedList] = []
        """The numbered lists met so far."""
        self._section: _Section | None = None
        self._sheet, self._mention = document.format, document.mention
        self._wanted: _Section | None = self._new_section()
        """Section that the next block opens."""
        self._turns = False
        """The next block starts a page."""
        self._opening = False
        """Only headings were printed since a page was opened."""

    def parts(self) -> Iterator[Xml]:
        """The XML of each block of the document, in order."""
        for block in self._document.blocks:
            yield docx_xml.join(self._block(block))

    def last_section(self) -> Xml:
        """The section that ends the document."""
        return self._end(self._section or self._new_section())

    def _end(self, section: _Section) -> Xml:
        return self._sheets.section(
            section.sheet, cover=section.cover, running=section.running, mention=section.mention
        )

    def _new_section(self, *, cover: bool = False) -> _Section:
        return _Section(self._sheet, cover, mention=self._mention)

    def _turn(self, block: Block) -> Iterator[Xml]:
        """Go to the page that was asked for, now that ``block`` is to be printed on it."""
        runs = block.running if isinstance(block, Heading) else ""
        open_one = self._section
        turns = self._turns or self._wanted is not None
        if runs and open_one and self._opening and not turns:
            # Right under the heading that opened the section, as the first fiche of an annexe is: these are its pages.
            self._section = replace(open_one, running=runs)
        self._opening = isinstance(block, Heading) and (turns or self._opening)
        if self._wanted is None and self._turns and open_one and runs and runs != open_one.running:
            # From here on the header recalls something else: Word finds it by itself, others show what is kept there.
            self._wanted = replace(open_one, cover=False)
        wanted = self._wanted
        if wanted is not None:
            running = "" if wanted.cover else runs or (open_one.running if open_one else "")
            if open_one is not None:
                yield docx_xml.paragraph("FinDeSection", section=self._end(open_one))
            self._section = replace(wanted, running=running)
        elif self._turns:
            yield docx_xml.paragraph("SautDePage")
        self._wanted, self._turns = None, False

    def _block(self, block: Block, hold: Hold = LOOSE) -> Iterator[Xml]:
        match block:
            case NewSection():
                self._sheet, self._mention = block.format, block.mention or self._document.mention
                self._wanted = self._new_section()
            case PageBreak():
                self._turns = True
            case Cover():
                self._wanted = self._new_section(cover=True)
                yield from self._turn(block)
                yield from self._cover(block)
                self._wanted = self._new_section()
            case KeepTogether():
                yield from self._together(block, hold)
            case _:
                yield from self._turn(block)
                yield from self._printed(block, hold)

    def _together(self, block: KeepTogether, hold: Hold) -> Iterator[Xml]:
        whole = hold.whole or _lines(block.blocks) <= _KEPT_LINES
        last = len(block.blocks) - 1
        for place, inner in enumerate(block.blocks):
            yield from self._block(inner, Hold(whole, hold.following if place == last else whole))

    def _printed(self, block: _Printed, hold: Hold) -> Iterator[Xml]:
        match block:
            case Heading():
                yield from self._heading(block)
            case Contents():
                yield self._contents(block)
            case Title():
                yield from _lined(
                    ("SurtitreDocument", block.overline), ("Title", block.text), ("Subtitle", block.subtitle)
                )
            case Paragraph():
                runs = self._words.runs(block.runs, italic=block.kind is ParagraphKind.MISSING)
                yield docx_xml.paragraph(docx_styles.PARAGRAPHS[block.kind], runs, keep=hold.following)
            case Notice():
                yield docx_xml.paragraph("MiseEnGarde", self._words.runs(block.runs), keep=hold.following)
            case Illustration():
                yield docx_xml.paragraph("Caption", docx_xml.run(block.caption))
                yield docx_xml.paragraph("Illustration", self._illustration(block.image), keep=hold.following)
            case _:
                yield from self._grid(block, hold)
                # Word joins two tables that nothing parts.
                yield docx_xml.paragraph("ApresTableau", keep=hold.following)

    def _grid(self, block: ListBlock | Table | Fields | Figures | Timeline | Signatures, hold: Hold) -> Iterator[Xml]:
        width = docx_styles.text_width(self._sheet)
        match block:
            case ListBlock():
                yield from self._list(block, level=1, hold=hold)
            case Table():
                yield from self._table(block, width, hold)
            case Timeline():
                yield docx_timeline.timeline(block, width, self._words, hold)
            case Fields():
                yield docx_boxes.fields(block, width, self._words, hold)
            case Figures():
                yield docx_boxes.figures(block, width, hold)
            case Signatures():
                yield docx_boxes.signatures(block, width)
            case _:
                assert_never(block)

    def _table(self, block: Table, width: float, hold: Hold) -> Iterator[Xml]:
        number = next(self._tables) if block.caption else 0
        parts = docx_tables.parts(block, width, docx_styles.text_height(self._sheet), self._words, hold)
        for place, part in enumerate(parts, 1):
            if place > 1:
                # A part is read beside the one before: it starts a page when both do not hold on one.
                yield docx_xml.paragraph("SautDePage" if len(block.rows) > _SHORT_PART else "ApresTableau")
            share = f"partie {place} sur {len(parts)}" if len(parts) > 1 else ""
            if number:
                # The number counts the tables, not their parts: the next parts repeat it.
                count_it = "SEQ Tableau \\* ARABIC" if place == 1 else "SEQ Tableau \\c"
                numbered = docx_xml.field(count_it, docx_xml.run(str(number)))
                text = (
                    docx_xml.run("Tableau "),
                    numbered,
                    docx_xml.run(f"\u00a0: {block.caption}{f' ({share})' if share else ''}"),
                )
                yield docx_xml.paragraph("Caption", docx_xml.join(text))
            elif share:
                yield docx_xml.paragraph("Caption", docx_xml.run(share.capitalize()))
            yield part

    def _heading(self, block: Heading) -> Iterator[Xml]:
        name = next(self._names)
        overline, text = docx_xml.run(block.overline), docx_xml.run(block.text)
        if block.running and block.running == block.overline:
            overline = docx_xml.run(block.overline, docx_styles.RUNNING)
        elif block.running and block.text.startswith(block.running):
            rest = docx_xml.run(block.text.removeprefix(block.running))
            text = docx_xml.join((docx_xml.run(block.running, docx_styles.RUNNING), rest))
        elif block.running:
            text = docx_xml.run(block.text, docx_styles.RUNNING)
        if block.overline:
            yield docx_xml.paragraph("Surtitre", overline)
        place = self._words.place(name)
        for bookmark in (place.entry, place.reference):
            text = docx_xml.bookmark(next(self._marks), bookmark, text)
        style = docx_styles.SHEET_TITLE if block.titles_sheet else docx_styles.heading(block.level)
        yield docx_xml.paragraph(style, text)

    def _contents(self, block: Contents) -> Xml:
        headings = [(name, one) for name, one in named_headings(self._document.blocks) if one.level <= block.depth]
        entries: list[Xml] = []
        for name, heading in headings:
            place = self._words.place(name)
            line = (docx_xml.run(heading.text), docx_xml.tab(), page_number(place.entry, place))
            entries.append(docx_xml.inner_link(place.entry, docx_xml.join(line)))
        entries = entries or [docx_xml.NOTHING]
        entries[0] = docx_xml.join((docx_xml.field_start(f'TOC \\o "1-{block.depth}" \\h \\z \\u'), entries[0]))
        entries[-1] = docx_xml.join((entries[-1], docx_xml.field_end()))
        levels = [heading.level for _, heading in headings] or [1]
        return docx_xml.contents(
            docx_xml.join(
                (
                    docx_xml.paragraph("TOCHeading", docx_xml.run(block.titre)),
                    *(
                        docx_xml.paragraph(docx_styles.contents(level), entry)
                        for level, entry in zip(levels, entries, strict=True)
                    ),
                )
            )
        )

    def _cover(self, block: Cover) -> Iterator[Xml]:
        yield docx_xml.paragraph("CouvertureLogos", self._logos(block.logos))
        yield from _lined(
            ("CouvertureSurtitre", block.overline),
            ("CouvertureTitre", block.text.replace("-", _HYPHEN)),
            ("CouvertureSousTitre", block.subtitle),
        )
        yield docx_xml.paragraph("CouvertureFilet")
        yield from _lined(*(("CouvertureLigne", line) for line in block.lines))

    def _logos(self, logos: tuple[Image, ...]) -> Xml:
        """Pictures on one line, all of the same height; smaller when they are too wide together."""
        width = docx_styles.text_width(self._sheet) - _LOGO_GAP * len(logos)
        pictures = [(self._pictures.add(logo.data), logo.alt) for logo in logos]
        height = min(charte.LOGO_HEIGHT, width / max(sum(picture.ratio for picture, _ in pictures), 0.01))
        drawn = [
            docx_xml.picture(next(self._drawings), picture.relationship, height * picture.ratio, height, alt)
            for picture, alt in pictures
        ]
        return docx_xml.join(docx_xml.join((one, docx_xml.run("\u2003"))) for one in drawn)

    def _illustration(self, image: Image) -> Xml:
        width, page = docx_styles.text_width(self._sheet), docx_styles.text_height(self._sheet)
        printed = self._pictures.illustrate(image.data, width, page)
        return docx_xml.picture(
            next(self._drawings), printed.relationship, printed.width, printed.height, image.alt, edge=charte.RULE
        )

    def _list(self, block: ListBlock, level: int, hold: Hold) -> Iterator[Xml]:
        numbering = None
        if block.ordered:
            numbering = (_FIRST_LIST + len(self.lists), level - 1)
            self.lists.append(NumberedList(level - 1, block.start))
        style = docx_styles.item(level, ordered=block.ordered)
        last = len(block.items) - 1
        for place, item in enumerate(block.items):
            own = Hold(hold.whole, hold.row(last=place == last))
            keep = hold.whole if item.children else own.following
            yield docx_xml.paragraph(style, self._words.runs(item.runs), keep=keep, numbering=numbering)
            if item.children:
                yield from self._list(item.children, min(level + 1, docx_styles.LIST_LEVELS), own)


def _lined(*lines: tuple[str, str]) -> Iterator[Xml]:
    """A paragraph for each line that says something, in its style."""
    return (docx_xml.paragraph(style, docx_xml.run(text)) for style, text in lines if text)


def _lines(blocks: tuple[Block, ...]) -> int:
    """About how many lines ``blocks`` take."""
    text = to_text(Document(titre="", date_edition=date.min, blocks=blocks, brouillon=False))
    return sum(1 + len(line) // charte.MEAN_LINE for line in text.split("\n"))
