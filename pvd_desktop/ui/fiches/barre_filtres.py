"""Search and filters of the plan d'action: what hides actions is always in sight, each with its way out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.fiches.filtres import Badge, Filtres, Manque, choix_priorites
from pvd_desktop.ui.widgets.badges import Badges
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche

_VERS_LA_LISTE: Final = {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RechercheListe(ChampRecherche):
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
    """A search field, a menu of filters, and one badge per active filter."""

    filtres_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtres = Filtres()
        self._cases: list[tuple[QAction, Callable[[Filtres], bool]]] = []
        self._create_fields()
        self._lay_out()
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

    def clear(self) -> None:
        """Show everything."""
        self.set_filtres(Filtres())

    def badges(self) -> tuple[QPushButton, ...]:
        """One button per active filter; a click takes the filter away."""
        return self._zone.boutons()

    def menu(self) -> QMenu:
        """The menu of the filters."""
        return self._menu

    def add_outil(self, bouton: QToolButton) -> None:
        """Put a button at the end of the line."""
        self._ligne.addWidget(bouton)

    def _create_fields(self) -> None:
        self.recherche = RechercheListe(self)
        self.recherche.setPlaceholderText("Rechercher une action")
        self.recherche.setAccessibleName("Rechercher une action")
        self.recherche.setToolTip("Cherche dans le numéro, le nom, la description et le maître d’ouvrage (Ctrl+F)")
        self._bouton = QToolButton(self)
        self._bouton.setText("Filtrer")
        self._bouton.setToolTip("Filtrer les actions par statut, priorité ou manque")
        self._bouton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bouton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icones.poser(self._bouton, "filtre", "texte", 16)
        self._bouton.setAccessibleName("Filtrer les actions")
        self._menu = QMenu(self._bouton)
        self._bouton.setMenu(self._menu)
        self._fill_menu()
        self._zone = Badges(self)
        self._attente = QTimer(self)
        self._attente.setSingleShot(True)
        self._attente.setInterval(120)

    def _fill_menu(self) -> None:
        statuts = self._menu.addMenu("Statut")
        for statut in StatutAction:
            self._add_case(
                statuts,
                statut.libelle,
                lambda f, s=statut: s in f.statuts,
                lambda f, s=statut: replace(f, statuts=f.statuts ^ {s}),
            )
        priorites = self._menu.addMenu("Priorité")
        for valeur, libelle in choix_priorites():
            self._add_case(
                priorites,
                libelle,
                lambda f, v=valeur: v in f.priorites,
                lambda f, v=valeur: replace(f, priorites=f.priorites ^ {v}),
            )
        self._menu.addSeparator()
        for manque in Manque:
            self._add_case(
                self._menu,
                manque.libelle,
                lambda f, m=manque: m in f.manques,
                lambda f, m=manque: replace(f, manques=f.manques ^ {m}),
            )
        self._menu.addSeparator()
        self._menu.addAction("Effacer les filtres", self.clear)
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)

    def _add_case(
        self, menu: QMenu, libelle: str, lit: Callable[[Filtres], bool], bascule: Callable[[Filtres], Filtres]
    ) -> None:
        # Made here: Python may take an object that Qt made for gone while the menu still shows it.
        action = QAction(libelle, menu)
        menu.addAction(action)
        action.setCheckable(True)
        action.triggered.connect(partial(self._on_case_triggered, bascule))
        self._cases.append((action, lit))

    def _lay_out(self) -> None:
        self._ligne = QHBoxLayout()
        self._ligne.addWidget(self.recherche, 1)
        self._ligne.addWidget(self._bouton)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addLayout(self._ligne)
        self._disposition.addWidget(self._zone)

    def _connect(self) -> None:
        # Before the list looks at its rows.
        self.recherche.liste_demandee.connect(self._on_recherche_liste_demandee)
        self.recherche.textChanged.connect(self._on_recherche_text_changed)
        self._zone.retire.connect(self._on_badge_clicked)
        self._attente.timeout.connect(self._on_attente_timeout)

    def _show_badges(self) -> None:
        self._zone.show_badges([(badge.libelle, badge) for badge in self._filtres.badges()])

    def _on_badge_clicked(self, badge: Badge) -> None:
        self.set_filtres(badge.sans)

    def _on_case_triggered(self, bascule: Callable[[Filtres], Filtres]) -> None:
        self.set_filtres(bascule(self._filtres))

    def _on_menu_about_to_show(self) -> None:
        for action, lit in self._cases:
            action.setChecked(lit(self._filtres))

    def _on_recherche_text_changed(self, texte: str) -> None:
        """Typing waits a moment; emptying the field shows everything at once."""
        if texte:
            self._attente.start()
        else:
            self._on_attente_timeout()

    def _on_recherche_liste_demandee(self) -> None:
        if self._attente.isActive():
            self._on_attente_timeout()

    def _on_attente_timeout(self) -> None:
        self._attente.stop()
        self.set_filtres(replace(self._filtres, recherche=self.recherche.text()))

    def _on_theme_changed(self) -> None:
        self._ligne.setSpacing(theme.px(6))
        self._disposition.setSpacing(theme.px(6))
