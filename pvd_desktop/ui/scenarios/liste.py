"""The scenarios of the project, and what makes, copies and discards one."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.scenario import Scenario
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.texte_long import TexteLong
from pvd_desktop.ui.widgets.vue_choix import VueChoix

SANS_NOM: Final = "Scénario sans nom"
_COLONNES: Final[tuple[Colonne[Scenario], ...]] = (
    Colonne(titre="Scénario", texte=lambda scenario: scenario.intitule or SANS_NOM),
    Colonne(
        titre="Écarts",
        texte=lambda scenario: str(len(scenario.ecarts)),
        align=DROITE,
        largeur=60,
        aide="Nombre de champs supposés autrement que dans le projet",
    ),
)


class ListeScenarios(QFrame):
    """One row each, in the order they were made.

    Signals:
        choisi(str): another scenario is current.
        ajout_demande(): a new one is wanted.
        copie_demandee(): a copy of the current one is wanted.
        abandon_demande(): the current one is to go.
        nom_demande(): the current one is to be named.
    """

    choisi = Signal(str)
    ajout_demande = Signal()
    copie_demandee = Signal()
    abandon_demande = Signal()
    nom_demande = Signal()

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._editable = editable
        self._titre = QLabel("Scénarios", self)
        self.modele: LignesModel[Scenario] = LignesModel(_COLONNES, lambda scenario: scenario.uid, parent=self)
        self.vue = VueChoix(self.modele, "Scénarios du projet", self)
        self.ajouter = QPushButton("Nouveau", self)
        self.ajouter.setToolTip("Commencer un scénario, qui ne change rien au projet")
        icones.poser(self.ajouter, "ajouter", "texte", 16)
        self.copier = QPushButton("Dupliquer", self)
        self.copier.setToolTip("Partir de ce scénario pour en faire un autre")
        icones.poser(self.copier, "dupliquer", "texte", 16)
        self.abandonner = QPushButton("Abandonner", self)
        self.abandonner.setToolTip("Laisser ce scénario\u00a0; le projet reste tel quel (Suppr)")
        icones.poser(self.abandonner, "supprimer", "texte", 16)
        self._pourquoi = QLabel("Ce qu’il suppose, et pourquoi", self)
        self.description = TexteLong(5, parent=self)
        self.description.setAccessibleName("Ce que le scénario suppose, et pourquoi")
        self.description.setPlaceholderText("Imprimé avec la comparaison")
        self.description.set_lecture_seule(not editable)
        self._pourquoi.setBuddy(self.description)
        self._colonne = QVBoxLayout(self)
        self._colonne.addWidget(self._titre)
        self._colonne.addWidget(self.vue, 1)
        for bouton in (self.ajouter, self.copier, self.abandonner):
            self._colonne.addWidget(bouton)
        self._colonne.addWidget(self._pourquoi)
        self._colonne.addWidget(self.description)
        self.vue.choisie.connect(self.choisi)
        self.vue.nom_demande.connect(self.nom_demande)
        self.vue.suppression_demandee.connect(self.abandon_demande)
        self.ajouter.clicked.connect(self.ajout_demande)
        self.copier.clicked.connect(self.copie_demandee)
        self.abandonner.clicked.connect(self.abandon_demande)
        theme.suivre(self, self._on_theme_changed)

    def show_scenarios(self, scenarios: tuple[Scenario, ...], choisi: Uid | None) -> None:
        """Show these, on that one."""
        self.modele.set_lignes(scenarios)
        row = self.vue.choose(choisi)
        self.ajouter.setEnabled(self._editable)
        for bouton in (self.copier, self.abandonner):
            bouton.setEnabled(self._editable and row >= 0)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(theme.px(204))
        self._titre.setFont(theme.police(1.05, gras=True))
        self._colonne.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self._colonne.setSpacing(theme.px(8))
        self.vue.setColumnWidth(1, theme.px(60))
