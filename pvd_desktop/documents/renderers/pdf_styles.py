"""Paragraph styles of the PDF, drawn from the charte."""

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_texte import BOLD, ITALIC, REGULAR, register_fonts
from pvd_desktop.documents.tree import Align, ParagraphKind, RowKind

_ALIGNMENTS = {Align.TEXT: TA_LEFT, Align.NUMBER: TA_RIGHT, Align.CENTER: TA_CENTER}


@cache
def colour(code: str) -> Color:
    """The colour of that ``#RRGGBB``."""
    return HexColor(code)


def _style(name: str, font: str, size: float, leading: float, **options: Any) -> ParagraphStyle:
    register_fonts()
    values: dict[str, Any] = {
        "fontName": font,
        "fontSize": size,
        "leading": leading,
        "textColor": HexColor(charte.INK),
        "bulletFontName": REGULAR,
        "bulletFontSize": size,
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
    }
    return ParagraphStyle(name, **(values | options))


@cache
def heading(level: int, *, sheet: bool = False) -> ParagraphStyle:
    """Heading of ``level``, from 1; ``sheet`` when it is the title of a sheet inside an annexe."""
    size = charte.SHEET_TITLE_SIZE if sheet else charte.HEADING_SIZES[min(level, len(charte.HEADING_SIZES)) - 1]
    return _style(
        f"titre-{level}{'-feuille' if sheet else ''}",
        BOLD,
        size,
        size * charte.LEADING_RATIO,
        textColor=colour(charte.ACCENT if level <= 2 else charte.INK),
    )


@cache
def title() -> ParagraphStyle:
    """Opening title of a document."""
    return _style(
        "titre", BOLD, charte.TITLE_SIZE, charte.TITLE_SIZE * charte.LEADING_RATIO, textColor=colour(charte.ACCENT)
    )


@cache
def overline() -> ParagraphStyle:
    """Line above a title."""
    return _style("surtitre", REGULAR, charte.BODY_SIZE, charte.BODY_LEADING, textColor=colour(charte.INK_SOFT))


@cache
def cover_title() -> ParagraphStyle:
    """Title of a cover."""
    return _style(
        "couverture",
        BOLD,
        charte.COVER_SIZE,
        charte.COVER_SIZE * charte.LEADING_RATIO,
        textColor=colour(charte.ACCENT),
    )


@cache
def cover_overline() -> ParagraphStyle:
    """Line above the title of a cover."""
    return _style(
        "couverture-surtitre",
        REGULAR,
        charte.BODY_SIZE + 3.5,
        charte.BODY_LEADING + 5,
        spaceAfter=2 * charte.SPACE,
        textColor=colour(charte.INK_SOFT),
    )


@cache
def cover_subtitle() -> ParagraphStyle:
    """Line under the title of a cover."""
    return _style(
        "couverture-sous-titre",
        REGULAR,
        charte.HEADING_SIZES[0],
        charte.HEADING_SIZES[0] * 1.3,
        spaceBefore=2 * charte.SPACE,
    )


@cache
def cover_line() -> ParagraphStyle:
    """Short line at the foot of the title of a cover."""
    return _style("couverture-ligne", REGULAR, charte.BODY_SIZE + 2.5, charte.BODY_LEADING + 5)


@cache
def contents(level: int) -> ParagraphStyle:
    """Entry of the contents of ``level``, from 1."""
    first = level == 1
    return _style(
        f"sommaire-{level}",
        BOLD if first else REGULAR,
        charte.BODY_SIZE,
        charte.BODY_LEADING,
        leftIndent=(level - 1) * charte.LIST_INDENT,
        spaceBefore=1.5 * charte.SPACE if first else charte.SPACE / 2,
        textColor=colour(charte.ACCENT if first else charte.INK),
    )


@cache
def caption() -> ParagraphStyle:
    """Title printed with a table."""
    return _style("legende", BOLD, charte.FIELD_SIZE, charte.FIELD_LEADING, spaceAfter=charte.SPACE / 2)


