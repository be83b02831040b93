"""The bar over the money: which view, grouped by what, of whom and of where, and the way out to a document."""

from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from models.domain.maquettes.filtre_operations import FiltreLu
from models.domain.maquettes.regroupement import Regroupement
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.vues_argent import VueArgent
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.flux import FluxLayout

_GRILLE: Final = ("Global", "Par année de programmation")
"""Views of the grid of the maquette: the first ones, there and here."""


class BarreArgent(QFrame):
    """What is shown, and its filters.

    Signals:
        vue_changed(VueArgent); grille_demandee(): the grid of the maquette is wanted;
        regroupement_changed(Regroupement); porteur_changed(str | None); commune_changed(str | None);
        export_demande(Sortie); apercu_demande(Sortie); impression_demandee(Sortie).
    """

    vue_changed = Signal(object)
    grille_demandee = Signal()
    regroupement_changed = Signal(object)
    porteur_changed = Signal(object)
    commune_changed = Signal(object)
    export_demande = Signal(object)
    apercu_demande = Signal(object)
    impression_demandee = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = ""
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def bouton(self, vue: VueArgent) -> QPushButton:
        """The button of a view."""
        return self._boutons[vue]

    def grille(self) -> QPushButton:
        """The button that leads to the grid of the maquette."""
        return self._grilles[0]

    def menu(self) -> QMenu:
        """The documents, filled as they are when it opens."""
        return self._menu

    def show_vue(self, vue: VueArgent, par: Regroupement, document: str) -> None:
        """The view in force and the document that holds it."""
        self._boutons[vue].setChecked(True)
        self._document = document
        groupee = vue in {VueArgent.ENCAISSEMENT, VueArgent.PREVU_REALISE}
        self.regroupement.setVisible(groupee)
        self.regroupement.set_valeur(par)
        for filtre in (self.porteur, self.commune):
            filtre.setVisible(vue is not VueArgent.INTENTIONS)

    def show_filtres(self, lu: FiltreLu) -> None:
        """What can be filtered on, and what is."""
        filtre = lu.filtre
        self.porteur.set_choix([(groupe.cle, groupe.intitule) for groupe in lu.porteurs])
        self.porteur.set_valeur(filtre.porteur)
        self.commune.set_choix([(groupe.cle, groupe.intitule) for groupe in lu.communes])
        self.commune.set_valeur(filtre.commune)

    def fill(self) -> QMenu:
        """The menu of the documents."""
        self._menu.clear()
        for extension in formats_of(self._document):
            sortie = Sortie(self._document, None, extension)
            self._add(f"{FORMATS_PROPOSES[extension]}…", "", self.export_demande, sortie)
        self._menu.addSeparator()
        self._add("Aperçu avant impression", "apercu", self.apercu_demande, Sortie(self._document))
        self._add("Imprimer…", "imprimer", self.impression_demandee, Sortie(self._document))
        self._menu.addSeparator()
        for document, texte in (
            ("maquette-porteurs", "Maquette par maître d’ouvrage (Excel)…"),
            ("maquette-communes", "Maquette par commune (Excel)…"),
        ):
            self._add(texte, "", self.export_demande, Sortie(document, None, ".xlsx"))
        return self._menu

    def _create_fields(self) -> None:
        self.setProperty("role", "barre")
        self.setAccessibleName("Affichage des montants par année")
        self._grilles = [QPushButton(texte, self) for texte in _GRILLE]
        self._boutons = {vue: QPushButton(vue.libelle, self) for vue in VueArgent}
        self._exclusif = QButtonGroup(self)
        for bouton in (*self._grilles, *self._boutons.values()):
            bouton.setProperty("role", "puce")
        for bouton in self._boutons.values():
            bouton.setCheckable(True)
            self._exclusif.addButton(bouton)
        for bouton in self._grilles:
            bouton.setToolTip("Dans la grille de la maquette")
        self.regroupement = ChoixCombo(Regroupement, facultatif=False, parent=self)
        self.regroupement.setAccessibleName("Regrouper les opérations")
        self.porteur = ChoixCombo([], libelle_vide="Tous les maîtres d’ouvrage", parent=self)
        self.porteur.setAccessibleName("Maître d’ouvrage")
        self.commune = ChoixCombo([], libelle_vide="Toutes les communes", parent=self)
        self.commune.setAccessibleName("Commune")
        self.commune.setToolTip("Une action de plusieurs communes n’est dans aucune\u00a0: elle a son entrée à elle")
        self._menu = QMenu(self)
        self.sorties = QToolButton(self)
        self.sorties.setText("Exporter")
        self.sorties.setAccessibleName("Exporter ou imprimer ces tableaux")
        self.sorties.setToolTip("Écrire ces tableaux dans un fichier, pour tout le projet, ou les imprimer")
        self.sorties.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sorties.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.sorties.setMenu(self._menu)
        icones.poser(self.sorties, "exporter", "texte_discret", 16)

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._vues, self._filtres = FluxLayout(), FluxLayout()
        for bouton in (*self._grilles, *self._boutons.values()):
            self._vues.addWidget(bouton)
        for filtre in (self.regroupement, self.porteur, self.commune):
            self._filtres.add_extensible(filtre, 200)
        self._filtres.addWidget(self.sorties)
        self._colonne.addLayout(self._vues)
        self._colonne.addLayout(self._filtres)

    def _connect(self) -> None:
        for bouton in self._grilles:
            bouton.clicked.connect(self.grille_demandee)
        for vue, bouton in self._boutons.items():
            bouton.clicked.connect(lambda _coche=False, vue=vue: self.vue_changed.emit(vue))
        self.regroupement.valeur_validee.connect(self.regroupement_changed)
        self.porteur.valeur_validee.connect(self.porteur_changed)
        self.commune.valeur_validee.connect(self.commune_changed)
        self._menu.aboutToShow.connect(self.fill)

    def _add(self, texte: str, icone: str, signal: SignalInstance, sortie: Sortie) -> None:
        action = self._menu.addAction(texte)
        action.triggered.connect(lambda: signal.emit(sortie))
        if icone:
            icones.poser(action, icone, "texte_discret", 16)

    def _on_theme_changed(self) -> None:
        self._colonne.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._colonne.setSpacing(theme.px(6))
