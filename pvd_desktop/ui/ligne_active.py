"""A line of a list that is one large button: a click, Enter or Space does what it says."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme


class LigneActive(QFrame):
    """Shows where the pointer and the focus are; holds other widgets, buttons included."""

    activated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._active = True
        self.set_active(active=True)

    def set_active(self, *, active: bool) -> None:
        """Whether it does something."""
        self._active = active
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if active else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        dedans = self.rect().contains(event.position().toPoint())
        if self._active and event.button() is Qt.MouseButton.LeftButton and dedans:
            self.activated.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        touches = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self._active and event.key() in touches and self.hasFocus():
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        survole = self._active and self.underMouse()
        if not survole and not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zone, rayon = QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(4)
        if survole:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.couleur("survol"))
            painter.drawRoundedRect(zone, rayon, rayon)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.couleur("accent"), 2))
            painter.drawRoundedRect(zone, rayon, rayon)
        painter.end()
