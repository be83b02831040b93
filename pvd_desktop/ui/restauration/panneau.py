"""« Restaurer une copie »: the copies of a project, what each holds, and the two things to do with one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.domain.errors import AppError
from models.queries.resume import ResumeProjet
from models.store.copies import Copie, copies_of, list_copies
from pvd_desktop.ui import theme
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.restauration.lignes import LigneCopie, build_colonnes
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table


class PanneauRestauration(QDialog):
    """Stays beside the work.

    Signals:
        ouvrir_demande(Path): look at this copy, read-only.
        restaurer_demande(Path, Path): make this project what this copy is; without a project, the place is to be asked.
        fichier_demande(): choose another project.
    """

    ouvrir_demande = Signal(object)
    restaurer_demande = Signal(object, object)
    fichier_demande = Signal()

    def __init__(
        self,
        projet: Path | None,
        dossier: Path,
        resume: Callable[[Path], ResumeProjet],
        parent: QWidget,
        *,
        choisie: Path | None = None,
    ) -> None:
        """Without ``projet``, the copies of all projects are shown; ``choisie`` is selected, else the last one."""
        super().__init__(parent)
        self._projet = projet
        self._dossier = dossier
        self._resume = resume
        self._choisie = choisie
        self._a_lire: list[Copie] = []
        self._lue: Copie | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)
        self._load()

    @property
    def choisie(self) -> LigneCopie | None:
        """The line selected."""
        index = self.vue.currentIndex()
        return self.modele.ligne(index.row()) if index.isValid() else None

    def set_lignes(self, copies: Sequence[Copie]) -> None:
        """Show these copies; what they hold comes one by one."""
        self.modele.set_lignes([LigneCopie(copie) for copie in copies])
        self._vide.setVisible(not copies)
        self.vue.setVisible(bool(copies))
        self._a_lire = list(copies)
        if copies:
            self.vue.selectRow(next((i for i, c in enumerate(copies) if c.path == self._choisie), 0))
            self.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh_buttons()
        self._read_next()

    def _create_fields(self) -> None:
        self.setWindowTitle("Restaurer une copie — PVD Desktop")
        self._titre = QLabel("Restaurer une copie", self)
        texte = f"Projet\u00a0: {self._projet}" if self._projet else "Copies de tous vos projets"
        self._nom = LibelleElide(texte, Qt.TextElideMode.ElideMiddle, self)
        self._autre = QPushButton("Choisir un autre projet…", self)
        self._phrase = QLabel(
            "PVD Desktop copie votre projet à la fermeture et toutes les trente minutes de travail. Ouvrir une copie "
            "la montre sans rien changer. La restaurer remet le projet dans cet état\u00a0; l’état actuel est d’abord "
            "gardé dans une nouvelle copie.",
            self,
        )
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        colonnes = build_colonnes(projet=self._projet is None)
        self.modele = LignesModel(colonnes, lambda ligne: ligne.path.name, parent=self)
        self.vue = QTableView(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.horizontalHeader().setStretchLastSection(True)
        self.vue.setAccessibleName("Copies du projet")
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, colonnes))
        self._vide = QLabel(
            "Aucune copie pour l’instant. La première sera faite à la fermeture du projet, dès que vous y aurez "
            "changé quelque chose.",
            self,
        )
        self._vide.setWordWrap(True)
        self._vide.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._vide.setProperty("role", "discret")
        self.ouvrir = QPushButton("Ouvrir cette copie", self)
        self.restaurer = QPushButton("Restaurer" if self._projet else "Restaurer dans un fichier…", self)
        self.restaurer.setProperty("role", "primaire")
        self._fermer = QPushButton("Fermer", self)

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self._titre)
        ligne = QHBoxLayout()
        ligne.addWidget(self._nom, 1)
        ligne.addWidget(self._autre)
        self._disposition.addLayout(ligne)
        self._disposition.addWidget(self._phrase)
        self._disposition.addWidget(self.vue, 1)
        self._disposition.addWidget(self._vide, 1)
        self._boutons = QHBoxLayout()
        self._boutons.addWidget(self.ouvrir)
        self._boutons.addStretch(1)
        self._boutons.addWidget(self._fermer)
        self._boutons.addWidget(self.restaurer)
        self._disposition.addLayout(self._boutons)

    def _connect(self) -> None:
        self._autre.clicked.connect(self.fichier_demande)
        self._fermer.clicked.connect(self.reject)
        self.ouvrir.clicked.connect(self._on_ouvrir_clicked)
        self.restaurer.clicked.connect(self._on_restaurer_clicked)
        self.vue.doubleClicked.connect(self._on_ouvrir_clicked)
        self.vue.selectionModel().currentRowChanged.connect(self._refresh_buttons)

    def _load(self) -> None:
        projet, dossier = self._projet, self._dossier
        self._vide.hide()
        self._refresh_buttons()
        tache = self._build_task(lambda _: copies_of(projet, dossier) if projet else list_copies(dossier))
        tache.succeeded.connect(self.set_lignes)
        tache.start()

    def _read_next(self) -> None:
        """One copy at a time: the list can be used meanwhile."""
        self._lue = self._a_lire.pop(0) if self._a_lire else None
        if self._lue is not None and not self.isHidden():
            path = self._lue.path
            tache = self._build_task(lambda _: self._resume(path))
            tache.succeeded.connect(self._on_resume_succeeded)
            tache.start()

    def _build_task(self, run: Callable[[Progress], object]) -> Task:
        # Of the application: a pane may be closed while a share answers slowly.
        tache = Task(run, QCoreApplication.instance() or self)
        tache.set_silencieuse()
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(tache.deleteLater)
        return tache

    def _on_resume_succeeded(self, resume: ResumeProjet) -> None:
        if self._lue is not None:
            self._set_ligne(LigneCopie(self._lue, resume))

    def _on_tache_failed(self, erreur: Exception) -> None:
        if self._lue is None or not isinstance(erreur, AppError):
            raise erreur
        self._set_ligne(LigneCopie(self._lue, refus="Illisible"))

    def _set_ligne(self, ligne: LigneCopie) -> None:
        self.modele.set_lignes([ligne if autre.path == ligne.path else autre for autre in self.modele.lignes])
        self._refresh_buttons()
        self._read_next()

    def _refresh_buttons(self) -> None:
        ligne = self.choisie
        lisible = ligne is not None and not ligne.refus
        for bouton in (self.ouvrir, self.restaurer):
            bouton.setEnabled(lisible)
        if ligne is not None:
            quand = format_moment(ligne.copie.moment)
            self.ouvrir.setAccessibleName(f"Ouvrir la copie du {quand}")
            self.restaurer.setAccessibleName(f"Restaurer la copie du {quand}")

    def _on_ouvrir_clicked(self) -> None:
        if (ligne := self.choisie) is not None and not ligne.refus:
            self.ouvrir_demande.emit(ligne.path)
            self.accept()

    def _on_restaurer_clicked(self) -> None:
        if (ligne := self.choisie) is not None:
            self.restaurer_demande.emit(self._projet, ligne.path)
            self.accept()

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._disposition.setContentsMargins(marge, theme.px(20), marge, theme.px(16))
        self._disposition.setSpacing(theme.px(12))
        self._titre.setFont(theme.police(1.4, gras=True))
        ecran = self.screen().availableSize()
        self.resize(min(theme.px(860), ecran.width()), min(theme.px(520), ecran.height() - theme.px(60)))
