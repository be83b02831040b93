"""What a page writes, each gesture as one act under the name people read in the menu."""

from models.domain.projet import Projet
from pvd_desktop.ui.ecrivain import Ecrivain


class Actes:
    """Acts through the pen of the page."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain

    @property
    def projet(self) -> Projet:
        """The project as it stands."""
        return self._ecrivain.projet

    @property
    def a_ecrit(self) -> bool:
        """Whether the last act changed something."""
        return self._ecrivain.a_ecrit
