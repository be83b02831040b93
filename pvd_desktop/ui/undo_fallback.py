"""Ctrl+Z and Ctrl+Y go to the window when the field that has the focus has nothing to undo.

Qt fields take these keys even when their own history is empty, so the command undone by the window would never be.
"""

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override


class UndoFallback(QObject):
    """Filters the events of the widget that has the focus; a child of the application, so that it lives as long.

    A filter on the whole application would call Python at every event of every object: tens of thousands at start-up.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._on_app_focus_changed)

    def _on_app_focus_changed(self, ancien: QWidget | None, nouveau: QWidget | None) -> None:
        if ancien is not None and shiboken6.isValid(ancien):
            ancien.removeEventFilter(self)
            _forget_history(ancien)
        if nouveau is not None:
            nouveau.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leave_to_window(watched, event)
        return False

    @staticmethod
    def _leave_to_window(champ: QObject, event: QKeyEvent) -> bool:
        """Whether the field must not see the key; an ignored override becomes a shortcut of the window."""
        if event.matches(QKeySequence.StandardKey.Undo):
            disponible = _has_undo(champ)
        elif event.matches(QKeySequence.StandardKey.Redo):
            disponible = _has_redo(champ)
        else:
            return False
        if disponible is not False:
            return False
        event.ignore()
        return True


def _has_undo(champ: QObject) -> bool | None:
    """``None`` when the object is not a text field."""
    match champ:
        case QLineEdit():
            return champ.isUndoAvailable() and not champ.isReadOnly()
        case QTextEdit() | QPlainTextEdit():
            return champ.document().isUndoAvailable() and not champ.isReadOnly()
        case _:
            return None


def _has_redo(champ: QObject) -> bool | None:
    """``None`` when the object is not a text field."""
    match champ:
        case QLineEdit():
            return champ.isRedoAvailable() and not champ.isReadOnly()
        case QTextEdit() | QPlainTextEdit():
            return champ.document().isRedoAvailable() and not champ.isReadOnly()
        case _:
            return None


def _forget_history(champ: QObject) -> None:
    """What was typed is an act of the window from now on; setText clears the history of a line edit."""
    match champ:
        case QLineEdit() if champ.isUndoAvailable() and not champ.isModified():
            position = champ.cursorPosition()
            champ.setText(champ.text())
            champ.setCursorPosition(position)
        case QTextEdit() | QPlainTextEdit():
            champ.document().clearUndoRedoStacks()
        case _:
            pass
