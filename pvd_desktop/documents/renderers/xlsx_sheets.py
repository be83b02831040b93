# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# XlsxWriter has inline types for most of its methods, and no marker that says so.
"""Sheets of a workbook: which blocks each one holds, how it is named, framed and printed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Block, Document, Heading, NewSection, PageFormat

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = {"history", "historique"}
_PAPERS = {
    PageFormat.A4_PORTRAIT: 9,
    PageFormat.A4_LANDSCAPE: 9,
    PageFormat.A3_PORTRAIT: 8,
    PageFormat.A3_LANDSCAPE: 8,
}
_SIDE, _TOP, _BOTTOM = 0.4, 0.7, 0.6
"""Margins, in inches."""
_DIGIT = 7 * 0.75
"""Points of one unit of width: seven pixels."""
_SMALLEST_SCALE = 0.66
"""Letters printed smaller than this share of their size are not read: the table takes another page in width."""
_LONGEST_FRAME = 120
"""Characters of a line of the header or of the footer; the file is refused above 255 in all."""


@dataclass(slots=True)
class Section:
    """The blocks of one sheet."""

    format: PageFormat
    name: str = ""
    mention: str = ""
    """At the foot of the pages, in the place of that of the document."""
    blocks: list[Block] = field(default_factory=list[Block])


def sections(document: Document) -> list[Section]:
    """One per ``NewSection``, and one for what comes before the first."""
    found = [Section(document.format)]
    for block in document.blocks:
        if isinstance(block, NewSection):
            found.append(Section(block.format, block.name, block.mention))
        else:
            found[-1].blocks.append(block)
    # A workbook needs a sheet, and a sheet something to read.
    return [section for section in found if section.blocks] or [
        Section(document.format, blocks=[Heading(1, document.titre)])
    ]


def sheet_names(wanted: Iterable[str]) -> Iterator[str]:
    """A name each: at most 31 characters, none of those that are forbidden, no two alike whatever their case."""
    taken: set[str] = set()
    for rank, text in enumerate(wanted, 1):
        name = _FORBIDDEN.sub(" ", text).strip(" '")
        if not name or name.casefold() in _RESERVED:
            name = f"Feuille {rank}"
        unique = name[:LONGEST_NAME].rstrip(" '")
        copy = 1
        while unique.casefold() in taken:
            copy += 1
            suffix = f" ({copy})"
            unique = name[: LONGEST_NAME - len(suffix)] + suffix
        taken.add(unique.casefold())
        yield unique


def frame(sheet: Worksheet, document: Document, section: Section) -> None:
    """Paper, margins, header and footer."""
    sheet.set_paper(_PAPERS[section.format])
    width, height = charte.PAGE_SIZES[section.format]
    if width > height:
        sheet.set_landscape()
    sheet.set_margins(_SIDE, _SIDE, _TOP, _BOTTOM)
    sheet.hide_gridlines(2)
    jour = text_of(document.date_edition)
    state = f"BROUILLON du {jour}" if document.brouillon else f"Édité le {jour}"
    # The space ends the size: « 2 communes » after « &8 » would be letters of 82 points.
    sheet.set_header(f"&L&8 {_framed(document.entete)}&R&8&B{state}", {"margin": 0.3})
    sheet.set_footer(f"&L&8 {_framed(section.mention or document.mention)}&R&8page\u00a0&P / &N", {"margin": 0.3})


def pages_across(page: PageFormat, columns: Sequence[float], frozen: int) -> int:
    """Pages that letters which are read ask for, in width; the first columns repeat on each."""
    available = charte.PAGE_SIZES[page][0] - 2 * _SIDE * 72
    sizes = [(width + 0.7) * _DIGIT * _SMALLEST_SCALE for width in columns]
    kept = sum(sizes[:frozen])
    return 1 if sum(sizes) <= available else ceil((sum(sizes) - kept) / max(available - kept, available / 2))


def fit(sheet: Worksheet, pages: int, frozen: int) -> None:
    """Print on that many pages in width."""
    sheet.fit_to_pages(pages, 0)
    if pages > 1 and frozen:
        sheet.repeat_columns(f"A:{xl_col_to_name(frozen - 1)}")


def _framed(text: str) -> str:
    """A text between the codes of a header; « & » starts one."""
    return text[:_LONGEST_FRAME].replace("&", "&&").replace("\n", " ")
