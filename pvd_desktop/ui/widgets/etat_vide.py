"""An empty page: what it is for, and the first thing to do."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme

LARGEUR: Final = 420
LARGEUR_MIN: Final = 220
"""Pixels at 100 % of the sentence."""


class EtatVide(QWidget):
    """Icon, title, one sentence, one primary button, and another way to begin beside it when there is one."""

    action_triggered = Signal()
    autre_triggered = Signal()

    def __init__(
        self,
        icone: str,
        titre: str,
        texte: str,
        libelle_action: str = "",
        parent: QWidget | None = None,
        *,
        libelle_autre: str = "",
    ) -> None:
        super().__init__(parent)
        self._nom_icone = icone
        self._icone = QLabel(self)
        self._titre = QLabel(titre, self)
        self._texte = QLabel(texte, self)
        self._texte.setWordWrap(True)
        self._texte.setProperty("role", "discret")
        self._bouton = QPushButton(libelle_action, self)
        self._bouton.setProperty("role", "primaire")
        self._bouton.setVisible(bool(libelle_action))
        self._bouton.clicked.connect(self.action_triggered)
        self._autre = QPushButton(libelle_autre, self)
        self._autre.setVisible(bool(libelle_autre))
        self._autre.clicked.connect(self.autre_triggered)
        for libelle in (self._icone, self._titre, self._texte):
            libelle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(titre)
        self._lay_out()
        theme.suivre(self, self._on_theme_changed)

    @override
    def minimumSizeHint(self, /) -> QSize:
        # The sentence has the width of the pane: asked for, it would keep the pane from ever becoming narrower.
        return QSize(theme.px(LARGEUR_MIN), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_texte()

    def set_texte(self, titre: str, texte: str) -> None:
        """Change what is said (a filter that lets nothing through is not a page without data)."""
        self._titre.setText(titre)
        self._texte.setText(texte)
        self.setAccessibleName(titre)
        self._on_theme_changed()

    def set_action(self, libelle: str) -> None:
        """Change what the primary button does; an empty name takes it away."""
        self._bouton.setText(libelle)
        self._bouton.setVisible(bool(libelle))

    def bouton(self) -> QPushButton:
        """The primary button."""
        return self._bouton

    def autre(self) -> QPushButton:
        """The button beside it."""
        return self._autre

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._disposition.addStretch(2)
        for widget in (self._icone, self._titre, self._texte):
            self._disposition.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._boutons = QHBoxLayout()
        self._boutons.addStretch(1)
        self._boutons.addWidget(self._bouton)
        self._boutons.addWidget(self._autre)
        self._boutons.addStretch(1)
        self._disposition.addLayout(self._boutons)
        self._disposition.addStretch(3)

    def _on_theme_changed(self) -> None:
        self._disposition.setSpacing(theme.px(10))
        self._boutons.setSpacing(theme.px(8))
        self._icone.setPixmap(icones.pixmap(self._nom_icone, "texte_discret", 48))
        self._titre.setFont(theme.police(1.3, gras=True))
        self._fit_texte()

    def _fit_texte(self) -> None:
        """A sentence is read over about sixty characters, on a pane that has room for them."""
        marges = self._disposition.contentsMargins()
        place = self.width() - marges.left() - marges.right()
        largeur = max(theme.px(LARGEUR_MIN), min(theme.px(LARGEUR), place))
        self._texte.setFixedWidth(largeur)
        # A label never asks for less than the least it was given: what a narrow pane needed would stay on a wide one.
        self._texte.setMinimumHeight(0)
        self._texte.setFixedHeight(self._texte.heightForWidth(largeur))
