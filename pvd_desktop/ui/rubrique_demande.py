"""What a tab of a demande is, and what it may ask of the page: rooms that do not know one another each bring theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.domain.demandes.situee import DemandeSituee
from models.domain.regles import Constat
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class ContexteDemande:
    """What the tabs of a demande read and write with."""

    ecrivain: Ecrivain
    settings: Settings


class RubriqueDemande(QWidget):
    """A tab, built at its first visit; it shows one demande after the other, and follows the project.

    Signals:
        objet_demande(Objet, str): open the page that shows this object, on this field.
        apercu_demande(Sortie): show this document as it prints.
        export_demande(Sortie): write this document into a file.
        fichier_demande(Path): open this file with the program of the system.
        avertissement(str, str): what happened and what to do, for the banner.
        acte_fait(str): an act worth a toast, with its « Annuler ».
    """

    objet_demande = Signal(object, str)
    apercu_demande = Signal(object)
    export_demande = Signal(object)
    fichier_demande = Signal(object)
    avertissement = Signal(str, str)
    acte_fait = Signal(str)

    def show_demande(self, situee: DemandeSituee) -> None:
        """Show another version of it, or another one; called at each change of the project while the tab is seen."""
        raise NotImplementedError

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Mark the fields the points of the demande speak of."""

    def commit(self) -> bool:
        """Writes what is being typed; ``False`` when something typed is not in the project."""
        return True

    def show_saisie(self) -> None:
        """Puts the focus in the field that is not in the project."""

    def abandon(self) -> None:
        """Give up what is typed and cannot be read: what it was typed for is gone."""

    def focus_champ(self, champ: str) -> bool:
        """Show a field and put the focus in it; ``False`` when it is not here."""
        del champ
        return False


FabriqueRubrique = Callable[[ContexteDemande, QWidget], RubriqueDemande]
"""The parent is given at once, as for a page."""


@dataclass(frozen=True, slots=True)
class OngletDemande:
    """One tab of the detail of a demande."""

    id: str
    titre: str
    fabrique: FabriqueRubrique
    champs: frozenset[str] = frozenset()
    """Fields of the demande that a point may open here: « factures », « marches »."""
    objets: frozenset[str] = frozenset()
    """Types of the objects it shows beside the demande itself."""
