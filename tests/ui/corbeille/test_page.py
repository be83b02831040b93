"""Page « Corbeille »: what was deleted comes back, and emptying asks."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import remove_fiches
from models.commands.organismes import remove_organisme
from pvd_desktop.ui.corbeille.page import CorbeillePage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import CORBEILLE
from pvd_desktop.ui.workspace import Workspace

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> CorbeillePage:
    page = CorbeillePage(workspace)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    return page


def _remove(workspace: Workspace, nombre: int = 2) -> list[str]:
    fiches = workspace.projet.fiches[:nombre]
    workspace.execute("Supprimer", remove_fiches, [f.uid for f in fiches], moment=QUAND)
    return [f.uid for f in fiches]


def _uids(workspace: Workspace) -> set[str]:
    return {f.uid for f in workspace.projet.fiches}


def test_that_names_give_way_to_when_and_how_much(page: CorbeillePage, workspace: Workspace, qapp: QApplication):
    _remove(workspace)
    page.resize(800, 500)
    qapp.processEvents()
    assert page.vue.horizontalScrollBar().maximum() == 0
    assert all(page.vue.columnWidth(c) >= 130 for c in (0, 3, 4))


def test_that_an_empty_corbeille_says_what_it_is_for(page: CorbeillePage):
    assert page._vide.isVisible()
    assert not page.vider.isVisible()
    assert page.resume() == "Corbeille vide"


def test_that_what_is_deleted_arrives_and_what_is_selected_comes_back(
    page: CorbeillePage, workspace: Workspace, qtmodeltester: ModelTester
):
    uids = _remove(workspace)
    assert page.resume() == "2 éléments dans la corbeille"
    qtmodeltester.check(page.modele)
    page.vue.selectAll()
    assert page.restaurer.text() == "Restaurer 2 éléments"
    page.restaurer.click()
    assert set(uids) <= _uids(workspace)
    assert page._vide.isVisible()
    page.toast.bouton().click()
    assert not set(uids) & _uids(workspace)
    assert page.resume() == "2 éléments dans la corbeille"


def test_that_enter_brings_one_thing_back(page: CorbeillePage, workspace: Workspace):
    _remove(workspace)
    QTest.keyClick(page.vue, Qt.Key.Key_Return)
    assert len(page.modele.lignes) == 1
    assert workspace.libelle_annuler is not None
    assert workspace.libelle_annuler.startswith("Restaurer «\u00a0")


def test_that_each_line_says_what_it_was_under_and_its_cost(page: CorbeillePage, workspace: Workspace):
    fiche = workspace.projet.fiches[0]
    orientation = workspace.projet.orientation(fiche.orientation)
    _remove(workspace, 1)
    cellules = [str(page.modele.index(0, c).data()) for c in range(page.modele.columnCount())]
    assert orientation is not None
    assert cellules[:3] == ["Action", fiche.titre, orientation.titre]
    assert "€" in cellules[3]


def test_that_emptying_asks_with_a_button_that_names_the_act(page: CorbeillePage, workspace: Workspace, qtbot: QtBot):
    _remove(workspace)
    workspace.execute("Supprimer", remove_organisme, workspace.projet.organismes[0].uid, moment=QUAND)
    page.vider.click()
    supprimer, garder = page.question.boutons()
    assert supprimer.text() == "Supprimer définitivement 3 éléments"
    garder.click()
    assert len(page.modele.lignes) == 3
    page.vider.click()
    with qtbot.waitSignal(workspace.busy_changed, check_params_cb=lambda occupe: not occupe):
        page.question.boutons()[0].click()
    assert page._vide.isVisible()
    assert page.question.isHidden()
    assert workspace.libelle_annuler is None


def test_that_a_read_only_project_shows_its_corbeille_only(qtbot: QtBot, workspace_lecture_seule: Workspace):
    page = CorbeillePage(workspace_lecture_seule)
    qtbot.addWidget(page)
    page.show()
    page.restore()
    assert not page.restaurer.isEnabled()
    assert not page.vider.isEnabled()


def test_that_the_menu_opens_it_and_the_next_start_does_not(fenetre_exemple: MainWindow):
    avant = fenetre_exemple._settings.derniere_page
    fenetre_exemple.actions_["corbeille"].trigger()
    assert fenetre_exemple.navigation.courante == CORBEILLE
    assert isinstance(fenetre_exemple.pile.currentWidget(), CorbeillePage)
    assert fenetre_exemple._settings.derniere_page == avant
    fenetre_exemple.actions_["aide_page"].trigger()
    assert fenetre_exemple._aide.ouvert is not None


def test_that_a_full_corbeille_is_read_aloud(page: CorbeillePage, workspace: Workspace):
    _remove(workspace)
    page.vider.click()
    assert_accessible(page)
