"""Right of the page when an orientation is selected: its number, its title, what it is for and what it costs."""

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from models.commands import orientations as commandes
from models.domain.errors import AppError
from models.domain.fiche_action import totaux_du_plan
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.pied_liste import summarize_totaux
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche

LARGEUR: Final = 880
_NOMS: Final = {
    "numero": "le numéro",
    "intitule": "le titre",
    "contexte": "le contexte",
    "objectifs": "les objectifs",
}
_TEXTES_LONGS: Final = frozenset({"contexte", "objectifs"})


class EditeurOrientation(Onglet):
    """Follows the project, as the fiche does."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        self._ecrivain = ecrivain
        self._uid: Uid | None = None
        champs: list[Champ | str] = [
            Champ("numero", TexteEdit(20), "Numéro", "Numéro de l’orientation, par exemple 1"),
            Champ("intitule", TexteEdit(), "Titre"),
            Champ("contexte", TexteRiche(), "Contexte et enjeux", large=True),
            Champ("objectifs", TexteRiche(), "Objectifs", large=True),
        ]
        super().__init__("Orientation", champs, self._write, largeur_max=LARGEUR, parent=parent)
        self.titre, self.totaux = QLabel("Orientation stratégique", self), QLabel(self)
        self.totaux.setProperty("role", "discret")
        self.totaux.setWordWrap(True)
        self.corps.insertWidget(0, self.titre)
        self.corps.insertWidget(1, self.totaux)
        self.corps.addStretch(1)
        self.set_lecture_seule(bool(ecrivain.workspace.raison_lecture_seule))
        theme.suivre(self, self._on_polices_changed)

    def show_orientation(self, uid: Uid) -> None:
        """Show another orientation, or another version of it, with the totals of its actions."""
        orientation = self._ecrivain.projet.orientation(uid)
        if orientation is None:
            return
        self._uid = uid
        self.lie.show(orientation)
        fiches = [fiche for fiche in self._ecrivain.projet.fiches if fiche.orientation == uid]
        compte = f"{len(fiches)} action{'s' if len(fiches) > 1 else ''}"
        self.totaux.setText(f"{compte} · {summarize_totaux(totaux_du_plan(fiches))}" if fiches else "Aucune action")

    def _write(self, nom: str, valeur: object) -> AppError | None:
        if self._uid is None:
            return None
        libelle = f"Modifier {_NOMS[nom]} de l’orientation"
        if nom in _TEXTES_LONGS:
            self._ecrivain.run_merged(
                libelle, f"{self._uid} {nom}", commandes.update_orientation, self._uid, **{nom: valeur}
            )
        else:
            self._ecrivain.run(libelle, commandes.update_orientation, self._uid, **{nom: valeur})
        return self._ecrivain.refus

    def _on_polices_changed(self) -> None:
        self.titre.setFont(theme.police(1.15, gras=True))
        self.totaux.setFont(theme.police_tableau(0.95))
        self.corps.setSpacing(theme.px(8))
