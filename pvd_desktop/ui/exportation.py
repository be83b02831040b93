"""Everything that leaves the window as a file: documents, data, copies of the project."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.store.database import maintenant_utc
from models.store.errors import CopieError
from pvd_desktop.ui.derniers import Dernier, DerniersExports
from pvd_desktop.ui.dialogues import FILTRE_JSON, FILTRE_PROJET, Dialogues
from pvd_desktop.ui.export_dossier import name_dossier, prepare_document, prepare_dossier
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.projets import free_path, same_file
from pvd_desktop.ui.saisies import Saisies
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, ZIP, Sortie
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Action
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.documents.dossier.ecriture import BilanDossier


class Exportation(QObject):
    """Asks where, commits what is being typed, then writes in a thread from the frozen project.

    Signals:
        document_exporte(): a document was written.
    """

    document_exporte = Signal()

    def __init__(
        self,
        settings: Settings,
        dialogues: Dialogues,
        messages: Messages,
        *,
        progression: BarreProgression,
        saisies: Saisies,
        parent: QWidget,
        maintenant: Callable[[], datetime] = maintenant_utc,
    ) -> None:
        super().__init__(parent)
        self._maintenant = maintenant
        self._settings = settings
        self._dialogues = dialogues
        self._messages = messages
        self._progression = progression
        self._saisies = saisies
        self._fenetre = parent
        self._workspace: Workspace | None = None
        self._tache: Task | None = None
        self._cible = Path()
        self._incomplet = False
        self._reserve = ""
        self._reprise: Callable[[], object] = self.export_json

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Work on this project."""
        self._workspace = workspace

    def export_document(self, sortie: Sortie | FichierAEcrire) -> None:
        """One document, in its format; or a file that the page knows how to write."""
        workspace = self._workspace
        if isinstance(sortie, FichierAEcrire):
            self._write_file(sortie)
            return
        if workspace is None or not self._commit("Exporter", lambda: self.export_document(sortie)):
            return
        cible = self._ask_target(workspace, sortie)
        if cible is None:
            return
        if sortie.en_dossier:
            tache = Task(prepare_dossier(workspace, sortie, cible), self)
            tache.succeeded.connect(self._note_absences)
        else:
            tache = Task(prepare_document(workspace, sortie, cible), self)
        derniers = DerniersExports(self._settings, workspace.projet.territoire.uid)
        tache.succeeded.connect(lambda: self._note(derniers, sortie, cible))
        self._run(tache, cible, f"Export de «\u00a0{cible.name}\u00a0»…", lambda: self.export_document(sortie))

    def _note_absences(self, bilan: "BilanDossier") -> None:
        """Kept for the message that follows: the dossier is written, and is not whole."""
        self._reserve = bilan.phrase if bilan.absentes else ""

    def _ask_target(self, workspace: Workspace, sortie: Sortie) -> Path | None:
        """A file to write; or where to put a folder, which is never one that already holds something."""
        if not sortie.en_dossier:
            return self._ask("Exporter", sortie.nom_fichier(workspace), sortie.filtre)
        nom = name_dossier(workspace, sortie)
        if sortie.extension == ZIP:
            return self._ask("Exporter", nom, sortie.filtre)
        depart = self._settings.dernier_dossier or workspace.path.parent
        parent = self._dialogues.ask_folder(self._fenetre, "Choisir où ranger le dossier", depart)
        return None if parent is None else free_path(parent / nom)

    def _note(self, derniers: DerniersExports, sortie: Sortie, cible: Path) -> None:
        derniers.set_dernier(sortie.document, Dernier(cible, self._maintenant()))
        self.document_exporte.emit()

    def _write_file(self, fichier: FichierAEcrire) -> None:
        if not self._commit("Enregistrer", lambda: self._write_file(fichier)):
            return
        cible = self._ask(fichier.titre, fichier.nom, fichier.filtre)
        if cible is None:
            return

        def write(progress: Progress) -> None:
            progress.step(0, 0)
            with paused_collector():
                fichier.write(cible)

        tache = Task(write, self)
        tache.succeeded.connect(lambda: self._on_file_written(fichier))
        self._run(tache, cible, f"Écriture de «\u00a0{cible.name}\u00a0»…", lambda: self._write_file(fichier))

    @staticmethod
    def _on_file_written(fichier: FichierAEcrire) -> None:
        if fichier.ecrit is not None:
            fichier.ecrit()

    def export_json(self) -> None:
        """The whole project, as documented data."""
        workspace = self._workspace
        if workspace is None or not self._commit("Exporter", self.export_json):
            return
        projet, logos = workspace.projet, workspace.load_logos()
        cible = self._ask("Exporter en JSON", f"{workspace.path.stem}.json", FILTRE_JSON)
        if cible is None:
            return

        def write(progress: Progress) -> None:
            from models.echange.format import to_json
            from pvd_desktop.documents.export import write_text

            progress.step(0, 0)
            write_text(to_json(projet, logos), cible)

        self._run(Task(write, self), cible, "Export des données…", self.export_json)

    def save_copy(self) -> None:
        """A verified copy of the project, elsewhere."""
        workspace = self._workspace
        if workspace is None or not self._commit("Copier", self.save_copy):
            return
        proposition = free_path(workspace.path.with_stem(f"{workspace.path.stem}-copie"))
        titre = "Enregistrer une copie"
        cible = self._dialogues.ask_save(self._fenetre, titre, proposition, FILTRE_PROJET)
        if cible is None:
            return
        if same_file(cible, workspace.path):
            from pvd_desktop.documents.export import ExportError

            erreur = ExportError(
                "La copie ne peut pas remplacer le projet ouvert.", "Choisissez un autre nom ou un autre dossier."
            )
            self._messages.show_erreur(erreur, (("Choisir un autre nom…", self.save_copy),))
            return
        self._run(workspace.copy_in_task(cible), cible, "Enregistrement de la copie…", self.save_copy)

    def _commit(self, verbe: str, suite: Callable[[], object]) -> bool:
        """Write what is being typed; ``False`` when the user must first say what becomes of it."""
        lu = self._saisies.commit(f"{verbe} sans cette saisie", suite)
        self._incomplet = self._saisies.incompletes
        return lu

    def _ask(self, titre: str, nom: str, filtre: str) -> Path | None:
        workspace = self._workspace
        dossier = self._settings.dernier_dossier or (workspace.path.parent if workspace else Path())
        return self._dialogues.ask_save(self._fenetre, titre, dossier / nom, filtre)

    def _run(self, tache: Task, cible: Path, titre: str, reprise: Callable[[], object]) -> None:
        if not self._incomplet:
            self._messages.close_message()
        self._tache, self._cible, self._reprise, self._reserve = tache, cible, reprise, ""
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(tache.deleteLater)
        self._progression.follow(tache, titre)
        tache.start()

    def _on_tache_succeeded(self) -> None:
        cible = self._cible
        actions: list[Action] = [("Ouvrir le dossier", lambda: self._dialogues.show_file(cible.parent))]
        if self._incomplet:
            self._messages.show_message(
                Niveau.ERREUR,
                f"«\u00a0{cible.name}\u00a0» est enregistré, mais sans la saisie en cours.",
                "Ce que vous venez d’écrire n’est encore qu’à l’écran\u00a0: le fichier contient tout le reste.",
                (("Réessayer", self._saisies.retry), *actions),
            )
            return
        if cible.suffix.lower() in {*FORMATS_PROPOSES, ".eml"}:
            actions.insert(0, ("Ouvrir", lambda: self._dialogues.show_file(cible)))
        niveau = Niveau.ATTENTION if self._reserve else Niveau.SUCCES
        titre = f"«\u00a0{cible.name}\u00a0» est enregistré."
        self._messages.show_message(niveau, titre, self._reserve or str(cible.parent), actions)

    def _on_tache_failed(self, erreur: Exception) -> None:
        from pvd_desktop.documents.export import ExportError

        actions: list[Action] = []
        if isinstance(erreur, ExportError | CopieError):
            actions.append(("Choisir un autre emplacement…", self._reprise))
        self._messages.show_erreur(erreur, actions)
