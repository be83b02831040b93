"""The follow-up of the action in two lines above the tabs: météo, what blocks, what comes next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from models.domain.vocabulaire import Meteo
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.champs_compacts import ChampsCompacts
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class LigneSuivi(ChampsCompacts):
    """What the chef de projet says of the action at each meeting."""

    def __init__(self, aujourd_hui: Callable[[], date], parent: QWidget | None = None) -> None:
        self._meteo = ChoixCombo(Meteo, libelle_vide="Météo…")
        self._bloquant = TexteEdit()
        self._etape = TexteEdit()
        self._qui = TexteEdit()
        self._quand = DateEdit(aujourd_hui)
        self.champs = [
            Champ("meteo", self._meteo, "Météo", "Comment se porte l’action aujourd’hui"),
            Champ("point_bloquant", self._bloquant, "Point bloquant", "Ce qui empêche l’action d’avancer"),
            Champ("prochaine_etape", self._etape, "Prochaine étape", "Ce qui doit être fait ensuite"),
            Champ("prochaine_etape_qui", self._qui, "Prochaine étape, par qui"),
            Champ("prochaine_etape_date", self._quand, "Prochaine étape, pour quand"),
        ]
        super().__init__(self.champs, parent)
        self._bloquant.setPlaceholderText("Aucun point bloquant")
        self._etape.setPlaceholderText("Quoi")
        self._qui.setPlaceholderText("Qui")
        self._libelles = [QLabel(texte, self) for texte in ("&Météo", "Point bloquant", "Prochaine étape")]
        for libelle, editeur in zip(self._libelles, (self._meteo, self._bloquant, self._etape), strict=True):
            libelle.setBuddy(editeur)
            libelle.setProperty("role", "discret")
        self._grille = QGridLayout()
        self._grille.addWidget(self._libelles[0], 0, 0)
        self._grille.addWidget(self._meteo, 0, 1)
        self._grille.addWidget(self._libelles[1], 0, 2)
        self._grille.addWidget(self._bloquant, 0, 3, 1, 2)
        self._grille.addWidget(self._libelles[2], 1, 0)
        self._grille.addWidget(self._etape, 1, 1, 1, 2)
        self._grille.addWidget(self._qui, 1, 3)
        self._grille.addWidget(self._quand, 1, 4)
        self._grille.setColumnStretch(3, 1)
        self.corps.addLayout(self._grille)
        theme.suivre(self, self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._grille.setHorizontalSpacing(theme.px(8))
        self._grille.setVerticalSpacing(theme.px(6))
        self._meteo.setFixedWidth(theme.px(128))
        # The step is a sentence: as much room as the météo and the label beside it, and more on a wide screen.
        self._grille.setColumnMinimumWidth(2, theme.px(150))
