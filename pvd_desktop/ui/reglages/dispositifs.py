"""« Dispositifs d’aide »: the table of all of them, those of the project told apart, and the card of the chosen one."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from models.domain.bareme import bareme_effectif
from models.domain.formats import format_date
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.etapes import place
from pvd_desktop.ui.reglages.actes_dispositifs import ActesDispositifs
from pvd_desktop.ui.reglages.etat_dispositif import EtatDispositif, etats_dispositifs
from pvd_desktop.ui.reglages.fiche_dispositif import FicheDispositif
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import apply_largeurs, configure_table

_EXPLICATION: Final = (
    "Ce que les points à vérifier savent de chaque aide, à l’édition du {}. Adaptez-le à votre département, ajoutez un "
    "dispositif\u00a0: une nouvelle version de PVD Desktop ne remplace jamais ce que vous avez écrit. Ce qu’aucune "
    "source n’a dit reste vide."
)
_LIGNES: Final = 9
"""Rows of the table shown at once."""


class SectionDispositifs(QWidget):
    """A table and, under it, the card of its current row."""

    ajoute = Signal()
    """A dispositif was just added: its card is to be seen."""

    def __init__(
        self, ecrivain: Ecrivain, aujourd_hui: Callable[[], date], *, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._aujourd_hui = aujourd_hui
        self._editable = editable
        self._actes = ActesDispositifs(ecrivain, aujourd_hui)
        self._choisi = ""
        edition = load_dispositifs().edition
        self._titre = QLabel("Dispositifs d’aide", self)
        self._explication = QLabel(_EXPLICATION.format(format_date(edition)), self)
        self._explication.setWordWrap(True)
        self._explication.setProperty("role", "discret")
        self.vue = self._build_vue()
        self.ajouter = QPushButton("Ajouter un dispositif", self)
        self.ajouter.setProperty("role", "discret")
        icones.poser(self.ajouter, "ajouter", "accent", 16)
        self.dupliquer = QPushButton("Dupliquer celui-ci", self)
        self.dupliquer.setProperty("role", "discret")
        self.dupliquer.setToolTip("Partir de ses taux, de ses délais et de ses pièces pour en décrire un autre")
        icones.poser(self.dupliquer, "dupliquer", "accent", 16)
        for bouton in (self.ajouter, self.dupliquer):
            bouton.setVisible(editable)
        self._lay_out()
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self.dupliquer.clicked.connect(self._on_dupliquer_clicked)
        self.vue.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.show_projet()
        self.select(self.modele.lignes[0].uid)
        theme.suivre(self, self._on_theme_changed)

    @cached_property
    def fiche(self) -> FicheDispositif:
        """The card, made when it is first asked for."""
        fiche = FicheDispositif(self._actes, self._aujourd_hui, editable=self._editable, parent=self)
        place(self._colonne, fiche)
        if (etat := self._courant()) is not None:
            fiche.show_etat(etat)
        return fiche

    def build_parts(self) -> Iterator[object]:
        """Make the card, a part at a step."""
        yield self.fiche
        yield from self.fiche.build_parts()

    def show_projet(self) -> None:
        """Show the dispositifs as the project says them now."""
        projet = self._ecrivain.projet
        bareme = bareme_effectif(load_bareme(), projet.parametres_locaux)
        self.modele.set_lignes(tuple(etats_dispositifs(projet, bareme, self._aujourd_hui())))
        if self._choisi and self.modele.row_of(self._choisi) < 0:
            self.select(self.modele.lignes[0].uid)
        self._show_fiche()

    def select(self, code: str) -> None:
        """Show the card of that dispositif."""
        index = self.modele.index(max(0, self.modele.row_of(code)), 0)
        drapeaux = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.vue.selectionModel().setCurrentIndex(index, drapeaux)
        self.vue.scrollTo(index)

    def commit(self) -> bool:
        """Write what is pending."""
        return not self._est_faite or self.fiche.commit()

    def champ_refuse(self) -> QWidget | None:
        """The first field whose value was refused."""
        return self.fiche.champ_refuse() if self._est_faite else None

    @property
    def _est_faite(self) -> bool:
        """Whether the card was made: nothing is typed before."""
        return "fiche" in self.__dict__

    def _build_vue(self) -> QTableView:
        self.modele: LignesModel[EtatDispositif] = LignesModel(_COLONNES, lambda etat: etat.uid, parent=self)
        vue = QTableView(self)
        configure_table(vue)
        vue.setModel(self.modele)
        vue.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        vue.setAccessibleName("Dispositifs d’aide")
        vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: dispositifs d’aide")
        vue.horizontalHeader().setStretchLastSection(True)
        return vue

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        for widget in (self._titre, self._explication, self.vue):
            self._colonne.addWidget(widget)
        self._gestes = QHBoxLayout()
        self._gestes.addWidget(self.ajouter)
        self._gestes.addWidget(self.dupliquer)
        self._gestes.addStretch(1)
        self._colonne.addLayout(self._gestes)

    def _show_fiche(self) -> None:
        if self._est_faite and (etat := self._courant()) is not None:
            self.fiche.show_etat(etat)

    def _courant(self) -> EtatDispositif | None:
        return next((etat for etat in self.modele.lignes if etat.uid == self._choisi), None)

    def _on_row_changed(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        etat = self.modele.ligne(index.row())
        if etat.uid == self._choisi:
            return
        if self._choisi and not self.commit():
            # What cannot be written stays on screen, with its reason.
            self.select(self._choisi)
            return
        self._choisi = etat.uid
        self._show_fiche()

    def _on_ajouter_clicked(self) -> None:
        if self.fiche.commit():
            self._show_added(self._actes.add())

    def _on_dupliquer_clicked(self) -> None:
        # Once written: the copy takes what was just typed.
        if self.fiche.commit() and (etat := self._courant()) is not None:
            self._show_added(self._actes.duplicate(etat))

    def _show_added(self, code: str | None) -> None:
        if code is not None:
            self.select(code)
            self.fiche.formulaire.focus_champ("intitule")
            self.ajoute.emit()

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.1, gras=True))
        self._titre.setContentsMargins(0, theme.px(12), 0, 0)
        self._colonne.setSpacing(theme.px(12))
        self._gestes.setSpacing(theme.px(8))
        self.vue.setFixedHeight(self.vue.horizontalHeader().sizeHint().height() + _LIGNES * theme.px(30) + 2)
        apply_largeurs(self.vue, [theme.px(colonne.largeur) for colonne in _COLONNES])


_COLONNES: Final[tuple[Colonne[EtatDispositif], ...]] = (
    Colonne(titre="Dispositif", texte=lambda e: e.dispositif.nom, largeur=190, gras=lambda e: e.local is not None),
    Colonne(titre="Financeur", texte=lambda e: e.dispositif.financeur, largeur=130),
    Colonne(titre="Taux et plafond", texte=lambda e: e.taux, largeur=180),
    Colonne(titre="Fait libératoire", texte=lambda e: e.fait_liberatoire.libelle, largeur=210),
    Colonne(titre="Dans ce projet", texte=lambda e: e.nature_etat, largeur=100),
)
