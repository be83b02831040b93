"""Looks of the tables of the Word file: their styles, and those of the paragraphs of their cells."""

from collections.abc import Iterator

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import docx_styles
from pvd_desktop.documents.renderers.docx_xml_styles import Letters, Line, ParagraphStyle, TableStyle
from pvd_desktop.documents.tree import Align, RowKind

_BAR_HEIGHT, _BAR_DROP = 5.2, 2.6
"""Height of a bar of the calendar, and the gap above it that puts it in the middle of a line."""
_ALIGN_NAMES = {Align.TEXT: "texte", Align.NUMBER: "nombre", Align.CENTER: "centré"}


def cell_styles() -> Iterator[ParagraphStyle]:
    """Cells of the tables of figures, in every size."""
    for size in charte.TABLE_SIZES:
        ratio = size / charte.TABLE_SIZE
        yield from _cells_of(size, charte.TABLE_LEADING * ratio)
        for align in Align:
            yield ParagraphStyle(
                id=docx_styles.header_cell(align, size),
                name=f"En-tête de tableau {_ALIGN_NAMES[align]}{_size_name(size)}",
                custom=True,
                letters=Letters(size=charte.SMALL_SIZE * ratio, bold=True, colour=charte.ACCENT),
                leading=charte.SMALL_LEADING * ratio,
                after=0,
                align=align,
                keep_next=True,
            )


def _cells_of(size: float, leading: float) -> Iterator[ParagraphStyle]:
    for kind, name, letters in (
        (RowKind.BODY, "Tableau", Letters(size=size)),
        (RowKind.GROUP, "Groupe", Letters(size=size, bold=True, colour=charte.ACCENT)),
        (RowKind.TOTAL, "Total", Letters(size=size, bold=True)),
    ):
        for align in Align:
            yield ParagraphStyle(
                id=docx_styles.cell(kind, align, size),
                name=f"{name} {_ALIGN_NAMES[align]}{_size_name(size)}",
                custom=True,
                letters=letters,
                leading=leading,
                after=0,
                align=align,
                keep_next=kind is RowKind.GROUP,
            )
    for depth in range(1, docx_styles.DEPTHS + 1):
        yield ParagraphStyle(
            id=docx_styles.cell(RowKind.BODY, Align.TEXT, size, depth),
            name=f"Tableau retrait {depth}{_size_name(size)}",
            custom=True,
            based_on=docx_styles.cell(RowKind.BODY, Align.TEXT, size),
            left=2 * depth * charte.SPACE,
        )


def _size_name(size: float) -> str:
    return "" if size == charte.TABLE_SIZE else f" corps {size}".replace(".", ",")


def grid_styles() -> Iterator[ParagraphStyle]:
    """Cells of the other tables."""
    small = Letters(size=charte.SMALL_SIZE, colour=charte.INK_SOFT)
    large = charte.BODY_SIZE + 1.5
    for key, name, letters, leading in (
        ("ChampLibelle", "Champ libellé", Letters(size=charte.FIELD_SIZE, bold=True), charte.FIELD_LEADING),
        ("ChampValeur", "Champ valeur", Letters(size=charte.FIELD_SIZE), charte.FIELD_LEADING),
        ("ChiffreLibelle", "Chiffre libellé", small, charte.SMALL_LEADING),
        ("Chiffre", "Chiffre", Letters(size=large, bold=True), charte.BODY_LEADING + 1.5),
        (
            "ChiffreFort",
            "Chiffre fort",
            Letters(size=large, bold=True, colour=charte.ACCENT),
            charte.BODY_LEADING + 1.5,
        ),
        (
            "ChiffreManquant",
            "Chiffre manquant",
            Letters(italic=True, colour=charte.INK_SOFT),
            charte.BODY_LEADING + 1.5,
        ),
    ):
        yield ParagraphStyle(id=key, name=name, custom=True, letters=letters, leading=leading, after=0)
    for key, name, background in (
        (docx_styles.BAR, "Barre de calendrier", charte.ACCENT),
        (docx_styles.BAR_ROOM, "Calendrier vide", ""),
    ):
        yield ParagraphStyle(
            id=key,
            name=name,
            custom=True,
            letters=Letters(size=1),
            leading=_BAR_HEIGHT,
            exact=True,
            before=_BAR_DROP,
            after=0,
            background=background,
        )
    yield ParagraphStyle(
        id="SignaturePlace",
        name="Signature place",
        custom=True,
        letters=small,
        leading=charte.SMALL_LEADING,
        before=charte.SPACE,
        # As high as the places of the PDF and the gaps between them.
        after=charte.SIGNATURE_HEIGHT + 4 * charte.SPACE,
    )


def table_styles() -> Iterator[TableStyle]:
    """The tables themselves."""
    pad = charte.CELL_PADDING
    # Letters stand low in their line: less air above makes it look even. Word adds the rules to the height of the
    # rows, and the lines of the font are higher than the charte wants: the margins take it back.
    margins = (pad - 1.4, pad, pad - 0.4, pad)
    rule = Line(0.5, charte.RULE)
    yield TableStyle(
        id=docx_styles.TABLE,
        name="Tableau PVD",
        lines={"bottom": rule, "insideH": rule},
        margins=margins,
        first_row=charte.BAND,
        first_row_line=Line(0.75, charte.ACCENT),
        last_row=charte.BAND,
        last_row_line=Line(0.75, charte.RULE_STRONG),
    )
    yield TableStyle(
        id=docx_styles.FIELDS,
        name="Champs PVD",
        lines={"bottom": rule, "insideH": rule},
        margins=margins,
        first_column=charte.BAND,
    )
    white = Line(2.25, "#FFFFFF")
    yield TableStyle(
        id=docx_styles.FIGURES,
        name="Chiffres PVD",
        lines={"insideH": white, "insideV": white},
        margins=(pad - 1.4, 2 * pad, pad - 0.8, pad),
        background=charte.BAND,
    )
    box = Line(0.5, charte.RULE_STRONG)
    yield TableStyle(
        id=docx_styles.SIGNATURES,
        name="Signatures PVD",
        lines=dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), box),
        margins=(pad, 2 * pad, pad, 2 * pad),
    )
