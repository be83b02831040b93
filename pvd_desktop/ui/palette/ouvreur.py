"""Opens the palette over the window, then what was chosen in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.regles import Objet
from models.domain.uids import Uid
from pvd_desktop.ui.actions import Actions
from pvd_desktop.ui.navigation import Navigation
from pvd_desktop.ui.pages import CONVENTION, ORGANISMES, PLAN
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.palette.cibles import Cible
    from pvd_desktop.ui.palette.dialogue import Palette


class OuvreurPalette(QObject):
    """Reads the project when the palette opens: what it offers is what there is. The window starts without it."""

    def __init__(self, actions: Actions, navigation: Navigation, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self._navigation = navigation
        self._fenetre = parent
        self._workspace: Workspace | None = None
        self.palette: Palette | None = None

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Search in this project."""
        self._workspace = workspace
        if self.palette is not None:
            self.palette.close()

    def open(self) -> None:
        """Show the palette."""
        from pvd_desktop.ui.palette.cibles import list_cibles
        from pvd_desktop.ui.palette.dialogue import Palette

        if self.palette is None:
            self.palette = Palette(self._fenetre)
            self.palette.choisie.connect(self._on_palette_choisie)
        projet = self._workspace.projet if self._workspace else None
        self.palette.open_over(list_cibles(self._actions, projet))

    def _on_palette_choisie(self, cible: "Cible") -> None:
        from pvd_desktop.ui.palette.cibles import Genre

        match cible.genre:
            case Genre.PAGE:
                self._navigation.show_page(cible.cle)
            case Genre.COMMANDE:
                self._actions[cible.cle].trigger()
            case Genre.FICHE | Genre.ORIENTATION | Genre.ARTICLE | Genre.ORGANISME:
                page = {Genre.ARTICLE: CONVENTION, Genre.ORGANISME: ORGANISMES}.get(cible.genre, PLAN)
                objet = Objet(type=cible.genre.value, uid=Uid(cible.cle), libelle=cible.titre)
                self._navigation.show_objet(objet, "", page)
