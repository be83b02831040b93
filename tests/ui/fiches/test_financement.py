"""The money of the fiche: cells, computations, totals, operations, bad amounts."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QToolTip
from ui.accessibilite import assert_accessible
from ui.fiches.etat_page import labels, shown
from ui.fiches.gestes import courante, ecrit, edite, operation, tape, touche

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Totaux
from models.domain.programmation import Maturite
from models.domain.vocabulaire import BaseMontant, EtatFinancement, TypeOrganisme
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fiches.pied_liste import summarize_totaux
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.workspace import Workspace


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("1 234,5O €", "lettre O"),
        ("-1", "négatif"),
        ("1000000000000000", "trop grand"),
        ("<b>", "n’est pas un montant"),
        ("💶", "n’est pas un montant"),
        ("9" * 2_000_000, "trop long"),
    ],
    ids=["lettre", "negatif", "enorme", "balise", "emoji", "deux-mega"],
)
def test_that_a_bad_amount_stays_in_its_cell_with_the_remedy(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, texte: str, dit: str
):
    depenses = page.editeur.financement.depenses
    avant = operation(page, workspace)
    champ = ecrit(depenses, 0, "montant_ht", texte)
    assert depenses.delegue().editeur_ouvert() is champ
    assert dit in depenses.message()
    assert champ.text() == texte[: champ.maxLength()]
    assert operation(page, workspace) is avant
    assert page.editeur.commit() is False
    tape(champ, "45,50")
    touche(champ, Qt.Key.Key_Return)
    assert depenses.message() == ""
    assert operation(page, workspace).depenses[0].montant_ht == Decimal("45.50")


def test_that_a_bad_amount_holds_its_row(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    depenses = page.editeur.financement.depenses
    depenses.boutons()["ajouter"].click()
    champ = ecrit(depenses, 0, "montant_ht", "12,5O")
    vue, avant = depenses.vue, operation(page, workspace)
    ailleurs = vue.visualRect(vue.model().index(1, 0)).center()
    QTest.mouseClick(vue.viewport(), Qt.MouseButton.LeftButton, pos=ailleurs)
    QTest.mousePress(vue.viewport(), Qt.MouseButton.LeftButton, pos=vue.visualRect(vue.currentIndex()).center())
    QTest.mouseMove(vue.viewport(), ailleurs)
    QTest.mouseRelease(vue.viewport(), Qt.MouseButton.LeftButton, pos=ailleurs)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        QTest.keyClick(champ, key)
    assert depenses.delegue().editeur_ouvert() is champ
    assert (champ.text(), vue.currentIndex().row()) == ("12,5O", 0)
    assert "lettre O" in depenses.message()
    assert champ.hasFocus()
    assert not depenses.select(avant.depenses[1].uid)
    tape(champ, "12,50")
    QTest.keyClick(champ, Qt.Key.Key_Down)
    assert depenses.delegue().editeur_ouvert() is None
    assert vue.currentIndex().row() == 1
    assert operation(page, workspace).depenses[0].montant_ht == Decimal("12.50")


def test_that_capitals_can_be_typed_in_a_list(page: FichesPage, fiche: FicheAction):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    champ = edite(page.editeur.financement.depenses, 0, "intitule")
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
        QTest.keyClick(champ, key)
    assert page.editeur.financement.depenses.delegue().editeur_ouvert() is champ


@pytest.mark.parametrize("en_vue", [True, False], ids=["ligne en vue", "ligne hors de vue"])
def test_that_a_bad_amount_is_told_once(page: FichesPage, fiche: FicheAction, qapp: QApplication, en_vue: bool):
    financement = page.editeur.financement
    page.editeur.onglets.setCurrentWidget(financement)
    qapp.processEvents()
    champ = ecrit(financement.depenses, 0, "montant_ht", "abc")
    financement.onglet.ensureWidgetVisible(financement.depenses.boutons()["ajouter"] if en_vue else champ, 0, 0)
    if not en_vue:
        page.resize(page.width(), 330)
        financement.onglet.ensureWidgetVisible(champ, 0, 0)
    qapp.processEvents()
    assert QToolTip.isVisible() is not en_vue
    assert financement.depenses.message()
    touche(champ, Qt.Key.Key_Escape)
    QToolTip.hideText()


def test_that_a_share_of_no_amount_is_refused_in_good_french(page: FichesPage, workspace: Workspace):
    page.actions_plan["nouvelle_action"].trigger()
    depenses = page.editeur.financement.depenses
    depenses.boutons()["ajouter"].click()
    ecrit(depenses, 0, "montant_ht", "30 %")
    assert depenses.message() == (
        "Un pourcentage se calcule sur les autres dépenses, qui n’ont pas de montant. Écrivez le montant en euros."
    )


def test_that_a_new_fiche_does_not_contradict_itself(page: FichesPage, workspace: Workspace):
    page.actions_plan["nouvelle_action"].trigger()
    assert "Aucun financement pour l’instant." in labels(page.editeur.financement.financements)
    assert summarize_totaux(Totaux()) == "Coût non renseigné · acquis 0\u00a0€ · à trouver non renseigné"


def test_that_a_list_opened_in_a_cell_shows_its_words_whole(page: FichesPage, fiche: FicheAction):
    liste = edite(page.editeur.financement.depenses, 0, "poste")
    assert isinstance(liste, QComboBox)
    place = page.editeur.financement.depenses.vue.viewport().width() - liste.x()
    assert liste.width() >= min(liste.sizeHint().width(), place)


def test_that_ht_and_ttc_complete_each_other_from_the_rate(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    depenses = page.editeur.financement.depenses
    depenses.boutons()["ajouter"].click()
    row = len(operation(page, workspace).depenses) - 1
    ecrit(depenses, row, "taux_tva", "5,5")
    ecrit(depenses, row, "montant_ht", "=3*450")
    ligne = operation(page, workspace).depenses[row]
    assert (ligne.montant_ht, ligne.montant_ttc) == (Decimal(1350), Decimal("1424.25"))
    ecrit(depenses, row, "montant_ht", "12k")
    assert operation(page, workspace).depenses[row].montant_ttc == Decimal(12660)
    ecrit(depenses, row, "montant_ttc", "13 000")
    assert operation(page, workspace).depenses[row].montant_ht == Decimal("12322.27")
    workspace.undo()
    assert depenses.modele.index(row, 5).data() == "12\u202f660,00\u00a0€"


def test_that_a_percentage_is_taken_on_the_base_of_the_line(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    financements = page.editeur.financement.financements
    ecrit(financements, 0, "depense_eligible", "200 000")
    ecrit(financements, 0, "montant_demande", "30 %")
    assert operation(page, workspace).financements[0].montant_demande == Decimal(60000)


def test_that_tab_goes_to_the_next_cell_and_its_list_writes_a_choice(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    financements = page.editeur.financement.financements
    champ = edite(financements, 0, "montant_accorde")
    assert isinstance(champ, QLineEdit)
    tape(champ, "1 000")
    touche(champ, Qt.Key.Key_Tab)
    assert operation(page, workspace).financements[0].montant_accorde == Decimal(1000)
    liste = financements.delegue().editeur_ouvert()
    assert isinstance(liste, QComboBox)
    row = liste.findData("refuse")
    liste.setCurrentIndex(row)
    liste.activated.emit(row)
    assert operation(page, workspace).financements[0].etat is EtatFinancement.REFUSE


def test_that_totals_follow_each_act_and_unknown_is_not_zero(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    totaux = page.editeur.financement.totaux
    avant = totaux.textes()
    ecrit(page.editeur.financement.depenses, 0, "montant_ht", "1")
    assert totaux.textes()["Coût"] != avant["Coût"]
    part = page.editeur.financement.onglet.formulaire.editeur("part_decidee")
    assert isinstance(part, SaisieEdit)
    tape(part, "")
    part.editingFinished.emit()
    assert totaux.textes()["À trouver"] == "Non renseigné"
    assert totaux.textes()["Part décidée"] == "Non renseigné"
    workspace.undo()
    workspace.undo()
    assert totaux.textes() == avant


def test_that_changing_the_base_warns_and_can_be_taken_back(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    base = page.editeur.financement.onglet.formulaire.editeur("base")
    assert isinstance(base, ChoixCombo)
    avant = operation(page, workspace).base
    base.activated.emit(1 - list(BaseMontant).index(avant))
    assert operation(page, workspace).base is not avant
    bandeau = page.editeur.financement.bandeau
    assert bandeau.isVisibleTo(page.editeur.financement)
    bandeau.boutons()[0].click()
    assert operation(page, workspace).base is avant
    assert base.valeur() is avant


def test_that_an_organisme_is_created_without_leaving_the_fiche(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    combo = page.editeur.financement.onglet.formulaire.editeur("maitre_ouvrage")
    assert isinstance(combo, ChoixCombo)
    combo.ajout_demande.emit()
    dialogue = page.editeur.dialogue()
    assert dialogue is not None
    dialogue.accept_typed()
    assert dialogue.isVisible()
    tape(dialogue.nom, "Syndicat de la Lys")
    dialogue.type.set_valeur(TypeOrganisme.SYNDICAT)
    dialogue.accept_typed()
    organisme = workspace.projet.organisme(operation(page, workspace).maitre_ouvrage)
    assert organisme is not None
    assert (organisme.nom, organisme.type) == ("Syndicat de la Lys", TypeOrganisme.SYNDICAT)
    choisi = shown(page.editeur.financement.onglet.formulaire.editeur("maitre_ouvrage"))
    assert isinstance(choisi, tuple)
    assert choisi[1] == "Syndicat de la Lys"


@pytest.mark.parametrize("ou", ["financeur", "partenaire"])
def test_that_creating_an_organisme_where_it_is_chosen_is_one_act(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, ou: str
):
    avant = workspace.projet
    actes: list[object] = []
    workspace.changed.connect(actes.append)
    if ou == "financeur":
        page.editeur.onglets.setCurrentWidget(page.editeur.financement)
        page.editeur.financement.financements.ajout_demande.emit(fiche.operations[0].financements[0].uid, "financeur")
    else:
        page.editeur.onglets.partenaires.partenaires.ajout_demande.emit(fiche.partenaires[0].uid, "organisme")
    dialogue = page.editeur.dialogue()
    assert dialogue is not None
    tape(dialogue.nom, "Fonds <social> & Cie")
    dialogue.accept_typed()
    assert len(actes) == 1
    assert workspace.libelle_annuler == f"Ajouter l’organisme «\u00a0Fonds <social> & Cie\u00a0» comme {ou}"
    relue = courante(page, workspace)
    choisi = relue.operations[0].financements[0].financeur if ou == "financeur" else relue.partenaires[0].organisme
    assert workspace.projet.nom_organisme(choisi) == "Fonds <social> & Cie"
    workspace.undo()
    assert workspace.projet == avant
    workspace.redo()
    assert len(workspace.projet.organismes) == len(avant.organismes) + 1
    assert courante(page, workspace) == relue


def test_that_operations_are_added_named_and_removed(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    financement = page.editeur.financement
    assert not financement.selecteur.isVisibleTo(financement)
    financement.selecteur.ajouter.click()
    assert financement.selecteur.isVisibleTo(financement)
    assert len(courante(page, workspace).operations) == 2
    assert financement.depenses.valeur() == ()
    assert "Ensemble des opérations" in financement.totaux.textes()["À part"]
    financement.selecteur.retirer.click()
    assert len(courante(page, workspace).operations) == 1
    assert len(financement.depenses.valeur()) == len(fiche.operations[0].depenses)


def test_that_years_and_payments_of_the_line_are_edited_below(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    financement = page.editeur.financement
    cible = operation(page, workspace).financements[1]
    assert financement.financements.select(cible.uid)
    assert financement.detail.isVisibleTo(financement)
    nombre = len(cible.versements)
    financement.detail.versements.boutons()["ajouter"].click()
    ecrit(financement.detail.versements, nombre, "montant", "5 000")
    ecrit(financement.detail.versements, nombre, "date_encaissement", "3/4/26")
    verse = operation(page, workspace).financements[1].versements[-1]
    assert (verse.montant, verse.date_encaissement) == (Decimal(5000), date(2026, 4, 3))
    financement.detail.versements.boutons()["retirer"].click()
    assert len(operation(page, workspace).financements[1].versements) == nombre


def test_that_an_operation_says_how_ready_it_is_and_for_which_campaign(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    onglet = page.editeur.financement
    page.editeur.onglets.setCurrentWidget(onglet)
    formulaire = onglet.onglet.formulaire
    for nom, texte in (("annee_intention", "27"), ("rang_intention", "2")):
        champ = formulaire.editeur(nom)
        assert isinstance(champ, QLineEdit)
        tape(champ, texte)
        touche(champ, Qt.Key.Key_Return)
    tva, maturite = formulaire.editeur("assujettie_tva"), formulaire.editeur("maturite")
    assert isinstance(tva, QCheckBox)
    assert isinstance(maturite, QComboBox)
    tva.click()
    maturite.setCurrentIndex(maturite.findText("Projet (PRO)"))
    maturite.activated.emit(maturite.currentIndex())
    lue = operation(page, workspace)
    assert (lue.annee_intention, lue.rang_intention, lue.assujettie_tva) == (2027, 2, True)
    assert lue.maturite is Maturite.PROJET
    assert "la maturité" in (workspace.libelle_annuler or "")


def test_that_a_line_has_the_dates_that_allow_to_begin(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    financements = page.editeur.financement.financements
    for champ in ("date_completude", "date_derogation", "date_decision"):
        ecrit(financements, 0, champ, "15/5/2026")
    ecrit(financements, 0, "categorie", "A")
    ligne = operation(page, workspace).financements[0]
    assert {ligne.date_completude, ligne.date_derogation, ligne.date_decision} == {date(2026, 5, 15)}
    assert ligne.categorie == "A"


def test_that_an_operation_is_split_by_ticking_its_lines(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    financement = page.editeur.financement
    avant = courante(page, workspace)
    financement.selecteur.scinder.click()
    dialogue = financement.dialogue
    assert dialogue is not None
    assert_accessible(dialogue)
    tape(dialogue.nom, "Tranche 2")
    dialogue.accept_typed()
    assert dialogue.erreur().startswith("Cochez au moins une ligne")
    dialogue.lignes.item(0).setCheckState(Qt.CheckState.Checked)
    dialogue.lignes.item(dialogue.lignes.count() - 1).setCheckState(Qt.CheckState.Checked)
    dialogue.accept_typed()
    premiere, nouvelle = courante(page, workspace).operations
    assert (nouvelle.intitule, len(nouvelle.depenses), len(nouvelle.financements)) == ("Tranche 2", 1, 1)
    assert len(premiere.depenses) == len(avant.operations[0].depenses) - 1
    assert financement.selecteur.combo.currentText() == "Tranche 2"
    financement.selecteur.places[-1].click()
    assert [o.uid for o in courante(page, workspace).operations] == [nouvelle.uid, premiere.uid]
    assert not financement.selecteur.places[-1].isEnabled()
    workspace.undo()
    workspace.undo()
    assert courante(page, workspace) == avant
