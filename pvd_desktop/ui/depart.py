"""How a project is begun or taken up again: from the Accueil, from the menu, from a file that is dropped."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.depot import DepotError, dropped_project
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.ouverture import Ouverture
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.niveau import Niveau

if TYPE_CHECKING:
    from models.commands.reprise import Reprise
    from pvd_desktop.ui.accueil.accueil import Accueil


class Depart(QObject):
    """Asks first whether the project that is open may be left."""

    def __init__(
        self,
        settings: Settings,
        dialogues: Dialogues,
        ouverture: Ouverture,
        messages: Messages,
        *,
        can_leave: Callable[[str, Callable[[], object]], bool],
        open_project: Callable[[Path], object],
        importer: Callable[[], object],
        coller: Callable[[], object],
        aujourd_hui: Callable[[], date],
        pile: QWidget,
    ) -> None:
        """``can_leave`` says whether nothing would be lost by closing what is open; ``pile`` holds the Accueil.

        ``importer`` opens the page that brings a table in, ``coller`` opens it on what was copied.
        """
        super().__init__(pile)
        self._settings = settings
        self._dialogues = dialogues
        self._ouverture = ouverture
        self._messages = messages
        self._can_leave = can_leave
        self._open_project = open_project
        self._importer = importer
        self._coller = coller
        self._aujourd_hui = aujourd_hui
        self._pile = pile

    @cached_property
    def accueil(self) -> "Accueil":
        """What is shown without a project, built when it first is."""
        from pvd_desktop.ui.accueil.accueil import Accueil

        accueil = Accueil(self._settings, self._dialogues, self._aujourd_hui, self._pile)
        self._ouverture.recents_changed.connect(accueil.refresh)
        self._ouverture.opened.connect(accueil.begin)
        accueil.ouvrir_demande.connect(self._open_project)
        accueil.parcourir_demande.connect(self.choose)
        accueil.nouveau_demande.connect(self.create)
        accueil.reprise_demandee.connect(self.resume_convention)
        accueil.partir_de_tableau.connect(self._importer)
        accueil.tableau_colle.connect(self._coller)
        accueil.exemple_demande.connect(self.create_exemple)
        accueil.localiser_demande.connect(self.locate)
        accueil.retirer_demande.connect(self._ouverture.forget)
        return accueil

    def choose(self) -> None:
        """Ask for a project, and open it."""
        if self._can_leave("Ouvrir", self.choose):
            self._ouverture.choose()

    def create(self, commune: str, code_insee: str) -> None:
        """The project of a commune."""
        if self._can_leave("Créer", lambda: self.create(commune, code_insee)):
            self._ouverture.create(commune, code_insee)

    def resume_convention(self, reprise: "Reprise", exemplaire: Path | None) -> None:
        """The project of a convention that was signed."""
        if self._can_leave("Créer", lambda: self.resume_convention(reprise, exemplaire)):
            self._ouverture.resume_convention(reprise, exemplaire)

    def create_exemple(self) -> None:
        """A copy of the example that belongs to the user."""
        if self._can_leave("Ouvrir", self.create_exemple):
            self._ouverture.create_exemple()

    def locate(self, path: Path) -> None:
        """A project that moved."""
        if self._can_leave("Ouvrir", lambda: self.locate(path)):
            self._ouverture.locate(path)

    def drop(self, urls: Sequence[QUrl]) -> None:
        """What was dropped on the window: a project is opened, anything else explained."""
        try:
            path = dropped_project(urls)
        except DepotError as e:
            self._messages.show_message(Niveau.ATTENTION, e.message, e.remede)
        else:
            self._open_project(path)
