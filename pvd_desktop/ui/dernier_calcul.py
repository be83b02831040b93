"""What a page computes off the GUI thread each time one asks for another thing: the last one asked for wins."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.domain.errors import AppError
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task


class DernierCalcul(QObject):
    """One computation at a time; what comes too late is forgotten.

    Signals:
        prete(object): what the last computation gives.
        refusee(AppError): it cannot be made.
        etat_changed(): it begins or ends.
    """

    prete = Signal(object)
    refusee = Signal(object)
    etat_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tache: Task | None = None
        self._suivante: Callable[[Progress], Any] | None = None

    @property
    def en_cours(self) -> bool:
        """Whether something is still to come."""
        return self._tache is not None

    def run(self, compute: Callable[[Progress], Any]) -> None:
        """Compute this; what is under way ends first, and is not shown."""
        if self._tache is not None:
            self._suivante = compute
            self._tache.cancel()
            return
        self._start(compute)

    def forget(self) -> None:
        """Show nothing of what is under way."""
        self._suivante = None
        if self._tache is not None:
            self._tache.cancel()

    def _start(self, compute: Callable[[Progress], Any]) -> None:
        def compute_now(progress: Progress) -> Any:
            with paused_collector():
                return compute(progress)

        self._tache = tache = Task(compute_now, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(self._on_tache_finished)
        self.etat_changed.emit()
        tache.start()

    def _on_tache_succeeded(self, resultat: Any) -> None:
        if self._suivante is None:
            self.prete.emit(resultat)

    def _on_tache_failed(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        if self._suivante is None:
            self.refusee.emit(erreur)

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
        suivante, self._suivante = self._suivante, None
        if suivante is not None:
            self._start(suivante)
        self.etat_changed.emit()
