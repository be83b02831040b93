"""What a person does in the grid, and what the project then says."""

from typing import cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement, Operation
from pvd_desktop.ui.maquette.colonnes import rang_de
from pvd_desktop.ui.maquette.menu import build_menu
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.widgets.editeur import Editeur
from pvd_desktop.ui.workspace import Workspace


class Gestes:
    """The keyboard and the clipboard; rows are named by the number of their action, columns by their key."""

    def __init__(self, page: MaquettePage, workspace: Workspace) -> None:
        self.page = page
        self.vue = page.grille.vue
        self._workspace = workspace
        self._menus: list[QMenu] = []

    def fiche(self, numero: str) -> FicheAction:
        return next(f for f in self._workspace.projet.fiches if f.numero == numero)

    def operation(self, numero: str) -> Operation:
        [operation] = self.fiche(numero).operations
        return operation

    def lignes(self, numero: str, dispositif: str) -> list[Financement]:
        return [f for f in self.operation(numero).financements if f.dispositif == dispositif]

    def row(self, numero: str) -> int:
        row = self.page.modele.row_of(self.fiche(numero).uid)
        assert row >= 0, numero
        return row

    def index(self, numero: str, colonne: str) -> QModelIndex:
        return self.page.modele.index(self.row(numero), rang_de(colonne))

    def texte(self, numero: str, colonne: str) -> str:
        """What a cell shows, its thin spaces made plain."""
        return lisible(str(self.index(numero, colonne).data()))

    def goto(self, numero: str, colonne: str) -> None:
        index = self.index(numero, colonne)
        assert not self.vue.isColumnHidden(index.column()), colonne
        self.vue.setCurrentIndex(index)

    def select(self, premiere: tuple[str, str], derniere: tuple[str, str]) -> None:
        debut, fin = self.index(*premiere), self.index(*derniere)
        modele = self.vue.selectionModel()
        modele.setCurrentIndex(debut, QItemSelectionModel.SelectionFlag.NoUpdate)
        modele.select(QItemSelection(debut, fin), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def press(self, touche: Qt.Key, *modificateurs: Qt.KeyboardModifier, texte: str = "") -> None:
        etat = Qt.KeyboardModifier.NoModifier
        for modificateur in modificateurs:
            etat |= modificateur
        QApplication.sendEvent(self.vue, QKeyEvent(QKeyEvent.Type.KeyPress, touche, etat, texte))

    def editeur(self) -> QLineEdit:
        editeur = self.vue.delegue().editeur_ouvert()
        assert editeur is not None
        return editeur

    def write(self, numero: str, colonne: str, texte: str, touche: Qt.Key = Qt.Key.Key_Return) -> None:
        """Enter, the text, then a key that validates."""
        self.goto(numero, colonne)
        self.press(Qt.Key.Key_Return)
        editeur = self.editeur()
        editeur.setText(texte)
        editeur.setModified(True)
        QApplication.sendEvent(editeur, QKeyEvent(QKeyEvent.Type.KeyPress, touche, Qt.KeyboardModifier.NoModifier))

    def paste(self, texte: str) -> None:
        QGuiApplication.clipboard().setText(texte)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def menu(self, texte: str) -> QAction:
        """An entry of the context menu, those of its submenus included."""
        menu = build_menu(self.vue, editable=True)
        self._menus.append(menu)
        listes = [menu, *menu.findChildren(QMenu)]
        return next(a for liste in listes for a in liste.actions() if a.text().split("\t")[0].replace("&", "") == texte)

    def champ(self, nom: str) -> QWidget:
        """A field of the detail."""
        return self.page.detail.champs().editeur(nom)

    def valeur(self, nom: str) -> object:
        """What a field of the detail holds."""
        return cast("Editeur", self.champ(nom)).valeur()

    def validate(self, nom: str, valeur: object) -> None:
        """A value chosen in the detail."""
        cast("Editeur", self.champ(nom)).valeur_validee.emit(valeur)

    def copy(self) -> str:
        self.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        self.vue.copy()
        return QGuiApplication.clipboard().text()


def lisible(texte: str) -> str:
    """Narrow and no-break spaces as plain ones."""
    return texte.replace("\u202f", " ").replace("\u00a0", " ")
