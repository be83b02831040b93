"""A banner at the top of a page: what happened, what it means, what to do."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from models.domain.errors import AppError
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.niveau import Niveau

Action = tuple[str, Callable[[], object]]
"""Label of a button and what it does."""


def announce(widget: QWidget, texte: str) -> None:
    """Have a screen reader say ``texte``: a message that appears elsewhere than under the focus is silent otherwise."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, texte))


class Bandeau(QFrame):
    """Hidden until :meth:`show_message`; one message at a time, the last one wins."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.niveau = Niveau.INFORMATION
        self._create_fields()
        self._lay_out()
        self._fermer.clicked.connect(self.close_message)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    def show_message(
        self,
        niveau: Niveau,
        titre: str,
        texte: str = "",
        actions: Sequence[Action] = (),
        *,
        fermable: bool = True,
    ) -> None:
        """Show a message with at most two actions; an action closes the banner before it runs."""
        self.niveau = niveau
        self._titre.setText(titre)
        self._texte.setText(texte)
        self._texte.setVisible(bool(texte))
        seul = Qt.AlignmentFlag.AlignTop if texte else Qt.AlignmentFlag.AlignVCenter
        self._disposition.setAlignment(self._icone, seul)
        self._disposition.setAlignment(self._fermer, seul)
        self._replace_actions(actions)
        self._fermer.setVisible(fermable)
        self.setAccessibleName(f"{niveau.libelle}\u00a0: {titre} {texte}".strip())
        self._on_theme_changed()
        self.show()
        announce(self, self.accessibleName())

    def show_error(self, erreur: AppError, actions: Sequence[Action] = ()) -> None:
        """Show an expected failure."""
        self.show_message(Niveau.ERREUR, erreur.message, erreur.remede, actions)

    def close_message(self) -> None:
        """Hide the banner."""
        self.hide()
        self.closed.emit()

    def titre(self) -> str:
        """First sentence of the message shown."""
        return self._titre.text()

    def boutons(self) -> tuple[QPushButton, ...]:
        """Buttons of the message shown."""
        return tuple(self._boutons)

    def _create_fields(self) -> None:
        self._icone = QLabel(self)
        self._titre = QLabel(self)
        self._texte = QLabel(self)
        for libelle in (self._titre, self._texte):
            libelle.setWordWrap(True)
            # A path without a space must not push the rest of the sentence out of the window.
            libelle.setMinimumWidth(1)
            libelle.setTextFormat(Qt.TextFormat.PlainText)
            libelle.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._boutons: list[QPushButton] = []
        self._fermer = QToolButton(self)
        self._fermer.setAccessibleName("Fermer ce message")
        self._fermer.setToolTip("Fermer ce message")
        icones.poser(self._fermer, "fermer", "texte_discret", 14)

    def _lay_out(self) -> None:
        self._disposition = QHBoxLayout(self)
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(self._titre)
        textes.addWidget(self._texte)
        self._disposition.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        self._disposition.addLayout(textes, 1)
        self._place_boutons = QHBoxLayout()
        self._disposition.addLayout(self._place_boutons)
        self._disposition.addWidget(self._fermer, 0, Qt.AlignmentFlag.AlignTop)

    def _replace_actions(self, actions: Sequence[Action]) -> None:
        for bouton in self._boutons:
            bouton.hide()
            bouton.deleteLater()
        self._boutons = []
        for libelle, function in actions:
            bouton = QPushButton(libelle, self)
            bouton.clicked.connect(self.close_message)
            bouton.clicked.connect(partial(_run, function))
            self._place_boutons.addWidget(bouton)
            self._boutons.append(bouton)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(12), theme.px(10), theme.px(8), theme.px(10))
        self._disposition.setSpacing(theme.px(10))
        theme.set_role(self, f"bandeau_{self.niveau.value}")
        self._icone.setPixmap(icones.pixmap(self.niveau.icone, self.niveau.value, 20))
        self._titre.setFont(theme.police(gras=True))


def _run(function: Callable[[], object], *_coche: bool) -> None:
    """``clicked`` may carry whether the button is down; an action does not want it."""
    function()
