"""The fiche: typing, undo, bad input, what is kept, what a point opens."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.etat_page import shown

from models.commands import fiches
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Operation
from models.domain.regles import Objet
from models.domain.vocabulaire import BaseMontant, EtatFinancement, TypeOrganisme
from pvd_desktop.ui.fiches.liste_editable import ListeEditable
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace


def courante(page: FichesPage, workspace: Workspace) -> FicheAction:
    fiche = workspace.projet.fiche(page.fiche_courante)
    assert fiche is not None
    return fiche


def operation(page: FichesPage, workspace: Workspace) -> Operation:
    return courante(page, workspace).operations[0]


def tape(champ: QLineEdit, texte: str) -> None:
    """What typing does: the text, marked as the user's, without leaving the field."""
    champ.setFocus()
    champ.setText(texte)
    champ.setModified(True)
    champ.textEdited.emit(texte)


def touche(cible: QLineEdit | QComboBox, key: Qt.Key) -> None:
    QApplication.sendEvent(cible, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def edite(liste: ListeEditable, row: int, champ: str) -> QLineEdit | QComboBox:
    """Open the editor of a cell."""
    assert liste.select(liste.modele.ligne(row).uid, champ, edit=True)
    editeur = liste.delegue().editeur_ouvert()
    assert isinstance(editeur, QLineEdit | QComboBox)
    return editeur


def ecrit(liste: ListeEditable, row: int, champ: str, texte: str) -> QLineEdit:
    """Type in a cell, then Enter."""
    editeur = edite(liste, row, champ)
    assert isinstance(editeur, QLineEdit)
    tape(editeur, texte)
    touche(editeur, Qt.Key.Key_Return)
    return editeur


def test_that_a_typed_title_is_written_then_undone_everywhere(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    champ = page.editeur.entete.editeur("intitule")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "La halle retrouvée")
    champ.editingFinished.emit()
    assert courante(page, workspace).intitule == "La halle retrouvée"
    assert workspace.libelle_annuler == f"Modifier le nom de l’action {fiche.numero}"
    assert any("La halle retrouvée" in str(i.data()) for i in [_cellule(page, fiche)])
    workspace.undo()
    assert champ.text() == fiche.intitule
    assert _cellule(page, fiche).data() == fiche.intitule


def _cellule(page: FichesPage, fiche: FicheAction) -> QModelIndex:
    return page.liste.proxy.mapFromSource(page.liste.modele.index_of(fiche.uid, 1))


def test_that_undo_first_writes_what_is_being_typed(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    champ = page.editeur.entete.editeur("point_bloquant")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "Plus rien ne bloque")
    workspace.undo()
    assert champ.text() == fiche.suivi.point_bloquant
    workspace.redo()
    assert champ.text() == "Plus rien ne bloque"


def test_that_long_texts_merge_into_one_line_of_undo(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    riche = page.editeur.description.formulaire.editeur("description")
    assert isinstance(riche, TexteRiche)
    for texte in ("Un premier jet.", "Un premier jet, repris."):
        riche.zone.selectAll()
        riche.zone.insertPlainText(texte)
        assert riche.commit()
    assert courante(page, workspace).description == "Un premier jet, repris."
    workspace.undo()
    assert courante(page, workspace).description == fiche.description
    assert riche.valeur() == fiche.description


def test_that_an_open_editor_keeps_its_text_while_another_fiche_changes(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    champ = page.editeur.entete.editeur("prochaine_etape")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "Au milieu d’une phr")
    champ.setCursorPosition(5)
    cellule = edite(page.editeur.financement.depenses, 0, "montant_ht")
    assert isinstance(cellule, QLineEdit)
    tape(cellule, "12")
    autre = next(f for f in workspace.projet.fiches if f.uid != fiche.uid)
    workspace.execute("ailleurs", fiches.update_fiche, autre.uid, intitule="Changée ailleurs")
    workspace.execute("ici", fiches.update_fiche, fiche.uid, adresse="Ailleurs dans la même fiche")
    assert page.editeur.financement.depenses.delegue().editeur_ouvert() is cellule
    assert cellule.text() == "12"


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


def test_that_a_date_that_does_not_exist_is_kept_and_explained(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.editeur.onglets.setCurrentWidget(page.editeur.calendrier)
    liste = page.editeur.calendrier.liste
    avant = courante(page, workspace).phases
    champ = ecrit(liste, 0, "debut", "31/02/2026")
    assert "n’existe pas" in liste.message()
    assert champ.text() == "31/02/2026"
    touche(champ, Qt.Key.Key_Escape)
    assert courante(page, workspace).phases == avant
    assert liste.delegue().editeur_ouvert() is None
    entete = page.editeur.entete
    quand = entete.editeur("prochaine_etape_date")
    assert isinstance(quand, SaisieEdit)
    tape(quand, "31/02/2026")
    quand.editingFinished.emit()
    assert quand.text() == "31/02/2026"
    assert "n’existe pas" in entete.message()


def test_that_a_field_that_cannot_be_read_holds_its_fiche_on_screen(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, qtbot: QtBot
):
    champ = page.editeur.entete.editeur("prochaine_etape_date")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "bientôt")
    autre = next(f for f in workspace.projet.fiches if f.uid != fiche.uid)
    page.liste.select(autre.uid)
    qtbot.waitUntil(lambda: [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid])
    assert page.fiche_courante == fiche.uid
    assert champ.text() == "bientôt"
    touche(champ, Qt.Key.Key_Escape)
    page.liste.select(autre.uid)
    assert page.fiche_courante == autre.uid


@pytest.mark.parametrize(
    "texte",
    ["<b>gras</b>", "🏛 É « œ »", "a\x00b\x07c", "x" * 2_000_000],
    ids=["balise", "emoji", "controle", "deux-mega"],
)
def test_that_any_text_is_kept_clean_or_refused_with_its_length(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, texte: str
):
    champ = page.editeur.entete.editeur("intitule")
    assert isinstance(champ, SaisieEdit)
    tape(champ, texte)
    champ.editingFinished.emit()
    if len(texte) > 1000:
        assert courante(page, workspace).intitule == fiche.intitule
        assert "caractères" in page.editeur.entete.message()
    else:
        assert courante(page, workspace).intitule == texte.replace("\x00", "").replace("\x07", "")


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
    page.editeur.financement.organisme_demande.emit("operation", "maitre_ouvrage")
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


def test_that_phases_are_added_moved_and_removed(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    page.editeur.onglets.setCurrentWidget(page.editeur.calendrier)
    liste = page.editeur.calendrier.liste
    liste.boutons()["ajouter"].click()
    ecrit(liste, len(fiche.phases), "intitule", "Recette")
    liste.boutons()["monter"].click()
    phases = courante(page, workspace).phases
    assert phases[-2].intitule == "Recette"
    assert liste.ligne_courante().uid == phases[-2].uid  # pyright: ignore[reportOptionalMemberAccess]
    liste.boutons()["retirer"].click()
    assert courante(page, workspace).phases == fiche.phases


def test_that_every_point_opens_a_field(page: FichesPage, workspace: Workspace):
    constats = workspace.constats()
    assert constats
    for constat in constats:
        assert page.show_objet(constat.objet, constat.champ)
        assert page.fiche_courante == (constat.objet.fiche or constat.objet.uid)
        actif = QApplication.focusWidget()
        assert actif is not None
        assert page.editeur.isAncestorOf(actif), constat


def test_that_a_point_leads_to_the_cell_it_speaks_of(page: FichesPage, fiche: FicheAction):
    ligne = fiche.operations[0].financements[1]
    objet = Objet(type="financement", uid=ligne.uid, libelle="", fiche=fiche.uid)
    assert page.show_objet(objet, "date_accuse")
    index = page.editeur.financement.financements.vue.currentIndex()
    assert (index.row(), index.model().headerData(index.column(), Qt.Orientation.Horizontal)) == (1, "AR reçu")
    assert page.editeur.onglets.currentWidget() is page.editeur.financement


def test_that_an_empty_project_offers_the_first_action(qtbot: QtBot, workspace_vide: Workspace, settings: Settings):
    page = FichesPage(workspace_vide, settings)
    qtbot.addWidget(page)
    page.show()
    assert page._plan_vide.isVisibleTo(page)
    page._plan_vide.bouton().click()
    assert len(workspace_vide.projet.fiches) == 1
    assert page.fiche_courante == workspace_vide.projet.fiches[0].uid
    workspace_vide.undo()
    assert page._plan_vide.isVisibleTo(page)


def test_that_a_read_only_project_is_readable_and_says_why(
    qtbot: QtBot, workspace_lecture_seule: Workspace, settings: Settings
):
    page = FichesPage(workspace_lecture_seule, settings)
    qtbot.addWidget(page)
    page.show()
    fiche = workspace_lecture_seule.projet.fiches[0]
    page.show_fiche(fiche.uid)
    assert page.lecture_seule.isVisible()
    assert workspace_lecture_seule.raison_lecture_seule in page.lecture_seule.accessibleName()
    assert not page.actions_plan["nouvelle_action"].isEnabled()
    assert page.actions_plan["apercu"].isEnabled()
    champ = page.editeur.entete.editeur("intitule")
    assert isinstance(champ, QLineEdit)
    assert champ.isReadOnly()
    assert champ.text() == fiche.intitule
    for liste in page.editeur.findChildren(ListeEditable):
        assert not liste.boutons()["ajouter"].isVisibleTo(liste)
        assert liste.vue.editTriggers() == liste.vue.EditTrigger.NoEditTriggers


def test_that_everything_says_its_name(page: FichesPage, fiche: FicheAction):
    for row in range(page.editeur.onglets.count()):
        page.editeur.onglets.setCurrentIndex(row)
        if row == 1:
            page.editeur.financement.financements.select(fiche.operations[0].financements[0].uid)
        assert_accessible(page)
