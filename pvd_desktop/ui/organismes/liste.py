"""The partners of the project: found, counted, chosen."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.organismes.barre import BarreOrganismes
from pvd_desktop.ui.organismes.lignes import COLONNES, LigneOrganisme
from pvd_desktop.ui.widgets.tables import ROLE_LIGNE, LignesModel, TriFiltre
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table

_NOM: Final = 0


class VueOrganismes(QTableView):
    """Enter opens, Suppr deletes; names have the room that whole columns leave.

    Signals:
        ouverture_demandee(): the keyboard goes to the organisme.
        suppression_demandee(): the selected ones are to go.
    """

    ouverture_demandee = Signal()
    suppression_demandee = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit_name()

    def fit_name(self) -> None:
        """Amounts cut in two say something else: the columns that do not fit wait to the right, whole."""
        entete, place = self.horizontalHeader(), self.viewport().width()
        largeur = theme.px(COLONNES[_NOM].largeur)
        for section in range(_NOM + 1, entete.count()):
            if largeur + entete.sectionSize(section) > place:
                break
            largeur += entete.sectionSize(section)
        reste = max(0, place - largeur)
        entete.resizeSection(_NOM, theme.px(COLONNES[_NOM].largeur) + reste)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.ouverture_demandee.emit()
            case Qt.Key.Key_Delete:
                self.suppression_demandee.emit()
            case _:
                super().keyPressEvent(event)


class ListeOrganismes(QWidget):
    """Search, filters, table, count.

    Signals:
        choisi(str): another organisme is current; empty when there is none.
        ajout_demande(): a new one is wanted.
        suppression_demandee(): those that are selected are to go.
        resume_changed(): the rows shown are others.
    """

    choisi = Signal(str)
    ajout_demande = Signal()
    suppression_demandee = Signal()
    resume_changed = Signal()

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self._annonce = ""
        self.barre = BarreOrganismes(self)
        self.modele: LignesModel[LigneOrganisme] = LignesModel(COLONNES, lambda ligne: ligne.organisme.uid, parent=self)
        self._tri = TriFiltre(self)
        self._tri.setSourceModel(self.modele)
        self._create_vue()
        self.ajouter = QPushButton("Ajouter…", self)
        icones.poser(self.ajouter, "ajouter", "texte", 16)
        self.supprimer = QPushButton("Supprimer", self)
        self.supprimer.setToolTip("Mettre à la corbeille les partenaires sélectionnés (Suppr)")
        icones.poser(self.supprimer, "supprimer", "texte", 16)
        self.carnet = QToolButton(self)
        self.carnet.setText("Carnet d’adresses")
        self.carnet.setToolTip("Écrire les contacts dans un fichier, ou en importer")
        self.carnet.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.carnet.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icones.poser(self.carnet, "exporter", "texte", 16)
        self.menu_carnet = QMenu(self.carnet)
        self.carnet.setMenu(self.menu_carnet)
        self.compte = QLabel(self)
        self.compte.setProperty("role", "discret")
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_lignes(self, lignes: tuple[LigneOrganisme, ...], choisi: Uid | None) -> None:
        """Show these, on that one when it is there."""
        self.modele.set_lignes(lignes)
        if choisi is not None:
            self.select(choisi)
        if not self.vue.currentIndex().isValid() and self._tri.rowCount():
            self.vue.setCurrentIndex(self._tri.index(0, _NOM))
        self._show_state()

    def select(self, uid: Uid) -> bool:
        """Make it current, out of the filters if they hide it; ``False`` when it is not there."""
        row = self.modele.row_of(uid)
        if row < 0:
            return False
        index = self._tri.mapFromSource(self.modele.index(row, _NOM))
        if not index.isValid():
            self.barre.set_filtres(type(self.barre.filtres())())
            index = self._tri.mapFromSource(self.modele.index(row, _NOM))
        if index.row() != self.vue.currentIndex().row():
            drapeaux = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.vue.selectionModel().setCurrentIndex(index, drapeaux)
            self.vue.scrollTo(index)
        return True

    def courante(self) -> LigneOrganisme | None:
        """The current row, if any."""
        index = self.vue.currentIndex()
        return index.data(ROLE_LIGNE) if index.isValid() else None

    def choisies(self) -> tuple[LigneOrganisme, ...]:
        """The selected rows, in the order of the screen."""
        lignes = sorted(index.row() for index in self.vue.selectionModel().selectedRows())
        return tuple(self._tri.index(row, _NOM).data(ROLE_LIGNE) for row in lignes)

    def affichees(self) -> tuple[LigneOrganisme, ...]:
        """The rows that the filters let through, in the order of the screen."""
        return tuple(self._tri.index(row, _NOM).data(ROLE_LIGNE) for row in range(self._tri.rowCount()))

    def phrase(self) -> str:
        """« 12 partenaires », « 3 partenaires affichés sur 21 »."""
        total, vus = self.modele.rowCount(), self._tri.rowCount()
        pluriel = "s" if vus > 1 else ""
        if not self.barre.filtres():
            return f"{total} partenaire{'s' if total > 1 else ''}"
        return f"{vus} partenaire{pluriel} affiché{pluriel} sur {total}"

    def _create_vue(self) -> None:
        self.vue = VueOrganismes(self)
        configure_table(self.vue)
        self.vue.setModel(self._tri)
        self.vue.setSortingEnabled(True)
        self.vue.sortByColumn(_NOM, Qt.SortOrder.AscendingOrder)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Partenaires")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: partenaires")
        theme.suivre(self.vue, self._on_theme_changed_vue)

    def _lay_out(self) -> None:
        self._pied = QHBoxLayout()
        for bouton in (self.ajouter, self.supprimer, self.carnet):
            self._pied.addWidget(bouton)
        self._pied.addStretch(1)
        self._colonne = QVBoxLayout(self)
        for widget in (self.barre, self.vue, self.compte):
            self._colonne.addWidget(widget, 1 if widget is self.vue else 0)
        self._colonne.addLayout(self._pied)

    def _connect(self) -> None:
        self.barre.filtres_changed.connect(self._on_filtres_changed)
        self.barre.recherche.liste_demandee.connect(self.vue.setFocus)
        self.vue.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.vue.selectionModel().selectionChanged.connect(self._show_state)
        self.vue.suppression_demandee.connect(self.suppression_demandee)
        self.ajouter.clicked.connect(self.ajout_demande)
        self.supprimer.clicked.connect(self.suppression_demandee)

    def _on_filtres_changed(self) -> None:
        filtres = self.barre.filtres()
        self._tri.set_filtre(filtres.keep if filtres else None)
        if not self.vue.currentIndex().isValid() and self._tri.rowCount():
            self.vue.setCurrentIndex(self._tri.index(0, _NOM))
        self._show_state()
        self.resume_changed.emit()

    def _on_current_changed(self) -> None:
        ligne = self.courante()
        uid = ligne.organisme.uid if ligne else ""
        if uid != self._annonce:
            self._annonce = uid
            self.choisi.emit(uid)

    def _show_state(self, *_changement: object) -> None:
        self.compte.setText(self.phrase())
        nombre = len(self.vue.selectionModel().selectedRows())
        self.ajouter.setVisible(self._editable)
        self.supprimer.setVisible(self._editable)
        self.supprimer.setEnabled(nombre > 0)
        self.supprimer.setText("Supprimer" if nombre < 2 else f"Supprimer {nombre} partenaires")

    def _on_theme_changed_vue(self) -> None:
        apply_colonnes(self.vue, COLONNES)
        self.vue.fit_name()

    def _on_theme_changed(self) -> None:
        marge = theme.px(12)
        self._colonne.setContentsMargins(marge, marge, theme.px(4), theme.px(8))
        self._colonne.setSpacing(theme.px(8))
        self._pied.setSpacing(theme.px(8))
