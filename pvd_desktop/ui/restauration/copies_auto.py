"""Copies that make themselves: every thirty minutes of work, once nothing is being done, and at closing."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from models.domain.errors import AppError
from models.store.copie import Interruption
from models.store.copies import Copie, copies_of, keep_copy
from models.store.database import maintenant_utc
from models.store.errors import CopieInterrompueError
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.workspace import Workspace

PERIODE_MS: Final = 30 * 60 * 1000
"""Work between two copies."""
CALME_MS: Final = 10_000
"""Time without an act before a copy begins: it may be read while somebody types, not while they write."""
_journal = logging.getLogger(__name__)


class CopiesAutomatiques(QObject):
    """Watches the open project; silent unless a copy fails, or the last session was cut short, which is said once.

    Signals:
        preferences_demandees(): the user wants another folder.
        copies_demandees(): the user wants to see the copies.
        copied(Copie): a copy was made.
    """

    preferences_demandees = Signal()
    copies_demandees = Signal()
    copied = Signal(object)

    def __init__(
        self,
        settings: Settings,
        messages: Messages,
        dossier: Callable[[], Path],
        parent: QObject,
        *,
        horloge: Callable[[], datetime] = maintenant_utc,
        periode_ms: int = PERIODE_MS,
        calme_ms: int = CALME_MS,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._messages = messages
        self._dossier = dossier
        self._horloge = horloge
        self._workspace: Workspace | None = None
        self._modifie = False
        self._dit = False
        self._coupe = settings.travail_sans_copie
        """Project of a session that was cut short: one that is closed in this one has its copy under way."""
        self._tache: Task | None = None
        self._interruption = Interruption()
        self._periode = QTimer(self, singleShot=True, interval=periode_ms)
        self._calme = QTimer(self, singleShot=True, interval=calme_ms)
        self._periode.timeout.connect(self._calme.start)
        self._calme.timeout.connect(self._on_calme_timeout)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Watch this project; the one before is closed by now, and is copied if something was done in it."""
        self._periode.stop()
        self._calme.stop()
        ancien, self._workspace = self._workspace, workspace
        if ancien is not None and self._modifie:
            self._copy(ancien.path, self._on_fermeture_failed)
            # Acts of the next project do not stop it.
            self._interruption = Interruption()
        self._modifie = self._dit = False
        if workspace is not None:
            workspace.about_to_write.connect(self._on_workspace_about_to_write)
            workspace.changed.connect(self._on_workspace_changed)
            self._tell_last_failure()
            if workspace.path == self._settings.travail_sans_copie and not workspace.raison_lecture_seule:
                # The last session was cut short: its work is copied as that of this one.
                self._on_workspace_changed()
                if workspace.path == self._coupe and not self._dit:
                    self._tell_cut(workspace.path)
            self._coupe = None

    def _copy(self, path: Path, on_failed: Callable[[Exception], None]) -> None:
        dossier, derniers, moment = self._dossier(), self._settings.copies_gardees, self._horloge()
        self._interruption = interruption = Interruption()

        def run(_progress: Progress) -> Copie | None:
            return keep_copy(path, dossier, derniers=derniers, moment=moment, interruption=interruption)

        # Of the application: the copy of the closing outlives the window.
        tache = Task(run, QCoreApplication.instance() or self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(on_failed)
        tache.finished.connect(tache.deleteLater)
        self._tache = tache
        tache.start()

    def _on_workspace_about_to_write(self) -> None:
        self._interruption.cancel()

    def _on_workspace_changed(self) -> None:
        self._modifie = True
        if self._workspace is not None and self._settings.travail_sans_copie != self._workspace.path:
            self._settings.travail_sans_copie = self._workspace.path
            self._settings.save()
        if self._calme.isActive():
            self._calme.start()
        elif not self._periode.isActive():
            self._periode.start()

    def _on_calme_timeout(self) -> None:
        if self._workspace is not None:
            self._modifie = False
            self._copy(self._workspace.path, self._on_tache_failed)

    def _on_tache_succeeded(self, copie: Copie | None) -> None:
        self._dit = False
        self._settings.echec_copie = ""
        if not self._modifie:
            self._settings.travail_sans_copie = None
            self._settings.save()
        if copie is not None:
            self.copied.emit(copie)

    def _on_tache_failed(self, erreur: Exception) -> None:
        if isinstance(erreur, CopieInterrompueError):
            self._modifie = True
            self._calme.start()
            return
        if not isinstance(erreur, AppError):
            self._messages.show_erreur(erreur)
            return
        # Tried again at the end of the next period, and at closing.
        self._modifie = True
        self._periode.start()
        self._tell(str(erreur))

    def _on_fermeture_failed(self, erreur: Exception) -> None:
        _journal.warning("The copy of the closing failed", exc_info=erreur)
        self._settings.echec_copie = str(erreur) if isinstance(erreur, AppError) else type(erreur).__name__
        self._settings.save()

    def _tell_cut(self, path: Path) -> None:
        """Nothing is lost, and people must read it: they saw the window go."""
        dossier = self._dossier()
        copies = copies_of(path, dossier)
        lieu = f"dans {dossier}."
        dit = f"La première copie de sécurité se fera à la fermeture, ou dans une demi-heure, {lieu}"
        if copies:
            dit = f"La dernière copie de sécurité, du {format_moment(copies[0].moment)}, est {lieu}"
        self._messages.show_message(
            Niveau.INFORMATION,
            "La dernière séance s’est interrompue sans fermer ce projet. Tout ce qui était enregistré est là.",
            dit,
            (("Voir les copies…", self.copies_demandees.emit),) if copies else (),
        )

    def _tell_last_failure(self) -> None:
        if raison := self._settings.echec_copie:
            self._settings.echec_copie = ""
            self._tell(raison)

    def _tell(self, raison: str) -> None:
        if self._dit:
            return
        self._dit = True
        self._messages.show_message(
            Niveau.ATTENTION,
            "La copie de sécurité automatique n’a pas pu être faite. Votre projet, lui, est bien enregistré.",
            raison,
            (("Changer de dossier…", self.preferences_demandees.emit),),
        )
