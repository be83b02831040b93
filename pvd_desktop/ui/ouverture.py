"""Opening, creating and finding projects again: what may go wrong is told in the banner, with a way out."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from models.store.copies import copy_at
from models.store.database import Database
from models.store.errors import (
    FichierAbsentError,
    FichierEndommageError,
    FichierEtrangerError,
    FichierExistantError,
    FichierTronqueError,
    FichierVerrouilleError,
    FichierVideError,
)
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.projets import Projets, file_name, free_path
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Action
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from models.commands.reprise import Reprise

NOM_EXEMPLE: Final = "exemple-valembecque.pvd"


class Ouverture(QObject):
    """Gives the window its projects.

    Signals:
        opened(Workspace): a project is open; the window shows it instead of the one before.
        recents_changed(): the list of projects opened before is another one.
        en_cours_changed(bool): a file is being opened; the window waits.
        illisible(Path, AppError): a file has lost what it held; a copy of it may be good.
    """

    opened = Signal(object)
    recents_changed = Signal()
    en_cours_changed = Signal(bool)
    illisible = Signal(object, object)

    def __init__(
        self,
        projets: Projets,
        settings: Settings,
        dialogues: Dialogues,
        messages: Messages,
        *,
        progression: BarreProgression,
        parent: QWidget,
        aujourd_hui: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._projets = projets
        self._settings = settings
        self._dialogues = dialogues
        self._messages = messages
        self._progression = progression
        self._fenetre = parent
        self._aujourd_hui = aujourd_hui
        self._tache: Task | None = None
        self._chemin = Path()
        self._apres: Callable[[], object] | None = None

    def open_now(self, path: Path) -> None:
        """Opens the project of the command line, before the window is painted."""
        self._chemin = path
        try:
            database = self._projets.open(path, lecture_seule=self._is_copy(path), controle_en_fond=True)
        except AppError as e:
            self._on_tache_failed(e)
            return
        self._on_tache_succeeded(database)

    def open(self, path: Path, *, lecture_seule: bool = False, apres: Callable[[], object] | None = None) -> None:
        """Opens a project; a copy of the folder of copies is only read, for the next ones would let it go.

        ``apres`` is done once it is open.
        """
        lecture_seule = lecture_seule or self._is_copy(path)
        self._run(path, "Ouverture du projet…", lambda: self._projets.open(path, lecture_seule=lecture_seule), apres)

    def choose(self) -> None:
        """Asks for a project, and opens it."""
        if path := self._dialogues.ask_open(self._fenetre, "Ouvrir un projet", self._dossier()):
            self.open(path)

    def create(self, commune: str, code_insee: str = "") -> None:
        """Asks where the project of ``commune`` goes, and creates it."""
        proposition = free_path(self._dossier() / file_name(commune))
        if path := self._dialogues.ask_new(self._fenetre, "Enregistrer le nouveau projet", proposition):
            self._run(path, "Création du projet…", lambda: self._projets.create(path, commune, code_insee))

    def create_unnamed(self, nom: str) -> bool:
        """Asks where a project that names no commune yet goes, and creates it; ``False`` when the user gave up."""
        proposition = free_path(self._dossier() / file_name(nom))
        path = self._dialogues.ask_new(self._fenetre, "Enregistrer le nouveau projet", proposition)
        if path:
            self._run(path, "Création du projet…", lambda: self._projets.create(path, ""))
        return path is not None

    def resume_convention(self, reprise: "Reprise", exemplaire: Path | None) -> None:
        """Asks where the project of a convention that was signed goes, and creates it."""
        proposition = free_path(self._dossier() / file_name(reprise.nom))
        if path := self._dialogues.ask_new(self._fenetre, "Enregistrer le nouveau projet", proposition):
            titre = "Reprise de la convention…"
            creer = partial(self._projets.resume_convention, path, reprise, exemplaire)
            self._run(path, titre, creer, self._tell_reprise)

    def create_exemple(self) -> None:
        """Asks where the example goes, and writes a copy of it that belongs to the user."""
        proposition = free_path(self._dossier() / NOM_EXEMPLE)
        if path := self._dialogues.ask_new(self._fenetre, "Enregistrer le projet d’exemple", proposition):
            self._run(path, "Préparation de l’exemple…", lambda: self._projets.create_exemple(path))

    def locate(self, perdu: Path) -> None:
        """Asks where a project that moved is now."""
        titre = f"Localiser «\u00a0{perdu.name}\u00a0»"
        if path := self._dialogues.ask_open(self._fenetre, titre, self._dossier()):
            # Not before: the file chosen may be another one, or unreadable.
            self.open(path, apres=lambda: self.forget(perdu))

    def forget(self, path: Path) -> None:
        """Takes a project out of the list; its file is not touched."""
        self._settings.forget_recent(path)
        self.recents_changed.emit()

    def _run(
        self,
        path: Path,
        titre: str,
        open_file: Callable[[], Database],
        apres: Callable[[], object] | None = None,
    ) -> None:
        if self._tache is not None:
            return

        def run(progress: Progress) -> Database:
            progress.step(0, 0, titre)
            return open_file()

        self._messages.close_message()
        self._chemin, self._apres = path, apres
        self._tache = Task(run, self)
        self._tache.succeeded.connect(self._on_tache_succeeded)
        self._tache.failed.connect(self._on_tache_failed)
        self._tache.finished.connect(self._on_tache_finished)
        self._progression.follow(self._tache, titre)
        self.en_cours_changed.emit(True)  # noqa: FBT003 - a signal has no keywords
        self._tache.start()

    def _on_tache_succeeded(self, database: Database) -> None:
        try:
            workspace = self._build(database)
        except AppError as e:
            self._on_tache_failed(e)
            return
        chemin = self._chemin.absolute()
        if chemin.parent != self._projets.dossier_copies().absolute():
            # A copy is looked at, and gone back to: it is no project to work in.
            self._settings.add_recent(chemin, self._aujourd_hui())
            self._settings.dernier_dossier = chemin.parent
        self.recents_changed.emit()
        self.opened.emit(workspace)
        apres, self._apres = self._apres, None
        if apres is not None:
            apres()
        if database.copie_gardee:
            self._tell_upgrade(database.copie_gardee)

    def _tell_reprise(self) -> None:
        self._messages.show_succes(
            "Le projet est créé, et sa convention y est signée.",
            "Ses dates sont dans Territoire\u00a0; ses parties et son exemplaire signé, dans Convention.",
        )

    def _tell_upgrade(self, copie: Path) -> None:
        self._messages.show_message(
            Niveau.INFORMATION,
            "Ce fichier vient d’une version précédente\u00a0: une copie en a été gardée.",
            str(copie),
            (("Ouvrir le dossier", lambda: self._dialogues.show_file(copie.parent)),),
        )

    def _build(self, database: Database) -> Workspace:
        """The project read from its file; a file that cannot be read is closed, and its lock given back."""
        try:
            return self._projets.workspace(database)
        except BaseException:
            database.close()
            raise

    def _on_tache_failed(self, erreur: Exception) -> None:
        self._messages.show_erreur(erreur, self._ways_out(erreur))
        if isinstance(erreur, FichierEndommageError | FichierTronqueError | FichierVideError | FichierEtrangerError):
            self.illisible.emit(self._chemin, erreur)

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
        self.en_cours_changed.emit(False)  # noqa: FBT003

    def _ways_out(self, erreur: Exception) -> Sequence[Action]:
        path = self._chemin
        match erreur:
            case FichierVerrouilleError():
                return (
                    ("Ouvrir en lecture seule", lambda: self.open(path, lecture_seule=True)),
                    ("Réessayer", lambda: self.open(path)),
                )
            case FichierExistantError():
                return (("Ouvrir ce fichier", lambda: self.open(path)),)
            case FichierAbsentError():
                return (("Localiser…", lambda: self.locate(path)),)
            case _:
                return ()

    def _is_copy(self, path: Path) -> bool:
        return copy_at(path, self._projets.dossier_copies()) is not None

    def _dossier(self) -> Path:
        """Where the user keeps the projects: the last folder chosen, else the documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._settings.dernier_dossier or Path(documents or ".")
