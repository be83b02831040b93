"""The logical structure of the PDF, as a reader that speaks would follow it."""

import subprocess
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from factories import AUJOURD_HUI
from pikepdf import pdfa
from PIL import Image as Picture

from pvd_desktop.documents.renderers import pdf
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Column,
    Contents,
    Cover,
    Document,
    Euros,
    Field,
    Fields,
    Figure,
    Figures,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Notice,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
)


def logo() -> Image:
    """A picture with its alternative text."""
    written = BytesIO()
    Picture.new("RGB", (60, 40)).save(written, "PNG")
    return Image(written.getvalue(), "Logo de Valbrune")


TABLE = Table(
    (Column("Action"), Column("Coût", align=Align.NUMBER, group="HT"), Column("Aide", align=Align.NUMBER, group="HT")),
    (
        Row(("Orientation", BLANK, BLANK), RowKind.GROUP),
        *(Row((f"action {n}", Euros(Decimal(n)), BLANK)) for n in range(90)),
    ),
    "Les coûts des actions",
)
BLOCS = (
    Cover("Convention-cadre", logos=(logo(),)),
    Contents("Sommaire"),
    PageBreak(),
    Heading(1, "Article 1"),
    Heading(2, "Objet"),
    Paragraph((Run("Une phrase qui se poursuit. " * 400),)),
    ListBlock((ListItem((Run("un"),), ListBlock((ListItem((Run("deux"),)),))),)),
    Notice((Run("Prévisionnel"),)),
    Fields((Field("Statut", "Inscrite"),), "Identité"),
    Figures((Figure("Coût", Euros(Decimal(3))),), "Chiffres"),
    TABLE,
    Signatures((Signature("Valbrune"),)),
)


@pytest.fixture(scope="module")
def cible(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a document with every kind of block."""
    path = tmp_path_factory.mktemp("structure") / "essai.pdf"
    pdf.render(Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=BLOCS, entete="En-tête"), path)
    return path


def told(pdftotext: Path, path: Path) -> str:
    """What poppler says of the structure, with plain spaces; it writes the attributes in another encoding."""
    commande = [pdftotext.with_name("pdfinfo"), "-struct-text", path]
    lu = subprocess.run(commande, check=True, capture_output=True, encoding="utf-8", errors="replace")
    assert not lu.stderr
    return lu.stdout.replace("\u00a0", " ")


def walk(element: Any) -> Iterator[Any]:
    """The element and all those under it, in order."""
    yield element
    for kid in children(element):
        yield from walk(kid)


def children(element: Any) -> list[Any]:
    """The elements right under ``element``."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"]


def test_that_the_structure_is_an_archive_and_is_read_in_order(cible: Path, pdftotext: Path):
    assert pdfa.validate_written(cible, "2b").passed
    texte = told(pdftotext, cible)
    ordre = ["Convention-cadre", "Sommaire", "TOCI", "H1", "H2", "Une phrase", "LBody", "Prévisionnel", "Statut"]
    ordre += ["Coût", "Orientation", "action 89", "Valbrune", "Date, signature"]
    places = [texte.index(mot) if mot != "Valbrune" else texte.rindex(mot) for mot in ordre]
    assert places == sorted(places)


def test_that_headers_and_footers_are_no_part_of_the_structure(cible: Path, pdftotext: Path):
    lu = told(pdftotext, cible)
    assert "En-tête" not in lu
    assert "BROUILLON" not in lu
    assert "page" not in lu


def test_that_every_mark_of_a_page_belongs_to_an_element(cible: Path):
    with pikepdf.open(cible) as opened:
        nombres = opened.Root.StructTreeRoot.ParentTree.Nums
        proprietaires = {int(nombres[i]): nombres[i + 1] for i in range(0, len(nombres), 2)}
        for page in opened.pages:
            marques = []
            ouverts = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC":
                    marques.append(int(operands[1].MCID))
                ouverts += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                if str(operator) in {"Tj", "TJ", "Do", "re", "l"}:
                    assert ouverts == 1, "all that is drawn is told, or said to be decoration"
            assert marques == list(range(len(marques)))
            assert len(proprietaires[int(page.StructParents)]) == len(marques)


def test_that_a_table_cut_over_pages_is_one_table_with_its_headers_once(cible: Path):
    with pikepdf.open(cible) as opened:
        racine = opened.Root.StructTreeRoot.K[0]
        assert opened.Root.MarkInfo.Marked
        (table,) = [e for e in walk(racine) if e.S == "/Table" and str(e.A.Summary) == "Les coûts des actions"]
        rows = children(table)
        assert [str(row.S) for row in rows] == ["/TR"] * (2 + 1 + 90)
        groupes, titres, orientation, premiere = (children(row) for row in rows[:4])
        assert [int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in groupes] == [1, 2]
        assert [str(cell.A.Scope) for cell in titres] == ["/Column"] * 3
        assert int(orientation[0].A.ColSpan) == 3
        assert [str(cell.S) for cell in premiere] == ["/TH", "/TD", "/TD"]
        assert str(premiere[0].A.Scope) == "/Row"


def test_that_a_picture_says_what_it_shows(cible: Path):
    with pikepdf.open(cible) as opened:
        figures = [e for e in walk(opened.Root.StructTreeRoot.K[0]) if e.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Logo de Valbrune"]


def test_that_a_paragraph_over_two_pages_is_one_element(cible: Path):
    with pikepdf.open(cible) as opened:
        longs = [
            e for e in walk(opened.Root.StructTreeRoot.K[0]) if e.S == "/P" and isinstance(e.get("/K"), pikepdf.Array)
        ]
        assert any(isinstance(kid, pikepdf.Dictionary) and kid.Type == "/MCR" for e in longs for kid in e.K)
