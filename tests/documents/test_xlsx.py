"""Workbooks: true numbers, live formulas beside our values, sheets that print, texts that stay texts."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_fiche_vide, make_operation, make_projet, uid
from openpyxl import load_workbook
from openpyxl.cell import Cell as ReadCell
from openpyxl.worksheet.worksheet import Worksheet

from models.domain.projet import Projet
from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.builders.annexes import build_annexes
from pvd_desktop.documents.builders.convention import build_convention
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.builders.maquette import build_maquette_financiere
from pvd_desktop.documents.builders.tableau import build_tableau
from pvd_desktop.documents.formulas import AtLeastZero, Cell, CountIfEmpty, Difference, Formula, Quotient, Sum
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.documents.renderers.xlsx_formulas import sum_of, template
from pvd_desktop.documents.renderers.xlsx_sheets import sheet_names
from pvd_desktop.documents.renderers.xlsx_tables import LONGEST_TEXT
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Euros,
    Heading,
    NewSection,
    PageFormat,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    Taux,
    Value,
    outline,
)

MONTANT = Column("Montant", align=Align.NUMBER, key="montant")


def document(*blocks: Block, **champs: Any) -> Document:
    """A document of these blocks."""
    return Document(**{"titre": "Essai", "date_edition": AUJOURD_HUI, "blocks": blocks} | champs)


def table(*rows: Row, columns: tuple[Column, ...] = (Column("Nom"), MONTANT), **champs: Any) -> Table:
    """A table of a name and an amount."""
    return Table(columns, rows, "Essai", **champs)


def sheets(doc: Document, path: Path, *, values: bool = False) -> list[Any]:
    """The sheets of its workbook, with the formulas or with the values kept beside."""
    xlsx.render(doc, path / "essai.xlsx")
    xlsx.verify(path / "essai.xlsx")
    return list(load_workbook(path / "essai.xlsx", data_only=values, rich_text=False))


def cells(sheet: Worksheet) -> list[ReadCell]:
    """Those that hold something."""
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None and isinstance(cell, ReadCell)]


def find(sheet: Worksheet, value: object) -> ReadCell:
    """The only cell of that value."""
    [found] = [cell for cell in cells(sheet) if cell.value == value]
    return found


def maquette(*fiches: Any) -> Document:
    """The maquette of these fiches."""
    return build_maquette_financiere(make_projet(*fiches), aujourd_hui=AUJOURD_HUI)


def two_operations() -> Any:
    """An action of two operations."""
    operations = (make_operation(uid=uid("o1"), intitule="Place"), make_operation(uid=uid("o2"), intitule="Halle"))
    return make_fiche(operations=operations)


@pytest.mark.parametrize("texte", ["=1+1", "@SUM(A1)", "+33 1 23", "-5", "http://exemple.fr", "{=A1}", "12,5", "1.2"])
def test_that_what_people_wrote_stays_a_text(tmp_path: Path, texte: str):
    [sheet] = sheets(document(Heading(1, texte), Paragraph((Run(texte),)), table(Row((texte, BLANK)))), tmp_path)
    lus = [cell for cell in cells(sheet) if cell.value == texte]
    assert [cell.data_type for cell in lus] == ["s"] * 3
    assert not [cell for cell in lus if cell.hyperlink]


def test_that_amounts_rates_dates_and_counts_are_numbers_with_french_formats(tmp_path: Path):
    valeurs: tuple[Value, ...] = (Euros(Decimal("1234.5")), Taux(Decimal("0.125")), date(2026, 11, 21), 2028)
    [sheet] = sheets(document(*(table(Row(("x", valeur))) for valeur in valeurs)), tmp_path)
    lus = [(cell.value, cell.number_format) for cell in cells(sheet) if cell.column == 2 and cell.value != "Montant"]
    assert [(str(v), f) for v, f in lus] == [
        ("1234.5", '[$-40C]#,##0.00\\ [$€-40C];[$-40C]"−"#,##0.00\\ [$€-40C]'),
        ("0.125", '[$-40C]0.0##\\ %;[$-40C]"−"0.0##\\ %'),
        ("2026-11-21 00:00:00", "dd/mm/yyyy"),
        ("2028", "0"),
    ]


def test_that_what_is_unknown_is_an_empty_cell_that_shows(tmp_path: Path):
    doc = document(table(Row(("connu", Euros(Decimal(0)))), Row(("inconnu", Euros(None))), Row(("rien", BLANK))))
    [sheet] = sheets(doc, tmp_path)
    connu, inconnu, rien = (sheet.cell(find(sheet, nom).row, 2) for nom in ("connu", "inconnu", "rien"))
    assert (connu.value, inconnu.value, rien.value) == (0, None, None)
    assert inconnu.fill.fgColor.rgb == "FFFFF4D6"
    assert connu.fill.patternType is None
    assert rien.fill.patternType is None


def test_that_formulas_keep_our_value_and_speak_english_with_commas(tmp_path: Path):
    projet = make_projet(make_fiche_riche(), two_operations(), make_fiche_vide())
    formules = sheets(build_maquette_financiere(projet, aujourd_hui=AUJOURD_HUI), tmp_path)[0]
    valeurs = load_workbook(tmp_path / "essai.xlsx", data_only=True)["Période"]
    textes = [str(cell.value) for cell in cells(formules) if cell.data_type == "f"]
    assert len(textes) > 50
    # « SOMME » or « SUM(A1;B1) » would be an error in the file.
    noms = {nom for texte in textes for nom in re.findall(r"([A-Z]+)\(", texte)}
    assert noms == {"SUM", "IF", "N", "OR", "MAX", "ROUND", "COUNT"}
    assert not [texte for texte in textes if ";" in texte]
    total = find(formules, "Total").row
    for titre, montant in (("Coût", projet.totaux.cout), ("À trouver", projet.totaux.a_trouver)):
        colonne = find(formules, titre).column
        assert formules.cell(total, colonne).data_type == "f"
        assert valeurs.cell(total, colonne).value == float(montant or 0)


def test_that_a_total_adds_sub_totals_and_a_sub_total_its_actions_without_their_operations(tmp_path: Path):
    autre = make_fiche(uid=uid("b"), numero="1.2", intitule="Halle aux grains")
    sheet = sheets(maquette(two_operations(), autre), tmp_path)[0]
    cout = find(sheet, "Coût").column
    lettre = find(sheet, "Coût").column_letter
    action = find(sheet, "Requalifier la Grand-Place").row
    assert sheet.cell(action, cout).value == f"=SUM({lettre}{action + 1}:{lettre}{action + 2})"
    assert [sheet.row_dimensions[action + i].outline_level for i in range(4)] == [0, 1, 1, 0]
    sous_total = find(sheet, "Total de l’orientation").row
    assert sheet.cell(sous_total, cout).value == f"=SUM({lettre}{action},{lettre}{action + 3})"
    assert sheet.cell(find(sheet, "Total").row, cout).value == f"=SUM({lettre}{sous_total})"
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_that_an_abandoned_action_is_shown_below_the_total_and_added_nowhere(tmp_path: Path):
    morte = make_fiche(uid=uid("m"), numero="9", intitule="Abandonnée", statut=StatutAction.ABANDONNEE)
    sheet = sheets(maquette(make_fiche(), morte), tmp_path)[0]
    ligne = find(sheet, "9").row
    assert ligne > find(sheet, "Total").row
    sommes = [str(cell.value) for cell in cells(sheet) if cell.data_type == "f" and cell.row < ligne]
    assert sommes
    assert not [texte for texte in sommes if re.search(rf"[A-Z]{ligne}\b", texte)]


@pytest.mark.parametrize(
    ("formula", "attendu"),
    [
        (Sum((Cell("a"), Cell("b"))), "=ROUND(SUM(C{row},D{row}),2)"),
        (Sum(()), "=ROUND(0,2)"),
        (Sum((Difference(Cell("a"), Cell("b")), Cell("c"))), "=ROUND(SUM(N(C{row})-N(D{row}),E{row}),2)"),
        (Difference(Cell("a"), Sum((Cell("b"), Cell("c")))), '=IF(C{row}="","",ROUND(N(C{row})-SUM(D{row},E{row}),2))'),
        (Quotient(Cell("a"), Cell("b")), '=IF(N(D{row})=0,"",ROUND(N(C{row})/N(D{row}),3))'),
        (
            AtLeastZero(Difference(Cell("a"), Cell("b")), ("a", "b")),
            '=IF(OR(C{row}="",D{row}=""),"",ROUND(MAX(0,N(C{row})-N(D{row})),2))',
        ),
        (AtLeastZero(Cell("a")), "=ROUND(MAX(0,N(C{row})),2)"),
        (CountIfEmpty("c"), '=IF(E{row}="",1,0)'),
        (Sum((CountIfEmpty("c"),)), '=ROUND(SUM(N(IF(E{row}="",1,0))),2)'),
    ],
)
def test_that_each_formula_is_written_for_a_spreadsheet(formula: Formula, attendu: str):
    assert template(formula, {"a": "C", "b": "D", "c": "E"}) == attendu


def test_that_a_sum_of_hundreds_of_pieces_stays_within_what_a_function_takes():
    assert sum_of("B", [1, 2, 3, 7], empty=False) == "=SUM(B1:B3,B7)"
    assert sum_of("B", [4], empty=True) == '=IF(COUNT(B4)=0,"",SUM(B4))'
    longue = sum_of("B", range(1, 1001, 2), empty=False)
    assert longue.startswith("=SUM(SUM(B1,B3,")
    assert all(len(part.split(",")) <= 255 for part in re.findall(r"\(([^()]*)\)", longue))
    assert len(re.findall(r"B\d+", longue)) == 500


def test_that_a_sheet_keeps_its_titles_in_sight_and_on_every_page(tmp_path: Path):
    sheet = sheets(maquette(two_operations()), tmp_path)[0]
    titres = find(sheet, "Action, opération").row
    assert sheet.freeze_panes == f"C{titres + 1}"
    assert sheet.print_title_rows == f"${titres - 1}:${titres}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert "$A$1:" in str(sheet.print_area)
    assert not sheet.protection.sheet


def test_that_a_table_too_wide_to_be_read_takes_several_pages_and_repeats_its_first_columns(tmp_path: Path):
    columns = (Column("N°"), Column("Action"), *(Column(f"Colonne {i}", align=Align.NUMBER) for i in range(60)))
    row = Row(("1", "Halle", *[Euros(Decimal(1_000_000))] * 60))
    large = table(row, columns=columns, frozen=2)
    [sheet] = sheets(document(NewSection(PageFormat.A4_LANDSCAPE), Heading(1, "Large"), large), tmp_path)
    assert int(sheet.page_setup.fitToWidth or 0) > 3
    assert sheet.print_title_cols == "$A:$B"
    etroite = table(Row(("a", Euros(Decimal(1)))))
    [sheet] = sheets(document(NewSection(PageFormat.A4_PORTRAIT), etroite), tmp_path)
    assert int(sheet.page_setup.fitToWidth or 1) == 1
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.print_title_cols is None


def test_that_pages_say_what_they_are(tmp_path: Path):
    doc = document(Paragraph((Run("x"),)), entete="2 mairies & EPCI", mention="Ne vaut pas accord", brouillon=True)
    [sheet] = sheets(doc, tmp_path)
    assert sheet.oddHeader.left.text.strip() == "2 mairies && EPCI"
    assert sheet.oddHeader.right.text == "&BBROUILLON du 21/11/2026"
    assert sheet.oddFooter.left.text.strip() == "Ne vaut pas accord"
    assert sheet.oddFooter.right.text == "page\u00a0&P / &N"
    [sheet] = sheets(replace(doc, brouillon=False), tmp_path)
    assert sheet.oddHeader.right.text == "&BÉdité le 21/11/2026"


def test_that_a_section_says_at_its_foot_what_it_promises(tmp_path: Path):
    texte = Paragraph((Run("x"),))
    doc = document(texte, NewSection(PageFormat.A4_PORTRAIT, "Fiches", "Prévisionnel"), texte, mention="Engage")
    assert [sheet.oddFooter.left.text.strip() for sheet in sheets(doc, tmp_path)] == ["Engage", "Prévisionnel"]


def test_that_a_title_over_the_rows_is_read_whole_on_every_page(tmp_path: Path):
    titre = "Garder des services pour tous les âges dans une ville qui s’adapte et se transforme"
    columns = (Column("N°"), Column("Action"), *(Column(f"Colonne {i}", align=Align.NUMBER) for i in range(40)))
    rows = (Row((titre, *[BLANK] * 41), RowKind.GROUP), Row(("1", "Halle", *[Euros(Decimal(1_000_000))] * 40)))
    large = table(*rows, columns=columns, frozen=2)
    [sheet] = sheets(document(NewSection(PageFormat.A4_LANDSCAPE), large), tmp_path)
    place = find(sheet, titre)
    assert f"A{place.row}:B{place.row}" in [str(area) for area in sheet.merged_cells.ranges]
    assert place.alignment.wrap_text
    assert sheet.row_dimensions[place.row].height > 24


def test_that_words_do_not_touch_the_figures_at_their_left(tmp_path: Path):
    columns = (Column("Action"), Column("À trouver", align=Align.NUMBER), Column("Prochaine étape"), Column("Qui"))
    [sheet] = sheets(document(Table(columns, (Row(("Halle", Euros(Decimal(1)), "Voter", "Ana")),), "s")), tmp_path)
    retraits = [[cell.alignment.indent for cell in row] for row in sheet.iter_rows()]
    assert retraits == [[0, 0, 1, 0]] * 2


def test_that_a_row_is_as_high_as_its_words_and_no_higher(tmp_path: Path):
    textes = (
        "Rencontrer les propriétaires",
        "Présenter le bilan de la troisième année et l’avenant sur les objectifs locatifs",
        "Communauté de communes " * 4,
    )
    lignes = tuple(Row((texte,)) for texte in textes)
    [sheet] = sheets(document(Table((Column("Prochaine étape"),), lignes, "s")), tmp_path)
    hauteurs = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert hauteurs == [None, pytest.approx(26, abs=1), pytest.approx(50, abs=1)]


def test_that_a_title_over_columns_is_not_painted_past_the_page_it_starts_on(tmp_path: Path):
    long = "Aides publiques de l’État et de ses opérateurs"
    columns = (Column("N°"), *(Column(f"C{n}", align=Align.NUMBER, group="État" if n < 4 else long) for n in range(6)))
    [sheet] = sheets(document(Table(columns, (Row(("1", *[Euros(Decimal(1))] * 6)),), "s")), tmp_path)
    court, entier = find(sheet, "État"), find(sheet, long)
    assert not court.alignment.wrap_text
    assert [str(area) for area in sheet.merged_cells.ranges] == [f"F{entier.row}:G{entier.row}"]
    assert entier.alignment.wrap_text


def test_that_each_section_is_a_sheet_with_a_name_excel_takes():
    voulus = ["Période", "période", "A/B:C*?[x]\\", "'" * 3, "x" * 40, "x" * 40, "History", ""]
    assert list(sheet_names(voulus)) == [
        "Période",
        "période (2)",
        "A B C   x",
        "Feuille 4",
        "x" * 31,
        "x" * 27 + " (2)",
        "Feuille 7",
        "Feuille 8",
    ]


def test_that_the_maquette_has_a_sheet_for_the_period_each_year_the_funders_and_the_owners(tmp_path: Path):
    noms = [sheet.title for sheet in sheets(maquette(make_fiche_riche()), tmp_path)]
    assert noms == ["Période", "2026", "2027", "2028", "Par financeur", "Par maître d’ouvrage", "_pvd"]


def test_that_a_text_longer_than_a_cell_is_cut_and_says_where_to_read_on(tmp_path: Path):
    [sheet] = sheets(document(table(Row(("mot " * 20_000, BLANK)))), tmp_path)
    [lu] = [str(cell.value) for cell in cells(sheet) if str(cell.value).startswith("mot")]
    assert len(lu) == LONGEST_TEXT
    assert lu.endswith("… (suite dans la fiche)")


def test_that_the_same_data_and_day_give_the_same_bytes():
    doc = maquette(make_fiche_riche(), two_operations())
    premiers = xlsx.to_bytes(doc)
    assert xlsx.to_bytes(doc) == premiers
    with zipfile.ZipFile(BytesIO(premiers)) as classeur:
        assert {info.date_time for info in classeur.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert classeur.read("docProps/core.xml").count(b"2026-11-21T00:00:00Z") == 2


def test_that_the_properties_of_the_file_name_the_document(tmp_path: Path):
    sheets(maquette(make_fiche()), tmp_path)
    proprietes = load_workbook(tmp_path / "essai.xlsx").properties
    assert proprietes.title == "Maquette financière\u00a0: Valbrune"
    assert proprietes.creator == "Valbrune"
    assert proprietes.subject


def test_that_a_flat_table_can_be_filtered_and_one_with_totals_cannot(tmp_path: Path):
    projet = make_projet(make_fiche_riche(), make_fiche_vide())
    [tableau] = sheets(build_tableau(projet, aujourd_hui=AUJOURD_HUI), tmp_path)
    assert tableau.auto_filter.ref
    assert not sheets(maquette(make_fiche()), tmp_path)[0].auto_filter.ref


@pytest.mark.parametrize("builder", [build_convention, build_annexes, build_fiches])
def test_that_every_kind_of_block_has_its_rows(builder: Callable[..., Document], tmp_path: Path):
    projet = make_projet(make_fiche_riche(), two_operations(), make_fiche_vide())
    doc = builder(projet, aujourd_hui=AUJOURD_HUI)
    lus = {str(cell.value) for sheet in sheets(doc, tmp_path) for cell in cells(sheet)}
    assert {heading.text for heading in outline(doc.blocks, 9)} - lus == set()


def test_that_an_empty_document_still_opens(tmp_path: Path):
    [sheet] = sheets(document(), tmp_path)
    assert (sheet.title, sheet["A1"].value) == ("Essai", "Essai")
    [sheet] = sheets(build_maquette_financiere(Projet(), aujourd_hui=AUJOURD_HUI), tmp_path)
    assert sheet.title == "Période"


@pytest.mark.parametrize("contenu", [b"", b"PK\x03\x04 coup\xc3\xa9", b"%PDF-1.7"])
def test_that_a_file_that_is_no_workbook_is_refused(tmp_path: Path, contenu: bytes):
    (tmp_path / "faux.xlsx").write_bytes(contenu)
    with pytest.raises(ValueError, match=r"faux\.xlsx"):
        xlsx.verify(tmp_path / "faux.xlsx")


def test_that_the_progress_follows_the_sheets():
    pas: list[tuple[int, int]] = []

    class Suivi:
        def step(self, done: int, total: int) -> None:
            pas.append((done, total))

    xlsx.to_bytes(maquette(make_fiche()), progress=Suivi())
    assert pas == [(i, 4) for i in range(1, 5)]


def test_that_a_rate_which_means_nothing_for_a_sum_is_not_computed_there(tmp_path: Path):
    sans_cout = make_fiche(uid=uid("s"), numero="2", intitule="Sans coût", operations=(make_operation(depenses=()),))
    sheet = sheets(maquette(make_fiche(), sans_cout), tmp_path)[0]
    taux = find(sheet, "Taux d’aides").column
    assert sheet.cell(find(sheet, "Total").row, taux).value == "—"
    assert sheet.cell(find(sheet, "Sans coût").row, taux).data_type == "f"
    assert sheet.cell(find(sheet, "Requalifier la Grand-Place").row, taux).data_type == "f"


def test_that_a_caption_stands_above_its_table(tmp_path: Path):
    [sheet] = sheets(document(table(Row(("a", Euros(Decimal(1)))), caption="Recettes")), tmp_path)
    assert find(sheet, "Recettes").row + 1 == find(sheet, "Nom").row
