"""The instances of the project with their meetings, the next one first, and what adds or removes one."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.formats import format_date
from models.domain.gouvernance import Instance, TypeInstance
from models.domain.instances.situee import ReunionSituee, est_ouverte, est_tenue, nommer_instance, ranger_reunions
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.arbre import ArbreModel, Noeud
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, Colonne
from pvd_desktop.ui.widgets.vue import configure_table

Ligne = Instance | ReunionSituee
LARGEUR: Final = 326


def _titre(ligne: Ligne) -> str:
    return nommer_instance(ligne) if isinstance(ligne, Instance) else ligne.nom


def _jour(ligne: Ligne) -> str:
    if isinstance(ligne, Instance):
        return ""
    return format_date(ligne.reunion.jour) if ligne.reunion.jour else "à fixer"


class VueReunions(QTreeView):
    """Suppr puts the current one in the Corbeille.

    Signals:
        suppression_demandee(): the key was pressed.
    """

    suppression_demandee = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.suppression_demandee.emit()
        else:
            super().keyPressEvent(event)


class ListeReunions(QFrame):
    """One node per instance, its meetings under it.

    Signals:
        choisi(str): another instance, or another meeting, is current.
        instance_demandee(TypeInstance): a new one is wanted.
        reunion_demandee(): a new meeting of the current instance is wanted.
        suppression_demandee(): the current one is to go.
    """

    choisi = Signal(str)
    instance_demandee = Signal(object)
    reunion_demandee = Signal()
    suppression_demandee = Signal()

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._editable = editable
        self._aujourd_hui = date.min
        self._montre = False
        self._create_fields()
        self._lay_out()
        self.vue.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.vue.suppression_demandee.connect(self._on_suppression)
        self.reunion.clicked.connect(self.reunion_demandee)
        self.supprimer.clicked.connect(self.suppression_demandee)
        theme.suivre(self, self._on_theme_changed)

    def show_instances(self, instances: Sequence[Instance], choisi: Uid | None, aujourd_hui: date) -> None:
        """Show these, on that one."""
        self._aujourd_hui = aujourd_hui
        premiere = self.modele.rowCount() == 0
        connues = {self.modele.index(row, 0).data(ROLE_CLE) for row in range(self.modele.rowCount())}
        self._montre = True
        self.modele.set_noeuds([self._noeud(instance) for instance in instances])
        self._montre = False
        for row in range(self.modele.rowCount()):
            index = self.modele.index(row, 0)
            # Its name has the whole width: an instance has no date.
            self.vue.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - the signature of Qt
            if premiere or index.data(ROLE_CLE) not in connues:
                self.vue.expand(index)
        index = self.modele.index_of(choisi) if choisi else None
        if index is not None and index.isValid() and index != self.vue.currentIndex().siblingAtColumn(0):
            drapeaux = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.vue.expand(index.parent())
            self.vue.selectionModel().setCurrentIndex(index, drapeaux)
        for bouton in (self.reunion, self.supprimer):
            bouton.setEnabled(choisi is not None)

    def _create_fields(self) -> None:
        self._colonnes: tuple[Colonne[Ligne], ...] = (
            Colonne(
                titre="Instances et réunions",
                texte=_titre,
                icone=self._icone,
                gras=lambda li: isinstance(li, Instance),
            ),
            Colonne(
                titre="Date",
                texte=_jour,
                largeur=84,
                accessible=self._say,
            ),
        )
        self.modele: ArbreModel[Ligne] = ArbreModel(self._colonnes, parent=self)
        self.vue = VueReunions(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Instances et réunions")
        entete = self.vue.header()
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.reunion = QPushButton("Nouvelle réunion", self)
        self.reunion.setToolTip("Ajouter une réunion à l’instance choisie")
        self.instance = QPushButton("Nouvelle instance", self)
        menu = QMenu(self.instance)
        for nature in TypeInstance:
            menu.addAction(nature.libelle).triggered.connect(partial(self._on_instance, nature))
        self.instance.setMenu(menu)
        self.supprimer = QPushButton("Supprimer", self)
        self.supprimer.setToolTip("Mettre dans la corbeille (Suppr)")
        icones.poser(self.reunion, "ajouter", "texte", 16)
        icones.poser(self.instance, "partenaires", "texte", 16)
        icones.poser(self.supprimer, "supprimer", "texte", 16)

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._colonne.addWidget(self.vue, 1)
        for bouton in (self.reunion, self.instance, self.supprimer):
            bouton.setVisible(self._editable)
            self._colonne.addWidget(bouton)

    def _noeud(self, instance: Instance) -> Noeud[Ligne]:
        situees = (ReunionSituee(instance, reunion) for reunion in instance.reunions)
        enfants = [Noeud[Ligne](s.reunion.uid, s) for s in ranger_reunions(situees, self._aujourd_hui)]
        return Noeud[Ligne](instance.uid, instance, enfants)

    def _icone(self, ligne: Ligne) -> tuple[str, str] | None:
        if isinstance(ligne, Instance):
            return None
        if not est_tenue(ligne.reunion, self._aujourd_hui):
            return "calendrier", "information"
        ouverte = any(map(est_ouverte, ligne.reunion.decisions))
        return ("horloge", "attention") if ouverte else ("succes", "succes")

    def _say(self, ligne: Ligne) -> str:
        if isinstance(ligne, Instance):
            return ""
        if not est_tenue(ligne.reunion, self._aujourd_hui):
            return f"{_jour(ligne)}, à venir"
        ouvertes = sum(map(est_ouverte, ligne.reunion.decisions))
        return f"{_jour(ligne)}, tenue" + (f", {ouvertes} à mettre en œuvre" if ouvertes else "")

    def _on_row_changed(self) -> None:
        # While rows move, Qt passes over others.
        cle = self.vue.currentIndex().data(ROLE_CLE)
        if cle and not self._montre:
            self.choisi.emit(cle)

    def _on_suppression(self) -> None:
        if self._editable:
            self.suppression_demandee.emit()

    def _on_instance(self, nature: TypeInstance, _coche: bool = False) -> None:
        self.instance_demandee.emit(nature)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(theme.px(LARGEUR))
        self._colonne.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        self._colonne.setSpacing(theme.px(6))
        self.vue.setColumnWidth(1, theme.px(84))
        self.vue.setIndentation(theme.px(14))
