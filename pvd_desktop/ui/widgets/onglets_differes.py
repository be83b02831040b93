"""Tabs that are each made at their first visit: together they would hold the window for too long."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QWidget


class OngletsDifferes(QTabWidget):
    """Until its first visit a tab is an empty place; asking for it by its rank makes it.

    Signals:
        construit(int): that tab was made: it shows nothing yet.
    """

    construit = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._fabriques: list[Callable[[QWidget], QWidget]] = []
        self._places: list[QWidget] = []
        self._construits: dict[int, QWidget] = {}

    def add(self, titre: str, fabrique: Callable[[QWidget], QWidget]) -> None:
        """Add a tab that ``fabrique`` makes, given its parent at once: a change of parent dresses every field again."""
        self._fabriques.append(fabrique)
        with QSignalBlocker(self):
            self._places.append(QWidget(self))
            self.addTab(self._places[-1], titre)
        if len(self._fabriques) == 1:
            self.currentChanged.connect(self.get)

    def get(self, rang: int) -> QWidget:
        """The tab of that rank, made if it is not."""
        if rang not in self._construits:
            place = self._places[rang]
            # The page that holds the tabs: the one that Qt gives them.
            onglet = self._fabriques[rang](place.parentWidget() or self)
            self._construits[rang] = onglet
            self._put(rang, onglet)
            place.deleteLater()
            self.construit.emit(rang)
        return self._construits[rang]

    def visit(self) -> None:
        """Make the tab that is seen; at the next turn of the loop, for what is around it is painted first."""
        if not self.is_built(self.currentIndex()):
            QTimer.singleShot(0, self, lambda: self.get(self.currentIndex()))

    def is_built(self, rang: int) -> bool:
        """Whether the tab of that rank was visited, or asked for."""
        return rang in self._construits

    def built(self) -> tuple[int, ...]:
        """Ranks of the tabs made so far, in their order."""
        return tuple(sorted(self._construits))

    def _put(self, rang: int, onglet: QWidget) -> None:
        """Put a tab where its empty place is."""
        courant, titre = self.currentIndex(), self.tabText(rang)
        with QSignalBlocker(self):
            # Before the empty place goes: no other tab is shown meanwhile.
            self.insertTab(rang, onglet, titre)
            if courant == rang:
                self.setCurrentIndex(rang)
            self.removeTab(rang + 1)
