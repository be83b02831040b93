"""The Word file read by another program: what it prints is what the PDF says."""

import re
import subprocess
from pathlib import Path

import pytest
from arbres import document_complet
from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_projet, uid
from projets import exemple

from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.builders.convention import build_convention
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.renderers import docx, pdf


@pytest.fixture(scope="module")
def printed(soffice: Path, pdftotext: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Text of each page of the documents, printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    projet = make_projet(make_fiche_riche(), make_fiche(uid=uid("f2"), numero="1.2", intitule="Rouvrir la halle"))
    database = Database.open(exemple(folder), lecture_seule=True)
    with database.read() as session:
        convention = build_convention(load_projet(session), aujourd_hui=AUJOURD_HUI)
    database.close()
    sources = {
        "complet": document_complet(),
        "fiches": build_fiches(projet, aujourd_hui=AUJOURD_HUI),
        "convention": convention,
    }
    for name, source in sources.items():
        docx.render(source, folder / f"{name}.docx")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *(folder / f"{name}.docx" for name in sources),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: _pages(pdftotext, folder / f"{name}.pdf") for name in sources}


def _pages(pdftotext: Path, path: Path) -> list[str]:
    lu = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    return [re.sub("[\u00a0\u202f]", " ", page) for page in lu.split("\f")[:-1]]


def test_that_amounts_are_printed_to_the_cent(printed: dict[str, list[str]]):
    lu = " ".join(printed["fiches"])
    for montant in ("1 138 100,50 €", "334 230,15 €", "258 100,50 €"):
        assert montant in lu


def test_that_every_page_but_the_cover_says_what_it_is(printed: dict[str, list[str]]):
    cover, *pages = printed["complet"]
    assert "Convention-cadre" in cover
    assert "BROUILLON du 21/11/2026" in cover
    assert "page 1" not in cover
    assert "Document prévisionnel" not in cover
    for number, page in enumerate(pages, 2):
        assert "Petites Villes de Demain · Valbrune" in page
        assert "BROUILLON du 21/11/2026" in page
        assert "Document prévisionnel, ne vaut pas accord." in page
        assert f"page {number} / {len(pages) + 1}" in page


def test_that_a_fiche_starts_a_page_where_the_summary_says(printed: dict[str, list[str]]):
    pages = printed["fiches"]
    ligne = next(line for line in pages[0].splitlines() if "Rouvrir la halle" in line)
    numero = int(ligne.split()[-1])
    assert "Fiche-action 1.2" in pages[numero - 1]
    assert "Fiche-action 1.2" not in pages[numero - 2]


def test_that_the_contents_are_printed_with_their_pages(printed: dict[str, list[str]]):
    sommaire = next(page for page in printed["complet"] if "Sommaire" in page)
    pages = pdf.pages_of(document_complet())
    assert re.search(rf"Parties\.+ *{pages['parties']}\n", sommaire)
    assert re.search(rf"Maquette\.+ *{pages['maquette']}\n", sommaire)


def test_that_the_contents_of_the_example_give_the_pages_where_its_parts_are(printed: dict[str, list[str]]):
    pages = [re.sub(r"\s+", " ", page) for page in printed["convention"]]
    entries = re.findall(r"^ *(\S.*?)\.{4,} *(\d+)$", "\n".join(printed["convention"][:4]), re.MULTILINE)
    assert len(entries) > 50
    assert [(title, page) for title, page in entries if title not in pages[int(page) - 1]] == []


def test_that_the_header_recalls_the_annexe_or_the_fiche_on_each_page(printed: dict[str, list[str]]):
    pages = printed["convention"]
    recalled = [re.search(r"(Annexe \d|Fiche-action \d\.\d|Maquette financière) +BROUILLON", page) for page in pages]
    first = next(
        number for number, page in enumerate(pages) if re.search("^ *Annexe 1 — .*[^.\\d]$", page, re.MULTILINE)
    )
    assert not any(recalled[:first])
    assert all(recalled[first:])
    for page, found in zip(pages, recalled, strict=True):
        opens = re.search(r"^ *(Fiche-action \d\.\d)$", page, re.MULTILINE)
        assert not opens or (found is not None and found[1] == opens[1])


def test_that_no_word_of_a_long_cell_is_lost_and_its_header_repeats(printed: dict[str, list[str]]):
    pages = [page for page in printed["complet"] if "parole" in page]
    assert sum(len(re.findall(r"\bparole\b", page)) for page in pages) == 5000
    assert len(pages) > 2
    assert all(re.search(r"^ *A +Texte +Page$", page, re.MULTILINE) for page in pages)


def test_that_hostile_text_is_printed_as_text(printed: dict[str, list[str]]):
    lu = " ".join(printed["complet"])
    assert '=1+1 <b>gras</b> & "guillemets"' in lu
    assert "□" not in lu


def test_that_no_amount_is_broken_over_two_lines(printed: dict[str, list[str]]):
    page = next(page for page in printed["complet"] if "(partie 1 sur 3)" in page)
    assert re.search(r"Action 6( +[\d ]+,55 €){18,}", page)


def test_that_places_to_sign_stand_on_one_page(printed: dict[str, list[str]]):
    page = next(page for page in printed["complet"] if "Fait à Valbrune." in page)
    assert page.count("Date, signature et cachet :") == 4
