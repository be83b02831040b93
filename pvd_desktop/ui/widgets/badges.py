"""One badge per active filter: what hides rows is always in sight, each with its way out."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pvd_desktop.ui.widgets.flux import FluxLayout


class Badges(QWidget):
    """A row of them, hidden when there is none."""

    retire = Signal(object)
    """What stood with the badge that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boutons: list[QPushButton] = []
        self._flux = FluxLayout(self)
        self.hide()

    def boutons(self) -> tuple[QPushButton, ...]:
        """One button per active filter; a click takes the filter away."""
        return tuple(self._boutons)

    def show_badges(self, badges: Sequence[tuple[str, Hashable]]) -> None:
        """Show these: what each one says, and what is announced when it is clicked."""
        for bouton in self._boutons:
            self._flux.removeWidget(bouton)
            bouton.hide()
            bouton.deleteLater()
        self._boutons = []
        for libelle, quoi in badges:
            bouton = QPushButton(f"{libelle}  ✕", self)
            bouton.setProperty("role", "puce")
            bouton.setAccessibleName(f"Retirer le filtre «\u00a0{libelle}\u00a0»")
            bouton.setToolTip("Retirer ce filtre")
            bouton.clicked.connect(partial(self._on_clicked, quoi))
            self._flux.addWidget(bouton)
            bouton.show()
            self._boutons.append(bouton)
        self.setVisible(bool(self._boutons))
        self.updateGeometry()

    def _on_clicked(self, quoi: Hashable, _coche: bool = False) -> None:
        self.retire.emit(quoi)
