"""The figures of a scenario, computed off the GUI thread: at five hundred actions they take longer than a frame."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

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
from pvd_desktop.ui.dernier_calcul import DernierCalcul
from pvd_desktop.ui.tasks import Progress


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


class Calcul(DernierCalcul):
    """Computes the last scenario that was asked for."""

    def __init__(self, aujourd_hui: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._aujourd_hui = aujourd_hui

    def ask(self, projet: Projet, scenario: Scenario) -> None:
        """Compute this one."""
        jour = self._aujourd_hui()

        def compute(progress: Progress) -> Resultat:
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

        self.run(compute)
