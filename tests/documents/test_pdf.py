"""The PDF opened by other hands: poppler, pikepdf, pdfium."""

import gc
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_projet, uid
from pikepdf import pdfa

from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.renderers import pdf
from pvd_desktop.documents.renderers.pdf_archive import archive
from pvd_desktop.documents.tree import (
    Align,
    Bar,
    Block,
    Column,
    Document,
    Euros,
    Field,
    Fields,
    Figure,
    Figures,
    Heading,
    KeepTogether,
    ListBlock,
    ListItem,
    Notice,
    PageBreak,
    PageFormat,
    PageOf,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    Timeline,
    Title,
)

COLONNES = (Column("Libellé"), Column("Texte", 3), Column("Montant HT", align=Align.NUMBER))


def document(*blocks: Block, **champs: object) -> Document:
    """A document of ``blocks``."""
    return replace(Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=blocks), **champs)


def riche() -> Document:
    """The document of a fiche with every field."""
    fiche = make_fiche_riche()
    return build_fiche(make_projet(fiche), fiche, aujourd_hui=AUJOURD_HUI)


def read(pdftotext: Path, path: Path, *options: str) -> str:
    """Text of the PDF, with plain spaces."""
    lu = subprocess.run([pdftotext, *options, path, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    return lu.replace("\u00a0", " ")


def count(path: Path) -> int:
    """Pages of the PDF."""
    with pikepdf.open(path) as opened:
        return len(opened.pages)


class Steps:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int) -> None:
        self.told.append((done, total))


def test_that_amounts_are_printed_to_the_cent_without_a_missing_glyph(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "fiche.pdf"
    pdf.render(riche(), cible)
    lu = read(pdftotext, cible, "-layout")
    assert "1 138 100,50 €" in lu
    assert "334 230,15 €" in lu
    assert "258 100,50 €" in lu
    assert not set("■□☐\ufffd") & set(lu)


def test_that_a_fiche_of_normal_size_holds_on_two_pages(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "fiche.pdf"
    pdf.render(riche(), cible)
    assert count(cible) == 2
    lu = read(pdftotext, cible)
    assert "page 1 / 2" in lu
    assert "page 2 / 2" in lu


def test_that_every_page_says_what_it_is(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "fiche.pdf"
    pdf.render(riche(), cible)
    pages = read(pdftotext, cible).split("\f")[:-1]
    for page in pages:
        assert "BROUILLON du 21/11/2026" in page
        assert "Document prévisionnel, ne vaut pas accord." in page
        assert "Fiche-action 1.1" in page
        assert "Petites Villes de Demain · Valbrune" in page


def test_that_a_final_document_bears_its_date_and_no_draft_mark(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "fiche.pdf"
    pdf.render(replace(riche(), brouillon=False), cible)
    lu = read(pdftotext, cible)
    assert "BROUILLON" not in lu
    assert "Édité le 21/11/2026" in lu


@pytest.mark.parametrize("archived", [True, False])
def test_that_all_fonts_are_embedded_and_none_is_helvetica(tmp_path: Path, archived: bool):
    cible = tmp_path / "fiche.pdf"
    cible.write_bytes(pdf.to_bytes(riche(), archive=archived))
    with pikepdf.open(cible) as opened:
        fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "SourceSansPro" in str(font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"]


def test_that_the_file_is_a_pdf_a_with_its_title_and_language(tmp_path: Path):
    cible = tmp_path / "fiche.pdf"
    pdf.render(riche(), cible)
    report = pdfa.validate_written(cible, "2b")
    assert report.passed, report.findings
    with pikepdf.open(cible) as opened:
        assert str(opened.docinfo["/Title"]) == "Fiche-action 1.1\u00a0: Requalifier la Grand-Place"
        assert str(opened.docinfo["/Author"]) == "Valbrune"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261121")
        assert str(opened.Root["/Lang"]) == "fr-FR"
        assert opened.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        with opened.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"


def test_that_a_file_that_does_not_conform_is_not_kept():
    brut = BytesIO()
    with pikepdf.new() as opened:
        opened.add_blank_page()
        opened.pages[0].Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        opened.pages[0].Contents = opened.make_stream(b"BT /F1 12 Tf (a) Tj ET")
        opened.save(brut)
    with pytest.raises(pdfa.PdfaError):
        archive(brut, langue="fr-FR", jour=AUJOURD_HUI)


def test_that_the_outline_leads_to_the_fiches_and_their_fields(tmp_path: Path):
    cible = tmp_path / "fiches.pdf"
    projet = make_projet(make_fiche_riche(), make_fiche(uid=uid("f2"), numero="1.2", intitule="Rouvrir la halle"))
    pdf.render(build_fiches(projet, aujourd_hui=AUJOURD_HUI), cible)
    with pikepdf.open(cible) as opened, opened.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [
            "Fiches-actions",
            "Requalifier la Grand-Place",
            "Rouvrir la halle",
        ]
        assert "Plan de financement" in [entry.title for entry in outline.root[1].children]


def test_that_the_summary_gives_the_page_of_each_fiche(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "fiches.pdf"
    projet = make_projet(make_fiche_riche(), make_fiche(uid=uid("f2"), numero="1.2", intitule="Rouvrir la halle"))
    pdf.render(build_fiches(projet, aujourd_hui=AUJOURD_HUI), cible)
    pages = read(pdftotext, cible, "-layout").split("\f")
    ligne = next(line for line in pages[0].splitlines() if "Rouvrir la halle" in line)
    numero = int(ligne.split()[-1])
    assert "Rouvrir la halle" in pages[numero - 1]
    assert numero == 4
    with pikepdf.open(cible) as opened:
        assert len(opened.pages[0]["/Annots"]) == 2


def test_that_the_same_data_and_day_give_the_same_bytes(tmp_path: Path):
    projet = make_projet(make_fiche_riche())
    for nom, jour in (("a", AUJOURD_HUI), ("b", AUJOURD_HUI), ("c", date(2031, 1, 2))):
        pdf.render(build_fiches(projet, aujourd_hui=jour), tmp_path / f"{nom}.pdf")
    a, b, c = ((tmp_path / f"{nom}.pdf").read_bytes() for nom in "abc")
    assert a == b
    assert a != c


@pytest.mark.parametrize("archived", [True, False])
def test_that_another_process_writes_the_same_bytes(tmp_path: Path, archived: bool):
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from factories import AUJOURD_HUI, make_fiche_riche, make_projet;"
        "from pvd_desktop.documents.builders.fiches_action import build_fiches;"
        "from pvd_desktop.documents.renderers import pdf;"
        "document = build_fiches(make_projet(make_fiche_riche()), aujourd_hui=AUJOURD_HUI);"
        f"Path(sys.argv[2]).write_bytes(pdf.to_bytes(document, archive={archived}))"
    )
    tests = Path(__file__).parents[1]
    for nom, graine in (("a", "1"), ("b", "2")):
        subprocess.run(
            [sys.executable, "-c", script, tests, tmp_path / nom],
            check=True,
            cwd=tests.parent,
            env={**os.environ, "PYTHONHASHSEED": graine},
        )
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


LONG = " ".join(["parole"] * 5000)


@pytest.mark.parametrize(
    "block",
    [
        Title("T" * 300, "o" * 3000, "s" * 3000),
        Heading(1, "W" * 300, overline="O" * 3000, running="R" * 3000),
        Heading(6, "é" * 3000),
        Heading(2, "intitulé " * 5_000),
        Paragraph((Run("W" * 3000),)),
        Paragraph((Run("mot " * 25_000),)),
        Paragraph((Run("a\n" * 5_000),)),
        ListBlock((ListItem((Run(LONG),), ListBlock((ListItem((Run("W" * 3000),)),), ordered=True)),)),
        Table(COLONNES, (Row(("x", LONG, Euros(Decimal(1)))), Row((LONG, "W" * 3000, None), RowKind.TOTAL)), "s"),
        Table(COLONNES, (Row((LONG, None, None), RowKind.GROUP), Row((LONG, LONG, LONG), RowKind.SUBTOTAL)), "s"),
        Table(COLONNES, (Row(("a", "b\n" * 2000, Euros(Decimal(10) ** 18))),), "s"),
        Table(COLONNES, (), "vide"),
        Table(COLONNES, (Row(("t", "t", None), RowKind.TOTAL),), "total seul"),
        Fields((Field("L" * 3000, "v" * 3000), Field("", ""), Field(LONG, None)), "s"),
        Figures((Figure("L" * 3000, "9" * 300, "d" * 3000),), "s"),
        Timeline(
            (Bar("L" * 9000, date(2020, 1, 1), date(1900, 1, 1)), Bar("", None), Bar("", date.min, date.max)), "s"
        ),
        Timeline((Bar("sans date", None),), "s"),
        Timeline((Bar("quinze ans", date(2020, 1, 1), date(2034, 1, 1)),), "s"),
        Notice((Run("W" * 30_000),)),
        KeepTogether((Heading(2, "t"), Table(COLONNES, tuple(Row(("a", "b", 1)) for _ in range(200)), "s"))),
        PageBreak(),
        Heading(2, "seul à la fin"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_that_no_content_is_too_big_for_the_page(tmp_path: Path, block: Block):
    cible = tmp_path / "grand.pdf"
    pdf.render(document(Paragraph((Run("avant"),)), block, Paragraph((Run("après"),))), cible)
    assert count(cible) >= 1


def test_that_no_word_of_a_long_cell_is_lost(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "cellule.pdf"
    pdf.render(document(Table(COLONNES, (Row(("x", LONG, None)),), "s")), cible)
    assert len(re.findall(r"\bparole\b", read(pdftotext, cible))) == 5000


def test_that_a_text_of_100_000_characters_is_printed_whole(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "long.pdf"
    fiche = make_fiche(description="Une phrase à compter. " * 4545)
    pdf.render(build_fiche(make_projet(fiche), fiche, aujourd_hui=AUJOURD_HUI), cible)
    assert len(re.findall(r"phrase", read(pdftotext, cible))) == 4545


def test_that_hostile_text_is_printed_as_text(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "hostile.pdf"
    fiche = make_fiche(
        intitule="Place 🎉 <b>gras</b> & Cie\x00\x07\ud800",
        numero="<1>",
        description="<script>a</script> [x](javascript:y) [z](https://a.fr/?q=%22%3C&r=1)\x0bfin",
    )
    projet = replace(make_projet(fiche), territoire=replace(make_projet().territoire, nom="A & <B>"))
    pdf.render(build_fiche(projet, fiche, aujourd_hui=AUJOURD_HUI), cible)
    lu = read(pdftotext, cible)
    assert "<b>gras</b> & Cie" in lu
    assert "Fiche-action <1>" in lu
    assert "<script>a</script>" in lu
    assert "A & <B>" in lu
    with pikepdf.open(cible) as opened:
        liens = [str(a["/A"]["/URI"]) for page in opened.pages for a in page.get("/Annots", []) if "/A" in a]
    assert liens == ["https://a.fr/?q=%22%3C&r=1"]


def test_that_an_empty_document_has_one_page(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "vide.pdf"
    pdf.render(document(titre="", entete="E" * 3000, mention="M" * 3000), cible)
    assert count(cible) == 1
    assert "page 1 / 1" in read(pdftotext, cible)


def test_that_a_landscape_page_is_wider_than_high(tmp_path: Path):
    cible = tmp_path / "large.pdf"
    pdf.render(document(Paragraph((Run("a"),)), format=PageFormat.A4_LANDSCAPE), cible)
    with pikepdf.open(cible) as opened:
        _, _, largeur, hauteur = opened.pages[0].mediabox
        assert largeur > hauteur


def test_that_a_table_repeats_its_header_on_every_page(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "table.pdf"
    rows = tuple(Row((f"ligne {i}", "texte", i)) for i in range(150))
    pdf.render(document(Table(COLONNES, (*rows, Row(("Total", None, 150), RowKind.TOTAL)), "s")), cible)
    pages = read(pdftotext, cible).split("\f")[:-1]
    assert len(pages) > 2
    assert all("Montant HT" in page for page in pages)
    assert "ligne 149" in pages[-1], "a total stays with the row above it"


@pytest.mark.parametrize("lines", range(40, 60))
def test_that_no_heading_ends_a_page(tmp_path: Path, pdftotext: Path, lines: int):
    cible = tmp_path / "titre.pdf"
    avant = tuple(Paragraph((Run(f"avant {i}"),)) for i in range(lines))
    table = Table(COLONNES, (Row(("première", "b", 1)), Row(("c", "d", 2))), "s")
    gardes = KeepTogether((Table(COLONNES, tuple(Row(("première", "b", i)) for i in range(9)), "s"),))
    for suite in (table, gardes):
        pdf.render(document(*avant, Heading(2, "Titre deux"), Heading(3, "Titre trois"), suite), cible)
        page = next(p for p in read(pdftotext, cible).split("\f") if "Titre deux" in p)
        assert "Titre trois" in page
        assert "première" in page


def test_that_a_page_of_nothing_known_is_blank(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "renvoi.pdf"
    pdf.render(document(Heading(1, "a", anchor="ici"), Table(COLONNES, (Row(("a", "b", PageOf("ici"))),), "s")), cible)
    assert "page 1 / 1" in read(pdftotext, cible)


def test_that_nothing_is_left_to_the_collector_which_would_hold_the_window():
    un_document = riche()
    pdf.to_bytes(un_document, archive=False)
    gc.collect()
    gc.disable()
    try:
        pdf.to_bytes(un_document, archive=False)
        assert gc.collect() < 100
    finally:
        gc.enable()


def test_that_progress_goes_up_to_the_end(tmp_path: Path):
    steps = Steps()
    pdf.render(document(*(Paragraph((Run("a"),)) for _ in range(20))), tmp_path / "a.pdf", progress=steps)
    faits = [done for done, _ in steps.told]
    assert faits == sorted(faits)
    assert steps.told[-1][0] <= steps.told[-1][1]


def test_that_a_file_that_is_no_pdf_is_not_accepted(tmp_path: Path):
    (tmp_path / "faux.pdf").write_bytes(b"pas un PDF")
    with pytest.raises(ValueError, match=r"faux\.pdf"):
        pdf.verify(tmp_path / "faux.pdf")
    with pikepdf.new() as vide:
        vide.save(tmp_path / "vide.pdf")
    with pytest.raises(ValueError, match=r"vide\.pdf"):
        pdf.verify(tmp_path / "vide.pdf")


def test_that_an_empty_project_has_a_page(tmp_path: Path):
    pdf.render(build_fiches(Projet(), aujourd_hui=AUJOURD_HUI), tmp_path / "vide.pdf")
    assert count(tmp_path / "vide.pdf") == 1
