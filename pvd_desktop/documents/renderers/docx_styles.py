"""Identifiers of the styles of the Word file: what plays a part in the tree bears the style of that part."""

from pvd_desktop.documents import charte
from pvd_desktop.documents.tree import Align, PageFormat, ParagraphKind, RowKind, Run

HEADINGS = 9
"""Levels of headings Word knows."""
LIST_LEVELS = 2
DEPTHS = 3
"""Depths of a row that show."""

PARAGRAPHS = {
    ParagraphKind.BODY: "Normal",
    ParagraphKind.LEAD: "Introduction",
    ParagraphKind.NOTE: "Note",
    ParagraphKind.MISSING: "ParagrapheManquant",
    ParagraphKind.ADDRESS: "Destinataire",
}
_SUFFIXES = {Align.TEXT: "Texte", Align.NUMBER: "Nombre", Align.CENTER: "Centre"}
_KINDS = {RowKind.BODY: "Tableau", RowKind.GROUP: "Groupe", RowKind.SUBTOTAL: "Total", RowKind.TOTAL: "Total"}

EMPHASES = {(False, False): "", (True, False): "gras", (False, True): "italique", (True, True): "gras italique"}
OF_WORD = {"Gras": "Strong", "Italique": "Emphasis", "Lien": "Hyperlink"}
"""Character styles that Word has a name for."""
MISSING = "NonRenseigne"
RUNNING = "Rappel"
RUNNING_NAME = "Rappel en haut de page"
"""Name of that style: the headers look for it."""
DRAFT = "Brouillon"
RUNNING_HEADER = "RappelEnTete"

MILESTONE = "Jalon"
BAR, BAR_ROOM = "BarreCalendrier", "CalendrierVide"
"""A stretch of time against the years, and the place where there is none."""
SHEET_TITLE = "TitreFeuille"
"""A heading of level 2 that is the title of a sheet inside an annexe."""

TABLE = "TableauPVD"
FIELDS = "ChampsPVD"
FIGURES = "ChiffresPVD"
SIGNATURES = "SignaturesPVD"


def heading(level: int) -> str:
    """Heading of ``level``, from 1."""
    return f"Heading{min(level, HEADINGS)}"


def item(level: int, *, ordered: bool) -> str:
    """Item of a list of ``level``, from 1."""
    return ("ListNumber" if ordered else "ListBullet") + ("" if level == 1 else "2")


def contents(level: int) -> str:
    """Entry of the contents of ``level``, from 1."""
    return f"TOC{min(level, HEADINGS)}"


def cell(kind: RowKind, align: Align, size: float = charte.TABLE_SIZE, depth: int = 0) -> str:
    """Cell of a table in letters of ``size``; ``depth`` is that of its row, for the cell that heads it."""
    if depth and kind is RowKind.BODY and align is Align.TEXT:
        return f"TableauRetrait{min(depth, DEPTHS)}{_sized(size)}"
    return f"{_KINDS[kind]}{_SUFFIXES[align]}{_sized(size)}"


def header_cell(align: Align, size: float = charte.TABLE_SIZE) -> str:
    """Header cell of a table in letters of ``size``."""
    return f"EnTeteTableau{_SUFFIXES[align]}{_sized(size)}"


def _sized(size: float) -> str:
    """What tells the styles of a size from those of the usual one."""
    return "" if size == charte.TABLE_SIZE else f"T{charte.TABLE_SIZES.index(size) + 1}"


def page_header(sheet: PageFormat) -> str:
    """Header of the pages of ``sheet``: its right edge depends on their width."""
    return "Header" if sheet is PageFormat.A4_PORTRAIT else f"Header{sheet.name.title().replace('_', '')}"


def page_footer(sheet: PageFormat) -> str:
    """Footer of the pages of ``sheet``."""
    return page_header(sheet).replace("Header", "Footer")


def character(run: Run) -> str:
    """Character style of ``run``; empty when it has no emphasis."""
    role = "Lien" if run.link else "ACompleter" if run.missing else "Secondaire" if run.secondary else ""
    return emphasised(role, bold=run.bold, italic=run.italic)


def emphasised(role: str, *, bold: bool, italic: bool) -> str:
    """Character style of a role with an emphasis."""
    key = role + "".join(word.capitalize() for word in EMPHASES[bold, italic].split())
    return OF_WORD.get(key, key)


def text_width(sheet: PageFormat) -> float:
    """Width of the text on ``sheet``, in points."""
    return charte.PAGE_SIZES[sheet][0] - 2 * charte.MARGIN_SIDE


def text_height(sheet: PageFormat) -> float:
    """Height of the text on ``sheet``, in points."""
    return charte.PAGE_SIZES[sheet][1] - charte.MARGIN_TOP - charte.MARGIN_BOTTOM
