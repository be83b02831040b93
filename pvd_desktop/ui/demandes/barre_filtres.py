"""Search and filters of the demandes: what hides rows is always in sight, each with its way out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.filtres import Filtres, Genre, Valeur, badges, choix
from pvd_desktop.ui.demandes.lignes import LigneListe
from pvd_desktop.ui.widgets.badges import Badges
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche

ATTENTE_MS: Final = 120
_VERS_LA_LISTE: Final = {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RechercheDemandes(ChampRecherche):
    """Escape forgets what is typed, then leads to the list; Down and Enter go there at once."""

    liste_demandee = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.effacer.click()
        elif event.key() in _VERS_LA_LISTE:
            self.liste_demandee.emit()
        else:
            super().keyPressEvent(event)


class BarreFiltres(QWidget):
    """A search field, a menu with the values there are, and one badge per active filter.

    Signals:
        filtres_changed(Filtres): other rows are wanted.
    """

    filtres_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtres = Filtres()
        self._lignes: Sequence[LigneListe] = ()
        self.recherche = RechercheDemandes(self)
        self.recherche.setPlaceholderText("Rechercher une demande")
        self.recherche.setAccessibleName("Rechercher une demande")
        self.recherche.setToolTip("Cherche dans le titre, le dispositif, les actions, le demandeur et le n° de dossier")
        self.bouton = QToolButton(self)
        self.bouton.setText("Filtrer")
        self.bouton.setAccessibleName("Filtrer les demandes")
        self.bouton.setToolTip("Filtrer par dispositif, année, étape ou maître d’ouvrage")
        self.bouton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bouton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icones.poser(self.bouton, "filtre", "texte", 16)
        self._menu = QMenu(self.bouton)
        self.bouton.setMenu(self._menu)
        self._zone = Badges(self)
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE_MS)
        self._ligne = QHBoxLayout()
        self._ligne.addWidget(self.recherche, 1)
        self._ligne.addWidget(self.bouton)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addLayout(self._ligne)
        self._disposition.addWidget(self._zone)
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def filtres(self) -> Filtres:
        """The filters in force."""
        return self._filtres

    def set_filtres(self, filtres: Filtres) -> None:
        """Show and announce other filters."""
        if filtres == self._filtres:
            return
        self._filtres = filtres
        if self.recherche.text() != filtres.recherche:
            self.recherche.setText(filtres.recherche)
        self._show_badges()
        self.filtres_changed.emit(filtres)

    def show_lignes(self, lignes: Sequence[LigneListe]) -> None:
        """Filter among these; a value that none has any more is no filter."""
        self._lignes = lignes
        self.set_filtres(self._filtres.garder_connus(lignes))
        self._show_badges()

    def badges(self) -> tuple[QPushButton, ...]:
        """One button per active filter; a click takes the filter away."""
        return self._zone.boutons()

    def fill_menu(self) -> QMenu:
        """The values there are, those in force ticked."""
        self._menu.clear()
        for genre in Genre:
            sous_menu = self._menu.addMenu(genre.libelle)
            for valeur, libelle in choix(genre, self._lignes):
                # Made here: Python may take an object that Qt made for gone while the menu still shows it.
                action = QAction(libelle.replace("&", "&&"), sous_menu)
                action.setCheckable(True)
                action.setChecked((genre, valeur) in self._filtres.valeurs)
                action.triggered.connect(partial(self._on_action_triggered, (genre, valeur)))
                sous_menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction("Effacer les filtres", lambda: self.set_filtres(Filtres()))
        return self._menu

    def _connect(self) -> None:
        self._menu.aboutToShow.connect(self.fill_menu)
        self.recherche.textChanged.connect(self._on_recherche_text_changed)
        self.recherche.liste_demandee.connect(self._on_attente_timeout)
        self._attente.timeout.connect(self._on_attente_timeout)
        self._zone.retire.connect(self._on_badge_clicked)

    def _show_badges(self) -> None:
        self._zone.show_badges(list(badges(self._filtres, self._lignes)))

    def _on_badge_clicked(self, valeur: Valeur) -> None:
        self.set_filtres(self._filtres.basculer(valeur))

    def _on_action_triggered(self, valeur: Valeur, _coche: bool = False) -> None:
        self.set_filtres(self._filtres.basculer(valeur))

    def _on_recherche_text_changed(self, texte: str) -> None:
        """Typing waits a moment; emptying the field shows everything at once."""
        if texte:
            self._attente.start()
        else:
            self._on_attente_timeout()

    def _on_attente_timeout(self) -> None:
        self._attente.stop()
        self.set_filtres(replace(self._filtres, recherche=self.recherche.text()))

    def _on_theme_changed(self) -> None:
        self._ligne.setSpacing(theme.px(6))
        self._disposition.setSpacing(theme.px(6))
