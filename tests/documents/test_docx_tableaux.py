"""The tables of the Word file, opened again by python-docx."""

import re
from dataclasses import replace

from arbres import mots, tableau_groupe, tableau_large
from docx.oxml.ns import qn
from lecture_docx import cells, document, lines, octets_complets, part_of, styles_of, written

from pvd_desktop.documents.tree import (
    Column,
    Fields,
    Figures,
    KeepTogether,
    ListBlock,
    PageFormat,
    Paragraph,
    Row,
    Signatures,
    Table,
    Timeline,
)


def test_that_rows_look_like_what_they_are():
    table = written(document(tableau_groupe())).tables[0]
    assert str(table.style and table.style.name) == "Tableau PVD"
    assert [styles_of(table, row)[0] for row in range(2, 7)] == [
        "Groupe texte",
        "Tableau texte",
        "Tableau retrait 1",
        "Total texte",
        "Total texte",
    ]
    assert styles_of(table, 3)[1] == "Tableau nombre"
    assert cells(table)[3] == ["Requalifier la place", "1 234,50 €", "Non renseigné", "20,0 %"]
    assert cells(table)[4][2] == "—"


def test_that_titles_over_columns_are_merged_and_both_rows_repeat():
    table = written(document(tableau_groupe())).tables[0]
    assert cells(table)[0] == ["Action", "Années", "Années", "Taux"]
    assert cells(table)[1] == ["Action", "2026", "2027", "Taux"]
    headers = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert headers == [True, True, *[False] * 5]


def test_that_only_a_row_too_high_for_a_page_is_split():
    rows = (Row(("court", "a")), Row(("long", "parole " * 800)), Row(("lignes", "a\n" * 30)), Row(("b", "c")))
    table = written(document(Table((Column("A"), Column("B", 3)), rows, "s"))).tables[0]
    whole = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert whole == [True, True, False, False, True]


def test_that_a_wide_table_is_cut_like_in_the_pdf():
    opened = written(document(tableau_large(), format=PageFormat.A3_LANDSCAPE))
    assert len(opened.tables) == 3
    assert all(row[:2] == ["3", "Action 3"] for table in opened.tables for row in cells(table)[5:6])
    titres = [title for table in opened.tables for title in cells(table)[1][2:]]
    assert titres == [f"Col {n}" for n in range(58)]
    legendes = [text for style, text in lines(opened) if style == "Caption"]
    assert legendes == [f"Tableau 1\u00a0: Maquette complète (partie {n} sur 3)" for n in (1, 2, 3)]


def test_that_the_parts_of_a_long_table_without_caption_start_a_page_and_say_their_place():
    large = tableau_large()
    opened = written(document(replace(large, caption="", rows=large.rows * 3), format=PageFormat.A3_LANDSCAPE))
    assert [text for style, text in lines(opened) if style == "Caption"] == [f"Partie {n} sur 3" for n in (1, 2, 3)]
    assert [str(p.style and p.style.name) for p in opened.paragraphs].count("Saut de page") == 2


def test_that_a_short_table_holds_on_one_page_and_a_long_one_keeps_two_rows_at_each_end():
    def held(rows: int) -> list[bool]:
        source = Table((Column("A"), Column("B")), tuple(Row((str(n), "b")) for n in range(rows)), "s")
        [table] = written(document(source)).tables
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows[1:]]

    assert held(4) == [True, True, True, False]
    assert held(30) == [True, *[False] * 27, True, False]


def test_that_captions_are_numbered_by_a_field():
    instructions = re.findall(r"<w:instrText[^>]*> ([^<]*) </w:instrText>", part_of(octets_complets()))
    assert [one for one in instructions if one.startswith("SEQ")] == [
        "SEQ Tableau \\* ARABIC",
        "SEQ Tableau \\* ARABIC",
        "SEQ Tableau \\c",
        "SEQ Tableau \\c",
    ]


def test_that_blocks_that_hold_nothing_leave_no_table():
    blocks = (Fields((), "s"), Figures((), "s"), Signatures(()), ListBlock(()), KeepTogether(()), Paragraph(()))
    opened = written(document(*blocks, mots("fin")))
    assert opened.tables == []
    assert ("Normal", "fin") in lines(opened)
    sans_ligne = written(document(Table((Column("A"),), (), "s"), Timeline((), "s"))).tables
    assert [cells(table) for table in sans_ligne] == [[["A"]], [["Étape", "Début", "Fin"]]]
