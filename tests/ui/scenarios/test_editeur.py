"""The lines of a scenario on a narrow screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.domain.scenarios.application import appliquer
from pvd_desktop.ui.scenarios.editeur import EditeurScenario
from pvd_desktop.ui.workspace import Workspace


def _show(qtbot: QtBot, workspace: Workspace, largeur: int) -> EditeurScenario:
    editeur = EditeurScenario(None)
    qtbot.addWidget(editeur)
    editeur.show_application(appliquer(workspace.projet, workspace.projet.scenarios[0]))
    editeur.resize(largeur, 400)
    editeur.show()
    return editeur


def _titres(editeur: EditeurScenario) -> list[str]:
    modele, horizontal = editeur.modele, Qt.Orientation.Horizontal
    visibles = [c for c in range(modele.columnCount()) if not editeur.vue.isColumnHidden(c)]
    return [modele.headerData(colonne, horizontal) for colonne in visibles]


def test_that_a_narrow_list_scrolls_downwards_only_and_still_tells_what_the_project_says(
    qtbot: QtBot, workspace: Workspace
):
    editeur = _show(qtbot, workspace, 607)
    assert editeur.vue.horizontalScrollBar().maximum() == 0
    assert _titres(editeur) == ["Action", "Ligne", "État", "Montant", "Année", "Ce qui change"]
    montant = editeur.modele.index(0, 5)
    avant = editeur.modele.index(0, 4).data()
    assert montant.data(Qt.ItemDataRole.ToolTipRole) == f"Dans le projet\u00a0: {avant}"


def test_that_a_wide_list_shows_both_sides_again(qtbot: QtBot, workspace: Workspace):
    editeur = _show(qtbot, workspace, 607)
    editeur.resize(1100, 400)
    assert _titres(editeur)[2:5] == ["État", "supposé", "Montant"]
    assert editeur.vue.horizontalScrollBar().maximum() == 0


def test_that_the_current_cell_is_never_one_that_left(qtbot: QtBot, workspace: Workspace):
    editeur = _show(qtbot, workspace, 1100)
    editeur.vue.setCurrentIndex(editeur.modele.index(0, 4))
    editeur.resize(607, 400)
    assert editeur.vue.currentIndex() == editeur.modele.index(0, 5)
    QTest.keyClick(editeur.vue, Qt.Key.Key_Right)
    assert not editeur.vue.isColumnHidden(editeur.vue.currentIndex().column())
