"""The filter of the grid: the button that chooses it, and the band that always says what is left out."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from models.domain.maquettes.filtre_operations import FiltreLu, FiltreOperations
from models.domain.maquettes.regroupement import Groupe, Regroupement
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.badges import Badges
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide

_TITRES: Final = {
    Regroupement.MAITRE_OUVRAGE: ("Maître d’ouvrage", "Tous les maîtres d’ouvrage"),
    Regroupement.COMMUNE: ("Commune", "Toutes les communes"),
}
"""What a filter is on, and what it says when it lets everything through."""


class FiltreGrille(QFrame):
    """The band, under the bar; :attr:`bouton` stands in the bar."""

    filtre_changed = Signal(object)
    """The ``FiltreOperations`` that is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lu: FiltreLu | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_filtre(self, lu: FiltreLu, montrees: int, toutes: int) -> None:
        """The filter in force, how many operations it shows, and out of how many."""
        self._lu = lu
        self.badges.show_badges([(groupe.intitule, par) for par, groupe in lu.choisis])
        self._phrase.set_texte(
            f"{montrees} opération{'s' if montrees > 1 else ''} sur {toutes}, et leurs totaux seulement"
        )
        self.setVisible(lu.filtre.actif)

    def phrase(self) -> str:
        """What the band says beside the badges."""
        return self._phrase.text()

    def menu(self, par: Regroupement) -> QMenu:
        """The choices of a filter, filled as they are when it opens."""
        return self._menus[par]

    def fill(self, par: Regroupement) -> QMenu:
        """The choices of one filter."""
        menu = self._menus[par]
        menu.clear()
        if self._lu is not None:
            filtre = self._lu.filtre
            voulue = filtre.porteur if par is Regroupement.MAITRE_OUVRAGE else filtre.commune
            groupes = self._lu.porteurs if par is Regroupement.MAITRE_OUVRAGE else self._lu.communes
            self._add_choix(menu, par, groupes, voulue)
        return menu

    def _create_fields(self) -> None:
        self.setProperty("role", "barre")
        self.setAccessibleName("Filtres de la maquette")
        self.bouton = QToolButton(self)
        self.bouton.setText("Filtrer")
        self.bouton.setToolTip("Ne montrer que les opérations d’un maître d’ouvrage ou d’une commune")
        self.bouton.setAccessibleName("Filtrer la maquette")
        self.bouton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.bouton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icones.poser(self.bouton, "filtre", "texte_discret", 16)
        self._menu = QMenu(self.bouton)
        self.bouton.setMenu(self._menu)
        self._menus = {par: QMenu(titre, self._menu) for par, (titre, _) in _TITRES.items()}
        for sous_menu in self._menus.values():
            self._menu.addMenu(sous_menu)
        self._menu.addSeparator()
        self._effacer = QAction("Effacer les filtres", self._menu)
        self._menu.addAction(self._effacer)
        self.badges = Badges(self)
        self._phrase = LibelleElide(parent=self)
        self._phrase.setProperty("role", "discret")
        self._phrase.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        self._ligne = QHBoxLayout(self)
        self._ligne.addWidget(self.badges, 1)
        self._ligne.addWidget(self._phrase, 1)
        self.hide()

    def _connect(self) -> None:
        for par, menu in self._menus.items():
            menu.aboutToShow.connect(partial(self.fill, par))
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)
        self._effacer.triggered.connect(self._on_effacer_triggered)
        self.badges.retire.connect(self._on_badge_retire)

    def _add_choix(self, menu: QMenu, par: Regroupement, groupes: Sequence[Groupe], voulue: str | None) -> None:
        entrees: list[tuple[str | None, str]] = [(None, _TITRES[par][1])]
        entrees += ((groupe.cle, groupe.intitule) for groupe in groupes)
        for cle, libelle in entrees:
            # Made here: Python may take an object that Qt made for gone while the menu still shows it.
            action = QAction(libelle.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(cle == voulue)
            action.triggered.connect(partial(self._choose, par, cle))
            menu.addAction(action)

    def _choose(self, par: Regroupement, cle: str | None, _coche: bool = False) -> None:
        if self._lu is not None:
            filtre = self._lu.filtre
            porteur = par is Regroupement.MAITRE_OUVRAGE
            self.filtre_changed.emit(replace(filtre, porteur=cle) if porteur else replace(filtre, commune=cle))

    def _on_badge_retire(self, par: Hashable) -> None:
        self._choose(Regroupement(par), None)

    def _on_effacer_triggered(self) -> None:
        self.filtre_changed.emit(FiltreOperations())

    def _on_menu_about_to_show(self) -> None:
        self._effacer.setEnabled(self._lu is not None and self._lu.filtre.actif)

    def _on_theme_changed(self) -> None:
        self._ligne.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._ligne.setSpacing(theme.px(12))
