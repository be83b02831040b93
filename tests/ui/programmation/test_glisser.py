"""The intentions of a campaign ranked by the mouse."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.programmation.intentions import VueIntentions
from pvd_desktop.ui.programmation.page import ProgrammationPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.vues_argent import VueArgent
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def intentions(qtbot: QtBot, workspace: Workspace, settings: Settings) -> VueIntentions:
    """The campaign of the example."""
    page = ProgrammationPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1166, 680)
    page.show()
    page.show_vue(VueArgent.INTENTIONS)
    return page.intentions


def test_that_intentions_are_ranked_by_dragging_their_rank(intentions: VueIntentions, workspace: Workspace):
    liste = intentions.liste
    vue, avant = liste.vue, [ligne.uid for ligne in liste.valeur()]
    assert len(avant) > 2
    dernier = workspace.dernier_acte
    _drag(vue, 2, vue.visualRect(liste.modele.index(0, 0)).topLeft() + QPoint(5, 2))
    assert [ligne.uid for ligne in liste.valeur()] == [avant[2], *avant[:2], *avant[3:]]
    courante = liste.ligne_courante()
    assert courante is not None
    assert courante.uid == avant[2]
    workspace.undo()
    assert workspace.dernier_acte == dernier
    assert [ligne.uid for ligne in liste.valeur()] == avant
    _drag(vue, 0, vue.visualRect(liste.modele.index(len(avant) - 1, 0)).bottomLeft() + QPoint(5, -2))
    assert [ligne.uid for ligne in liste.valeur()] == [*avant[1:], avant[0]]


def test_that_a_drag_is_given_up_with_escape_and_moves_nothing_from_another_column(
    intentions: VueIntentions, workspace: Workspace
):
    liste = intentions.liste
    vue, dernier = liste.vue, workspace.dernier_acte
    haut = vue.visualRect(liste.modele.index(0, 0)).topLeft() + QPoint(5, 2)
    _drag(vue, 2, haut, echappe=True)
    _drag(vue, 2, haut, colonne=1)
    assert workspace.dernier_acte == dernier


def _drag(vue: QTableView, row: int, cible: QPoint, *, colonne: int = 0, echappe: bool = False) -> None:
    place, bouton = vue.visualRect(vue.model().index(row, colonne)).center(), Qt.MouseButton.LeftButton
    QTest.mousePress(vue.viewport(), bouton, pos=place)
    for point in ((place + cible) / 2, cible):
        deplacement = QMouseEvent(
            QEvent.Type.MouseMove,
            point,
            vue.viewport().mapToGlobal(point),
            bouton,
            bouton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(vue.viewport(), deplacement)
    if echappe:
        QTest.keyClick(vue, Qt.Key.Key_Escape)
    QTest.mouseRelease(vue.viewport(), bouton, pos=cible)
