"""The first rows of the tracking table, as they will be written."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Align, Table
from pvd_desktop.ui.widgets.colonne import DROITE, GAUCHE, Index


class ApercuModel(QAbstractTableModel):
    """A table of a document, to be looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None

    def show_table(self, table: Table) -> None:
        """Show this one."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        assert self._table is not None
        colonne = self._table.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return text_of(self._table.rows[index.row()].cells[index.column()])
            case Qt.ItemDataRole.AccessibleTextRole:
                texte = text_of(self._table.rows[index.row()].cells[index.column()])
                return f"{colonne.title}\u00a0: {texte or 'vide'}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return DROITE if colonne.align is Align.NUMBER else GAUCHE
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._table is None or orientation is not Qt.Orientation.Horizontal:
            return None
        colonne = self._table.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return colonne.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return DROITE if colonne.align is Align.NUMBER else GAUCHE
            case _:
                return None

    def largeur(self, colonne: int) -> float:
        """Share of the width of a column."""
        assert self._table is not None
        return self._table.columns[colonne].weight
