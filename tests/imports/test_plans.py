"""Plans of secteurs: what a file is by its content, and what is said when its name or its content is wrong."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from models.domain.errors import AppError
from models.domain.vocabulaire import NaturePlan
from pvd_desktop.imports.plans import read_plan

CARRE = [[2.84, 50.10], [2.85, 50.10], [2.85, 50.11], [2.84, 50.11], [2.84, 50.10]]
GEOJSON = json.dumps({"type": "Polygon", "coordinates": [CARRE]}).encode()


def image() -> bytes:
    sortie = BytesIO()
    Image.new("RGB", (30, 20), "white").save(sortie, "PNG")
    return sortie.getvalue()


def pdf(pages: int = 1) -> bytes:
    from pypdfium2 import PdfDocument

    document, sortie = PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(200, 100)
    document.save(sortie)
    return sortie.getvalue()


def ecrit(dossier: Path, nom: str, octets: bytes) -> Path:
    path = dossier / nom
    path.write_bytes(octets)
    return path


def lit(path: Path) -> NaturePlan:
    return read_plan(path, path.parent, avancer=lambda *_: None)[1]


def refus(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        lit(path)
    return str(caught.value).replace("\u00a0", " ").replace("\u202f", " ")


def test_that_the_content_says_what_a_plan_is(tmp_path: Path):
    assert lit(ecrit(tmp_path, "centre.geojson", GEOJSON)) is NaturePlan.GEOJSON
    assert lit(ecrit(tmp_path, "centre.txt", b"\xef\xbb\xbf " + GEOJSON)) is NaturePlan.GEOJSON
    assert lit(ecrit(tmp_path, "plan", image())) is NaturePlan.IMAGE
    assert lit(ecrit(tmp_path, "plan.pdf", pdf(3))) is NaturePlan.PDF


def test_that_a_small_plan_is_kept_and_a_heavy_one_linked(tmp_path: Path):
    octets = pdf()
    petit, _ = read_plan(ecrit(tmp_path, "plan.pdf", octets), tmp_path, avancer=lambda *_: None)
    assert petit.octets == octets
    lourd, nature = read_plan(
        ecrit(tmp_path, "lourd.pdf", pdf() + b"\n%" + b"x" * 6_000_000), tmp_path, avancer=lambda *_: None
    )
    assert (lourd.octets, lourd.chemin, nature) == (None, "lourd.pdf", NaturePlan.PDF)


def test_that_a_picture_called_geojson_is_told(tmp_path: Path):
    assert "porte l’extension .geojson, mais c’est une image PNG" in refus(ecrit(tmp_path, "centre.geojson", image()))
    assert "mais c’est un PDF" in refus(ecrit(tmp_path, "centre.json", pdf()))


@pytest.mark.parametrize(
    ("nom", "octets", "dit"),
    [
        ("notes.docx", b"PK\x03\x04", "ni un GeoJSON, ni une image, ni un PDF"),
        ("centre.geojson", b"bonjour", "n’est pas un texte JSON correct"),
        ("centre.geojson", b'{"nom": "\xe9"}', "n’est pas un texte UTF-8"),
        ("plan.pdf", b"%PDF-1.7 coup\xe9", "abîmé, ou protégé"),
        ("plan.png", b"\x89PNG\r\n\x1a\n coup\xe9", "image"),
        ("vide.geojson", b"", "est vide"),
    ],
)
def test_that_a_file_that_cannot_be_shown_is_refused(tmp_path: Path, nom: str, octets: bytes, dit: str):
    assert dit in refus(ecrit(tmp_path, nom, octets))


def test_that_a_folder_and_an_absent_file_are_told(tmp_path: Path):
    assert "est un dossier" in refus(tmp_path)
    assert "n’existe" in refus(tmp_path / "absent.geojson")


@pytest.mark.parametrize(("nom", "debut", "dit"), [("a.geojson", b"{", "un contour"), ("b.pdf", b"%PDF-", "un plan")])
def test_that_more_than_the_limit_is_refused_before_it_is_read(tmp_path: Path, nom: str, debut: bytes, dit: str):
    path = ecrit(tmp_path, nom, debut)
    with path.open("r+b") as flux:
        flux.truncate(150_000_000)
    assert f"pèse 150,0 Mo : {dit} en pèse au plus" in refus(path)
