"""The projects opened before: one line each, those that are gone told apart."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from models.domain.formats import format_date
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.ligne_active import LigneActive
from pvd_desktop.ui.settings import Recent
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide


class LigneRecent(LigneActive):
    """One project: the line opens it; when its file is gone, what can be done about it."""

    ouvrir_demande = Signal(object)
    localiser_demande = Signal(object)
    retirer_demande = Signal(object)

    def __init__(self, recent: Recent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = recent
        self._create_fields()
        self._lay_out()
        self.activated.connect(lambda: self.ouvrir_demande.emit(recent.chemin))
        self._localiser.clicked.connect(lambda: self.localiser_demande.emit(recent.chemin))
        self._retirer.clicked.connect(lambda: self.retirer_demande.emit(recent.chemin))
        self.set_present(present=True)
        theme.suivre(self, self._on_theme_changed)

    def set_present(self, *, present: bool) -> None:
        """Whether the file is still there."""
        self._present = present
        nom, jour = self.recent.chemin.name, self.recent.jour
        quand = f"ouvert le {format_date(jour)}" if jour else ""
        self.set_active(active=present)
        self._localiser.setVisible(not present)
        self._jour.setText(quand if present else "Fichier introuvable")
        theme.set_role(self._nom, "" if present else "discret")
        self.setAccessibleName(f"Ouvrir {nom}, {quand}" if quand else f"Ouvrir {nom}")
        self._on_theme_changed()

    @property
    def present(self) -> bool:
        """Whether the file was there at the last look."""
        return self._present

    def localiser(self) -> QPushButton:
        """« Localiser… »."""
        return self._localiser

    def retirer(self) -> QToolButton:
        """« Retirer de la liste »."""
        return self._retirer

    def _create_fields(self) -> None:
        chemin = self.recent.chemin
        self.setToolTip(str(chemin))
        self._icone = QLabel(self)
        self._nom = LibelleElide(chemin.stem, parent=self)
        self._dossier = LibelleElide(str(chemin.parent), Qt.TextElideMode.ElideMiddle, self)
        self._dossier.setProperty("role", "discret")
        self._jour = QLabel(self)
        self._jour.setProperty("role", "discret")
        self._localiser = QPushButton("Localiser…", self)
        self._localiser.setAccessibleName(f"Localiser {chemin.name}…")
        self._retirer = QToolButton(self)
        self._retirer.setToolTip("Retirer de la liste (le fichier n’est pas supprimé)")
        self._retirer.setAccessibleName(f"Retirer {chemin.name} de la liste")
        icones.poser(self._retirer, "fermer", "texte_discret", 14)

    def _lay_out(self) -> None:
        self._disposition = QHBoxLayout(self)
        self._textes = QVBoxLayout()
        self._textes.setSpacing(0)
        self._textes.addWidget(self._nom)
        self._textes.addWidget(self._dossier)
        self._disposition.addWidget(self._icone)
        self._disposition.addLayout(self._textes, 1)
        for widget in (self._jour, self._localiser, self._retirer):
            self._disposition.addWidget(widget)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(8), theme.px(7), theme.px(4), theme.px(7))
        self._disposition.setSpacing(theme.px(12))
        self._icone.setPixmap(icones.pixmap("plan_action", "accent" if self._present else "texte_discret", 22))
        self._nom.setFont(theme.police(1.05, gras=True))
        self._dossier.setFont(theme.police(0.92))
        self._jour.setFont(theme.police(0.92))


class ListeRecents(QWidget):
    """Lines in the order of the last opening.

    Looking for a file on a share that is off takes many seconds: a thread does it, the lines are told afterwards.
    """

    ouvrir_demande = Signal(object)
    localiser_demande = Signal(object)
    retirer_demande = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lignes: list[LigneRecent] = []
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.setSpacing(0)

    def set_recents(self, recents: Sequence[Recent]) -> None:
        """Show these projects."""
        for ligne in self._lignes:
            self._disposition.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
        self._lignes = [LigneRecent(recent, self) for recent in recents]
        for ligne in self._lignes:
            ligne.ouvrir_demande.connect(self.ouvrir_demande)
            ligne.localiser_demande.connect(self.localiser_demande)
            ligne.retirer_demande.connect(self.retirer_demande)
            self._disposition.addWidget(ligne)
        if recents:
            self._look_for(tuple(recents))

    def lignes(self) -> tuple[LigneRecent, ...]:
        """The lines shown."""
        return tuple(self._lignes)

    def _look_for(self, recents: tuple[Recent, ...]) -> None:
        def run(_progress: Progress) -> Mapping[Path, bool]:
            return {recent.chemin: recent.existe for recent in recents}

        tache = Task(run, self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_tache_succeeded)
        tache.finished.connect(tache.deleteLater)
        tache.start()

    def _on_tache_succeeded(self, presents: Mapping[Path, bool]) -> None:
        for ligne in self._lignes:
            ligne.set_present(present=presents.get(ligne.recent.chemin, ligne.present))
