"""Right of the page when an orientation is selected: its number, its title, what it is for and what it costs."""

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from models.domain.fiche_action import totaux_du_plan
from models.domain.orientation import Orientation
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.ecriture_orientation import EcritureOrientation
from pvd_desktop.ui.fiches.fautif import find_champ_fautif, focus_champ_fautif
from pvd_desktop.ui.fiches.indicateurs import build_liste_indicateurs
from pvd_desktop.ui.fiches.pied_liste import summarize_totaux
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

LARGEUR: Final = 880


class EditeurOrientation(Onglet):
    """Follows the project, as the fiche does."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._ecriture = ecriture = EcritureOrientation(ecrivain)
        self.indicateurs = build_liste_indicateurs(
            ecriture.actes_indicateurs(),
            "Aucun indicateur pour l’instant. Un ou deux suffisent\u00a0: ce qui dira que l’orientation a réussi.",
            ecrivain.workspace.aujourd_hui,
        )
        champs: list[Champ | str] = [
            Champ("numero", TexteEdit(20), "Numéro", "Numéro de l’orientation, par exemple 1"),
            Champ("intitule", TexteEdit(), "Titre"),
            Champ("contexte", TexteRiche(), "Contexte et enjeux", large=True),
            Champ("objectifs", TexteRiche(), "Objectifs", large=True),
            Champ(
                "articulation",
                TexteRiche(),
                "Articulation avec le CRTE et les documents-cadres",
                "CRTE, SCoT, PLUi, PLH, PCAET… ce que l’orientation en reprend",
                large=True,
            ),
            Champ("indicateurs", self.indicateurs, "Indicateurs de l’orientation", large=True),
        ]
        super().__init__("Orientation", champs, ecriture.write, largeur_max=LARGEUR, parent=parent)
        self.titre, self.totaux = QLabel("Orientation stratégique", self), QLabel(self)
        self.totaux.setProperty("role", "discret")
        self.totaux.setWordWrap(True)
        self.corps.insertWidget(0, self.titre)
        self.corps.insertWidget(1, self.totaux)
        self.corps.addStretch(1)
        self.set_lecture_seule(bool(ecrivain.workspace.raison_lecture_seule))
        theme.suivre(self, self._on_polices_changed)

    @property
    def uid(self) -> Uid | None:
        """The orientation shown."""
        return self._ecriture.uid

    @property
    def orientation(self) -> Orientation | None:
        """Its snapshot; ``None`` when it is gone."""
        return self._ecriture.orientation

    def show_saisie(self) -> None:
        """Put the focus in the first field that is not in the project."""
        champ = find_champ_fautif(self)
        if champ is not None:
            focus_champ_fautif(champ)

    def show_orientation(self, uid: Uid) -> None:
        """Show another orientation, or another version of it, with the totals of its actions."""
        orientation = self._ecrivain.projet.orientation(uid)
        if orientation is None:
            return
        self._ecriture.uid = uid
        self.lie.show(orientation)
        fiches = [fiche for fiche in self._ecrivain.projet.fiches if fiche.orientation == uid]
        compte = f"{len(fiches)} action{'s' if len(fiches) > 1 else ''}"
        self.totaux.setText(f"{compte} · {summarize_totaux(totaux_du_plan(fiches))}" if fiches else "Aucune action")

    def _on_polices_changed(self) -> None:
        self.titre.setFont(theme.police(1.15, gras=True))
        self.totaux.setFont(theme.police_tableau(0.95))
        self.corps.setSpacing(theme.px(8))
