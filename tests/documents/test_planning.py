"""The planning on paper and as a picture: the phases of the screen against common years, the same bytes twice."""

import subprocess
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_projet
from PIL import Image
from projets import exemple

from models.domain.formats import format_date
from models.domain.projet import Projet
from models.domain.suivi.planning import lignes_planning
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.builders.planning import build_planning
from pvd_desktop.documents.renderers import get_renderer
from pvd_desktop.documents.tree import KeepTogether, Paragraph, Timeline


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Projet:
    database = Database.open(exemple(tmp_path_factory.mktemp("planning")))
    try:
        with database.read() as session:
            return load_projet(session)
    finally:
        database.close()


def test_that_every_bar_of_the_screen_is_on_paper(projet: Projet, pdftotext: Path, tmp_path: Path):
    get_renderer(".pdf").render(build_planning(projet, aujourd_hui=AUJOURD_HUI), tmp_path / "planning.pdf")
    commande = [pdftotext, "-layout", tmp_path / "planning.pdf", "-"]
    texte = subprocess.run(commande, capture_output=True, check=True, text=True).stdout
    for ligne in lignes_planning(projet):
        for barre in ligne.barres:
            assert format_date(barre.debut) in texte


def test_that_the_actions_stand_against_the_same_years(projet: Projet):
    blocks = build_planning(projet, aujourd_hui=AUJOURD_HUI).blocks
    annees = {
        b.years for bloc in blocks if isinstance(bloc, KeepTogether) for b in bloc.blocks if isinstance(b, Timeline)
    }
    assert len(annees) == 1


def test_that_the_picture_holds_the_pages_and_is_the_same_twice(projet: Projet, tmp_path: Path):
    document = build_planning(projet, aujourd_hui=AUJOURD_HUI)
    for nom in ("un.png", "deux.png"):
        get_renderer(".png").render(document, tmp_path / nom)
        get_renderer(".png").verify(tmp_path / nom)
    assert (tmp_path / "un.png").read_bytes() == (tmp_path / "deux.png").read_bytes()
    with Image.open(tmp_path / "un.png") as image:
        assert image.width > 2000
        assert image.height > image.width


def test_that_a_picture_that_is_none_is_refused(tmp_path: Path):
    (tmp_path / "faux.png").write_bytes(b"PNG")
    with pytest.raises(ValueError, match=r"faux\.png"):
        get_renderer(".png").verify(tmp_path / "faux.png")


def test_that_a_plan_without_date_says_so():
    blocks = build_planning(make_projet(), aujourd_hui=AUJOURD_HUI).blocks
    assert any(isinstance(bloc, Paragraph) and "date" in bloc.runs[0].text for bloc in blocks)
