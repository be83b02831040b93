"""How the plan was shown comes back at the next start: filters, sort, and the fiche that was open."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui.fiches.filtres import Filtres, Manque, read_filtres, write_filtres
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


def shown(workspace: Workspace, settings: Settings, qtbot: QtBot) -> FichesPage:
    page = FichesPage(workspace, settings)
    qtbot.addWidget(page)
    page.show()
    return page


def test_that_filters_sort_and_fiche_come_back(workspace: Workspace, settings: Settings, qtbot: QtBot):
    page = shown(workspace, settings, qtbot)
    page.liste.filtres.set_filtres(Filtres(statuts=frozenset({StatutAction.EN_COURS})))
    page.liste.vue.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    uid = next(f.uid for f in workspace.projet.fiches if f.statut is StatutAction.EN_COURS)
    assert page.show_fiche(uid)

    suivante = shown(workspace, settings, qtbot)
    assert suivante.liste.filtres.filtres() == page.liste.filtres.filtres()
    assert [b.text() for b in suivante.liste.filtres.badges()] == [b.text() for b in page.liste.filtres.badges()]
    assert suivante.liste.etat() == page.liste.etat()
    qtbot.waitUntil(lambda: suivante.fiche_courante == uid)


def test_that_resetting_the_display_forgets_them(workspace: Workspace, settings: Settings, qtbot: QtBot):
    page = shown(workspace, settings, qtbot)
    page.liste.filtres.set_filtres(Filtres(statuts=frozenset({StatutAction.IDEE})))
    settings.reset_display()
    assert not shown(workspace, settings, qtbot).liste.filtres.filtres()


def test_that_another_project_keeps_its_own(
    workspace: Workspace, workspace_vide: Workspace, settings: Settings, qtbot: QtBot
):
    shown(workspace, settings, qtbot).liste.filtres.set_filtres(Filtres(manques=frozenset({Manque.SANS_COUT})))
    assert not shown(workspace_vide, settings, qtbot).liste.filtres.filtres()


def test_that_filters_are_written_and_read_back_without_the_search():
    filtres = Filtres(frozenset({StatutAction.IDEE}), frozenset({"", "fort"}), frozenset({Manque.A_TROUVER}), "halle")
    relus = read_filtres(write_filtres(filtres))
    assert (relus.statuts, relus.priorites, relus.manques, relus.recherche) == (
        filtres.statuts,
        filtres.priorites,
        filtres.manques,
        "",
    )
    assert read_filtres("statut:inconnu n'importe quoi") == Filtres()
