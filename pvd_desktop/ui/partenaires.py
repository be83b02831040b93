"""Partners’ workbooks: chosen, shown on their page, then a filled copy where one says; their file never changes."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.navigation import Navigation
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.pages import DOCUMENTS, PARTENAIRE
from pvd_desktop.ui.projets import free_path
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Action
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.partenaire.page import PartenairePage

FILTRES: Final = {
    ".xlsx": "Classeur Excel (*.xlsx)",
    ".xlsm": "Classeur Excel avec macros (*.xlsm)",
}


class Partenaires(QObject):
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
        self._page: PartenairePage | None = None
        navigation.page_built.connect(self._on_page_built)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Fill from another project: the page of the one before is gone with it."""
        del workspace
        self._page = None

    def choose(self) -> None:
        """Ask for a workbook, and read it."""
        dossier = self._settings.dernier_dossier or Path()
        if path := self._dialogues.ask_tableau(self._fenetre, "Remplir le tableau d’un partenaire", dossier):
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a workbook on its page, once what is typed elsewhere is."""
        self._navigation.show_page(PARTENAIRE, lambda: self.read(path))
        if self._navigation.courante == PARTENAIRE and self._page is not None:
            self._page.preparation.read_file(path)

    def write(self) -> None:
        """Ask where, then write the copy in a thread."""
        page = self._page
        if page is None or not page.preparation.a_jour or page.remplissage is None:
            return
        source, remplissage = page.preparation.source, page.remplissage
        proposition = free_path(source.with_stem(f"{source.stem} - rempli"))
        filtre = FILTRES[source.suffix.lower()]
        cible = self._dialogues.ask_save(self._fenetre, "Écrire la copie", proposition, filtre)
        if cible is None:
            return

        def write(progress: Progress) -> None:
            from pvd_desktop.gabarits.ecriture import write_copy

            with paused_collector():
                write_copy(source, cible, remplissage, progress.step)

        page.preparation.remember()
        tache = Task(write, self)
        nombre = len(remplissage.ecrites)
        tache.succeeded.connect(lambda: self._on_written(cible, nombre))
        tache.failed.connect(self._on_failed)
        tache.finished.connect(tache.deleteLater)
        self._progression.follow(tache, f"Écriture de «\u00a0{cible.name}\u00a0»…")
        tache.start()

    def _on_written(self, cible: Path, nombre: int) -> None:
        actions: list[Action] = [
            ("Ouvrir", lambda: self._dialogues.show_file(cible)),
            ("Ouvrir le dossier", lambda: self._dialogues.show_file(cible.parent)),
        ]
        cellules = "1 cellule remplie" if nombre == 1 else f"{nombre} cellules remplies"
        self._messages.show_succes(
            f"«\u00a0{cible.name}\u00a0» est écrit\u00a0: {cellules}.", str(cible.parent), actions
        )

    def _on_failed(self, erreur: Exception) -> None:
        autre: list[Action] = [("Choisir un autre emplacement…", self.write)] if isinstance(erreur, AppError) else []
        self._messages.show_erreur(erreur, autre)

    def _on_page_built(self, nom: str, page: Page) -> None:
        if nom != PARTENAIRE:
            return
        from pvd_desktop.ui.partenaire.page import PartenairePage

        assert isinstance(page, PartenairePage)  # that is its name
        self._page = page
        page.fichier_a_choisir.connect(self.choose)
        page.copie_demandee.connect(self.write)
        page.abandon_demande.connect(lambda: self._navigation.show_page(DOCUMENTS))
        page.travail_begun.connect(self._progression.follow)
