"""What is being made of a returned maquette: the file read once, reviewed again whenever the project changes."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from typing_extensions import override

from models.domain.importation.feuille import Classeur
from models.domain.projet import Projet
from models.domain.retour.reviseur import Reviseur
from models.domain.retour.revue import CleEcart, Ecart
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page_fichier import LecteurFichier
from pvd_desktop.ui.tasks import Progress, Task


class Relecture(LecteurFichier):
    """Reads in a thread; holds which lines are accepted. Nothing is written."""

    def __init__(self, projet: Callable[[], Projet], aujourd_hui: Callable[[], date], parent: QObject) -> None:
        super().__init__(projet, aujourd_hui, parent)
        self._classeur: Classeur | None = None
        self._encore = False
        self.reviseur: Reviseur | None = None
        self.acceptes: frozenset[CleEcart] = frozenset()

    @property
    def a_jour(self) -> bool:
        """Whether the review is that of the project as it stands."""
        return self._tache is None and self.reviseur is not None

    @property
    def en_lecture(self) -> bool:
        """Whether a file is being read, and nothing else is shown of it yet."""
        return self._tache is not None and self.reviseur is None

    def read_file(self, path: Path) -> None:
        """Read a file, in the place of the one that was shown."""
        if self._tache is not None:
            return

        def read(progress: Progress) -> tuple[Classeur, Reviseur]:
            from pvd_desktop.imports.tableur import read_classeur
            from pvd_desktop.retours import review

            with paused_collector():
                classeur = read_classeur(path, progress.step)
                progress.step(0, 0, "Comparaison avec le projet…")
                return classeur, review(classeur, projet, aujourd_hui=jour)

        projet, jour = self._projet(), self._aujourd_hui()
        tache = Task(read, self)
        tache.succeeded.connect(self._on_read)
        self._start(tache)
        self.lecture_begun.emit(tache, f"Lecture de «\u00a0{path.name}\u00a0»…")

    @override
    def refresh(self) -> None:
        """The project changed: what the workbook says of it may be something else."""
        if self._tache is not None:
            self._encore = True
            return
        classeur = self._classeur
        if classeur is None:
            return

        def again(_progress: Progress) -> Reviseur:
            from pvd_desktop.retours import review

            with paused_collector():
                return review(classeur, projet, aujourd_hui=jour)

        projet, jour = self._projet(), self._aujourd_hui()
        tache = Task(again, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._replace)
        self._start(tache)

    @override
    def clear(self) -> None:
        """Leave the file."""
        self._classeur = self.reviseur = None
        self.acceptes = frozenset()
        self.changed.emit()

    def accept(self, ecarts: Collection[Ecart], *, oui: bool) -> None:
        """Take these lines, or leave them; of two that contradict each other, the last one stays."""
        acceptes = set(self.acceptes)
        for ecart in ecarts:
            if not ecart.est_acceptable:
                continue
            if oui:
                acceptes -= ecart.exclut
                acceptes.add(ecart.cle)
            else:
                acceptes.discard(ecart.cle)
        self.acceptes = frozenset(acceptes)
        self.changed.emit()

    def _on_read(self, lue: tuple[Classeur, Reviseur]) -> None:
        self._classeur, self.reviseur = lue
        self.acceptes = frozenset()
        self.lue.emit()

    def _replace(self, reviseur: Reviseur) -> None:
        if self._classeur is None:
            return
        self.reviseur = reviseur
        restent = {e.cle for e in reviseur.revue.ecarts if e.est_acceptable}
        self.acceptes &= restent

    @override
    def _go_on(self) -> None:
        if self._encore:
            self._encore = False
            self.refresh()
