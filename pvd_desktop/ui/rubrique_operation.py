"""What a tab of a fiche is that another room brings: it shows one operation of the fiche after the other."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat


class RubriqueOperation(QWidget):
    """A tab, built at its first visit, that follows the project.

    Signals:
        avertissement(str, str): what happened and what to do, for the banner.
    """

    avertissement = Signal(str, str)

    def show_fiche(self, fiche: FicheAction) -> None:
        """Show another version, or another fiche."""
        raise NotImplementedError

    def refresh_choix(self) -> None:
        """Read again what can be chosen in the project."""

    def commit(self) -> bool:
        """Write what is being typed; ``False`` when something typed is not in the project."""
        return True

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Mark the fields the points of the fiche speak of."""

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing."""
        raise NotImplementedError

    def focus_champ(self, champ: str) -> bool:
        """Show a field and put the focus in it; ``False`` when it is not here."""
        del champ
        return False
