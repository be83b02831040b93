"""The head of the page: its title, and undo and redo under the hand."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from pvd_desktop.ui import theme


class Entete(QFrame):
    """Its buttons are those of the menu: they carry the name of the act in their tooltip."""

    def __init__(self, annuler: QAction, retablir: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "barre")
        self._titre = QLabel(self)
        self._boutons = [_button(self, action) for action in (annuler, retablir)]
        self._disposition = QHBoxLayout(self)
        self._disposition.addWidget(self._titre, 1)
        for bouton in self._boutons:
            self._disposition.addWidget(bouton)
        theme.suivre(self, self._on_theme_changed)

    def set_titre(self, titre: str) -> None:
        """Name the page."""
        self._titre.setText(titre)

    def titre(self) -> str:
        """Name of the page."""
        return self._titre.text()

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(24), theme.px(8), theme.px(16), theme.px(8))
        self._disposition.setSpacing(theme.px(4))
        self._titre.setFont(theme.police(1.5, gras=True))


def _button(parent: QWidget, action: QAction) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setDefaultAction(action)
    bouton.setAutoRaise(True)
    # The name follows the act: « Annuler : Supprimer l’action 1.2 ».
    action.changed.connect(lambda: bouton.setAccessibleName(action.toolTip()))
    bouton.setAccessibleName(action.toolTip())
    theme.suivre(bouton, lambda: bouton.setFixedSize(theme.px(34), theme.px(34)))
    return bouton
