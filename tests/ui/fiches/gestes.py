"""What a person does in the fiche, and what the project then says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Operation
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.workspace import Workspace


def courante(page: FichesPage, workspace: Workspace) -> FicheAction:
    fiche = workspace.projet.fiche(page.fiche_courante)
    assert fiche is not None
    return fiche


def operation(page: FichesPage, workspace: Workspace) -> Operation:
    return courante(page, workspace).operations[0]


def tape(champ: QLineEdit, texte: str) -> None:
    """What typing does: the text, marked as the user's, without leaving the field."""
    champ.setFocus()
    champ.setText(texte)
    champ.setModified(True)
    champ.textEdited.emit(texte)


def touche(cible: QLineEdit | QComboBox, key: Qt.Key) -> None:
    QApplication.sendEvent(cible, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def edite(liste: ListeEditable, row: int, champ: str) -> QLineEdit | QComboBox:
    """Open the editor of a cell."""
    assert liste.select(liste.modele.ligne(row).uid, champ, edit=True)
    editeur = liste.delegue().editeur_ouvert()
    assert isinstance(editeur, QLineEdit | QComboBox)
    return editeur


def ecrit(liste: ListeEditable, row: int, champ: str, texte: str) -> QLineEdit:
    """Type in a cell, then Enter."""
    editeur = edite(liste, row, champ)
    assert isinstance(editeur, QLineEdit)
    tape(editeur, texte)
    touche(editeur, Qt.Key.Key_Return)
    return editeur
