"""« Préférences »: each choice is applied at once and remembered; nothing to confirm."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.store.lock import current_user
from pvd_desktop.ui import theme
from pvd_desktop.ui.apparence import Apparence
from pvd_desktop.ui.preferences.choix_dossier import ChoixDossier
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.theme import ZOOM_MAX, ZOOM_MIN, ZOOM_PAS, NomTheme
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

NOMBRES: Final = (5, 10, 20, 50)
"""Copies kept whatever their day."""


class PanneauPreferences(QDialog):
    """Stays beside the work.

    Signals:
        dossier_demande(): ask for the folder of the copies.
        auteur_changed(str): the name the journal writes from now on.
    """

    dossier_demande = Signal()
    auteur_changed = Signal(str)

    def __init__(
        self, settings: Settings, apparence: Apparence, dossier: Callable[[], Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._apparence = apparence
        self._dossier = dossier
        self._create_fields()
        self._lay_out()
        self._connect()
        self.refresh()
        theme.suivre(self, self._on_theme_changed)

    def refresh(self) -> None:
        """Show the preferences as they stand: the menu « Affichage » changes some of them too."""
        self.theme.set_valeur(self._settings.theme)
        self.zoom.set_valeur(str(self._settings.zoom))
        self.nombre.set_valeur(str(self._settings.copies_gardees))
        self.auteur.set_valeur(self._settings.auteur)
        self.dossier.set_valeur(self._dossier())
        self.dossier.set_choisi(choisi=self._settings.dossier_copies is not None)

    def show_erreur(self, message: str) -> None:
        """Say why a folder cannot be taken."""
        self.formulaire.set_erreur("dossier", message)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._fit()

    def _create_fields(self) -> None:
        self.setWindowTitle("Préférences — PVD Desktop")
        # At the highest zoom they are higher than a small screen.
        self._defilement = ColonneDefilante(self)
        self._titre = QLabel("Préférences", self)
        self.theme = ChoixCombo(NomTheme, facultatif=False)
        zooms = [(str(z), f"{z}\u00a0%") for z in range(ZOOM_MIN, ZOOM_MAX + 1, ZOOM_PAS)]
        self.zoom = ChoixCombo(zooms, facultatif=False)
        self.auteur = TexteEdit()
        self.auteur.setPlaceholderText(current_user())
        self.dossier = ChoixDossier()
        nombres = sorted({*NOMBRES, self._settings.copies_gardees})
        self.nombre = ChoixCombo([(str(n), str(n)) for n in nombres], facultatif=False)
        self.formulaire = Formulaire(
            [
                "Apparence",
                Champ("theme", self.theme, "Thème"),
                Champ("zoom", self.zoom, "Taille de l’affichage"),
                "Copies de sécurité",
                Champ("dossier", self.dossier, "Dossier des copies"),
                Champ("nombre", self.nombre, "Copies récentes gardées"),
            ],
            self,
        )
        self.identite = Formulaire(
            [
                "Historique",
                Champ("auteur", self.auteur, "Votre nom", "Écrit dans l’historique à côté de ce que vous faites"),
            ],
            self,
        )
        self._regle = QLabel(
            "Une copie est faite à la fermeture et toutes les trente minutes de travail, si quelque chose a changé. "
            "En plus des copies récentes, PVD Desktop garde la dernière de chaque jour pendant sept jours, de chaque "
            "semaine pendant cinq semaines et de chaque mois pendant un an.",
            self,
        )
        self._regle.setWordWrap(True)
        self._regle.setProperty("role", "discret")
        self._fermer = QPushButton("Fermer", self)

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._defilement.corps.addWidget(self._titre)
        self._defilement.corps.addWidget(self.formulaire)
        self._defilement.corps.addWidget(self._regle)
        self._defilement.corps.addWidget(self.identite)
        self._defilement.corps.addStretch(1)
        self._disposition.addWidget(self._defilement, 1)
        self._boutons = QHBoxLayout()
        self._boutons.addStretch(1)
        self._boutons.addWidget(self._fermer)
        self._disposition.addLayout(self._boutons)

    def _connect(self) -> None:
        self.theme.valeur_validee.connect(self._on_theme_validee)
        self.zoom.valeur_validee.connect(self._on_zoom_validee)
        self.nombre.valeur_validee.connect(self._on_nombre_validee)
        self.auteur.valeur_validee.connect(self._on_auteur_validee)
        self.dossier.dossier_demande.connect(self.dossier_demande)
        self.dossier.valeur_validee.connect(self._on_dossier_validee)
        self._fermer.clicked.connect(self.accept)

    def _on_theme_validee(self, valeur: object) -> None:
        self._apparence.set_theme(cast("NomTheme", valeur))

    def _on_zoom_validee(self, valeur: object) -> None:
        self._apparence.set_zoom(int(str(valeur)))

    def _on_nombre_validee(self, valeur: object) -> None:
        self._settings.copies_gardees = int(str(valeur))

    def _on_auteur_validee(self, valeur: object) -> None:
        self._settings.auteur = " ".join(str(valeur or "").split())
        self.auteur_changed.emit(self._settings.auteur)

    def _on_dossier_validee(self) -> None:
        self._settings.dossier_copies = None
        self.formulaire.set_erreur("dossier", "")
        self.refresh()

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.setSpacing(0)
        self._boutons.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        self._defilement.corps.setSpacing(theme.px(14))
        self._titre.setFont(theme.police(1.4, gras=True))
        self._fit()

    def _fit(self) -> None:
        """As high as what it holds: Qt opens a window on two thirds of the screen at most."""
        largeur, ecran = theme.px(688), self.screen().availableSize()
        contenu = self._defilement.contenu
        hauteur = max(contenu.heightForWidth(largeur), contenu.sizeHint().height()) + self._boutons.sizeHint().height()
        self.resize(min(largeur, ecran.width()), min(hauteur, ecran.height() - theme.px(40)))
