"""The view of a list edited in place: the keyboard first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView
from typing_extensions import override

from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule


class TableVue(QTableView):
    """Enter edits; typing replaces; a list opens at the double click; as high as its rows."""

    premiere_ligne = Signal()
    """The focus came with no current cell."""
    resized = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        entree = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entree and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        super().mouseDoubleClickEvent(event)
        delegue = self.itemDelegate()
        editeur = delegue.editeur_ouvert() if isinstance(delegue, DelegueCellule) else None
        if isinstance(editeur, QComboBox):
            editeur.showPopup()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.premiere_ligne.emit()
