"""The keyboard after a long act: where it was, or in the list whose cell closed meanwhile."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PLAN


def test_that_a_cell_that_a_long_act_closes_leaves_the_keyboard_to_its_list(
    fenetre_exemple: MainWindow, qapp: QApplication
):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    page.liste.select(workspace.projet.fiches[0].uid)
    page.liste.vue.setFocus()
    page.liste.rename()
    assert page.liste.vue.delegue.editeur_ouvert() is qapp.focusWidget()
    workspace.busy_changed.emit(True)  # noqa: FBT003 - a signal has no keywords
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.liste.vue.delegue.editeur_ouvert() is None
    workspace.busy_changed.emit(False)  # noqa: FBT003 - a signal has no keywords
    assert page.liste.vue.hasFocus()


def test_that_a_field_keeps_the_keyboard_through_a_long_act(fenetre_exemple: MainWindow):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    champ = page.liste.filtres.recherche
    champ.setFocus()
    workspace.busy_changed.emit(True)  # noqa: FBT003 - a signal has no keywords
    workspace.busy_changed.emit(False)  # noqa: FBT003 - a signal has no keywords
    assert champ.hasFocus()
