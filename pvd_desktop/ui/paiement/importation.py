"""Mandats of a file brought to an operation: read beside the window, told, then written as one act."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from models.domain.formats import format_entier
from models.domain.paiements.bilan import LectureFactures
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.paiement.ecriture import EcriturePaiement
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Action, Bandeau
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression

_DITES = 3
"""Remarks that the banner tells; the others are copied."""


class ImportMandats(QObject):
    """One file at a time; nothing is written before the person says so.

    Signals:
        acte_fait(str): what was added.
        dit(): something is said in the banner: it must be in sight.
    """

    acte_fait = Signal(str)
    dit = Signal()

    def __init__(
        self,
        ecriture: EcriturePaiement,
        settings: Settings,
        bandeau: Bandeau,
        progression: BarreProgression,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._ecriture, self._settings = ecriture, settings
        self._bandeau, self._progression = bandeau, progression
        self._fenetre = parent
        self.dialogues = Dialogues()
        self._tache: Task | None = None
        self._lecture: LectureFactures | None = None
        """What is told and not written yet: the banner keeps its buttons, which would keep thousands of factures."""

    def choose(self) -> None:
        """Ask for a file, and read it."""
        dossier = self._settings.dernier_dossier or Path()
        if path := self.dialogues.ask_tableau(self._fenetre, "Importer des mandats", dossier):
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file for the operation shown."""
        operation = self._ecriture.operation
        if operation is None:
            return

        def read(progress: Progress) -> LectureFactures:
            from pvd_desktop.imports.factures import read_factures

            with paused_collector():
                return read_factures(path, operation, progress.step)

        self._start(read, path.name, lambda: self.read(path))

    def read_text(self, texte: str) -> None:
        """Read what was copied with its titles."""
        operation = self._ecriture.operation
        if operation is None:
            return

        def read(_progress: Progress) -> LectureFactures:
            from pvd_desktop.imports.factures import read_collage_factures

            return read_collage_factures(texte, operation)

        self._start(read, "presse-papiers", lambda: self.read_text(texte))

    def forget(self) -> None:
        """Another operation is shown: what was being read was for the one before."""
        if self._tache is not None:
            self._tache.cancel()
        self._lecture = None
        self._bandeau.close_message()

    def _start(
        self, read: Callable[[Progress], LectureFactures], source: str, recommencer: Callable[[], object]
    ) -> None:
        if self._tache is not None:
            return
        self._bandeau.close_message()
        tache = self._tache = Task(read, self)
        tache.succeeded.connect(partial(self._show, source))
        tache.failed.connect(partial(self._on_failed, recommencer))
        tache.finished.connect(self._on_finished)
        self._progression.follow(tache, f"Lecture de «\u00a0{source}\u00a0»…")
        tache.start()

    def _show(self, source: str, lecture: LectureFactures) -> None:
        nombre = len(lecture.factures)
        self._lecture = lecture
        actions: list[Action] = []
        if nombre:
            quoi = "la facture" if nombre == 1 else f"les {format_entier(nombre)} factures"
            actions.append((f"Ajouter {quoi}", partial(self._write, source)))
        if lecture.remarques or lecture.connues:
            dites = [dite.texte for dite in (*lecture.remarques, *lecture.connues)]
            actions.append(("Copier les remarques", partial(QGuiApplication.clipboard().setText, "\n".join(dites))))
        niveau = Niveau.ATTENTION if lecture.remarques or not nombre else Niveau.INFORMATION
        titre = f"«\u00a0{source}\u00a0»\u00a0: {lecture.bilan}."
        self._bandeau.show_message(niveau, titre, _details(lecture), actions)
        self.dit.emit()

    def _write(self, source: str) -> None:
        lecture, self._lecture = self._lecture, None
        if lecture is None:
            return
        nombre = len(lecture.factures)
        tache = self._ecriture.add_factures(lecture.factures, source)
        dit = "1 facture ajoutée." if nombre == 1 else f"{format_entier(nombre)} factures ajoutées."
        tache.succeeded.connect(partial(self._on_written, dit))
        tache.finished.connect(tache.deleteLater)

    def _on_failed(self, recommencer: Callable[[], object], erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        self._bandeau.show_error(erreur, (("Réessayer", recommencer),))
        self.dit.emit()

    def _on_written(self, dit: str, _resultat: object) -> None:
        self.acte_fait.emit(dit)

    def _on_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()


def _details(lecture: LectureFactures) -> str:
    lignes = [remarque.texte for remarque in lecture.remarques[:_DITES]]
    autres = lecture.nombre_remarques - len(lignes)
    if autres > 0:
        lignes.append("et 1 autre remarque." if autres == 1 else f"et {autres} autres remarques.")
    if lecture.connues:
        citees = lecture.connues[:_DITES]
        suite = "…" if lecture.repetees + lecture.deja > len(citees) else "."
        lignes.append(f"Laissées de côté\u00a0: {', '.join(ligne.texte for ligne in citees)}{suite}")
    return "\n".join(lignes)
