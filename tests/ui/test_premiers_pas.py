"""A project of which only the commune was said: every page is a page, and says where to begin."""

from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.importation.page import ImportationPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.pages import CORBEILLE, HORS_RAIL, IMPORTATION, MAQUETTE, PAGES, PLAN, POINTS, SUIVI
from pvd_desktop.ui.suivi.page import SuiviPage
from pvd_desktop.ui.widgets.etat_vide import EtatVide


@pytest.fixture
def neuve(fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window, once « Nouveau projet » was given the name of its commune."""
    dialogues.reponse = tmp_path / "hesdin.pvd"
    fenetre.accueil.commune.setText("Hesdin")
    fenetre.accueil.creer.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None, timeout=20_000)
    return fenetre


def _show(fenetre: MainWindow, nom: str) -> Page:
    fenetre.navigation.show_page(nom)
    page = fenetre.pile.currentWidget()
    assert isinstance(page, Page)
    return page


def _offered(page: Page) -> list[str]:
    """What the empty state of the page offers to do."""
    [vide] = [v for v in page.findChildren(EtatVide) if v.isVisible()]
    return [b.text() for b in vide.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize("nom", [entree.id for entree in (*PAGES, *HORS_RAIL)])
def test_that_every_page_of_a_new_project_opens_and_is_told_to_a_screen_reader(neuve: MainWindow, nom: str):
    page = _show(neuve, nom)
    assert page.isVisible()
    assert not neuve.messages.bandeau.isVisible()
    if nom != CORBEILLE:  # an empty one has nothing to do
        assert_accessible(page)


@pytest.mark.parametrize(
    ("nom", "offerts"),
    [
        (PLAN, ["Nouvelle action", "Partir de mon tableau…"]),
        (MAQUETTE, ["Créer une première action", "Partir de mon tableau…"]),
        (POINTS, ["Ouvrir le plan d’action"]),
        (SUIVI, ["Ouvrir le plan d’action"]),
    ],
)
def test_that_a_page_with_nothing_to_show_offers_what_would_fill_it(neuve: MainWindow, nom: str, offerts: list[str]):
    assert _offered(_show(neuve, nom)) == offerts


@pytest.mark.parametrize("nom", [PLAN, MAQUETTE])
def test_that_the_table_one_has_leads_to_the_imports_and_giving_up_leads_back(neuve: MainWindow, nom: str):
    # Where one went from the time before does not count.
    for premiere in (POINTS, IMPORTATION, nom):
        page = _show(neuve, premiere)
    [vide] = [v for v in page.findChildren(EtatVide) if v.isVisible()]
    vide.autre().click()
    importation = neuve.pile.currentWidget()
    assert isinstance(importation, ImportationPage)
    importation.abandon_demande.emit()
    assert neuve.navigation.courante == nom


@pytest.mark.parametrize("nom", [POINTS, SUIVI])
def test_that_an_empty_page_leads_to_the_plan_and_fills_with_it(neuve: MainWindow, nom: str):
    page = _show(neuve, nom)
    [vide] = [v for v in page.findChildren(EtatVide) if v.isVisible()]
    vide.bouton().click()
    assert isinstance(neuve.pile.currentWidget(), FichesPage)
    assert neuve.workspace is not None
    neuve.workspace.execute("Ajouter", add_fiche, intitule="Rénover la halle")
    _show(neuve, nom)
    assert not vide.bouton().isVisible()


def test_that_filters_that_keep_nothing_are_taken_off_by_the_button_that_says_so(fenetre_exemple: MainWindow):
    page = _show(fenetre_exemple, SUIVI)
    assert isinstance(page, SuiviPage)
    page.statuts.valeur_validee.emit(("hors_plan",))
    page.maitre_ouvrage.valeur_validee.emit("inconnu")
    assert _offered(page) == ["Tout afficher"]
    [vide] = [v for v in page.findChildren(EtatVide) if v.isVisible()]
    vide.bouton().click()
    assert page.vue.isVisible()
    assert page.modele.rowCount() > 0
