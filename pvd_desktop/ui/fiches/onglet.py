"""A tab of the fiche."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from typing_extensions import override

from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat
from pvd_desktop.ui.widgets.onglet import Onglet


class OngletFiche(Onglet):
    """A tab whose fields are those of the fiche itself."""

    fichier_demande = Signal(object)
    """(Path): open it with the program of the system."""

    def show_fiche(self, fiche: FicheAction) -> None:
        """Show another version, or another fiche."""
        self.lie.show(fiche)

    def refresh_choix(self) -> None:
        """Read again what can be chosen; most tabs let people choose nothing of the project."""

    @override
    def set_constats(self, constats: Iterable[Constat]) -> None:
        super().set_constats(c for c in constats if c.objet.type == "fiche")
