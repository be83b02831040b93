"""The tabs of the fiche are built at their first visit, and what the window prepares comes in short pieces."""

import pytest
from pytestqt.qtbot import QtBot

from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fiches.repos import REPOS_MS
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


def noms(page: FichesPage) -> list[str]:
    """Titles of the tabs that are built."""
    onglets = page.editeur.onglets
    return [onglets.tabText(r) for r in range(onglets.count()) if onglets.widget(r) in onglets.construits()]


@pytest.fixture
def nue(qtbot: QtBot, workspace: Workspace, settings: Settings) -> FichesPage:
    """The page, shown just now."""
    page = FichesPage(workspace, settings)
    qtbot.addWidget(page)
    page.show()
    return page


def test_that_a_page_just_opened_has_no_fiche_then_one_tab(nue: FichesPage, qtbot: QtBot):
    assert nue.fiche_courante is None
    assert nue.volet.count() == 1
    qtbot.waitUntil(lambda: nue.volet.count() == 2 and bool(noms(nue)), timeout=10_000)
    assert noms(nue) == ["Description"]


def test_that_each_piece_prepared_ahead_builds_one_thing_at_most(nue: FichesPage):
    pieces = nue.volet.build_ahead()
    faites: list[tuple[int, int]] = []
    for _ in pieces:
        editeurs = nue.volet.count() - 1
        faites.append((editeurs, len(nue.editeur.onglets.construits()) if editeurs else 0))
    assert faites[-1] == (1, 1)
    pas = [sum(suivante) - sum(avant) for avant, suivante in zip([(0, 0), *faites], faites, strict=False)]
    assert max(pas) == 1


def test_that_a_hidden_page_prepares_nothing(nue: FichesPage, qtbot: QtBot):
    nue.hide()
    qtbot.wait(2 * REPOS_MS)
    assert nue.volet.count() == 1


def test_that_a_tab_is_built_at_its_first_visit_where_its_place_was(page: FichesPage, fiche: FicheAction):
    onglets = page.editeur.onglets
    titres = [onglets.tabText(r) for r in range(onglets.count())]
    assert noms(page) == ["Description"]
    onglets.setCurrentIndex(titres.index("Indicateurs"))
    assert noms(page) == ["Description", "Indicateurs"]
    assert onglets.currentWidget() is page.editeur.indicateurs
    assert page.editeur.indicateurs.isVisibleTo(page)
    assert [onglets.tabText(r) for r in range(onglets.count())] == titres
    construits = onglets.construits()
    onglets.setCurrentIndex(0)
    onglets.setCurrentIndex(titres.index("Indicateurs"))
    assert onglets.construits() == construits


def test_that_a_fiche_opens_on_the_tab_one_was_on_and_builds_no_other(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.editeur.onglets.setCurrentWidget(page.editeur.calendrier)
    autre = next(f for f in workspace.projet.fiches if f.uid != fiche.uid)
    page.show_fiche(autre.uid)
    assert page.editeur.onglets.currentWidget() is page.editeur.calendrier
    assert page.editeur.calendrier.liste.valeur() == autre.phases
    assert noms(page) == ["Description", "Calendrier"]
