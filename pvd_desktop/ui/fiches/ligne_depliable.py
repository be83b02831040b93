"""One line that says what is folded under it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide


class LigneDepliable(QWidget):
    """A click anywhere opens or folds; the button is there for the keyboard."""

    bascule = Signal()

    def __init__(self, quoi: str, parent: QWidget | None = None) -> None:
        """``quoi``: what is folded, « suivi »."""
        super().__init__(parent)
        self._quoi = quoi
        self._resume = ""
        self._texte = LibelleElide(parent=self)
        theme.set_role(self._texte, "discret")
        self.bouton = QToolButton(self)
        self.bouton.clicked.connect(self.bascule)
        self.setFocusProxy(self.bouton)
        self._ligne = QHBoxLayout(self)
        self._ligne.setContentsMargins(0, 0, 0, 0)
        self._ligne.addWidget(self._texte, 1)
        self._ligne.addWidget(self.bouton)
        self.set_deplie(deplie=False)

    def set_texte(self, texte: str) -> None:
        """Change what the line says while it is folded."""
        self._resume = texte
        self._show()

    def texte(self) -> str:
        """What the line says while it is folded, whole."""
        return self._resume

    def set_deplie(self, *, deplie: bool) -> None:
        """Say whether what is under it is shown."""
        self._deplie = deplie
        geste = f"{'Replier' if deplie else 'Déplier'} le {self._quoi}"
        self.bouton.setToolTip(geste)
        self.bouton.setAccessibleName(geste)
        icones.poser(self.bouton, "chevron_haut" if deplie else "chevron_bas", "texte", 16)
        self._show()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.bascule.emit()

    def _show(self) -> None:
        # Unfolded, the fields say it themselves.
        self._texte.set_texte(self._quoi.capitalize() if self._deplie else self._resume)
