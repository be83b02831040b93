"""« Imprimer… »: the printer is chosen, then the pages are drawn beside the window."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.saisies import Saisies
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace


class Impression(QObject):
    """Asks for the printer, then prints in a thread from the frozen project."""

    def __init__(
        self,
        dialogues: Dialogues,
        messages: Messages,
        *,
        progression: BarreProgression,
        saisies: Saisies,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._dialogues, self._messages = dialogues, messages
        self._progression, self._saisies = progression, saisies
        self._fenetre = parent
        self._workspace: Workspace | None = None

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Work on this project."""
        self._workspace = workspace

    def print_document(self, sortie: Sortie) -> None:
        """Print this document on the printer that the user chooses."""
        workspace = self._workspace
        if workspace is None or not self._saisies.commit(
            "Imprimer sans cette saisie", lambda: self.print_document(sortie)
        ):
            return
        imprimante = self._dialogues.ask_printer(self._fenetre)
        if imprimante is None:
            return
        from pvd_desktop.ui.papier import print_pages

        build_document = sortie.prepare(workspace)
        tache = Task(lambda progress: print_pages(build_document, imprimante, progress), self)
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(self._messages.show_erreur)
        tache.finished.connect(tache.deleteLater)
        self._progression.follow(tache, "Impression…")
        tache.start()

    def _on_tache_succeeded(self, pages: int) -> None:
        self._messages.show_succes(
            "Le document est envoyé à l’imprimante.", f"{pages} page" if pages == 1 else f"{pages} pages", []
        )
