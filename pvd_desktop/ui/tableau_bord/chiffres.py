"""The five figures of the project, each in its card."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Figure
from pvd_desktop.ui import theme
from pvd_desktop.ui.ligne_active import LigneActive


class Chiffre(LigneActive):
    """A figure and what it counts; it opens where it comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._nom, self._montant, self._detail = (QLabel(self) for _ in range(3))
        self._montant.setTextFormat(Qt.TextFormat.PlainText)
        for libelle in (self._nom, self._detail):
            libelle.setProperty("role", "discret")
        self._detail.setWordWrap(True)
        self._colonne = QVBoxLayout(self)
        for libelle in (self._nom, self._montant, self._detail):
            self._colonne.addWidget(libelle)
        self._colonne.addStretch(1)
        theme.suivre(self, self._on_theme_changed)

    def show_figure(self, figure: Figure) -> None:
        """Show this one; a strong one calls for a decision."""
        texte = text_of(figure.value)
        self._nom.setText(figure.label)
        self._montant.setText(texte)
        self._detail.setText(figure.detail)
        self._detail.setVisible(bool(figure.detail))
        theme.set_role(self._montant, "attention" if figure.strong else "")
        phrase = f"{figure.label}\u00a0: {texte}"
        self.setAccessibleName(f"{phrase}, {figure.detail}" if figure.detail else phrase)
        self.setAccessibleDescription("Entrée ouvre la maquette financière")
        self.setToolTip("Ouvrir la maquette financière")

    def _on_theme_changed(self) -> None:
        marge = theme.px(12)
        self._colonne.setContentsMargins(marge, theme.px(8), marge, theme.px(8))
        self._colonne.setSpacing(theme.px(2))
        self._montant.setFont(theme.police_tableau(1.3, gras=True))


class BandeChiffres(QWidget):
    """The cards in a row, of the same width."""

    ouverte = Signal()

    def __init__(self, nombre: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cartes = tuple(Chiffre(self) for _ in range(nombre))
        self._rangee = QHBoxLayout(self)
        self._rangee.setContentsMargins(0, 0, 0, 0)
        for carte in self._cartes:
            self._rangee.addWidget(carte, 1)
            carte.activated.connect(self.ouverte)
        theme.suivre(self, lambda: self._rangee.setSpacing(theme.px(8)))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these, in order."""
        for carte, figure in zip(self._cartes, figures, strict=True):
            carte.show_figure(figure)

    def cartes(self) -> tuple[Chiffre, ...]:
        """The cards, in order."""
        return self._cartes
