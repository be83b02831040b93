"""Pages drawn as pixels, without Qt."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_fiche_riche, make_projet

from pvd_desktop.documents.apercu import count_pages, page_size, render_page
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.renderers import pdf


@pytest.fixture(scope="module")
def fiches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of a project of one fiche: three pages."""
    cible = tmp_path_factory.mktemp("apercu") / "fiches.pdf"
    cible.write_bytes(
        pdf.to_bytes(build_fiches(make_projet(make_fiche_riche()), aujourd_hui=AUJOURD_HUI), archive=False)
    )
    return cible


def test_that_pages_are_counted_and_measured_from_a_file_or_from_bytes(fiches: Path):
    assert count_pages(fiches) == count_pages(fiches.read_bytes()) == 3
    largeur, hauteur = page_size(fiches, 0)
    assert (round(largeur), round(hauteur)) == (595, 842)


def test_that_a_page_is_drawn_at_its_scale_in_opaque_pixels(fiches: Path):
    largeur, hauteur, pas, pixels = render_page(fiches, 1, 1.5)
    assert (largeur, hauteur) == (893, 1263)
    assert len(pixels) == pas * hauteur
    assert pas >= 4 * largeur
    assert set(pixels[3 : 4 * largeur : 4]) == {255}
    assert pixels[:3] == b"\xff\xff\xff"
    assert len(set(pixels)) > 50


def test_that_the_same_page_is_drawn_alike_twice(fiches: Path):
    assert render_page(fiches, 0, 1) == render_page(fiches.read_bytes(), 0, 1)


def test_that_threads_may_draw_at_once(fiches: Path):
    images: list[bytes] = []
    threads = [threading.Thread(target=lambda: images.append(render_page(fiches, 0, 0.5).pixels)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(images) == 4
    assert len(set(images)) == 1


@pytest.mark.parametrize(
    ("module", "interdits"),
    [
        ("pvd_desktop.documents.apercu", ("PySide6", "pypdfium2", "reportlab", "pikepdf")),
        ("pvd_desktop.documents.catalogue", ("PySide6", "sqlalchemy", "reportlab", "pikepdf", "markdown_it")),
        ("pvd_desktop.documents.export", ("PySide6", "sqlalchemy", "reportlab", "pikepdf", "markdown_it")),
    ],
)
def test_that_slow_libraries_wait_for_their_first_use(module: str, interdits: tuple[str, ...]):
    script = f"import sys, {module}; print([m for m in {interdits!r} if m in sys.modules])"
    racine = Path(__file__).parents[2]
    lu = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=racine).stdout
    assert lu.strip() == "[]"
