"""Second tab: what becomes of each action of the table, and the values that would be written."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.importation.proposition import Changement, LigneProposee, Nature, Sort
from pvd_desktop.ui import theme
from pvd_desktop.ui.importation.colonnes import ACTIONS, CHANGEMENTS, FEUILLE_ACTIONS
from pvd_desktop.ui.importation.feuille_model import ICONES_SORTS
from pvd_desktop.ui.importation.lecture import RETENUS, rank_of
from pvd_desktop.ui.importation.preparation import Preparation
from pvd_desktop.ui.widgets.listes import ListeACocher, ListeModel, VueListe
from pvd_desktop.ui.widgets.puces import Puces
from pvd_desktop.ui.widgets.vue import apply_colonnes

_PLURIELS: Final[Mapping[Sort, str]] = {
    Sort.CREE: "Créées",
    Sort.MODIFIE: "Modifiées",
    Sort.INCHANGE: "Inchangées",
    Sort.ECARTE: "Écartées",
    Sort.REFUSE: "Refusées",
}


_TITRES_DES_CONTACTS: Final = {"Action": "Personne", "Orientation": "Organisme"}


class ActionsModel(ListeACocher[LigneProposee]):
    """The box of the first column brings a row in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ACTIONS, lambda ligne: f"{ligne.cle[1]} {ligne.cle[0]}", parent=parent)
        self.est_de_contacts = False
        """Whether the rows are people of an address book."""

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        titre = super().headerData(section, orientation, role)
        return _TITRES_DES_CONTACTS.get(titre, titre) if self.est_de_contacts and isinstance(titre, str) else titre

    @override
    def coche(self, ligne: LigneProposee) -> bool | None:
        return None if ligne.sort is Sort.REFUSE else ligne.sort in RETENUS


class OngletActions(QWidget):
    """Rows by what becomes of them; the pane on the right says what is written in the one that is selected.

    Signals:
        cellule_demandee(str, int, int): show this cell of the file.
    """

    cellule_demandee = Signal(str, int, int)

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._sort: Sort | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def set_aside(self) -> None:
        """Hold nothing of what was read, as long as the tab is hidden."""
        self.vue.set_aside(self.modele)
        self.changements.set_lignes([])

    def refresh(self) -> None:
        """Show what the preparation holds."""
        lecture = self._preparation.lecture
        lignes = lecture.proposition.lignes if lecture else ()
        comptes: Mapping[Sort, int] = lecture.comptes if lecture else {}
        if self._sort is not None and not comptes.get(self._sort):
            # Nothing is left of what was looked at: an empty list would say that nothing comes in.
            self._sort = None
        self.puces.show_nombres(comptes, len(lignes), self._sort)
        self.modele.est_de_contacts = lecture is not None and lecture.proposition.est_de_contacts
        gardees = lignes if self._sort is None else [un for un in lignes if un.sort is self._sort]
        self.vue.show_lignes(self.modele, gardees)
        self.vue.setColumnHidden(FEUILLE_ACTIONS, not (lecture and lecture.plusieurs_feuilles))
        self._show_detail()

    def show_sort(self, sort: Sort | None) -> None:
        """Keep the rows of one fate; ``None`` shows all."""
        self._sort = sort
        self.refresh()

    def courante(self) -> LigneProposee | None:
        """The row that is selected."""
        row = self.vue.currentIndex().row()
        return self.modele.ligne(row) if 0 <= row < self.modele.rowCount() else None

    def _create_fields(self) -> None:
        self.puces = Puces(_PLURIELS, ICONES_SORTS, self)
        self.modele = ActionsModel(self)
        self._partage = QSplitter(self)
        self.vue = VueListe("Actions du tableau", self._partage)
        self.vue.setModel(self.modele)
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, ACTIONS))
        self._detail = QWidget(self._partage)
        self._titre = QLabel(self._detail)
        self._titre.setWordWrap(True)
        self._titre.setTextFormat(Qt.TextFormat.PlainText)
        self._raison = QLabel(self._detail)
        self._raison.setWordWrap(True)
        self._raison.setTextFormat(Qt.TextFormat.PlainText)
        self._raison.setProperty("role", "discret")
        self.changements = ListeModel(CHANGEMENTS, lambda c: str(c[0]), parent=self)
        self.vue_changements = VueListe("Valeurs écrites dans l’action", self._detail)
        self.vue_changements.setModel(self.changements)
        theme.suivre(self.vue_changements, partial(apply_colonnes, self.vue_changements, CHANGEMENTS))

    def _lay_out(self) -> None:
        self._colonne_detail = QVBoxLayout(self._detail)
        self._colonne_detail.addWidget(self._titre)
        self._colonne_detail.addWidget(self._raison)
        self._colonne_detail.addWidget(self.vue_changements, 1)
        self._partage.addWidget(self.vue)
        self._partage.addWidget(self._detail)
        self._partage.setStretchFactor(0, 3)
        self._partage.setStretchFactor(1, 2)
        self._partage.setChildrenCollapsible(False)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.puces)
        self._disposition.addWidget(self._partage, 1)

    def _connect(self) -> None:
        self.puces.choisie.connect(self.show_sort)
        self.modele.cochee.connect(self._on_cochee)
        self.vue.selectionModel().currentRowChanged.connect(self._show_detail)
        self.vue.bascule_demandee.connect(self._on_bascule)
        self.vue.voir_demande.connect(self._on_voir)
        self.vue_changements.voir_demande.connect(self._on_voir_changement)

    def _show_detail(self) -> None:
        ligne = self.courante()
        self._detail.setVisible(ligne is not None)
        if ligne is None:
            self.changements.set_lignes([])
            return
        # Here, for the tabs take the pane once it is dressed, and Qt then forgets this font.
        self._titre.setFont(theme.police(1.05, gras=True))
        self._titre.setText(ligne.titre)
        dites = [r.message for r in ligne.remarques if r.nature in {Nature.REFUS, Nature.NON_COMPRIS, Nature.ECART}]
        raisons = list(dict.fromkeys(filter(None, (ligne.raison, *dites))))
        self._raison.setText("\n".join(raisons[:4]))
        self._raison.setVisible(bool(raisons))
        self.vue_changements.show_lignes(self.changements, list(enumerate(ligne.changements)))
        self.vue_changements.setVisible(bool(ligne.changements))

    def _on_cochee(self, row: int, oui: bool) -> None:
        self._preparation.set_importee(self.modele.ligne(row).cle, oui=oui)

    def _on_bascule(self, row: int) -> None:
        ligne = self.modele.ligne(row)
        if ligne.sort is not Sort.REFUSE:
            self._preparation.set_importee(ligne.cle, oui=ligne.sort not in RETENUS)

    def _on_voir(self, row: int) -> None:
        feuille, ligne = self.modele.ligne(row).cle
        self.cellule_demandee.emit(feuille, ligne, 0)

    def _on_voir_changement(self, row: int) -> None:
        changement: Changement = self.changements.ligne(row)[1]
        lieu = changement.lieu
        if lieu.ligne:
            self.cellule_demandee.emit(lieu.feuille, lieu.ligne, max(rank_of(lieu.colonne), 0))

    def _on_theme_changed(self) -> None:
        self.puces.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        marge = theme.px(8)
        self._disposition.setContentsMargins(0, marge, 0, 0)
        self._disposition.setSpacing(marge)
        self._colonne_detail.setContentsMargins(theme.px(12), 0, 0, 0)
        self._colonne_detail.setSpacing(theme.px(4))
