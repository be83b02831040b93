"""What is being made of a table: its sheets, what the person corrected, what importing it would do."""

import gc
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import sleep
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Feuille
from models.domain.importation.proposition import Proposition, Retouches
from models.domain.projet import Projet
from pvd_desktop.ui.importation.lecture import Lecture
from pvd_desktop.ui.importation.sources import Source, propose, read_paste, read_source
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task

_POIGNEE: Final = 50
"""Rows let go at once."""
_SOUFFLE_S: Final = 0.001
REPOS_MS: Final = 200
"""How long the person stops before what they changed is computed: corrections come in a row."""
RANGEMENT_MS: Final = 300
"""How long what is no longer shown waits to go away: the window is painting what took its place."""


class Preparation(QObject):
    """Reads in a thread, and proposes again after each correction; nothing is written.

    Signals:
        changed(): another table, or another correction; ``lecture`` may be late.
        lue(): ``lecture`` is the one of the table and of the corrections.
        refusee(Exception): the file could not be read; what was shown is still there.
        lecture_begun(Task, str): a file is being read; the sentence says so.
    """

    changed = Signal()
    lue = Signal()
    refusee = Signal(object)
    lecture_begun = Signal(object, str)

    def __init__(self, projet: Callable[[], Projet], settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._projet = projet
        self._settings = settings
        self._memoires: dict[str, Mapping[str, Any]] = {}
        self._histoire: list[Retouches] = [Retouches()]
        self._rang = 0
        self._tache: Task | None = None
        self._encore = False
        self._a_rendre: list[object] = []
        self.source: Source | None = None
        self.lecture: Lecture | None = None
        self._repos = QTimer(self, singleShot=True, interval=REPOS_MS)
        self._repos.timeout.connect(self._propose)
        self._rangement = QTimer(self, singleShot=True, interval=RANGEMENT_MS)
        self._rangement.timeout.connect(self._let_go)

    @property
    def retouches(self) -> Retouches:
        """What the person corrected so far."""
        return self._histoire[self._rang]

    @property
    def can_undo(self) -> bool:
        """Whether a correction can be taken back."""
        return self._rang > 0

    @property
    def can_redo(self) -> bool:
        """Whether a correction that was taken back can come again."""
        return self._rang + 1 < len(self._histoire)

    @property
    def a_jour(self) -> bool:
        """Whether ``lecture`` takes every correction and the project as it stands into account."""
        return self.lecture is not None and self._tache is None and not self._repos.isActive()

    @property
    def en_lecture(self) -> bool:
        """Whether a file is being read."""
        return self._tache is not None and not self._tache.silencieuse

    def read_file(self, path: Path) -> None:
        """Read a workbook, a text of columns or fiches in Word instead of what is shown."""

        def read(progress: Progress) -> Source:
            return read_source(path, progress.step)

        self._read(read, f"Lecture de «\u00a0{path.name}\u00a0»…")

    def read_text(self, texte: str) -> None:
        """Read what was copied from a spreadsheet instead of what is shown."""

        def read(_progress: Progress) -> Source:
            return read_paste(texte)

        self._read(read, "Lecture du tableau collé…")

    def resume(self, lecture: Lecture, retouches: Retouches) -> None:
        """Show a table that was read and corrected elsewhere, and what it would do in this project."""
        self.source = lecture.source
        self._histoire, self._rang = [retouches], 0
        self._replace(lecture)
        self.refresh()

    def clear(self) -> None:
        """Forget the table."""
        self._repos.stop()
        if self._tache is not None:
            self._tache.cancel()
            self._abandon()
        self._replace(None)
        self.source = None
        self._histoire, self._rang = [Retouches()], 0
        self.changed.emit()
        self._rangement.start()

    def refresh(self) -> None:
        """The project is another: what importing would do may be too."""
        if self.source is not None:
            self._repos.start()
            self.changed.emit()

    def set_retouches(self, retouches: Retouches) -> None:
        """Take corrections into account; the former ones can be taken back."""
        if retouches == self.retouches:
            return
        del self._histoire[self._rang + 1 :]
        self._histoire.append(retouches)
        self._move(1)

    def undo(self) -> bool:
        """Take the last correction back; ``False`` when there is none."""
        return self.can_undo and self._move(-1)

    def redo(self) -> bool:
        """Correct again what was taken back; ``False`` when there is nothing to."""
        return self.can_redo and self._move(1)

    def feuille(self, nom: str) -> Feuille | None:
        """A sheet by its name."""
        return next((f for f in self.source.feuilles if f.nom == nom), None) if self.source else None

    def correspondance(self, nom: str) -> Correspondance | None:
        """How a sheet is read: as corrected, else as it was understood."""
        voulue = self.retouches.correspondances.get(nom)
        if voulue is not None and voulue.affectations:
            return voulue
        feuilles = self.lecture.proposition.feuilles if self.lecture else ()
        return next((f.correspondance for f in feuilles if f.nom == nom), None)

    def set_correspondance(self, correspondance: Correspondance) -> None:
        """Read a sheet in another way."""
        toutes = {**self.retouches.correspondances, correspondance.feuille: correspondance}
        self.set_retouches(replace(self.retouches, correspondances=toutes))

    def set_valeur(self, feuille: str, ligne: int, colonne: int, texte: str) -> None:
        """Write something else in a cell; the file is not changed."""
        self.set_retouches(
            replace(self.retouches, valeurs={**self.retouches.valeurs, (feuille, ligne, colonne): texte})
        )

    def set_importee(self, cle: tuple[str, int], *, oui: bool) -> None:
        """Bring a row in, or leave it out."""
        exclues, incluses = self.retouches.exclues - {cle}, self.retouches.incluses - {cle}
        if oui:
            incluses |= {cle}
        else:
            exclues |= {cle}
        self.set_retouches(replace(self.retouches, exclues=exclues, incluses=incluses))

    def set_feuille(self, nom: str, *, oui: bool) -> None:
        """Bring a sheet in, or leave it out."""
        if self.lecture is None:
            return
        retenues = self.retouches.feuilles
        if retenues is None:
            retenues = frozenset(f.nom for f in self.lecture.proposition.feuilles if f.retenue)
        self.set_retouches(replace(self.retouches, feuilles=retenues | {nom} if oui else retenues - {nom}))

    def forget(self, nom: str) -> None:
        """Read a sheet as if its headers had never been seen."""
        correspondance = self.correspondance(nom)
        if correspondance is None:
            return
        self._settings.forget_correspondance(correspondance.signature)
        self._memoires.pop(correspondance.signature, None)
        self.refresh()

    def _move(self, pas: int) -> bool:
        self._rang += pas
        self._repos.start()
        self.changed.emit()
        return True

    def _read(self, read: Callable[[Progress], Source], titre: str) -> None:
        if self._tache is not None:
            self._tache.cancel()
            self._abandon()
        self._repos.stop()
        # Read here: preferences do not answer to a thread.
        self._memoires = _load(self._settings.correspondances)
        memoires, projet = dict(self._memoires), self._projet()

        def run(progress: Progress) -> Lecture:
            progress.step(0, 0, titre)
            with paused_collector():
                source = read(progress)
                progress.step(0, 0, "Recherche de vos actions et de leurs financements…")
                lecture = propose(source, projet, Retouches(), memoires)
                _spare_collector()
                return lecture

        tache = Task(run, self)
        tache.succeeded.connect(self._on_file_read)
        tache.failed.connect(self.refusee)
        self._start(tache)
        self.lecture_begun.emit(tache, titre)

    def _propose(self) -> None:
        if self.source is None:
            return
        if self._tache is not None:
            self._encore = True
            return
        source, projet, retouches, memoires = self.source, self._projet(), self.retouches, dict(self._memoires)

        def run(_progress: Progress) -> Lecture:
            with paused_collector():
                lecture = propose(source, projet, retouches, memoires)
                _spare_collector()
                return lecture

        tache = Task(run, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_proposed)
        tache.failed.connect(self.refusee)
        self._start(tache)

    def _start(self, tache: Task) -> None:
        self._tache = tache
        tache.finished.connect(self._on_tache_finished)
        tache.start()
        self.changed.emit()

    def _abandon(self) -> None:
        """What still runs is heard by nobody."""
        assert self._tache is not None
        self._tache.succeeded.disconnect()
        self._tache.failed.disconnect()
        self._tache.finished.disconnect(self._on_tache_finished)
        self._tache.finished.connect(self._tache.deleteLater)
        self._tache, self._encore = None, False

    def _on_file_read(self, lecture: Lecture) -> None:
        self.source = lecture.source
        self._histoire, self._rang = [Retouches()], 0
        self._replace(lecture)

    def _on_proposed(self, lecture: Lecture) -> None:
        if not self._encore and not self._repos.isActive():
            self._replace(lecture)

    def _replace(self, lecture: Lecture | None) -> None:
        ancienne, self.lecture = self.lecture, lecture
        if ancienne is not None:
            self._a_rendre += ancienne.pieces()

    def _let_go(self) -> None:
        """What was read before goes away beside the window, which shows it no more."""
        if self._a_rendre:
            pieces, self._a_rendre = self._a_rendre, []
            adieu = Task(partial(_drop, pieces), self)
            adieu.set_silencieuse()
            adieu.finished.connect(adieu.deleteLater)
            adieu.start()

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
        if self._encore:
            self._encore = False
            self._propose()
            return
        self.changed.emit()
        self._rangement.start()
        if self.a_jour:
            self.lue.emit()


def remember(settings: Settings, proposition: Proposition) -> None:
    """Keep how the sheets that were brought in are read, for the next file with these headers."""
    for feuille in proposition.feuilles:
        if feuille.retenue and any(a.entete for a in feuille.correspondance.affectations):
            texte = json.dumps(feuille.correspondance.as_dict(), ensure_ascii=False)
            settings.set_correspondance(feuille.correspondance.signature, texte)


def _drop(pieces: list[object], _progress: Progress) -> None:
    """Thousands of rows dropped at once would hold the window until the last one is gone."""
    while pieces:
        del pieces[-_POIGNEE:]
        # Nobody waits for it: the window, which is being painted, has the interpreter in between.
        sleep(_SOUFFLE_S)


def _spare_collector() -> None:
    """What was just read has no cycle and goes away by itself: looking at it again holds the window for long.

    Measured on 5 000 rows: 240 ms for the first round after the reading.
    """
    gc.freeze()


def _load(textes: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """Mappings from the preferences; what cannot be read of them is as if it had never been kept."""
    memoires: dict[str, Mapping[str, Any]] = {}
    for signature, texte in textes.items():
        try:
            valeur = json.loads(texte)
        except ValueError:
            continue
        if isinstance(valeur, dict):
            memoires[signature] = valeur  # pyright: ignore[reportUnknownArgumentType]
    return memoires
