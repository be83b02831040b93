"""What the menu of the list does beside moving: numbers again, takes actions out of the plan and says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import tape

from models.commands.fiches import add_fiche, move_fiche
from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui.fiches.filtres import Filtres, Manque
from pvd_desktop.ui.fiches.motif import MotifDialog
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.workspace import Workspace


def test_that_an_orientation_is_numbered_again_in_one_act(page: FichesPage, workspace: Workspace):
    orientation = workspace.projet.orientations[0]
    dernier = [f for f in workspace.projet.fiches if f.orientation == orientation.uid][-1]
    workspace.execute("Déplacer", move_fiche, dernier.uid, orientation=orientation.uid, position=0)
    avant = [f.numero for f in workspace.projet.fiches]
    page.liste.select(orientation.uid)
    page.actions_plan["renumeroter"].trigger()
    groupe = [f for f in workspace.projet.fiches if f.orientation == orientation.uid]
    assert [f.numero for f in groupe] == [f"{orientation.numero}.{n}" for n in range(1, len(groupe) + 1)]
    assert groupe[0].uid == dernier.uid
    page.toast.bouton().click()
    assert [f.numero for f in workspace.projet.fiches] == avant


def test_that_there_is_nothing_to_number_without_an_orientation(page: FichesPage, workspace: Workspace):
    uid = workspace.execute("Ajouter", add_fiche, intitule="Seule")
    assert uid is not None
    page.liste.select(uid)
    assert not page.actions_plan["renumeroter"].isEnabled()
    page.liste.select(workspace.projet.fiches[0].uid)
    assert page.actions_plan["renumeroter"].isEnabled()


def _ask(page: FichesPage) -> MotifDialog:
    page.actions_plan["hors_plan"].trigger()
    dialogue = page.gestes.dialogue
    assert dialogue is not None
    assert dialogue.isVisible()
    return dialogue


def test_that_actions_leave_the_plan_with_their_reason_in_one_act(page: FichesPage, workspace: Workspace):
    avant = workspace.projet.fiches
    page.liste.select(avant[0].uid)
    page.liste.vue.selectionModel().select(
        page.liste.proxy.mapFromSource(page.liste.modele.index_of(avant[1].uid)),
        page.liste.vue.selectionModel().SelectionFlag.Select | page.liste.vue.selectionModel().SelectionFlag.Rows,
    )
    dialogue = _ask(page)
    assert dialogue.windowTitle() == "Passer 2 actions hors plan"
    assert_accessible(dialogue)
    tape(dialogue.motif, "Décision du COPIL")
    QTest.keyClick(dialogue.motif, Qt.Key.Key_Return)
    if dialogue.isVisible():
        dialogue.accept_typed()
    for fiche in workspace.projet.fiches[:2]:
        assert (fiche.statut, fiche.motif_statut) == (StatutAction.HORS_PLAN, "Décision du COPIL")
    assert workspace.libelle_annuler == "Passer 2 actions hors plan"
    page.toast.bouton().click()
    assert workspace.projet.fiches == avant


def test_that_an_action_does_not_leave_the_plan_without_a_reason(page: FichesPage, workspace: Workspace):
    fiche = workspace.projet.fiches[0]
    page.liste.select(fiche.uid)
    dialogue = _ask(page)
    dialogue.accept_typed()
    assert dialogue.isVisible()
    assert workspace.projet.fiches[0].statut is fiche.statut
    dialogue.reject()


@pytest.mark.parametrize("manque", list(Manque))
def test_that_each_lack_is_a_filter_with_its_badge(page: FichesPage, workspace: Workspace, manque: Manque):
    uid = workspace.execute("Ajouter", add_fiche, intitule="Presque rien")
    page.liste.filtres.set_filtres(Filtres(manques=frozenset({manque})))
    assert [b.text().removesuffix("  ✕") for b in page.liste.filtres.badges()] == [manque.libelle]
    montrees = [ligne.fiche.uid for ligne in page.liste.proxy.fiches()]
    assert (uid in montrees) is (manque is not Manque.A_TROUVER)
    assert len(montrees) < len(workspace.projet.fiches)
    page.liste.filtres.badges()[0].click()
    assert len(page.liste.proxy.fiches()) == len(workspace.projet.fiches)


def test_that_numbers_already_in_order_are_not_said_to_have_changed(page: FichesPage, workspace: Workspace):
    orientation = workspace.projet.orientations[0].uid
    page.liste.select(workspace.projet.fiches[0].uid)
    page.gestes.duplicate()
    page.actions_plan["renumeroter"].trigger()
    page.liste.select(orientation)
    avant = workspace.libelle_annuler
    page.actions_plan["renumeroter"].trigger()
    assert page.toast.accessibleName() == "Les numéros de ces actions suivent déjà leur ordre."
    assert not page.toast.bouton().isVisible()
    assert workspace.libelle_annuler == avant


def test_that_the_keyboard_goes_from_the_search_to_the_list_and_forgets_the_search(page: FichesPage):
    vue, recherche = page.liste.vue, page.liste.filtres.recherche
    page.gestes.search()
    QTest.keyClicks(recherche, "halle")
    QTest.keyClick(recherche, Qt.Key.Key_Return)
    assert vue.hasFocus()
    assert [f.numero for f in page.liste.fiches_choisies()] == ["2.1"]
    page.gestes.search()
    QTest.keyClick(recherche, Qt.Key.Key_Escape)
    assert recherche.text() == ""
    assert recherche.hasFocus()
    assert len(page.liste.proxy.fiches()) == len(page.liste.lignes())
    QTest.keyClick(recherche, Qt.Key.Key_Escape)
    assert vue.hasFocus()
    assert [f.numero for f in page.liste.fiches_choisies()] == ["2.1"]


def test_that_a_search_that_finds_nothing_keeps_the_keyboard(page: FichesPage):
    recherche = page.liste.filtres.recherche
    page.gestes.search()
    QTest.keyClicks(recherche, "piscine")
    QTest.keyClick(recherche, Qt.Key.Key_Down)
    assert recherche.hasFocus()


def test_that_alt_and_an_arrow_says_why_rows_do_not_move_and_stays_on_its_row(page: FichesPage, workspace: Workspace):
    fiche = workspace.projet.fiches[0]
    page.liste.filtres.set_filtres(Filtres(recherche=fiche.intitule))
    page.liste.select(fiche.uid)
    page.liste.vue.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(page.liste.vue, key, Qt.KeyboardModifier.AltModifier)
    assert [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid]
    assert "retirez d’abord les filtres" in page.toast.accessibleName()
    page.liste.filtres.clear()
    page.liste.vue.selectAll()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "une seule action" in page.toast.accessibleName()


def test_that_the_orientation_beside_the_one_deleted_is_chosen(page: FichesPage, workspace: Workspace):
    premiere, seconde, *_, derniere = workspace.projet.orientations
    page.liste.select(premiere.uid)
    page.actions_plan["supprimer"].trigger()
    assert page.liste.orientation_choisie() == seconde.uid
    page.toast.bouton().click()
    assert workspace.projet.orientations[0] == premiere
    page.liste.select(derniere.uid)
    page.actions_plan["supprimer"].trigger()
    assert page.liste.groupe_choisi() is not None
