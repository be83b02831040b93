"""The view of the plan: two levels, group rows in one band, columns that give way when the list is narrow."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.fiches.colonnes_plan import (
    INTITULE,
    SACRIFIEES,
    build_colonnes,
)
from pvd_desktop.ui.fiches.delegue_plan import DeleguePlan, paint_groupe
from pvd_desktop.ui.fiches.lignes_plan import CLE_SANS_ORIENTATION, LigneOrientation
from pvd_desktop.ui.fiches.plan_model import PlanProxy
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, ROLE_LIGNE
from pvd_desktop.ui.widgets.vue import configure_table

Index = QModelIndex | QPersistentModelIndex


class PlanVue(QTreeView):
    """Shows a :class:`PlanProxy`; groups are open until the user closes them."""

    ouverture_demandee = Signal()
    """Enter or a double click on a fiche."""
    menu_demande = Signal(QPoint)
    """Context menu, at a global position."""

    def __init__(self, proxy: PlanProxy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proxy = proxy
        self._repliees: set[str] = set()
        self._largeurs = [colonne.largeur for colonne in build_colonnes()]
        configure_table(self)
        self.setModel(proxy)
        self.setItemDelegate(DeleguePlan(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Plan d’action")
        self._configure_entete()
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
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _configure_entete(self) -> None:
        entete = self.header()
        entete.setStretchLastSection(False)
        entete.setMinimumSectionSize(theme.px(28))
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        entete.setSectionResizeMode(INTITULE, QHeaderView.ResizeMode.Stretch)
        entete.setSectionsMovable(False)
        entete.setSortIndicatorClearable(True)
        entete.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        entete.setAccessibleName("Colonnes du plan d’action")

    def _connect(self) -> None:
        self._proxy.rowsInserted.connect(self._on_proxy_rows_inserted)
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def _fit_columns(self) -> None:
        """Hide the least useful columns until the title has its room."""
        fixes = {c: theme.px(self._largeurs[c]) for c in range(len(self._largeurs)) if c != INTITULE}
        largeur = self.viewport().width()
        for colonne, titre in SACRIFIEES.items():
            trop_etroit = largeur - sum(fixes.values()) < theme.px(titre)
            self.setColumnHidden(colonne, trop_etroit)
            if trop_etroit:
                fixes.pop(colonne)

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
        for colonne, largeur in enumerate(self._largeurs):
            self.header().resizeSection(colonne, theme.px(largeur))
        self._fit_columns()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
