"""Tab « Gouvernance »: its instances, its members, its documents, and the links that lead there."""

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.gouvernance.gestes_gouvernance import (
    COTECH,
    DECEMBRE,
    DECISIONS,
    JUIN,
    PRESENCES,
    copil,
    open_reunion,
    reunion,
    show,
)

from models.commands.organismes import remove_organismes
from models.domain.gouvernance import RoleMembre, TypeInstance
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.page_onglets import PageOnglets
from pvd_desktop.ui.pages import CALENDRIER, PLAN
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.workspace import Workspace


def test_that_the_tab_opens_on_the_next_meeting(page: GouvernancePage):
    assert page.situee is not None
    assert page.situee.nom == DECEMBRE
    assert page.resume() == "Prochaine réunion le 10/12/2026"
    assert "dans 19 jours" in page.detail_reunion._etat.text()


def test_that_a_project_without_governance_says_what_for_and_begins_with_a_copil(
    qtbot: QtBot, workspace_vide: Workspace
):
    page = show(qtbot, workspace_vide)
    assert page.panneaux() == (page.vide,)
    page.vide.bouton().click()
    (instance,) = workspace_vide.projet.instances
    assert (instance.intitule, instance.type) == ("Comité de pilotage", TypeInstance.COPIL)
    assert page.instance == instance
    workspace_vide.undo()
    assert page.panneaux() == (page.vide,)


def test_that_a_new_meeting_takes_the_place_and_the_hour_of_the_last_one(page: GouvernancePage, workspace: Workspace):
    page.liste.reunion.click()
    assert page.situee is not None
    neuve = page.situee.reunion
    assert (neuve.jour, neuve.heure, neuve.lieu) == (None, "14:30", "Salle du conseil, mairie de Valembecque")


def test_that_an_hour_is_read_as_people_write_it_and_a_wrong_one_stays_with_its_error(
    page: GouvernancePage, workspace: Workspace
):
    heure = page.detail_reunion.seance.formulaire.editeur("heure")
    heure.setFocus()
    heure.selectAll()  # pyright: ignore[reportAttributeAccessIssue] - a line edit
    QTest.keyClicks(heure, "9h15")
    assert page.commit()
    assert reunion(workspace, DECEMBRE).heure == "09:15"
    heure.selectAll()  # pyright: ignore[reportAttributeAccessIssue] - a line edit
    QTest.keyClicks(heure, "27h")
    assert not page.commit()
    assert not page.show_uid(reunion(workspace, JUIN).uid)
    assert page.situee is not None
    assert page.situee.nom == DECEMBRE


def test_that_a_meeting_goes_to_the_corbeille_and_comes_back(page: GouvernancePage, workspace: Workspace):
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Delete)
    assert DECEMBRE not in {r.intitule for r in copil(workspace).reunions}
    assert page.situee is not None
    page.toast.bouton().click()
    assert DECEMBRE in {r.intitule for r in copil(workspace).reunions}


def test_that_a_member_takes_the_name_of_a_contact_and_keeps_it_when_the_contact_is_left(
    page: GouvernancePage, workspace: Workspace
):
    page.show_uid(copil(workspace).uid)
    membres = page.detail_instance.membres
    membres.boutons()["ajouter"].click()
    membres.abandon()
    neuf = copil(workspace).membres[-1]
    organisme = next(o for o in workspace.projet.organismes if o.contacts)
    contact = organisme.contacts[0]
    membres.write(neuf.uid, "contact", contact.uid)
    ecrit = copil(workspace).membres[-1]
    assert (ecrit.organisme, ecrit.contact, ecrit.nom) == (organisme.uid, contact.uid, "")
    membres.write(neuf.uid, "contact", "")
    ecrit = copil(workspace).membres[-1]
    assert (ecrit.contact, ecrit.nom) == (None, contact.nom_complet)
    membres.write(neuf.uid, "role", RoleMembre.INVITE)
    assert copil(workspace).membres[-1].role is RoleMembre.INVITE


def test_that_a_member_whose_organisme_is_in_the_corbeille_stays_and_says_it(
    page: GouvernancePage, workspace: Workspace
):
    premiere = copil(workspace).membres[0]
    assert premiere.organisme is not None
    page.show_uid(copil(workspace).uid)
    workspace.execute("Supprimer", remove_organismes, [premiere.organisme], moment=maintenant_utc())
    ligne = next(li for li in page.detail_instance.membres.modele.lignes if li.uid == premiere.uid)
    assert ligne.ecart == "organisme dans la corbeille, ou supprimé"
    assert ligne.nom == "Honorine Dacquembronne"


