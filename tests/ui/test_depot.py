"""What is dropped on the window: a project opens, anything else is explained."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.main_window import MainWindow


def test_that_a_dropped_project_is_opened(fenetre: MainWindow, projet_pvd: Path, qtbot: QtBot):
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(projet_pvd))])
    suite = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entree = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, donnees, *suite)
    QApplication.sendEvent(fenetre, entree)
    assert entree.isAccepted()
    QApplication.sendEvent(fenetre, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, donnees, *suite))
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    assert fenetre.workspace is not None
    assert fenetre.workspace.path == projet_pvd


@pytest.mark.parametrize(
    ("noms", "titre"),
    [
        (["photo.png"], "n’est pas un projet PVD Desktop"),
        (["un.pvd", "deux.pvd"], "un seul projet s’ouvre à la fois"),
        (["dossier.pvd/"], "est un dossier"),
        (["https://exemple.fr/projet.pvd"], "n’est pas un fichier de cet ordinateur"),
    ],
    ids=["autre-fichier", "deux-projets", "dossier", "adresse"],
)
def test_that_what_cannot_be_dropped_is_explained(fenetre: MainWindow, tmp_path: Path, noms: list[str], titre: str):
    (tmp_path / "dossier.pvd").mkdir()
    donnees = QMimeData()
    donnees.setUrls([QUrl(nom) if "//" in nom else QUrl.fromLocalFile(str(tmp_path / nom)) for nom in noms])
    suite = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(fenetre, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, donnees, *suite))
    QApplication.sendEvent(fenetre, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, donnees, *suite))
    assert titre in fenetre.messages.bandeau.titre()
    assert "déposez" in fenetre.messages.bandeau.accessibleName().lower()
    assert fenetre.workspace is None
