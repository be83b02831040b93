"""The frame of a page that works on a file: nothing chosen, or its name, what is made of it, and the way out."""

import sys
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.projet import Projet
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace


class LecteurFichier(QObject):
    """Reads the file in threads, and makes again what is shown of it whenever the project changes.

    Signals:
        changed(): what is shown is another, or a reading begins or ends.
        lue(): a file was read, for the first time.
        refusee(Exception): the file, or the last correction, cannot be; what was shown is still there.
        lecture_begun(Task, str): a file is being read; the sentence says so.
    """

    changed = Signal()
    lue = Signal()
    refusee = Signal(object)
    lecture_begun = Signal(object, str)

    def __init__(self, projet: Callable[[], Projet], aujourd_hui: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._projet = projet
        self._aujourd_hui = aujourd_hui
        self._tache: Task | None = None

    def refresh(self) -> None:
        """The project changed: what the file says of it may be something else."""
        raise NotImplementedError

    def clear(self) -> None:
        """Leave the file."""
        raise NotImplementedError

    def _start(self, tache: Task) -> None:
        self._tache = tache
        tache.failed.connect(self.refusee)
        tache.finished.connect(self._on_tache_finished)
        tache.start()
        self.changed.emit()

    def _go_on(self) -> None:
        """What waited for the task that is over."""
        raise NotImplementedError

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()
        self.changed.emit()
        self._go_on()


class PageFichier(Page):
    """Base of the pages that work on a file and on the open project.

    Signals:
        fichier_a_choisir(): a file is to be chosen.
        travail_begun(Task, str): something long has begun, which a bar may follow.
        abandon_demande(): go back to where one was.
    """

    fichier_a_choisir = Signal()
    travail_begun = Signal(object, str)
    abandon_demande = Signal()

    def __init__(self, workspace: Workspace, vide: tuple[str, str, str, str], parent: QWidget | None = None) -> None:
        """``vide``: icon, title, text and button of the page without a file."""
        super().__init__(parent)
        self._workspace = workspace
        self._perime = False
        self._lecteur: LecteurFichier | None = None
        self.bandeau = Bandeau(self)
        self._pile = QStackedWidget(self)
        self._vide = EtatVide(*vide, self._pile)
        self._contenu = QWidget(self._pile)
        self._nom = QLabel(self._contenu)
        self._nom.setTextFormat(Qt.TextFormat.PlainText)
        self.autre = QPushButton("Choisir un autre fichier…", self._contenu)
        self.fermer = QPushButton("Abandonner", self._contenu)
        self.fermer.setToolTip("Laisser ce fichier sans rien écrire")
        icones.poser(self.fermer, "fermer", "texte", 14)
        self._detail = QLabel(self._contenu)
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._pied = QWidget(self._contenu)
        self._compte = QLabel(self._pied)
        self._compte.setWordWrap(True)
        self._pile.addWidget(self._vide)
        self._pile.addWidget(self._contenu)
        self._lay_out_frame()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._perime and self._lecteur is not None:
            self._perime = False
            self._lecteur.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandon_demande.emit()
        else:
            super().keyPressEvent(event)

    def suivre(self, lecteur: LecteurFichier) -> None:
        """Show what ``lecteur`` makes of the file."""
        self._lecteur = lecteur
        self._vide.action_triggered.connect(self.fichier_a_choisir)
        self.autre.clicked.connect(self.fichier_a_choisir)
        self.fermer.clicked.connect(self._on_fermer_clicked)
        lecteur.changed.connect(self._refresh)
        lecteur.lue.connect(self._on_lue)
        lecteur.refusee.connect(self._on_refusee)
        lecteur.lecture_begun.connect(self._on_lecture_begun)
        self._workspace.changed.connect(self._on_workspace_changed)
        self._refresh()
        theme.suivre(self, self._on_theme_changed)

    def _lay_out_frame(self) -> None:
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._nom, 1)
        self._tete.addWidget(self.autre)
        self._tete.addWidget(self.fermer)
        self._boutons = QHBoxLayout(self._pied)
        self._boutons.addWidget(self._compte, 1)
        self._corps = QVBoxLayout(self._contenu)
        self._corps.setContentsMargins(0, 0, 0, 0)
        self._corps.addLayout(self._tete)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.bandeau)
        self._disposition.addWidget(self._pile, 1)

    def _refresh(self) -> None:
        """Shows what the file says now."""
        raise NotImplementedError

    def _on_lue(self) -> None:
        """A file was read: whatever was said of the one before is over."""
        self.bandeau.hide()
        self._refresh()
        self.resume_changed.emit(self.resume())

    def _on_refusee(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.bandeau.show_error(erreur, ((self.autre.text(), self.fichier_a_choisir.emit),))
            self._refresh()
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def _on_lecture_begun(self, tache: object, titre: str) -> None:
        self.bandeau.hide()
        self.travail_begun.emit(tache, titre)

    def _on_fermer_clicked(self) -> None:
        if self._lecteur is not None:
            self._lecteur.clear()
        self.abandon_demande.emit()

    def _on_workspace_changed(self) -> None:
        if self._lecteur is not None and self.isVisible():
            self._lecteur.refresh()
        else:
            self._perime = True

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(10), marge, theme.px(10))
        self._disposition.setSpacing(theme.px(8))
        self._corps.setSpacing(theme.px(8))
        self._tete.setSpacing(theme.px(12))
        self._boutons.setContentsMargins(0, 0, 0, 0)
        self._boutons.setSpacing(theme.px(8))
        self._nom.setFont(theme.police(1.15, gras=True))
        # Two lines keep their place: the list must not jump from row to row.
        self._detail.setMinimumHeight(2 * theme.metriques().lineSpacing() + theme.px(4))
