"""The XML of the body of a Word file; nothing else writes any, but ``docx_xml_styles`` and ``docx_xml_parts``.

Word refuses a file whose elements are not in the order of the standard: each function below knows one element, its
arguments come in any order and its children in the right one. Lengths are points.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

Xml = NewType("Xml", str)
"""Well-formed XML: text becomes one through the functions of this module only."""

NOTHING = Xml("")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12_700
"""Units of a drawing in a point."""
_TWIPS = 20
"""Units of a page in a point."""

# What XML 1.0 refuses, and the byte order mark.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BARE = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
# A line break and a hyphen that does not break are elements, whatever the font holds. Nor does the hyphen of a
# reference break: Word would end a line after the « 2022- » of « 2022-87 ».
_SPECIAL = re.compile("([\n\u2011]|(?<=[0-9])-(?=[0-9A-Z])|(?<=[A-Z])-(?=[0-9]))")
_STYLES = re.compile('<w:(?:p|r|tbl)Style w:val="([^"]+)"')
_ELEMENTS = {"\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "-": "<w:noBreakHyphen/>"}


def part(root: str, content: str) -> bytes:
    """A part of the file, whose element is ``root``."""
    return f"{HEAD}<w:{root} {_NAMESPACES}>{content}</w:{root}>".encode()


def clean(text: str) -> str:
    """``text`` without what XML cannot hold; every line end becomes a line feed, a tab becomes a space."""
    return _ILLEGAL.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def attribute(text: str) -> str:
    """``text`` between quotes."""
    return quoteattr(clean(text).replace("\n", " "))


def styles_of(content: Xml) -> set[str]:
    """Identifiers of the styles that ``content`` refers to."""
    return set(_STYLES.findall(content))


def twips(points: float) -> int:
    """``points`` in the unit of pages and tables."""
    return round(points * _TWIPS)


def join(parts: Iterable[Xml]) -> Xml:
    """``parts`` one after the other."""
    return Xml("".join(parts))


def run(text: str, style: str = "") -> Xml:
    """A stretch of text in a character style."""
    content = "".join(
        _ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _SPECIAL.split(clean(text))
        if piece
    )
    return _run(content, style)


def tab() -> Xml:
    """Go to the next tab stop of the paragraph."""
    return _run("<w:tab/>")


def _run(content: str, style: str = "") -> Xml:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return Xml(f"<w:r>{look}{content}</w:r>")


def field(instruction: str, result: Xml, style: str = "") -> Xml:
    """A field that Word can compute again, around the result it shows until then."""
    return join((field_start(instruction, style), result, field_end(style)))


def field_start(instruction: str, style: str = "") -> Xml:
    """The first half of a field whose result holds several paragraphs."""
    return join(
        (
            _run('<w:fldChar w:fldCharType="begin"/>', style),
            _run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>', style),
            _run('<w:fldChar w:fldCharType="separate"/>', style),
        )
    )


def field_end(style: str = "") -> Xml:
    """The end of a field."""
    return _run('<w:fldChar w:fldCharType="end"/>', style)


def bookmark(number: int, name: str, content: Xml) -> Xml:
    """``content`` under a name that fields and links can refer to."""
    return Xml(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>')


def link(relationship: str, content: Xml) -> Xml:
    """``content`` that leads to an address outside the file."""
    return Xml(f'<w:hyperlink r:id="{relationship}" w:history="1">{content}</w:hyperlink>')


def inner_link(name: str, content: Xml) -> Xml:
    """``content`` that leads to a bookmark."""
    return Xml(f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>')


def paragraph(
    style: str,
    content: Xml = NOTHING,
    *,
    keep: bool = False,
    numbering: tuple[int, int] | None = None,
    section: Xml = NOTHING,
) -> Xml:
    """A paragraph.

    Args:
        style: its paragraph style; it alone gives its look.
        content: runs, links and bookmarks.
        keep: keep it on the page of the next one.
        numbering: list and level, from 0, when it is not those of the style.
        section: the section that ends with it.
    """
    kept = "<w:keepNext/>" if keep else ""
    numbers = ""
    if numbering:
        numbers = f'<w:numPr><w:ilvl w:val="{numbering[1]}"/><w:numId w:val="{numbering[0]}"/></w:numPr>'
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{numbers}{section}</w:pPr>{content}</w:p>')


def table(
    style: str, widths: Sequence[float], rows: Sequence[Xml], *, summary: str, look: Iterable[str] = ("firstRow",)
) -> Xml:
    """A table; nothing without rows, that Word would take for a damaged file.

    Args:
        style: its table style.
        widths: width of each column.
        rows: what ``row`` makes.
        summary: alternative text.
        look: parts of the style that show: ``firstRow``, ``lastRow``, ``firstColumn``.
    """
    if not rows:
        return NOTHING
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(twips(width) for width in widths)
    shown = set(look)
    parts = " ".join(f'w:{part}="{int(part in shown)}"' for part in ("firstRow", "lastRow", "firstColumn"))
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{_look(shown)}" {parts} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblDescription w:val={attribute(summary)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _look(shown: set[str]) -> str:
    bits = {"firstRow": 0x0020, "lastRow": 0x0040, "firstColumn": 0x0080}
    return f"{0x0600 + sum(bits[part] for part in shown):04X}"


def row(cells: Iterable[Xml], *, header: bool = False, splits: bool = False, missing: int = 0, blank: float = 0) -> Xml:
    """A row of a table.

    Args:
        cells: what ``cell`` makes.
        header: printed again at the top of every page.
        splits: may go on over the next page.
        missing: how many of the last columns have no cell.
        blank: the width of those.
    """
    properties = f'<w:gridAfter w:val="{missing}"/><w:wAfter w:w="{twips(blank)}" w:type="dxa"/>' if missing else ""
    properties += "" if splits else "<w:cantSplit/>"
    properties += "<w:tblHeader/>" if header else ""
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return Xml(f"<w:tr>{look}{''.join(cells)}</w:tr>")


def cell(width: float, content: Xml, *, span: int = 1, merge: str = "", wall: str | None = None) -> Xml:
    """A cell.

    Args:
        width: its width.
        content: its paragraphs, one at least.
        span: columns it covers.
        merge: ``restart`` on the first of cells merged downwards, ``continue`` on the next ones.
        wall: colour of the line at its left, or nothing; its content then goes from side to side.
    """
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    line = f'<w:left w:val="single" w:sz="4" w:space="0" w:color="{wall.removeprefix("#")}"/>' if wall else ""
    bare = "" if wall is None else f"{f'<w:tcBorders>{line}</w:tcBorders>' if line else ''}{_BARE}"
    return Xml(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spans}{merged}{bare}</w:tcPr>{content}</w:tc>'
    )


def picture(number: int, relationship: str, width: float, height: float, alt: str, *, edge: str = "") -> Xml:
    """A picture in the line, with its alternative text; ``edge`` is the colour of a thin line around it."""
    line = ""
    if edge:
        line = f'<a:ln w="{_EMU // 2}"><a:solidFill><a:srgbClr val="{edge.removeprefix("#")}"/></a:solidFill></a:ln>'
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    return _run(
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Image {number}" descr={attribute(alt)}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="Image {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def contents(entries: Xml) -> Xml:
    """``entries`` where Word offers to bring the contents up to date."""
    return Xml(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{entries}</w:sdtContent></w:sdt>"
    )


def section(
    size: tuple[float, float],
    *,
    sides: float,
    top: float,
    bottom: float,
    edges: tuple[float, float],
    header: str,
    footer: str,
) -> Xml:
    """The sheets of a section.

    Args:
        size: width and height of the sheet.
        sides: margin at the left and at the right.
        top: margin above the text.
        bottom: margin below the text.
        edges: from the edge of the sheet to the header, and to the footer.
        header: relationship of the header.
        footer: relationship of the footer.
    """
    width, height = size
    turned = ' w:orient="landscape"' if width > height else ""
    side = twips(sides)
    return Xml(
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{side}" w:bottom="{twips(bottom)}" w:left="{side}"'
        f' w:header="{twips(edges[0])}" w:footer="{twips(edges[1])}" w:gutter="0"/></w:sectPr>'
    )
