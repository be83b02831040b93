"""The Word file opened again by python-docx: what a person finds in it."""

import re
from dataclasses import replace
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pytest
from arbres import HOSTILE, blocs_complets, document_complet, image, mots
from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_projet, uid
from lecture_docx import cells, complet, document, lines, octets_complets, part_of, written

from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.renderers import docx, pdf
from pvd_desktop.documents.renderers.docx_texte import safe_address
from pvd_desktop.documents.tree import (
    Block,
    Column,
    Contents,
    Cover,
    Heading,
    Image,
    KeepTogether,
    ListBlock,
    ListItem,
    NewSection,
    PageBreak,
    PageFormat,
    PageOf,
    Row,
    Run,
    Table,
)


def test_that_the_fiche_says_what_the_pdf_says():
    fiche = make_fiche_riche()
    opened = written(build_fiche(make_projet(fiche), fiche, aujourd_hui=AUJOURD_HUI))
    textes = lines(opened)
    assert ("Heading 1", "Requalifier la Grand-Place") in textes
    assert ("Surtitre", "Fiche-action 1.1") in textes
    assert [text for style, text in textes if style == "Heading 2"][:3] == [
        "Description de l’action",
        "Partenaires",
        "Coût prévisionnel",
    ]
    montants = {text for table in opened.tables for row in cells(table) for cell in row for text in cell.split("\n")}
    assert {"1 138 100,50 €", "334 230,15 €", "258 100,50 €"} <= montants


def test_that_headings_and_lists_bear_the_styles_of_word():
    textes = lines(complet())
    for attendu in (
        ("Title", "Annexe"),
        ("Subtitle", "Les actions"),
        ("Heading 1", "Article 1 : l’objet"),
        ("Caption", "Tableau 1\u00a0: Coûts par année"),
        ("List Number", "Deux"),
        ("List Number 2", "second"),
        ("List Bullet", "Puce"),
        ("List Bullet 2", "Tiret"),
        ("Introduction", "Un chapeau."),
    ):
        assert attendu in textes


def test_that_each_numbered_list_starts_its_own_numbers():
    opened = complet()
    numbers = [
        (p.text, p._p.pPr.numPr.numId.val)  # pyright: ignore[reportOptionalMemberAccess]
        for p in opened.paragraphs
        if str(p.style and p.style.name).startswith("List Number")
    ]
    by_text: dict[str, list[int]] = {}
    for text, number in numbers:
        by_text.setdefault(text, []).append(number)
    assert by_text["Un"] == by_text["Deux"] != by_text["Quatre"]
    first, second = by_text["premier"]
    assert first != second
    numbering = part_of(octets_complets(), "word/numbering.xml")
    quatre = numbering.split(f'<w:num w:numId="{by_text["Quatre"][0]}">')[1]
    assert '<w:startOverride w:val="4"/>' in quatre.split("</w:num>")[0]


def test_that_emphasis_is_a_character_style():
    opened = complet()
    found = {(run.text, run.style.name) for p in opened.paragraphs for run in p.runs if run.style}
    for attendu in (
        ("gras", "Strong"),
        (" italique", "Emphasis"),
        (" les deux", "Gras italique"),
        ("[ date de la délibération]", "À compléter"),
        (" au titre de la DETR", "Secondaire"),
        (" une adresse fausse", "Default Paragraph Font"),
    ):
        assert attendu in found