def test_that_the_documents_are_those_of_the_meeting_shown(qtbot: QtBot, page: GouvernancePage, workspace: Workspace):
    open_reunion(page, workspace, JUIN)
    uid = reunion(workspace, JUIN).uid
    menu = page.detail_reunion.fill_menu("releve")
    with qtbot.waitSignal(page.apercu_demande) as vu:
        menu.actions()[0].trigger()
    assert vu.args == [Sortie("releve", reunion=uid)]
    with qtbot.waitSignal(page.export_demande) as ecrit:
        menu.actions()[2].trigger()
    assert ecrit.args == [Sortie("releve", extension=".docx", reunion=uid)]
    menu.actions()[-1].trigger()
    assert reunion(workspace, JUIN).diffusee_le == date(2026, 11, 21)


def test_that_the_list_of_the_members_is_that_of_the_instance_shown(
    qtbot: QtBot, page: GouvernancePage, workspace: Workspace
):
    page.show_uid(copil(workspace).uid)
    with qtbot.waitSignal(page.apercu_demande) as vu:
        page.detail_instance.apercu.click()
    assert vu.args == [Sortie("membres", instance=copil(workspace).uid)]


@pytest.mark.parametrize("genre", ["instance", "membre", "reunion", "decision"])
def test_that_a_link_opens_what_it_names(page: GouvernancePage, workspace: Workspace, genre: str):
    cotech = workspace.projet.instances[1]
    uid = {
        "instance": cotech.uid,
        "membre": cotech.membres[1].uid,
        "reunion": cotech.reunions[0].uid,
        "decision": cotech.reunions[0].decisions[0].uid,
    }[genre]
    champ = {"reunion": "jour", "decision": "faite_le", "membre": "role"}.get(genre, "intitule")
    assert page.show_objet(Objet(type=genre, uid=uid, libelle=""), champ)
    assert page.instance == cotech
    if genre == "decision":
        assert page.detail_reunion.onglets.currentIndex() == DECISIONS
        assert page.detail_reunion.decisions.decision == cotech.reunions[0].decisions[0]


def test_that_a_link_to_what_is_gone_is_refused(page: GouvernancePage):
    for genre in ("instance", "membre", "reunion", "decision"):
        assert not page.show_objet(Objet(type=genre, uid=Uid("partie"), libelle=""), "")


def test_that_a_read_only_project_is_read_and_printed_but_not_written(qtbot: QtBot, workspace_lecture_seule: Workspace):
    page = show(qtbot, workspace_lecture_seule)
    for bouton in (page.liste.reunion, page.liste.instance, page.liste.supprimer):
        assert bouton.isHidden()
    detail = page.detail_reunion
    assert detail.examinees.isHidden()
    assert detail.decisions.appliquer.isHidden()
    assert detail.presences.tous.isHidden()
    assert detail.ordre._proposes.isHidden()
    assert [a.text() for a in detail.fill_menu("convocation").actions()] == [
        "Aperçu",
        "Document PDF…",
        "Document Word…",
    ]
    open_reunion(page, workspace_lecture_seule, JUIN, PRESENCES)
    avant = reunion(workspace_lecture_seule, JUIN).presences
    detail.presences._on_clicked(detail.presences.liste.modele.index(0, 5))
    assert reunion(workspace_lecture_seule, JUIN).presences == avant


@pytest.mark.parametrize("section", range(5))
def test_that_every_section_speaks_to_a_screen_reader(page: GouvernancePage, workspace: Workspace, section: int):
    open_reunion(page, workspace, JUIN, section)
    QApplication.processEvents()
    assert_accessible(page)


def test_that_an_instance_and_the_choice_of_the_actions_speak_to_a_screen_reader(
    page: GouvernancePage, workspace: Workspace
):
    open_reunion(page, workspace, JUIN)
    page.ask_examinees()
    assert page.dialogue is not None
    assert_accessible(page.dialogue)
    page.dialogue.reject()
    page.show_uid(copil(workspace).uid)
    assert_accessible(page)


def test_that_the_lists_keep_the_rules_of_their_models(
    page: GouvernancePage, workspace: Workspace, qtmodeltester: ModelTester
):
    open_reunion(page, workspace, JUIN, DECISIONS)
    for modele in (page.liste.modele, page.detail_reunion.ordre.modele, page.detail_reunion.presences.liste.modele):
        assert modele.rowCount(QModelIndex()) > 0
        qtmodeltester.check(modele)


def test_that_the_calendar_leads_to_a_decision_and_a_decision_to_its_action(qtbot: QtBot, fenetre_exemple: MainWindow):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    decision = reunion(workspace, COTECH).decisions[0]
    fenetre_exemple.navigation.show_page(CALENDRIER)
    calendrier = fenetre_exemple.pile.currentWidget()
    assert isinstance(calendrier, PageOnglets)
    calendrier.objet_demande.emit(Objet(type="decision", uid=decision.uid, libelle=""), "faite_le")
    page = calendrier.courant()
    assert isinstance(page, GouvernancePage)
    assert page.detail_reunion.decisions.decision == decision
    page.detail_reunion.decisions.voir.click()
    assert fenetre_exemple.navigation.courante == PLAN
