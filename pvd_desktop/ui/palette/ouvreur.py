"""Opens the palette over the window, then what was chosen in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.regles import Objet
from models.domain.uids import Uid
from pvd_desktop.ui.actions import Actions
from pvd_desktop.ui.navigation import Navigation
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.palette.cibles import Cible
    from pvd_desktop.ui.palette.dialogue import Palette
    from pvd_desktop.ui.palette.indexation import IndexObjets


class OuvreurPalette(QObject):
    """Reads the project when the palette opens: what it offers is what there is. The window starts without it."""

    def __init__(self, actions: Actions, navigation: Navigation, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._navigation = navigation
        self._fenetre = parent
        self._workspace: Workspace | None = None
        self.palette: Palette | None = None
        self._index: IndexObjets | None = None

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Search in this project."""
        self._workspace = workspace
        if self.palette is not None:
            self.palette.close()
        if self._index is not None:
            self._index.set_workspace(workspace)

    def open(self) -> None:
        """Show the palette."""
        from pvd_desktop.ui.palette.cibles import list_commandes, list_pages
        from pvd_desktop.ui.palette.dialogue import Palette
        from pvd_desktop.ui.palette.indexation import IndexObjets

        if self.palette is None or self._index is None:
            self._index = IndexObjets(self)
            self._index.set_workspace(self._workspace)
            self.palette = Palette(self._index, self._fenetre)
            self.palette.choisie.connect(self._on_palette_choisie)
        pages = list_pages() if self._workspace else ()
        self.palette.open_over((*pages, *list_commandes(self._actions)))

    def _on_palette_choisie(self, cible: "Cible") -> None:
        from pvd_desktop.ui.palette.cibles import Genre

        match cible.genre:
            case Genre.PAGE:
                self._navigation.show_page(cible.cle)
            case Genre.COMMANDE:
                self._actions[cible.cle].trigger()
            case _:
                objet = Objet(type=cible.genre.value, uid=Uid(cible.cle), libelle=cible.titre, fiche=cible.fiche)
                self._navigation.show_objet(objet, "")
