"""What was just taken out of the plan de financement, told with the way to take it back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.plan_financement import Depense, Financement
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace


class Retraits(QObject):
    """A toast above the totals: a line goes at once, with the years and the versements that hang on it."""

    def __init__(self, workspace: Workspace, fond: QWidget) -> None:
        super().__init__(fond)
        self._workspace = workspace
        self.toast = Toast(fond)
        self._annulation = Annulation(workspace, self.toast)

    def follow(self, *listes: ListeEditable) -> None:
        """Tell what leaves these tables."""
        for liste in listes:
            liste.ligne_retiree.connect(self._on_ligne_retiree)

    def _on_ligne_retiree(self, ligne: Depense | Financement) -> None:
        dit = self._dire_financement(ligne) if isinstance(ligne, Financement) else _dire_depense(ligne)
        self.toast.show_message(dit, action=self._annulation.offer())

    def _dire_financement(self, ligne: Financement) -> str:
        nom = ligne.dispositif or self._workspace.projet.nom_organisme(ligne.financeur) or ligne.nature.libelle
        dit = f"«\u00a0{nom}\u00a0» n’est plus dans le plan"
        if not ligne.versements:
            return f"{dit}."
        seul = len(ligne.versements) == 1
        return f"{dit}, ni {'son versement' if seul else f'ses {len(ligne.versements)} versements'}."


def _dire_depense(depense: Depense) -> str:
    return f"«\u00a0{depense.intitule or depense.poste.libelle}\u00a0» n’est plus dans les dépenses."
