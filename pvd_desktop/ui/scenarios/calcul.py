"""The figures of a scenario, computed off the GUI thread: at five hundred actions they take longer than a frame."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from models.domain.projet import Projet
from models.domain.scenario import Scenario
from models.domain.scenarios.comparaison import ComparaisonScenario, comparer
from pvd_desktop.documents.builders.scenario import read_charges, read_points
from pvd_desktop.documents.builders.scenario_tables import (
    table_actions,
    table_charges,
    table_points,
    table_totaux,
)
from pvd_desktop.documents.tree import Table
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultat:
    """What the document would print of a scenario: the same tables, to the cent."""

    comparaison: ComparaisonScenario
    totaux: Table
    actions: Table
    charges: Table | None
    sans_annee: str
    """Why there is no table of the years."""
    points: Table | None


class Calcul(QObject):
    """Computes the last scenario that was asked for; what comes too late is forgotten.

    Signals:
        prete(Resultat): the figures of the scenario that was asked for.
        etat_changed(): it begins or ends.
    """

    prete = Signal(object)
    etat_changed = Signal()

    def __init__(self, aujourd_hui: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aujourd_hui = aujourd_hui
        self._tache: Task | None = None
        self._suivante: tuple[Projet, Scenario] | None = None

    @property
    def en_cours(self) -> bool:
        """Whether figures are still to come."""
        return self._tache is not None

    def ask(self, projet: Projet, scenario: Scenario) -> None:
        """Compute this one; a computation under way ends first, and is not shown."""
        if self._tache is not None:
            self._suivante = projet, scenario
            self._tache.cancel()
            return
        self._start(projet, scenario)

    def forget(self) -> None:
        """Show nothing of what is under way."""
        self._suivante = None
        if self._tache is not None:
            self._tache.cancel()

    def _start(self, projet: Projet, scenario: Scenario) -> None:
        jour = self._aujourd_hui()

        def compute(progress: Progress) -> Resultat:
            with paused_collector():
                comparaison = comparer(projet, scenario)
                progress.check()
                charges = read_charges(comparaison, jour)
                progress.check()
                points = table_points(read_points(comparaison, jour))
                progress.check()
                return Resultat(
                    comparaison=comparaison,
                    totaux=table_totaux(comparaison, charges),
                    actions=table_actions(comparaison),
                    charges=table_charges(charges),
                    sans_annee=charges.phrase,
                    points=points,
                )

        self._tache = tache = Task(compute, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(self._on_tache_finished)
        self.etat_changed.emit()
        tache.start()

    def _on_tache_succeeded(self, resultat: Resultat) -> None:
        if self._suivante is None:
            self.prete.emit(resultat)

    def _on_tache_failed(self, erreur: Exception) -> None:
        # Nothing here is expected to fail: the report dialog hears of it.
        raise erreur

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
        suivante, self._suivante = self._suivante, None
        if suivante is not None:
            self._start(*suivante)
        self.etat_changed.emit()
