"""The documents that say where the project stands: the quarterly table and the yearly report."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from pvd_desktop.ui import icones
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of

DOCUMENTS: Final = {"trimestriel": "Tableau trimestriel", "bilan": "Bilan annuel"}


class BoutonSorties(QToolButton):
    """Opens the menu of both documents, in each format."""

    export_demande = Signal(object)
    apercu_demande = Signal(object)
    impression_demandee = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("Exporter")
        self.setAccessibleName("Exporter ou imprimer un état d’avancement")
        self.setToolTip("Tableau trimestriel et bilan annuel, à envoyer ou à imprimer")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icones.poser(self, "exporter", "texte_discret", 16)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> QMenu:
        """The menu, made when it is asked for: the catalogue of documents is not read before."""
        self._menu.clear()
        for document, titre in DOCUMENTS.items():
            if not self._menu.isEmpty():
                self._menu.addSeparator()
            for extension in formats_of(document):
                action = self._menu.addAction(f"{titre}, {_en_phrase(FORMATS_PROPOSES[extension])}…")
                action.triggered.connect(partial(self.export_demande.emit, Sortie(document, extension=extension)))
            apercu = self._menu.addAction(f"Aperçu\u00a0: {titre.lower()}")
            apercu.triggered.connect(partial(self.apercu_demande.emit, Sortie(document)))
        return self._menu


def _en_phrase(format_propose: str) -> str:
    return format_propose[:1].lower() + format_propose[1:]
