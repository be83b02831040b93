"""A text of several lines without a look: committed on leaving and at each pause, kept when it is too long."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.widgets.texte_long import TexteLong


@pytest.fixture
def champ(qtbot: QtBot) -> Iterator[TexteLong]:
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    disposition = QVBoxLayout(fenetre)
    champ = TexteLong(longueur_max=20)
    disposition.addWidget(champ)
    disposition.addWidget(QLineEdit())
    fenetre.show()
    fenetre.activateWindow()
    champ.setFocus()
    qtbot.waitUntil(champ.hasFocus)
    yield champ
    fenetre.hide()


def leave(champ: TexteLong) -> None:
    fenetre = champ.window()
    assert fenetre is not None
    voisin = fenetre.findChild(QLineEdit)
    assert isinstance(voisin, QLineEdit)
    voisin.setFocus()


def test_that_leaving_the_field_commits_its_lines(champ: TexteLong, qtbot: QtBot):
    QTest.keyClicks(champ, "un")
    QTest.keyClick(champ, Qt.Key.Key_Return)
    QTest.keyClicks(champ, "deux ")
    # Before the pause that would commit it too.
    with qtbot.waitSignal(champ.valeur_validee, timeout=1_000) as signal:
        leave(champ)
    assert signal.args == ["un\ndeux"]
    assert champ.valeur() == "un\ndeux"


def test_that_a_pause_commits_without_leaving(champ: TexteLong, qtbot: QtBot):
    QTest.keyClicks(champ, "un")
    with qtbot.waitSignal(champ.valeur_validee):
        champ._minuterie.timeout.emit()
    assert champ.hasFocus()
    assert champ.toPlainText() == "un"


def test_that_a_text_too_long_stays_with_its_error(champ: TexteLong, qtbot: QtBot):
    QTest.keyClicks(champ, "a" * 21)
    with qtbot.waitSignal(champ.erreur_changed) as signal, qtbot.assertNotEmitted(champ.valeur_validee):
        assert not champ.commit()
    assert "21" in str(signal.args)
    assert champ.toPlainText() == "a" * 21
    champ.textCursor().deletePreviousChar()
    assert champ.commit()
    assert champ.accessibleDescription() == ""


def test_that_what_comes_from_elsewhere_does_not_replace_what_is_being_typed(champ: TexteLong):
    champ.set_valeur("ancien")
    QTest.keyClicks(champ, "x")
    champ.set_valeur("venu d’ailleurs")
    assert "x" in champ.toPlainText()
    leave(champ)
    champ.set_valeur("plus tard")
    assert champ.toPlainText() == "plus tard"


def test_that_nothing_is_emitted_when_nothing_changed(champ: TexteLong, qtbot: QtBot):
    champ.set_valeur("un")
    with qtbot.assertNotEmitted(champ.valeur_validee):
        QTest.keyClicks(champ, " ")
        champ.textCursor().deletePreviousChar()
        assert champ.commit()
