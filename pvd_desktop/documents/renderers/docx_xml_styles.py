"""The XML of the styles of a Word file, from the look of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pvd_desktop.documents.renderers.docx_xml import attribute, part, twips
from pvd_desktop.documents.tree import Align

_ALIGNMENTS = {Align.TEXT: "left", Align.NUMBER: "right", Align.CENTER: "center"}


@dataclass(frozen=True, slots=True)
class Line:
    """A rule along one side of a paragraph or a table."""

    width: float
    colour: str
    gap: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Look of the letters; ``None`` leaves what the style below says."""

    size: float | None = None
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    frame: str = ""
    """Colour of a frame around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterStyle:
    """A character style: its identifier, the name Word knows it by, its look."""

    id: str
    name: str
    letters: Letters
    custom: bool = True
    """Word does not know the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style: its identifier, the name Word knows it by, its look."""

    id: str
    name: str
    custom: bool = False
    """Word does not know the name."""
    based_on: str = "Normal"
    next: str = ""
    letters: Letters = Letters()
    leading: float | None = None
    exact: bool = False
    """The lines are as high as ``leading`` and no more."""
    before: float | None = None
    after: float | None = None
    left: float = 0
    right: float = 0
    align: Align | None = None
    keep_next: bool = False
    new_page: bool = False
    lines: Mapping[str, Line] | None = None
    """Rules at the ``top``, ``left`` or ``bottom``."""
    right_tab: float = 0
    """Where text that follows a tab ends."""
    dots: bool = False
    """Dots lead to that tab."""
    numbering: tuple[int, int] | None = None
    """List and level."""
    outline: int = 0
    """Level in the outline, from 1."""
    background: str = ""
    """Colour of a band as wide as the paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
    """A table style: its rules, the margins of its cells, the background of its first row, last row, first column."""

    id: str
    name: str
    lines: Mapping[str, Line]
    margins: tuple[float, float, float, float]
    """Top, left, bottom, right."""
    background: str = ""
    first_row: str = ""
    first_row_line: Line | None = None
    last_row: str = ""
    last_row_line: Line | None = None
    first_column: str = ""


def styles(
    size: float,
    font: str,
    language: str,
    *,
    paragraphs: Iterable[ParagraphStyle],
    characters: Iterable[CharacterStyle],
    tables: Iterable[TableStyle],
) -> bytes:
    """The styles of a document.

    Args:
        size: of the letters where no style says otherwise.
        font: name of the font.
        language: of the text, for the spelling.
        paragraphs: the paragraph styles, « Normal » among them.
        characters: the character styles.
        tables: the table styles.
    """
    fonts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{_letters(Letters(size=size))}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    base = (
        '<w:style w:type="character" w:default="1" w:styleId="Standard"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    parts = [
        *map(_paragraph_style, paragraphs),
        *map(_character_style, characters),
        *map(_table_style, tables),
    ]
    return part("styles", f"{defaults}{base}{''.join(parts)}")


def _letters(letters: Letters) -> str:
    parts = ["<w:b/>" if letters.bold else "", "<w:i/>" if letters.italic else ""]
    if letters.colour:
        parts.append(f'<w:color w:val="{_rgb(letters.colour)}"/>')
    if letters.size:
        # Word counts in half points; rounded up, an amount could outgrow its cell.
        halves = int(2 * letters.size)
        parts.append(f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>')
    if letters.underlined:
        parts.append('<w:u w:val="single"/>')
    if letters.frame:
        parts.append(f'<w:bdr w:val="single" w:sz="6" w:space="1" w:color="{_rgb(letters.frame)}"/>')
    return "".join(parts)


def _rgb(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _line(side: str, line: Line) -> str:
    eighths = round(8 * line.width)
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{round(line.gap)}" w:color="{_rgb(line.colour)}"/>'


def _lines(lines: Mapping[str, Line], sides: Sequence[str]) -> str:
    return "".join(_line(side, lines[side]) for side in sides if side in lines)


def _shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{_rgb(colour)}"/>' if colour else ""


def _paragraph_style(style: ParagraphStyle) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = "" if default else f'<w:basedOn w:val="{style.based_on}"/>'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    letters = _letters(style.letters)
    custom = ' w:customStyle="1"' if style.custom else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}"><w:name w:val={attribute(style.name)}/>'
        f"{based}{following}<w:qFormat/><w:pPr>{_paragraph_look(style)}</w:pPr>"
        f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def _paragraph_look(style: ParagraphStyle) -> str:
    parts = ["<w:keepNext/><w:keepLines/>" if style.keep_next else "", "<w:pageBreakBefore/>" if style.new_page else ""]
    if style.numbering:
        parts.append(
            f'<w:numPr><w:ilvl w:val="{style.numbering[1]}"/><w:numId w:val="{style.numbering[0]}"/></w:numPr>'
        )
    if style.lines:
        parts.append(f"<w:pBdr>{_lines(style.lines, ('top', 'left', 'bottom'))}</w:pBdr>")
    parts.append(_shade(style.background))
    if style.right_tab:
        leader = ' w:leader="dot"' if style.dots else ""
        parts.append(f'<w:tabs><w:tab w:val="right"{leader} w:pos="{twips(style.right_tab)}"/></w:tabs>')
    parts.append(_spacing(style))
    if style.left or style.right:
        parts.append(f'<w:ind w:left="{twips(style.left)}" w:right="{twips(style.right)}"/>')
    if style.align is not None:
        parts.append(f'<w:jc w:val="{_ALIGNMENTS[style.align]}"/>')
    if style.outline:
        parts.append(f'<w:outlineLvl w:val="{style.outline - 1}"/>')
    return "".join(parts)


def _spacing(style: ParagraphStyle) -> str:
    values: list[str] = []
    if style.before is not None:
        values.append(f'w:before="{twips(style.before)}"')
    if style.after is not None:
        values.append(f'w:after="{twips(style.after)}"')
    if style.leading is not None:
        values.append(f'w:line="{twips(style.leading)}" w:lineRule="{"exact" if style.exact else "atLeast"}"')
    return f"<w:spacing {' '.join(values)}/>" if values else ""


def _character_style(style: CharacterStyle) -> str:
    custom = ' w:customStyle="1"' if style.custom else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style.id}"><w:name w:val={attribute(style.name)}/>'
        f'<w:basedOn w:val="Standard"/><w:qFormat/><w:rPr>{_letters(style.letters)}</w:rPr></w:style>'
    )


def _table_style(style: TableStyle) -> str:
    borders = _lines(style.lines, ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(
        f'<w:{side} w:w="{twips(margin)}" w:type="dxa"/>'
        for side, margin in zip(("top", "left", "bottom", "right"), style.margins, strict=True)
    )
    conditions = (
        _condition("firstRow", style.first_row, style.first_row_line, "bottom")
        + _condition("lastRow", style.last_row, style.last_row_line, "top")
        + _condition("firstCol", style.first_column, None, "")
    )
    background = f"<w:tcPr>{_shade(style.background)}</w:tcPr>" if style.background else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style.id}"><w:name w:val={attribute(style.name)}/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"{background}{conditions}</w:style>"
    )


def _condition(part: str, background: str, line: Line | None, side: str) -> str:
    if not background:
        return ""
    borders = f"<w:tcBorders>{_line(side, line)}</w:tcBorders>" if line else ""
    bottom = '<w:vAlign w:val="bottom"/>' if part == "firstRow" else ""
    return f'<w:tblStylePr w:type="{part}"><w:tcPr>{borders}{_shade(background)}{bottom}</w:tcPr></w:tblStylePr>'
