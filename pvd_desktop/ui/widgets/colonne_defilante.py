"""A page that reads as a column: it scrolls, and its lines never get too long to be read."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pvd_desktop.ui import theme

LARGEUR_MAX: Final = 900
"""Pixels at 100 %."""


class ColonneDefilante(QScrollArea):
    """Widgets of the page are children of :attr:`contenu`, laid out in :attr:`corps`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.contenu = QWidget(self)
        self._cadre = QWidget(self.contenu)
        self.corps = QVBoxLayout(self._cadre)
        ligne = QHBoxLayout(self.contenu)
        ligne.setContentsMargins(0, 0, 0, 0)
        # The spacer takes only what is beyond the widest line: the column stays on the left.
        ligne.addWidget(self._cadre, 100)
        ligne.addStretch(1)
        self.setWidget(self.contenu)
        theme.suivre(self, self._on_theme_changed)

    def settle(self) -> None:
        """Give the column the height of what has just come into it: until the next turn, it would be squeezed."""
        self.corps.activate()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._cadre.setMaximumWidth(theme.px(LARGEUR_MAX))
        self.corps.setContentsMargins(marge, theme.px(16), marge, marge)
        self.corps.setSpacing(theme.px(8))
