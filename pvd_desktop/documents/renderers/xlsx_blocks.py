# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""Blocks of the tree turned into the rows of a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import assert_never

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pvd_desktop.documents.cells import bar_end, text_of
from pvd_desktop.documents.renderers.xlsx_extras import Extras
from pvd_desktop.documents.renderers.xlsx_retour import write_reperes
from pvd_desktop.documents.renderers.xlsx_sheets import Section, fit, pages_across
from pvd_desktop.documents.renderers.xlsx_styles import SIZE, Styles
from pvd_desktop.documents.renderers.xlsx_tables import TableWriter, cut, height, widths
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Contents,
    Cover,
    Fields,
    Figures,
    Heading,
    Illustration,
    KeepTogether,
    ListBlock,
    NewSection,
    Notice,
    PageBreak,
    Paragraph,
    ParagraphKind,
    Row,
    Signatures,
    Table,
    Timeline,
    Title,
    Value,
    outline,
)

_LEADING = 1.5
"""Height of a line, in parts of the size of its letters."""
_READ = 100
"""Characters of a line of text: wider, the end would be off the screen."""
_ALONE = 100.0
"""Width of the only column of a sheet without table."""


def table_of(block: Block) -> Table | None:
    """The table a block is in a spreadsheet, if it is one."""
    match block:
        case Table():
            return block
        case Fields():
            return _pairs([(field.label, field.value) for field in block.rows], block.summary)
        case Figures():
            rows = tuple(Row((item.label, item.value, item.detail or BLANK)) for item in block.items)
            columns = (Column("Chiffre"), Column("Valeur", align=Align.NUMBER), Column("Détail"))
            return Table(columns, rows, block.summary)
        case Timeline():
            columns = (Column("Étape"), Column("Début"), Column("Fin"))
            rows = tuple(Row((bar.label, bar.start or "", bar_end(bar))) for bar in block.bars)
            return Table(columns, rows, block.summary)
        case _:
            return None


def _pairs(pairs: list[tuple[str, Value]], summary: str) -> Table:
    return Table((Column("Champ"), Column("Valeur")), tuple(Row(pair) for pair in pairs), summary)


