"""Page « Tableau de suivi »: choose the columns and the actions, see the table, send it today."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.suivi.tableau_suivi import USUELLES, TableauSuivi
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from models.store.changes import Changeset
from pvd_desktop.documents.builders.tableau_suivi import build_table
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.suivi.colonnes import ListeColonnes
from pvd_desktop.ui.tableaux_suivi import TableauxSuivi
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.modele_table import TableModel
from pvd_desktop.ui.widgets.vue import configure_table
from pvd_desktop.ui.workspace import Workspace

DOCUMENT: Final = "suivi"
MONTREES: Final = 40
"""Rows of the preview: the file has them all."""
LONGUEUR_NOM: Final = 60
_PAGE_PLAN: Final = "plan_action"


class SuiviPage(PageProjet):
    """Every change is seen at once and found again the next time; a name keeps a table among others."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent, lue=True)
        self._tableaux = TableauxSuivi(settings, workspace.projet.territoire.uid)
        self._tableau = self._tableaux.dernier()
        self._create_fields()
        self._lay_out()
        self._connect()
        self._show()
        theme.suivre(self, self._on_theme_changed)

    @property
    def tableau(self) -> TableauSuivi:
        """The table as it is chosen."""
        return self._tableau

    @override
    def resume(self) -> str:
        return self._phrase.text()

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self._show()

    def set_tableau(self, tableau: TableauSuivi) -> None:
        """Choose this table, and come back to it the next time."""
        self._tableau = tableau
        self._tableaux.set_dernier(tableau)
        self._show()

    def sortie(self) -> Sortie:
        """The document with what is chosen."""
        return Sortie(DOCUMENT, extension=self._formats[self.format.currentIndex()], tableau=self._tableau)

    def _create_fields(self) -> None:
        self._carte = QFrame(self)
        self._carte.setProperty("role", "carte")
        self._titre_colonnes = QLabel("Colonnes", self._carte)
        self.colonnes = ListeColonnes(self._carte)
        self.monter = _tool("Monter la colonne", "monter", self._carte)
        self.descendre = _tool("Descendre la colonne", "descendre", self._carte)
        self.usuelles = QPushButton("Colonnes usuelles", self._carte)
        self.usuelles.setProperty("role", "lien")
        self.nommes = ChoixCombo([], libelle_vide="Tableaux enregistrés…", parent=self)
        self.nommes.setAccessibleName("Tableaux enregistrés")
        self.nom = QLineEdit(self)
        self.nom.setPlaceholderText("Nom de ce tableau")
        self.nom.setAccessibleName("Nom de ce tableau")
        self.nom.setMaxLength(LONGUEUR_NOM)
        self.enregistrer = QPushButton("Enregistrer", self)
        self.enregistrer.setToolTip("Retenir ces colonnes et ces filtres sous ce nom")
        self.oublier = _tool("Oublier ce tableau enregistré", "supprimer", self)
        self.orientation = ChoixCombo([], libelle_vide="Toutes les orientations", parent=self)
        self.orientation.setAccessibleName("Orientation")
        self.maitre_ouvrage = ChoixCombo([], libelle_vide="Tous les maîtres d’ouvrage", parent=self)
        self.maitre_ouvrage.setAccessibleName("Maître d’ouvrage")
        self.statuts = ChoixMultiple(StatutAction, self)
        self.statuts.setAccessibleName("Statuts")
        self.modele = TableModel(self)
        self.vue = QTableView(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Aperçu du tableau")
        self._sans_action = EtatVide(
            "plan_action",
            "Pas encore d’actions",
            "Ce tableau a une ligne par action, avec les colonnes que vous cochez\u00a0: il se remplit à partir du "
            "plan d’action.",
            "Ouvrir le plan d’action",
            self,
        )
        self._filtre_vide = EtatVide(
            "filtre",
            "Aucune action ne correspond",
            "Les filtres choisis cachent toutes les actions du plan.",
            "Tout afficher",
            self,
        )
        self._phrase = QLabel(self)
        self._phrase.setProperty("role", "discret")
        self._formats = formats_of(DOCUMENT)
        self.format = QComboBox(self)
        self.format.addItems([FORMATS_PROPOSES[extension] for extension in self._formats])
        self.format.setAccessibleName("Format du tableau")
        self.apercu = QPushButton("Aperçu", self)
        icones.poser(self.apercu, "apercu")
        self.exporter = QPushButton("Exporter…", self)
        self.exporter.setProperty("role", "primaire")

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self._carte)
        self._colonne.addWidget(self._titre_colonnes)
        self._colonne.addWidget(self.colonnes, 1)
        ordre = QHBoxLayout()
        ordre.addWidget(self.monter)
        ordre.addWidget(self.descendre)
        ordre.addStretch(1)
        ordre.addWidget(self.usuelles)
        self._colonne.addLayout(ordre)
        self._haut = QHBoxLayout()
        self._haut.addWidget(self.nommes, 2)
        self._haut.addWidget(self.nom, 2)
        self._haut.addWidget(self.enregistrer)
        self._haut.addWidget(self.oublier)
        self._filtres = QHBoxLayout()
        self._filtres.addWidget(self.orientation, 1)
        self._filtres.addWidget(self.maitre_ouvrage, 1)
        self._bas = QHBoxLayout()
        self._bas.addWidget(self._phrase, 1)
        self._bas.addWidget(self.format)
        self._bas.addWidget(self.apercu)
        self._bas.addWidget(self.exporter)
        self._droite = QVBoxLayout()
        self._droite.addLayout(self._haut)
        self._droite.addLayout(self._filtres)
        self._droite.addWidget(self.statuts)
        self._pile = QStackedLayout()
        for widget in (self.vue, self._sans_action, self._filtre_vide):
            self._pile.addWidget(widget)
        self._droite.addLayout(self._pile, 1)
        self._droite.addLayout(self._bas)
        self._disposition = QHBoxLayout(self)
        self._disposition.addWidget(self._carte)
        self._disposition.addLayout(self._droite, 1)

    def _connect(self) -> None:
        self._sans_action.action_triggered.connect(lambda: self.page_demandee.emit(_PAGE_PLAN))
        self._filtre_vide.action_triggered.connect(self._on_filtre_vide_action_triggered)
        self.colonnes.colonnes_changed.connect(self._on_colonnes_changed)
        self.monter.clicked.connect(lambda: self.colonnes.move_colonne(-1))
        self.descendre.clicked.connect(lambda: self.colonnes.move_colonne(1))
        self.usuelles.clicked.connect(lambda: self.set_tableau(replace(self._tableau, colonnes=USUELLES)))
        self.orientation.valeur_validee.connect(self._on_orientation_validee)
        self.maitre_ouvrage.valeur_validee.connect(self._on_maitre_ouvrage_valide)
        self.statuts.valeur_validee.connect(self._on_statuts_valides)
        self.nommes.valeur_validee.connect(self._on_nomme_valide)
        self.nom.textChanged.connect(self._refresh_buttons)
        self.nom.returnPressed.connect(self.enregistrer.click)
        self.enregistrer.clicked.connect(self._on_enregistrer_clicked)
        self.oublier.clicked.connect(self._on_oublier_clicked)
        self.apercu.clicked.connect(lambda: self.apercu_demande.emit(self.sortie()))
        self.exporter.clicked.connect(lambda: self.export_demande.emit(self.sortie()))

    def _show(self) -> None:
        projet, tableau = self._workspace.projet, self._tableau
        self.colonnes.set_colonnes(tableau.colonnes)
        self.orientation.set_choix([(o.uid, o.titre) for o in projet.orientations])
        self.orientation.set_valeur(tableau.orientation)
        porteurs = dict.fromkeys(o.maitre_ouvrage for f in projet.fiches for o in f.operations if o.maitre_ouvrage)
        self.maitre_ouvrage.set_choix([(uid, projet.nom_organisme(uid)) for uid in porteurs])
        self.maitre_ouvrage.set_valeur(tableau.maitre_ouvrage)
        self.statuts.set_valeur(tuple(s for s in StatutAction if s in tableau.statuts))
        noms = [t.nom for t in self._tableaux.nommes()]
        self.nommes.set_choix([(nom, nom) for nom in noms])
        self.nommes.set_valeur(tableau.nom if tableau.nom in noms else None)
        if not self.nom.hasFocus():
            self.nom.setText(tableau.nom)
        self._show_apercu()
        self._refresh_buttons()

    def _show_apercu(self) -> None:
        projet, tableau = self._workspace.projet, self._tableau
        self.modele.show_table(build_table(projet, tableau, MONTREES))
        for colonne in range(self.modele.columnCount()):
            self.vue.setColumnWidth(colonne, theme.px(1.15 * self.modele.largeur(colonne) + 20))
        nombre, total = sum(1 for _ in tableau.select(projet)), len(projet.fiches)
        vide = self._filtre_vide if total else self._sans_action
        self._pile.setCurrentWidget(self.vue if nombre else vide)
        pluriel = "s" if nombre > 1 else ""
        phrase = f"{nombre} action{pluriel}" if nombre == total else f"{nombre} action{pluriel} sur {total}"
        self._phrase.setText(f"{phrase}, {len(tableau.colonnes)} colonnes")
        self.resume_changed.emit(self._phrase.text())

    def _refresh_buttons(self) -> None:
        nom = " ".join(self.nom.text().split())
        self.enregistrer.setEnabled(bool(nom))
        self.oublier.setEnabled(self.nommes.valeur() is not None)
        vide = not self.modele.rowCount() or not self.modele.columnCount()
        aide = "Aucune action ne passe ces filtres" if self._workspace.projet.fiches else "Pas encore d’actions"
        for bouton in (self.apercu, self.exporter):
            bouton.setEnabled(not vide)
            bouton.setToolTip(aide if vide else "")

    def _on_colonnes_changed(self) -> None:
        colonnes = self.colonnes.colonnes()
        if colonnes:
            self.set_tableau(replace(self._tableau, colonnes=colonnes))
        else:
            # A table has one column at least.
            self.colonnes.set_colonnes(self._tableau.colonnes)

    def _on_filtre_vide_action_triggered(self) -> None:
        self.set_tableau(replace(self._tableau, orientation=None, maitre_ouvrage=None, statuts=frozenset()))

    def _on_orientation_validee(self, uid: str | None) -> None:
        self.set_tableau(replace(self._tableau, orientation=Uid(uid) if uid else None))

    def _on_maitre_ouvrage_valide(self, uid: str | None) -> None:
        self.set_tableau(replace(self._tableau, maitre_ouvrage=Uid(uid) if uid else None))

    def _on_statuts_valides(self, valeurs: tuple[str, ...]) -> None:
        self.set_tableau(replace(self._tableau, statuts=frozenset(s for s in StatutAction if s in valeurs)))

    def _on_nomme_valide(self, nom: str | None) -> None:
        trouve = next((t for t in self._tableaux.nommes() if t.nom == nom), None)
        self.set_tableau(trouve or replace(self._tableau, nom=""))

    def _on_enregistrer_clicked(self) -> None:
        self._tableau = replace(self._tableau, nom=" ".join(self.nom.text().split()))
        self._tableaux.keep(self._tableau)
        self._show()

    def _on_oublier_clicked(self) -> None:
        self._tableaux.forget(self._tableau.nom)
        self.nom.clear()
        self.set_tableau(replace(self._tableau, nom=""))

    def _on_theme_changed(self) -> None:
        marge, espace = theme.px(16), theme.px(8)
        self._disposition.setContentsMargins(marge, theme.px(12), marge, theme.px(12))
        self._disposition.setSpacing(theme.px(12))
        self._colonne.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        for disposition in (self._colonne, self._haut, self._filtres, self._bas, self._droite):
            disposition.setSpacing(espace)
        self._carte.setFixedWidth(theme.px(230))
        self._titre_colonnes.setFont(theme.police(1.05, gras=True))
        self._show_apercu()


def _tool(nom: str, icone: str, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setToolTip(nom)
    bouton.setAccessibleName(nom)
    bouton.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icones.poser(bouton, icone, "texte", 16)
    return bouton
