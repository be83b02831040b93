"""An empty page: its sentence and its buttons, together whatever the width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.etat_vide import EtatVide

PHRASE = "Il réunit les actions de la convention, rangées par orientation stratégique. " * 3


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What holds it: alone, it would be a window, which Qt keeps as wide as its sentence."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def vide(page: QWidget) -> EtatVide:
    vide = EtatVide("plan_action", "Encore vide", PHRASE, "Nouvelle action", page, libelle_autre="Autre")
    vide.resize(theme.px(240), 700)
    vide.show()
    return vide


def test_that_the_buttons_come_back_under_the_sentence_on_a_pane_that_grows(vide: EtatVide, qtbot: QtBot):
    etroit = vide._texte.height()
    vide.resize(theme.px(900), 700)
    qtbot.waitUntil(lambda: vide._texte.height() < etroit)
    ecart = theme.px(12)
    qtbot.waitUntil(lambda: vide.bouton().geometry().top() - vide._texte.geometry().bottom() <= ecart)
    assert vide.autre().geometry().top() == vide.bouton().geometry().top()
    vide.resize(theme.px(240), 700)
    qtbot.waitUntil(lambda: vide._texte.height() == etroit)


def test_that_each_button_says_its_own_gesture(vide: EtatVide, qtbot: QtBot):
    with qtbot.waitSignal(vide.autre_triggered), qtbot.assertNotEmitted(vide.action_triggered):
        qtbot.mouseClick(vide.autre(), Qt.MouseButton.LeftButton)
    vide.set_action("")
    assert not vide.bouton().isVisible()
