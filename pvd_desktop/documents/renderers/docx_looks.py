"""Looks of the styles of the Word file, drawn from the charte: the sisters of those of the PDF.

Styles of Word keep the names it knows them by (« heading 1 » is shown as « Titre 1 »), ours bear French ones.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers import docx_styles, docx_xml_parts, docx_xml_styles
from pvd_desktop.documents.renderers.docx_looks_tables import cell_styles, grid_styles, table_styles
from pvd_desktop.documents.renderers.docx_styles import item, text_height, text_width
from pvd_desktop.documents.renderers.docx_xml_styles import CharacterStyle, Letters, Line, ParagraphStyle
from pvd_desktop.documents.tree import PageFormat

FONT = "Source Sans Pro"
SUBSTITUTE = "Calibri"
"""Nearly as narrow, and on every machine that has Word."""

_BULLETS = ("•", "–")
_ROLES = {
    "": ("", Letters()),
    "Secondaire": ("Secondaire", Letters(size=charte.SMALL_SIZE, colour=charte.INK_SOFT)),
    "ACompleter": ("À compléter", Letters(colour=charte.ALERT)),
    "Lien": ("Lien", Letters(colour=charte.ACCENT, underlined=True)),
}


def styles_part(sheet: PageFormat, language: str, used: Collection[str]) -> bytes:
    """The styles of a document that starts on ``sheet``: those of Word, and ours when they are ``used``."""
    every = (
        *_text(),
        *_headings(),
        *_front(sheet),
        *_contents(sheet),
        *cell_styles(),
        *grid_styles(),
        *_sheets(),
        *_breaks(),
    )
    by_id = {style.id: style for style in every}
    kept = {style.id for style in every if not style.custom} | (by_id.keys() & used)
    # The styles that those stand on.
    while missing := {by_id[key].based_on for key in kept} - kept:
        kept |= missing
    return docx_xml_styles.styles(
        charte.BODY_SIZE,
        FONT,
        language,
        paragraphs=[style for style in every if style.id in kept],
        characters=[style for style in _characters() if not style.custom or style.id in used],
        tables=[style for style in table_styles() if style.id in used],
    )


def numbering_part(lists: Iterable[docx_xml_parts.NumberedList]) -> bytes:
    """The lists of a document."""
    levels = range(1, docx_styles.LIST_LEVELS + 1)
    indents = [(level * charte.LIST_INDENT, charte.LIST_INDENT - charte.SPACE / 2) for level in levels]
    return docx_xml_parts.numbering(_BULLETS, indents, list(lists))


def _characters() -> Iterator[CharacterStyle]:
    for role, (role_name, look) in _ROLES.items():
        for (bold, italic), emphasis in docx_styles.EMPHASES.items():
            if not (role or emphasis):
                continue
            key = docx_styles.emphasised(role, bold=bold, italic=italic)
            of_word = key in docx_styles.OF_WORD.values()
            name = key if of_word else " ".join(filter(None, (role_name, emphasis))).capitalize()
            letters = replace(look, bold=bold, italic=italic)
            yield CharacterStyle(id=key, name=name, letters=letters, custom=not of_word)
    for key, name, letters in (
        (docx_styles.MISSING, "Non renseigné", Letters(italic=True, colour=charte.INK_SOFT)),
        (docx_styles.RUNNING, docx_styles.RUNNING_NAME, Letters()),
        (docx_styles.RUNNING_HEADER, "Rappel dans l’en-tête", Letters(bold=True, colour=charte.INK)),
        (docx_styles.MILESTONE, "Jalon", Letters(colour=charte.ACCENT)),
        (docx_styles.DRAFT, "Mention brouillon", Letters(bold=True, colour=charte.ALERT, frame=charte.ALERT)),
    ):
        yield CharacterStyle(id=key, name=name, letters=letters)


def _text() -> Iterator[ParagraphStyle]:
    soft = charte.INK_SOFT
    yield ParagraphStyle(
        id="Normal",
        name="Normal",
        letters=Letters(colour=charte.INK),
        leading=charte.BODY_LEADING,
        before=0,
        after=charte.SPACE,
    )
    yield ParagraphStyle(
        id="Introduction",
        name="Introduction",
        custom=True,
        letters=Letters(size=charte.BODY_SIZE + 1.5),
        leading=charte.BODY_LEADING + 2,
    )
    yield ParagraphStyle(
        id="Note",
        name="Note",
        custom=True,
        letters=Letters(size=charte.SMALL_SIZE, colour=soft),
        leading=charte.SMALL_LEADING,
    )
    yield ParagraphStyle(
        id="ParagrapheManquant",
        name="Paragraphe manquant",
        custom=True,
        letters=Letters(italic=True, colour=soft),
    )
    yield ParagraphStyle(id="Destinataire", name="Destinataire", custom=True, left=charte.ADDRESS_INDENT)
    yield ParagraphStyle(
        id="MiseEnGarde",
        name="Mise en garde",
        custom=True,
        based_on="Note",
        left=2 * charte.CELL_PADDING,
        before=charte.SPACE,
        after=1.5 * charte.SPACE,
        lines={"left": Line(2.25, charte.ACCENT, charte.CELL_PADDING)},
    )
    yield ParagraphStyle(
        id="Caption",
        name="caption",
        letters=Letters(size=charte.FIELD_SIZE, bold=True),
        leading=charte.FIELD_LEADING,
        before=charte.SPACE,
        after=charte.SPACE / 2,
        keep_next=True,
    )
    yield ParagraphStyle(id="Illustration", name="Illustration", custom=True, after=2 * charte.SPACE)
    for ordered, family in ((False, "List Bullet"), (True, "List Number")):
        for level in range(1, docx_styles.LIST_LEVELS + 1):
            yield ParagraphStyle(
                id=item(level, ordered=ordered),
                name=family if level == 1 else f"{family} {level}",
                after=0,
                numbering=(2 if ordered else 1, level - 1),
            )


def _headings() -> Iterator[ParagraphStyle]:
    yield ParagraphStyle(
        id="Surtitre",
        name="Surtitre",
        custom=True,
        letters=Letters(colour=charte.INK_SOFT),
        before=charte.SPACE,
        after=0,
        keep_next=True,
    )
    rules = {1: Line(1.25, charte.ACCENT, 1), 2: Line(0.5, charte.RULE_STRONG, 1)}
    for level in range(1, docx_styles.HEADINGS + 1):
        size = charte.HEADING_SIZES[min(level, len(charte.HEADING_SIZES)) - 1]
        yield ParagraphStyle(
            id=docx_styles.heading(level),
            name=f"heading {level}",
            next="Normal",
            letters=Letters(size=size, bold=True, colour=charte.ACCENT if level <= 2 else charte.INK),
            leading=size * charte.LEADING_RATIO,
            # Word keeps the larger of two gaps, where the PDF adds them.
            before=2 * charte.SPACE,
            after=charte.SPACE / (1, 2, 4)[min(level, 3) - 1],
            keep_next=True,
            lines={"bottom": rules[level]} if level in rules else None,
            outline=level,
        )
    yield ParagraphStyle(
        id=docx_styles.SHEET_TITLE,
        name="Titre de feuille",
        custom=True,
        based_on=docx_styles.heading(2),
        next="Normal",
        letters=Letters(size=charte.SHEET_TITLE_SIZE),
        before=0,
    )


def _front(sheet: PageFormat) -> Iterator[ParagraphStyle]:
    accent, size = charte.ACCENT, charte.TITLE_SIZE
    yield ParagraphStyle(
        id="Title",
        name="Title",
        next="Normal",
        letters=Letters(size=size, bold=True, colour=accent),
        leading=size * charte.LEADING_RATIO,
        after=charte.SPACE / 2,
        keep_next=True,
    )
    yield ParagraphStyle(
        id="Subtitle",
        name="Subtitle",
        next="Normal",
        letters=Letters(size=charte.BODY_SIZE + 1.5),
        leading=charte.BODY_LEADING + 2,
        after=4 * charte.SPACE,
    )
    yield ParagraphStyle(
        id="SurtitreDocument", name="Surtitre du document", custom=True, based_on="Surtitre", before=6 * charte.SPACE
    )
    drop = text_height(sheet) * charte.COVER_DROP - charte.LOGO_HEIGHT
    yield ParagraphStyle(
        id="CouvertureLogos", name="Couverture logos", custom=True, leading=charte.LOGO_HEIGHT, after=drop
    )
    yield ParagraphStyle(
        id="CouvertureSurtitre",
        name="Couverture surtitre",
        custom=True,
        letters=Letters(size=charte.BODY_SIZE + 3.5, colour=charte.INK_SOFT),
        after=2 * charte.SPACE,
    )
    yield ParagraphStyle(
        id="CouvertureTitre",
        name="Couverture titre",
        custom=True,
        based_on="Title",
        letters=Letters(size=charte.COVER_SIZE),
        leading=charte.COVER_SIZE * charte.LEADING_RATIO,
        after=2 * charte.SPACE,
    )
    yield ParagraphStyle(
        id="CouvertureSousTitre",
        name="Couverture sous-titre",
        custom=True,
        letters=Letters(size=charte.HEADING_SIZES[0]),
        after=0,
    )
    yield ParagraphStyle(
        id="CouvertureFilet",
        name="Couverture filet",
        custom=True,
        letters=Letters(size=1),
        before=6 * charte.SPACE,
        after=5 * charte.SPACE,
        right=text_width(sheet) - 18 * charte.SPACE,
        lines={"top": Line(3, accent)},
    )
    yield ParagraphStyle(
        id="CouvertureLigne",
        name="Couverture ligne",
        custom=True,
        letters=Letters(size=charte.BODY_SIZE + 2.5),
        after=0,
    )


def _contents(sheet: PageFormat) -> Iterator[ParagraphStyle]:
    yield ParagraphStyle(
        id="TOCHeading",
        name="TOC Heading",
        letters=Letters(size=charte.HEADING_SIZES[0], bold=True, colour=charte.ACCENT),
        lines={"bottom": Line(1.25, charte.ACCENT, 1)},
        keep_next=True,
    )
    for level in range(1, docx_styles.HEADINGS + 1):
        first = level == 1
        yield ParagraphStyle(
            id=docx_styles.contents(level),
            name=f"toc {level}",
            letters=Letters(bold=first, colour=charte.ACCENT if first else charte.INK),
            before=1.5 * charte.SPACE if first else charte.SPACE / 2,
            after=0,
            left=(level - 1) * charte.LIST_INDENT,
            right_tab=text_width(sheet),
            dots=True,
        )


def _sheets() -> Iterator[ParagraphStyle]:
    small = Letters(size=charte.SMALL_SIZE, colour=charte.INK_SOFT)
    for sheet in PageFormat:
        base = sheet is PageFormat.A4_PORTRAIT
        suffix = sheet.name.replace("_PORTRAIT", " portrait").replace("_LANDSCAPE", " paysage")
        yield ParagraphStyle(
            id=docx_styles.page_header(sheet),
            name="header" if base else f"En-tête {suffix}",
            custom=not base,
            letters=small,
            leading=charte.SMALL_LEADING,
            after=0,
            lines={"bottom": Line(0.5, charte.RULE, 3)},
            right_tab=text_width(sheet),
        )
        yield ParagraphStyle(
            id=docx_styles.page_footer(sheet),
            name="footer" if base else f"Pied de page {suffix}",
            custom=not base,
            letters=small,
            leading=charte.SMALL_LEADING,
            after=0,
            lines={"top": Line(0.5, charte.RULE, 3)},
            right_tab=text_width(sheet),
        )
    yield ParagraphStyle(
        id="CouverturePied", name="Couverture pied de page", custom=True, letters=small, leading=charte.SMALL_LEADING
    )


def _breaks() -> Iterator[ParagraphStyle]:
    """Paragraphs that hold nothing: they are as low as a paragraph can be."""
    dot = Letters(size=1)
    yield ParagraphStyle(
        id="SautDePage", name="Saut de page", custom=True, letters=dot, leading=1, exact=True, after=0, new_page=True
    )
    yield ParagraphStyle(
        id="FinDeSection", name="Fin de section", custom=True, letters=dot, leading=1, exact=True, after=0
    )
    yield ParagraphStyle(
        id="ApresTableau",
        name="Après tableau",
        custom=True,
        letters=dot,
        leading=1,
        exact=True,
        after=charte.SPACE,
    )
