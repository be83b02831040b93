"""The list of the plan as a tracking table: the columns and the actions that are on screen."""

from collections.abc import Collection, Iterable
from typing import Final

from models.domain.fiche_action import FicheAction
from models.domain.suivi.tableau_suivi import COLONNES, TableauSuivi
from pvd_desktop.ui.fiches.colonnes_visibles import NOMS
from pvd_desktop.ui.sortie import Sortie

_TOUJOURS: Final = ("orientation", "numero", "intitule")


def build_sortie(visibles: Collection[int], fiches: Iterable[FicheAction]) -> Sortie:
    """The document, as a workbook: what one most often sends."""
    codes = [nom for colonne, (nom, _) in NOMS.items() if colonne in visibles and nom in COLONNES]
    tableau = TableauSuivi(colonnes=(*_TOUJOURS, *codes), fiches=tuple(fiche.uid for fiche in fiches))
    return Sortie("suivi", extension=".xlsx", tableau=tableau)
