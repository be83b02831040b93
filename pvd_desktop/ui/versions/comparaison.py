"""Right of the page: what changed, as a tree one filters, and the change under the cursor, whole."""

from html import escape
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from models.domain.differences import compare
from models.domain.etats.changements import ChangementEtat, NatureChangement, Rubrique
from pvd_desktop.documents.builders.comparaison_etats import dire_nombre
from pvd_desktop.documents.markdown import to_plain
from pvd_desktop.ui import theme
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.versions.calcul import Resultat
from pvd_desktop.ui.versions.lignes import COLONNES, Filtre, Ligne, dire_portee, grouper, presentes
from pvd_desktop.ui.widgets.arbre import ArbreModel
from pvd_desktop.ui.widgets.case import CaseLongue
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE
from pvd_desktop.ui.widgets.differences import to_html
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table

OUVERTS: Final = 150
"""Changes up to which the tree is shown unfolded: laying thousands of rows out holds the window."""


class VueComparaison(QWidget):
    """Signals: changement_ouvert(ChangementEtat) is to be seen at its place."""

    changement_ouvert = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resultat: Resultat | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @property
    def filtre(self) -> Filtre:
        """What is shown."""
        rubrique = self.rubrique.valeur()
        return Filtre(
            mots=self.recherche.text(),
            rubrique=Rubrique(rubrique) if rubrique else None,
            contractuels=self.avenant.isChecked(),
        )

    def show_resultat(self, resultat: Resultat) -> None:
        """Show this one."""
        self._resultat, comparaison = resultat, resultat.comparaison
        self.rubrique.set_choix([(r.value, r.libelle) for r in presentes(comparaison.changements)])
        self.nombre.setText(dire_nombre(comparaison.changements))
        self._show_portee(dire_portee(comparaison))
        self._refresh()

    def show_attente(self, texte: str) -> None:
        """Say why there is nothing to see yet."""
        self._resultat = None
        self.nombre.setText(texte)
        self._show_portee("")
        self.modele.set_noeuds([])
        self._pile.setCurrentWidget(self.vue)
        self._show_detail(None)

    def choisi(self) -> ChangementEtat | None:
        """The change under the cursor."""
        ligne = self.vue.currentIndex().data(ROLE_LIGNE)
        return ligne.changement if isinstance(ligne, Ligne) else None

    def _create_fields(self) -> None:
        self.nombre = QLabel(self)
        self.nombre.setTextFormat(Qt.TextFormat.PlainText)
        self.portee = QLabel(self)
        self.portee.setTextFormat(Qt.TextFormat.PlainText)
        self.portee.setWordWrap(True)
        self.portee.setProperty("role", "discret")
        self.recherche = TexteEdit(parent=self)
        self.recherche.setPlaceholderText("Rechercher un changement")
        self.recherche.setAccessibleName("Rechercher un changement")
        self.recherche.setClearButtonEnabled(True)
        self.rubrique = ChoixCombo([], libelle_vide="Tout le projet", parent=self)
        self.rubrique.setAccessibleName("Partie du projet")
        self.avenant = CaseLongue("Ce que reprend l’avenant", self)
        self.avenant.setToolTip(
            "Laisser de côté ce que la convention signée ne dit pas\u00a0: suivi, pièces, demandes…"
        )
        self._contenu = QWidget(self)
        self.modele: ArbreModel[Ligne] = ArbreModel(COLONNES, parent=self)
        self.vue = QTreeView(self._contenu)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Changements d’un état à l’autre")
        self.vue.header().setAccessibleName("Colonnes\u00a0: changements d’un état à l’autre")
        self.vide = EtatVide(
            "succes",
            "Rien n’a changé",
            "Les deux états disent la même chose.",
            parent=self._contenu,
        )
        self.aucun = EtatVide(
            "filtre",
            "Aucun changement ne passe ces filtres",
            "Les filtres choisis cachent tous les changements.",
            "Tout montrer",
            self._contenu,
        )
        self._cadre = QScrollArea(self)
        self._cadre.setWidgetResizable(True)
        self._cadre.setFrameShape(QScrollArea.Shape.NoFrame)
        self._cadre.setAccessibleName("Changement choisi, en entier")
        self.detail = QLabel(self._cadre)
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.RichText)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._cadre.setWidget(self.detail)

    def _lay_out(self) -> None:
        self._filtres = QHBoxLayout()
        self._filtres.addWidget(self.recherche, 2)
        self._filtres.addWidget(self.rubrique, 1)
        self._filtres.addWidget(self.avenant, 1)
        self._pile = QStackedLayout(self._contenu)
        for widget in (self.vue, self.vide, self.aucun):
            self._pile.addWidget(widget)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self.nombre)
        self._colonne.addWidget(self.portee)
        self._colonne.addLayout(self._filtres)
        self._colonne.addWidget(self._contenu, 1)
        self._colonne.addWidget(self._cadre)

    def _connect(self) -> None:
        self.recherche.textChanged.connect(self._refresh)
        self.rubrique.valeur_validee.connect(self._refresh)
        self.avenant.toggled.connect(self._refresh)
        self.aucun.action_triggered.connect(self._show_all)
        self.vue.selectionModel().currentChanged.connect(self._on_current_changed)
        self.vue.activated.connect(self._on_vue_activated)

    def _show_portee(self, texte: str) -> None:
        self.portee.setText(texte)
        self.portee.setVisible(bool(texte))

    def _show_all(self) -> None:
        self.rubrique.set_valeur(None)
        self.avenant.setChecked(False)
        self.recherche.clear()
        self._refresh()

    def _refresh(self) -> None:
        resultat = self._resultat
        if resultat is None:
            return
        with paused_collector():
            noeuds = grouper(resultat.comparaison, self.filtre, resultat.textes)
            # Rows that come and go one by one would hold the window longer than new ones.
            self.modele.set_noeuds([])
            self.modele.set_noeuds(noeuds)
            self._span(QModelIndex())
            if sum(noeud.donnee.nombre for noeud in noeuds) <= OUVERTS:
                self.vue.expandAll()
        pleine = self.vide if not resultat.textes else self.aucun
        self._pile.setCurrentWidget(self.vue if noeuds else pleine)
        self._show_detail(None)

    def _span(self, parent: QModelIndex) -> None:
        """The title of a group has the whole width."""
        for row in range(self.modele.rowCount(parent)):
            index = self.modele.index(row, 0, parent)
            if self.modele.rowCount(index):
                self.vue.setFirstColumnSpanned(row, parent, True)  # noqa: FBT003 - the signature of Qt
                self._span(index)

    def _on_current_changed(self, index: QModelIndex) -> None:
        ligne = index.data(ROLE_LIGNE)
        self._show_detail(ligne.changement if isinstance(ligne, Ligne) else None)

    def _on_vue_activated(self, index: QModelIndex) -> None:
        ligne = index.data(ROLE_LIGNE)
        if isinstance(ligne, Ligne) and ligne.changement is not None:
            self.changement_ouvert.emit(ligne.changement)

    def _show_detail(self, changement: ChangementEtat | None) -> None:
        self._cadre.setVisible(changement is not None and changement.long)
        if changement is None or not changement.long:
            return
        parti, venu = (theme.couleur(jeton).name() for jeton in ("erreur", "succes"))
        avant, apres = to_plain(changement.avant), to_plain(changement.apres)
        titre = f"<b>{escape(changement.titre)}\u00a0: {escape(changement.libelle)}</b>"
        differences = compare(avant, apres) if changement.nature is NatureChangement.MODIFICATION else []
        if avant == apres:
            corps = "Seule la mise en forme a changé."
        elif differences:
            corps = to_html(differences, parti=parti, venu=venu)
        else:
            ancien = f'<s style="color:{parti}">{escape(avant)}</s>' if avant else ""  # typo: ok - markup
            neuf = f'<b style="color:{venu}">{escape(apres)}</b>' if apres else ""  # typo: ok - markup
            corps = "<br>".join(filter(None, (ancien, neuf)))
        self.detail.setText(f"{titre}<br>{corps}")

    def _on_theme_changed(self) -> None:
        self._colonne.setSpacing(theme.px(8))
        self._filtres.setSpacing(theme.px(8))
        self.nombre.setFont(theme.police(gras=True))
        self._cadre.setFixedHeight(theme.px(96))
        apply_colonnes(self.vue, COLONNES)
        # What changed gives way on a narrow page: both sides stay in sight.
        self.vue.header().setStretchLastSection(False)
        self.vue.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._show_detail(self.choisi())
