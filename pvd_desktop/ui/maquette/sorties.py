"""The maquette out of the window: a file in each of its formats, or its pages."""

from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from pvd_desktop.ui import icones
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of

MAQUETTE: Final = "maquette"
PAGE_REPRISE: Final = "retour"
"""Page of the maquettes that come back, as ``pages.py`` names it."""


class BoutonSorties(QToolButton):
    """What the page « Documents » offers of the maquette, without leaving the grid.

    Signals: export_demande(Sortie); apercu_demande(Sortie); impression_demandee(Sortie); reprise_demandee().
    """

    export_demande = Signal(object)
    apercu_demande = Signal(object)
    impression_demandee = Signal(object)
    reprise_demandee = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("Exporter")
        self.setToolTip(
            "Écrire la maquette dans un fichier, pour tout le projet, la voir comme elle s’imprime, ou l’imprimer"
        )
        self.setAccessibleName("Exporter ou imprimer la maquette")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icones.poser(self, "exporter", "texte_discret", 16)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        # The catalogue of the documents is only read when somebody wants one.
        self._menu.aboutToShow.connect(self.fill)

    def fill(self) -> QMenu:
        """The menu, with what can be asked for."""
        if self._menu.isEmpty():
            for extension in formats_of(MAQUETTE):
                self._add(f"{FORMATS_PROPOSES[extension]}…", "", self.export_demande, Sortie(MAQUETTE, None, extension))
            self._menu.addSeparator()
            self._add("Aperçu avant impression", "apercu", self.apercu_demande, Sortie(MAQUETTE))
            self._add("Imprimer…", "imprimer", self.impression_demandee, Sortie(MAQUETTE))
            self._menu.addSeparator()
            reprise = self._menu.addAction("Reprendre une maquette revenue…")
            reprise.triggered.connect(self._on_reprise_triggered)
            icones.poser(reprise, "importer", "texte_discret", 16)
        return self._menu

    def _on_reprise_triggered(self) -> None:
        self.reprise_demandee.emit()

    def _add(self, texte: str, icone: str, signal: SignalInstance, sortie: Sortie) -> None:
        action = self._menu.addAction(texte)
        action.triggered.connect(lambda: signal.emit(sortie))
        if icone:
            icones.poser(action, icone, "texte_discret", 16)
