"""Tab « Gouvernance »: who came, what is due, and the decision that changes the plan when one says so."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui.gouvernance.gestes_gouvernance import (
    COTECH,
    DECEMBRE,
    DECISIONS,
    JUIN,
    ORDRE,
    PRESENCES,
    choose,
    open_reunion,
    reunion,
)

from models.commands.fiches import remove_fiches
from models.domain.gouvernance import EtatPresence
from models.domain.vocabulaire import StatutAction
from models.store.database import maintenant_utc
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.workspace import Workspace


def test_that_one_click_notes_who_came_and_a_second_one_takes_it_back(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, DECEMBRE, PRESENCES)
    liste = page.detail_reunion.presences.liste
    excuse = liste.modele.index(1, 4)
    QTest.mouseClick(liste.vue.viewport(), Qt.MouseButton.LeftButton, pos=liste.vue.visualRect(excuse).center())
    (presence,) = reunion(workspace, DECEMBRE).presences
    assert (presence.nom, presence.etat) == ("Bastien Querleux", EtatPresence.EXCUSE)
    assert "Excusé\u00a0: oui" in str(excuse.data(Qt.ItemDataRole.AccessibleTextRole))
    liste.vue.setFocus()
    QTest.keyClick(liste.vue, Qt.Key.Key_Space)
    assert reunion(workspace, DECEMBRE).presences == ()


def test_that_those_of_whom_nothing_is_said_are_noted_present_in_one_act(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, JUIN, PRESENCES)
    avant = reunion(workspace, JUIN).presences
    page.detail_reunion.presences.tous.click()
    apres = reunion(workspace, JUIN).presences
    assert apres[: len(avant)] == avant
    assert {p.nom for p in apres[len(avant) :]} == {"Gauthier Lorquevin", "Ingrid Pelletreau"}
    assert page.detail_reunion.presences.tous.isHidden()
    workspace.undo()
    assert reunion(workspace, JUIN).presences == avant


def test_that_who_comes_in_the_place_of_somebody_says_that_they_were_represented(
    page: GouvernancePage, workspace: Workspace
):
    open_reunion(page, workspace, JUIN, PRESENCES)
    liste = page.detail_reunion.presences.liste
    cle = next(li.uid for li in liste.modele.lignes if li.nom == "Bastien Querleux")
    liste.write(cle, "represente_par", "Lise Roy")
    presence = next(p for p in reunion(workspace, JUIN).presences if p.nom == "Bastien Querleux")
    assert (presence.etat, presence.represente_par) == (EtatPresence.REPRESENTE, "Lise Roy")


def test_that_somebody_who_is_no_member_is_noted_and_taken_away(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, DECEMBRE, PRESENCES)
    liste = page.detail_reunion.presences.liste
    liste.boutons()["ajouter"].click()
    liste.abandon()
    (presence,) = reunion(workspace, DECEMBRE).presences
    liste.write(presence.uid, "nom", "Un habitant")
    assert reunion(workspace, DECEMBRE).presences[0].nom == "Un habitant"
    liste.select(presence.uid)
    liste.boutons()["retirer"].click()
    assert reunion(workspace, DECEMBRE).presences == ()


def test_that_a_point_enters_the_agenda_only_when_it_is_asked_for(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, DECEMBRE, ORDRE)
    ordre = page.detail_reunion.ordre
    avant = reunion(workspace, DECEMBRE).ordre_du_jour
    nombre = ordre.modele.rowCount()
    assert nombre > 2
    assert not ordre.inscrire.isEnabled()
    ordre.vue.setFocus()
    QTest.keyClick(ordre.vue, Qt.Key.Key_Space)
    assert reunion(workspace, DECEMBRE).ordre_du_jour == avant
    ordre.inscrire.click()
    apres = reunion(workspace, DECEMBRE).ordre_du_jour
    assert apres.startswith(f"{avant}\n\n**Actions arrêtées par un point bloquant**")
    assert ordre.modele.rowCount() == nombre - 1
    page.toast.bouton().click()
    assert reunion(workspace, DECEMBRE).ordre_du_jour == avant


def test_that_a_decision_says_what_it_changes_then_changes_the_plan_in_one_act(
    page: GouvernancePage, workspace: Workspace
):
    open_reunion(page, workspace, JUIN, DECISIONS)
    liste = page.detail_reunion.decisions.liste
    liste.boutons()["ajouter"].click()
    liste.abandon()
    fiche = next(f for f in workspace.projet.fiches if f.statut is StatutAction.EN_COURS)
    decision = reunion(workspace, JUIN).decisions[-1]
    for champ, valeur in (("intitule", "Arrêter là"), ("fiche", fiche.uid), ("statut", StatutAction.ABANDONNEE)):
        assert page._actes.update_decision(decision.uid, champ, valeur) is None
    choose(page, len(liste.modele.lignes) - 1)
    page.detail_reunion.decisions.appliquer.click()
    dit = page.question._texte.text().replace("\u00a0", " ")
    assert "Statut : En cours → Abandonnée" in dit
    assert "Motif du statut : " in dit
    assert "Note de suivi du 11/06/2026" in dit
    assert workspace.projet.fiche(fiche.uid) == fiche

    next(b for b in page.question.boutons() if b.text() == "Appliquer").click()

    apres = workspace.projet.fiche(fiche.uid)
    assert apres is not None
    assert apres.statut is StatutAction.ABANDONNEE
    assert apres.motif_statut == "Arrêter là"
    assert apres.notes[-1].jour == date(2026, 6, 11)
    assert "Arrêter là" in apres.notes[-1].texte
    assert reunion(workspace, JUIN).decisions[-1].appliquee_le == date(2026, 6, 11)
    assert "Appliquée au plan d’action le 11/06/2026" in page.detail_reunion.decisions._dit.text()
    page.toast.bouton().click()
    assert workspace.projet.fiche(fiche.uid) == fiche
    assert reunion(workspace, JUIN).decisions[-1].appliquee_le is None


def test_that_what_was_asked_of_a_plan_that_changed_is_asked_no_more(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, COTECH, DECISIONS)
    choose(page)
    page.detail_reunion.decisions.appliquer.click()
    assert page.question.isVisible()
    page._actes.update_decision(reunion(workspace, COTECH).decisions[0].uid, "statut", StatutAction.TERMINEE)
    assert not page.question.isVisible()


def test_that_a_decision_whose_action_is_in_the_corbeille_cannot_be_applied_and_says_why(
    page: GouvernancePage, workspace: Workspace
):
    open_reunion(page, workspace, JUIN, DECISIONS)
    decision = choose(page)
    assert decision.fiche is not None
    workspace.execute("Supprimer", remove_fiches, [decision.fiche], moment=maintenant_utc())
    section = page.detail_reunion.decisions
    assert not section.appliquer.isEnabled()
    assert "dans la corbeille" in section._dit.text()
    assert section.voir.isHidden()
    assert page._actes.prepare(page.situee, decision) is None  # pyright: ignore[reportArgumentType] - it is there


def test_that_a_decision_about_no_action_is_only_said_to_be_applied(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, JUIN, DECISIONS)
    decision = choose(page, 1)
    assert decision.fiche is None
    fiches = workspace.projet.fiches
    page.ask_to_apply(decision.uid)
    next(b for b in page.question.boutons() if b.text() == "Appliquer").click()
    assert reunion(workspace, JUIN).decisions[1].appliquee_le == date(2026, 6, 11)
    assert workspace.projet.fiches == fiches


def test_that_the_actions_that_a_copil_examined_are_chosen_and_dated_in_one_act(
    page: GouvernancePage, workspace: Workspace
):
    open_reunion(page, workspace, DECEMBRE)
    page.detail_reunion.examinees.click()
    dialogue = page.dialogue
    assert dialogue is not None
    dialogue.tout.click()
    dialogue.tout.click()
    assert not dialogue.noter.isEnabled()
    QTest.keyClick(dialogue.vue, Qt.Key.Key_Space)
    choisie = dialogue.modele.ligne(0).uid
    dialogue.noter.click()
    datees = {f.uid for f in workspace.projet.fiches if f.date_dernier_copil == date(2026, 12, 10)}
    assert datees == {choisie}
    workspace.undo()
    assert all(f.date_dernier_copil != date(2026, 12, 10) for f in workspace.projet.fiches)


def test_that_only_a_copil_examines_actions(page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, COTECH)
    assert page.detail_reunion.examinees.isHidden()
    open_reunion(page, workspace, JUIN)
    assert not page.detail_reunion.examinees.isHidden()
