"""Files joined to what the project holds: read, found and written off the GUI thread; the acts follow."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from models.domain.demande import PieceDemande
from models.domain.errors import AppError
from models.domain.fiche_action import Piece
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.queries.contenus import load_contenus
from pvd_desktop.ui.copies_lues import CopiesLues
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.tasks import Progress, Task

ECRITURE_LONGUE: Final = 2_000_000
"""Bytes above which the act itself leaves the GUI thread."""
NOMBREUSES: Final = 40
"""Pièces above which it does too: each is a row and its line of the journal."""


FichierJoint = Piece | PieceDemande
"""A pièce of a fiche, or of a demande."""


class FichiersJoints(QObject):
    """One task at a time; the list follows the project.

    Signals:
        commencee(Task): a task starts, for the progress line.
        refusees(list[AppError]): what could not be done, file by file.
        prete(Path): a read-only copy to open with the program of the system.
        enregistree(Path): a copy was written where the person asked.
        verifiees(dict[Uid, EtatLien]): what became of the linked files.
    """

    commencee = Signal(object)
    refusees = Signal(object)
    prete = Signal(object)
    enregistree = Signal(object)
    verifiees = Signal(object)

    def __init__(self, ecrivain: Ecrivain, parent: QObject) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._workspace = ecrivain.workspace
        self._copies = CopiesLues(self)
        self.tache: Task | None = None

    @property
    def dossier(self) -> Path:
        """Folder that the links start from."""
        return self._workspace.path.parent

    def read(
        self, paths: Sequence[Path], on_lus: Callable[[list[Fichier]], object], *, incorporer: bool | None = None
    ) -> None:
        """Reads files, then gives those that could be to ``on_lus``; the others are told."""

        def read(progress: Progress) -> tuple[list[Fichier], list[AppError]]:
            from pvd_desktop.imports.pieces import PieceError, read_fichier

            lus: list[Fichier] = []
            refus: list[AppError] = []
            for path in paths:
                try:
                    lus.append(read_fichier(path, self.dossier, incorporer=incorporer, avancer=progress.step))
                except PieceError as e:
                    refus.append(e)
            return lus, refus

        def on_read(resultat: tuple[list[Fichier], list[AppError]]) -> None:
            lus, refus = resultat
            if lus:
                on_lus(lus)
            self.refusees.emit(refus)

        self._run(read, on_read)

    def open(self, piece: FichierJoint) -> None:
        """A linked file itself; else a copy that cannot be changed, for what would be typed in it would be lost."""

        def extract(progress: Progress) -> Path:
            from pvd_desktop.imports.pieces import find_linked, safe_name

            progress.step(0, 0, f"Ouverture de «\u00a0{piece.intitule}\u00a0»…")
            if piece.chemin:
                return find_linked(piece, self.dossier)
            return self._copies.write(safe_name(piece.intitule), self._bytes(piece))

        self._run(extract, self.prete.emit)

    def save(self, piece: FichierJoint, cible: Path) -> None:
        """A copy of the pièce, where the person asked."""

        def write(progress: Progress) -> Path:
            from pvd_desktop.documents.export import replace_file
            from pvd_desktop.imports.pieces import find_linked

            progress.step(0, 0, f"Enregistrement de «\u00a0{cible.name}\u00a0»…")
            octets = find_linked(piece, self.dossier).read_bytes() if piece.chemin else self._bytes(piece)
            replace_file(cible, lambda brouillon: brouillon.write_bytes(octets))
            return cible

        self._run(write, self.enregistree.emit)

    def check(self, pieces: Sequence[FichierJoint]) -> None:
        """Looks for the linked files, and whether they are those that were linked."""

        def look(progress: Progress) -> dict[Uid, object]:
            from pvd_desktop.imports.pieces import check_link

            return {p.uid: check_link(p, self.dossier, progress.step) for p in pieces if p.chemin}

        self._run(look, self.verifiees.emit)

    def _bytes(self, piece: FichierJoint) -> bytes:
        octets = self._workspace.read(load_contenus, [piece.sha256]).get(piece.sha256)
        if octets is None:
            raise AppError(
                f"Le contenu de «\u00a0{piece.intitule}\u00a0» n’est pas dans ce projet\u00a0: "
                "un échange en JSON ne transporte pas les pièces.",
                "Ajoutez de nouveau le fichier, puis retirez cette ligne.",
            )
        return octets

    def _execute(
        self, lus: Sequence[Fichier], libelle: str, commande: Callable[..., Any], *args: Any, **champs: Any
    ) -> None:
        """An act; many bytes, or many rows, are written off the GUI thread."""
        if len(lus) > NOMBREUSES or sum(len(lu.octets or b"") for lu in lus) > ECRITURE_LONGUE:
            self._workspace.execute_in_task(libelle, commande, *args, **champs)
        else:
            self._ecrivain.run(libelle, commande, *args, **champs)

    def _run(self, function: Callable[[Progress], Any], on_done: Callable[[Any], object]) -> None:
        if self.tache is not None:
            return
        self.tache = tache = Task(function, self)
        tache.succeeded.connect(on_done)
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(self._on_tache_finished)
        self.commencee.emit(tache)
        tache.start()

    def _on_tache_failed(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        self.refusees.emit([erreur])

    def _on_tache_finished(self) -> None:
        if self.tache is not None:
            self.tache.deleteLater()
            self.tache = None
