"""The menu bar, from the table of ``actions``."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from pvd_desktop.ui import icones
from pvd_desktop.ui.actions import MENUS, Actions, Commande, SousMenu
from pvd_desktop.ui.apparence import Apparence
from pvd_desktop.ui.pages import PAGES
from pvd_desktop.ui.settings import Settings


class Menus(QObject):
    """Builds the menus, and fills those that depend on the user."""

    recent_demande = Signal(object)
    page_demandee = Signal(str)

    def __init__(
        self, barre: QMenuBar, actions: Actions, apparence: Apparence, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._apparence = apparence
        self._pages: list[QAction] = []
        # Kept: Qt's binding deletes the actions of a menu that Python let go of.
        self._menus: list[QMenuBar | QMenu] = [barre]
        for titre, lignes in MENUS.items():
            menu = barre.addMenu(titre)
            self._menus.append(menu)
            for ligne in lignes:
                match ligne:
                    case Commande():
                        menu.addAction(actions[ligne.nom])
                    case SousMenu():
                        self._add_place(menu, ligne)
                    case None:
                        menu.addSeparator()

    def set_projet(self, *, ouvert: bool) -> None:
        """Offer the pages of the open project."""
        for action in self._pages:
            action.setEnabled(ouvert)

    def _add_place(self, menu: QMenu, place: SousMenu) -> None:
        if place.nom == "pages":
            self._add_pages(menu)
            return
        sous_menu = menu.addMenu(place.titre)
        self._menus.append(sous_menu)
        if place.nom == "theme":
            self._apparence.fill_menu(sous_menu)
        else:
            sous_menu.aboutToShow.connect(lambda: self._fill_recents(sous_menu))

    def _add_pages(self, menu: QMenu) -> None:
        for entree in PAGES:
            action = QAction(entree.titre, self)
            menu.addAction(action)
            action.setShortcuts([QKeySequence(r) for r in entree.raccourcis])
            icones.poser(action, entree.icone, "texte_discret")
            action.triggered.connect(partial(self._on_page_triggered, entree.id))
            self._pages.append(action)

    def _fill_recents(self, menu: QMenu) -> None:
        menu.clear()
        for rang, recent in enumerate(self._settings.recents, 1):
            texte = str(recent.chemin).replace("&", "&&")
            action = menu.addAction(f"&{rang % 10}\u00a0\u00a0{texte}")
            action.triggered.connect(partial(self._on_recent_triggered, recent.chemin))
        if menu.isEmpty():
            menu.addAction("Aucun projet récent").setEnabled(False)

    def _on_page_triggered(self, nom: str, _coche: bool = False) -> None:
        self.page_demandee.emit(nom)

    def _on_recent_triggered(self, chemin: Path, _coche: bool = False) -> None:
        self.recent_demande.emit(chemin)
