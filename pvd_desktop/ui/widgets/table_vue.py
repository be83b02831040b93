"""The view of a list edited in place: the keyboard first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView
from typing_extensions import override

from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule


class TableVue(QTableView):
    """Enter edits; typing replaces; a list opens at the double click; as high as its rows."""

    premiere_ligne = Signal()
    """The focus came with no current cell."""
    resized = Signal()
    collage_demande = Signal()
    """A block of cells is to be pasted from the current one on, where a list takes blocks."""
    saisie_retenue = Signal()
    """One went elsewhere, and what is typed in a cell cannot be read."""

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if self._retains(event):
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.collage_demande.emit()
            return
        entree = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entree and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if not self._retains(event):
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        # A click that slips selects what it goes over.
        if not event.buttons() or not self._retains(event):
            super().mouseMoveEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        super().mouseDoubleClickEvent(event)
        editeur = self._delegue().editeur_ouvert()
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

    def _retains(self, event: QKeyEvent | QMouseEvent) -> bool:
        """Whether a cell holds what cannot be read: going to another row would close it."""
        retenue = self._delegue().retient(event)
        if retenue:
            self.saisie_retenue.emit()
        return retenue

    def _delegue(self) -> DelegueCellule:
        delegue = self.itemDelegate()
        assert isinstance(delegue, DelegueCellule)
        return delegue
