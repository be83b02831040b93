"""The view of the plan: two levels, group rows in one band, cells edited in place."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.fiches.colonnes_plan import INTITULE, NUMERO
from pvd_desktop.ui.fiches.delegue_plan import DeleguePlan, paint_groupe
from pvd_desktop.ui.fiches.entete_plan import EntetePlan
from pvd_desktop.ui.fiches.lignes_plan import CLE_SANS_ORIENTATION, LigneOrientation
from pvd_desktop.ui.fiches.plan_model import PlanProxy
from pvd_desktop.ui.widgets.arbre_fige import ArbreFige
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, ROLE_LIGNE
from pvd_desktop.ui.widgets.vue import configure_table

Index = QModelIndex | QPersistentModelIndex


class PlanVue(ArbreFige):
    """Shows a :class:`PlanProxy`; groups are open until the user closes them."""

    ouverture_demandee = Signal()
    """Enter or a double click on a fiche."""
    saisie_impossible = Signal(int)
    """F2 on a column that is written elsewhere."""
    deplacement_impossible = Signal()
    """Alt and an arrow, when the rows cannot be moved."""
    saisie_retenue = Signal()
    """One went elsewhere, and what is typed in a cell cannot be read."""
    menu_demande = Signal(QPoint)
    """Context menu, at a global position."""

    def __init__(self, proxy: PlanProxy, parent: QWidget | None = None) -> None:
        # The number and the name of an action tell whose the other cells are.
        super().__init__(INTITULE + 1, parent)
        self._proxy = proxy
        self._repliees: set[str] = set()
        configure_table(self)
        # The arrows go from cell to cell.
        self.setAllColumnsShowFocus(False)
        self.setModel(proxy)
        self.delegue = DeleguePlan(proxy.colonnes(), self)
        self.setItemDelegate(self.delegue)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Plan d’action")
        self.entete = EntetePlan(self, [colonne.largeur for colonne in proxy.colonnes()])
        self.setSortingEnabled(True)
        self._connect()
        theme.suivre(self, self._on_theme_changed)
        for row in range(proxy.rowCount()):
            # Not expandAll, which lays the view out at once, before it has its size.
            self.expand(proxy.index(row, 0))

    def is_sorted(self) -> bool:
        """Whether a column decides of the order, instead of the plan."""
        return self._proxy.sortColumn() >= 0

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index, /) -> None:
        ligne = index.data(ROLE_LIGNE)
        if not isinstance(ligne, LigneOrientation):
            super().drawRow(painter, options, index)
            return
        rect = QRect(0, self.visualRect(index).top(), self.viewport().width(), self.rowHeight(index))
        nombre = self._proxy.rowCount(index.sibling(index.row(), 0))
        compte = f"{nombre} action{'s' if nombre > 1 else ''}"
        chevron = icones.icone("chevron_bas" if self.isExpanded(index) else "chevron_droite", "texte_discret", 16)
        choisi = self.selectionModel().isRowSelected(index.row(), index.parent())
        ici = index.sibling(index.row(), 0)
        focus = self.hasFocus() and self.currentIndex().siblingAtColumn(0) == ici
        paint_groupe(painter, rect, ligne.titre, compte, chevron, choisi=choisi, palette=self.palette(), focus=focus)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index, /) -> None:
        """Nothing: the band of the group says it all."""

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        # A field leaves to its view the arrows it has no use for.
        if self._retains(event):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self._open(self.currentIndex())
            return
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            # The command is off: an arrow alone would go to another row, and the next key act on it.
            self.deplacement_impossible.emit()
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
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier, /
    ) -> QModelIndex:
        """Left and right go from cell to cell of a fiche, and from its first one to its orientation."""
        index, pas = self.currentIndex(), _PAS.get(cursorAction, 0)
        if not pas or not index.parent().isValid():
            return super().moveCursor(cursorAction, modifiers)
        voisine = self._next_column(index.column(), pas)
        if voisine is not None:
            return index.siblingAtColumn(voisine)
        return index.parent() if pas < 0 else index

    @override
    def commitData(self, editor: QWidget, /) -> None:
        """What is written may take the row out of the filters, and its editor with it: the list keeps the focus."""
        super().commitData(editor)
        if self.delegue.editeur_ouvert() is None and not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint, /) -> None:
        """Tab goes on with the next cell that can be written in the same row: Qt would go down."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if hint in _SUITES else hint)
        self.scrollTo(self.currentIndex())
        if hint in _SUITES:
            # Qt is still closing this editor.
            QTimer.singleShot(0, self, lambda: self._edit_next(_SUITES[hint]))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.entete.fit()
        if self.delegue.editeur_ouvert() is not None:
            # The line that says what is wrong takes its room from the list: not from the cell it speaks of.
            self.scrollTo(self.currentIndex())

    def edit_cell(self) -> None:
        """Edit the current cell in place; a list opens at once."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if isinstance(index.data(ROLE_LIGNE), LigneOrientation) or self.isColumnHidden(index.column()):
            index = index.siblingAtColumn(INTITULE)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.saisie_impossible.emit(index.column())
            return
        self.edit(index)
        editeur = self.delegue.editeur_ouvert()
        if isinstance(editeur, QComboBox):
            editeur.showPopup()

    def _connect(self) -> None:
        self._proxy.rowsInserted.connect(self._on_proxy_rows_inserted)
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)
        self.doubleClicked.connect(self._on_double_clicked)
        self.clicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def _retains(self, event: QKeyEvent | QMouseEvent) -> bool:
        """Whether a cell holds what cannot be read: going to another row would close it."""
        retenue = self.delegue.retient(event)
        if retenue:
            self.saisie_retenue.emit()
        return retenue

    def _next_column(self, colonne: int, pas: int, *, saisie: bool = False) -> int | None:
        """The next column on screen, among those that can be written if ``saisie``."""
        index = self.currentIndex()
        rangs = range(colonne + pas, self._proxy.columnCount() if pas > 0 else -1, pas)
        visibles = (rang for rang in rangs if not self.isColumnHidden(rang))
        editable = Qt.ItemFlag.ItemIsEditable
        return next((r for r in visibles if not saisie or index.siblingAtColumn(r).flags() & editable), None)

    def _edit_next(self, pas: int) -> None:
        voisine = self._next_column(self.currentIndex().column(), pas, saisie=True)
        if voisine is not None and self.currentIndex().parent().isValid():
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(voisine))
            # Its list stays closed: Tab goes through it as through any field.
            self.edit(self.currentIndex())

    def _open(self, index: Index) -> None:
        if isinstance(index.data(ROLE_LIGNE), LigneOrientation):
            tete = index.sibling(index.row(), 0)
            self.setExpanded(tete, not self.isExpanded(tete))
        elif index.isValid():
            self.ouverture_demandee.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        """The chevron at the left of the band folds the group."""
        x = self.viewport().mapFromGlobal(self.cursor().pos()).x()
        if isinstance(index.data(ROLE_LIGNE), LigneOrientation) and 0 <= x < theme.px(24):
            self._open(index)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        """The name opens the fiche, as Enter does; what is told in one gesture is changed in place."""
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable) and index.parent().isValid()
        if editable and index.column() not in {NUMERO, INTITULE}:
            self.edit_cell()
        else:
            self._open(index)

    def _on_proxy_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if parent.isValid():
            if str(parent.data(ROLE_CLE)) not in self._repliees:
                self.expand(parent)
            return
        for row in range(first, last + 1):
            index = self._proxy.index(row, 0)
            if str(index.data(ROLE_CLE)) not in self._repliees:
                self.expand(index)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._repliees.add(str(index.data(ROLE_CLE) or CLE_SANS_ORIENTATION))

    def _on_expanded(self, index: QModelIndex) -> None:
        self._repliees.discard(str(index.data(ROLE_CLE)))

    def _on_menu_requested(self, position: QPoint) -> None:
        self.menu_demande.emit(self.viewport().mapToGlobal(position))

    def _on_theme_changed(self) -> None:
        # The group rows are painted over the whole width: no room is kept for a branch.
        self.setIndentation(0)
        self.entete.fit()


_PAS: Final = {QAbstractItemView.CursorAction.MoveLeft: -1, QAbstractItemView.CursorAction.MoveRight: 1}
_SUITES: Final = {
    QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
