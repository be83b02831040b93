"""Search and filters of the list of partners: what hides rows is always in sight, each with its way out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.organismes.filtres import Badge, Filtres, Manque
from pvd_desktop.ui.widgets.badges import Badges
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche

_VERS_LA_LISTE = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RechercheOrganismes(ChampRecherche):
    """Escape forgets what is typed; Down and Enter go to the list."""

    liste_demandee = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.effacer.click()
        elif event.key() in _VERS_LA_LISTE:
            self.liste_demandee.emit()
        else:
            super().keyPressEvent(event)


class BarreOrganismes(QWidget):
    """A search field, a menu of filters, and one badge per active filter.

    Signals:
        filtres_changed(Filtres): other filters are in force.
        liste_demandee(): the keyboard goes to the list.
    """

    filtres_changed = Signal(object)
    liste_demandee = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtres = Filtres()
        self._cases: list[tuple[QAction, Callable[[Filtres], bool]]] = []
        self.recherche = RechercheOrganismes(self)
        self.recherche.setPlaceholderText("Rechercher un partenaire, une personne")
        self.recherche.setAccessibleName("Rechercher un partenaire, une personne")
        self.recherche.setToolTip("Cherche dans le nom, le sigle, le SIREN et les contacts (Ctrl+F)")
        self.filtrer = QToolButton(self)
        self.filtrer.setText("Filtrer")
        self.filtrer.setAccessibleName("Filtrer les partenaires")
        self.filtrer.setToolTip("Filtrer les partenaires par type, ou par ce qui leur manque")
        self.filtrer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filtrer.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icones.poser(self.filtrer, "filtre", "texte", 16)
        self.menu = QMenu(self.filtrer)
        self.filtrer.setMenu(self.menu)
        self._badges = Badges(self)
        self._attente = QTimer(self, singleShot=True, interval=120)
        self._fill_menu()
        self._ligne = QHBoxLayout()
        self._ligne.addWidget(self.recherche, 1)
        self._ligne.addWidget(self.filtrer)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addLayout(self._ligne)
        self._colonne.addWidget(self._badges)
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
        self._badges.show_badges([(badge.libelle, badge) for badge in filtres.badges()])
        self.filtres_changed.emit(filtres)

    def badges(self) -> tuple[QPushButton, ...]:
        """One button per active filter; a click takes the filter away."""
        return self._badges.boutons()

    def _fill_menu(self) -> None:
        for manque in Manque:
            self._add_case(
                self.menu,
                manque.libelle,
                lambda f, m=manque: m in f.manques,
                lambda f, m=manque: replace(f, manques=f.manques ^ {m}),
            )
        self.menu.addSeparator()
        self._types = self.menu.addMenu("Type")
        for type_ in TypeOrganisme:
            self._add_case(
                self._types,
                type_.libelle,
                lambda f, t=type_: t in f.types,
                lambda f, t=type_: replace(f, types=f.types ^ {t}),
            )
        self.menu.addSeparator()
        self.menu.addAction("Effacer les filtres", lambda: self.set_filtres(Filtres()))

    def _add_case(
        self, menu: QMenu, libelle: str, lit: Callable[[Filtres], bool], bascule: Callable[[Filtres], Filtres]
    ) -> None:
        # Made here: Python may take an object that Qt made for gone while the menu still shows it.
        action = QAction(libelle, menu)
        menu.addAction(action)
        action.setCheckable(True)
        action.triggered.connect(partial(self._on_case_triggered, bascule))
        self._cases.append((action, lit))

    def _connect(self) -> None:
        self.menu.aboutToShow.connect(self._on_menu_about_to_show)
        self._badges.retire.connect(self._on_badge_retire)
        self.recherche.textChanged.connect(self._on_text_changed)
        self.recherche.liste_demandee.connect(self._on_liste_demandee)
        self._attente.timeout.connect(self._on_attente_timeout)

    def _on_case_triggered(self, bascule: Callable[[Filtres], Filtres], _coche: bool = False) -> None:
        self.set_filtres(bascule(self._filtres))

    def _on_menu_about_to_show(self) -> None:
        for action, lit in self._cases:
            action.setChecked(lit(self._filtres))

    def _on_badge_retire(self, badge: Badge) -> None:
        self.set_filtres(badge.sans)

    def _on_text_changed(self, texte: str) -> None:
        if texte:
            self._attente.start()
        else:
            self._on_attente_timeout()

    def _on_liste_demandee(self) -> None:
        self._on_attente_timeout()
        self.liste_demandee.emit()

    def _on_attente_timeout(self) -> None:
        self._attente.stop()
        self.set_filtres(replace(self._filtres, recherche=self.recherche.text()))

    def _on_theme_changed(self) -> None:
        self._ligne.setSpacing(theme.px(8))
        self._colonne.setSpacing(theme.px(6))
