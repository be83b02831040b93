"""The head of the page: its title, the palette, and undo and redo under the hand."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.actions import Actions

_TEXTE: Final = "Rechercher…"


class Entete(QFrame):
    """Its buttons are those of the menu: they carry the name of the act in their tooltip."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "barre")
        self._titre = QLabel(self)
        self.recherche = _BoutonRecherche(actions["palette"], self)
        self._boutons = [_button(self, actions[nom]) for nom in ("annuler", "retablir")]
        self._disposition = QHBoxLayout(self)
        self._disposition.addWidget(self._titre)
        # The title keeps its words: in a narrow window it is the field that gives way.
        self._disposition.addStretch(1)
        self._disposition.addWidget(self.recherche, 1000)
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


class _BoutonRecherche(QPushButton):
    """Looks like the field it opens, keys included."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(_TEXTE, parent)
        touches = action.shortcut().toString()
        self.setProperty("role", "champ")
        self.setAccessibleName("Rechercher dans le projet")
        self.setToolTip(f"Rechercher une page, une commande, une action… ({touches})")
        self._touches = QLabel(touches, self)
        self._touches.setProperty("role", "discret")
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addStretch(1)
        disposition.addWidget(self._touches)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        icones.poser(self, "recherche", "texte_discret", 16)
        theme.suivre(self, self._on_theme_changed)

    @override
    def minimumSizeHint(self, /) -> QSize:
        """Its icon, when there is no room for its words."""
        return QSize(theme.px(40), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_texte()

    def _fit_texte(self) -> None:
        """The words while they fit beside the icon, the keys while they fit after them."""
        libre = self.width() - theme.px(44)
        mots = self.fontMetrics().horizontalAdvance(_TEXTE)
        self.setText(_TEXTE if mots <= libre else "")
        self._touches.setVisible(mots + self._touches.sizeHint().width() <= libre)

    def _on_theme_changed(self) -> None:
        self._touches.setContentsMargins(0, 0, theme.px(10), 0)
        self.setMaximumWidth(theme.px(240))
        self._fit_texte()


def _button(parent: QWidget, action: QAction) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setDefaultAction(action)
    bouton.setAutoRaise(True)
    # The name follows the act: « Annuler : Supprimer l’action 1.2 ».
    action.changed.connect(lambda: bouton.setAccessibleName(action.toolTip()))
    bouton.setAccessibleName(action.toolTip())
    theme.suivre(bouton, lambda: _resize(bouton))
    return bouton


def _resize(bouton: QToolButton) -> None:
    bouton.setFixedSize(theme.px(34), theme.px(34))
    bouton.setIconSize(QSize(theme.px(17), theme.px(17)))
