"""What is done with the plans of the secteurs: files are read, shown and opened off the GUI thread, acts follow."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from models.commands import territoire as commandes
from models.domain.errors import AppError
from models.domain.pieces import Fichier
from models.domain.territoire import PlanSecteur
from models.domain.uids import Uid
from models.domain.vocabulaire import NaturePlan
from models.queries.contenus import load_contenus
from pvd_desktop.ui.copies_lues import CopiesLues
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.territoire.apercu_plan import ApercuPlan, build_apercu

ECRITURE_LONGUE: Final = 2_000_000
"""Bytes above which the act itself leaves the GUI thread."""
_Lu = tuple[Fichier, NaturePlan]


class ActesPlans(QObject):
    """One task at a time; previews wait for their turn.

    Signals:
        commencee(Uid, Task): files are read for this secteur.
        refusees(Uid, list[AppError]): what could not be joined to this secteur, file by file.
        prete(Path): a file to open with the program of the system.
        montree(Uid, ApercuPlan | AppError): what is seen of this plan, or why nothing is.
        retire(str): a plan was taken out: what to say about it.
    """

    commencee = Signal(object, object)
    refusees = Signal(object, object)
    prete = Signal(object)
    montree = Signal(object, object)
    retire = Signal(str)

    def __init__(self, ecrivain: Ecrivain, parent: QObject) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._workspace = ecrivain.workspace
        self._copies = CopiesLues(self)
        self._attente: list[PlanSecteur] = []
        self.tache: Task | None = None

    @property
    def dossier(self) -> Path:
        """Folder that the links start from."""
        return self._workspace.path.parent

    def plans_de(self, secteur: Uid) -> tuple[PlanSecteur, ...]:
        """The plans of a secteur, as they stand."""
        return next((s.plans for s in self._ecrivain.projet.territoire.secteurs if s.uid == secteur), ())

    def add(self, secteur: Uid, paths: Sequence[Path]) -> None:
        """Joins files to a secteur, in one act; those that cannot be are told, the others are kept."""

        def read(progress: Progress) -> tuple[list[_Lu], list[AppError]]:
            from pvd_desktop.imports.plans import read_plan

            lus: list[_Lu] = []
            refus: list[AppError] = []
            for path in paths:
                try:
                    lus.append(read_plan(path, self.dossier, avancer=progress.step))
                except AppError as e:
                    refus.append(e)
            return lus, refus

        def on_read(resultat: tuple[list[_Lu], list[AppError]]) -> None:
            lus, refus = resultat
            self._write(secteur, lus)
            self.refusees.emit(secteur, refus)

        if self._run(read, on_read, lambda erreur: self.refusees.emit(secteur, [erreur])):
            self.commencee.emit(secteur, self.tache)

    def _write(self, secteur: Uid, lus: Sequence[_Lu]) -> None:
        """An act; many bytes are written off the GUI thread. A refusal is told by the banner."""
        if not lus:
            return
        quoi = f"le plan «\u00a0{lus[0][0].intitule}\u00a0»" if len(lus) == 1 else f"{len(lus)} plans"
        if sum(len(fichier.octets or b"") for fichier, _ in lus) > ECRITURE_LONGUE:
            self._workspace.execute_in_task(f"Joindre {quoi}", commandes.add_plans, secteur, lus)
        else:
            self._ecrivain.run(f"Joindre {quoi}", commandes.add_plans, secteur, lus)

    def remove(self, plan: PlanSecteur) -> None:
        """Takes a plan out."""
        self._ecrivain.run(f"Retirer le plan «\u00a0{plan.intitule}\u00a0»", commandes.remove_plan, plan.uid)
        if not self._ecrivain.refus:
            self.retire.emit(f"Le plan «\u00a0{plan.intitule}\u00a0» est retiré.")

    def open(self, secteur: Uid, plan: PlanSecteur) -> None:
        """Hands the file, or a copy of what is kept, to the program of the system."""

        def extract(progress: Progress) -> Path:
            from pvd_desktop.imports.pieces import find_linked, safe_name

            progress.step(0, 0, f"Ouverture de «\u00a0{plan.intitule}\u00a0»…")
            if plan.chemin:
                return find_linked(plan, self.dossier)
            return self._copies.write(safe_name(plan.intitule), self._bytes(plan))

        self._run(extract, self.prete.emit, lambda erreur: self.refusees.emit(secteur, [erreur]))

    def want(self, plan: PlanSecteur) -> None:
        """Have a plan drawn; ``montree`` answers."""
        self._attente.append(plan)
        self._draw_next()

    def _draw_next(self) -> None:
        if self.tache is not None or not self._attente:
            return
        plan = self._attente.pop(0)

        def draw(progress: Progress) -> ApercuPlan:
            progress.step(0, 0, f"Lecture de «\u00a0{plan.intitule}\u00a0»…")
            return build_apercu(plan, self._bytes(plan))

        def tell(reponse: object) -> None:
            self.montree.emit(plan.uid, reponse)

        self._run(draw, tell, tell, silencieuse=True)

    def _bytes(self, plan: PlanSecteur) -> bytes:
        from pvd_desktop.imports.pieces import find_linked
        from pvd_desktop.imports.plans import read_linked

        if plan.chemin:
            return read_linked(find_linked(plan, self.dossier))
        octets = self._workspace.read(load_contenus, [plan.sha256]).get(plan.sha256)
        if octets is None:
            raise AppError(
                "Son contenu n’est pas dans ce projet\u00a0: un échange en JSON ne transporte pas les plans.",
                "Ajoutez de nouveau le fichier, puis retirez celui-ci.",
            )
        return octets

    def _run(
        self,
        function: Callable[[Progress], Any],
        on_done: Callable[[Any], object],
        on_refused: Callable[[AppError], object],
        *,
        silencieuse: bool = False,
    ) -> bool:
        """Starts a task, unless one is under way that somebody waits for; whether it started."""

        def on_failed(erreur: Exception) -> None:
            if not isinstance(erreur, AppError):
                raise erreur
            on_refused(erreur)

        if self.tache is not None and not self.tache.silencieuse:
            return False
        tache = Task(function, self)
        if silencieuse:
            tache.set_silencieuse()
        tache.succeeded.connect(on_done)
        tache.failed.connect(on_failed)
        tache.finished.connect(lambda: self._on_finished(tache))
        self.tache = tache
        tache.start()
        return True

    def _on_finished(self, tache: Task) -> None:
        tache.deleteLater()
        if self.tache is tache:
            self.tache = None
        self._draw_next()
