"""Pages that are not seen wait: what changes meanwhile is read when they are."""

import pytest
from pytestqt.qtbot import QtBot

from models.commands.fiches import update_fiche
from pvd_desktop.ui.fiches.liste import ListePlan
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import MAQUETTE, PLAN
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def workspace(fenetre_exemple: MainWindow) -> Workspace:
    fenetre_exemple.show()
    fenetre_exemple.navigation.show_page(PLAN)
    assert fenetre_exemple.workspace is not None
    return fenetre_exemple.workspace


@pytest.fixture
def liste(fenetre_exemple: MainWindow, workspace: Workspace) -> ListePlan:
    del workspace
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    return page.liste


def _noms(liste: ListePlan) -> set[str]:
    return {ligne.fiche.intitule for ligne in liste.lignes()}


def test_that_a_page_shows_an_act_at_once(workspace: Workspace, liste: ListePlan):
    workspace.execute("Renommer", update_fiche, workspace.projet.fiches[0].uid, intitule="Vu tout de suite")
    assert "Vu tout de suite" in _noms(liste)


def test_that_a_hidden_page_waits_to_be_seen_before_it_reads(
    fenetre_exemple: MainWindow, workspace: Workspace, liste: ListePlan
):
    avant = _noms(liste)
    fenetre_exemple.navigation.show_page(MAQUETTE)
    for fiche in workspace.projet.fiches[:2]:
        workspace.execute("Renommer", update_fiche, fiche.uid, intitule=f"Vu plus tard {fiche.numero}")
    assert _noms(liste) == avant
    fenetre_exemple.navigation.show_page(PLAN)
    assert {f"Vu plus tard {fiche.numero}" for fiche in workspace.projet.fiches[:2]} < _noms(liste)


def test_that_the_maquette_is_read_ahead_once_for_its_page(fenetre_exemple: MainWindow, qtbot: QtBot):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace._maquette is not None and bool(workspace._maquette._tableaux))
    maquette = workspace.maquette()
    periode = maquette.periode
    fenetre_exemple.navigation.show_page(MAQUETTE)
    assert workspace.maquette() is maquette
    assert maquette.periode is periode
