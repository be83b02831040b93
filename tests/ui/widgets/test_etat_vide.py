"""An empty page: its sentence and its buttons, together whatever the width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.etat_vide import EtatVide

PHRASE = "Il réunit les actions de la convention, rangées par orientation stratégique. " * 3


def _build(qtbot: QtBot) -> EtatVide:
    vide = EtatVide(
        "plan_action", "Votre plan d’action est encore vide", PHRASE, "Nouvelle action", libelle_autre="Autre"
    )
    qtbot.addWidget(vide)
    vide.resize(theme.px(240), 700)
    vide.show()
    return vide


def test_that_the_buttons_come_back_under_the_sentence_on_a_pane_that_grows(qtbot: QtBot):
    vide = _build(qtbot)
    etroit = vide._texte.height()
    vide.resize(theme.px(900), 700)
    qtbot.waitUntil(lambda: vide._texte.height() < etroit)
    assert vide.bouton().geometry().top() - vide._texte.geometry().bottom() <= theme.px(12)
    assert vide.autre().geometry().top() == vide.bouton().geometry().top()
    vide.resize(theme.px(240), 700)
    qtbot.waitUntil(lambda: vide._texte.height() == etroit)


def test_that_each_button_says_its_own_gesture(qtbot: QtBot):
    vide = _build(qtbot)
    with qtbot.waitSignal(vide.autre_triggered), qtbot.assertNotEmitted(vide.action_triggered):
        qtbot.mouseClick(vide.autre(), Qt.MouseButton.LeftButton)
    vide.set_action("")
    assert not vide.bouton().isVisible()
