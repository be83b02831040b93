"""The pages of a convention as other hands read them: cover, contents, sections, wide tables, signatures."""

import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from factories import AUJOURD_HUI
from pikepdf import pdfa
from PIL import Image as Picture
from PIL import ImageCms

from pvd_desktop.documents.renderers import pdf
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Contents,
    Cover,
    Document,
    Euros,
    Heading,
    Image,
    KeepTogether,
    ListBlock,
    ListItem,
    NewSection,
    PageBreak,
    PageFormat,
    PageOf,
    Paragraph,
    Row,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
)

MONTANT = Euros(Decimal("1138100.50"))
TEXTE = Paragraph((Run("Un texte courant."),))


def document(*blocks: Block, **champs: object) -> Document:
    """A document of ``blocks``."""
    return replace(Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=blocks), **champs)


def printed(tmp_path: Path, *blocks: Block, **champs: object) -> Path:
    """The file of ``blocks``."""
    cible = tmp_path / "essai.pdf"
    cible.write_bytes(pdf.to_bytes(document(*blocks, **champs), archive=False))
    return cible


def pages(pdftotext: Path, path: Path) -> list[str]:
    """Text of each page, with plain spaces, as it stands on the paper."""
    lu = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    return lu.replace("\u00a0", " ").split("\f")[:-1]


