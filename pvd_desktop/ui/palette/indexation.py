"""The names of the project, read a few at a turn once the palette is on screen, and kept as long as nothing changes."""

from collections.abc import Iterator
from itertools import islice
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from models.domain.recherche import Recherche
from pvd_desktop.ui.palette.cibles import Cible
from pvd_desktop.ui.palette.objets import list_objets
from pvd_desktop.ui.workspace import Workspace

TOUR_S: Final = 0.008
"""How long names are read before the window has its turn."""
_LOT: Final = 40


class IndexObjets(QObject):
    """What the project names, to search among.

    Signals:
        lue(): every name is there.
    """

    lue = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._suite: Iterator[Cible] | None = None
        self.recherche: Recherche[Cible] = Recherche(())
        self._minuterie = QTimer(self, singleShot=True, interval=0)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)

    @property
    def en_cours(self) -> bool:
        """Whether names are still to come."""
        return self._minuterie.isActive()

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Search in this project."""
        self._workspace = workspace
        self.forget()
        if workspace is not None:
            workspace.changed.connect(self.forget)

    def forget(self) -> None:
        """What was read is no longer the project."""
        self._minuterie.stop()
        self._suite = None
        self.recherche = Recherche(())

    def start(self) -> None:
        """Read what is not read yet, without keeping the window."""
        if self._suite is None and self._workspace is not None:
            self._suite = list_objets(self._workspace)
            self._minuterie.start()

    def finish(self) -> None:
        """Read what is left at once: somebody looks for it."""
        self.start()
        if self.en_cours:
            self._minuterie.stop()
            while self._read():
                pass

    def _read(self) -> bool:
        """A few more; ``False`` when there was none left."""
        lot = list(islice(self._suite or (), _LOT))
        self.recherche.add((cible, cible.texte) for cible in lot)
        return bool(lot)

    def _on_minuterie_timeout(self) -> None:
        limite = perf_counter() + TOUR_S
        while perf_counter() < limite:
            if not self._read():
                self.lue.emit()
                return
        self._minuterie.start()
