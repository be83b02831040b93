"""What makes Word offer to repair a file: elements out of order, identifiers twice, references that lead nowhere."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from arbres import blocs_complets, document_complet
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from pvd_desktop.documents.renderers import docx
from pvd_desktop.documents.tree import Block, Document, Heading, KeepTogether, Paragraph, Run, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

# Order of the children in ECMA-376, transitional, for every element that wants one and that we write.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textAlignment outlineLvl cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike vanish color spacing w kern position sz szCs highlight u "
    "effect bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols vAlign titlePg textDirection bidi docGrid",
    "numPr": "ilvl numId",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    "settings": "writeProtection view zoom removePersonalInformation embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts mirrorMargins defaultTabStop characterSpacingControl compat rsids themeFontLang clrSchemeMapping "
    "decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
}
FREE = {"p", "hdr", "ftr", "hyperlink", "r", "tc", "body", "sdtContent", "document", "trPr", "fonts", "tblGrid", "tabs",
        "rPrDefault", "pPrDefault", "sdtPr", "compat", "lvlOverride", "drawing"}  # fmt: skip


def parts_of(source: Document) -> dict[str, etree._Element]:
    """Every XML part of the Word file of ``source``, by its name."""
    with ZipFile(BytesIO(docx.to_bytes(source))) as opened:
        return {
            name: etree.fromstring(opened.read(name)) for name in opened.namelist() if name.endswith((".xml", ".rels"))
        }


@pytest.fixture(scope="module")
def parts() -> dict[str, etree._Element]:
    return parts_of(document_complet())


@pytest.fixture(scope="module")
def body(parts: dict[str, etree._Element]) -> etree._Element:
    return parts["word/document.xml"]


def of_word(parts: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """The elements of Word in every part."""
    for root in parts.values():
        yield from (element for element in root.iter() if isinstance(element.tag, str) and element.tag.startswith(W))


def names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


def values(element: etree._Element, tag: str, attribute: str = f"{W}val") -> list[str]:
    return [str(found.get(attribute)) for found in element.iter(tag)]


def test_that_children_stand_in_the_order_of_the_standard(parts: dict[str, etree._Element]):
    for element in of_word(parts):
        name = etree.QName(element).localname
        if name in FREE or not len(element):
            continue
        order = ORDERS[name].split()
        places = [order.index(child) for child in names(element)]
        assert places == sorted(places), f"{name}: {names(element)}"


def test_that_properties_come_first_and_cells_end_with_a_paragraph(body: etree._Element):
    for element in body.iter(f"{W}p", f"{W}r", f"{W}tc"):
        properties = {"p": "pPr", "r": "rPr", "tc": "tcPr"}[etree.QName(element).localname]
        assert properties not in names(element)[1:]
    assert all(names(cell)[-1] == "p" for cell in body.iter(f"{W}tc"))
    assert names(body[0])[-1] == "sectPr"


def test_that_tables_are_parted_and_followed_by_a_paragraph(body: etree._Element):
    for table in body.iter(f"{W}tbl"):
        following = table.getnext()
        assert following is not None
        assert following.tag == f"{W}p"


def test_that_identifiers_are_unique(parts: dict[str, etree._Element], body: etree._Element):
    for found in (
        values(body, f"{W}bookmarkStart", f"{W}id"),
        values(body, f"{W}bookmarkStart", f"{W}name"),
        values(body, f"{WP}docPr", "id"),
        values(parts["word/styles.xml"], f"{W}style", f"{W}styleId"),
        values(parts["word/numbering.xml"], f"{W}num", f"{W}numId"),
    ):
        assert found
        assert [one for one, count in Counter(found).items() if count > 1] == []
    assert sorted(values(body, f"{W}bookmarkStart", f"{W}id")) == sorted(values(body, f"{W}bookmarkEnd", f"{W}id"))
    style_names = [name.get(f"{W}val") for name in parts["word/styles.xml"].iter(f"{W}name")]
    assert len(style_names) == len({str(name).lower() for name in style_names})


def test_that_every_reference_leads_somewhere(parts: dict[str, etree._Element], body: etree._Element):
    styles = set(values(parts["word/styles.xml"], f"{W}style", f"{W}styleId"))
    bookmarks = set(values(body, f"{W}bookmarkStart", f"{W}name"))
    lists = {*values(parts["word/numbering.xml"], f"{W}num", f"{W}numId")}
    for element in of_word(parts):
        name = etree.QName(element).localname
        if name in {"pStyle", "rStyle", "tblStyle", "basedOn", "next"}:
            assert element.get(f"{W}val") in styles
        elif name == "numId":
            assert element.get(f"{W}val") in lists
        elif name == "instrText" and "PAGEREF" in str(element.text):
            assert str(element.text).split()[1] in bookmarks
        elif element.get(f"{W}anchor"):
            assert element.get(f"{W}anchor") in bookmarks


def test_that_every_relationship_is_used_and_known(parts: dict[str, etree._Element]):
    for name, root in parts.items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        rels = parts.get(name.replace("word/", "word/_rels/") + ".rels")
        known = [] if rels is None else [str(rel.get("Id")) for rel in rels]
        assert len(known) == len(set(known))
        used = {value for element in root.iter() for key, value in element.attrib.items() if str(key).startswith(R)}
        assert used <= set(known)


def test_that_fields_open_and_close_in_order(parts: dict[str, etree._Element]):
    for root in parts.values():
        depth: list[str] = []
        for mark in values(root, f"{W}fldChar", f"{W}fldCharType"):
            if mark == "begin":
                depth.append("begin")
            elif mark == "separate":
                assert depth[-1] == "begin"
                depth[-1] = "separate"
            else:
                assert depth.pop() == "separate"
        assert depth == []


def test_that_each_row_fills_the_grid_of_its_table(body: etree._Element):
    for table in body.iter(f"{W}tbl"):
        grid = [int(str(column.get(f"{W}w"))) for column in table.iter(f"{W}gridCol")]
        assert min(grid) > 0
        for row in table.iter(f"{W}tr"):
            spans = [_span(cell) for cell in row.iter(f"{W}tc")]
            after = sum(int(value) for value in values(row, f"{W}gridAfter"))
            assert sum(spans) + after == len(grid)


def _span(cell: etree._Element) -> int:
    found = values(cell, f"{W}gridSpan")
    return int(found[0]) if found else 1


def test_that_nothing_is_formatted_but_by_its_style(body: etree._Element):
    allowed = {
        "pPr": {"pStyle", "keepNext", "numPr", "sectPr"},
        "rPr": {"rStyle"},
        "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblDescription"},
        "trPr": {"gridAfter", "wAfter", "cantSplit", "tblHeader"},
        "tcPr": {"tcW", "gridSpan", "vMerge"},
    }
    for name, children in allowed.items():
        for element in body.iter(f"{W}{name}"):
            # The columns of the calendar are narrower than the margins that a table gives to all its cells.
            years = {"tcBorders", "tcMar"} if name == "tcPr" and _shows_years(element) else set[str]()
            assert set(names(element)) <= children | years
    assert all(paragraph.find(f"{W}pPr/{W}pStyle") is not None for paragraph in body.iter(f"{W}p"))


def _shows_years(properties: etree._Element) -> bool:
    table = next(properties.iterancestors(f"{W}tbl"))
    styles = {style.get(f"{W}val") for style in table.iter(f"{W}pStyle")}
    return bool(styles & {"BarreCalendrier", "CalendrierVide"})


def test_that_bold_is_never_put_twice(body: etree._Element):
    # Word takes a bold style inside a bold style for light letters.
    bold_paragraphs = re.compile("Total|Groupe|EnTete|ChampLibelle|Caption|Heading|Title|Chiffre")
    for run in body.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        paragraph = next(run.iterancestors(f"{W}p"))
        owner = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and owner is not None and bold_paragraphs.search(str(owner.get(f"{W}val"))):
            assert "Gras" not in str(style.get(f"{W}val"))
            assert style.get(f"{W}val") != "Strong"


BLOCS = [
    replace(block, anchor="") if isinstance(block, Heading) else block
    for block in blocs_complets()
    if not (isinstance(block, Table) and "5 000" in block.summary)
]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(BLOCS), max_size=10), st.lists(st.sampled_from(BLOCS), max_size=3))
def test_that_any_order_of_blocks_makes_a_sound_file(blocks: list[Block], together: list[Block]):
    parts = parts_of(replace(document_complet(), blocks=(*blocks, KeepTogether(tuple(together)))))
    body = parts["word/document.xml"]
    test_that_children_stand_in_the_order_of_the_standard(parts)
    test_that_properties_come_first_and_cells_end_with_a_paragraph(body)
    test_that_tables_are_parted_and_followed_by_a_paragraph(body)
    test_that_every_reference_leads_somewhere(parts, body)
    test_that_every_relationship_is_used_and_known(parts)
    test_that_fields_open_and_close_in_order(parts)
    test_that_each_row_fills_the_grid_of_its_table(body)


def test_that_a_reference_is_not_parted_at_its_hyphen():
    texte = "Délibération n° 2022-87, opération n° 062-PRO-24 à Saint-Éloi, vice-présidente"

    lu = parts_of(replace(document_complet(), blocks=(Paragraph((Run(texte),)),)))["word/document.xml"]

    morceaux = [morceau.text for morceau in lu.iter(f"{W}t")]
    assert morceaux == ["Délibération n° 2022", "87, opération n° 062", "PRO", "24 à Saint-Éloi, vice-présidente"]
    assert len(list(lu.iter(f"{W}noBreakHyphen"))) == 3