def words(pdftotext: Path, path: Path, axis: str, word: str) -> list[tuple[float, float]]:
    """Where each ``word`` starts and ends along ``axis``."""
    lu = subprocess.run([pdftotext, "-bbox", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    found = re.findall(rf'<word [^>]*{axis}Min="([\d.]+)"[^>]*{axis}Max="([\d.]+)"[^>]*>{word}</word>', lu)
    return [(float(start), float(end)) for start, end in found]


def sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height of each page, in millimetres."""
    with pikepdf.open(path) as opened:
        boxes = [page.mediabox for page in opened.pages]
    return [(round(float(box[2]) / 72 * 25.4), round(float(box[3]) / 72 * 25.4)) for box in boxes]


def picture(mode: str, kind: str, size: tuple[int, int] = (60, 40), **options: object) -> Image:
    """A picture of one colour."""
    written = BytesIO()
    Picture.new(mode, size).save(written, kind, **options)
    return Image(written.getvalue(), "Logo")


def wide(columns: int, rows: int, *, frozen: int = 1, title: str = "", width: int = 60) -> Table:
    """A table of amounts under an action."""
    heads = (Column("Action", 150), *(Column(f"C{i}", width, Align.NUMBER, group=title) for i in range(1, columns)))
    body = tuple(Row((f"action {n}", *[MONTANT] * (columns - 1))) for n in range(rows))
    return Table(heads, body, "maquette", caption="Maquette financière", frozen=frozen)


def test_that_a_cover_has_neither_header_nor_page_number_but_says_it_is_a_draft(tmp_path: Path, pdftotext: Path):
    cover = Cover("Convention-cadre", "Petites Villes de Demain", "valant ORT", ("Valbrune", "12 mars 2027"))
    blocs = (cover, Heading(1, "Article 1"), TEXTE)
    premiere, seconde = pages(pdftotext, printed(tmp_path, *blocs, entete="En-tête", mention="Prévisionnel"))
    for mots in ("Convention-cadre", "Petites Villes de Demain", "valant ORT", "Valbrune", "12 mars 2027"):
        assert mots in premiere
    assert "BROUILLON du 21/11/2026" in premiere
    assert "En-tête" not in premiere
    assert "page" not in premiere
    assert "En-tête" in seconde
    assert "page 2 / 2" in seconde
    finale, _ = pages(pdftotext, printed(tmp_path, *blocs, brouillon=False))
    assert "BROUILLON" not in finale
    assert "Édité le 21/11/2026" in finale


@pytest.mark.parametrize(
    "logo",
    [
        picture("RGBA", "PNG"),
        picture("P", "PNG"),
        picture("LA", "PNG"),
        picture("1", "PNG"),
        picture("I;16", "PNG"),
        picture("CMYK", "JPEG"),
        picture("L", "JPEG"),
        picture("RGB", "JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
        picture("RGB", "PNG", icc_profile=b"pas un profil"),
        picture("RGB", "PNG", size=(4000, 3)),
        picture("RGB", "JPEG", size=(3, 4000)),
    ],
)
def test_that_any_logo_makes_a_valid_archive_in_srgb(tmp_path: Path, logo: Image):
    cible = tmp_path / "essai.pdf"
    pdf.render(document(Cover("Convention", logos=(logo, picture("RGB", "PNG"))), TEXTE), cible)
    assert pdfa.validate_written(cible, "2b").passed
    with pikepdf.open(cible) as opened:
        images = [o for o in opened.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert images
        assert {str(image.ColorSpace) for image in images} <= {"/DeviceRGB", "/DeviceGray"}


def test_that_logos_have_one_height_and_hold_in_the_width(tmp_path: Path):
    logos = tuple(picture("RGB", "PNG", size=size) for size in ((900, 100), (100, 100), (800, 100), (50, 200)))
    cible = printed(tmp_path, Cover("Convention", logos=logos), TEXTE)
    with pikepdf.open(cible) as opened:
        drawn = [
            [float(value) for value in operands]
            for operands, operator in pikepdf.parse_content_stream(opened.pages[0])
            if str(operator) == "cm" and float(operands[0]) > 1
        ]
    assert len(drawn) == len(logos)
    assert len({round(matrix[3], 2) for matrix in drawn}) == 1
    assert sum(matrix[0] for matrix in drawn) < 500


def test_that_the_contents_give_the_page_of_every_heading_and_lead_to_it(tmp_path: Path, pdftotext: Path):
    titres = [f"Article {n}" for n in range(1, 90)]
    corps = [bloc for titre in titres for bloc in (Heading(1, titre), TEXTE, Heading(3, "trop bas"), PageBreak())]
    cible = printed(tmp_path, Cover("Convention"), Contents("Sommaire"), PageBreak(), *corps)
    lues = pages(pdftotext, cible)
    sommaire = [page for page in lues[1:] if re.search(r"\. \. \.", page)]
    assert len(sommaire) >= 2, "long contents go on"
    lignes = re.findall(r"(Article \d+) [. ]+(\d+)$", "\n".join(sommaire), re.MULTILINE)
    assert [titre for titre, _ in lignes] == titres
    for titre, numero in lignes:
        assert re.search(rf"^\s*{titre}$", lues[int(numero) - 1], re.MULTILINE)
    assert "trop bas" not in "".join(sommaire)
    with pikepdf.open(cible) as opened:
        assert sum(len(page.get("/Annots", [])) for page in opened.pages) == len(titres)


def test_that_the_pages_of_the_headings_are_told_to_the_other_formats(tmp_path: Path, pdftotext: Path):
    blocs = (
        Cover("Convention"),
        Heading(1, "Sans nom"),
        TEXTE,
        PageBreak(),
        KeepTogether((Heading(2, "Nommé", anchor="ici"), TEXTE)),
        NewSection(PageFormat.A3_LANDSCAPE),
        Heading(1, "Annexe"),
        TEXTE,
    )
    assert pdf.pages_of(document(*blocs)) == {"titre-1": 2, "ici": 3, "titre-3": 4}
    assert "Nommé" in pages(pdftotext, printed(tmp_path, *blocs))[2]


def test_that_a_reference_to_nothing_is_blank_and_leads_nowhere(tmp_path: Path):
    table = Table((Column("Action"), Column("Page")), (Row(("a", PageOf("absent"))),), "s")
    cible = printed(tmp_path, table)
    with pikepdf.open(cible) as opened:
        assert "/Annots" not in opened.pages[0]


def test_that_sections_have_their_own_sheets_with_headers_as_wide(tmp_path: Path, pdftotext: Path):
    blocs = [TEXTE]
    for sheet in (PageFormat.A3_LANDSCAPE, PageFormat.A4_LANDSCAPE, PageFormat.A3_PORTRAIT, PageFormat.A4_PORTRAIT):
        blocs += [NewSection(sheet), Heading(1, sheet.name), TEXTE]
    cible = printed(tmp_path, *blocs, entete="En-tête")
    assert sizes(cible) == [(210, 297), (420, 297), (297, 210), (297, 420), (210, 297)]
    for page in pages(pdftotext, cible):
        assert "En-tête" in page
        assert "/ 5" in page
    mots = subprocess.run([pdftotext, "-bbox", cible, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    folios = [float(x) for x in re.findall(r'xMax="([\d.]+)"[^>]*>5</word>', mots)]
    assert [round((x + 48) / 72 * 25.4) for x in folios[:4]] == [210, 420, 297, 297]


@pytest.mark.parametrize(
    "blocs",
    [
        (NewSection(PageFormat.A3_LANDSCAPE), PageBreak(), TEXTE),
        (PageBreak(), NewSection(PageFormat.A3_LANDSCAPE), TEXTE, PageBreak(), PageBreak()),
        (NewSection(PageFormat.A4_LANDSCAPE), NewSection(PageFormat.A3_LANDSCAPE), TEXTE),
    ],
)
def test_that_breaks_in_a_row_leave_no_blank_page(tmp_path: Path, blocs: tuple[Block, ...]):
    assert sizes(printed(tmp_path, *blocs)) == [(420, 297)]


def test_that_tables_with_a_caption_are_numbered(tmp_path: Path, pdftotext: Path):
    sans = replace(wide(3, 1), caption="")
    lu = "".join(pages(pdftotext, printed(tmp_path, wide(3, 1), sans, KeepTogether((wide(3, 1),)))))
    assert re.findall(r"Tableau \d : Maquette financière", lu) == [
        "Tableau 1 : Maquette financière",
        "Tableau 2 : Maquette financière",
    ]


@pytest.mark.parametrize("lines", range(38, 50))
def test_that_a_caption_stays_with_its_table(tmp_path: Path, pdftotext: Path, lines: int):
    lues = pages(pdftotext, printed(tmp_path, *[TEXTE] * lines, Heading(2, "Annexe"), wide(3, 9)))
    page = next(page for page in lues if "Tableau 1" in page)
    assert "Annexe" in page
    assert "action 1" in page


def test_that_a_wide_table_shrinks_before_it_is_cut(tmp_path: Path, pdftotext: Path):
    (une,) = pages(pdftotext, printed(tmp_path, wide(8, 3)))
    assert "partie" not in une
    assert une.count("1 138 100,50 €") == 21


def test_that_a_wider_table_is_cut_in_parts_that_repeat_their_first_columns(tmp_path: Path, pdftotext: Path):
    lues = pages(pdftotext, printed(tmp_path, wide(40, 30), format=PageFormat.A3_LANDSCAPE))
    assert "Tableau 1 : Maquette financière (partie 1 sur 2)" in lues[0]
    assert "Tableau 1 : Maquette financière (partie 2 sur 2)" in lues[1]
    assert all("action 29" in page for page in lues)
    assert "".join(lues).count("1 138 100,50 €") == 39 * 30
    colonnes = re.findall(r"\bC\d+\b", "".join(lues))
    assert colonnes == [f"C{i}" for i in range(1, 40)]


def test_that_the_title_of_a_group_stands_over_its_columns_on_every_page(tmp_path: Path, pdftotext: Path):
    lues = pages(pdftotext, printed(tmp_path, wide(4, 120, title="État")))
    assert len(lues) > 1
    for page in lues:
        assert page.count("État") == 1
        assert page.index("État") < page.index("C1")


@pytest.mark.parametrize("lines", range(36, 50))
def test_that_a_sum_and_the_row_above_it_are_never_parted(tmp_path: Path, pdftotext: Path, lines: int):
    rows = [Row((f"action {n}", MONTANT)) for n in range(lines)]
    rows += [
        Row((f"action {lines}", MONTANT)),
        Row(("opération", MONTANT), level=1),
        Row(("Sous-total", MONTANT), RowKind.SUBTOTAL),
        Row(("Total", MONTANT), RowKind.TOTAL),
        Row(("Orientation", BLANK), RowKind.GROUP),
        Row(("suite", MONTANT)),
    ]
    lues = pages(
        pdftotext, printed(tmp_path, Table((Column("a", 3), Column("b", align=Align.NUMBER)), tuple(rows), "s"))
    )
    page = next(page for page in lues if "Sous-total" in page)
    assert f"action {lines} " in page
    assert "opération" in page
    assert "Total" in page
    assert "suite" in next(page for page in lues if "Orientation" in page)


def test_that_rows_that_all_hold_together_are_still_cut(tmp_path: Path, pdftotext: Path):
    rows = tuple(Row((f"groupe {n}",), RowKind.GROUP) for n in range(150))
    lues = pages(pdftotext, printed(tmp_path, Table((Column("a"),), rows, "s")))
    assert len(re.findall(r"groupe \d+", "".join(lues))) == 150


def test_that_the_depth_of_a_row_indents_its_first_words(tmp_path: Path, pdftotext: Path):
    rows = (Row(("1.1", "Action", 1)), Row((BLANK, "Travaux", 2), level=1), Row((BLANK, "Lot", 3), level=9))
    table = Table((Column("N°"), Column("Nom", 3), Column("n", align=Align.NUMBER)), rows, "s")
    cible = printed(tmp_path, table)
    lu = subprocess.run([pdftotext, "-bbox", cible, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    gauche = {m[2]: float(m[1]) for m in re.finditer(r'xMin="([\d.]+)"[^>]*>(Action|Travaux|Lot)</word>', lu)}
    assert gauche["Travaux"] - gauche["Action"] == pytest.approx(8, abs=0.5)
    assert gauche["Lot"] - gauche["Action"] == pytest.approx(24, abs=0.5)


@pytest.mark.parametrize("lines", range(20, 44, 2))
def test_that_signatures_follow_their_heading_and_are_never_split(tmp_path: Path, pdftotext: Path, lines: int):
    places = tuple(Signature(f"Partie {n}", f"Nom {n}", f"Délibération {n}") for n in range(7))
    lues = pages(pdftotext, printed(tmp_path, *[TEXTE] * lines, Heading(1, "Signatures"), Signatures(places)))
    assert "Partie 0" in next(page for page in lues if "Signatures" in page)
    for n in range(7):
        page = next(page for page in lues if f"Partie {n}" in page)
        assert f"Nom {n}" in page
        assert f"Délibération {n}" in page
    lignes = [line for page in lues for line in page.splitlines() if "Partie" in line]
    assert [re.findall(r"\d", line) for line in lignes] == [["0", "1"], ["2", "3"], ["4", "5"], ["6"]]


def test_that_what_is_missing_is_seen_without_colours(tmp_path: Path, pdftotext: Path):
    (lue,) = pages(pdftotext, printed(tmp_path, Paragraph((Run("Signé le "), Run("date", missing=True), Run(".")))))
    assert "Signé le [date]." in lue


def test_that_a_table_of_a_thousand_rows_and_sixty_columns_is_printed_whole(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "grand.pdf"
    cible.write_bytes(pdf.to_bytes(document(wide(60, 1000), format=PageFormat.A3_LANDSCAPE), archive=False))
    assert "".join(pages(pdftotext, cible)).count("1 138 100,50 €") == 59 * 1000


def test_that_the_pages_of_a_convention_have_the_same_bytes_each_time(tmp_path: Path):
    blocs = (Cover("Convention", logos=(picture("RGBA", "PNG"),)), Contents("Sommaire"), Heading(1, "a"), wide(40, 9))
    assert pdf.to_bytes(document(*blocs)) == pdf.to_bytes(document(*blocs))


def test_that_pages_without_content_are_still_pages(tmp_path: Path):
    vide = (Cover(""), Contents(""), Signatures(()), NewSection(PageFormat.A3_LANDSCAPE), PageBreak())
    assert sizes(printed(tmp_path, *vide)) == [(210, 297), (210, 297)]


@pytest.mark.parametrize("lines", range(30, 50))
def test_that_the_last_row_is_never_alone_on_its_page(tmp_path: Path, pdftotext: Path, lines: int):
    lues = pages(pdftotext, printed(tmp_path, replace(wide(3, lines), caption="")))
    assert len(re.findall(r"action \d+", lues[-1])) >= 2


@pytest.mark.parametrize("lines", range(34, 44))
def test_that_a_short_table_is_not_cut(tmp_path: Path, pdftotext: Path, lines: int):
    lues = pages(pdftotext, printed(tmp_path, *[TEXTE] * lines, wide(3, 8)))
    assert any("action 0" in page and "action 7" in page for page in lues)


def test_that_a_word_of_a_wide_table_is_not_broken(tmp_path: Path, pdftotext: Path):
    table = wide(13, 2, width=200)
    colonne = Column("Maître d’ouvrage", 10)
    rows = tuple(replace(row, cells=(*row.cells, "Région Hauts-de-France")) for row in table.rows)
    lu = "".join(pages(pdftotext, printed(tmp_path, replace(table, columns=(*table.columns, colonne), rows=rows))))
    assert lu.count("Hauts-de-France") == 2


def test_that_blocks_kept_together_twice_are_printed(tmp_path: Path, pdftotext: Path):
    places = Signatures(tuple(Signature(f"Partie {n}") for n in range(5)))
    garde = KeepTogether((KeepTogether((Heading(1, "Signatures"), TEXTE, places)),))
    lues = pages(pdftotext, printed(tmp_path, *[TEXTE] * 30, garde))
    assert "Partie 4" in next(page for page in lues if "Signatures" in page)


@pytest.mark.parametrize("lines", range(26, 34))
def test_that_a_group_too_high_to_be_kept_starts_where_it_can(tmp_path: Path, pdftotext: Path, lines: int):
    long = Paragraph((Run("Une phrase qui se poursuit. " * 16),))
    garde = KeepTogether((long, *[TEXTE] * 90))
    lues = pages(pdftotext, printed(tmp_path, *[TEXTE] * lines, garde, format=PageFormat.A4_LANDSCAPE))
    assert "".join(lues).count("Un texte courant.") == lines + 90


def test_that_the_foot_of_a_section_says_what_its_pages_promise(tmp_path: Path, pdftotext: Path):
    blocs = (
        TEXTE,
        NewSection(PageFormat.A4_PORTRAIT, mention="Prévisionnel."),
        TEXTE,
        PageBreak(),
        TEXTE,
        NewSection(PageFormat.A4_PORTRAIT),
        TEXTE,
    )
    lues = pages(pdftotext, printed(tmp_path, *blocs, mention="Engage les parties."))
    assert ["Prévisionnel." in page for page in lues] == [False, True, True, False]
    assert ["Engage les parties." in page for page in lues] == [True, False, False, True]


def test_that_the_title_of_a_sheet_stands_out_among_its_level(tmp_path: Path, pdftotext: Path):
    def hauteur(bloc: Heading) -> float:
        [(haut, bas)] = words(pdftotext, printed(tmp_path, bloc, TEXTE), "y", "Requalifier")
        return bas - haut

    assert hauteur(Heading(2, "Requalifier", overline="Fiche-action")) > 1.15 * hauteur(Heading(2, "Requalifier"))


def test_that_every_item_of_a_list_of_more_than_nine_starts_at_the_same_place(tmp_path: Path, pdftotext: Path):
    liste = ListBlock(tuple(ListItem((Run("pièce"),)) for _ in range(11)), ordered=True)
    places = words(pdftotext, printed(tmp_path, liste), "x", "pièce")
    assert len(places) == 11
    assert len(set(places)) == 1
