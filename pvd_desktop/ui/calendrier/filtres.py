"""The filters of the échéances: state, nature, action; what each one keeps is in sight, with how many."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.domain.echeances import EcheanceCalculee, EtatEcheance, NatureEcheance
from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.calendrier.lignes import ICONES
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.puces import Puces

IMAGES_NATURES: Final = {
    NatureEcheance.CONVENTION: ("convention", "texte"),
    NatureEcheance.DEMANDE: ("demandes", "texte"),
    NatureEcheance.OPERATION: ("maquette", "texte"),
    NatureEcheance.VERSEMENT: ("documents", "texte"),
    NatureEcheance.ACTION: ("plan_action", "texte"),
    NatureEcheance.GOUVERNANCE: ("partenaires", "texte"),
    NatureEcheance.NOTEE: ("crayon", "texte"),
}
"""Icon of each nature, and its colour."""
_ETATS: Final = {
    EtatEcheance.RETARD: "En retard",
    EtatEcheance.SEMAINE: "Cette semaine",
    EtatEcheance.A_VENIR: "À venir",
    EtatEcheance.FAITE: "Faites",
}


@dataclass(frozen=True, slots=True)
class FiltreEcheances:
    """What the list keeps; ``None`` keeps all."""

    etat: EtatEcheance | None = None
    nature: NatureEcheance | None = None
    fiche: Uid | None = None

    @property
    def actif(self) -> bool:
        """Whether something may be hidden."""
        return self != FiltreEcheances()

    def keeps(self, echeance: EcheanceCalculee) -> bool:
        """Whether the list shows it."""
        return (
            (self.etat is None or echeance.etat is self.etat)
            and (self.nature is None or echeance.nature is self.nature)
            and (self.fiche is None or echeance.objet.fiche == self.fiche)
        )


class BarreFiltres(QWidget):
    """Two rows of chips, and the action.

    Signals:
        filtre_changed(FiltreEcheances): another choice.
    """

    filtre_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filtre = FiltreEcheances()
        self._fiches: list[tuple[Uid, str]] = []
        self.etats = Puces(_ETATS, ICONES, self)
        self.natures = Puces({n: n.libelle for n in NatureEcheance}, IMAGES_NATURES, self, sur_une_ligne=True)
        self.fiches = ChoixCombo([], libelle_vide="Toutes les actions", parent=self)
        self.fiches.setAccessibleName("Action")
        self._haut = QHBoxLayout()
        self._haut.addWidget(self.etats, 1)
        self._haut.addWidget(self.fiches)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addLayout(self._haut)
        self._disposition.addWidget(self.natures)
        self.etats.choisie.connect(self._on_etat_choisi)
        self.natures.choisie.connect(self._on_nature_choisie)
        self.fiches.valeur_validee.connect(self._on_fiche_validee)
        theme.suivre(self, self._on_theme_changed)

    def show_echeances(self, echeances: Sequence[EcheanceCalculee], fiches: Iterable[FicheAction]) -> None:
        """Count what each choice would show, the other filters staying; an action that is gone filters no more."""
        vivantes = [(f.uid, f.titre) for f in fiches]
        if self.filtre.fiche is not None and self.filtre.fiche not in {uid for uid, _ in vivantes}:
            self.filtre = replace(self.filtre, fiche=None)
        filtre = self.filtre
        tout_etat, toute_nature = replace(filtre, etat=None), replace(filtre, nature=None)
        par_etat = [e.etat for e in echeances if tout_etat.keeps(e)]
        par_nature = [e.nature for e in echeances if toute_nature.keeps(e)]
        self.etats.show_nombres(Counter(par_etat), len(par_etat), filtre.etat)
        self.natures.show_nombres(Counter(par_nature), len(par_nature), filtre.nature)
        if vivantes != self._fiches:
            self._fiches = vivantes
            self.fiches.set_choix(vivantes)
        self.fiches.set_valeur(filtre.fiche)

    def reset(self) -> None:
        """Show all."""
        self._set(FiltreEcheances())

    def _set(self, filtre: FiltreEcheances) -> None:
        self.filtre = filtre
        self.filtre_changed.emit(filtre)

    def _on_etat_choisi(self, etat: EtatEcheance | None) -> None:
        self._set(replace(self.filtre, etat=etat))

    def _on_nature_choisie(self, nature: NatureEcheance | None) -> None:
        self._set(replace(self.filtre, nature=nature))

    def _on_fiche_validee(self, uid: str | None) -> None:
        self._set(replace(self.filtre, fiche=Uid(uid) if uid else None))

    def _on_theme_changed(self) -> None:
        self._disposition.setSpacing(theme.px(6))
        self.fiches.setFixedWidth(theme.px(260))
