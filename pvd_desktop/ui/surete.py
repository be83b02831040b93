"""What keeps the work safe, joined for the window: automatic copies, going back to one, and where they go."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.store.copies import copies_of
from pvd_desktop.ui.apparence import Apparence
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.ouverture import Ouverture
from pvd_desktop.ui.preferences.preferences import Preferences
from pvd_desktop.ui.projets import Projets, same_file
from pvd_desktop.ui.restauration.copie_ouverte import CopieOuverte
from pvd_desktop.ui.restauration.copies_auto import CopiesAutomatiques
from pvd_desktop.ui.restauration.restauration import Restauration
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace


class Fenetre(Protocol):
    """What is used of the window."""

    apparence: Apparence
    messages: Messages
    progression: BarreProgression

    def window(self, /) -> QWidget:
        """The window itself."""
        ...


class Surete(QObject):
    """Follows the open project; asks the window to close it when another state takes its place."""

    def __init__(
        self,
        projets: Projets,
        settings: Settings,
        dialogues: Dialogues,
        ouverture: Ouverture,
        fenetre: Fenetre,
        *,
        can_leave: Callable[[str, Callable[[], object]], bool],
        close_now: Callable[[], object],
    ) -> None:
        """``can_leave`` says whether nothing would be lost by closing, ``close_now`` closes the project."""
        parent = fenetre.window()
        super().__init__(parent)
        self._projets = projets
        self._ouverture = ouverture
        self._can_leave = can_leave
        self._close_now = close_now
        self._workspace: Workspace | None = None
        self.preferences = Preferences(
            settings,
            fenetre.apparence,
            dialogues,
            dossier=projets.dossier_copies,
            chemin_ouvert=self.chemin_ouvert,
            parent=parent,
        )
        self.copies = CopiesAutomatiques(settings, fenetre.messages, projets.dossier_copies, self)
        self.restauration = Restauration(
            self, projets, dialogues, fenetre.messages, progression=fenetre.progression, parent=parent
        )
        self.copie_ouverte = CopieOuverte(
            self.restauration,
            settings,
            dialogues,
            fenetre.messages,
            dossier=projets.dossier_copies,
            open_path=lambda path: self.open_path(path, lecture_seule=False),
            parent=parent,
        )
        self.preferences.auteur_changed.connect(self._on_auteur_changed)
        self.copies.preferences_demandees.connect(self.preferences.show)
        self.copies.copies_demandees.connect(self.show_copies)
        ouverture.illisible.connect(self.restauration.propose)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Follow this project; the one before is closed."""
        self._workspace = workspace
        self.copies.set_workspace(workspace)
        if workspace is not None:
            self.restauration.tell()

    def show_copies(self) -> None:
        """The copies of the open project, or of all."""
        self.restauration.show()

    def chemin_ouvert(self) -> Path | None:
        """The project open."""
        return self._workspace.path if self._workspace else None

    def leave_project(self, path: Path, suite: Callable[[], object]) -> bool:
        """Closes this project if it is the one open; ``False`` when something keeps it open, ``suite`` after."""
        ouvert = self.chemin_ouvert()
        if ouvert is None or not same_file(path, ouvert):
            return True
        if not self._can_leave("Restaurer", suite):
            return False
        self._close_now()
        return True

    def open_path(self, path: Path, *, lecture_seule: bool) -> None:
        """Opens a project instead of the one shown."""
        if self._can_leave("Ouvrir", lambda: self.open_path(path, lecture_seule=lecture_seule)):
            self._ouverture.open(path, lecture_seule=lecture_seule)

    def derniere_copie(self) -> tuple[Path, datetime | None]:
        """Where the copies go, and when the last one of the open project was made."""
        dossier, projet = self._projets.dossier_copies(), self.chemin_ouvert()
        copies = copies_of(projet, dossier) if projet else ()
        return dossier, copies[0].moment if copies else None

    def _on_auteur_changed(self, nom: str) -> None:
        if self._workspace is not None:
            self._workspace.set_auteur(nom)
