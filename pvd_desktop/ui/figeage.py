"""Freezing the project from the window: its bytes are made in a thread, then kept as one act."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from models import commands
from models.domain.errors import AppError
from models.domain.formats import format_date
from models.domain.uids import Uid
from models.domain.version_figee import nom_libre
from models.queries.versions import load_versions
from models.store.database import maintenant_utc
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.workspace import Workspace

FIGER: Final = "Figer une version"
PAGE: Final = "versions"
"""Name of the page where the states are: rooms of the window do not know the list of the pages."""


class Figeage(QObject):
    """One state at a time.

    Signals:
        figee(str, str): the state of that identity is kept, under that name.
        refusee(AppError): the project cannot be frozen.
    """

    figee = Signal(str, str)
    refusee = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tache: Task | None = None

    @property
    def en_cours(self) -> bool:
        """Whether a state is being made."""
        return self._tache is not None

    def start(self) -> None:
        """Freeze the project as it stands, under the first free name that says the day."""
        if self._tache is not None or self._workspace.raison_lecture_seule:
            return
        self._workspace.about_to_read.emit()
        projet = self._workspace.projet

        def freeze_now(progress: Progress) -> bytes:
            from models.echange.photographie import freeze
            from models.referentiel.convention import load_plan_convention

            progress.step(0, 0)
            with paused_collector():
                return freeze(projet, load_plan_convention())

        self._tache = tache = Task(freeze_now, self)
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(self._on_tache_finished)
        tache.start()

    def _on_tache_succeeded(self, octets: bytes) -> None:
        pris = [version.nom for version in self._workspace.read(load_versions)]
        nom = nom_libre(f"Version du {format_date(self._workspace.aujourd_hui())}", pris)
        libelle = f"Figer «\u00a0{nom}\u00a0»"
        add = commands.versions.add_version
        uid: Uid | None = self._workspace.execute(libelle, add, nom, octets, moment=maintenant_utc())
        if uid is not None:
            self.figee.emit(uid, nom)

    def _on_tache_failed(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        self.refusee.emit(erreur)

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