_PARAGRAPHS = {
    ParagraphKind.BODY: (REGULAR, charte.BODY_SIZE, charte.BODY_LEADING, charte.INK),
    ParagraphKind.LEAD: (REGULAR, charte.BODY_SIZE + 1.5, charte.BODY_LEADING + 2, charte.INK),
    ParagraphKind.NOTE: (REGULAR, charte.SMALL_SIZE, charte.SMALL_LEADING, charte.INK_SOFT),
    ParagraphKind.MISSING: (ITALIC, charte.BODY_SIZE, charte.BODY_LEADING, charte.INK_SOFT),
    ParagraphKind.ADDRESS: (REGULAR, charte.BODY_SIZE, charte.BODY_LEADING, charte.INK),
}


@cache
def paragraph(kind: ParagraphKind) -> ParagraphStyle:
    """Paragraph that plays ``kind``."""
    font, size, leading, tint = _PARAGRAPHS[kind]
    indent = charte.ADDRESS_INDENT if kind is ParagraphKind.ADDRESS else 0
    return _style(f"paragraphe-{kind.name}", font, size, leading, textColor=colour(tint), leftIndent=indent)


@cache
def item(level: int, *, ordered: bool) -> ParagraphStyle:
    """Item of a list of ``level``, from 1; numbers end at the same place, so that those of two digits push no text."""
    start, end = (level - 1) * charte.LIST_INDENT, level * charte.LIST_INDENT
    return _style(
        f"{'numero' if ordered else 'puce'}-{level}",
        REGULAR,
        charte.BODY_SIZE,
        charte.BODY_LEADING,
        leftIndent=end,
        # The renderer leaves 0.6 em after the mark.
        bulletIndent=end - 1.5 * charte.SPACE if ordered else start + charte.SPACE / 2,
        bulletAnchor="end" if ordered else "start",
    )


@cache
def cell(
    kind: RowKind, align: Align, size: float = charte.TABLE_SIZE, *, missing: bool = False, level: int = 0
) -> ParagraphStyle:
    """Cell of a table whose letters have that ``size``, at a depth of ``level``."""
    bold = kind is not RowKind.BODY
    font = ITALIC if missing else BOLD if bold else REGULAR
    tint = charte.INK_SOFT if missing else charte.ACCENT if kind is RowKind.GROUP else charte.INK
    return _style(
        f"cellule-{kind.name}-{align.name}-{size}-{missing}-{level}",
        font,
        size,
        size * charte.TABLE_LEADING / charte.TABLE_SIZE,
        alignment=_ALIGNMENTS[align],
        leftIndent=min(level, charte.LEVEL_DEEPEST) * charte.LEVEL_INDENT,
        textColor=colour(tint),
    )


@cache
def header(align: Align, size: float = charte.TABLE_SIZE) -> ParagraphStyle:
    """Header cell of a table whose letters have that ``size``."""
    ratio = size / charte.TABLE_SIZE
    return _style(
        f"entete-{align.name}-{size}",
        BOLD,
        charte.SMALL_SIZE * ratio,
        charte.SMALL_LEADING * ratio,
        alignment=_ALIGNMENTS[align],
        textColor=colour(charte.ACCENT),
    )


@cache
def label() -> ParagraphStyle:
    """Label beside a value."""
    return _style("libelle", BOLD, charte.FIELD_SIZE, charte.FIELD_LEADING)


@cache
def field(*, missing: bool) -> ParagraphStyle:
    """Value beside its label."""
    font, tint = (ITALIC, charte.INK_SOFT) if missing else (REGULAR, charte.INK)
    return _style(f"valeur-{missing}", font, charte.FIELD_SIZE, charte.FIELD_LEADING, textColor=colour(tint))


@cache
def figure(*, strong: bool, missing: bool) -> ParagraphStyle:
    """Amount of a key figure."""
    size = charte.BODY_SIZE + (0 if missing else 1.5)
    tint = charte.INK_SOFT if missing else charte.ACCENT if strong else charte.INK
    return _style(
        f"chiffre-{strong}-{missing}",
        ITALIC if missing else BOLD,
        size,
        charte.BODY_LEADING + 1.5,
        textColor=colour(tint),
    )


@cache
def small() -> ParagraphStyle:
    """Small words around a figure."""
    return _style("petit", REGULAR, charte.SMALL_SIZE, charte.SMALL_LEADING, textColor=colour(charte.INK_SOFT))
