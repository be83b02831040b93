"""Ctrl+Z: the field first while it has something to undo, then the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.undo_fallback import UndoFallback


class _Fenetre(QWidget):
    """A window with two fields and the two commands."""

    def __init__(self) -> None:
        super().__init__()
        self.annules, self.retablis = 0, 0
        self.ligne, self.texte = QLineEdit(self), QTextEdit(self)
        disposition = QVBoxLayout(self)
        disposition.addWidget(self.ligne)
        disposition.addWidget(self.texte)
        for sequence, slot in (
            (QKeySequence.StandardKey.Undo, self._on_undo),
            (QKeySequence.StandardKey.Redo, self._on_redo),
        ):
            action = QAction(self)
            action.setShortcuts(sequence)
            action.triggered.connect(slot)
            self.addAction(action)

    def _on_undo(self) -> None:
        self.annules += 1

    def _on_redo(self) -> None:
        self.retablis += 1


@pytest.fixture
def fenetre(qapp: QApplication, qtbot: QtBot) -> Iterator[_Fenetre]:
    """Shown, active, with the filter in place."""
    filtre = UndoFallback(qapp)
    vue = _Fenetre()
    qtbot.addWidget(vue)
    vue.show()
    vue.activateWindow()
    qtbot.waitUntil(vue.isActiveWindow)
    yield vue
    filtre.deleteLater()


def _undo(qtbot: QtBot, champ: QWidget) -> None:
    qtbot.keyClick(champ, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_that_an_untouched_line_leaves_undo_to_the_window(fenetre: _Fenetre, qtbot: QtBot):
    fenetre.ligne.setFocus()
    _undo(qtbot, fenetre.ligne)
    retablir = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(fenetre.ligne, Qt.Key.Key_Z, retablir)
    assert (fenetre.annules, fenetre.retablis) == (1, 1)


def test_that_a_line_undoes_its_typing_first(fenetre: _Fenetre, qtbot: QtBot):
    fenetre.ligne.setFocus()
    qtbot.keyClicks(fenetre.ligne, "abc")
    _undo(qtbot, fenetre.ligne)
    assert fenetre.ligne.text() == ""
    assert fenetre.annules == 0
    _undo(qtbot, fenetre.ligne)
    assert fenetre.annules == 1


def test_that_a_text_undoes_its_typing_first_and_forgets_it_on_leaving(fenetre: _Fenetre, qtbot: QtBot):
    fenetre.texte.setFocus()
    qtbot.keyClicks(fenetre.texte, "abc")
    fenetre.ligne.setFocus()
    fenetre.texte.setFocus()
    _undo(qtbot, fenetre.texte)
    assert fenetre.texte.toPlainText() == "abc"
    assert fenetre.annules == 1


def test_that_a_read_only_text_leaves_undo_to_the_window(fenetre: _Fenetre, qtbot: QtBot):
    fenetre.texte.setReadOnly(True)
    fenetre.texte.setFocus()
    _undo(qtbot, fenetre.texte)
    assert fenetre.annules == 1
