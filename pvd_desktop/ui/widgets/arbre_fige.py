"""A tree whose first columns stay in sight when it scrolls sideways.

One view, not two side by side: these columns are edited, dragged and dropped upon as the others are, and the keyboard,
the editor and the place of a drop cannot be in one half and not in the other.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
PART_FIGEE: Final = 0.62
"""Of the width, at most: a list whose names take more scrolls whole, or nothing else would be seen."""


class EnteteFigee(QHeaderView):
    """Header whose first sections stay in sight; they are never moved."""

    def __init__(self, figees: int, vue: QTreeView) -> None:
        """``figees``: how many sections stay."""
        super().__init__(Qt.Orientation.Horizontal, vue)
        self._figees = figees
        self._vue = vue
        self._tenue = False
        """Whether the mouse was pressed on a section that stays."""

    def largeur_figee(self) -> int:
        """Pixels, from the left, that do not scroll; 0 when the view is too narrow for it."""
        largeur = self.sectionPosition(self._figees - 1) + self.sectionSize(self._figees - 1)
        return largeur if largeur <= self.viewport().width() * PART_FIGEE else 0

    def decalage(self) -> int:
        """How far what stays is from where it would have scrolled."""
        return self.offset() if self.largeur_figee() else 0

    def is_figee(self, colonne: int) -> bool:
        """Whether this column stays in sight as things are."""
        return colonne < self._figees and self.largeur_figee() > 0

    def place_de(self, place: QPoint) -> QPoint:
        """What is under a point of the view is there, as Qt places the sections."""
        return place - QPoint(self.decalage(), 0) if place.x() < self.largeur_figee() else place

    def zones(self, haut: int, hauteur: int) -> list[tuple[int, QRect]]:
        """The columns that stay, each with its room in a row."""
        return [
            (c, QRect(self.sectionPosition(c), haut, self.sectionSize(c), hauteur))
            for c in range(self._figees)
            if not self.isSectionHidden(c)
        ]

    def fin_couverte(self) -> int:
        """Where what can be read begins: an amount cut on its left would show 1 622 490 € as 622 490 €."""
        bord = self.largeur_figee()
        section = self.logicalIndexAt(bord)
        debut = self.sectionViewportPosition(section)
        aligne = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        if section >= self._figees and debut < bord and aligne is not None and aligne & Qt.AlignmentFlag.AlignRight:
            return debut + self.sectionSize(section)
        return bord

    @override
    def paintEvent(self, e: QPaintEvent, /) -> None:
        super().paintEvent(e)
        if self.decalage():
            painter = QPainter(self.viewport())
            for section, zone in self.zones(0, self.viewport().height()):
                painter.save()
                self.paintSection(painter, zone, section)
                painter.restore()

    @override
    def mousePressEvent(self, e: QMouseEvent, /) -> None:
        self._tenue = e.position().x() < self.largeur_figee()
        with self._unscrolled():
            super().mousePressEvent(e)

    @override
    def mouseMoveEvent(self, e: QMouseEvent, /) -> None:
        if not e.buttons():
            self._tenue = e.position().x() < self.largeur_figee()
        with self._unscrolled():
            super().mouseMoveEvent(e)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent, /) -> None:
        with self._unscrolled():
            super().mouseReleaseEvent(e)

    @override
    def mouseDoubleClickEvent(self, e: QMouseEvent, /) -> None:
        self._tenue = e.position().x() < self.largeur_figee()
        with self._unscrolled():
            super().mouseDoubleClickEvent(e)

    @override
    def viewportEvent(self, e: QEvent, /) -> bool:
        if isinstance(e, QHelpEvent):
            e = QHelpEvent(e.type(), self.place_de(e.pos()), e.globalPos())
        return super().viewportEvent(e)

    @contextmanager
    def _unscrolled(self) -> Generator[None]:
        """While Qt reads the mouse on what stays, from its press to its release: it takes no place left of zero."""
        if not self._tenue or not self.decalage():
            yield
            return
        self.viewport().setUpdatesEnabled(False)
        self.setOffset(0)
        try:
            yield
        finally:
            # A width that was drawn may have changed how far the view can scroll.
            self.setOffset(self._vue.horizontalScrollBar().value())
            self.viewport().setUpdatesEnabled(True)


class ArbreFige(QTreeView):
    """The first columns are painted over what slides under them; Qt is told that they are where they are seen."""

    def __init__(self, figees: int, parent: QWidget | None = None) -> None:
        """``figees``: how many columns stay in sight."""
        super().__init__(parent)
        self._entete_figee = EnteteFigee(figees, self)
        self.setHeader(self._entete_figee)

    @override
    def visualRect(self, index: Index, /) -> QRect:
        rect = super().visualRect(index)
        if self._entete_figee.is_figee(index.column()):
            rect.translate(self._entete_figee.decalage(), 0)
        return rect

    @override
    def indexAt(self, point: QPoint, /) -> QModelIndex:
        return super().indexAt(self._entete_figee.place_de(point))

    @override
    def scrollTo(
        self, index: Index, /, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Show a cell beside what stays, and not under it; what stays is there already."""
        barre = self.horizontalScrollBar()
        avant = barre.value()
        super().scrollTo(index, hint)
        entete = self._entete_figee
        if entete.is_figee(index.column()):
            barre.setValue(avant)
        elif (cache := entete.largeur_figee() - entete.sectionViewportPosition(index.column())) > 0:
            barre.setValue(barre.value() - cache)

    @override
    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            # Qt moves what it had painted, and the editors: what stays with the rest.
            self._entete_figee.viewport().update()
            self.viewport().update()
            self.updateEditorGeometries()

    @override
    def updateEditorGeometries(self, /) -> None:
        super().updateEditorGeometries()
        courante, entete = self.currentIndex(), self._entete_figee
        editeur = self.indexWidget(courante) if entete.decalage() and courante.isValid() else None
        if editeur is not None and not entete.is_figee(courante.column()):
            # What slides under the names is not written over them.
            zone = editeur.geometry()
            gauche = max(zone.left(), entete.largeur_figee())
            editeur.setGeometry(gauche, zone.top(), max(0, zone.right() + 1 - gauche), zone.height())

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index, /) -> None:
        super().drawRow(painter, options, index)
        entete = self._entete_figee
        if not entete.decalage():
            return
        rangee, etat, fond = options.rect, options.state, theme.couleur("surface")
        if self.viewport().underMouse() and rangee.contains(self.viewport().mapFromGlobal(QCursor.pos())):
            etat, fond = etat | QStyle.StateFlag.State_MouseOver, theme.couleur("survol")
        if self.selectionModel().isSelected(index):
            etat, fond = etat | QStyle.StateFlag.State_Selected, options.palette.color(QPalette.ColorRole.Highlight)
        painter.save()
        painter.fillRect(0, rangee.top(), entete.fin_couverte(), rangee.height(), fond)
        for colonne, zone in entete.zones(rangee.top(), rangee.height()):
            cellule = index.sibling(index.row(), colonne)
            option = QStyleOptionViewItem(options)
            ici = self.hasFocus() and self.currentIndex() == cellule
            option.rect, option.state = zone, etat | QStyle.StateFlag.State_HasFocus if ici else etat
            self.itemDelegateForIndex(cellule).paint(painter, option, cellule)
        painter.setPen(theme.couleur("bordure"))
        bord = entete.largeur_figee() - 1
        painter.drawLine(bord, rangee.top(), bord, rangee.bottom())
        painter.restore()
