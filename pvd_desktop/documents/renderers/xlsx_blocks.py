# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""Blocks of the tree turned into the rows of a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import ceil
from typing import assert_never

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pvd_desktop.documents.cells import bar_end, text_of
from pvd_desktop.documents.renderers.xlsx_styles import SIZE, Styles
from pvd_desktop.documents.renderers.xlsx_tables import TableWriter, cut, widths
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

_LINE = 12.5
"""Points of a line of text."""
_TALLEST = 400
"""Points of a row; a spreadsheet refuses more than 409."""
_READ = 130
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

    def __init__(self, sheet: Worksheet, styles: Styles, blocks: Sequence[Block]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._blocks = tuple(_flattened(blocks))
        self._row = 0
        tables = [table for block in self._blocks if (table := table_of(block))]
        self.columns = _widths(tables)
        self.frozen = tables[0].frozen if tables else 0
        """First columns that stay in sight."""
        for i, width in enumerate(self.columns):
            sheet.set_column(i, i, width)
        # Text runs over as many columns as can be read at once.
        self._span = next(
            (i for i in range(1, len(self.columns) + 1) if sum(self.columns[:i]) >= _READ), len(self.columns)
        )

    def write(self) -> None:
        """Write every block, then keep the titles of the first table in sight and on every page."""
        titles: tuple[int, int] | None = None
        for block in self._blocks:
            if table := table_of(block):
                writer = TableWriter(self._sheet, self._styles, table, self._row)
                titles = titles or (self._row, writer.first_row)
                self._row = writer.write() + 1
            else:
                for text, style in self._lines(block):
                    self._text(text, style)
        if titles:
            top, below = titles
            self._sheet.freeze_panes(below, self.frozen)
            self._sheet.repeat_rows(top, below - 1)
        self._sheet.print_area(0, 0, max(self._row - 1, 0), len(self.columns) - 1)

    def _text(self, text: str, style: Format) -> None:
        """One cell over the width that is read; a merged cell does not grow by itself."""
        text = cut(text)
        width = sum(self.columns[: self._span])
        lines = sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
        height = min(_TALLEST, _LINE * lines * style.font_size / SIZE + 3)
        self._sheet.set_row(self._row, height)
        if self._span > 1:
            self._sheet.merge_range(self._row, 0, self._row, self._span - 1, "", style)
        self._sheet.write_string(self._row, 0, text, style)
        self._row += 1

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
