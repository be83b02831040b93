"""A layout that flows from left to right and goes to the next line, like words."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from typing_extensions import override

from pvd_desktop.ui import theme

ESPACE: Final = 6
"""Pixels at 100 % between two widgets, unless one says otherwise."""


class FluxLayout(QLayout):
    """Its height depends on its width (``heightForWidth``); what is left of a line goes to the widgets with a part."""

    def __init__(self, parent: QWidget | None = None, espace: int = ESPACE) -> None:
        super().__init__(parent)
        self._espace = espace
        self._items: list[QLayoutItem] = []
        self._parts: dict[QWidget | None, tuple[int, int]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def add_extensible(self, widget: QWidget, largeur: int, part: int = 1) -> None:
        """Add a widget that asks for ``largeur`` pixels at 100 % and takes its share of what is left of its line."""
        self._parts[widget] = largeur, part
        self.addWidget(widget)

    @override
    def addWidget(self, w: QWidget, /) -> None:
        # Its item is made here: one that Qt makes may come at the address of another that Qt freed, and Python take it
        # for that one, gone with its own layout.
        self.addChildWidget(w)
        self.addItem(QWidgetItem(w))

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
        """Room for the item that asks for most: every other one may go to the next line."""
        taille = QSize()
        for item in self._visibles():
            taille = taille.expandedTo(item.minimumSize())
        return taille

    def _visibles(self) -> list[QLayoutItem]:
        """A hidden widget leaves no hole."""
        return [item for item in self._items if not item.isEmpty()]

    def _flow(self, rect: QRect, *, place: bool) -> int:
        """Lay the items out in ``rect`` (or pretend to) and return the height used."""
        espace = theme.px(self._espace)
        y = rect.y()
        for ligne in self._lines(rect.width()):
            hauteur = max(item.sizeHint().height() for item in ligne)
            if place:
                self._place_line(ligne, QRect(rect.x(), y, rect.width(), hauteur))
            y += hauteur + espace
        return max(0, y - espace - rect.y())

    def _ask(self, item: QLayoutItem) -> tuple[int, int]:
        """Width an item asks for, in pixels, and its share of what is left."""
        largeur, part = self._parts.get(item.widget(), (0, 0))
        return (theme.px(largeur), part) if part else (item.sizeHint().width(), 0)

    def _lines(self, largeur: int) -> list[list[QLayoutItem]]:
        espace = theme.px(self._espace)
        lignes: list[list[QLayoutItem]] = []
        x = 0
        for item in self._visibles():
            voulue = self._ask(item)[0]
            if not lignes or x + voulue > largeur:
                lignes.append([])
                x = 0
            lignes[-1].append(item)
            x += voulue + espace
        return lignes

    def _place_line(self, ligne: list[QLayoutItem], rect: QRect) -> None:
        espace = theme.px(self._espace)
        demandes = [self._ask(item) for item in ligne]
        parts = sum(part for _, part in demandes)
        pris = sum(largeur for largeur, _ in demandes) + espace * (len(ligne) - 1)
        reste, x = max(0, rect.width() - pris), rect.x()
        for item, (voulue, part) in zip(ligne, demandes, strict=True):
            hauteur = item.sizeHint().height()
            largeur = voulue + (reste * part // parts if part else 0)
            largeur = min(largeur, rect.width())
            item.setGeometry(QRect(QPoint(x, rect.y() + (rect.height() - hauteur) // 2), QSize(largeur, hauteur)))
            x += largeur + espace
