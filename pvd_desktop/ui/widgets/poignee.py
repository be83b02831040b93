"""A column by which rows are dragged to another place; elsewhere the mouse selects cells, as in every list."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QTableView
from typing_extensions import override

from pvd_desktop.ui import theme


class Poignee(QObject):
    """Watches the mouse on one column of a view, and shows where the row would go.

    Signals:
        deplacee(int, int): a row was dropped, and the place it takes once it is out of its own.
    """

    deplacee = Signal(int, int)

    def __init__(self, vue: QTableView, colonne: int) -> None:
        super().__init__(vue)
        self._vue = vue
        self._surface = vue.viewport()
        self._colonne = colonne
        self._depart: QPoint | None = None
        self._row = -1
        self._glisse = False
        self.active = True
        """Whether rows may be moved."""
        self._trait = QFrame(self._surface)
        self._trait.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._trait.setAutoFillBackground(True)
        self._trait.hide()
        self._surface.setMouseTracking(True)
        self._surface.installEventFilter(self)
        vue.installEventFilter(self)
        theme.suivre(self._trait, self._on_theme_changed)

    @property
    def glisse(self) -> bool:
        """Whether a row is being dragged."""
        return self._glisse

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent):
            return self._escape(event)
        # A view that is being taken away still sends events: nothing is asked of it for those.
        if watched is not self._surface or not isinstance(event, QMouseEvent):
            return False
        place = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                self._seize(place)
            case QEvent.Type.MouseMove:
                return self._drag(place)
            case QEvent.Type.MouseButtonRelease if self._depart is not None:
                return self._drop(place)
            case _:
                pass
        return False

    def _escape(self, event: QKeyEvent) -> bool:
        if not self._glisse or event.type() is not QEvent.Type.KeyPress or event.key() != Qt.Key.Key_Escape:
            return False
        self._let_go()
        return True

    def _seize(self, place: QPoint) -> None:
        if self.active and self._vue.columnAt(place.x()) == self._colonne and self._vue.rowAt(place.y()) >= 0:
            self._depart, self._row = place, self._vue.rowAt(place.y())

    def _drag(self, place: QPoint) -> bool:
        if self._depart is None:
            dessus = self.active and self._vue.columnAt(place.x()) == self._colonne and self._vue.rowAt(place.y()) >= 0
            self._surface.setCursor(Qt.CursorShape.OpenHandCursor if dessus else Qt.CursorShape.ArrowCursor)
            return False
        if not self._glisse and (place - self._depart).manhattanLength() < QApplication.startDragDistance():
            return True
        self._glisse = True
        self._surface.setCursor(Qt.CursorShape.ClosedHandCursor)
        rang = self._gap(place.y())
        bord = self._vue.rowViewportPosition(rang) if rang < self._rows() else self._bottom()
        self._trait.setGeometry(QRect(0, max(0, bord - 1), self._surface.width(), theme.px(2)))
        self._trait.show()
        self._trait.raise_()
        return True

    def _drop(self, place: QPoint) -> bool:
        row, rang, glisse = self._row, self._gap(place.y()), self._glisse
        self._let_go()
        cible = rang if rang <= row else rang - 1
        if glisse and cible != row:
            self.deplacee.emit(row, cible)
        return glisse

    def _let_go(self) -> None:
        self._depart, self._row, self._glisse = None, -1, False
        self._trait.hide()
        self._surface.unsetCursor()

    def _gap(self, y: int) -> int:
        """Between which rows a height is: 0 before the first one."""
        row = self._vue.rowAt(y)
        if row < 0:
            return 0 if y < 0 else self._rows()
        return row + int(y > self._vue.rowViewportPosition(row) + self._vue.rowHeight(row) // 2)

    def _rows(self) -> int:
        return self._vue.model().rowCount()

    def _bottom(self) -> int:
        return self._vue.rowViewportPosition(self._rows() - 1) + self._vue.rowHeight(self._rows() - 1)

    def _on_theme_changed(self) -> None:
        palette = self._trait.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.couleur("accent"))
        self._trait.setPalette(palette)
