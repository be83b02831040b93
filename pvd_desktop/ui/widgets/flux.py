"""A layout that flows from left to right and goes to the next line, like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme


class FluxLayout(QLayout):
    """Its height depends on its width (``heightForWidth``)."""

    def __init__(self, parent: QWidget | None = None, espace: int = 6) -> None:
        super().__init__(parent)
        self._espace = espace
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self, /) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self, /) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self, /) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._flow(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._flow(rect, place=True)

    @override
    def sizeHint(self, /) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self, /) -> QSize:
        taille = QSize()
        for item in self._items:
            taille = taille.expandedTo(item.minimumSize())
        return taille

    def _flow(self, rect: QRect, *, place: bool) -> int:
        """Lay the items out in ``rect`` (or pretend to) and return the height used."""
        espace = theme.px(self._espace)
        x, y, hauteur = rect.x(), rect.y(), 0
        for item in self._items:
            taille = item.sizeHint()
            if x > rect.x() and x + taille.width() > rect.right() + 1:
                x, y, hauteur = rect.x(), y + hauteur + espace, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), taille))
            x += taille.width() + espace
            hauteur = max(hauteur, taille.height())
        return y + hauteur - rect.y()
