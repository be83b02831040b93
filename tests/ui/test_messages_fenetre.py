"""What the window says at its edges: banners that come and go, files that do not open, names without end."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models.commands.territoire import update_territoire
from models.domain.errors import AppError
from pvd_desktop.ui.dialogues import Dialogues, FichierNonOuvertError
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PLAN, POINTS


def test_that_what_was_done_is_forgotten_with_its_page_and_what_failed_is_not(fenetre_exemple: MainWindow):
    messages, navigation = fenetre_exemple.messages, fenetre_exemple.navigation
    navigation.show_page(PLAN)
    messages.show_succes("Le document est prêt.")
    navigation.show_page(PLAN)
    assert messages.bandeau.isVisible()
    navigation.show_page(POINTS)
    assert not messages.bandeau.isVisible()
    messages.show_erreur(AppError("Le document n’a pas pu être écrit."))
    navigation.show_page(PLAN)
    assert messages.bandeau.isVisible()


def test_that_a_file_that_does_not_open_says_where_it_is(fenetre: MainWindow, tmp_path: Path):
    perdu, muet = tmp_path / "perdu.pdf", tmp_path / "muet.xyz"
    muet.touch()
    for path, raison in ((perdu, "n’est plus à cet endroit"), (muet, "pas trouvé de logiciel")):
        with pytest.raises(FichierNonOuvertError, match=raison) as refus:
            Dialogues().show_file(path)
        fenetre.messages.show_erreur(refus.value)
        assert str(path) in fenetre.messages.bandeau.accessibleName()
        fenetre.messages.bandeau.boutons()[0].click()
        assert QApplication.clipboard().text() == str(path)


def test_that_a_path_without_a_space_leaves_its_sentence_in_sight(fenetre: MainWindow):
    fenetre.messages.show_erreur(AppError(f"Le fichier « {'x' * 300}.pvd » n’existe pas.", "/home/" + "y" * 255))
    QApplication.processEvents()
    bandeau = fenetre.messages.bandeau
    assert bandeau._titre.geometry().right() < bandeau.width()
    assert bandeau._titre.height() >= 3 * bandeau._titre.fontMetrics().lineSpacing()


def test_that_a_name_without_end_is_elided_in_the_rail_and_in_the_title(fenetre_exemple: MainWindow):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    nom = "Communauté " + "d’agglomération " * 18
    workspace.execute("Renommer", update_territoire, nom=nom.strip(), epci_nom="X" * 300)
    rail = fenetre_exemple.rail
    QApplication.processEvents()
    for libelle, texte in ((rail._nom, nom.strip()), (rail._epci, "X" * 300)):
        lignes = libelle.lignes()
        assert len(lignes) == 3
        assert lignes[-1].endswith("…")
        assert (libelle.toolTip(), libelle.text()) == (texte, texte)
        assert libelle.height() >= 3 * libelle.fontMetrics().lineSpacing()
    assert fenetre_exemple.windowTitle().endswith("… — PVD Desktop")
    assert len(fenetre_exemple.windowTitle()) < 120
