"""What is supposed in one gesture: a funder refuses, grants less, an action comes later."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.scenarios.raccourcis import Guichet
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.flux import FluxLayout

RABAIS: Final = (5, 10, 20, 25, 30, 50)
"""Percents that a funder may take off."""


class BarreRaccourcis(QFrame):
    """A funder and what it answers, an action and when it comes.

    Signals:
        refus_demande(Guichet): all it has not granted yet is refused.
        rabais_demande(Guichet, Decimal): all it has not granted yet is granted for less.
        decalage_demande(FicheAction): the action comes a year later.
    """

    refus_demande = Signal(object)
    rabais_demande = Signal(object, object)
    decalage_demande = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guichets: dict[str, Guichet] = {}
        self._fiches: dict[str, FicheAction] = {}
        self._offerts: dict[ChoixCombo, list[tuple[str, str]]] = {}
        self._create_fields()
        flux = FluxLayout(self)
        flux.addWidget(self._et_si)
        flux.add_extensible(self.guichet, 170)
        for widget in (self.refuse, self.accorde, self.rabais):
            flux.addWidget(widget)
        flux.add_extensible(self.action, 150)
        flux.addWidget(self.decale)
        self.guichet.valeur_validee.connect(self._refresh)
        self.action.valeur_validee.connect(self._refresh)
        self.refuse.clicked.connect(self._on_refuse_clicked)
        self.accorde.clicked.connect(self._on_accorde_clicked)
        self.decale.clicked.connect(self._on_decale_clicked)
        self._refresh()
        theme.suivre(self, self._on_theme_changed)

    def show_choix(self, guichets: Sequence[Guichet], fiches: Sequence[FicheAction]) -> None:
        """Offer these funders and these actions, as the scenario leaves them."""
        self._guichets = {guichet.cle: guichet for guichet in guichets}
        self._fiches = {fiche.uid: fiche for fiche in fiches}
        self._offer(self.guichet, [(cle, guichet.nom) for cle, guichet in self._guichets.items()])
        self._offer(self.action, [(uid, fiche.titre) for uid, fiche in self._fiches.items()])
        self._refresh()

    def _offer(self, combo: ChoixCombo, choix: list[tuple[str, str]]) -> None:
        if self._offerts.get(combo) == choix:
            return  # filling a list of hundreds would be felt at each cell
        self._offerts[combo] = choix
        if combo.valeur() not in dict(choix):
            combo.set_valeur(None)
        combo.set_choix(choix)

    def _create_fields(self) -> None:
        self._et_si = QLabel("Et si…", self)
        self.guichet = ChoixCombo([], libelle_vide="un financeur…", parent=self)
        self.guichet.setAccessibleName("Et si ce financeur")
        self.refuse = QPushButton("refuse", self)
        self.refuse.setAccessibleName("Ce financeur refuse")
        self.refuse.setToolTip("Tout ce qu’il n’a pas encore accordé est supposé refusé")
        self.accorde = QPushButton("accorde moins\u00a0:", self)
        self.accorde.setAccessibleName("Ce financeur accorde moins")
        self.accorde.setToolTip("Tout ce qu’il n’a pas encore accordé est supposé accordé, pour moins que demandé")
        self.rabais = QComboBox(self)
        self.rabais.addItems([f"−\u00a0{taux}\u00a0%" for taux in RABAIS])
        self.rabais.setCurrentIndex(RABAIS.index(20))
        self.rabais.setAccessibleName("De combien")
        self.action = ChoixCombo([], libelle_vide="une action…", parent=self)
        self.action.setAccessibleName("Et si cette action")
        self.decale = QPushButton("décalée d’un an", self)
        self.decale.setAccessibleName("Cette action est décalée d’un an")
        self.decale.setToolTip("Ses dépenses et ses aides viennent un an plus tard")

    def _refresh(self) -> None:
        for bouton, permis in (
            (self.refuse, self.guichet.valeur() is not None),
            (self.accorde, self.guichet.valeur() is not None),
            (self.decale, self.action.valeur() is not None),
        ):
            bouton.setEnabled(permis)

    def _on_refuse_clicked(self) -> None:
        self.refus_demande.emit(self._guichets[self.guichet.valeur() or ""])

    def _on_accorde_clicked(self) -> None:
        rabais = Decimal(RABAIS[self.rabais.currentIndex()]) / 100
        self.rabais_demande.emit(self._guichets[self.guichet.valeur() or ""], rabais)

    def _on_decale_clicked(self) -> None:
        self.decalage_demande.emit(self._fiches[Uid(self.action.valeur() or "")])

    def _on_theme_changed(self) -> None:
        self._et_si.setFont(theme.police(gras=True))
