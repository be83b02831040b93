# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""What lets a workbook come back: hidden names of rows and columns, and a hidden sheet of what it said when it left."""

from collections.abc import Iterable
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from models.domain.retour.reperes import FEUILLE, FORMAT, MAQUETTE, MARQUE, TABLE
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Blank, Document, Euros, PageOf, RowKind, Table, Taux, Value


def write_reperes(sheet: Worksheet, table: Table, top: int) -> None:
    """The names of the columns in the hidden row ``top``, those of the rows in the hidden column after the last.

    They stand beside what they name: whatever sorts or moves the cells takes them along.
    """
    droite = len(table.columns)
    sheet.set_row(top, None, None, {"hidden": True})
    sheet.set_column(droite, droite, None, None, {"hidden": True})
    for i, column in enumerate(table.columns):
        sheet.write_string(top, i, column.key)
    sheet.write_string(top, droite, f"{TABLE}{table.key}")
    titles = 2 if any(column.group for column in table.columns) else 1
    for place, row in enumerate(table.rows, top + 1 + titles):
        sheet.write_string(place, droite, row.key)


def write_origine(workbook: Workbook, document: Document) -> None:
    """The hidden sheet: the project, the day, and every cell of the tables that come back."""
    tables = [block for block in document.blocks if isinstance(block, Table) and block.key]
    if not document.origine or not tables:
        return
    sheet = workbook.add_worksheet(FEUILLE)
    sheet.very_hidden()
    _write(sheet, 0, (MARQUE, MAQUETTE, FORMAT, document.origine, document.date_edition))
    at = 1
    for table in tables:
        _write(sheet, at, ("table", table.key))
        _write(sheet, at + 1, ("colonnes", "", *(column.key for column in table.columns)))
        _write(sheet, at + 2, ("titres", "", *(column.title for column in table.columns)))
        at += 3
        for row in table.rows:
            if row.kind is RowKind.BODY:
                _write(sheet, at, ("ligne", row.key, *row.cells))
                at += 1


def _write(sheet: Worksheet, at: int, values: Iterable[Value]) -> None:
    for i, value in enumerate(values):
        match value:
            case Euros(nombre) | Taux(nombre):
                if nombre is not None:
                    sheet.write_number(at, i, float(nombre))
            case Blank() | PageOf() | None | "":
                continue
            case date():
                # A day as text: no program shows it in its own way.
                sheet.write_string(at, i, value.isoformat())
            case int():
                sheet.write_number(at, i, value)
            case _:
                sheet.write_string(at, i, text_of(value))
