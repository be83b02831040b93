"""What goes on over the next page: a group of rows says its name again there, a band of key figures is not cut."""

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from factories import AUJOURD_HUI

from pvd_desktop.documents.renderers import pdf
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
)

COLONNES = (Column("Action", 300), Column("Coût", 100, Align.NUMBER))


def groupe(nom: str, lignes: int) -> list[Row]:
    """A title, its rows and their total."""
    corps = [Row((f"Action {rang} de {nom}", rang)) for rang in range(1, lignes + 1)]
    return [Row((nom, BLANK), RowKind.GROUP), *corps, Row((f"Total de {nom}", lignes), RowKind.SUBTOTAL)]


def pages(pdftotext: Path, tmp_path: Path, *rows: Row) -> list[list[str]]:
    """The lines of each page of a table of ``rows``, without its header and footer."""
    cible = tmp_path / "essai.pdf"
    table = Table(COLONNES, rows, "Essai")
    cible.write_bytes(pdf.to_bytes(Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=(table,))))
    lu = subprocess.run([pdftotext, "-layout", cible, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    feuilles = lu.replace("\u00a0", " ").split("\f")[:-1]
    return [[re.sub(r"\s+", " ", line.strip()) for line in page.split("\n") if line.strip()] for page in feuilles]


def test_that_a_group_says_its_name_again_on_each_page_it_goes_on_over(tmp_path: Path, pdftotext: Path):
    premiere, *suites = pages(pdftotext, tmp_path, *groupe("la Région", 120))

    assert "la Région" in premiere
    assert "la Région (suite)" not in premiere
    assert len(suites) == 2
    for suite in suites:
        assert suite[suite.index("Action Coût") + 1] == "la Région (suite)"


def test_that_a_group_which_starts_a_page_follows_no_other_name(tmp_path: Path, pdftotext: Path):
    rows = [row for rang in range(1, 30) for row in groupe(f"F{rang}", 3)]

    for page in pages(pdftotext, tmp_path, *rows)[1:]:
        ligne = page[page.index("Action Coût") + 1]
        suivante = page[page.index("Action Coût") + 2]
        nom = ligne.removesuffix(" (suite)")
        assert re.fullmatch(r"F\d+", nom)
        assert f"de {nom} " in f"{suivante} "


def test_that_the_total_of_the_table_belongs_to_no_group(tmp_path: Path, pdftotext: Path):
    total = [Row((f"Ligne {rang}", rang), RowKind.TOTAL) for rang in range(60)]

    *_, derniere = pages(pdftotext, tmp_path, *groupe("la Région", 3), *total)

    assert not any("suite" in line for line in derniere)


def test_that_a_name_said_again_is_not_read_again(tmp_path: Path, pdftotext: Path):
    pages(pdftotext, tmp_path, *groupe("la Région", 120))

    with pikepdf.open(tmp_path / "essai.pdf") as lu:
        flux = b"".join(page.Contents.read_bytes() for page in lu.pages)
        racine = lu.Root.StructTreeRoot
        lignes = sum(1 for element in _elements(racine) if element.get("/S") == "/TR")
    assert flux.count(b"/Artifact BMC") > 0
    assert lignes == 1 + 1 + 120 + 1


@pytest.mark.parametrize("lignes", range(30, 48))
def test_that_a_band_of_figures_stands_on_one_page_with_its_heading(lignes: int, tmp_path: Path, pdftotext: Path):
    chiffres = Figures(
        tuple(Figure(f"Chiffre n° {rang}", rang, detail="10 % du coût") for rang in range(8)), "Chiffres"
    )
    texte = [Paragraph((Run(f"Ligne {rang}"),)) for rang in range(lignes)]
    document = Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=(*texte, Heading(2, "Les chiffres"), chiffres))
    cible = tmp_path / "essai.pdf"
    cible.write_bytes(pdf.to_bytes(document, archive=False))

    lu = subprocess.run([pdftotext, "-layout", cible, "-"], check=True, capture_output=True, encoding="utf-8").stdout

    assert [page.count("Chiffre n°") for page in lu.split("\f") if "Chiffre n°" in page] == [8]
    assert [page.count("Les chiffres") for page in lu.split("\f") if "Chiffre n°" in page] == [1]


def _elements(noeud: pikepdf.Object) -> list[pikepdf.Object]:
    enfants = noeud.get("/K", [])
    liste = list(enfants) if isinstance(enfants, pikepdf.Array) else [enfants]
    trouves = [enfant for enfant in liste if isinstance(enfant, pikepdf.Dictionary) and "/S" in enfant]
    return [element for enfant in trouves for element in (enfant, *_elements(enfant))]
