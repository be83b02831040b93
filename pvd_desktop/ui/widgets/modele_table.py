"""A table of a document on the screen: the same cells as on paper, to be looked at."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Align, Row, RowKind, Table
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.colonne import DROITE, GAUCHE, ROLE_CLE, Index


class TableModel(QAbstractTableModel):
    """A table of a document; sums and titles stand out as they do there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._titres: tuple[str, ...] = ()

    def show_table(self, table: Table) -> None:
        """Show this one; the cells alone change when its rows and columns are those of the one before."""
        avant, self._titres = self._titres, _titres(table)
        meme = self._table is not None and avant == self._titres and len(self._table.rows) == len(table.rows)
        if not meme:
            self.beginResetModel()
        self._table = table
        if not meme:
            self.endResetModel()
        elif table.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(table.rows) - 1, len(table.columns) - 1))

    def row(self, rang: int) -> Row:
        """The row number ``rang``."""
        assert self._table is not None
        return self._table.rows[rang]

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        assert self._table is not None
        row = self._table.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return text_of(row.cells[index.column()])
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._titres[index.column()]}\u00a0: {text_of(row.cells[index.column()]) or 'vide'}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._align(index.column())
            case Qt.ItemDataRole.FontRole if row.kind is not RowKind.BODY:
                return theme.police_tableau(gras=True)
            case _ if role == ROLE_CLE:
                return row.key
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._table is None or orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._titres[section]
            case Qt.ItemDataRole.ToolTipRole:
                colonne = self._table.columns[section]
                return "\u00a0: ".join(filter(None, (colonne.group, colonne.title)))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._align(section)
            case _:
                return None

    def largeur(self, colonne: int) -> float:
        """Share of the width of a column."""
        assert self._table is not None
        return self._table.columns[colonne].weight

    def _align(self, colonne: int) -> Qt.AlignmentFlag:
        assert self._table is not None
        return DROITE if self._table.columns[colonne].align is Align.NUMBER else GAUCHE


def _titres(table: Table) -> tuple[str, ...]:
    """What heads each column: a title that several share is told with that of its group."""
    fois = Counter(colonne.title for colonne in table.columns)
    return tuple(c.title if fois[c.title] == 1 or not c.group else f"{c.group} · {c.title}" for c in table.columns)
