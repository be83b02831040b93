# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""Tables of a workbook: true numbers, our value kept beside each live formula, widths that follow what is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import cast

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.formulas import Quotient
from pvd_desktop.documents.renderers.xlsx_formulas import sum_of, template
from pvd_desktop.documents.renderers.xlsx_lines import count_lines
from pvd_desktop.documents.renderers.xlsx_styles import (
    DATE,
    EUROS,
    INTEGER,
    RATE,
    RATE_GIVEN,
    WHOLE_EUROS,
    Look,
    Styles,
)
from pvd_desktop.documents.spreadsheets import Link
from pvd_desktop.documents.tree import (
    Align,
    Blank,
    Column,
    Euros,
    EurosEntiers,
    PageOf,
    Row,
    RowKind,
    Table,
    Taux,
    Value,
)

LONGEST_TEXT = 32_767
"""Characters a cell holds; one more and the file is refused."""
_SUITE = " … (suite dans la fiche)"
_WIDEST = 26
"""Characters on a line of words."""
_SPREAD, _PADDING = 1.1, 1.5
"""Widths are said in digits of Calibri 11; where it is replaced, a wider font must hold its figures too."""
_APART = 1.3
"""Room that parts words from the figures at their left."""
_AMOUNTS, _EMPTY = (Euros, EurosEntiers, Taux), (Blank, PageOf)
_NUMBERS: dict[type, str] = {EurosEntiers: WHOLE_EUROS, Euros: EUROS, Taux: RATE, date: DATE, int: INTEGER}
"""Formats by type of value, the particular before the general."""
_TENTH = 3
"""Decimals of a rate to a tenth of a percent."""
_BOLD = 0.9
"""Bold letters take more room: what is left of a width."""
_LEADING, _TALLEST = 12.0, 400.0
"""Points of a line of text, and of the highest row."""


