"""The money by year on the screen: the figures of the documents, envelopes typed, intentions ranked, filters."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche
from models.commands.operations import remove_financement
from models.commands.programmation import set_enveloppe
from models.domain.demandes.intentions import intentions, total_intentions
from models.domain.formats import format_euros
from models.domain.maquettes.charge_nette import ChargeNette
from models.domain.maquettes.regroupement import Regroupement, regrouper
from models.domain.programmation import Maturite
from models.domain.uids import Uid
from pvd_desktop.documents.builders.charge_nette import read_charge, table_charge
from pvd_desktop.documents.builders.encaissements import table_encaissements, table_prevu_realise
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import RowKind, Table
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.pages import MAQUETTE, PLAN, PROGRAMMATION
from pvd_desktop.ui.programmation.intentions import SANS_OPERATION
from pvd_desktop.ui.programmation.page import ProgrammationPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.vues_argent import VueArgent
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, settings: Settings, qtbot: QtBot) -> ProgrammationPage:
    return _show(workspace, settings, qtbot)


def _show(workspace: Workspace, settings: Settings, qtbot: QtBot) -> ProgrammationPage:
    page = ProgrammationPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1166, 680)
    page.show()
    return page


def _lus(page: ProgrammationPage) -> list[list[str]]:
    modele = page.tableau.modele
    return [
        [str(modele.index(row, column).data()) for column in range(modele.columnCount())]
        for row in range(modele.rowCount())
    ]


def _ecrits(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[text_of(value) for value in row.cells] for row in table.rows]


def _charge(workspace: Workspace) -> ChargeNette:
    return read_charge(workspace.projet, workspace.aujourd_hui())


def _type_enveloppe(page: ProgrammationPage, annee: int, texte: str) -> QLineEdit:
    vue = page.charge.vue
    vue.setCurrentIndex(page.charge.index_enveloppe(annee))
    vue.edit(vue.currentIndex())
    editeur = vue.findChild(QLineEdit)
    assert editeur is not None
    editeur.setFocus()
    editeur.selectAll()
    QTest.keyClicks(editeur, texte)
    return editeur


def _enveloppe(workspace: Workspace, annee: int) -> Decimal | None:
    return next((e.montant for e in workspace.projet.enveloppes if e.annee == annee), None)


def test_that_the_years_of_the_money_are_those_of_the_document(page: ProgrammationPage, workspace: Workspace):
    assert page.vue is VueArgent.ENCAISSEMENT
    assert _lus(page) == _ecrits(table_encaissements(workspace.projet))
    page.barre.regroupement_changed.emit(Regroupement.MAITRE_OUVRAGE)
    assert _lus(page) == _ecrits(table_encaissements(workspace.projet, Regroupement.MAITRE_OUVRAGE))
    page.barre.bouton(VueArgent.PREVU_REALISE).click()
    assert _lus(page) == _ecrits(table_prevu_realise(workspace.projet, Regroupement.MAITRE_OUVRAGE))


def test_that_the_charge_on_the_screen_is_that_of_the_document_to_the_cent(
    page: ProgrammationPage, workspace: Workspace
):
    workspace.execute("Enveloppe", set_enveloppe, 2026, montant=Decimal(2_000_000))
    page.show_vue(VueArgent.CHARGE)
    ecrits = _ecrits(table_charge(_charge(workspace)))
    montants = [[mot for mot in ligne[1:] if mot and mot not in {"Non renseigné", "0,00\u00a0€"}] for ligne in ecrits]
    modele = page.charge.modele
    for row, attendus in enumerate(montants):
        lus = [modele.index(row, column).data() for column in range(1, modele.columnCount())]
        assert [mot for mot in lus if mot and mot != "0,00\u00a0€"] == attendus
    assert modele.rowCount() == len(ecrits)


def test_that_an_envelope_is_typed_in_its_year_compared_at_once_and_taken_back(
    page: ProgrammationPage, workspace: Workspace
):
    page.show_vue(VueArgent.CHARGE)
    editeur = _type_enveloppe(page, 2026, "2000000")
    QTest.keyClick(editeur, Qt.Key.Key_Return)
    assert _enveloppe(workspace, 2026) == 2_000_000
    ligne = page.charge.modele.ligne(page.charge.modele.row_of("2026"))
    assert ligne.marge == Decimal(2_000_000) - ligne.une.charge
    workspace.undo()
    assert _enveloppe(workspace, 2026) is None


def test_that_an_envelope_that_cannot_be_read_stays_open_with_its_remedy(page: ProgrammationPage, workspace: Workspace):
    page.show_vue(VueArgent.CHARGE)
    editeur = _type_enveloppe(page, 2026, "beaucoup")
    QTest.keyClick(editeur, Qt.Key.Key_Return)
    assert page.charge.message()
    assert not page.commit()
    assert _enveloppe(workspace, 2026) is None
    page.barre.bouton(VueArgent.ENCAISSEMENT).click()
    page.barre.porteur_changed.emit("")
    assert page.vue is VueArgent.CHARGE
    assert page.barre.bouton(VueArgent.CHARGE).isChecked()
    assert page.barre.porteur.valeur() is None
    assert editeur.isVisible()
    assert editeur.text() == "beaucoup"
    QTest.keyClick(editeur, Qt.Key.Key_Escape)
    assert page.commit()


def test_that_an_emptied_envelope_is_taken_away_and_an_empty_one_writes_nothing(
    page: ProgrammationPage, workspace: Workspace
):
    page.show_vue(VueArgent.CHARGE)
    champ = page.charge.index_enveloppe(2026)
    page.charge.modele.setData(champ, "50000")
    page.charge.modele.setData(page.charge.index_enveloppe(2026), "")
    assert workspace.projet.enveloppes == ()
    dernier = workspace.dernier_acte
    page.charge.modele.setData(page.charge.index_enveloppe(2027), "  ")
    assert workspace.dernier_acte == dernier


def test_that_the_total_and_what_has_no_year_are_not_typed_in(page: ProgrammationPage):
    page.show_vue(VueArgent.CHARGE)
    modele = page.charge.modele
    for row, ligne in enumerate(modele.lignes):
        editable = any(
            modele.flags(modele.index(row, column)) & Qt.ItemFlag.ItemIsEditable
            for column in range(modele.columnCount())
        )
        assert editable is ligne.est_annee


def test_that_a_year_is_added_after_the_last_one(page: ProgrammationPage, workspace: Workspace):
    page.show_vue(VueArgent.CHARGE)
    derniere = max(une.annee for une in _charge(workspace).annees if une.annee)
    page.ajouter.click()
    assert page.charge.vue.currentIndex() == page.charge.index_enveloppe(derniere + 1)
    assert str(derniere + 2) in page.ajouter.text()


def test_that_a_filter_follows_in_the_figures_and_puts_the_envelope_aside(
    page: ProgrammationPage, workspace: Workspace
):
    page.show_vue(VueArgent.CHARGE)
    groupe = regrouper(workspace.projet, Regroupement.MAITRE_OUVRAGE)[0]
    page.barre.porteur_changed.emit(groupe.cle)
    attendu = read_charge(groupe.restrict(workspace.projet), workspace.aujourd_hui()).total.charge
    assert page.charge.modele.lignes[-1].une.charge == attendu
    assert page.charge.vue.isColumnHidden(page.charge.index_enveloppe(2026).column())
    page.show_vue(VueArgent.ENCAISSEMENT)
    assert _lus(page) == _ecrits(table_encaissements(groupe.restrict(workspace.projet)))
    page.barre.commune_changed.emit("plusieurs")
    page.barre.porteur_changed.emit(None)
    assert page.barre.porteur.valeur() is None


def test_that_what_is_not_exact_is_counted_and_opens_its_action(
    page: ProgrammationPage, workspace: Workspace, qtbot: QtBot
):
    page.show_vue(VueArgent.CHARGE)
    reserves = _charge(workspace).reserves
    assert page.inconnues.text().startswith(f"{len(reserves)} opérations")
    assert not page.reserves.isVisible()
    page.inconnues.click()
    assert page.reserves.isVisible()
    page.reserves.setCurrentIndex(page.reserves.modele.index(0, 1))
    with qtbot.waitSignal(page.objet_demande) as signal:
        QTest.keyClick(page.reserves, Qt.Key.Key_Return)
    assert signal.args is not None
    assert (signal.args[0].uid, signal.args[0].fiche) == (reserves[0].operation.uid, reserves[0].fiche.uid)


def test_that_intentions_are_ranked_by_keys_and_taken_back(page: ProgrammationPage, workspace: Workspace):
    page.show_vue(VueArgent.INTENTIONS)
    vue = page.intentions
    assert vue.annee == 2027
    avant = [i.operation.uid for i in intentions(workspace.projet, 2027)]
    assert len(avant) > 2
    vue.liste.select(avant[1])
    QTest.keyClick(vue.liste.vue, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [i.operation.uid for i in intentions(workspace.projet, 2027)] == [avant[1], avant[0], *avant[2:]]
    assert vue.liste.vue.currentIndex().row() == 0
    vue.liste.boutons()["descendre"].click()
    assert [i.operation.uid for i in intentions(workspace.projet, 2027)] == avant
    workspace.undo()
    assert intentions(workspace.projet, 2027)[0].operation.uid == avant[1]


def test_that_an_operation_joins_a_campaign_from_the_plan_and_leaves_it(page: ProgrammationPage, workspace: Workspace):
    page.show_vue(VueArgent.INTENTIONS)
    vue = page.intentions
    nouvelle = next(
        o.uid for f in workspace.projet.fiches for o in f.operations if f.statut.est_vivant and not o.annee_intention
    )
    vue.ajout.valeur_validee.emit(nouvelle)
    assert [i.operation.uid for i in intentions(workspace.projet, 2027)][-1] == nouvelle
    assert vue.ajout.valeur() is None
    total = total_intentions(intentions(workspace.projet, 2027))
    assert format_euros(total.cout) in vue.sommes()
    vue.liste.boutons()["retirer"].click()
    assert nouvelle not in {i.operation.uid for i in intentions(workspace.projet, 2027)}


def test_that_the_maturity_is_written_in_the_list(page: ProgrammationPage, workspace: Workspace):
    page.show_vue(VueArgent.INTENTIONS)
    premiere = intentions(workspace.projet, 2027)[0].operation.uid
    modele = page.intentions.liste.modele
    [colonne] = [rang for rang, colonne in enumerate(modele.colonnes) if colonne.champ == "maturite"]
    for saisie, attendue in (("Prête à démarrer", Maturite.PRET), ("", None)):
        assert modele.setData(modele.index(modele.row_of(premiere), colonne), saisie)
        assert intentions(workspace.projet, 2027)[0].operation.maturite is attendue


def test_that_another_campaign_is_shown_and_one_without_anything_says_what_to_do(page: ProgrammationPage):
    page.show_vue(VueArgent.INTENTIONS)
    vue = page.intentions
    vue.campagne.valeur_validee.emit("2029")
    assert (vue.annee, vue.liste.valeur(), vue.sommes()) == (2029, (), "")
    assert vue.liste.boutons()["ajouter"].isVisible()


def test_that_the_view_the_grouping_and_the_filters_come_back_at_the_next_start(
    page: ProgrammationPage, workspace: Workspace, settings: Settings, qtbot: QtBot
):
    page.barre.regroupement_changed.emit(Regroupement.COMMUNE)
    porteur = regrouper(workspace.projet, Regroupement.MAITRE_OUVRAGE)[1].cle
    page.barre.porteur_changed.emit(porteur)
    page.show_vue(VueArgent.PREVU_REALISE)
    autre = _show(workspace, settings, qtbot)
    assert autre.vue is VueArgent.PREVU_REALISE
    assert autre.barre.regroupement.valeur() is Regroupement.COMMUNE
    assert autre.barre.porteur.valeur() == porteur
    assert autre.barre.commune.valeur() is None


def test_that_years_read_ahead_are_those_of_the_project_after_any_act(
    page: ProgrammationPage, workspace: Workspace, qtbot: QtBot
):
    qtbot.waitUntil(lambda: bool(page._lecteur.annees))
    ligne = next(
        li for f in workspace.projet.fiches for o in f.operations for li in o.financements if li.nature.est_aide
    )
    workspace.execute("Retirer", remove_financement, ligne.uid)
    page.show_vue(VueArgent.PREVU_REALISE)
    assert _lus(page) == _ecrits(table_prevu_realise(workspace.projet))
    workspace.undo()
    assert _lus(page) == _ecrits(table_prevu_realise(workspace.projet))


def test_that_the_number_and_the_name_stay_in_sight_when_the_years_slide_under_them(page: ProgrammationPage):
    vue = page.tableau
    page.resize(700, 500)
    row = next(r for r in range(vue.modele.rowCount()) if vue.modele.row(r).kind is RowKind.BODY)
    nom, annee = (vue.modele.index(row, column) for column in (1, 5))
    place, avant = vue.visualRect(nom).left(), vue.visualRect(annee).left()
    vue.horizontalScrollBar().setValue(120)
    assert vue.visualRect(nom).left() == place
    assert vue.visualRect(annee).left() == avant - 120
    assert vue.indexAt(vue.visualRect(nom).center()) == nom


def test_that_the_arrows_go_from_amount_to_amount(page: ProgrammationPage):
    vue = page.tableau
    vue.setCurrentIndex(vue.modele.index(1, 3))
    QTest.keyClick(vue, Qt.Key.Key_Right)
    assert vue.currentIndex() == vue.modele.index(1, 4)
    QTest.keyClick(vue, Qt.Key.Key_Left)
    QTest.keyClick(vue, Qt.Key.Key_Down)
    assert vue.currentIndex() == vue.modele.index(2, 3)


def test_that_nothing_jumps_when_a_figure_changes(page: ProgrammationPage, workspace: Workspace):
    ligne = page.tableau.modele.rowCount() - 2
    page.tableau.setCurrentIndex(page.tableau.modele.index(ligne, 3))
    page.tableau.verticalScrollBar().setValue(4)
    workspace.execute("Enveloppe", set_enveloppe, 2026, montant=Decimal(1))
    assert page.tableau.currentIndex().row() == ligne
    assert page.tableau.verticalScrollBar().value() == 4
    workspace.execute("Ajouter", add_fiche, intitule="Nouvelle")
    assert page.tableau.currentIndex().row() == ligne


def test_that_a_project_without_actions_says_what_the_page_is_for(
    workspace_vide: Workspace, settings: Settings, qtbot: QtBot
):
    page = _show(workspace_vide, settings, qtbot)
    for vue in (VueArgent.ENCAISSEMENT, VueArgent.PREVU_REALISE, VueArgent.CHARGE):
        page.show_vue(vue)
        assert not page.tableau.isVisible()
        assert not page.charge.isVisible()
    with qtbot.waitSignal(page.page_demandee) as signal:
        page.findChildren(EtatVide)[0].bouton().click()
    assert signal.args == ["plan_action"]


def test_that_nothing_can_join_a_campaign_while_the_plan_has_no_operation(
    workspace_vide: Workspace, settings: Settings, qtbot: QtBot
):
    page = _show(workspace_vide, settings, qtbot)
    page.show_vue(VueArgent.INTENTIONS)
    assert page.intentions.sommes() == SANS_OPERATION
    assert not page.intentions.liste.boutons()["ajouter"].isEnabled()


def test_that_a_project_read_only_shows_everything_and_takes_nothing(
    workspace_lecture_seule: Workspace, settings: Settings, qtbot: QtBot
):
    page = _show(workspace_lecture_seule, settings, qtbot)
    page.show_vue(VueArgent.CHARGE)
    assert page.charge.modele.rowCount()
    assert not page.charge.modele.flags(page.charge.index_enveloppe(2026)) & Qt.ItemFlag.ItemIsEditable
    assert not page.ajouter.isVisible()
    page.show_vue(VueArgent.INTENTIONS)
    assert page.intentions.liste.valeur()
    assert not page.intentions.ajout.isEnabled()
    assert not page.intentions.liste.boutons()["monter"].isVisible()


@pytest.mark.parametrize("vue", VueArgent)
def test_that_the_menu_offers_the_document_of_the_view(page: ProgrammationPage, vue: VueArgent, qtbot: QtBot):
    page.show_vue(vue)
    menu = page.barre.fill()
    assert len(menu.actions()) > 5
    with qtbot.waitSignal(page.export_demande) as signal:
        menu.actions()[0].trigger()
    attendu = "intentions" if vue is VueArgent.INTENTIONS else "charge-nette"
    assert signal.args == [Sortie(attendu, None, ".xlsx")]


@pytest.mark.parametrize("vue", VueArgent)
def test_that_a_screen_reader_reads_every_view(page: ProgrammationPage, vue: VueArgent):
    page.show_vue(vue)
    QApplication.processEvents()
    assert_accessible(page)


def test_that_the_grid_leads_to_a_view_and_the_view_back_to_the_grid(fenetre_exemple: MainWindow):
    fenetre_exemple.show()
    navigation = fenetre_exemple.navigation
    navigation.show_page(MAQUETTE)
    grille = fenetre_exemple.pile.currentWidget()
    assert isinstance(grille, MaquettePage)
    [charge] = [a for a in grille.barre.autres().actions() if a.text() == VueArgent.CHARGE.libelle]
    charge.trigger()
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, ProgrammationPage)
    assert page.vue is VueArgent.CHARGE
    page.barre.grille().click()
    assert navigation.courante == MAQUETTE
    [intentions_] = [a for a in grille.barre.autres().actions() if a.text() == VueArgent.INTENTIONS.libelle]
    intentions_.trigger()
    assert (navigation.courante, page.vue) == (PROGRAMMATION, VueArgent.INTENTIONS)


def test_that_a_row_of_money_leads_to_the_plan_where_it_is_dated(fenetre_exemple: MainWindow):
    fenetre_exemple.show()
    fenetre_exemple.navigation.show_page(PROGRAMMATION)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, ProgrammationPage)
    page.show_vue(VueArgent.ENCAISSEMENT)
    page.tableau.setCurrentIndex(page.tableau.modele.index(1, 3))
    QTest.keyClick(page.tableau, Qt.Key.Key_Return)
    assert fenetre_exemple.navigation.courante == PLAN
    assert isinstance(fenetre_exemple.pile.currentWidget(), FichesPage)


def test_that_an_action_that_left_the_plan_does_not_open(page: ProgrammationPage, qtbot: QtBot):
    with qtbot.assertNotEmitted(page.objet_demande):
        page.tableau.operation_demandee.emit(Uid("partie"))