def _flattened(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks kept together are read one after the other."""
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from _flattened(block.blocks)
        else:
            yield block


class SheetWriter:
    """Writes the blocks of one sheet from the top down."""

    def __init__(
        self, sheet: Worksheet, styles: Styles, section: Section, extras: Extras, *, revient: bool = False
    ) -> None:
        """``extras`` adds what a spreadsheet alone does; ``revient``: what is shown is to be found again."""
        self._sheet = sheet
        self._styles = styles
        self._blocks = tuple(_flattened(section.blocks))
        self._row = 0
        self._extras = extras
        self._revient = revient
        tables = [table for block in self._blocks if (table := table_of(block))]
        self._columns = _widths(tables)
        self._frozen = tables[0].frozen if tables else 0
        self._pages = pages_across(section.format, self._columns, self._frozen)

    def write(self) -> None:
        """Write every block, then keep the titles of the first table in sight and on every page."""
        for i, width in enumerate(self._columns):
            self._sheet.set_column(i, i, width)
        self._sheet.outline_settings(symbols_below=False)
        titles: tuple[int, int] | None = None
        for block in self._blocks:
            if table := table_of(block):
                if table.caption:
                    self._text(table.caption, self._styles.heading(3), heading=True)
                if self._revient and table.key:
                    write_reperes(self._sheet, table, self._row)
                    self._row += 1
                repeats = self._pages > 1 and table.frozen == self._frozen
                columns, totals = self._columns, self._extras.totals
                writer = TableWriter(
                    self._sheet, self._styles, table, self._row, columns, totals=totals, repeats=repeats
                )
                titles = titles or (self._row, writer.first_row)
                self._row = writer.write() + 1
                self._row = self._extras.complete(self._sheet, table, writer.first_row, self._row, columns)
            else:
                for text, style in self._lines(block):
                    self._text(text, style, heading=isinstance(block, Heading))
        if titles:
            top, below = titles
            self._sheet.freeze_panes(below, self._frozen)
            self._sheet.repeat_rows(top, below - 1)
        self._sheet.print_area(0, 0, max(self._row - 1, 0), len(self._columns) - 1)
        fit(self._sheet, self._pages, self._frozen)
        if any(table.chart for block in self._blocks if (table := table_of(block))):
            # A chart is not cut by the end of a page.
            self._sheet.fit_to_pages(1, 1)

    def _text(self, text: str, style: Format, *, heading: bool) -> None:
        """One cell over the width that is read; a merged cell does not grow by itself."""
        text = cut(text)
        first, last = self._area(heading=heading)
        tall = height([(text, sum(self._columns[first : last + 1]) / style.font_size * SIZE)]) or 0
        self._sheet.set_row(self._row, max(tall * style.font_size / SIZE, _LEADING * style.font_size))
        if last > first:
            self._sheet.merge_range(self._row, first, self._row, last, "", style)
        self._sheet.write_string(self._row, first, text, style)
        self._row += 1

    def _area(self, *, heading: bool) -> tuple[int, int]:
        """First and last columns of a text.

        Where columns repeat on several pages, headings stand in those and repeat with them; other texts stand beside,
        and are printed once.
        """
        if self._pages > 1 and self._frozen and heading:
            return 0, self._frozen - 1
        first = self._frozen if self._pages > 1 else 0
        last = first
        while last < len(self._columns) - 1 and sum(self._columns[first : last + 1]) < _READ:
            last += 1
        return first, last

    def _lines(self, block: Block) -> Iterator[tuple[str, Format]]:
        """Texts of a block, each with its look."""
        styles, body = self._styles, self._styles.paragraph(ParagraphKind.BODY)
        match block:
            case Heading():
                if block.overline:
                    yield block.overline, styles.paragraph(ParagraphKind.NOTE)
                yield block.text, styles.heading(block.level)
            case Title() | Cover() | Contents():
                yield from self._front(block)
            case Paragraph():
                yield text_of(block.runs), styles.paragraph(block.kind)
            case Illustration():
                yield f"{block.caption} ({block.image.alt})", styles.paragraph(ParagraphKind.NOTE)
            case Notice():
                yield text_of(block.runs), styles.paragraph(None)
            case ListBlock():
                yield from self._items(block, 1)
            case Signatures():
                for item in block.items:
                    yield item.party, styles.heading(3)
                    yield from ((line, body) for line in (item.signatory, item.detail) if line)
            case Table() | Fields() | Figures() | Timeline() | KeepTogether() | PageBreak() | NewSection():
                return
            case _:
                assert_never(block)

    def _front(self, block: Title | Cover | Contents) -> Iterator[tuple[str, Format]]:
        styles, body = self._styles, self._styles.paragraph(ParagraphKind.BODY)
        if isinstance(block, Contents):
            yield block.titre, styles.heading(2)
            for heading in outline(self._blocks, block.depth):
                yield heading.text, styles.paragraph(ParagraphKind.BODY, indent=heading.level)
            return
        if block.overline:
            yield block.overline, styles.paragraph(ParagraphKind.NOTE)
        yield block.text, styles.heading(1)
        lines = block.lines if isinstance(block, Cover) else ()
        yield from ((line, body) for line in (block.subtitle, *lines) if line)

    def _items(self, block: ListBlock, level: int) -> Iterator[tuple[str, Format]]:
        style = self._styles.paragraph(ParagraphKind.BODY, indent=level)
        for number, item in enumerate(block.items, block.start):
            yield f"{number}. {text_of(item.runs)}" if block.ordered else f"• {text_of(item.runs)}", style
            if item.children:
                yield from self._items(item.children, level + 1)


def _widths(tables: Sequence[Table]) -> list[float]:
    """Each column as wide as the widest of those that stand in it."""
    each = [widths(table) for table in tables]
    return [max(column) for column in zip_longest(*each, fillvalue=0.0)] or [_ALONE]
