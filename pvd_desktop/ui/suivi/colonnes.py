"""The columns of the tracking table: ticked when they are in it, in the order they are printed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from models.domain.suivi.tableau_suivi import COLONNES

_CODE = Qt.ItemDataRole.UserRole


class ListeColonnes(QListWidget):
    """Espace ticks, Ctrl+Haut and Ctrl+Bas move, the mouse drags.

    Signals:
        colonnes_changed(): other columns, or another order.
    """

    colonnes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Colonnes du tableau")
        self.itemChanged.connect(self._on_item_changed)
        self.model().rowsMoved.connect(self.colonnes_changed)

    def colonnes(self) -> tuple[str, ...]:
        """Codes of those that are ticked, in order."""
        return tuple(str(un.data(_CODE)) for un in self._items() if un.checkState() is Qt.CheckState.Checked)

    def set_colonnes(self, colonnes: Sequence[str]) -> None:
        """Tick exactly these, in this order, the others after them; without announcing it."""
        if self.count() and self.colonnes() == tuple(colonnes):
            return
        self.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        self.clear()
        for code in (*colonnes, *(c for c in COLONNES if c not in colonnes)):
            item = QListWidgetItem(COLONNES[code], self)
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if code in colonnes else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)
        self.blockSignals(False)  # noqa: FBT003 - Qt has no keyword here

    def move_colonne(self, pas: int) -> None:
        """Move the current column by so many places."""
        row = self.currentRow()
        cible = row + pas
        if row < 0 or not 0 <= cible < self.count():
            return
        self.blockSignals(True)  # noqa: FBT003 - Qt has no keyword here
        self.insertItem(cible, self.takeItem(row))
        self.setCurrentRow(cible)
        self.blockSignals(False)  # noqa: FBT003 - Qt has no keyword here
        self.colonnes_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        pas = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if pas is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_colonne(pas)
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _on_item_changed(self) -> None:
        self.colonnes_changed.emit()
