"""A short message at the bottom of the window, with a way back: « Action supprimée » · Annuler."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.bandeau import announce

DUREE_MS: Final = 8_000


class Toast(QFrame):
    """Lies over its parent; goes away by itself, but never while the pointer or the focus is on it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fond = parent
        self._action: Callable[[], object] | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        parent.installEventFilter(self)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    def show_message(
        self,
        texte: str,
        libelle_action: str = "Annuler",
        action: Callable[[], object] | None = None,
        duree_ms: int = DUREE_MS,
    ) -> None:
        """Show ``texte``, with a button when there is an ``action``."""
        self._action = action
        self._texte.setText(texte)
        self._bouton.setText(libelle_action)
        self._bouton.setVisible(action is not None)
        self.setAccessibleName(texte)
        self._minuterie.start(duree_ms)
        self.show()
        self.raise_()
        self._place()
        announce(self, texte)

    def close_message(self) -> None:
        """Hide the message."""
        self._minuterie.stop()
        self.hide()
        self.closed.emit()

    def bouton(self) -> QPushButton:
        """The button that takes the act back."""
        return self._bouton

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _create_fields(self) -> None:
        self.setProperty("role", "toast")
        self._texte = QLabel(self)
        self._texte.setTextFormat(Qt.TextFormat.PlainText)
        self._bouton = QPushButton(self)
        self._fermer = QToolButton(self)
        self._fermer.setAccessibleName("Fermer ce message")
        self._fermer.setToolTip("Fermer ce message")
        icones.poser(self._fermer, "fermer", "surface", 14)
        self._minuterie = QTimer(self)
        self._minuterie.setSingleShot(True)

    def _lay_out(self) -> None:
        self._disposition = QHBoxLayout(self)
        for widget in (self._texte, self._bouton, self._fermer):
            self._disposition.addWidget(widget)

    def _connect(self) -> None:
        self._bouton.clicked.connect(self._on_bouton_clicked)
        self._fermer.clicked.connect(self.close_message)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)

    def _on_bouton_clicked(self) -> None:
        action = self._action
        self.close_message()
        if action is not None:
            action()

    def _on_minuterie_timeout(self) -> None:
        if self.underMouse() or self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._minuterie.start(1_000)
        else:
            self.close_message()

    def _place(self) -> None:
        self.adjustSize()
        fond = self._fond.size()
        self.move((fond.width() - self.width()) // 2, fond.height() - self.height() - theme.px(40))

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        self._disposition.setSpacing(theme.px(12))
        if self.isVisible():
            self._place()
