# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""Workbook by XlsxWriter: a sheet per section, our values beside live formulas, the same bytes for the same day."""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from typing_extensions import override
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pvd_desktop.documents.renderers import Progress
from pvd_desktop.documents.renderers.xlsx_blocks import SheetWriter
from pvd_desktop.documents.renderers.xlsx_extras import Extras
from pvd_desktop.documents.renderers.xlsx_retour import write_origine
from pvd_desktop.documents.renderers.xlsx_sheets import frame, sections, sheet_names
from pvd_desktop.documents.renderers.xlsx_styles import Styles
from pvd_desktop.documents.tree import Block, Document, Heading, Title


class _Sheet(Worksheet):
    """A sheet that takes our formulas as they are: SUM, COUNT, IF, OR, ROUND, MAX and N.

    XlsxWriter looks in each of them for thirty recent functions, which takes a third of its time.
    """

    @override
    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def render(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write the workbook of ``document``; what ``target`` held is lost."""
    target.write_bytes(to_bytes(document, progress=progress))


def to_bytes(document: Document, *, progress: Progress | None = None) -> bytes:
    """The workbook of ``document``.

    Args:
        document: what to write.
        progress: told of the sheets written.
    """
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {
            "title": document.titre,
            "subject": document.sujet,
            "author": document.auteur,
            "comments": document.mention,
            # Both dates of the file: it must not change with the clock.
            "created": datetime.combine(document.date_edition, time()),
        }
    )
    workbook.worksheet_class = _Sheet
    styles = Styles(workbook)
    parts = sections(document)
    names = sheet_names(part.name or _name(part.blocks) for part in parts)
    extras = Extras(workbook, styles)
    for done, (part, name) in enumerate(zip(parts, names, strict=True), 1):
        sheet = workbook.add_worksheet(name)
        SheetWriter(sheet, styles, part, extras, revient=bool(document.origine)).write()
        frame(sheet, document, part)
        if progress:
            progress.step(done, len(parts))
    write_origine(workbook, document)
    workbook.close()
    for sheet in workbook.worksheets():
        # Sheets and workbook hold one another: the collector would free all their cells at once, and the window wait.
        vars(sheet).clear()
    return content.getvalue()


def verify(target: Path) -> None:
    """Refuse a file that cannot be read again or whose sheets are all empty."""
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(target, read_only=True)
        try:
            filled = any(True for sheet in workbook for _ in sheet.iter_rows(max_row=1))
        finally:
            workbook.close()
    except (BadZipFile, KeyError, OSError) as error:
        raise ValueError(target.name) from error
    if not filled:
        raise ValueError(target.name)


def _name(blocks: list[Block]) -> str:
    """The first heading of a sheet that was not named."""
    return next((block.text for block in blocks if isinstance(block, Heading | Title)), "")
