"""The fiche: typing, undo, bad input, what is kept, what a point opens."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import courante, ecrit, edite, tape, touche

from models.commands import fiches
from models.domain.fiche_action import FicheAction
from models.domain.regles import Objet
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace


def _cellule(page: FichesPage, fiche: FicheAction) -> QModelIndex:
    return page.liste.proxy.mapFromSource(page.liste.modele.index_of(fiche.uid, 1))


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
    constats = [c for c in workspace.constats() if c.objet.fiche]
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


def test_that_the_name_of_an_operation_is_not_that_of_the_fiche(page: FichesPage, workspace: Workspace):
    fiche = next(f for f in workspace.projet.fiches if len(f.operations) > 1)
    seconde = fiche.operations[1]
    objet = Objet(type="operation", uid=seconde.uid, libelle="", fiche=fiche.uid)
    assert page.show_objet(objet, "intitule")
    actif = QApplication.focusWidget()
    assert page.editeur.financement.selecteur.noms.isAncestorOf(actif)  # pyright: ignore[reportArgumentType]
    assert page.editeur.financement.selecteur.combo.valeur() == seconde.uid


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
    assert workspace_lecture_seule.raison_lecture_seule in page.actions_plan["nouvelle_action"].toolTip()
    assert not page.actions_plan["nouvelle_action"].isEnabled()
    assert page.actions_plan["apercu"].isEnabled()
    champ = page.editeur.entete.editeur("intitule")
    assert isinstance(champ, QLineEdit)
    assert champ.isReadOnly()
    assert champ.text() == fiche.intitule
    for rang in range(page.editeur.onglets.count()):
        page.editeur.onglets.setCurrentIndex(rang)
    listes = page.editeur.findChildren(ListeEditable)
    assert len(listes) >= 8
    for liste in listes:
        assert not liste.boutons()["ajouter"].isVisibleTo(liste)
        assert liste.vue.editTriggers() == liste.vue.EditTrigger.NoEditTriggers


def test_that_everything_says_its_name(page: FichesPage, fiche: FicheAction):
    for row in range(page.editeur.onglets.count()):
        page.editeur.onglets.setCurrentIndex(row)
        if row == 1:
            page.editeur.financement.financements.select(fiche.operations[0].financements[0].uid)
        assert_accessible(page)


def test_that_enter_opens_the_fiche_and_escape_returns_to_the_list(page: FichesPage, fiche: FicheAction):
    page.liste.vue.setFocus()
    entree = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.liste.vue, entree)
    champ = page.editeur.entete.editeur("intitule")
    assert isinstance(champ, QLineEdit)
    assert champ.hasFocus()
    tape(champ, "à moitié")
    touche(champ, Qt.Key.Key_Escape)
    assert (champ.text(), champ.hasFocus()) == (fiche.intitule, True)
    touche(champ, Qt.Key.Key_Escape)
    assert page.liste.vue.hasFocus()


def test_that_a_refused_act_keeps_the_typed_text_and_is_tried_again(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    champ = page.editeur.entete.editeur("point_bloquant")
    assert isinstance(champ, SaisieEdit)
    workspace._database.raison_lecture_seule = "le partage réseau ne répond plus"
    tape(champ, "Attente de l’ABF")
    champ.editingFinished.emit()
    assert "Pas encore enregistré" in page.editeur.entete.message()
    workspace._database.raison_lecture_seule = ""
    workspace.execute("ailleurs", fiches.update_fiche, fiche.uid, adresse="12, rue Haute")
    assert champ.text() == "Attente de l’ABF"
    assert page.editeur.commit()
    assert courante(page, workspace).suivi.point_bloquant == "Attente de l’ABF"
    assert page.editeur.entete.message() == ""


def test_that_nothing_jumps_after_an_act_and_its_undo(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    champ = page.editeur.description.formulaire.editeur("adresse")
    assert isinstance(champ, SaisieEdit)
    page.editeur.description.focus_champ("adresse")
    barre = page.editeur.description.verticalScrollBar()
    barre.setValue(barre.maximum() // 2)
    avant = barre.value()
    assert avant > 0
    tape(champ, "3, place du Marché")
    champ.setCursorPosition(2)
    workspace.execute("ailleurs", fiches.update_fiche, fiche.uid, referent="Mme Delattre", parcelles="AB 12")
    assert (champ.text(), champ.cursorPosition(), champ.hasFocus()) == ("3, place du Marché", 2, True)
    champ.editingFinished.emit()
    workspace.undo()
    workspace.undo()
    assert champ.text() == fiche.adresse
    assert (barre.value(), champ.hasFocus()) == (avant, True)
    assert [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid]
    assert page.editeur.onglets.currentWidget() is page.editeur.description


def test_that_a_number_already_taken_is_said_on_the_fiche_where_it_was_typed(page: FichesPage, workspace: Workspace):
    premiere, seconde = workspace.projet.fiches[:2]
    for tapee, autre in ((premiere, seconde), (seconde, premiere)):
        page.show_fiche(tapee.uid)
        champ = page.editeur.entete.editeur("numero")
        assert isinstance(champ, SaisieEdit)
        tape(champ, autre.numero)
        champ.editingFinished.emit()
        assert "FA-01" in {c.code for c in page.editeur.constats.constats()}
        workspace.undo()
        assert "FA-01" not in {c.code for c in page.editeur.constats.constats()}


def test_that_ctrl_tab_leaves_the_head_for_the_next_tab(page: FichesPage, fiche: FicheAction):
    page.editeur.onglets.setCurrentIndex(0)
    page.editeur.entete.focus_champ("intitule")
    QTest.keyClick(page.editeur.entete.editeur("intitule"), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.editeur.onglets.currentIndex() == 1
    assert page.editeur.onglets.tabBar().hasFocus()
    page.editeur.entete.focus_champ("intitule")
    arriere = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.editeur.entete.editeur("intitule"), Qt.Key.Key_Backtab, arriere)
    assert page.editeur.onglets.currentIndex() == 0
