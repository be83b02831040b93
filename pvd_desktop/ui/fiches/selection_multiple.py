"""Several fiches selected: what can be changed in all of them at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from models.domain.vocabulaire import Meteo, Priorite, StatutAction
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.actes import ActesPlan
from pvd_desktop.ui.fiches.lignes_plan import SANS_ORIENTATION
from pvd_desktop.ui.fiches.partenaires import AJOUTER_ORGANISME, choix_organismes
from pvd_desktop.ui.organisme_dialog import OrganismeDialog
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo

GARDER: Final = "Ne pas changer"
_AUCUNE: Final = "aucune"


class SelectionMultiple(QWidget):
    """Each choice is one act on all the fiches; the lists then say « Ne pas changer » again."""

    def __init__(self, actes: ActesPlan, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actes = actes
        self._fiches: Sequence[FicheAction] = ()
        self.titre = QLabel(self)
        self._texte = QLabel("Ce que vous choisissez ici s’applique à toutes les actions sélectionnées.", self)
        self._texte.setProperty("role", "discret")
        self._texte.setWordWrap(True)
        self.statut = ChoixCombo(StatutAction, libelle_vide=GARDER)
        self.priorite = ChoixCombo(Priorite, libelle_vide=GARDER)
        self.meteo = ChoixCombo(Meteo, libelle_vide=GARDER)
        self.orientation = ChoixCombo([], libelle_vide=GARDER)
        self.maitre_ouvrage = ChoixCombo([], libelle_vide=GARDER, libelle_ajout=AJOUTER_ORGANISME)
        self.maitre_ouvrage.setToolTip("De toutes les opérations de ces actions")
        self.maitre_ouvrage.ajout_demande.connect(self._on_ajout_demande)
        self._dialogue: OrganismeDialog | None = None
        self._formulaire = QFormLayout()
        for libelle, combo, agit in (
            ("&Statut", self.statut, self._writer("Modifier le statut", "statut")),
            ("&Priorité", self.priorite, self._writer("Modifier la priorité", "priorite")),
            ("&Météo", self.meteo, self._writer("Modifier la météo", "meteo")),
            ("&Orientation", self.orientation, self._set_orientation),
            ("Maître d’ou&vrage", self.maitre_ouvrage, self._set_maitre_ouvrage),
        ):
            combo.setAccessibleName(f"{libelle.replace('&', '')} des actions sélectionnées")
            combo.set_lecture_seule(not editable)
            combo.valeur_validee.connect(agit)
            self._formulaire.addRow(libelle, combo)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.titre)
        self._disposition.addWidget(self._texte)
        self._disposition.addLayout(self._formulaire)
        self._disposition.addStretch(1)
        theme.suivre(self, self._on_theme_changed)

    def show_fiches(self, fiches: Sequence[FicheAction]) -> None:
        """Show which fiches are selected."""
        self._fiches = fiches
        self.titre.setText(f"{len(fiches)} actions sélectionnées")
        orientations = [(o.uid, o.titre) for o in self._actes.projet.orientations]
        self.orientation.set_choix([*orientations, (_AUCUNE, SANS_ORIENTATION)])
        self.maitre_ouvrage.set_choix(choix_organismes(self._actes.projet))
        for combo in self._listes():
            combo.set_valeur(None)

    def dialogue(self) -> OrganismeDialog | None:
        """The dialog opened last for a new organisme."""
        return self._dialogue

    def _listes(self) -> tuple[ChoixCombo, ...]:
        return (self.statut, self.priorite, self.meteo, self.orientation, self.maitre_ouvrage)

    def _writer(self, libelle: str, champ: str) -> Callable[[object], None]:
        def on_valeur_validee(valeur: Any) -> None:
            self._actes.update_fiches(self._fiches, libelle, **{champ: valeur})

        return on_valeur_validee

    def _set_orientation(self, valeur: str) -> None:
        orientation = None if valeur == _AUCUNE else Uid(valeur)
        self._actes.update_fiches(self._fiches, "Modifier l’orientation", orientation=orientation)

    def _set_maitre_ouvrage(self, valeur: str) -> None:
        self._actes.set_maitre_ouvrage(self._fiches, Uid(valeur))

    def _on_ajout_demande(self) -> None:
        # The fiches of this moment: the selection may change under the dialog.
        self._dialogue = OrganismeDialog(self)
        self._dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialogue.valide.connect(partial(self._actes.add_maitre_ouvrage, self._fiches))
        self._dialogue.open()

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._disposition.setContentsMargins(marge, marge, marge, marge)
        self._disposition.setSpacing(theme.px(10))
        self.titre.setFont(theme.police(1.3, gras=True))
        self._formulaire.setVerticalSpacing(theme.px(10))
        self._formulaire.setHorizontalSpacing(theme.px(16))
        for combo in self._listes():
            combo.setMaximumWidth(theme.px(420))
