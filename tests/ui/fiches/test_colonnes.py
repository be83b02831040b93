"""The columns of the plan: those there is room for, or those one chose, remembered with the project."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.fiches.gestes import tape, touche

from models.domain.fiche_action import FicheAction
from models.domain.regles import Objet
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.colonnes_plan import (
    ACQUIS,
    BLOQUANT,
    COMPLETUDE,
    COUT,
    DEBUT,
    INTITULE,
    METEO,
    NUMERO,
    QUAND,
    STATUT,
    build_colonnes,
)
from pvd_desktop.ui.fiches.colonnes_visibles import NOMS, choose_for, read_colonnes, share_out, write_colonnes
from pvd_desktop.ui.fiches.liste import read_tri, write_tri
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

LARGEURS = [colonne.largeur for colonne in build_colonnes()]
CHOISIES = frozenset({NUMERO, INTITULE, METEO, BLOQUANT, ACQUIS, DEBUT})


def test_that_every_column_but_the_name_of_the_action_may_be_hidden():
    assert set(NOMS) | {NUMERO, INTITULE} == set(range(len(LARGEURS)))


@pytest.mark.parametrize("largeur", range(120, 2_000, 37))
def test_that_columns_fill_the_list_and_a_wider_one_never_shows_less(largeur: int):
    visibles = choose_for(largeur, LARGEURS)
    assert visibles <= choose_for(largeur + 37, LARGEURS)
    donnees = share_out(visibles, largeur, LARGEURS, (), titre=60)
    assert set(donnees) == visibles
    assert sum(donnees.values()) == largeur or visibles == {NUMERO, INTITULE}


def test_that_an_ordinary_list_shows_the_statut_and_a_wide_one_the_follow_up():
    assert choose_for(440, LARGEURS) == {NUMERO, INTITULE, STATUT, COMPLETUDE}
    assert {METEO, BLOQUANT, QUAND} <= choose_for(1_140, LARGEURS)


def test_that_a_width_one_drew_is_kept_and_others_never_shrink_under_their_own():
    largeurs = [*LARGEURS]
    largeurs[BLOQUANT] = 320
    donnees = share_out(CHOISIES, 500, largeurs, {BLOQUANT}, titre=LARGEURS[INTITULE])
    assert donnees == {c: largeurs[c] for c in CHOISIES}
    donnees = share_out(CHOISIES, 2_000, largeurs, {BLOQUANT}, titre=LARGEURS[INTITULE])
    assert donnees[BLOQUANT] == 320
    assert sum(donnees.values()) == 2_000


def test_that_columns_and_sort_are_written_by_name_and_read_back():
    assert read_colonnes(write_colonnes(CHOISIES)) == CHOISIES
    assert read_colonnes(write_colonnes(frozenset({NUMERO, INTITULE}))) == {NUMERO, INTITULE}
    assert read_colonnes(write_colonnes(None)) is None
    assert read_colonnes("meteo inconnue") == {NUMERO, INTITULE, METEO}
    assert read_tri(write_tri(COUT, Qt.SortOrder.DescendingOrder)) == (COUT, Qt.SortOrder.DescendingOrder)
    assert read_tri(write_tri(-1, Qt.SortOrder.AscendingOrder)) is None
    assert read_tri("5 desc") is None


def test_that_ticking_shows_and_hides_and_the_list_scrolls_sideways_when_it_must(page: FichesPage, qapp: QApplication):
    vue, menu = page.liste.vue, page.liste.colonnes
    barre = vue.horizontalScrollBar()
    qapp.processEvents()
    assert barre.maximum() == 0
    menu.case(METEO).trigger()
    assert not vue.isColumnHidden(METEO)
    assert vue.entete.visibles() == vue.entete.choisies()
    menu.case(STATUT).trigger()
    assert vue.isColumnHidden(STATUT)
    for colonne in (BLOQUANT, ACQUIS, DEBUT):
        menu.case(colonne).trigger()
    qapp.processEvents()
    assert barre.maximum() > 0
    assert vue.columnWidth(INTITULE) >= theme.px(LARGEURS[INTITULE])
    menu.reinitialiser.trigger()
    qapp.processEvents()
    assert vue.entete.choisies() is None
    assert not vue.isColumnHidden(STATUT)
    assert barre.maximum() == 0


def test_that_the_menu_opens_by_the_keyboard_ticks_several_boxes_and_says_what_is_shown(
    page: FichesPage, qapp: QApplication
):
    colonnes = page.liste.colonnes
    menu = colonnes.menu
    assert colonnes.bouton.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    menu.popup(page.mapToGlobal(page.rect().center()))
    assert colonnes.automatique.isChecked()
    assert [a.isChecked() for a in (colonnes.case(STATUT), colonnes.case(METEO))] == [True, False]
    for colonne in (METEO, BLOQUANT):
        menu.setActiveAction(colonnes.case(colonne))
        QTest.keyClick(menu, Qt.Key.Key_Space)
        assert menu.isVisible()
    assert {METEO, BLOQUANT} <= page.liste.vue.entete.visibles()
    assert not colonnes.automatique.isChecked()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(colonnes.case(METEO)).center())
    assert menu.isVisible()
    assert page.liste.vue.isColumnHidden(METEO)
    menu.close()


def test_that_what_decides_of_the_order_is_on_screen(page: FichesPage, workspace: Workspace):
    vue, entete = page.liste.vue, page.liste.vue.entete
    page.actions_plan["liste_seule"].trigger()
    vue.sortByColumn(COUT, Qt.SortOrder.DescendingOrder)
    page.actions_plan["liste_seule"].trigger()
    page.resize(800, 450)
    entete.fit()
    assert not vue.isColumnHidden(COUT)
    entete.toggle(COUT)
    assert vue.isColumnHidden(COUT)
    assert not vue.is_sorted()
    assert [f.fiche.uid for f in page.liste.proxy.fiches()] == [f.uid for f in workspace.projet.fiches]


def test_that_the_header_opens_the_same_menu(page: FichesPage):
    page.liste.vue.header().customContextMenuRequested.emit(page.liste.vue.header().rect().center())
    assert page.liste.colonnes.menu.isVisible()
    page.liste.colonnes.menu.close()


def test_that_columns_and_widths_come_back_and_resetting_the_display_forgets_them(
    workspace: Workspace, workspace_vide: Workspace, settings: Settings, qtbot: QtBot
):
    def shown(w: Workspace) -> FichesPage:
        page = FichesPage(w, settings)
        qtbot.addWidget(page)
        page.resize(1190, 672)
        page.show()
        return page

    page = shown(workspace)
    page.liste.vue.entete.set_choisies(CHOISIES)
    page.liste.vue.header().resizeSection(BLOQUANT, theme.px(222))
    page.actions_plan["liste_seule"].trigger()
    suivante = shown(workspace)
    assert suivante.liste.vue.entete.visibles() == CHOISIES
    assert suivante.liste.vue.columnWidth(BLOQUANT) == theme.px(222)
    assert not suivante.volet.isVisible()
    assert shown(workspace_vide).liste.vue.entete.choisies() is None
    settings.reset_display()
    neuve = shown(workspace)
    assert neuve.liste.vue.entete.choisies() is None
    assert neuve.volet.isVisible()
    neuve.liste.vue.entete.set_choisies(CHOISIES)
    assert neuve.liste.vue.columnWidth(BLOQUANT) != theme.px(222)


def test_that_a_column_does_not_leave_with_what_is_typed_in_it(page: FichesPage, fiche: FicheAction):
    vue = page.liste.vue
    vue.entete.set_choisies(CHOISIES | {QUAND})
    vue.setCurrentIndex(vue.currentIndex().siblingAtColumn(QUAND))
    vue.edit_cell()
    champ = vue.delegue.editeur_ouvert()
    tape(champ, "demain")  # pyright: ignore[reportArgumentType]
    page.liste.colonnes.menu.popup(page.pos())
    page.liste.colonnes.case(QUAND).trigger()
    page.liste.colonnes.menu.close()
    assert not page.commit()
    page.show_saisie()
    assert not vue.isColumnHidden(QUAND)
    assert champ.hasFocus()  # pyright: ignore[reportOptionalMemberAccess]
    touche(champ, Qt.Key.Key_Escape)  # pyright: ignore[reportArgumentType]


def test_that_the_list_alone_opens_the_fiche_for_a_moment(page: FichesPage, fiche: FicheAction):
    page.actions_plan["liste_seule"].trigger()
    assert not page.volet.isVisible()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Return)
    assert page.editeur.entete.editeur("intitule").hasFocus()
    QTest.keyClick(page.editeur.entete.editeur("intitule"), Qt.Key.Key_Escape)
    assert not page.volet.isVisible()
    assert page.liste.vue.hasFocus()
    page.actions_plan["liste_seule"].trigger()
    assert page.volet.isVisible()


def test_that_a_new_action_is_named_in_the_list_when_it_is_alone(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.actions_plan["liste_seule"].trigger()
    page.actions_plan["nouvelle_action"].trigger()
    champ = page.liste.vue.delegue.editeur_ouvert()
    tape(champ, "Planter des tilleuls")  # pyright: ignore[reportArgumentType]
    touche(champ, Qt.Key.Key_Return)  # pyright: ignore[reportArgumentType]
    assert "Planter des tilleuls" in [f.intitule for f in workspace.projet.fiches]
    assert not page.volet.isVisible()


def test_that_a_point_to_check_brings_the_fiche_beside_the_list(page: FichesPage, fiche: FicheAction):
    page.actions_plan["liste_seule"].trigger()
    assert page.show_objet(Objet(type="fiche", uid=fiche.uid, libelle="", fiche=fiche.uid), "description")
    assert page.volet.isVisible()
