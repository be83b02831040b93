"""A progress line under long work: what is being done, and « Annuler »."""

from typing import Final

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from pvd_desktop.ui import theme
from pvd_desktop.ui.tasks import Task

DELAI_MS: Final = 500
"""Shorter work shows nothing: a bar that flashes by only worries."""


class BarreProgression(QFrame):
    """Follows one task at a time; hidden until the task has lasted half a second, unless it is known to last."""

    finished = Signal()

    def __init__(self, delai_ms: int = DELAI_MS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tache: Task | None = None
        self._delai = QTimer(self)
        self._delai.setSingleShot(True)
        self._delai.setInterval(delai_ms)
        self._create_fields()
        self._lay_out()
        self._delai.timeout.connect(self.show)
        self._annuler.clicked.connect(self._on_annuler_clicked)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    def follow(self, tache: Task, titre: str = "") -> None:
        """Show the progress of ``tache``, started or about to be."""
        self._leave()
        self._tache = tache
        self._titre.setText(titre or "Travail en cours…")
        self._barre.setRange(0, 0)
        self._annuler.setEnabled(True)
        tache.progressed.connect(self._on_tache_progressed)
        tache.finished.connect(self._on_tache_finished)
        if tache.longue:
            self.show()
        else:
            self._delai.start()

    def texte(self) -> str:
        """What is being done."""
        return self._titre.text()

    def bouton(self) -> QPushButton:
        """« Annuler »."""
        return self._annuler

    def _create_fields(self) -> None:
        self.setProperty("role", "carte")
        self._titre = QLabel(self)
        self._barre = QProgressBar(self)
        self._barre.setTextVisible(False)
        self._barre.setAccessibleName("Progression")
        self._annuler = QPushButton("Annuler", self)
        self._annuler.setAccessibleName("Annuler le travail en cours")

    def _lay_out(self) -> None:
        self._disposition = QHBoxLayout(self)
        colonne = QVBoxLayout()
        colonne.addWidget(self._titre)
        colonne.addWidget(self._barre)
        self._disposition.addLayout(colonne, 1)
        self._disposition.addWidget(self._annuler)

    def _on_tache_progressed(self, fait: int, total: int, texte: str) -> None:
        self._barre.setRange(0, total)
        self._barre.setValue(fait)
        if texte:
            self._titre.setText(texte)

    def _leave(self) -> None:
        """The end of one task may begin the next: a project is made, then a table is written in it."""
        if self._tache is not None and shiboken6.isValid(self._tache):
            self._tache.progressed.disconnect(self._on_tache_progressed)
            self._tache.finished.disconnect(self._on_tache_finished)

    def _on_tache_finished(self) -> None:
        self._delai.stop()
        self._tache = None
        self.hide()
        self.finished.emit()

    def _on_annuler_clicked(self) -> None:
        if self._tache is not None:
            self._annuler.setEnabled(False)
            self._titre.setText("Annulation en cours…")
            self._tache.cancel()

    def _on_theme_changed(self) -> None:
        marge = theme.px(12)
        self._disposition.setContentsMargins(marge, theme.px(8), marge, theme.px(8))
        self._disposition.setSpacing(theme.px(16))
