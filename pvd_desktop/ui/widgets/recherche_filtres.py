"""Search and filters over a list: what hides rows is always in sight, each with its way out."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.badges import Badges
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche

ATTENTE_MS: Final = 120
"""How long a search waits for the next key."""
_VERS_LA_LISTE: Final = {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FiltresListe(Protocol):
    """A frozen dataclass that says what a list keeps, words included."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def recherche(self) -> str:
        """Words looked for."""
        ...


F = TypeVar("F", bound=FiltresListe)


class RechercheListe(ChampRecherche):
    """Escape forgets what is typed, then leads to the list; Down and Enter go there at once."""

    liste_demandee = Signal()

    def add_raccourci(self) -> None:
        """Ctrl+F leads here as long as it is on screen."""
        raccourci = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        raccourci.activated.connect(self._on_raccourci_activated)

    def _on_raccourci_activated(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.effacer.click()
        elif event.key() in _VERS_LA_LISTE:
            self.liste_demandee.emit()
        else:
            super().keyPressEvent(event)


class BarreRecherche(QWidget, Generic[F]):
    """A search field, a menu of filters, and one badge per active filter.

    Signals:
        filtres_changed(F): other filters are in force.
    """

    filtres_changed = Signal(object)

    def __init__(
        self,
        vide: F,
        badges: Callable[[F], Iterable[tuple[str, F]]],
        *,
        recherche: tuple[str, str],
        filtrer: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Builds an empty one.

        Args:
            vide: the filters that keep everything.
            badges: what each active filter says, and the filters once it is taken away.
            recherche: what the field says, and where it looks.
            filtrer: how the button is called, and what it filters on.
            parent: the owner.
        """
        super().__init__(parent)
        self._vide = self._filtres = vide
        self._badges = badges
        self._cases: list[tuple[QAction, Callable[[F], bool]]] = []
        self.recherche = RechercheListe(self)
        self.recherche.setPlaceholderText(recherche[0])
        self.recherche.setAccessibleName(recherche[0])
        self.recherche.setToolTip(recherche[1])
        self._bouton = QToolButton(self)
        self._bouton.setText("Filtrer")
        self._bouton.setAccessibleName(filtrer[0])
        self._bouton.setToolTip(filtrer[1])
        self._bouton.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bouton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icones.poser(self._bouton, "filtre", "texte", 16)
        self._menu = QMenu(self._bouton)
        self._bouton.setMenu(self._menu)
        self._zone = Badges(self)
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE_MS)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def filtres(self) -> F:
        """The filters in force."""
        return self._filtres

    def set_filtres(self, filtres: F) -> None:
        """Show and announce other filters."""
        if filtres == self._filtres:
            return
        self._filtres = filtres
        if self.recherche.text() != filtres.recherche:
            self.recherche.setText(filtres.recherche)
        self.show_badges()
        self.filtres_changed.emit(filtres)

    def clear(self) -> None:
        """Show everything."""
        self.set_filtres(self._vide)

    def badges(self) -> tuple[QPushButton, ...]:
        """One button per active filter; a click takes the filter away."""
        return self._zone.boutons()

    def show_badges(self) -> None:
        """Say again what is in force, in the words of now."""
        self._zone.show_badges([(libelle, sans) for libelle, sans in self._badges(self._filtres)])

    def menu(self) -> QMenu:
        """The menu of the filters."""
        return self._menu

    def add_case(self, menu: QMenu, libelle: str, lit: Callable[[F], bool], bascule: Callable[[F], F]) -> None:
        """Add a filter to tick: how it is read in the filters, and what a click makes of them."""
        # Made here: Python may take an object that Qt made for gone while the menu still shows it.
        action = QAction(libelle.replace("&", "&&"), menu)
        menu.addAction(action)
        action.setCheckable(True)
        action.setChecked(lit(self._filtres))
        action.triggered.connect(partial(self._on_case_triggered, bascule))
        self._cases.append((action, lit))

    def add_effacer(self) -> None:
        """End the menu with the way to show everything."""
        self._menu.addSeparator()
        self._menu.addAction("Effacer les filtres", self.clear)

    def empty_menu(self) -> None:
        """Forget every filter that can be ticked: others come."""
        self._cases = []
        self._menu.clear()

    def add_outil(self, bouton: QToolButton) -> None:
        """Put a button at the end of the line."""
        self._ligne.addWidget(bouton)

    def _lay_out(self) -> None:
        self._ligne = QHBoxLayout()
        self._ligne.addWidget(self.recherche, 1)
        self._ligne.addWidget(self._bouton)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addLayout(self._ligne)
        self._disposition.addWidget(self._zone)

    def _connect(self) -> None:
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)
        # Before the list looks at its rows.
        self.recherche.liste_demandee.connect(self._on_recherche_liste_demandee)
        self.recherche.textChanged.connect(self._on_recherche_text_changed)
        self._zone.retire.connect(self.set_filtres)
        self._attente.timeout.connect(self._on_attente_timeout)

    def _on_case_triggered(self, bascule: Callable[[F], F], _coche: bool = False) -> None:
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
