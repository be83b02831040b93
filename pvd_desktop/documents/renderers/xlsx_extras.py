# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""What a spreadsheet alone adds to a table: lists to choose from, colours that follow the figures, notes, charts."""

from collections.abc import Sequence
from typing import Any, Final, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.xlsx_styles import WHOLE_EUROS, Styles
from pvd_desktop.documents.spreadsheets import Chart, Link, Tint, Tone
from pvd_desktop.documents.tree import RowKind, Table

_TONES: Final = {
    Tone.SUCCESS: ("#18753C", "#E3F5E8"),
    Tone.WARNING: ("#B34000", "#FFE9E0"),
    Tone.INFORMATION: ("#0063CB", "#E5F1FD"),
    Tone.QUIET: (charte.INK_SOFT, "#EEEEEE"),
}
"""Letters and background: a contrast above 4.5."""
_SERIES: Final = ("#000091", "#8FB4E8", "#B34000")
_CHART_ROWS, _ROW_PIXELS = 15, 20
"""Least height of a chart in rows, and pixels of a row."""
_DIGIT, _PADDING = 7, 5
"""Pixels of a unit of width, and of what a column adds to it."""


class Extras:
    """Completes the tables of one workbook, and remembers where their totals stand."""

    def __init__(self, workbook: Workbook, styles: Styles) -> None:
        self._workbook = workbook
        self._styles = styles
        self._tones: dict[Tone, Format] = {}
        self.totals: dict[Link, str] = {}
        """Cell of the total of each column, in the words of a formula."""

    def complete(self, sheet: Worksheet, table: Table, first: int, below: int, widths: Sequence[float]) -> int:
        """Add to a table whose first row is ``first`` what stands on it; gives the first row that is left free."""
        last = first + len(table.rows) - 1
        for i, column in enumerate(table.columns):
            if column.choices:
                self._choices(sheet, i, first, last, column.choices)
            for tint in column.tints:
                self._tint(sheet, i, first, last, tint)
        for place, row in enumerate(table.rows, first):
            for i, note in row.notes.items():
                sheet.write_comment(place, i, note, {"x_scale": 1.6, "font_size": 8})
        self._remember(sheet, table, last)
        if table.chart is None:
            return below
        rows = max(_CHART_ROWS, len(table.rows) + 5)
        width = sum(_DIGIT * w + _PADDING for w in widths[: len(table.columns)])
        chart = self._chart(sheet, table, table.chart, first)
        chart.set_size({"width": round(width), "height": (rows - 1) * _ROW_PIXELS})
        sheet.insert_chart(below, 0, chart, {"description": table.summary, "object_position": 2})
        return below + rows

    @staticmethod
    def _choices(sheet: Worksheet, column: int, first: int, last: int, choices: tuple[str, ...]) -> None:
        # Said, not forbidden: the review of the workbook tells what it does not know.
        options = {
            "validate": "list",
            "source": list(choices),
            "error_type": "warning",
            "error_title": "Mot inconnu",
            "error_message": "Ce mot n’est pas dans la liste\u00a0: il ne sera pas repris tel quel.",
        }
        sheet.data_validation(first, column, last, column, options)

    def _tint(self, sheet: Worksheet, column: int, first: int, last: int, tint: Tint) -> None:
        letter = xl_col_to_name(column)
        cell = f"${letter}{first + 1}"
        if tint.words:
            tests = ",".join(f'{cell}="{word}"' for word in tint.words)
            test = f"OR({tests})"
        else:
            test = f"AND(ISNUMBER({cell}),{cell}>0)"
        sheet.conditional_format(
            first, column, last, column, {"type": "formula", "criteria": f"={test}", "format": self._tone(tint.tone)}
        )

    def _tone(self, tone: Tone) -> Format:
        if tone not in self._tones:
            ink, background = _TONES[tone]
            self._tones[tone] = self._workbook.add_format({"font_color": ink, "bg_color": background})
        return self._tones[tone]

    def _remember(self, sheet: Worksheet, table: Table, last: int) -> None:
        if not table.key or not table.rows:
            return
        totals = [place for place, row in enumerate(table.rows) if row.kind is RowKind.TOTAL]
        if totals:
            row = last - len(table.rows) + 2 + totals[-1]
            self._note(sheet, table, row, "")
        for place, row in enumerate(table.rows, last - len(table.rows) + 2):
            if row.key and (row.leaves or row.kind is RowKind.SUBTOTAL):
                self._note(sheet, table, place, row.key)

    def _note(self, sheet: Worksheet, table: Table, row: int, key: str) -> None:
        name = quote_sheetname(_name(sheet))
        for i, column in enumerate(table.columns):
            self.totals[Link(table.key, column.key, key)] = f"{name}!${xl_col_to_name(i)}${row}"

    def _chart(self, sheet: Worksheet, table: Table, chart: Chart, first: int) -> Any:
        rows = [place for place, row in enumerate(table.rows, first) if row.kind is RowKind.BODY]
        keys = [column.key for column in table.columns]
        kind = {"type": "bar", "subtype": "stacked"} if chart.stacked else {"type": "column"}
        # XlsxWriter says that it may give none, for types it does not know.
        drawn: Any = self._workbook.add_chart(kind)
        name = _name(sheet)
        for rank, key in enumerate(chart.columns):
            i = keys.index(key)
            drawn.add_series(
                {
                    "name": [name, first - 1, i],
                    "categories": _ranges(name, rows, 0),
                    "values": _ranges(name, rows, i),
                    "fill": {"color": _SERIES[rank % len(_SERIES)]},
                    "gap": 60,
                }
            )
        drawn.set_title({"name": chart.title, "name_font": {"size": 11, "bold": True}, "overlay": False})
        drawn.set_legend({"position": "bottom"})
        amounts = {"num_format": WHOLE_EUROS, "major_gridlines": {"visible": True, "line": {"color": charte.RULE}}}
        if chart.stacked:
            # The first funder on top, as in the table.
            drawn.set_y_axis({"reverse": True, "interval_unit": 1})
            drawn.set_x_axis({**amounts, "label_position": "high"})
        else:
            drawn.set_y_axis(amounts)
        return drawn


def _ranges(name: str, rows: Sequence[int], column: int) -> str:
    """These cells of a column, in the words of a formula: the sums between them are not drawn."""
    letter, sheet = xl_col_to_name(column), quote_sheetname(name)
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    areas = [f"{sheet}!${letter}${first + 1}:${letter}${last + 1}" for first, last in runs]
    return f"={areas[0]}" if len(areas) == 1 else f"=({','.join(areas)})"


def _name(sheet: Worksheet) -> str:
    return cast(str, sheet.get_name())
