"""« Préférences… »: each choice is applied at once, and remembered."""

import shutil
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche
from pvd_desktop.ui import theme
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.preferences.panneau import PanneauPreferences
from pvd_desktop.ui.theme import NomTheme


@pytest.fixture
def panneau(fenetre_exemple: MainWindow) -> PanneauPreferences:
    fenetre_exemple.actions_["preferences"].trigger()
    panneau = fenetre_exemple.surete.preferences.panneau
    assert panneau is not None
    return panneau


def _type(panneau: PanneauPreferences, nom: str) -> None:
    panneau.auteur.setText(nom)
    panneau.auteur.setModified(True)
    panneau.auteur.editingFinished.emit()


def test_that_the_theme_and_the_zoom_change_at_once(
    fenetre_exemple: MainWindow, panneau: PanneauPreferences, qapp: QApplication
):
    panneau.theme.valeur_validee.emit(NomTheme.SOMBRE)
    panneau.zoom.valeur_validee.emit("120")
    try:
        assert theme.tokens().nom == "sombre"
        assert theme.zoom() == 120
        assert (fenetre_exemple._settings.theme, fenetre_exemple._settings.zoom) == (NomTheme.SOMBRE, 120)
        fenetre_exemple.actions_["taille_normale"].trigger()
        assert panneau.zoom.valeur() == "100"
    finally:
        theme.apply(qapp, "clair", 100)


def test_that_the_name_goes_into_the_journal_at_once(fenetre_exemple: MainWindow, panneau: PanneauPreferences):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    _type(panneau, "Camille  Durand")
    workspace.execute("Ajouter", add_fiche)
    auteurs = workspace.read(lambda session: session.execute(text("SELECT auteur FROM acte")).scalars().all())
    assert auteurs[-1] == "Camille Durand"
    _type(panneau, "")
    workspace.execute("Ajouter", add_fiche)
    auteurs = workspace.read(lambda session: session.execute(text("SELECT auteur FROM acte")).scalars().all())
    assert auteurs[-1] not in {"", "Camille Durand"}


def test_that_another_folder_of_copies_is_taken_and_given_back(
    fenetre_exemple: MainWindow, panneau: PanneauPreferences, dialogues: FauxDialogues, tmp_path: Path
):
    assert not panneau.dossier.par_defaut.isVisible()
    habituel = panneau.dossier.valeur()
    dialogues.reponse = tmp_path / "cle"
    dialogues.reponse.mkdir()
    panneau.dossier.changer.click()
    assert panneau.dossier.valeur() == dialogues.reponse
    assert fenetre_exemple.surete.derniere_copie()[0] == dialogues.reponse
    panneau.dossier.par_defaut.click()
    assert panneau.dossier.valeur() == habituel
    assert fenetre_exemple._settings.dossier_copies is None


def test_that_the_folder_of_the_project_is_refused(
    fenetre_exemple: MainWindow, panneau: PanneauPreferences, dialogues: FauxDialogues, projet_pvd: Path
):
    dialogues.reponse = projet_pvd.parent
    panneau.dossier.changer.click()
    assert fenetre_exemple._settings.dossier_copies is None
    assert any("dossier du projet" in libelle.text() for libelle in panneau.findChildren(QLabel))


def test_that_giving_up_the_folder_changes_nothing(panneau: PanneauPreferences, dialogues: FauxDialogues):
    avant = panneau.dossier.valeur()
    panneau.dossier.changer.click()
    assert panneau.dossier.valeur() == avant


def test_that_a_folder_that_is_gone_is_still_named(fenetre_exemple: MainWindow, tmp_path: Path):
    parti = tmp_path / "cle"
    parti.mkdir()
    fenetre_exemple._settings.dossier_copies = parti
    shutil.rmtree(parti)
    assert fenetre_exemple.surete.derniere_copie() == (parti, None)


def test_that_the_number_of_copies_is_remembered(fenetre_exemple: MainWindow, panneau: PanneauPreferences):
    panneau.nombre.valeur_validee.emit("50")
    assert fenetre_exemple._settings.copies_gardees == 50


def test_that_the_preferences_open_without_a_project_and_are_read_aloud(fenetre: MainWindow, qtbot: QtBot):
    fenetre.actions_["preferences"].trigger()
    panneau = fenetre.surete.preferences.panneau
    assert panneau is not None
    qtbot.waitUntil(panneau.isVisible)
    assert_accessible(panneau)
