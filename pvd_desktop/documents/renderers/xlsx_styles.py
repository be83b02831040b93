# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""Formats of the cells of a workbook: each look is registered once, whatever the number of cells that wear it."""

from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from models.domain.formats import MOINS
from pvd_desktop.documents import charte
from pvd_desktop.documents.tree import Align, ParagraphKind, RowKind

FONT = "Calibri"
"""Workbooks embed no font: the one every Excel has, which LibreOffice replaces by its twin."""
SIZE = 9
_FRENCH = "[$-40C]"


def _signed(number: str) -> str:
    """The format of a number, its minus sign that of the other documents, where Excel would put a hyphen."""
    return f'{_FRENCH}{number};{_FRENCH}"{MOINS}"{number}'


EUROS = _signed("#,##0.00\\ [$€-40C]")
WHOLE_EUROS = _signed("#,##0\\ [$€-40C]")
RATE = _signed("0.0\\ %")
RATE_GIVEN = _signed("0.0##\\ %")
"""A rate that nothing computes keeps its decimals, as in the other formats."""
DATE = "dd/mm/yyyy"
INTEGER = "0"
_ALIGNS = {Align.TEXT: "left", Align.NUMBER: "right", Align.CENTER: "center"}
_HEADING_SIZES = (15, 12, 10)
_MISSING = "#FFF4D6"
"""Background of a cell that waits for a value."""


class Look(NamedTuple):
    """What tells the format of a cell of a table from another; a tuple, for there are as many as cells."""

    kind: RowKind = RowKind.BODY
    align: Align = Align.TEXT
    number: str = ""
    indent: int = 0
    missing: bool = False
    merged: bool = False
    """Over several cells made one."""
    edge: bool = False
    """First column of a group: a line parts it from the one before."""


class Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[object, Format] = {}

    def cell(self, look: Look) -> Format:
        """A cell of a table."""
        found = self._formats.get(look)
        return found if found is not None else self._add(look, **_cell(look))

    def header(
        self, align: Align, *, group: bool = False, edge: bool = False, wrap: bool = True, indent: int = 0
    ) -> Format:
        """A title of a column, or the one over several."""
        return self._format(
            ("header", align, group, edge, wrap, indent),
            bold=True,
            font_color=charte.ACCENT,
            bg_color=charte.BAND,
            align=_ALIGNS[align],
            valign="bottom",
            text_wrap=wrap,
            left=1 if edge else 0,
            left_color=charte.RULE_STRONG,
            bottom=0 if group else 2,
            bottom_color=charte.ACCENT,
            indent=indent,
        )

    def heading(self, level: int) -> Format:
        """A heading of that level."""
        size = _HEADING_SIZES[min(level, len(_HEADING_SIZES)) - 1]
        return self._format(("heading", level), bold=True, font_size=size, font_color=charte.ACCENT, text_wrap=True)

    def paragraph(self, kind: ParagraphKind | None = None, *, indent: int = 0) -> Format:
        """A paragraph; ``None`` is the framed statement that must not be missed."""
        soft = kind in {ParagraphKind.NOTE, ParagraphKind.MISSING}
        return self._format(
            ("paragraph", kind, indent),
            text_wrap=True,
            valign="top",
            indent=indent,
            italic=kind is ParagraphKind.MISSING,
            font_color=charte.INK_SOFT if soft else charte.INK,
            left=5 if kind is None else 0,
            left_color=charte.ACCENT,
        )

    def _format(self, key: object, **properties: Any) -> Format:
        found = self._formats.get(key)
        return found if found is not None else self._add(key, **properties)

    def _add(self, key: object, **properties: Any) -> Format:
        base = {"font_name": FONT, "font_size": SIZE, "font_color": charte.INK}
        self._formats[key] = self._workbook.add_format(base | properties)
        return self._formats[key]


def _cell(look: Look) -> dict[str, Any]:
    strong = look.kind in {RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.GROUP}
    properties: dict[str, Any] = {
        "valign": "top",
        "align": _ALIGNS[look.align],
        "bold": strong,
        "bottom": 1,
        "bottom_color": charte.RULE,
        "left": 1 if look.edge else 0,
        "left_color": charte.RULE,
        # Long names wrap; a title over the rows does where its cells are merged, else it runs over the empty ones.
        "text_wrap": look.align is not Align.NUMBER and (look.kind is not RowKind.GROUP or look.merged),
    }
    if look.kind in {RowKind.SUBTOTAL, RowKind.TOTAL}:
        properties |= {"top": 1, "top_color": charte.RULE_STRONG}
    if look.kind is RowKind.TOTAL:
        properties["bg_color"] = charte.BAND
    if look.kind is RowKind.GROUP:
        properties["font_color"] = charte.ACCENT
    if look.missing:
        properties["bg_color"] = _MISSING
    if look.number:
        properties["num_format"] = look.number
    if look.indent:
        properties["indent"] = look.indent
    return properties
