"""Left of the page: toolbar, search, filters, the tree and its foot."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QToolTip, QVBoxLayout, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Totaux
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.actes import ActesPlan
from pvd_desktop.ui.fiches.barre_filtres import BarreFiltres
from pvd_desktop.ui.fiches.colonnes_plan import (
    A_TROUVER,
    ACQUIS,
    COMPLETUDE,
    COUT,
    DEBUT,
    FIN,
    INTITULE,
    MAITRE_OUVRAGE,
    NUMERO,
)
from pvd_desktop.ui.fiches.colonnes_visibles import NOMS, read_colonnes, write_colonnes
from pvd_desktop.ui.fiches.filtres import Filtres, read_filtres, write_filtres
from pvd_desktop.ui.fiches.lignes_plan import LecteurPlan, LigneFiche, LigneOrientation, SommeTotaux
from pvd_desktop.ui.fiches.menu_colonnes import MenuColonnes
from pvd_desktop.ui.fiches.pied_liste import PiedListe
from pvd_desktop.ui.fiches.plan_model import PlanModel, PlanProxy
from pvd_desktop.ui.fiches.plan_vue import PlanVue
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, ROLE_LIGNE
from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau

TABLES_DU_CADRE = ("orientation", "organisme")
"""What names and completeness of fiches are read from."""


class ListePlan(QWidget):
    """The tree of the plan and what filters it."""

    selection_changed = Signal()
    ouverture_demandee = Signal()
    menu_demande = Signal(QPoint)
    fiches_cachees = Signal(list)
    """What was selected answers the filters no more."""
    saisie_impossible = Signal(str)
    """A column that is written elsewhere: where."""

    def __init__(self, actes: ActesPlan, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actes = actes
        self._lecteur = LecteurPlan()
        self._sommes, self._sommes_affichees = SommeTotaux(), SommeTotaux()
        self._charge = self._selection_changee = False
        self.totaux_plan = Totaux()
        """Totals of the whole plan, filtered or not."""
        self._create_fields(editable=editable)
        self._lay_out()
        self._connect()
        self._show_counts()
        theme.suivre(self, self._on_theme_changed)

    def refresh(self, changes: Changeset) -> None:
        """Show what an act changed; scroll, selection and folded groups stay."""
        if changes.touches(*TABLES_DU_CADRE):
            self._lecteur.forget()
        self._load()

    @cached_property
    def rien(self) -> EtatVide:
        """What stands in place of the rows when the filters hide them all."""
        rien = EtatVide(
            "filtre",
            "Aucune action ne correspond",
            "Les filtres ou la recherche cachent toutes les actions du plan.",
            "Tout afficher",
            self,
        )
        rien.action_triggered.connect(self.filtres.clear)
        self._pile.addWidget(rien)
        return rien

    def lignes(self) -> Sequence[LigneFiche]:
        """Rows of all the fiches, hidden ones included."""
        return self._lecteur.lignes()

    def fiches_choisies(self) -> list[FicheAction]:
        """Fiches selected, in the order of the screen."""
        lignes = [index.data(ROLE_LIGNE) for index in self._rangees_choisies()]
        return [ligne.fiche for ligne in lignes if isinstance(ligne, LigneFiche)]

    def groupe_choisi(self) -> LigneOrientation | None:
        """The orientation of the current row: itself, or the one its fiche is under."""
        index = self.vue.currentIndex()
        ligne = (index.parent() if index.parent().isValid() else index).data(ROLE_LIGNE)
        return ligne if isinstance(ligne, LigneOrientation) else None

    def orientation_choisie(self) -> Uid | None:
        """The orientation whose own row is selected alone, if it is so."""
        lignes = [index.data(ROLE_LIGNE) for index in self._rangees_choisies()]
        return lignes[0].uid if len(lignes) == 1 and isinstance(lignes[0], LigneOrientation) else None

    def select(self, cle: str) -> bool:
        """Select and show one row; ``False`` when it is not displayed."""
        index = self.proxy.mapFromSource(self.modele.index_of(cle, INTITULE))
        if not index.isValid():
            return False
        if index.parent().isValid():
            self.vue.expand(index.parent())
        self.vue.selectionModel().setCurrentIndex(index, _CHOISIR)
        self.vue.scrollTo(index)
        return True

    def voisine(self, uids: Sequence[Uid]) -> Uid | None:
        """The fiche to show once these are gone: the next one, else the one before."""
        affichees = [ligne.fiche.uid for ligne in self.proxy.fiches()]
        restantes = [uid for uid in affichees if uid not in uids]
        if not restantes:
            return None
        rang = max((affichees.index(uid) for uid in uids if uid in affichees), default=0)
        suivantes = [uid for uid in affichees[rang + 1 :] if uid not in uids]
        return suivantes[0] if suivantes else restantes[-1]

    def groupe_voisin(self, orientation: Uid) -> str:
        """The group to go to once this one is gone: the next one, else the one before; empty when it is alone."""
        groupes = [str(self.proxy.index(row, 0).data(ROLE_CLE)) for row in range(self.proxy.rowCount())]
        rang = groupes.index(orientation) if orientation in groupes else -1
        return next(iter([*groupes[rang + 1 :], *reversed(groupes[: max(rang, 0)])]), "")

    def rename(self) -> None:
        """Edit the title of the current row in place."""
        index = self.vue.currentIndex().siblingAtColumn(INTITULE)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.vue.setCurrentIndex(index)
            self.vue.edit(index)

    def focus_premiere(self) -> None:
        """Go to the list, on its first action when none is chosen."""
        if self._pile.currentWidget() is not self.vue:
            return
        if not self.fiches_choisies() and (lignes := self.proxy.fiches()):
            self.select(lignes[0].fiche.uid)
        self.vue.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_cell(self) -> None:
        """Edit the current cell in place."""
        self.vue.edit_cell()

    def commit(self) -> bool:
        """Write the cell being edited; ``False`` when it cannot be read (it stays open)."""
        return self.vue.delegue.commit()

    def show_saisie(self) -> None:
        """Go back to the cell that is being edited."""
        editeur = self.vue.delegue.editeur_ouvert()
        if editeur is not None:
            self.vue.entete.show_colonne(self.vue.currentIndex().column())
            self.vue.scrollTo(self.vue.currentIndex())
            editeur.setFocus(Qt.FocusReason.OtherFocusReason)

    def abandon(self) -> None:
        """Close the cell being edited without writing it."""
        editeur = self.vue.delegue.editeur_ouvert()
        if editeur is not None:
            self.vue.delegue.closeEditor.emit(editeur, DelegueCellule.EndEditHint.RevertModelCache)

    def message(self) -> str:
        """The error of the cell being edited, empty when all is well."""
        return self._message.texte() if self._message.isVisibleTo(self) else ""

    def etat(self) -> tuple[str, str, str]:
        """Filters, sort and columns as texts to remember."""
        return (
            write_filtres(self.filtres.filtres()),
            write_tri(self.proxy.sortColumn(), self.proxy.sortOrder()),
            write_colonnes(self.vue.entete.choisies()),
        )

    def restore(self, filtres: str, tri: str, colonnes: str) -> None:
        """Shows the plan as ``etat`` told it; what cannot be read changes nothing."""
        if lu := read_tri(tri):
            self.vue.sortByColumn(*lu)
        self.vue.entete.set_choisies(read_colonnes(colonnes))
        self.filtres.set_filtres(read_filtres(filtres))

    def _rangees_choisies(self) -> list[QModelIndex]:
        rangees = self.vue.selectionModel().selectedRows()
        return sorted(rangees, key=lambda i: (i.parent().row(), i.row()) if i.parent().isValid() else (i.row(), -1))

    def _create_fields(self, *, editable: bool) -> None:
        self.filtres = BarreFiltres(self)
        self.modele = PlanModel(self._actes, editable=editable, parent=self)
        # Full before the proxy looks at it: rows that come later make the view lay itself out twice.
        self.modele.set_noeuds(self._lecteur.build_noeuds(self._actes.projet))
        self.proxy = PlanProxy(self.modele, self)
        self.vue = PlanVue(self.proxy, self)
        self.colonnes = MenuColonnes(self.vue.entete, self.filtres)
        self.filtres.add_outil(self.colonnes.bouton)
        self._message = LigneMessage(self)
        self.pied = PiedListe(self)

    def _lay_out(self) -> None:
        self._pile = QStackedLayout()
        self._pile.addWidget(self.vue)
        self._tete = QVBoxLayout()
        self._tete.addWidget(self.filtres)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.setSpacing(0)
        self._disposition.addLayout(self._tete)
        self._disposition.addLayout(self._pile, 1)
        self._disposition.addWidget(self._message)
        self._disposition.addWidget(self.pied)

    def _connect(self) -> None:
        self.filtres.filtres_changed.connect(self._on_filtres_changed)
        self.pied.effacement_demande.connect(self.filtres.clear)
        self.vue.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.vue.ouverture_demandee.connect(self.ouverture_demandee)
        self.vue.menu_demande.connect(self.menu_demande)
        self.vue.header().sortIndicatorChanged.connect(self._on_sort_changed)
        self.vue.saisie_retenue.connect(self.show_saisie)
        self.vue.saisie_impossible.connect(self._on_saisie_impossible)
        self.vue.deplacement_impossible.connect(self._on_deplacement_impossible)
        self.filtres.recherche.liste_demandee.connect(self.focus_premiere)
        self.vue.entete.menu_demande.connect(self.colonnes.menu.popup)
        # A column must not leave the screen with what is being typed in it.
        self.colonnes.menu.aboutToShow.connect(self.commit)
        self.modele.saisie_refusee.connect(self.vue.delegue.note_refus)
        self.vue.delegue.saisie_refusee.connect(self._on_saisie_refusee)
        self.modele.fiches_deposees.connect(self._on_fiches_deposees)

    def _load(self) -> None:
        choisies = self.fiches_choisies() if self.filtres.filtres() else []
        # Each run of rows that goes changes the selection: it is told once, when all of them have their place.
        self._charge, self._selection_changee = True, False
        self.modele.set_noeuds(self._lecteur.build_noeuds(self._actes.projet))
        self._charge = False
        self._show_counts()
        if self._selection_changee:
            self.selection_changed.emit()
        if cachees := [fiche for fiche in choisies if self._is_hidden(fiche)]:
            self.fiches_cachees.emit(cachees)

    def _is_hidden(self, fiche: FicheAction) -> bool:
        """Whether the filters alone keep it from the screen."""
        index = self.modele.index_of(fiche.uid)
        return index.isValid() and not self.proxy.mapFromSource(index).isValid()

    def _show_counts(self) -> None:
        # The same test as the proxy's, on the rows themselves: walking through its indexes takes ten times longer.
        filtres, lignes = self.filtres.filtres(), self.lignes()
        affichees = [ligne for ligne in lignes if filtres.keep(ligne)] if filtres else lignes
        self.totaux_plan = self._sommes.add_up(lignes)
        totaux = self._sommes_affichees.add_up(affichees) if filtres else self.totaux_plan
        self.pied.show_lignes(len(affichees), len(lignes), filtres, totaux)
        self._pile.setCurrentWidget(self.rien if filtres and not affichees else self.vue)

    def _on_filtres_changed(self, filtres: Filtres) -> None:
        self.proxy.set_keep(filtres.keep if filtres else None)
        self._set_deplacable()
        self._show_counts()

    def _on_sort_changed(self) -> None:
        self._set_deplacable()

    def _set_deplacable(self) -> None:
        self.modele.set_deplacable(not self.filtres.filtres() and not self.vue.is_sorted())

    def _on_selection_changed(self, _choisis: QItemSelection, _laisses: QItemSelection) -> None:
        self._selection_changee = True
        if not self._charge:
            self.selection_changed.emit()

    def _on_saisie_refusee(self, message: str) -> None:
        """The cell stays open; why stands under the list, and near the cell for a moment."""
        editeur = self.vue.delegue.editeur_ouvert()
        if message and editeur is not None:
            self._message.set_message(Niveau.ERREUR, message)
            QToolTip.showText(editeur.mapToGlobal(QPoint(0, editeur.height())), message, editeur)
        else:
            self._message.hide()
            QToolTip.hideText()

    def _on_saisie_impossible(self, colonne: int) -> None:
        self.saisie_impossible.emit(_AILLEURS.get(colonne, ""))

    def _on_deplacement_impossible(self) -> None:
        deplacable = self.modele.deplacable
        self.saisie_impossible.emit(_UN_A_LA_FOIS if deplacable else _ORDRE_DU_PLAN)

    def _on_fiches_deposees(self, cles: list[str]) -> None:
        """What was dropped stays selected and in sight, even in a group that was closed."""
        if not self.select(cles[0]):
            return
        for cle in cles[1:]:
            index = self.proxy.mapFromSource(self.modele.index_of(cle, INTITULE))
            self.vue.selectionModel().select(index, _AJOUTER)

    def _on_theme_changed(self) -> None:
        self._tete.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        self._message.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), 0)


def write_tri(colonne: int, ordre: Qt.SortOrder) -> str:
    """« cout desc »; empty for the order of the plan."""
    nom = _NOMS_TRI.get(colonne, "")
    return f"{nom} {'desc' if ordre is Qt.SortOrder.DescendingOrder else 'asc'}" if nom else ""


def read_tri(texte: str) -> tuple[int, Qt.SortOrder] | None:
    """Column and direction from that text; ``None`` when it is not known any more."""
    nom, _, sens = texte.partition(" ")
    colonne = next((rang for rang, connu in _NOMS_TRI.items() if connu == nom), None)
    ordre = Qt.SortOrder.DescendingOrder if sens == "desc" else Qt.SortOrder.AscendingOrder
    return None if colonne is None else (colonne, ordre)


_NOMS_TRI = {NUMERO: "numero", INTITULE: "intitule", **{rang: nom for rang, (nom, _) in NOMS.items()}}
_ORDRE_DU_PLAN = (
    "Une action se déplace dans l’ordre du plan\u00a0: retirez d’abord les filtres, la recherche et le tri de la liste."
)
_UN_A_LA_FOIS = "Choisissez une seule action, ou une orientation, pour la déplacer d’une place."
_FINANCEMENT = "Les montants se saisissent dans la fiche (Entrée), onglet Financement."
_AILLEURS = {
    COUT: _FINANCEMENT,
    ACQUIS: _FINANCEMENT,
    A_TROUVER: _FINANCEMENT,
    MAITRE_OUVRAGE: "Le maître d’ouvrage se choisit dans la fiche (Entrée), onglet Financement.",
    DEBUT: "Les dates viennent du calendrier de la fiche (Entrée).",
    FIN: "Les dates viennent du calendrier de la fiche (Entrée).",
    COMPLETUDE: "La complétude suit ce que la fiche contient : l’infobulle de l’anneau dit ce qui manque.",
}
"""Where the columns that are computed are written."""
_AJOUTER = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_CHOISIR = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
