"""The keyboard of a spreadsheet: arrows, jumps, and a Tab that leaves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible, tab_tour
from ui.maquette.gestes import Gestes

from models.domain.regles import Objet
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.maquette.colonnes import colonnes
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.pages import MAQUETTE

CTRL, MAJ = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def place(gestes: Gestes) -> tuple[str, str]:
    index = gestes.vue.currentIndex()
    ligne = gestes.page.modele.ligne(index.row())
    return ligne.numero, colonnes()[index.column()].cle


def test_that_arrows_skip_what_is_folded(page: MaquettePage, gestes: Gestes):
    page.fold_groupe("etat", repliee=True)
    gestes.goto("2.1", "solde")
    gestes.press(Qt.Key.Key_Right)
    assert place(gestes) == ("2.1", "total-etat")
    gestes.press(Qt.Key.Key_Down)
    assert place(gestes) == ("2.2", "total-etat")


@pytest.mark.parametrize(
    ("depart", "touche", "arrivee"),
    [
        (("2.2", "cout"), Qt.Key.Key_Right, ("2.2", "solde")),
        (("2.2", "solde"), Qt.Key.Key_Right, ("2.2", "detr-accordé")),
        (("2.2", "detr-accordé"), Qt.Key.Key_Left, ("2.2", "solde")),
        (("2.2", "solde"), Qt.Key.Key_Left, ("2.2", "porteur")),
        (("2.2", "detr-accordé"), Qt.Key.Key_Up, ("", "detr-accordé")),
        (("3.2", "dsil-accordé"), Qt.Key.Key_Up, ("3.1", "dsil-accordé")),
    ],
)
def test_that_ctrl_and_an_arrow_jumps_to_the_end_of_what_is_filled(
    gestes: Gestes, depart: tuple[str, str], touche: Qt.Key, arrivee: tuple[str, str]
):
    gestes.goto(*depart)
    gestes.press(touche, CTRL)
    assert place(gestes) == arrivee


def test_that_a_jump_with_maj_selects_on_the_way(gestes: Gestes):
    gestes.goto("2.1", "cout")
    gestes.press(Qt.Key.Key_Right, CTRL, MAJ)
    bloc = gestes.vue.bloc()
    assert [colonnes()[c].cle for c in bloc.columns] == ["cout", "eligible", "part", "solde"]
    gestes.press(Qt.Key.Key_Down, CTRL, MAJ)
    assert len(gestes.vue.bloc().rows) > 2
    assert gestes.vue.bloc().columns == bloc.columns


def test_that_ctrl_and_enter_asks_for_the_fiche(page: MaquettePage, gestes: Gestes, qtbot: QtBot):
    gestes.goto("2.1", "cout")
    with qtbot.waitSignal(page.objet_demande) as demande:
        gestes.press(Qt.Key.Key_Return, CTRL)
    assert demande.args is not None
    objet = demande.args[0]
    assert isinstance(objet, Objet)
    assert (objet.type, objet.uid) == ("fiche", gestes.fiche("2.1").uid)


def test_that_tab_leaves_the_grid_for_the_detail_and_comes_back_by_the_bar(fenetre_exemple: MainWindow):
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(MAQUETTE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, MaquettePage)
    assert fenetre_exemple.workspace is not None
    gestes = Gestes(page, fenetre_exemple.workspace)
    gestes.goto("2.1", "detr-accordé")
    gestes.vue.setFocus()
    tour = tab_tour(fenetre_exemple)
    assert tour.index(page.detail.champs().editeur("numero_dossier")) > tour.index(gestes.vue)
    assert page.barre.bouton(par_annee=False) in tour
    assert gestes.vue.currentIndex() == gestes.index("2.1", "detr-accordé")


def test_that_everything_says_its_name(page: MaquettePage, gestes: Gestes):
    for numero, colonne in (("2.1", "detr-accordé"), ("2.1", "cout"), ("3.3", "mecenat-accordé")):
        gestes.goto(numero, colonne)
        assert_accessible(page)


def test_that_the_frozen_view_selects_rows_and_gives_the_focus_to_the_figures(page: MaquettePage, gestes: Gestes):
    page.activateWindow()
    page.grille.figee.lignes_choisies.emit(gestes.row("2.1"), gestes.row("2.3"))
    assert gestes.vue.bloc().rows == tuple(range(gestes.row("2.1"), gestes.row("2.3") + 1))
    assert QApplication.focusWidget() is gestes.vue
    assert "3 opérations" in page.sommes.textes()[1][0]


def test_that_both_views_scroll_together(page: MaquettePage):
    page.grille.vue.verticalScrollBar().setValue(90)
    assert page.grille.figee.verticalScrollBar().value() == 90
    page.grille.figee.verticalScrollBar().setValue(30)
    assert page.grille.vue.verticalScrollBar().value() == 30
    assert page.grille.vue.verticalScrollBar().maximum() == page.grille.figee.verticalScrollBar().maximum()


def test_that_the_page_gives_the_focus_to_the_grid(fenetre_exemple: MainWindow):
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(MAQUETTE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, MaquettePage)
    assert QApplication.focusWidget() is page.grille.vue
    assert page.grille.vue.currentIndex().isValid()