def cut(text: str) -> str:
    """``text``, or as much as a cell holds and where to read the rest."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(_SUITE)] + _SUITE


def height(texts: Iterable[tuple[str, float]]) -> float | None:
    """Points of a row whose cells hold these texts in these widths; ``None`` for one line, the height by default."""
    lines = max((count_lines(text, width) for text, width in texts), default=1)
    return None if lines == 1 else min(_TALLEST, _LEADING * lines + 2)


def widths(table: Table) -> list[float]:
    """Width of each column, in characters."""
    rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
    aparts = _aparts(table)
    return [
        _width(column, [row.cells[i] for row in rows]) + (_APART if aparts[i] else 0)
        for i, column in enumerate(table.columns)
    ]


def _aparts(table: Table) -> list[bool]:
    """Which columns of words follow figures: ranged on the right, these would touch them."""
    figures = [column.align is Align.NUMBER for column in table.columns]
    return [i > 0 and figures[i - 1] and not figures[i] for i in range(len(figures))]


def _width(column: Column, values: Sequence[Value]) -> float:
    # A title may take three lines, its longest word one.
    title = max(*map(len, column.title.split()), ceil(len(column.title) / 3)) if column.title else 0
    if column.align is Align.NUMBER:
        amounts = [abs(v.montant) for v in values if isinstance(v, Euros) and v.montant is not None]
        longest = len(f"{max(amounts):,.2f} €") if amounts else max((len(text_of(v)) for v in values), default=0)
        return _SPREAD * max(longest, title) + _PADDING
    longest = max((len(line) for v in values for line in text_of(v).split("\n")), default=0)
    return _SPREAD * min(max(longest, title), _WIDEST) + _PADDING


class TableWriter:
    """Writes one table from the row ``top`` of a sheet on.

    Args:
        sheet: where it goes.
        styles: the looks of the workbook.
        table: what to write.
        top: its first row.
        columns: the widths of the columns of the sheet.
        totals: places of the totals that are already written, which figures may repeat.
        repeats: its first columns are printed again on several pages.
    """

    def __init__(
        self,
        sheet: Worksheet,
        styles: Styles,
        table: Table,
        top: int,
        columns: Sequence[float],
        *,
        totals: Mapping[Link, str],
        repeats: bool,
    ) -> None:
        self._sheet = sheet
        self._styles = styles
        self._table = table
        self._top = top
        self._widths = columns
        self._totals = totals
        self._repeats = repeats
        numbers = {i for i, column in enumerate(table.columns) if column.align is Align.NUMBER}
        self._aparts = _aparts(table)
        self._words = [
            (i, columns[i] - (_APART if self._aparts[i] else 0)) for i in range(len(table.columns)) if i not in numbers
        ]
        self._looks: dict[tuple[RowKind, int], list[dict[tuple[type, bool], Format]]] = {}
        """Formats already chosen, by kind and level of the row, then by column and type of value."""
        self._letters = [xl_col_to_name(i) for i in range(len(table.columns))]
        keys = {column.key: letter for column, letter in zip(table.columns, self._letters, strict=True) if column.key}
        self._templates = [template(column.formula, keys) if column.formula else "" for column in table.columns]
        formulas = [column.formula for column in table.columns]
        self._precise = [isinstance(formula, Quotient) and formula.decimals > _TENTH for formula in formulas]
        groups = [column.group for column in table.columns]
        self._edges = [i > 0 and group != groups[i - 1] for i, group in enumerate(groups)]
        self._grouped = any(groups)

    @property
    def first_row(self) -> int:
        """Row of the first line under the titles."""
        return self._top + (2 if self._grouped else 1)

    def write(self) -> int:
        """Write the titles and the rows; gives the row below the table."""
        self._titles()
        for place, row in enumerate(self._table.rows):
            self._row(self.first_row + place, row)
        below = self.first_row + len(self._table.rows)
        self._polish(below - 1)
        return below

    def _titles(self) -> None:
        columns = self._table.columns
        if self._grouped:
            self._sheet.set_row(self._top, height(self._group_titles()))
            start = 0
            for i in range(1, len(columns) + 1):
                if i == len(columns) or columns[i].group != columns[start].group:
                    self._group(start, i - 1)
                    start = i
        tall = height((column.title, width) for column, width in zip(columns, self._widths, strict=False))
        self._sheet.set_row(self.first_row - 1, tall)
        for i, column in enumerate(columns):
            style = self._styles.header(column.align, edge=self._edges[i], indent=int(self._aparts[i]))
            self._sheet.write_string(self.first_row - 1, i, column.title, style)

    def _group_titles(self) -> Iterator[tuple[str, float]]:
        """Titles over the columns, with the width of those they stand over."""
        pairs = zip(self._table.columns, self._widths, strict=False)
        for title, columns in groupby(pairs, key=lambda pair: pair[0].group):
            yield title, sum(width for _, width in columns)

    def _group(self, first: int, last: int) -> None:
        title = self._table.columns[first].group
        runs = last > first and height([(title, sum(self._widths[first : last + 1]))]) is None
        style = self._styles.header(Align.TEXT, group=True, edge=self._edges[first], wrap=not runs)
        if title and last > first and not runs:
            self._sheet.merge_range(self._top, first, self._top, last, title, style)
            return
        # On one line it runs over the empty cells; merged, they would be painted past the edge of a page.
        self._sheet.write_string(self._top, first, title, style)
        for i in range(first + 1, last + 1):
            self._sheet.write_blank(self._top, i, None, self._styles.header(Align.TEXT, group=True))

    def _row(self, at: int, row: Row) -> None:
        if row.kind is RowKind.GROUP:
            self._title(at, row)
            return
        tall = height(self._texts(row))
        if tall or row.level:
            self._sheet.set_row(at, tall, None, {"level": row.level})
        looks = self._looks.get((row.kind, row.level))
        if looks is None:
            looks = self._looks[row.kind, row.level] = [{} for _ in row.cells]
        sums = [self.first_row + place + 1 for place in row.sums]
        for i, value in enumerate(row.cells):
            link, left = row.links.get(i), row.leaves.get(i)
            kind = type(value)
            number = _number(value)
            waits = number is None and kind in _AMOUNTS
            style = looks[i].get((kind, waits))
            if style is None:
                style = looks[i][kind, waits] = self._style(row, i, kind, waits=waits)
            total = self._totals.get(link) if link else None
            whole = self._totals.get(left) if left and number is not None else None
            if whole:
                formula = f"={whole}-{sum_of(self._letters[i], sums, empty=False)[1:]}"
            else:
                formula = f"={total}" if total else self._formula(at, i, value, number, sums)
            if formula:
                self._sheet.write_formula(at, i, formula, style, cast(int, "" if number is None else float(number)))
            elif number is not None:
                self._sheet.write_number(at, i, float(number), style)
            elif waits or kind in _EMPTY:
                self._sheet.write_blank(at, i, None, style)
            elif isinstance(value, date):
                self._sheet.write_datetime(at, i, datetime.combine(value, time()), style)
            else:
                # Never write(): a text that starts with « = » is a text.
                self._sheet.write_string(at, i, cut(text_of(value)), style)

    def _style(self, row: Row, i: int, kind: type, *, waits: bool) -> Format:
        indent = row.level if i == self._table.frozen - 1 else int(self._aparts[i])
        number = next((form for known, form in _NUMBERS.items() if issubclass(kind, known)), "")
        if number == RATE and (self._precise[i] or not self._templates[i]):
            number = RATE_GIVEN
        return self._styles.cell(
            Look(row.kind, self._table.columns[i].align, number, indent, missing=waits, edge=self._edges[i])
        )

    def _texts(self, row: Row) -> Iterator[tuple[str, float]]:
        """What may take several lines, with the width it has."""
        for i, width in self._words:
            value = row.cells[i]
            if type(value) not in _EMPTY:
                yield text_of(value), width

    def _title(self, at: int, row: Row) -> None:
        """A title over the rows below: it runs over the empty cells at its right.

        Where the first columns repeat on several pages it stands in those, on as many lines as it needs: it would be
        cut at their edge.
        """
        text = cut(text_of(row.cells[0]))
        first = max(1, self._table.frozen) if self._repeats else 1
        style = self._styles.cell(Look(RowKind.GROUP, merged=first > 1))
        if first > 1:
            self._sheet.set_row(at, height([(text, _BOLD * sum(self._widths[:first]))]))
            self._sheet.merge_range(at, 0, at, first - 1, "", style)
        self._sheet.write_string(at, 0, text, style)
        for i in range(first, len(row.cells)):
            self._sheet.write_blank(at, i, None, style)

    def _formula(self, at: int, i: int, value: Value, number: Decimal | int | None, sums: Sequence[int]) -> str:
        """The live formula of a cell, or nothing: a blank one stays so, unless a sum may fill it."""
        column = self._table.columns[i]
        if sums and not column.ratio:
            summed = column.align is Align.NUMBER and value is not None
            return sum_of(self._letters[i], sums, empty=number is None) if summed else ""
        # A rate that means nothing for a sum must not be computed there.
        if not self._templates[i] or isinstance(value, Blank) or (sums and value is None):
            return ""
        return self._templates[i].replace("{row}", str(at + 1))

    def _polish(self, last: int) -> None:
        """What the sheet does with the table: filters, and no warning where we know better."""
        table = self._table
        right = len(table.columns) - 1
        area = f"A{self.first_row + 1}:{self._letters[-1]}{last + 1}"
        # A number such as « 1.2 » is a text; a sum next to another formula differs from it.
        self._sheet.ignore_errors({"number_stored_as_text": area, "formula_differs": area, "formula_range": area})
        if all(row.kind is RowKind.BODY and not row.sums for row in table.rows):
            self._sheet.autofilter(self.first_row - 1, 0, last, right)


def _number(value: Value) -> Decimal | int | None:
    """The number a cell holds, if it holds one: beside a formula, what programs that do not compute will show."""
    match value:
        case Euros(number) | Taux(number):
            return number
        case int():
            return value
        case _:
            return None
