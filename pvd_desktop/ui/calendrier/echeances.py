"""Tab « Échéances »: what is to be done and by when, late ones first; each line opens the place it speaks of."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedLayout, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.echeances import EcheanceCalculee
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.calendrier.lignes import COLONNES, FAITES, LigneEcheance, grouper
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.widgets.arbre import ArbreModel
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, ROLE_LIGNE
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table
from pvd_desktop.ui.workspace import Workspace


class EcheancesPage(PageProjet):
    """The list."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._echeances: tuple[EcheanceCalculee, ...] = ()
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def resume(self) -> str:
        self.catch_up()
        ouvertes = sum(1 for e in self._echeances if e.ouverte)
        return f"{ouvertes} échéance{'s' if ouvertes > 1 else ''} à venir ou en retard"

    def _create_fields(self) -> None:
        self.modele = ArbreModel(COLONNES, parent=self)
        self.vue = QTreeView(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Échéances")
        self._vide = EtatVide(
            "calendrier",
            "Pas encore d’échéances",
            "Elles viennent des dates du projet\u00a0: signatures, demandes, commencements, versements, réunions.",
            parent=self,
        )

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._pile = QStackedLayout()
        self._pile.addWidget(self.vue)
        self._pile.addWidget(self._vide)
        self._disposition.addLayout(self._pile, 1)

    def _connect(self) -> None:
        self.vue.activated.connect(self._on_vue_activated)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        premiere = not self._echeances
        self._echeances = self._workspace.echeances()
        self.modele.set_noeuds(grouper(LigneEcheance(e) for e in self._echeances))
        self._pile.setCurrentWidget(self.vue if self._echeances else self._vide)
        if premiere:
            for row in range(self.modele.rowCount()):
                index = self.modele.index(row, 0)
                self.vue.setExpanded(index, index.data(ROLE_CLE) != FAITES)
        self.resume_changed.emit(self.resume())

    def _on_vue_activated(self, index: QModelIndex) -> None:
        ligne = index.data(ROLE_LIGNE)
        if isinstance(ligne, LigneEcheance):
            self.objet_demande.emit(ligne.echeance.objet, ligne.echeance.champ)

    def _on_theme_changed(self) -> None:
        apply_colonnes(self.vue, COLONNES)
        self._disposition.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
