"""Contour and plans of a secteur: files are joined, shown, opened and taken out; what is wrong is told in place."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from faux_dialogues import FauxDialogues
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.territoire import add_plans
from models.domain.pieces import Fichier
from models.domain.territoire import PlanSecteur
from models.domain.vocabulaire import NaturePlan
from pvd_desktop.documents.tree import Illustration
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.territoire.actes_plans import ECRITURE_LONGUE
from pvd_desktop.ui.territoire.page import SECTEURS, TerritoirePage
from pvd_desktop.ui.territoire.plans import PlansEdit
from pvd_desktop.ui.workspace import Workspace

CARRE = [[2.84, 50.10], [2.85, 50.10], [2.85, 50.11], [2.84, 50.11], [2.84, 50.10]]
LAMBERT = [[688_500, 7_000_100], [688_700, 7_000_100], [688_700, 7_000_300], [688_500, 7_000_100]]


@pytest.fixture
def page(workspace: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[TerritoirePage]:
    page = TerritoirePage(workspace)
    page.resize(1100, 680)
    page.onglets.setCurrentIndex(SECTEURS)
    page.show()
    yield page
    qtbot.waitUntil(lambda: page._plans.tache is None and page.communes.remarques._tache is None)
    page.deleteLater()
    qapp.processEvents()


def editeur(page: TerritoirePage) -> PlansEdit:
    trouve = page.secteurs.pile.cartes()[0].champs["plans"].editeur
    assert isinstance(trouve, PlansEdit)
    return trouve


def plans(workspace: Workspace) -> tuple[PlanSecteur, ...]:
    return workspace.projet.territoire.secteurs[0].plans


def contour(dossier: Path, nom: str, anneau: Any) -> Path:
    path = dossier / nom
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [anneau]}), encoding="utf-8")
    return path


def image(dossier: Path, nom: str) -> Path:
    sortie = BytesIO()
    Image.new("RGB", (300, 200), "red").save(sortie, "JPEG")
    path = dossier / nom
    path.write_bytes(sortie.getvalue())
    return path


def ajoute(page: TerritoirePage, *paths: Path) -> PlansEdit:
    edit = editeur(page)
    edit.add_files(paths)
    return edit


def test_that_an_outline_and_a_picture_are_joined_and_shown(
    page: TerritoirePage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    edit = ajoute(page, contour(tmp_path, "centre.geojson", CARRE), image(tmp_path, "plan.jpg"))
    qtbot.waitUntil(lambda: [v.dessin.apercu is not None for v in edit.vignettes.values()] == [True, True])
    assert [(p.intitule, p.nature, p.chemin) for p in plans(workspace)] == [
        ("centre.geojson", NaturePlan.GEOJSON, ""),
        ("plan.jpg", NaturePlan.IMAGE, ""),
    ]
    textes = [v.texte().replace("\u00a0", " ") for v in edit.vignettes.values()]
    assert textes == ["1 polygone · 5 sommets · environ 79,3 ha", "Image"]
    dessin = next(iter(edit.vignettes.values())).dessin.grab().toImage()
    milieu = dessin.pixelColor(dessin.rect().center())
    assert milieu != dessin.pixelColor(3, 3), "the polygon is filled"
    assert_accessible(page)
    assert workspace.libelle_annuler == "Joindre 2 plans"
    workspace.undo()
    assert plans(workspace) == ()
    assert not edit.vignettes


def test_that_what_is_wrong_is_told_and_the_rest_is_kept(
    page: TerritoirePage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    edit = ajoute(
        page, contour(tmp_path, "lambert.geojson", LAMBERT), tmp_path, contour(tmp_path, "centre.geojson", CARRE)
    )
    qtbot.waitUntil(lambda: bool(edit.message()))
    assert "Lambert-93" in edit.message()
    assert "est un dossier" in edit.message()
    assert [p.intitule for p in plans(workspace)] == ["centre.geojson"]


def test_that_a_plan_is_chosen_opened_read_only_and_taken_out(
    page: TerritoirePage, workspace: Workspace, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    edit = editeur(page)
    edit.dialogues = dialogues
    dialogues.reponse = image(tmp_path, "plan.jpg")
    edit.ajouter.click()
    qtbot.waitUntil(lambda: bool(edit.vignettes) and page._plans.tache is None)
    (vignette,) = edit.vignettes.values()
    with qtbot.waitSignal(page.fichier_demande) as ouvert:
        vignette.ouvrir.click()
    assert ouvert.args is not None
    copie = ouvert.args[0]
    assert copie.read_bytes() == (tmp_path / "plan.jpg").read_bytes()
    assert copie.name == "plan.jpg"
    vignette.retirer.click()
    assert plans(workspace) == ()
    assert page.toast.isVisible()
    workspace.undo()
    assert len(edit.vignettes) == 1


def test_that_a_plan_whose_content_did_not_travel_says_it(page: TerritoirePage, workspace: Workspace, qtbot: QtBot):
    absent = Fichier(intitule="plan.pdf", sha256="a" * 64, taille=4, chemin="")
    secteur = workspace.projet.territoire.secteurs[0].uid
    workspace.execute("Joindre", add_plans, secteur, [(absent, NaturePlan.PDF)])
    (vignette,) = editeur(page).vignettes.values()
    qtbot.waitUntil(lambda: "n’est pas dans ce projet" in vignette.texte())
    assert vignette.dessin.apercu is None


def test_that_a_linked_plan_that_is_gone_says_where_it_was(page: TerritoirePage, workspace: Workspace, qtbot: QtBot):
    lie = Fichier(intitule="plan.pdf", sha256="a" * 64, taille=4, chemin="plans/plan.pdf")
    secteur = workspace.projet.territoire.secteurs[0].uid
    workspace.execute("Joindre", add_plans, secteur, [(lie, NaturePlan.PDF)])
    (vignette,) = editeur(page).vignettes.values()
    qtbot.waitUntil(lambda: "n’est plus à sa place" in vignette.texte())


def test_that_a_plan_of_megabytes_is_written_beside_the_window(
    page: TerritoirePage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    path = contour(tmp_path, "centre.geojson", CARRE)
    path.write_text(path.read_text("utf-8") + " " * (ECRITURE_LONGUE + 1), encoding="utf-8")
    edit = ajoute(page, path)
    qtbot.waitUntil(lambda: [v.dessin.apercu is not None for v in edit.vignettes.values()] == [True])
    assert plans(workspace)[0].taille == path.stat().st_size
    assert workspace.libelle_annuler == "Joindre le plan «\u00a0centre.geojson\u00a0»"


def test_that_the_annexes_draw_the_plans_that_were_joined(
    page: TerritoirePage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    ajoute(page, contour(tmp_path, "centre.geojson", CARRE), image(tmp_path, "plan.jpg"))
    qtbot.waitUntil(lambda: len(plans(workspace)) == 2)

    blocs = Sortie("annexes").prepare(workspace)().blocks

    legendes = [bloc.caption for bloc in blocs if isinstance(bloc, Illustration)]
    assert [legende.split(" (")[0] for legende in legendes] == ["S1\u00a0: centre", "S1\u00a0: plan"]
