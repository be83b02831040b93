"""CSV for spreadsheets and other programs: « ; », decimal comma, UTF-8 with its mark, CRLF, one table per file.

Amounts are bare numbers, rates fractions, dates ISO 8601. A text that starts with « = », « + », « - », « @ », a tab or
a line end gets an apostrophe before it: spreadsheets would run it as a formula.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers import Progress
from pvd_desktop.documents.tree import (
    Blank,
    Block,
    Column,
    Document,
    Euros,
    KeepTogether,
    Row,
    RowKind,
    Table,
    Taux,
    Value,
)

_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write the first table of ``document``: the format holds only one."""
    content = StringIO(newline="")
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    table = next(_tables(document.blocks), None)
    if table is None:
        # A document without a table still says what it is.
        writer.writerow([_safe(document.titre)])
    else:
        writer.writerow([_safe(_title(column)) for column in table.columns])
        writer.writerows(map(_cells, table.rows))
    target.write_bytes(content.getvalue().encode("utf-8-sig", errors="replace"))
    if progress:
        progress.step(1, 1)


def verify(target: Path) -> None:
    """Refuse a file that is empty or is not UTF-8."""
    if not target.read_text(encoding="utf-8-sig").strip():
        raise ValueError(target.name)


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, KeepTogether):
            yield from _tables(block.blocks)


def _title(column: Column) -> str:
    """The title of the column after the one it shares: a file has one row of titles."""
    return " – ".join(filter(None, (column.group, column.title)))


def _cells(row: Row) -> list[str]:
    texts = [_text(value) for value in row.cells]
    return [texts[0], *("" for _ in texts[1:])] if row.kind is RowKind.GROUP else texts


def _text(value: Value) -> str:
    """A value that another program reads back; what is unknown or does not apply is empty."""
    match value:
        case None | Blank() | "":
            return ""
        case Euros(number):
            return "" if number is None else f"{number:.2f}".replace(".", ",")
        case Taux(number):
            return "" if number is None else f"{number:f}".replace(".", ",")
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return _safe(text_of(value))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_RUN_AS_FORMULA) else text
