"""Two states read and compared off the GUI thread: a large one takes longer than a frame."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from models.domain.errors import AppError
from models.domain.etats.changements import ComparaisonEtats
from models.domain.etats.comparer import comparer_etats
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.versions.lignes import mots_de
from pvd_desktop.ui.workspace import Workspace
from pvd_desktop.versions import load_etat


@dataclass(frozen=True, slots=True)
class Resultat:
    """What differs, and the words of each change, to be searched."""

    comparaison: ComparaisonEtats
    textes: tuple[str, ...]


class Calcul(QObject):
    """Compares the last two states that were asked for; what comes too late is forgotten.

    Signals:
        prete(Resultat): what differs.
        refusee(AppError): a state cannot be read.
        etat_changed(): it begins or ends.
    """

    prete = Signal(object)
    refusee = Signal(object)
    etat_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tache: Task | None = None
        self._suivante: tuple[Uid, Uid | None] | None = None
        self._lus: dict[Uid, EtatProjet] = {}
        """States that were read: they never change."""

    @property
    def en_cours(self) -> bool:
        """Whether a comparison is still to come."""
        return self._tache is not None

    def ask(self, avant: Uid, apres: Uid | None) -> None:
        """Compare these; ``None`` is the project as it stands."""
        if self._tache is not None:
            self._suivante = avant, apres
            self._tache.cancel()
            return
        self._start(avant, apres)

    def forget(self) -> None:
        """Show nothing of what is under way."""
        self._suivante = None
        if self._tache is not None:
            self._tache.cancel()

    def _start(self, avant: Uid, apres: Uid | None) -> None:
        projet = self._workspace.projet

        def compute(progress: Progress) -> Resultat:
            with paused_collector():
                premier = self._read(avant).projet
                progress.check()
                second = projet if apres is None else self._read(apres).projet
                progress.check()
                comparaison = comparer_etats(premier, second, load_plan_convention())
                progress.check()
                return Resultat(comparaison, tuple(map(mots_de, comparaison.changements)))

        self._tache = tache = Task(compute, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(self._on_tache_finished)
        self.etat_changed.emit()
        tache.start()

    def _read(self, uid: Uid) -> EtatProjet:
        if uid not in self._lus:
            self._lus[uid] = self._workspace.read(load_etat, uid)
        return self._lus[uid]

    def _on_tache_succeeded(self, resultat: Resultat) -> None:
        if self._suivante is None:
            self.prete.emit(resultat)

    def _on_tache_failed(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        if self._suivante is None:
            self.refusee.emit(erreur)

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
        suivante, self._suivante = self._suivante, None
        if suivante is not None:
            self._start(*suivante)
        self.etat_changed.emit()
