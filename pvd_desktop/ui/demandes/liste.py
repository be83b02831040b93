"""Left of the page: the demandes, one line each, their filters above and their totals below."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.formats import format_entier
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.barre_filtres import BarreFiltres
from pvd_desktop.ui.demandes.colonnes import COLONNES, ETAPES
from pvd_desktop.ui.demandes.filtres import Filtres
from pvd_desktop.ui.demandes.lignes import LigneListe
from pvd_desktop.ui.demandes.piste import DelegueEtapes
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, ROLE_LIGNE
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.tables import LignesModel, TriFiltre
from pvd_desktop.ui.widgets.vue import apply_colonnes, apply_largeurs, configure_table, largeurs

_TABLE = "demandes"
ACTES = (
    ("renouveler", "Renouveler…", "historique", "Préparer la demande de l’année suivante, avec les mêmes réponses"),
    ("dupliquer", "Dupliquer", "dupliquer", "Une demande de plus avec les mêmes opérations et les mêmes réponses"),
    ("retirer", "Mettre à la corbeille", "corbeille", "Retirer la demande (Suppr)\u00a0; ses financements restent"),
)


class VueDemandes(QTableView):
    """Enter opens the dossier, Suppr puts it in the Corbeille.

    Signals:
        ouverture_demandee(): Enter, or a double click.
        retrait_demande(): Suppr.
    """

    ouverture_demandee = Signal()
    retrait_demande = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ouverture_demandee.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.retrait_demande.emit()
        else:
            super().keyPressEvent(event)


class ListeDemandes(QWidget):
    """Follows the project by ``show_lignes``.

    Signals:
        choisie(str): another demande is current.
        ouverture_demandee(): one wants to write in it.
        ajout_demande(): a new one is wanted.
        acte_demande(str): « renouveler », « dupliquer » or « retirer » the current one.
    """

    choisie = Signal(str)
    ouverture_demandee = Signal()
    ajout_demande = Signal()
    acte_demande = Signal(str)

    def __init__(self, settings: Settings, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._editable = settings, editable
        self._montre = False
        self._choisie: Uid | None = None
        """The demande whose dossier is open, even when a filter hides its row."""
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_lignes(self, lignes: tuple[LigneListe, ...], choisie: Uid | None) -> None:
        """Show these, on that one; the scroll and the focus stay."""
        self._choisie = choisie
        self._montre = True
        self.modele.set_lignes(lignes)
        self.barre.show_lignes(lignes)
        self._select_shown()
        self._montre = False
        self._show_pied()

    def lignes_affichees(self) -> tuple[LigneListe, ...]:
        """Those the filters leave, in the order of the screen."""
        return tuple(self.proxy.index(row, 0).data(ROLE_LIGNE) for row in range(self.proxy.rowCount()))

    def courante(self) -> Uid | None:
        """The current one, if any."""
        index = self.vue.currentIndex()
        return Uid(index.data(ROLE_CLE)) if index.isValid() else None

    def reveal(self, uid: Uid) -> None:
        """Make that one current; the filters that hide it are taken away."""
        self._choisie = uid
        if not self._select(uid):
            self.barre.set_filtres(Filtres())
            self._select(uid)

    def build_menu(self) -> QMenu:
        """What may be done with the current one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for nom, texte, icone, aide in ACTES:
            action = menu.addAction(texte, partial(self.acte_demande.emit, nom))
            action.setToolTip(aide)
            action.setEnabled(self._editable)
            icones.poser(action, icone, "texte", 16)
        return menu

    def totaux(self) -> str:
        """What the foot says."""
        return self._pied.text()

    def _create_fields(self) -> None:
        self.ajouter = QPushButton("Nouvelle demande", self)
        self.ajouter.setProperty("role", "primaire")
        self.ajouter.setEnabled(self._editable)
        icones.poser(self.ajouter, "ajouter", "sur_accent", 16)
        self.boutons: dict[str, QToolButton] = {}
        for nom, texte, icone, aide in ACTES:
            bouton = QToolButton(self)
            bouton.setAccessibleName(texte.rstrip("…"))
            bouton.setToolTip(f"{texte.rstrip('…')}\u00a0: {aide[0].lower()}{aide[1:]}")
            bouton.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            bouton.clicked.connect(partial(self._on_acte_clicked, nom))
            icones.poser(bouton, icone, "texte", 16)
            self.boutons[nom] = bouton
        self.barre = BarreFiltres(self)
        self.modele: LignesModel[LigneListe] = LignesModel(COLONNES, lambda ligne: ligne.uid, parent=self)
        self.proxy = TriFiltre(self)
        self.proxy.setSourceModel(self.modele)
        self.vue = VueDemandes(self)
        configure_table(self.vue)
        self.vue.setModel(self.proxy)
        self.vue.setItemDelegateForColumn(ETAPES, DelegueEtapes(self.vue))
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.vue.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.vue.setSortingEnabled(True)
        self.vue.horizontalHeader().setSortIndicatorClearable(True)
        self.vue.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.vue.horizontalHeader().setSectionsMovable(False)
        self.vue.setAccessibleName("Demandes du projet")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: demandes du projet")
        self.sans_resultat = EtatVide(
            "filtre",
            "Aucune demande ne correspond",
            "Les filtres choisis cachent toutes les demandes du projet.",
            "Tout afficher",
            self,
        )
        self._pied = QLabel(self)
        self._pied.setWordWrap(True)
        self._pied.setTextFormat(Qt.TextFormat.PlainText)
        self._pied.setProperty("role", "discret")

    def _lay_out(self) -> None:
        self._tete = QHBoxLayout()
        self._tete.addWidget(self.ajouter)
        self._tete.addStretch(1)
        for bouton in self.boutons.values():
            self._tete.addWidget(bouton)
        self._pile = QStackedLayout()
        self._pile.addWidget(self.vue)
        self._pile.addWidget(self.sans_resultat)
        self._colonne = QVBoxLayout(self)
        self._colonne.addLayout(self._tete)
        self._colonne.addWidget(self.barre)
        self._colonne.addLayout(self._pile, 1)
        self._colonne.addWidget(self._pied)

    def _connect(self) -> None:
        self.ajouter.clicked.connect(self.ajout_demande)
        self.barre.filtres_changed.connect(self._on_filtres_changed)
        self.barre.recherche.liste_demandee.connect(self.vue.setFocus)
        self.sans_resultat.action_triggered.connect(lambda: self.barre.set_filtres(Filtres()))
        self.vue.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.vue.ouverture_demandee.connect(self.ouverture_demandee)
        self.vue.doubleClicked.connect(self.ouverture_demandee)
        self.vue.retrait_demande.connect(partial(self._on_acte_clicked, "retirer"))
        self.vue.customContextMenuRequested.connect(self._on_menu_requested)
        self.vue.horizontalHeader().sectionResized.connect(self._on_section_resized)

    def _select(self, uid: Uid | None) -> bool:
        row = -1 if uid is None else self.modele.row_of(uid)
        index = self.proxy.mapFromSource(self.modele.index(row, 0)) if row >= 0 else None
        if index is None or not index.isValid():
            return uid is None
        if index.row() != self.vue.currentIndex().row():
            drapeaux = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.vue.selectionModel().setCurrentIndex(index, drapeaux)
            self.vue.scrollTo(index)
        return True

    def _show_pied(self) -> None:
        affichees, total = self.lignes_affichees(), self.modele.rowCount()
        self._pile.setCurrentWidget(self.vue if affichees or not total else self.sans_resultat)
        filtres = self.barre.filtres()
        mot = f"demande{'s' if len(affichees) > 1 else ''}"
        compte = f"{len(affichees)} {mot}"
        if filtres:
            compte += (
                f" affichée{'s' if len(affichees) > 1 else ''} sur {total} · "
                f"{filtres.nombre} filtre{'s' if filtres.nombre > 1 else ''}"
            )
        lues = [ligne.chiffres for ligne in affichees if ligne.chiffres is not None]
        if len(lues) == len(affichees):
            demande = sum(c.demande for c in lues)
            accorde = sum(c.accorde or 0 for c in lues)
            compte += f" · demandé {format_entier(demande)}\u00a0€ · accordé {format_entier(accorde)}\u00a0€"
        self._pied.setText(compte)
        choisie = self.courante() is not None
        for bouton in self.boutons.values():
            bouton.setEnabled(self._editable and choisie)

    def _select_shown(self) -> None:
        """A filter that hides the current row does not close its dossier: no other row takes its place."""
        if not self._select(self._choisie):
            self.vue.selectionModel().clear()

    def _on_filtres_changed(self, filtres: Filtres) -> None:
        montre, self._montre = self._montre, True
        self.proxy.set_filtre(filtres.keep if filtres else None)
        self._select_shown()
        self._montre = montre
        self._show_pied()

    def _on_row_changed(self) -> None:
        courante = self.courante()
        for bouton in self.boutons.values():
            bouton.setEnabled(self._editable and courante is not None)
        if courante is not None and not self._montre:
            self.choisie.emit(courante)

    def _on_acte_clicked(self, nom: str, _coche: bool = False) -> None:
        if self._editable and self.courante() is not None:
            self.acte_demande.emit(nom)

    def _on_menu_requested(self, position: QPoint) -> None:
        if self.courante() is not None:
            self.build_menu().popup(self.vue.viewport().mapToGlobal(position))

    def _on_section_resized(self) -> None:
        if self.isVisible():
            self._settings.set_largeurs(_TABLE, largeurs(self.vue))

    def _on_theme_changed(self) -> None:
        apply_colonnes(self.vue, COLONNES)
        apply_largeurs(self.vue, self._settings.largeurs(_TABLE))
        self._colonne.setContentsMargins(theme.px(12), theme.px(10), theme.px(8), theme.px(8))
        self._colonne.setSpacing(theme.px(8))
        self._pied.setFont(theme.police_tableau(0.95))
