"""The days on which nobody works, known as soon as the library that computes them is loaded, off the GUI thread."""

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from models.domain.formats import nom_du_jour
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.workspace import Workspace

_SAMEDI: Final = 5


class JoursChomes(QObject):
    """Week-ends at once; public holidays when ``prets`` is emitted.

    Signals:
        prets(): the holidays are known from now on.
    """

    prets = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._connus = False
        self._tache: Task | None = None

    def load(self) -> None:
        """Have the holidays known, if they are not: a tenth of a second that the window must not wait."""
        if self._connus or self._tache is not None:
            return
        annee = self._workspace.aujourd_hui().year

        def read(_progress: Progress) -> None:
            from models.referentiel.feries import load_feries

            load_feries("", annee)

        self._tache = tache = Task(read, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.finished.connect(self._on_tache_finished)
        tache.start()

    def nom(self, jour: date) -> str:
        """« Noël », « samedi »; empty for a working day."""
        week_end = nom_du_jour(jour) if jour.weekday() >= _SAMEDI else ""
        return self.ferie(jour) or week_end

    def ferie(self, jour: date) -> str:
        """The name of a public holiday; empty for any other day."""
        if not self._connus:
            return ""
        from models.referentiel.feries import load_feries

        return load_feries(self._workspace.projet.territoire.code_departement, jour.year).get(jour, "")

    def _on_tache_succeeded(self) -> None:
        self._connus = True
        self.prets.emit()

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
