"""Lists of hundreds or thousands of rows that change all at once: read again whole, their place kept."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from pvd_desktop.ui.widgets.colonne import ROLE_CLE, Index
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import configure_table

L = TypeVar("L")


class ListeModel(LignesModel[L]):
    """Comparing thousands of rows to find the few that differ would be felt: all are announced."""

    @override
    def set_lignes(self, lignes: Sequence[L]) -> None:
        self.beginResetModel()
        self._lignes = list(lignes)
        self.endResetModel()


class ListeACocher(ListeModel[L]):
    """The first column holds the box of each row that may be taken, or left.

    Signals:
        cochee(int, bool): a row is to be taken, or left.
    """

    cochee = Signal(int, bool)

    def coche(self, ligne: L) -> bool | None:
        """Whether a row is taken; ``None`` when nobody may take it."""
        raise NotImplementedError

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        oui = None if index.column() else self.coche(self.ligne(index.row()))
        return None if oui is None else Qt.CheckState.Checked if oui else Qt.CheckState.Unchecked

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column():
            return super().setData(index, value, role)
        self.cochee.emit(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not index.column() and self.coche(self.ligne(index.row())) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


class VueListe(QTableView):
    """Rows one goes through; Entrée or a double click asks to see one where it comes from.

    Signals:
        voir_demande(int): the row.
        bascule_demandee(int): Espace, on the row.
    """

    voir_demande = Signal(int)
    bascule_demandee = Signal(int)

    def __init__(self, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        configure_table(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setStretchLastSection(True)
        self.setAccessibleName(nom)
        self._place: tuple[str | None, int, int] = (None, 0, 0)
        """Key of the current row, its column, and how far the list is scrolled."""

    def set_aside(self, modele: ListeModel[L]) -> None:
        """Hold no row as long as the list is hidden; ``show_lignes`` comes back to the same place."""
        if modele.rowCount():
            self._place = self._find_place()
            modele.set_lignes([])

    def show_lignes(self, modele: ListeModel[L], lignes: Sequence[L]) -> None:
        """Show these rows, on the one that was current, without scrolling."""
        avant = self.currentIndex().row()
        cle, colonne, haut = self._find_place() if modele.rowCount() else self._place
        modele.set_lignes(lignes)
        row = modele.row_of(cle) if cle is not None else -1
        if row < 0 and lignes:
            row = min(max(avant, 0), len(lignes) - 1)
        if row >= 0:
            self.setCurrentIndex(modele.index(row, colonne))
        self.verticalScrollBar().setValue(haut)

    def _find_place(self) -> tuple[str | None, int, int]:
        courante = self.currentIndex()
        cle = courante.data(ROLE_CLE) if courante.isValid() else None
        return cle, max(courante.column(), 0), self.verticalScrollBar().value()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        row = self.currentIndex().row()
        if row < 0 or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.voir_demande.emit(row)
        elif event.key() == Qt.Key.Key_Space:
            self.bascule_demandee.emit(row)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.voir_demande.emit(index.row())
        else:
            super().mouseDoubleClickEvent(event)
