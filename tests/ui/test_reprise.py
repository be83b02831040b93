"""« Reprendre une convention signée »: from the Accueil to a project that holds it, mistakes included."""

from datetime import date
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible, focusables, tab_tour

from models.domain.vocabulaire import RolePartie
from pvd_desktop.ui.accueil.communes import SANS_COMMUNE, CommunesEdit
from pvd_desktop.ui.accueil.exemplaire import ExemplaireEdit
from pvd_desktop.ui.accueil.reprise import PageReprise
from pvd_desktop.ui.main_window import MainWindow


@pytest.fixture
def page(fenetre: MainWindow) -> PageReprise:
    """The page, just opened from the Accueil."""
    fenetre.activateWindow()
    fenetre.accueil.reprendre.click()
    page = fenetre.accueil.reprise
    assert page is not None
    return page


def _communes(page: PageReprise) -> CommunesEdit:
    editeur = page.formulaire.editeur("communes")
    assert isinstance(editeur, CommunesEdit)
    return editeur


def test_that_the_page_is_whole_for_a_screen_reader_and_for_the_keyboard(page: PageReprise, fenetre: MainWindow):
    assert QApplication.focusWidget() is _communes(page).champ
    assert_accessible(page)
    assert set(focusables(page)) <= set(tab_tour(fenetre))


def test_that_a_convention_is_taken_up_again(
    page: PageReprise, fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    pdf = tmp_path / "convention signée.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    exemplaire = page.formulaire.editeur("exemplaire")
    assert isinstance(exemplaire, ExemplaireEdit)
    dialogues.reponse = pdf
    exemplaire.choisir.click()
    communes = _communes(page)
    communes.champ.setText("Avesnes-le-Comte")
    QTest.keyClick(communes.champ, Qt.Key.Key_Return)
    # What stays typed counts too.
    communes.champ.setText("Bapaume")
    page.formulaire.set_valeurs({"date_convention": date(2023, 3, 9)})
    dialogues.reponse = tmp_path / "repris.pvd"
    page.creer.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None, timeout=20_000)
    assert dialogues.propositions[-1].name == "avesnes-le-comte-et-bapaume.pvd"
    assert fenetre.workspace is not None
    projet = fenetre.workspace.projet
    assert [c.code_insee for c in projet.territoire.communes] == ["62063", "62080"]
    assert projet.territoire.date_convention == date(2023, 3, 9)
    assert [p.role for p in projet.convention.parties].count(RolePartie.BENEFICIAIRE_COMMUNE) == 2
    assert [p.intitule for p in projet.convention.pieces] == [pdf.name]
    assert not projet.convention.brouillon
    assert fenetre.workspace.libelle_annuler is None
    assert fenetre.messages.bandeau.titre() == "Le projet est créé, et sa convention y est signée."
    # The next one begins with nothing typed.
    assert fenetre.accueil.reprise is None


def test_that_nothing_but_a_commune_is_asked_for(page: PageReprise, dialogues: FauxDialogues):
    page.creer.click()
    assert dialogues.titres == []
    assert page.formulaire._erreurs["communes"] == SANS_COMMUNE
    assert _communes(page).champ.accessibleDescription() == SANS_COMMUNE
    assert QApplication.focusWidget() is _communes(page).champ


def test_that_giving_up_the_file_keeps_what_was_typed(page: PageReprise, fenetre: MainWindow, dialogues: FauxDialogues):
    _communes(page).champ.setText("Bapaume")
    page.creer.click()
    assert dialogues.titres == ["Enregistrer le nouveau projet"]
    assert fenetre.workspace is None
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert QApplication.focusWidget() is fenetre.accueil.reprendre
    fenetre.accueil.reprendre.click()
    assert _communes(page).champ.text() == "Bapaume"


def test_that_a_signed_copy_that_cannot_be_kept_leaves_no_project(
    page: PageReprise, fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    pdf = tmp_path / "vide.pdf"
    pdf.touch()
    _communes(page).champ.setText("Bapaume")
    page.formulaire.set_valeurs({"exemplaire": pdf})
    dialogues.reponse = tmp_path / "repris.pvd"
    page.creer.click()
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
    assert "est vide" in fenetre.messages.bandeau.titre()
    assert not dialogues.reponse.exists()
    assert page.isVisible()


def test_that_a_commune_can_be_taken_out(page: PageReprise):
    communes = _communes(page)
    for nom in ("Bapaume", "Valbrune", "bapaume"):
        communes.champ.setText(nom)
        communes.keep()
    # The same commune typed again is the same.
    assert len(communes.valeur()) == 2
    QApplication.processEvents()
    retirer = [b for b in communes.findChildren(QToolButton) if b.isVisible()]
    assert [b.accessibleName() for b in retirer] == ["Retirer Bapaume", "Retirer Valbrune"]
    retirer[0].click()
    assert communes.valeur() == ("Valbrune",)
