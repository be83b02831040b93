"""What one does on the page of the frozen states."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.commands.fiches import add_fiche, remove_fiches, update_fiche
from models.commands.orientations import update_orientation
from models.store.database import maintenant_utc
from pvd_desktop.ui.versions.lignes import Ligne
from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.workspace import Workspace


def freeze(page: VersionsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.figeage.figee):
        page.figeage.start()
    settle(page, qtbot)


def settle(page: VersionsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not (page.calcul.en_cours or page.figeage.en_cours))


def edit(workspace: Workspace) -> None:
    """A status, an action more, one less, a title of orientation."""
    premiere, *_, derniere = workspace.projet.fiches
    workspace.execute("Nommer", update_fiche, premiere.uid, intitule="Autre nom")
    workspace.execute("Ajouter", add_fiche, intitule="Halle", numero="9.9")
    workspace.execute("Retirer", remove_fiches, [derniere.uid], moment=maintenant_utc())
    orientation = workspace.projet.orientations[0]
    workspace.execute("Nommer", update_orientation, orientation.uid, intitule="Un centre vivant")


def write(champ: TexteEdit, texte: str) -> None:
    """As at the keyboard: what is there is replaced."""
    champ.setFocus()
    champ.selectAll()
    QTest.keyClick(champ, Qt.Key.Key_Delete)
    QTest.keyClicks(champ, texte)
    QTest.keyClick(champ, Qt.Key.Key_Return)


def lignes(page: VersionsPage) -> list[str]:
    """The changes shown, in order."""
    modele = page.comparaison.modele
    textes: list[str] = []

    def walk(parent: object) -> None:
        for row in range(modele.rowCount(parent)):  # pyright: ignore[reportArgumentType]
            index = modele.index(row, 0, parent)  # pyright: ignore[reportArgumentType]
            ligne = index.data(ROLE_LIGNE)
            if isinstance(ligne, Ligne) and ligne.changement is not None:
                textes.append(ligne.changement.libelle)
            walk(index)

    walk(modele.index(-1, -1))
    return textes
