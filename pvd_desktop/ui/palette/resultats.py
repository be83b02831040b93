"""The results of the palette: icon, name, what tells it apart, and its kind or its keys."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.palette.cibles import Cible
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE, Colonne, Index
from pvd_desktop.ui.widgets.focus import paint_row_focus
from pvd_desktop.ui.widgets.tables import LignesModel

HAUTEUR_LIGNE: Final = 34
_A_GAUCHE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_A_DROITE: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_COLONNE: Final = Colonne[Cible](titre="", texte=lambda c: c.titre, accessible=lambda c: c.accessible)


class Resultats(QListView):
    """Shows them; the field above moves the selection."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = LignesModel((_COLONNE,), lambda cible: cible.identite, parent=self)
        self.setModel(self.modele)
        self.setItemDelegate(_Delegue(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("Résultats")
        theme.suivre(self, self.doItemsLayout)

    def cible(self) -> Cible | None:
        """The result selected."""
        index = self.currentIndex()
        return self.modele.ligne(index.row()) if index.isValid() else None

    def select(self, rang: int) -> None:
        """Select a result; beyond the last one is the last one."""
        nombre = self.modele.rowCount()
        if nombre:
            self.setCurrentIndex(self.modele.index(min(max(rang, 0), nombre - 1), 0))


class _Delegue(QStyledItemDelegate):
    """Paints a row in one go: the list is drawn again at each key."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        cible = index.data(ROLE_LIGNE)
        if not isinstance(cible, Cible):
            return
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, option.palette.color(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.couleur("survol"))
        zone = rect.adjusted(theme.px(14), 0, -theme.px(14), 0)
        cote = theme.px(18)
        if cible.icone:
            cadre = QRect(zone.left(), rect.center().y() - cote // 2, cote, cote)
            painter.drawPixmap(cadre, icones.pixmap(cible.icone, "texte_discret", 18))
        zone.setLeft(zone.left() + cote + theme.px(10))
        zone.setRight(_paint_end(painter, zone, cible.raccourci or cible.genre.libelle))
        _paint_name(painter, zone, cible)
        paint_row_focus(painter, option)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(theme.px(120), theme.px(HAUTEUR_LIGNE))


def _paint_end(painter: QPainter, zone: QRect, texte: str) -> int:
    """Draw what stands on the right, and return where the name must end."""
    painter.setFont(theme.police(0.92))
    painter.setPen(theme.couleur("texte_discret"))
    painter.drawText(zone, _A_DROITE, texte)
    return zone.right() - theme.metriques(0.92).horizontalAdvance(texte) - theme.px(16)


def _paint_name(painter: QPainter, zone: QRect, cible: Cible) -> None:
    """The name, then as much of what tells it apart as there is room for."""
    painter.setFont(theme.police())
    painter.setPen(theme.couleur("texte"))
    metriques = QFontMetrics(painter.font())
    nom = metriques.elidedText(cible.titre, Qt.TextElideMode.ElideRight, zone.width())
    painter.drawText(zone, _A_GAUCHE, nom)
    reste = zone.adjusted(metriques.horizontalAdvance(nom) + theme.px(12), 0, 0, 0)
    if cible.precision and reste.width() > theme.px(60):
        painter.setFont(theme.police(0.92))
        painter.setPen(theme.couleur("texte_discret"))
        precision = theme.metriques(0.92).elidedText(cible.precision, Qt.TextElideMode.ElideRight, reste.width())
        painter.drawText(reste, _A_GAUCHE, precision)
