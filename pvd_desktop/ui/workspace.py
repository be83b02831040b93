"""The one door of the window to the project: runs acts, undoes them, and tells what changed."""

from collections.abc import Callable, Mapping, Sized
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from models.domain.bareme import Bareme
from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.queries.contenus import load_contenus
from models.queries.courant import ProjetCourant, Relecture
from models.store.changes import Changeset, Command, Effacement, Resultat
from models.store.database import Database
from models.store.lock import current_user
from models.store.undo_stack import Entree
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task

if TYPE_CHECKING:
    from models.domain.echeances import EcheanceCalculee
    from models.domain.echeances.garde import Garde
    from models.domain.maquettes.lecture import LecteurMaquette
    from models.domain.version_figee import VersionFigee

P = ParamSpec("P")
R = TypeVar("R")
Query = Command
"""A read use-case has the shape of a command."""
LIGNES_LONGUES: Final = 10_000
"""Rows that take more than half a second to write."""
_PEINTURE_MS: Final = 1
"""Any delay: what the loop has to paint comes before its timers."""
LIGNES_EN_TACHE: Final = 400
"""Rows of an act from which it is taken back beside the window: each one costs up to 60 µs."""


class Workspace(QObject):
    """The open project.

    Signals:
        changed(Changeset): an act, an undo or a redo was committed and ``projet`` is up to date.
        saved(datetime): when the last commit was made.
        failed(AppError): an act was refused; nothing was written.
        about_to_read(): typed text must be committed now, before an undo, an export, a page change or the end.
        about_to_write(): an act is about to begin; what reads the whole file gives way.
        busy_changed(bool): a long act starts or ends; input is disabled meanwhile.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    about_to_read = Signal()
    about_to_write = Signal()
    busy_changed = Signal(bool)

    def __init__(
        self,
        database: Database,
        reference: Bareme,
        *,
        aujourd_hui: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._database = database
        self.aujourd_hui = aujourd_hui
        with paused_collector():
            self._courant = ProjetCourant(database, reference, aujourd_hui)
        self._refuse: Callable[[], object] | None = None
        self._logos: dict[str, bytes] = {}
        self._maquette: LecteurMaquette | None = None

    @property
    def projet(self) -> Projet:
        """The project as it stands, frozen."""
        return self._courant.projet

    @property
    def path(self) -> Path:
        """The project file."""
        return self._database.path

    @property
    def raison_lecture_seule(self) -> str:
        """Why nothing can be written; empty when the project can be edited."""
        return self._database.raison_lecture_seule

    @property
    def libelle_annuler(self) -> str | None:
        """Name of the act that undo takes back."""
        entree = self._database.pile.a_annuler
        return entree.libelle if entree else None

    @property
    def dernier_acte(self) -> int | None:
        """Identity of the act that undo takes back."""
        entree = self._database.pile.a_annuler
        return entree.acte_id if entree else None

    @property
    def libelle_retablir(self) -> str | None:
        """Name of the act that redo replays."""
        entree = self._database.pile.a_retablir
        return entree.libelle if entree else None

    def set_auteur(self, nom: str) -> None:
        """Give the name that the journal writes; an empty one is that of the session of the computer."""
        self._database.auteur = nom or current_user()

    def read(self, query: Query[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What ``query`` finds in the file, beside the snapshots of ``projet``."""
        with self._database.read() as session:
            return query(session, *args, **kwargs)

    def versions(self) -> "tuple[VersionFigee, ...]":
        """The frozen states, the oldest first; what is only read opens no session."""
        from models.queries.versions import load_versions

        with self._database.read_raw() as connexion:
            return load_versions(connexion)

    def load_logos(self) -> Mapping[str, bytes]:
        """Bytes of the logos of the convention, by their hash; read once, for a content never changes."""
        voulus = {logo.sha256 for logo in self.projet.convention.logos}
        if manquants := voulus - self._logos.keys():
            with self._database.read_raw() as connexion:
                self._logos.update(load_contenus(connexion, manquants))
        return {sha256: octets for sha256, octets in self._logos.items() if sha256 in voulus}

    def finish_check(self) -> None:
        """Ends the check of the file, which the first act would wait for; any thread may.

        Raises:
            FichierError: what was found.
        """
        self._database.finish_check()

    def verify(self, duree: float) -> bool:
        """Check what is to be checked for about ``duree`` seconds; ``True`` once ``constats`` is at hand."""
        return self._courant.verify(duree)

    def constats(self) -> tuple[Constat, ...]:
        """Points à vérifier of the project."""
        return self._courant.constats()

    def constats_ignores(self) -> tuple[Constat, ...]:
        """Points à vérifier that the user set aside and that the rules would still show."""
        return self._courant.constats_ignores()

    def constats_de(self, fiche: FicheAction) -> tuple[Constat, ...]:
        """Points à vérifier of one fiche."""
        return self._courant.constats_de(fiche)

    def echeances(self) -> "tuple[EcheanceCalculee, ...]":
        """Échéances of the project, done ones included, in the order of the days."""
        return self._courant.echeances()

    def gardes(self) -> "tuple[Garde, ...]":
        """The operations that nothing may be signed for yet, line by line."""
        return self._courant.gardes()

    def maquette(self) -> "LecteurMaquette":
        """The maquette of the whole plan as it stands; read ahead, its page opens at once."""
        if self._maquette is None:
            from models.domain.maquettes.lecture import LecteurMaquette
            from models.referentiel.financeurs import load_financeurs

            self._maquette = LecteurMaquette(load_financeurs())
        self._maquette.read(self.projet)
        return self._maquette

    def execute(self, libelle: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Runs ``command`` as one act; ``None`` when it was refused, which ``failed`` tells."""
        return self._publish(lambda: self._database.execute(libelle, command, *args, **kwargs))

    def execute_merged(
        self,
        libelle: str,
        cle_fusion: str,
        command: Command[P, R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | None:
        """Like ``execute``; acts with one merge key within five minutes are one line of undo (typing a long text)."""
        return self._publish(lambda: self._database.execute_merged(libelle, cle_fusion, command, *args, **kwargs))

    def execute_for_good(self, libelle: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Task:
        """Runs an act that is never taken back, off the GUI thread; the undo list begins again after it."""

        def act(_progress: Progress) -> Resultat[R]:
            return self._database.execute_for_good(libelle, command, *args, **kwargs)

        return self._run_in_task(libelle, act)

    def erase(self, libelle: str, command: Command[P, Effacement], /, *args: P.args, **kwargs: P.kwargs) -> Task:
        """Like ``execute_for_good``, and the journal forgets what it replaces."""

        def act(_progress: Progress) -> Resultat[Effacement]:
            return self._database.erase(libelle, command, *args, **kwargs)

        return self._run_in_task(libelle, act)

    def execute_in_task(self, libelle: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Task:
        """Runs a long act off the GUI thread: one transaction, then one ``changed``; given up, it leaves nothing."""

        def act(progress: Progress) -> Resultat[R]:
            from models.store.abandon import watched

            return self._database.execute(libelle, watched(command, progress.check), *args, **kwargs)

        lignes = sum(len(arg) for arg in args if isinstance(arg, Sized) and not isinstance(arg, str))
        return self._run_in_task(libelle, act, lignes)

    def _run_in_task(self, libelle: str, act: Callable[[Progress], Resultat[R]], lignes: int = 0) -> Task:
        relues: list[Relecture] = []

        def run(progress: Progress) -> Resultat[R]:
            progress.step(0, 0, libelle)
            with paused_collector():
                # The pages only ask what was touched: thousands of rows need not follow.
                leger = _without_rows(act(progress))
                # Hundreds of fiches: the window has other things to do than to read them.
                relues.append(self._courant.reread(leger.changes))
                return leger

        def announce(resultat: Resultat[R]) -> None:
            self._refuse = None
            self._announce(resultat, relues.pop())

        def refuse(erreur: Exception) -> None:
            if isinstance(erreur, AppError):
                self._refuse = lambda: self._run_in_task(libelle, act, lignes)
                self.failed.emit(erreur)

        self.about_to_write.emit()
        task = Task(run, self)
        if lignes >= LIGNES_LONGUES:
            task.set_longue()
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal has no keywords
        task.succeeded.connect(announce)
        task.failed.connect(refuse)
        task.finished.connect(self._on_task_finished)
        # The window paints that it can be typed in no more.
        task.start(_PEINTURE_MS)
        return task

    def retry(self) -> None:
        """Runs again the last act that was refused, once the disk is back."""
        refuse, self._refuse = self._refuse, None
        if refuse is not None:
            refuse()

    def simulate(self, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Resultat[R]:
        """What ``command`` would change; nothing is kept."""
        return self._database.simulate(command, *args, **kwargs)

    def undo(self) -> None:
        """Takes back the last act; a long one beside the window, which is told by ``changed`` as for any act."""
        self.about_to_read.emit()
        self._take_back("Annuler", self._database.pile.a_annuler, self._database.undo)

    def undo_acte(self, acte: int) -> None:
        """Takes back this act (a ``dernier_acte``), unless what was being typed has just come after it."""
        self.about_to_read.emit()
        if self.dernier_acte == acte:
            self._take_back("Annuler", self._database.pile.a_annuler, self._database.undo)

    def redo(self) -> None:
        """Replays the last undone act; a long one beside the window, as undo does."""
        self.about_to_read.emit()
        self._take_back("Rétablir", self._database.pile.a_retablir, self._database.redo)

    def copy_to(self, cible: Path) -> None:
        """Writes a verified copy of the project.

        Raises:
            CopieError: the copy could not be written.
        """
        self.about_to_read.emit()
        self._database.copy_to(cible)

    def copy_in_task(self, cible: Path) -> Task:
        """The same off the GUI thread, ready to start: its ``failed`` carries the CopieError."""
        self.about_to_read.emit()

        def run(progress: Progress) -> None:
            progress.step(0, 0)
            self._database.copy_to(cible)

        return Task(run, self)

    def close(self) -> None:
        """Commits what is being typed and closes the file."""
        self.about_to_read.emit()
        self._database.close()

    def _take_back(
        self,
        verbe: str,
        entree: Entree | None,
        act: Callable[[Callable[[], object]], Resultat[None] | None],
    ) -> None:
        if entree is None or entree.lignes < LIGNES_EN_TACHE:
            self._publish(lambda: act(_ask_nobody))
            return

        def run(progress: Progress) -> Resultat[None]:
            # The window takes no act meanwhile: what was to be taken back is still there.
            return act(progress.check) or Resultat(None, Changeset())

        task = self._run_in_task(f"{verbe}\u00a0: {entree.libelle}", run, entree.lignes)
        task.finished.connect(task.deleteLater)

    def _publish(self, run: Callable[[], Resultat[R] | None]) -> R | None:
        self.about_to_write.emit()
        try:
            resultat = run()
        except AppError as e:
            self._refuse = lambda: self._publish(run)
            self.failed.emit(e)
            return None
        self._refuse = None
        return None if resultat is None else self._announce(resultat)

    def _announce(self, resultat: Resultat[R], relecture: Relecture | None = None) -> R:
        if resultat.changes:
            self._courant.take(relecture or self._courant.reread(resultat.changes))
            self.saved.emit(datetime.now().astimezone())
            self.changed.emit(resultat.changes)
        return resultat.valeur

    def _on_task_finished(self) -> None:
        self.busy_changed.emit(False)  # noqa: FBT003 - a signal has no keywords


def _without_rows(resultat: Resultat[R]) -> Resultat[R]:
    return replace(resultat, changes=resultat.changes.touched_with(Changeset()))


def _ask_nobody() -> None:
    """A short act is over before anybody could give it up."""
