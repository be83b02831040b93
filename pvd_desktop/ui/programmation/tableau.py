"""A table of a document as a view: the keyboard opens the operation of a row, nothing jumps when figures change."""

from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from pvd_desktop.documents.tree import RowKind, Table
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.arbre_fige import ArbreFige, Index
from pvd_desktop.ui.widgets.colonne import ROLE_CLE
from pvd_desktop.ui.widgets.modele_table import TableModel
from pvd_desktop.ui.widgets.vue import configure_table

_LARGE, _MOYEN = 320, 140
"""Pixels at 100 %, at most, of a column of words: the years beside it are what one came to see."""
_SEUIL = 200
"""Pixels above which a column holds the longest words."""
_FIGEES: Final = 2
"""The number and the name of an operation tell whose the amounts are."""
_HAUTEUR: Final = 30
_PAS: Final = {QAbstractItemView.CursorAction.MoveLeft: -1, QAbstractItemView.CursorAction.MoveRight: 1}


class DelegueTableau(QStyledItemDelegate):
    """Rows as high as those of the other tables."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(_HAUTEUR))


class TableauVue(ArbreFige):
    """Looked at, copied, opened."""

    operation_demandee = Signal(str)
    """Identity of the operation of a row."""

    def __init__(self, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(_FIGEES, parent)
        self.modele = TableModel(self)
        configure_table(self)
        # The arrows go from cell to cell.
        self.setAllColumnsShowFocus(False)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.setItemDelegate(DelegueTableau(self))
        self.setModel(self.modele)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(nom)
        self.header().setAccessibleName(f"Colonnes\u00a0: {nom}")
        self.doubleClicked.connect(self._open)
        theme.suivre(self, self._fit)

    def show_table(self, table: Table) -> None:
        """Show this one, where one was in the last."""
        courante = self.currentIndex()
        place = (courante.row(), courante.column(), courante.data(ROLE_CLE)) if courante.isValid() else None
        haut, gauche = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        colonnes = self.modele.columnCount()
        self.modele.show_table(table)
        if self.modele.columnCount() != colonnes:
            self._fit()
        self._span()
        if place is not None and not self.currentIndex().isValid():
            self._return(*place)
        self.verticalScrollBar().setValue(haut)
        self.horizontalScrollBar().setValue(gauche)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open()
            return
        super().keyPressEvent(event)

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier, /
    ) -> QModelIndex:
        index, pas = self.currentIndex(), _PAS.get(cursorAction, 0)
        if not pas or not index.isValid():
            return super().moveCursor(cursorAction, modifiers)
        return index.siblingAtColumn(min(max(index.column() + pas, 0), self.modele.columnCount() - 1))

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index, /) -> None:
        if self.modele.row(index.row()).kind is not RowKind.GROUP:
            super().drawRow(painter, options, index)
            return
        # The title of a group is read over the whole row, wherever the years have slid.
        titre, option = index.sibling(index.row(), 0), QStyleOptionViewItem(options)
        option.rect = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        self.itemDelegateForIndex(titre).paint(painter, option, titre)

    def _return(self, row: int, column: int, cle: str) -> None:
        rangs = range(self.modele.rowCount())
        row = next((r for r in rangs if cle and self.modele.row(r).key == cle), min(row, len(rangs) - 1))
        self.setCurrentIndex(self.modele.index(row, min(column, self.modele.columnCount() - 1)))

    def _span(self) -> None:
        """The title of a group is one cell, for whoever goes through the table without seeing it too."""
        for row in range(self.modele.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), self.modele.row(row).kind is RowKind.GROUP)

    def _open(self) -> None:
        if cle := self.currentIndex().data(ROLE_CLE):
            self.operation_demandee.emit(cle)

    def _fit(self) -> None:
        for colonne in range(self.modele.columnCount()):
            largeur = 1.3 * self.modele.largeur(colonne)
            titre = self.header().sectionSizeHint(colonne)
            borne = _LARGE if largeur > _SEUIL else _MOYEN
            self.setColumnWidth(colonne, max(theme.px(min(largeur + 20, borne)), titre))
