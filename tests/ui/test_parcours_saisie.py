"""Played in the window key after key, as people type: the grid, an operation split, several fiches, an import."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.importation.gestes import drop_and_read, import_table, wait_read, write_csv
from ui.maquette.gestes import Gestes

from models.domain.vocabulaire import Priorite
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.importation.page import ACTIONS
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.pages import MAQUETTE, PLAN
from pvd_desktop.ui.undo_fallback import UndoFallback

CTRL, MAJ = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _focus() -> QWidget:
    """What takes the keys."""
    cible = QApplication.focusWidget()
    assert cible is not None
    return cible


def _type(texte: str) -> None:
    """Each key where the focus is when it is pressed: the first one opens the cell, the others are for its editor."""
    for lettre in texte:
        QTest.keyClicks(_focus(), lettre)


def _press(touche: Qt.Key, modificateurs: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focus(), touche, modificateurs)
    # Nobody presses the next one before the window has done what this one asks.
    QApplication.processEvents()


@pytest.fixture(autouse=True)
def _repli(qapp: QApplication) -> Iterator[None]:
    """Ctrl+Z in a field where nothing was typed is the one of the window, as ``main`` has it."""
    repli = UndoFallback(qapp)
    yield
    repli.deleteLater()


@pytest.fixture
def grille(fenetre_exemple: MainWindow) -> Gestes:
    """The grid of the window, with the keyboard."""
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(MAQUETTE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, MaquettePage)
    assert fenetre_exemple.workspace is not None
    page.grille.vue.setFocus()
    return Gestes(page, fenetre_exemple.workspace)


@pytest.fixture
def plan(fenetre_exemple: MainWindow) -> FichesPage:
    """The plan of the window."""
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    return page


def test_that_amounts_are_typed_one_after_the_other_and_taken_back_one_by_one(
    fenetre_exemple: MainWindow, grille: Gestes
):
    assert fenetre_exemple.workspace is not None
    avant, vue = fenetre_exemple.workspace.projet, grille.vue
    cout = grille.operation("2.1").cout
    assert cout is not None
    grille.goto("2.1", "part")
    depart = vue.currentIndex()
    _type("12k")
    _press(Qt.Key.Key_Return)
    assert grille.operation("2.1").part_decidee == 12_000
    assert (vue.currentIndex().row(), vue.currentIndex().column()) == (depart.row() + 1, depart.column())
    _press(Qt.Key.Key_Up)
    _type("=12000+3500")
    _press(Qt.Key.Key_Return)
    assert grille.operation("2.1").part_decidee == 15_500
    _press(Qt.Key.Key_Up)
    _type("30 %")
    _press(Qt.Key.Key_Tab)
    assert grille.operation("2.1").part_decidee == round(cout * Decimal("0.3"), 2)
    assert (vue.currentIndex().row(), vue.currentIndex().column()) == (depart.row(), depart.column() + 1)
    assert vue.hasFocus()
    _press(Qt.Key.Key_Left)
    _type("999")
    _press(Qt.Key.Key_Escape)
    assert vue.delegue().editeur_ouvert() is None
    apres = fenetre_exemple.workspace.projet
    for _ in range(3):
        _press(Qt.Key.Key_Z, CTRL)
    assert fenetre_exemple.workspace.projet == avant
    for _ in range(3):
        _press(Qt.Key.Key_Y, CTRL)
    assert fenetre_exemple.workspace.projet == apres
    assert vue.hasFocus()


def test_that_a_word_among_the_amounts_is_corrected_where_it_is_typed(fenetre_exemple: MainWindow, grille: Gestes):
    grille.goto("2.1", "part")
    _type("12x")
    _press(Qt.Key.Key_Return)
    assert grille.vue.delegue().editeur_ouvert() is _focus()
    _press(Qt.Key.Key_Backspace)
    _type("k")
    _press(Qt.Key.Key_Return)
    assert grille.operation("2.1").part_decidee == 12_000


def test_that_an_amount_is_filled_down_with_the_keyboard_alone_in_one_act(fenetre_exemple: MainWindow, grille: Gestes):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    grille.goto("2.1", "part")
    _type("7000")
    _press(Qt.Key.Key_Return)
    avant = workspace.projet
    _press(Qt.Key.Key_Up)
    _press(Qt.Key.Key_Down, MAJ)
    _press(Qt.Key.Key_Down, MAJ)
    _press(Qt.Key.Key_D, CTRL)
    assert [grille.operation(n).part_decidee for n in ("2.1", "2.2", "2.3")] == [7_000] * 3
    _press(Qt.Key.Key_Z, CTRL)
    assert workspace.projet == avant
    _press(Qt.Key.Key_Y, CTRL)
    assert grille.operation("2.3").part_decidee == 7_000


def test_that_an_operation_is_split_with_the_keyboard(fenetre_exemple: MainWindow, plan: FichesPage, qtbot: QtBot):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    avant = workspace.projet
    fiche = next(f for f in avant.fiches if f.numero == "2.1")
    assert plan.show_fiche(fiche.uid)
    plan.editeur.onglets.setCurrentWidget(plan.editeur.financement)
    scinder = plan.editeur.financement.selecteur.scinder
    scinder.setFocus()
    _press(Qt.Key.Key_Space)
    dialogue = plan.editeur.financement.dialogue
    assert dialogue is not None
    qtbot.waitUntil(dialogue.isVisible)
    dialogue.activateWindow()
    qtbot.waitUntil(dialogue.isActiveWindow)
    assert dialogue.nom.hasFocus()
    _type("Tranche 2")
    while _focus() is not dialogue.lignes:
        _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Space)
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.projet != avant)
    fenetre_exemple.activateWindow()
    qtbot.waitUntil(fenetre_exemple.isActiveWindow)
    apres = workspace.projet.fiche(fiche.uid)
    assert apres is not None
    assert [o.intitule for o in apres.operations][1:] == ["Tranche 2"]
    # Where the keyboard is left, Ctrl+Z is the one of the window.
    _press(Qt.Key.Key_Z, CTRL)
    assert workspace.projet == avant


def test_that_a_field_of_several_fiches_is_changed_from_the_list(fenetre_exemple: MainWindow, plan: FichesPage):
    workspace, vue = fenetre_exemple.workspace, plan.liste.vue
    assert workspace is not None
    avant = workspace.projet
    premiere = avant.fiches[0]
    assert plan.show_fiche(premiere.uid)
    vue.setFocus()
    _press(Qt.Key.Key_Down, MAJ)
    _press(Qt.Key.Key_Down, MAJ)
    choisies = [f.uid for f in plan.liste.fiches_choisies()]
    assert len(choisies) == 3
    combo = plan.volet.selection.priorite
    combo.setFocus()
    # The letter of an entry chooses it; Enter would too, from the list.
    _press(Qt.Key.Key_F4)
    liste = combo.view()
    assert liste.isVisible()
    QTest.keyClick(liste, Qt.Key.Key_End)
    QTest.keyClick(liste, Qt.Key.Key_Return)
    derniere = list(Priorite)[-1]
    assert {f.priorite for f in workspace.projet.fiches if f.uid in choisies} == {derniere}
    assert [f.uid for f in plan.liste.fiches_choisies()] == choisies
    _press(Qt.Key.Key_Z, CTRL)
    assert workspace.projet == avant
    assert [f.uid for f in plan.liste.fiches_choisies()] == choisies
    _press(Qt.Key.Key_Y, CTRL)
    assert {f.priorite for f in workspace.projet.fiches if f.uid in choisies} == {derniere}


def test_that_a_proposal_is_corrected_by_the_keyboard_then_written_and_taken_back(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    avant = workspace.projet
    fenetre_exemple.activateWindow()
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "suivi.csv"), qtbot)
    vue = page.tableau.vue
    # A cell: its amount.
    vue.setFocus()
    vue.setCurrentIndex(vue.modele.index(vue.modele.row_of(5), 5))
    _type("50k")
    _press(Qt.Key.Key_Return)
    wait_read(page, qtbot)
    # A column: the one of the colours.
    page.tableau.correspondance.setFocus()
    page.tableau.correspondance.select(7)
    _press(Qt.Key.Key_Return)
    assert page.tableau.choix.isVisible()
    QTest.keyClicks(page.tableau.choix.champ, "ne pas imp")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    wait_read(page, qtbot)
    # Where there is no window manager, the list that closes leaves no window active.
    fenetre_exemple.activateWindow()
    qtbot.waitUntil(fenetre_exemple.isActiveWindow)
    assert page.tableau.correspondance.hasFocus()
    # A row: the first action.
    page.onglets.setCurrentIndex(ACTIONS)
    page.actions_lues.vue.setFocus()
    page.actions_lues.vue.setCurrentIndex(page.actions_lues.modele.index(0, 3))
    _press(Qt.Key.Key_Space)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "2 actions créées · 1 écartée"
    import_table(fenetre_exemple, qtbot)
    nouvelles = {f.numero: f for f in workspace.projet.fiches if f.uid not in {a.uid for a in avant.fiches}}
    assert set(nouvelles) == {"9.2", "9.3"}
    assert nouvelles["9.2"].operations[0].cout == 50_000
    assert not [n for f in nouvelles.values() for n in f.notes if "Couleur" in n.texte]
    _press(Qt.Key.Key_Z, CTRL)
    assert workspace.projet == avant
