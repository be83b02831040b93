"""The plans of the secteurs in the annexe of the ORT: pictures, pages and outlines."""

import json
import subprocess
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from arbres import image
from factories import AUJOURD_HUI, make_projet, make_territoire
from pikepdf import pdfa
from PIL import Image as Picture

from models.domain.territoire import PlanSecteur, Secteur
from models.domain.vocabulaire import NaturePlan
from pvd_desktop.documents.builders.annexes import build_annexes
from pvd_desktop.documents.plans import draw_plan
from pvd_desktop.documents.renderers import docx, pdf
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Document, PageFormat, Paragraph, Run

CONTOUR = {
    "type": "Feature",
    "geometry": {
        "type": "Polygon",
        "coordinates": [
            [[2.30, 50.40], [2.31, 50.40], [2.31, 50.41], [2.30, 50.41], [2.30, 50.40]],
            [[2.304, 50.404], [2.306, 50.404], [2.306, 50.406], [2.304, 50.406], [2.304, 50.404]],
        ],
    },
}
BRUTS = {
    NaturePlan.GEOJSON: json.dumps(CONTOUR).encode(),
    NaturePlan.IMAGE: image(1200, 800),
}


def pages(nombre: int) -> bytes:
    """A PDF of that many pages."""
    texte = Paragraph((Run("Plan du secteur"),))
    vide = Document(titre="Plan", date_edition=AUJOURD_HUI, blocks=(texte,), format=PageFormat.A3_LANDSCAPE)
    ecrit = BytesIO()
    with pikepdf.open(BytesIO(pdf.to_bytes(vide))) as source:
        for _ in range(nombre - 1):
            source.pages.append(source.pages[0])
        source.save(ecrit)
    return ecrit.getvalue()


def plan(nature: NaturePlan, octets: bytes, intitule: str = "Centre") -> tuple[PlanSecteur, dict[str, bytes]]:
    """A plan that the file holds, with its bytes."""
    empreinte = sha256(octets).hexdigest()
    return PlanSecteur(nature=nature, intitule=intitule, sha256=empreinte), {empreinte: octets}


def annexes(*plans: tuple[PlanSecteur, dict[str, bytes]]) -> Document:
    """The annexes of a project of one secteur that has those plans."""
    secteur = Secteur(nom="Centre", plans=tuple(un for un, _ in plans))
    contenus = {cle: octets for _, bruts in plans for cle, octets in bruts.items()}
    projet = make_projet(territoire=make_territoire(secteurs=(secteur,)))
    return build_annexes(projet, aujourd_hui=AUJOURD_HUI, contenus=contenus)


def lu(document: Document) -> str:
    return to_text(document).replace("\u00a0", " ")


def test_that_each_kind_of_plan_becomes_a_figure_under_its_title():
    texte = lu(
        annexes(
            plan(NaturePlan.GEOJSON, BRUTS[NaturePlan.GEOJSON], "perimetre.geojson"),
            plan(NaturePlan.IMAGE, BRUTS[NaturePlan.IMAGE], "Vue aérienne.png"),
            plan(NaturePlan.PDF, pages(2), "Projet.pdf"),
        )
    )

    assert "S1 : perimetre (environ 75,7 hectares, nord en haut) [" in texte
    assert "S1 : Vue aérienne [" in texte
    assert "S1 : Projet (page 1 sur 2) [" in texte
    assert "S1 : Projet (page 2 sur 2) [" in texte
    assert "Plans joints" not in texte
    assert "sont joints à la convention" not in texte


@pytest.mark.parametrize("nature", list(NaturePlan))
def test_that_a_plan_that_cannot_be_drawn_is_said_to_be_joined(nature: NaturePlan):
    texte = lu(annexes(plan(nature, b"abc", "Plan.bin"), plan(NaturePlan.IMAGE, image(), "Vue")))

    assert "Plans joints : Plan.bin" in texte
    assert "Les autres plans des secteurs sont joints à la convention." in texte


def test_that_a_plan_without_its_bytes_or_of_many_pages_is_said_to_be_joined():
    lie = replace(plan(NaturePlan.IMAGE, b"", "lié.png")[0], chemin="plans/lié.png")

    texte = lu(annexes((lie, {}), plan(NaturePlan.PDF, pages(7), "Atlas.pdf")))

    assert "Plans joints : lié\nAtlas\n" in texte
    assert "Les plans des secteurs sont joints à la convention." in texte


def test_that_an_outline_is_drawn_with_its_hole_as_wide_as_it_is_on_the_ground():
    un, contenus = plan(NaturePlan.GEOJSON, BRUTS[NaturePlan.GEOJSON])

    (figure,) = draw_plan(un, contenus)

    with Picture.open(BytesIO(figure.data)) as dessin:
        blanc, encre = (255, 255, 255), (0, 0, 0x91)
        lignes = [y for y in range(dessin.height) if dessin.getpixel((dessin.width // 2, y)) == encre]
        colonnes = [x for x in range(dessin.width) if dessin.getpixel((x, dessin.height // 3)) == encre]
        milieu = (lignes[0] + lignes[-1]) // 2
        assert dessin.getpixel((dessin.width // 2, milieu)) == blanc
        # At 50° north a degree of longitude is 0.64 of one of latitude.
        assert (colonnes[-1] - colonnes[0]) / (lignes[-1] - lignes[0]) == pytest.approx(0.637, abs=0.01)


def test_that_the_same_plan_gives_the_same_figure():
    for nature, octets in (*BRUTS.items(), (NaturePlan.PDF, pages(1))):
        un, contenus = plan(nature, octets)
        assert draw_plan(un, contenus) == draw_plan(un, contenus)


def test_that_the_pdf_shows_the_plans_and_stays_an_archive(tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "annexes.pdf"
    cible.write_bytes(
        pdf.to_bytes(
            annexes(
                plan(NaturePlan.GEOJSON, BRUTS[NaturePlan.GEOJSON], "Contour"),
                plan(NaturePlan.IMAGE, image(900, 3000), "Bande"),
            )
        )
    )

    with pikepdf.open(cible) as ouvert:
        images = [
            (rang, int(dessin.Width), int(dessin.Height))
            for rang, page in enumerate(ouvert.pages)
            for dessin in page.get("/Resources", {}).get("/XObject", {}).values()
            if dessin.get("/Subtype") == "/Image"
        ]
    assert pdfa.validate_written(cible, "2b").passed
    assert len(images) == 2
    assert all(hauteur <= 1100 for _, _, hauteur in images)
    lu_page = subprocess.run(
        [pdftotext, "-f", str(images[0][0] + 1), "-l", str(images[0][0] + 1), cible, "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert "S1 : Contour" in lu_page.replace("\u00a0", " ")


def test_that_the_word_file_holds_each_plan_with_its_words():
    fichier = docx.to_bytes(annexes(plan(NaturePlan.IMAGE, image(1200, 800), "Vue du centre")))

    with ZipFile(BytesIO(fichier)) as ouvert:
        corps = ouvert.read("word/document.xml").decode()
        medias = [nom for nom in ouvert.namelist() if nom.startswith("word/media/")]
    assert len(medias) == 1
    assert 'descr="Vue du centre"' in corps
    assert "S1\u00a0: Vue du centre" in corps
