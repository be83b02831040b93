"""A file of an older version, opened in the window: the person learns where its copy is."""

from pathlib import Path

from faux_dialogues import FauxDialogues
from projets import ancien
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.main_window import MainWindow


def test_that_an_older_file_says_where_its_copy_is(
    fenetre: MainWindow, tmp_path: Path, dialogues: FauxDialogues, qtbot: QtBot
):
    fenetre.open_project(ancien(tmp_path))
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible, timeout=10_000)
    (copie,) = (tmp_path / "donnees" / "copies").iterdir()
    textes = [label.text() for label in fenetre.messages.bandeau.findChildren(QLabel)]
    assert "Ce fichier vient d’une version précédente\u00a0: une copie en a été gardée." in textes
    assert str(copie) in textes
    assert fenetre.workspace is not None
    assert not fenetre.workspace.raison_lecture_seule
    fenetre.messages.bandeau.boutons()[0].click()
    assert dialogues.montres == [copie.parent]


def test_that_a_file_of_this_version_says_nothing(fenetre_exemple: MainWindow):
    assert not fenetre_exemple.messages.bandeau.isVisible()
