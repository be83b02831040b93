"""« Exporter le dossier… »: the folder of the portal first, then each document of the demande."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from models.domain.uids import Uid
from pvd_desktop.ui import icones
from pvd_desktop.ui.sortie import DOSSIER, FORMATS_PROPOSES, ZIP, Sortie, documents_de_demande, formats_of

DOCUMENT = "demande"
"""The whole dossier, among the documents."""


class BoutonExports(QPushButton):
    """A menu, filled when it opens: the catalogue of the documents is only read when somebody wants one.

    Signals: export_demande(Sortie); apercu_demande(Sortie).
    """

    export_demande = Signal(object)
    apercu_demande = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Exporter le dossier", parent)
        self.demande: Uid | None = None
        """What is exported."""
        self.setToolTip("Écrire les documents et les pièces de la demande, ou les voir comme ils s’impriment")
        icones.poser(self, "exporter", "texte", 16)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self.fill)

    def fill(self) -> QMenu:
        """The menu, with what can be asked for."""
        if not self._menu.isEmpty():
            return self._menu
        self._add(self._menu, "Dans un dossier…", "dossier", DOCUMENT, DOSSIER)
        self._add(self._menu, "Dans un fichier compressé (zip)…", "piece_jointe", DOCUMENT, ZIP)
        apercu = self._menu.addAction("Aperçu de tous les documents")
        apercu.triggered.connect(self._on_apercu_triggered)
        icones.poser(apercu, "apercu", "texte", 16)
        self._menu.addSeparator()
        for modele in documents_de_demande():
            sous_menu = self._menu.addMenu(modele.titre)
            for extension in formats_of(modele.id):
                if extension not in {DOSSIER, ZIP}:
                    self._add(sous_menu, f"{FORMATS_PROPOSES[extension]}…", "", modele.id, extension)
        return self._menu

    def _add(self, menu: QMenu, texte: str, icone: str, document: str, extension: str) -> None:
        action = menu.addAction(texte)
        action.triggered.connect(partial(self._on_export_triggered, document, extension))
        if icone:
            icones.poser(action, icone, "texte", 16)

    def _on_export_triggered(self, document: str, extension: str, _coche: bool = False) -> None:
        self.export_demande.emit(Sortie(document, demande=self.demande, extension=extension))

    def _on_apercu_triggered(self) -> None:
        self.apercu_demande.emit(Sortie(DOCUMENT, demande=self.demande))
