"""The lines of the plan, picked by funder or by action, on which a scenario is typed."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.plan_financement import Financement
from models.domain.projet import Projet
from models.domain.scenarios.application import ScenarioApplique
from pvd_desktop.ui import theme
from pvd_desktop.ui.scenarios.lignes import (
    COLONNES,
    DU_PROJET,
    LARGEURS_SERREES,
    TITRES_SERRES,
    LecteurLignes,
    LigneSupposee,
)
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne import Index
from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.listes import ListeModel
from pvd_desktop.ui.widgets.modele_colonnes import Ecrire
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.table_vue import TableVue
from pvd_desktop.ui.widgets.vue import apply_largeurs, configure_table

_EDITION = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


_PREMIERE: Final = 3
"""Where one comes to type."""


class LignesSupposees(ListeModel[LigneSupposee]):
    """The same rows with other values are announced one by one: the cell being typed stays open."""

    def __init__(self, ecrire: Ecrire | None, parent: QWidget | None = None) -> None:
        super().__init__(COLONNES, lambda ligne: ligne.cle, ecrire, parent)
        self.serree = False
        """Whether what the project says is not shown in its own columns."""

    def set_serree(self, serree: bool) -> None:
        """Head the columns as they stand, with those of the project or without."""
        if serree != self.serree:
            self.serree = serree
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.serree and role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return TITRES_SERRES.get(section) or super().headerData(section, orientation, role)
        return super().headerData(section, orientation, role)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.serree and role == Qt.ItemDataRole.ToolTipRole and index.column() in DU_PROJET:
            avant = self.index(index.row(), DU_PROJET[index.column()]).data()
            return f"Dans le projet\u00a0: {avant or 'rien'}"
        return super().data(index, role)

    @override
    def set_lignes(self, lignes: Sequence[LigneSupposee]) -> None:
        if [ligne.cle for ligne in lignes] != [ligne.cle for ligne in self._lignes]:
            super().set_lignes(lignes)
            return
        for row, (ancienne, nouvelle) in enumerate(zip(self._lignes, lignes, strict=True)):
            if ancienne is not nouvelle:
                self._lignes[row] = nouvelle
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid():
            ligne, champ = self.ligne(index.row()), self.colonnes[index.column()].champ
            if (champ == "etat" and ligne.etats is None) or (champ == "annee" and ligne.annees is None):
                flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags


class VueLignes(TableVue):
    """Suppr takes back what is supposed of the current line.

    Signals:
        retrait_demande(): the key was pressed.
    """

    retrait_demande = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete and self.state() != QAbstractItemView.State.EditingState:
            self.retrait_demande.emit()
        else:
            super().keyPressEvent(event)


class EditeurScenario(QWidget):
    """Filters over a table; Suppr makes a line worth what it is in the project again.

    Signals:
        retrait_demande(LigneSupposee): the scenario says nothing more of this line.
    """

    retrait_demande = Signal(object)

    def __init__(self, ecrire: Ecrire | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lecteur = LecteurLignes()
        self._lignes: list[LigneSupposee] = []
        self._projet = Projet()
        self._create_fields(ecrire)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def commit(self) -> bool:
        """Write the cell being typed, if it can be read."""
        return self._delegue.commit()

    def show_saisie(self) -> None:
        """Go back to the cell that is being typed."""
        editeur = self._delegue.editeur_ouvert()
        if editeur is not None:
            self.vue.scrollTo(self.vue.currentIndex())
            editeur.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_parts(self, application: ScenarioApplique) -> Iterator[None]:
        """Read what ``show_application`` will show, a part at a step."""
        return self._lecteur.read_parts(application)

    def show_application(self, application: ScenarioApplique) -> None:
        """Show the lines of the project beside what the scenario makes of them."""
        avant, self._projet = self._projet, application.base
        self._lignes = self._lecteur.read(application)
        if (avant.fiches, avant.organismes) != (self._projet.fiches, self._projet.organismes):
            self._show_filtres()
        self._show()

    def _show_filtres(self) -> None:
        financeurs = {f.financeur for f in self._financements() if f.financeur is not None}
        for combo, choix in (
            (self.financeur, sorted(((uid, self._projet.nom_organisme(uid)) for uid in financeurs), key=_second)),
            (self.action, [(ligne.fiche.uid, ligne.fiche.titre) for ligne in self._lignes]),
        ):
            connus = dict(choix)
            if combo.valeur() not in connus:
                combo.set_valeur(None)
            combo.set_choix(list(connus.items()))

    def filter_by(self, *, financeur: str | None = None, action: str | None = None) -> None:
        """Keep the lines of a funder, of an action, or all of them."""
        self.financeur.set_valeur(financeur)
        self.action.set_valeur(action)
        self._show()

    def _create_fields(self, ecrire: Ecrire | None) -> None:
        self.financeur = ChoixCombo([], libelle_vide="Tous les financeurs", parent=self)
        self.financeur.setAccessibleName("Lignes de ce financeur")
        self.action = ChoixCombo([], libelle_vide="Toutes les actions", parent=self)
        self.action.setAccessibleName("Lignes de cette action")
        self.changees = QCheckBox("Ce qui change", self)
        self.changees.setToolTip("Ne garder que les lignes que le scénario suppose autrement")
        self._compte = QLabel(self)
        self._compte.setProperty("role", "discret")
        self._delegue = DelegueCellule(self)
        self.modele = LignesSupposees(ecrire, self)
        self.vue = VueLignes(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setItemDelegate(self._delegue)
        self.vue.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.vue.setEditTriggers(_EDITION if ecrire else QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Lignes du plan, dans le projet et dans le scénario")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: lignes du plan")
        self.vue.horizontalHeader().setStretchLastSection(True)
        self.vue.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.message = LigneMessage(self)
        self._vide = QLabel("Aucune ligne ne passe ces filtres.", self)
        self._vide.setProperty("role", "discret")
        self._vide.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        self._filtres = QWidget(self)
        flux = FluxLayout(self._filtres)
        flux.add_extensible(self.financeur, 180)
        flux.add_extensible(self.action, 180)
        flux.addWidget(self.changees)
        flux.addWidget(self._compte)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self._filtres)
        self._colonne.addWidget(self.vue, 1)
        self._colonne.addWidget(self._vide, 1)
        self._colonne.addWidget(self.message)

    def _connect(self) -> None:
        self.financeur.valeur_validee.connect(self._show)
        self.action.valeur_validee.connect(self._show)
        self.changees.toggled.connect(self._show)
        self.vue.resized.connect(self._stretch)
        self.vue.premiere_ligne.connect(self._on_premiere_ligne)
        self.vue.saisie_retenue.connect(self.show_saisie)
        self.modele.saisie_refusee.connect(self._delegue.note_refus)
        self._delegue.saisie_refusee.connect(self._on_saisie_refusee)
        self.vue.retrait_demande.connect(self._on_retrait)

    def _show(self) -> None:
        financeur, action = self.financeur.valeur(), self.action.valeur()
        gardees = [
            ligne
            for ligne in self._lignes
            if (action is None or ligne.fiche.uid == action)
            and (financeur is None or (isinstance(ligne.avant, Financement) and ligne.avant.financeur == financeur))
            and (ligne.change or not self.changees.isChecked())
        ]
        self.modele.set_lignes(gardees)
        self.vue.setVisible(bool(gardees))
        self._vide.setVisible(not gardees)
        changees = sum(1 for ligne in gardees if ligne.change)
        lignes = f"{len(gardees)} ligne{'s' if len(gardees) > 1 else ''}"
        dites = f"{changees} change{'nt' if changees > 1 else ''}" if changees else "aucune ne change"
        self._compte.setText(f"{lignes}, {dites}")

    def _financements(self) -> list[Financement]:
        return [ligne.avant for ligne in self._lignes if isinstance(ligne.avant, Financement)]

    def _on_premiere_ligne(self) -> None:
        if self.modele.rowCount():
            self.vue.setCurrentIndex(self.modele.index(0, _PREMIERE))

    def _on_saisie_refusee(self, message: str) -> None:
        if message:
            self.message.set_message(Niveau.ERREUR, message)
        else:
            self.message.hide()

    def _on_retrait(self) -> None:
        row = self.vue.currentIndex().row()
        if 0 <= row < self.modele.rowCount():
            self.retrait_demande.emit(self.modele.ligne(row))

    def _on_theme_changed(self) -> None:
        self._colonne.setSpacing(theme.px(6))
        self._stretch()

    def _stretch(self) -> None:
        """Share the room of a wide screen between the names and what changes; on a narrow one, show no more than that.

        What the project says is then told by what changes, and by the tooltips: nothing has to be scrolled to.
        """
        place, largeurs = self.vue.viewport().width(), [theme.px(colonne.largeur) for colonne in COLONNES]
        serree = sum(largeurs) > place
        self.modele.set_serree(serree)
        for colonne in DU_PROJET.values():
            self.vue.setColumnHidden(colonne, serree)
        if serree:
            for colonne, largeur in LARGEURS_SERREES.items():
                largeurs[colonne] = theme.px(largeur)
            courante = self.vue.currentIndex()
            if courante.column() in DU_PROJET.values():
                self.vue.setCurrentIndex(courante.siblingAtColumn(courante.column() + 1))
        cachees = DU_PROJET.values() if serree else ()
        reste = max(0, place - sum(largeur for rang, largeur in enumerate(largeurs) if rang not in cachees))
        for rang, part in ((0, 4), (1, 4)):
            largeurs[rang] += reste * part // 10
        apply_largeurs(self.vue, largeurs)


def _second(paire: tuple[str, str]) -> str:
    return paire[1]