def test_that_links_lead_out_of_the_file():
    opened = complet()
    found = [(link.text, link.address) for p in opened.paragraphs for link in p.hyperlinks if link.address]
    assert found == [(" le site", "https://exemple.fr/%C3%A9?a=1&b=2")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://exemple.fr/a b?c=«»", "https://exemple.fr/a%20b?c=%C2%AB%C2%BB"),
        ("http://évêché.fr:8080/", "http://xn--vch-9ladd.fr:8080/"),
        ("mailto:maire@valbrune.fr", "mailto:maire@valbrune.fr"),
        ("HTTPS://EXEMPLE.FR/A", "https://exemple.fr/A"),
        ("https://exemple.fr/\n<x>", "https://exemple.fr/%3Cx%3E"),
        ("http://[x", ""),
        ("http://a:b:c/", ""),
        ("http://", ""),
        ("http://a b/", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_that_an_address_word_cannot_read_is_no_link(typed: str, kept: str):
    assert safe_address(typed) == kept


def test_that_the_contents_hold_the_pages_of_the_pdf():
    source = document_complet()
    pages = pdf.pages_of(source)
    found = re.findall(r'<w:p><w:pPr><w:pStyle w:val="TOC[12]"/>.*?</w:p>', part_of(docx.to_bytes(source)))
    entries = [re.sub("<[^>]+>", "", re.sub("<w:instrText.*?</w:instrText>", "", entry)) for entry in found]
    assert entries[0] == f"Parties{pages['parties']}"
    assert entries[1] == f"Article 1 : l’objet{pages['article-1']}"
    assert f"Maquette{pages['maquette']}" in entries
    assert len(entries) == 5
    assert 'TOC \\o "1-2" \\h \\z' in found[0]


def test_that_the_contents_of_a_document_without_heading_are_empty():
    assert lines(written(document(Contents("Sommaire"), mots("a")))) == [("Normal", "a")]


def test_that_the_summary_gives_the_page_of_each_fiche():
    projet = make_projet(make_fiche_riche(), make_fiche(uid=uid("f2"), numero="1.2", intitule="Rouvrir la halle"))
    source = build_fiches(projet, aujourd_hui=AUJOURD_HUI)
    rows = cells(written(source).tables[1])
    ligne = next(row for row in rows if "Rouvrir la halle" in row[1])
    assert ligne[-1] == str(pdf.pages_of(source)["f2"]) == "4"


def test_that_a_page_of_nothing_known_is_blank():
    table = Table((Column("a"), Column("b")), (Row(("a", PageOf("nulle part"))),), "s")
    assert cells(written(document(table)).tables[0])[1] == ["a", ""]
    assert "PAGEREF" not in part_of(docx.to_bytes(document(table)))


def test_that_a_cover_has_its_own_section_without_header():
    opened = complet()
    cover, then = opened.sections[0], opened.sections[1]
    assert cover.header.paragraphs[0].text == ""
    assert cover.footer.paragraphs[0].text == "\u00a0BROUILLON\u00a0du\u00a021/11/2026\u00a0"
    assert then.header.paragraphs[0].text.startswith("Petites Villes de Demain · Valbrune\t")
    assert then.footer.paragraphs[0].text.startswith("Document prévisionnel, ne vaut pas accord.\tpage\u00a01")


def test_that_the_name_of_a_commune_is_not_parted_on_the_cover():
    file = part_of(docx.to_bytes(document(Cover("Convention pour Saint-Éloy-la-Warne"))))
    assert file.count("<w:noBreakHyphen/>") == 3


def test_that_the_foot_of_a_section_says_what_its_pages_promise():
    blocs = (mots("Article"), NewSection(PageFormat.A4_PORTRAIT, mention="Prévisionnel."), mots("Fiche"))
    suite = (NewSection(PageFormat.A4_PORTRAIT), mots("Indicateurs"))
    opened = written(document(*blocs, *suite, mention="Engage les parties."))
    pieds = [section.footer.paragraphs[0].text.split("\t")[0] for section in opened.sections]
    assert pieds == ["Engage les parties.", "Prévisionnel.", "Engage les parties."]


def test_that_the_title_of_a_sheet_is_a_heading_of_its_level():
    opened = written(document(Heading(2, "1.1 · Halle", overline="Fiche-action 1.1"), Heading(2, "Suite")))
    assert lines(opened) == [
        ("Surtitre", "Fiche-action 1.1"),
        ("Titre de feuille", "1.1 · Halle"),
        ("Heading 2", "Suite"),
    ]
    style = opened.paragraphs[1].style
    assert style is not None
    assert style.base_style is not None
    assert style.base_style.name == "Heading 2"


def test_that_sections_turn_the_sheet():
    sections = complet().sections
    sizes = [(round((s.page_width or 0).mm), round((s.page_height or 0).mm)) for s in sections]  # pyright: ignore
    assert sizes == [(210, 297), (210, 297), (210, 297), (420, 297), (210, 297)]


def test_that_the_header_recalls_the_heading_from_the_first_one_on():
    headers = [section.header.paragraphs[0]._p.xml for section in complet().sections]
    assert ["STYLEREF" in one for one in headers] == [False, False, True, True, True]
    fiche = make_fiche_riche()
    seule = written(build_fiche(make_projet(fiche), fiche, aujourd_hui=AUJOURD_HUI))
    # The mark keeps its place at the edge in the programs that look for no heading.
    assert seule.sections[0].header.paragraphs[0].text.replace("\u00a0", " ") == (
        "Petites Villes de Demain · Valbrune\tFiche-action 1.1\u2003 BROUILLON du 21/11/2026 "
    )


def test_that_a_final_document_bears_its_date_and_no_draft_mark():
    for section in written(replace(document_complet(), brouillon=False)).sections:
        text = section.header.paragraphs[0].text + section.footer.paragraphs[0].text
        assert "BROUILLON" not in text
        assert "Édité\u00a0le\u00a021/11/2026" in text


def test_that_page_breaks_in_a_row_make_one_and_the_last_makes_none():
    source = document(PageBreak(), mots("a"), PageBreak(), PageBreak(), mots("b"), PageBreak())
    styles = [str(p.style and p.style.name) for p in written(source).paragraphs]
    assert styles == ["Normal", "Saut de page", "Normal"]


def test_that_a_new_section_after_a_break_makes_one_page():
    source = document(mots("a"), PageBreak(), NewSection(PageFormat.A4_LANDSCAPE), PageBreak(), mots("b"))
    opened = written(source)
    assert len(opened.sections) == 2
    assert "Saut de page" not in [str(p.style and p.style.name) for p in opened.paragraphs]


def test_that_logos_keep_their_shape_and_say_what_they_show():
    source = document(Cover("Convention", logos=(Image(image(400, 100), "Logo"), Image(image(400, 100), "Autre"))))
    opened = written(source)
    ratios = [round((shape.width or 0) / (shape.height or 1)) for shape in opened.inline_shapes]
    assert ratios == [4, 4]
    with ZipFile(BytesIO(docx.to_bytes(source))) as names:
        assert [name for name in names.namelist() if "media" in name] == ["word/media/image1.png"]
    assert 'descr="Logo"' in part_of(docx.to_bytes(source))


def test_that_short_blocks_kept_together_hold_to_one_another():
    def kept(text: str) -> list[bool]:
        source = document(KeepTogether((mots("avant"), mots(text), ListBlock((ListItem((Run("fin"),)),)))))
        return [bool(p.paragraph_format.keep_with_next) for p in written(source).paragraphs]

    assert kept("court") == [True, True, False, False]
    assert kept("long " * 2000) == [False] * 4


def test_that_hostile_text_is_written_as_text():
    opened = written(document(Heading(1, HOSTILE), mots(HOSTILE), titre=HOSTILE, entete=HOSTILE, mention=HOSTILE))
    attendu = '=1+1 <b>gras</b> & "guillemets" 😀 שלום  ]]>  une tabulation, un tiret-long\nfin'
    assert lines(opened) == [("Heading 1", attendu), ("Normal", attendu)]
    assert opened.core_properties.title == attendu.replace("\n", " ").replace("tiret-long", "tiret\u2011long")


def test_that_no_word_of_a_long_text_is_lost():
    source = document(mots("Une phrase de vingt-deux. " * 4000))
    assert lines(written(source))[0][1].count("phrase") == 4000


def test_that_every_block_is_written():
    textes = " ".join(text for _, text in lines(complet()))
    tables = " ".join(cell for table in complet().tables for row in cells(table) for cell in row)
    assert {type(block) for block in blocs_complets()} == set(get_args(Block))
    for mot in ("Convention-cadre", "Chapitre", "Prévisionnel. Ne vaut pas accord.", "Fait à Valbrune."):
        assert mot in textes
    for mot in ("Maître d’ouvrage", "Chiffre 4", "COPIL", "01/06/2026", "Partie 2", "Date, signature et cachet :"):
        assert mot in tables
