"""« Versions » of the page « Convention »: freeze it, see what changed since, prepare the avenant."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from models.queries.versions import load_versions
from pvd_desktop.ui import icones
from pvd_desktop.ui.figeage import FIGER, PAGE, Figeage
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.workspace import Workspace


class BoutonVersions(QPushButton):
    """A button and its menu.

    Signals:
        page_demandee(str): the page of the frozen states is wanted.
        apercu_demande(Sortie): the avenant is wanted.
    """

    page_demandee = Signal(str)
    apercu_demande = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("Versions", parent)
        self._workspace = workspace
        self.setAccessibleName("Versions de la convention")
        icones.poser(self, "historique")
        self.figeage = Figeage(workspace, self)
        menu = QMenu(self)
        self.figer = menu.addAction(FIGER)
        self.figer.setEnabled(not workspace.raison_lecture_seule)
        self.comparer = menu.addAction("Comparer…")
        self.avenant = menu.addAction("Préparer l’avenant")
        self.setMenu(menu)
        self.figer.triggered.connect(self.figeage.start)
        # What was frozen is named there.
        self.figeage.figee.connect(lambda: self.page_demandee.emit(PAGE))
        self.comparer.triggered.connect(lambda: self.page_demandee.emit(PAGE))
        self.avenant.triggered.connect(self._on_avenant_triggered)

    def _on_avenant_triggered(self) -> None:
        """Without any state to start from, the page that says how to freeze one comes instead."""
        if self._workspace.read(load_versions):
            self.apercu_demande.emit(Sortie("avenant"))
        else:
            self.page_demandee.emit(PAGE)
