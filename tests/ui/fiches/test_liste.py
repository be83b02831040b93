"""The tree: models, filters, foot, drops, keyboard moves, selection."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from ui.fiches.etat_page import tree
from ui.fiches.gestes import tape, touche

from models.commands import fiches, operations, orientations
from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from models.store.database import maintenant_utc
from pvd_desktop.ui.fiches.actes import next_numero
from pvd_desktop.ui.fiches.colonnes_plan import COUT, INTITULE, NUMERO
from pvd_desktop.ui.fiches.filtres import Filtres, Manque
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.widgets.colonne import ROLE_CLE
from pvd_desktop.ui.workspace import Workspace


def ordre(workspace: Workspace, orientation: Uid | None) -> list[Uid]:
    return [f.uid for f in workspace.projet.fiches if f.orientation == orientation]


def drop(page: FichesPage, cles: list[str], row: int, parent: QModelIndex) -> None:
    """What Qt does at a drop, on the proxy the view shows."""
    modele = page.liste.modele
    data = modele.mimeData([modele.index_of(cle) for cle in cles])
    accepte = page.liste.proxy.dropMimeData(data, Qt.DropAction.MoveAction, row, 0 if row >= 0 else -1, parent)
    assert accepte is False


def test_that_the_tree_and_its_proxy_keep_the_promises_of_models(
    page: FichesPage, workspace: Workspace, qtmodeltester: ModelTester
):
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    suivi = [QAbstractItemModelTester(m, mode) for m in (page.liste.modele, page.liste.proxy)]
    fiche = workspace.projet.fiches[0]
    autre = workspace.projet.orientations[-1].uid
    workspace.execute("déplacer", fiches.move_fiche, fiche.uid, orientation=autre, position=0)
    workspace.execute("retirer", fiches.remove_fiches, [fiche.uid], moment=maintenant_utc())
    workspace.execute("ajouter", orientations.add_orientation, intitule="Nouvelle")
    page.liste.filtres.set_filtres(Filtres(statuts=frozenset({StatutAction.EN_COURS})))
    for _ in range(3):
        workspace.undo()
    page.liste.filtres.clear()
    assert suivi
    qtmodeltester.check(page.liste.modele)


def test_that_the_foot_counts_what_is_displayed_and_says_so(page: FichesPage, workspace: Workspace):
    total = len(workspace.projet.fiches)
    pied = page.liste.pied
    assert pied.compte.text() == f"{total} actions"
    page.liste.filtres.set_filtres(
        Filtres(statuts=frozenset({StatutAction.EN_COURS}), manques=frozenset({Manque.A_TROUVER}))
    )
    affichees = [ligne.fiche for ligne in page.liste.proxy.fiches()]
    assert affichees
    assert all(f.statut is StatutAction.EN_COURS and f.totaux.a_trouver for f in affichees)
    assert pied.compte.text().endswith(f"sur {total} · 2 filtres")
    avec = pied.totaux.text()
    page.liste.filtres.badges()[0].click()
    assert len(page.liste.filtres.badges()) == 1
    assert pied.totaux.text() != avec
    pied.effacer.click()
    assert len(page.liste.proxy.fiches()) == total
    assert page.liste.filtres.badges() == ()


@pytest.mark.parametrize("saisie", ["PRIVEE EXEMPLE", "privée exemple", "éxemple prïvee"])
def test_that_the_search_ignores_accents_case_and_order(page: FichesPage, workspace: Workspace, saisie: str):
    fiche = workspace.projet.fiches[3]
    workspace.execute("décrire", fiches.update_fiche, fiche.uid, description="Une école **privée** en exemple.")
    page.liste.filtres.set_filtres(Filtres(recherche=saisie))
    assert [ligne.fiche.uid for ligne in page.liste.proxy.fiches()] == [fiche.uid]


def test_that_the_search_finds_the_maitre_d_ouvrage_even_renamed(page: FichesPage, workspace: Workspace):
    from models.commands import organismes

    operation = workspace.projet.fiches[0].operations[0]
    uid = workspace.execute("créer", organismes.add_organisme, nom="Régie des Œuvres")
    workspace.execute("choisir", operations.update_operation, operation.uid, maitre_ouvrage=uid)
    page.liste.filtres.set_filtres(Filtres(recherche="oeuvres regie"))
    trouvees = [ligne.fiche for ligne in page.liste.proxy.fiches()]
    assert workspace.projet.fiches[0] in trouvees
    assert uid is not None
    workspace.execute("renommer", organismes.update_organisme, uid, nom="Syndicat mixte")
    assert page.liste.proxy.fiches() == [] or workspace.projet.fiches[0] not in [
        ligne.fiche for ligne in page.liste.proxy.fiches()
    ]


def test_that_a_filter_that_hides_everything_offers_the_way_back(page: FichesPage):
    page.liste.filtres.set_filtres(Filtres(recherche="zzzzzz"))
    assert page.liste.rien.isVisibleTo(page)
    page.liste.rien.bouton().click()
    assert not page.liste.rien.isVisibleTo(page)
    assert page.liste.filtres.recherche.text() == ""


def test_that_a_drop_moves_a_fiche_to_another_orientation_in_one_act(page: FichesPage, workspace: Workspace):
    un, deux = (o.uid for o in workspace.projet.orientations[:2])
    fiche = ordre(workspace, un)[0]
    attendu = [fiche, *ordre(workspace, deux)]
    drop(page, [fiche], 0, page.liste.proxy.index(1, 0))
    assert ordre(workspace, deux) == attendu
    assert page.liste.modele.index_of(fiche).row() == 0
    assert page.liste.modele.index_of(fiche).parent() == page.liste.modele.index_of(deux)
    workspace.undo()
    assert ordre(workspace, un)[0] == fiche


def test_that_a_drop_between_two_fiches_reorders_and_one_undo_takes_several_back(
    page: FichesPage, workspace: Workspace
):
    uid = workspace.projet.orientations[1].uid
    avant = ordre(workspace, uid)
    assert len(avant) >= 4
    drop(page, [avant[0], avant[1]], 3, page.liste.proxy.index(1, 0))
    assert ordre(workspace, uid)[:4] == [avant[2], avant[0], avant[1], avant[3]]
    workspace.undo()
    assert ordre(workspace, uid) == avant


def test_that_a_drop_on_a_fiche_puts_the_other_after_it_and_on_a_group_at_its_end(
    page: FichesPage, workspace: Workspace
):
    un, deux = (o.uid for o in workspace.projet.orientations[:2])
    fiche, cible = ordre(workspace, un)[0], ordre(workspace, deux)[1]
    drop(page, [fiche], -1, page.liste.proxy.mapFromSource(page.liste.modele.index_of(cible)))
    assert ordre(workspace, deux)[2] == fiche
    drop(page, [fiche], -1, page.liste.proxy.index(0, 0))
    assert ordre(workspace, un)[-1] == fiche


def test_that_orientations_are_dropped_in_their_new_place(page: FichesPage, workspace: Workspace):
    avant = [o.uid for o in workspace.projet.orientations]
    drop(page, [avant[0]], 2, QModelIndex())
    assert [o.uid for o in workspace.projet.orientations][:3] == [avant[1], avant[0], avant[2]]


def test_that_nothing_is_dragged_while_a_sort_or_a_filter_hides_the_order(page: FichesPage, workspace: Workspace):
    un = workspace.projet.orientations[0].uid
    avant = ordre(workspace, un)
    page.liste.vue.sortByColumn(COUT, Qt.SortOrder.DescendingOrder)
    index = page.liste.modele.index_of(avant[0])
    assert not index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    drop(page, [avant[0]], 2, page.liste.proxy.index(0, 0))
    assert ordre(workspace, un) == avant
    page.liste.vue.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    page.liste.filtres.set_filtres(Filtres(recherche="a"))
    assert not index.flags() & Qt.ItemFlag.ItemIsDragEnabled


def test_that_sorting_orders_fiches_inside_their_group_and_never_groups(page: FichesPage, workspace: Workspace):
    groupes = [o.titre for o in workspace.projet.orientations]
    for sens in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        page.liste.vue.sortByColumn(COUT, sens)
        assert [ligne[NUMERO] for ligne in tree(page) if ligne[NUMERO] in groupes] == groupes
        couts = [ligne.totaux.cout or -1 for ligne in page.liste.proxy.fiches() if ligne.fiche.orientation]
        un = couts[: len(ordre(workspace, workspace.projet.orientations[0].uid))]
        assert un == sorted(un, reverse=sens is Qt.SortOrder.DescendingOrder)


def test_that_alt_arrows_move_the_fiche_and_keep_it_selected(page: FichesPage, workspace: Workspace):
    uid = workspace.projet.orientations[1].uid
    avant = ordre(workspace, uid)
    page.show_fiche(avant[1])
    page.actions_plan["monter"].trigger()
    assert ordre(workspace, uid)[:2] == [avant[1], avant[0]]
    assert page.liste.fiches_choisies()[0].uid == avant[1]
    page.actions_plan["monter"].trigger()
    assert ordre(workspace, uid)[0] == avant[1]
    page.actions_plan["descendre"].trigger()
    assert ordre(workspace, uid) == avant


def test_that_a_new_fiche_takes_the_next_number_and_waits_for_its_name(page: FichesPage, workspace: Workspace):
    orientation = workspace.projet.orientations[0]
    page.show_fiche(ordre(workspace, orientation.uid)[0])
    numero = next_numero(workspace.projet, orientation.uid)
    page.liste.filtres.set_filtres(Filtres(statuts=frozenset({StatutAction.EN_COURS})))
    page.actions_plan["nouvelle_action"].trigger()
    fiche = workspace.projet.fiche(page.fiche_courante)
    assert fiche is not None
    assert (fiche.numero, fiche.orientation, fiche.intitule) == (numero, orientation.uid, "")
    assert page.editeur.entete.editeur("intitule").hasFocus()
    assert len(fiche.operations) == 1


def test_that_deleting_shows_the_neighbour_and_the_toast_takes_it_back(page: FichesPage, workspace: Workspace):
    uids = ordre(workspace, workspace.projet.orientations[0].uid)
    page.show_fiche(uids[0])
    page.actions_plan["supprimer"].trigger()
    assert workspace.projet.fiche(uids[0]) is None
    assert page.fiche_courante == uids[1]
    page.toast.bouton().click()
    assert workspace.projet.fiche(uids[0]) is not None


def test_that_a_drop_on_a_closed_group_opens_it_and_keeps_the_fiche_selected(page: FichesPage, workspace: Workspace):
    cible = page.liste.proxy.index(1, 0)
    page.liste.vue.collapse(cible)
    uid = ordre(workspace, workspace.projet.orientations[0].uid)[0]
    drop(page, [uid], -1, cible)
    assert page.liste.vue.isExpanded(page.liste.proxy.index(1, 0))
    assert [f.uid for f in page.liste.fiches_choisies()] == [uid]


def test_that_an_orientation_just_added_is_open(page: FichesPage, workspace: Workspace):
    page.actions_plan["nouvelle_orientation"].trigger()
    rang = len(workspace.projet.orientations) - 1
    assert page.liste.vue.isExpanded(page.liste.proxy.index(rang, 0))
    uid = workspace.projet.fiches[0].uid
    drop(page, [uid], -1, page.liste.proxy.index(rang, 0))
    assert page.liste.vue.isExpanded(page.liste.proxy.index(rang, 0))


def test_that_the_right_shows_the_orientation_that_is_selected_and_edits_it(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    orientation = workspace.projet.orientations[0]
    page.liste.select(orientation.uid)
    assert page.fiche_courante is None
    assert page.volet.orientation.isVisibleTo(page)
    nombre = len(ordre(workspace, orientation.uid))
    assert page.volet.orientation.totaux.text().startswith(f"{nombre} actions · Coût ")
    champ = page.volet.orientation.formulaire.editeur("intitule")
    assert isinstance(champ, QLineEdit)
    champ.setText("Habiter le centre")
    champ.setModified(True)
    assert page.commit()
    assert workspace.projet.orientations[0].intitule == "Habiter le centre"
    workspace.undo()
    assert champ.text() == orientation.intitule
    page.actions_plan["supprimer"].trigger()
    assert workspace.projet.orientation(orientation.uid) is None
    choisie = page.liste.orientation_choisie()
    assert page.volet.orientation.isVisibleTo(page) is (choisie is not None)


def test_that_deleting_and_restoring_many_fiches_tells_the_selection_once(page: FichesPage, workspace: Workspace):
    modele = page.liste.vue.selectionModel()
    for fiche in workspace.projet.fiches[::2]:
        index = page.liste.proxy.mapFromSource(page.liste.modele.index_of(fiche.uid))
        modele.select(index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows)
    choisies = page.liste.fiches_choisies()
    annonces: list[int] = []
    page.liste.selection_changed.connect(lambda: annonces.append(len(page.liste.fiches_choisies())))
    workspace.execute("retirer", fiches.remove_fiches, [f.uid for f in choisies], moment=maintenant_utc())
    assert len(choisies) > 3
    assert len(annonces) == 1
    workspace.undo()
    assert len(annonces) <= 2


def select_fiches(page: FichesPage, uids: list[Uid]) -> None:
    modele = page.liste.vue.selectionModel()
    for uid in uids:
        index = page.liste.proxy.mapFromSource(page.liste.modele.index_of(uid))
        modele.select(index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows)


def test_that_several_fiches_change_together_in_one_act(page: FichesPage, workspace: Workspace):
    uids = [f.uid for f in workspace.projet.fiches[:3]]
    select_fiches(page, uids)
    assert page.volet.selection.isVisibleTo(page)
    avant = [f.statut for f in workspace.projet.fiches[:3]]
    page.volet.selection.statut.activated.emit(1 + list(StatutAction).index(StatutAction.SUSPENDUE))
    assert {workspace.projet.fiche(uid).statut for uid in uids} == {StatutAction.SUSPENDUE}  # pyright: ignore[reportOptionalMemberAccess]
    assert page.volet.selection.statut.valeur() is None
    assert len(page.liste.fiches_choisies()) == 3
    workspace.undo()
    assert [f.statut for f in workspace.projet.fiches[:3]] == avant


def test_that_several_fiches_are_given_one_maitre_ouvrage(page: FichesPage, workspace: Workspace):
    avant = workspace.projet
    uids = [f.uid for f in avant.fiches[:3]]
    select_fiches(page, uids)
    combo = page.volet.selection.maitre_ouvrage
    organisme = avant.organismes[-1]
    combo.activated.emit(combo.findText(organisme.nom))
    choisies = [f for f in workspace.projet.fiches if f.uid in uids]
    assert {o.maitre_ouvrage for f in choisies for o in f.operations} == {organisme.uid}
    assert workspace.libelle_annuler == "Modifier le maître d’ouvrage de 3 actions"
    assert combo.valeur() is None
    workspace.undo()
    assert workspace.projet == avant


def test_that_an_organisme_nobody_knows_is_added_as_their_maitre_ouvrage(page: FichesPage, workspace: Workspace):
    avant = workspace.projet
    uids = [f.uid for f in avant.fiches[:2]]
    select_fiches(page, uids)
    selection = page.volet.selection
    selection.maitre_ouvrage.ajout_demande.emit()
    dialogue = selection.dialogue()
    assert dialogue is not None
    tape(dialogue.nom, "Syndicat de la Lys")
    dialogue.accept_typed()
    assert {
        workspace.projet.nom_organisme(o.maitre_ouvrage) for f in workspace.projet.fiches[:2] for o in f.operations
    } == {"Syndicat de la Lys"}
    workspace.undo()
    assert workspace.projet == avant


@pytest.mark.parametrize("commande", ["modifier", "renommer"])
def test_that_f2_on_the_name_renames_in_place(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, commande: str
):
    page.actions_plan[commande].trigger()
    champ = page.liste.vue.delegue.editeur_ouvert()
    assert isinstance(champ, QLineEdit)
    tape(champ, "Un nom <b>neuf</b> 🏛")
    touche(champ, Qt.Key.Key_Return)
    assert workspace.projet.fiche(fiche.uid).intitule == "Un nom <b>neuf</b> 🏛"  # pyright: ignore[reportOptionalMemberAccess]
    index = page.liste.proxy.mapFromSource(page.liste.modele.index_of(fiche.uid, INTITULE))
    assert index.data() == "Un nom <b>neuf</b> 🏛"


def test_that_folded_groups_scroll_and_selection_survive_the_act_of_another_view(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    vue = page.liste.vue
    vue.collapse(page.liste.proxy.index(0, 0))
    vue.verticalScrollBar().setValue(40)
    ailleurs = workspace.projet.fiches[-1]
    workspace.execute("ailleurs", fiches.update_fiche, ailleurs.uid, intitule="Autre nom")
    workspace.execute("orienter", orientations.add_orientation, intitule="De plus")
    assert not vue.isExpanded(page.liste.proxy.index(0, 0))
    assert vue.verticalScrollBar().value() == 40
    assert [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid]


def test_that_fiches_of_a_deleted_orientation_are_shown_apart_and_come_back(page: FichesPage, workspace: Workspace):
    orientation = workspace.projet.orientations[0].uid
    avant = tree(page)
    page.liste.select(orientation)
    page.actions_plan["supprimer"].trigger()
    assert "Sans orientation" in [ligne[NUMERO] for ligne in tree(page)]
    workspace.undo()
    assert tree(page) == avant


def test_that_an_edit_repaints_the_row_of_its_fiche_only(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    changees: list[str] = []
    modele = page.liste.modele
    modele.dataChanged.connect(lambda debut, _fin: changees.append(debut.data(ROLE_CLE)))
    workspace.execute("renommer", fiches.update_fiche, fiche.uid, intitule="Un autre nom")
    assert changees == [fiche.uid]
