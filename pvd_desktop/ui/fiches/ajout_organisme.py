"""« Ajouter un organisme… » at the end of a list: the dialog, then the act."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from models.commands import organismes as commandes
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.organisme_dialog import OrganismeDialog


class AjoutOrganisme(QObject):
    """Creates an organisme, then chooses it where it was missing."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._fenetre = parent
        self._dialogue: OrganismeDialog | None = None

    def ask(self, choose: Callable[[Uid], object]) -> None:
        """Open the dialog; ``choose`` puts the new organisme in its field."""
        self._dialogue = OrganismeDialog(self._fenetre)
        self._dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_valide(nom: str, type_: TypeOrganisme) -> None:
            uid = self._ecrivain.run(
                f"Ajouter l’organisme «\u00a0{nom}\u00a0»", commandes.add_organisme, nom=nom, type=type_
            )
            if uid is not None:
                choose(uid)

        self._dialogue.valide.connect(on_valide)
        self._dialogue.open()

    def dialogue(self) -> OrganismeDialog | None:
        """The dialog opened last."""
        return self._dialogue
