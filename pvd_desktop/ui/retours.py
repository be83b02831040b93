"""Maquettes that come back: chosen or dropped, reviewed on their page, then one act that one undo takes back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.errors import SaisieError
from models.store.database import maintenant_utc
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.navigation import Navigation
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.pages import MAQUETTE, PAGES, RETOUR
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.retour.page import RetourPage


class Retours(QObject):
    """Everything around the page: the page itself only reads and shows."""

    def __init__(
        self,
        settings: Settings,
        dialogues: Dialogues,
        messages: Messages,
        navigation: Navigation,
        *,
        progression: BarreProgression,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._dialogues = dialogues
        self._messages = messages
        self._navigation = navigation
        self._progression = progression
        self._fenetre = parent
        self._workspace: Workspace | None = None
        self._page: RetourPage | None = None
        self._retour = MAQUETTE
        self._annulation: Annulation | None = None
        navigation.page_built.connect(self._on_page_built)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Take maquettes back into this project."""
        self._workspace = workspace
        self._page = None
        if self._annulation is not None:
            self._annulation.deleteLater()
            self._annulation = None

    def choose(self) -> None:
        """Ask for a workbook, and read it."""
        dossier = self._settings.dernier_dossier or Path()
        if path := self._dialogues.ask_tableau(self._fenetre, "Reprendre une maquette revenue", dossier):
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a workbook."""
        if page := self._open(lambda: self.read(path)):
            page.relecture.read_file(path)

    def write(self) -> None:
        """Write the lines that are accepted."""
        page, workspace = self._page, self._workspace
        reviseur = page.relecture.reviseur if page else None
        if page is None or workspace is None or reviseur is None or not page.relecture.a_jour:
            return
        from models.commands.retour import write_retour

        acceptes = page.relecture.acceptes
        try:
            ecritures = reviseur.ecritures(acceptes)
        except SaisieError as e:
            page.show_refus(e)
            return
        nombre = len(reviseur.revue.retenus(acceptes))
        source = reviseur.revue.source
        libelle = f"Reprendre «\u00a0{source}\u00a0»"
        tache = workspace.execute_in_task(libelle, write_retour, ecritures, moment=maintenant_utc())
        ecrits: list[bool] = []
        tache.succeeded.connect(lambda: ecrits.append(True))
        # Once the window takes input again: what is shown now keeps the focus.
        tache.finished.connect(lambda: self._on_written(workspace, source, nombre) if ecrits else None)

    def _open(self, suite: Callable[[], object]) -> "RetourPage | None":
        """The page, shown; ``None`` when what is typed elsewhere comes first, and ``suite`` after it."""
        avant = self._navigation.courante
        self._navigation.show_page(RETOUR, suite)
        if self._navigation.courante != RETOUR:
            return None
        if avant in {e.id for e in PAGES}:
            self._retour = avant
        return self._page

    def _on_written(self, workspace: Workspace, source: str, nombre: int) -> None:
        if self._page is not None:
            self._page.relecture.clear()
        self._navigation.show_page(MAQUETTE)
        if self._annulation is not None:
            self._annulation.deleteLater()
        self._annulation = Annulation(workspace, self._messages.bandeau)
        lignes = "1 ligne écrite" if nombre == 1 else f"{nombre} lignes écrites"
        self._messages.show_message(
            Niveau.SUCCES,
            f"«\u00a0{source}\u00a0» est repris\u00a0: {lignes}.",
            "Ce que vous n’avez pas accepté reste comme avant.",
            [("Annuler la reprise", self._annulation.offer())],
        )

    def _on_page_built(self, nom: str, page: Page) -> None:
        if nom != RETOUR:
            return
        from pvd_desktop.ui.retour.page import RetourPage

        assert isinstance(page, RetourPage)  # that is its name
        self._page = page
        page.fichier_a_choisir.connect(self.choose)
        page.application_demandee.connect(self.write)
        page.abandon_demande.connect(lambda: self._navigation.show_page(self._retour))
        page.travail_begun.connect(self._progression.follow)
