"""Page « Convention-cadre »: the outline, the text that is written, the acts, the pages that follow."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import tape

from models.commands.convention import add_partie, set_article, update_convention, update_partie
from models.commands.orientations import add_orientation
from models.commands.territoire import update_territoire
from models.domain.vocabulaire import RegimeOrt, RolePartie
from pvd_desktop import main
from pvd_desktop.ui.convention.lignes import COUVERTURE, PARTIES, Ligne
from pvd_desktop.ui.convention.page import ConventionPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[ConventionPage]:
    page = ConventionPage(workspace, Settings(tmp_path / "preferences.ini"))
    page.resize(1300, 720)
    page.show()
    yield page
    page.hide()
    qtbot.waitUntil(lambda: _rests(page), timeout=30_000)
    page.deleteLater()
    qapp.processEvents()
    main.wait_for_tasks(qapp)


def _rests(page: ConventionPage) -> bool:
    return not page._attente.isActive() and not page.document.en_cours and not page.document._dessin


def titles(page: ConventionPage) -> list[str]:
    return [ligne.titre for ligne in page.plan.modele.lignes]


def select(page: ConventionPage, cle: str) -> Ligne:
    assert page.plan.select(cle)
    ligne = page.plan.ligne()
    assert ligne is not None
    return ligne


def _edit(page: ConventionPage, nom: str) -> SaisieEdit[Any]:
    champ = page.partie.formulaire.editeur(nom)
    assert isinstance(champ, SaisieEdit)
    return champ


def type_at_end(page: ConventionPage, texte: str) -> None:
    zone = page.article.texte.zone
    zone.moveCursor(QTextCursor.MoveOperation.End)
    zone.insertPlainText(texte)
    assert page.commit()


def test_that_undo_first_takes_back_what_is_being_typed(page: ConventionPage, workspace: Workspace):
    workspace.execute("Dire le lieu", update_convention, lieu_signature="Bapaume")
    select(page, "litiges")
    zone = page.article.texte.zone
    zone.moveCursor(QTextCursor.MoveOperation.End)
    zone.insertPlainText(" Un médiateur peut être saisi.")
    workspace.undo()
    assert workspace.projet.convention.lieu_signature == "Bapaume"
    assert workspace.projet.convention.article("litiges") is None
    assert "médiateur" not in page.article.texte.valeur()
    workspace.redo()
    assert "médiateur" in page.article.texte.valeur()


def test_that_a_party_that_goes_takes_what_was_badly_typed_for_it(page: ConventionPage, workspace: Workspace):
    refus: list[Exception] = []
    workspace.failed.connect(refus.append)
    page.plan.boutons()["partie"].click()
    nouvelle = workspace.projet.convention.parties[-1].uid
    tape(_edit(page, "acte_date"), "31/02/2026")
    workspace.undo()
    assert nouvelle not in [partie.uid for partie in workspace.projet.convention.parties]
    ligne = page.plan.ligne()
    assert ligne is not None
    assert page._titre.text() == ligne.titre
    assert page.commit()
    autre = workspace.projet.convention.parties[0]
    select(page, autre.uid)
    workspace.execute("Vider", update_partie, autre.uid, acte_date=None)
    date = page.partie.formulaire.editeur("acte_date")
    assert isinstance(date, DateEdit)
    assert date.text() == ""
    assert refus == []


def test_that_a_party_that_is_removed_comes_back_with_what_was_being_typed(page: ConventionPage, workspace: Workspace):
    refus: list[Exception] = []
    workspace.failed.connect(refus.append)
    page.plan.boutons()["partie"].click()
    nouvelle = workspace.projet.convention.parties[-1].uid
    tape(_edit(page, "civilite"), "Madame")
    page.plan.boutons()["supprimer"].click()
    assert nouvelle not in [partie.uid for partie in workspace.projet.convention.parties]
    workspace.undo()
    assert workspace.projet.convention.parties[-1].civilite == "Madame"
    assert refus == []


def test_that_the_outline_says_the_articles_as_they_are_numbered(page: ConventionPage, workspace: Workspace):
    assert "Article\u00a01 — Objet de la convention-cadre" in titles(page)
    with_ort = [titre for titre in titles(page) if titre.startswith("Article")]
    workspace.execute("Régime", update_territoire, regime_ort=RegimeOrt.SANS_ORT)
    without = [titre for titre in titles(page) if titre.startswith("Article")]
    assert len(without) == len(with_ort) - 1
    assert [titre.split("\u00a0")[1].split(" ")[0] for titre in without] == [str(n + 1) for n in range(len(without))]


def test_that_an_article_shows_its_standard_text_until_someone_rewrites_it(page: ConventionPage, workspace: Workspace):
    select(page, "litiges")
    assert "à l’amiable" in page.article.texte.valeur()
    assert page.article.revenir.isHidden()
    type_at_end(page, " Un médiateur peut être saisi.")
    propre = workspace.projet.convention.article("litiges")
    assert propre is not None
    assert propre.texte.rstrip().endswith("Un médiateur peut être saisi.")
    assert not page.article.revenir.isHidden()


def test_that_the_standard_text_comes_back_and_undo_brings_the_other_one(page: ConventionPage, workspace: Workspace):
    workspace.execute("Réécrire", set_article, "litiges", texte="Autre texte.")
    select(page, "litiges")
    assert page.article.texte.valeur() == "Autre texte."
    page.article.revenir.click()
    assert workspace.projet.convention.article("litiges") is None
    assert "à l’amiable" in page.article.texte.valeur()
    workspace.undo()
    assert page.article.texte.valeur() == "Autre texte."


def test_that_typing_the_standard_text_again_keeps_nothing_in_the_project(page: ConventionPage, workspace: Workspace):
    select(page, "litiges")
    type_at_end(page, "x")
    assert workspace.projet.convention.article("litiges") is not None
    page.article.texte.zone.textCursor().deletePreviousChar()
    assert page.commit()
    assert workspace.projet.convention.article("litiges") is None


def test_that_a_text_being_typed_goes_to_the_article_it_was_typed_in(page: ConventionPage, workspace: Workspace):
    select(page, "litiges")
    page.article.texte.zone.setFocus()
    page.article.texte.zone.insertPlainText("Mot. ")
    select(page, "resiliation")
    propre = workspace.projet.convention.article("litiges")
    assert propre is not None
    assert propre.texte.endswith("Mot.")
    assert workspace.projet.convention.article("resiliation") is None


def test_that_what_cannot_be_read_keeps_its_row_on_screen(page: ConventionPage):
    select(page, COUVERTURE)
    champ = page.couverture.formulaire.editeur("date_convention")
    assert isinstance(champ, DateEdit)
    tape(champ, "31/02/2026")
    page.plan.select("litiges")
    ligne = page.plan.ligne()
    assert ligne is not None
    assert ligne.cle == COUVERTURE
    assert champ.text() == "31/02/2026"
    assert not page.commit()


def test_that_a_field_is_put_where_the_cursor_is(page: ConventionPage, workspace: Workspace):
    select(page, "litiges")
    page.article.texte.zone.moveCursor(QTextCursor.MoveOperation.Start)
    action = next(a for a in page.article._menu.actions() if a.text() == "{territoire}")
    action.trigger()
    assert page.commit()
    propre = workspace.projet.convention.article("litiges")
    assert propre is not None
    assert propre.texte.startswith("{territoire}")


def test_that_an_unknown_field_is_told(page: ConventionPage, workspace: Workspace):
    workspace.execute("Réécrire", set_article, "litiges", texte="Selon {la lune}.")
    select(page, "litiges")
    assert "{la lune}" in page.article._manque.texte()
    assert page.article._manque.isVisible()


def test_that_what_is_missing_is_told_and_goes_away_with_the_data(page: ConventionPage, workspace: Workspace):
    workspace.execute("Vider", update_territoire, tribunal="")
    ligne = select(page, "litiges")
    assert ligne.fraction < 1
    assert "À compléter" in page.article._manque.texte()
    workspace.execute("Remplir", update_territoire, tribunal="tribunal administratif de Lille")
    ligne = select(page, "litiges")
    assert ligne.fraction == 1
    assert page.article._manque.isHidden()


def test_that_an_inserted_article_takes_its_number_and_can_be_moved_and_deleted(
    page: ConventionPage, workspace: Workspace
):
    avant = titles(page)
    select(page, "objet")
    page.plan.boutons()["article"].click()
    ligne = page.plan.ligne()
    assert ligne is not None
    assert ligne.titre == "Article\u00a02 — Nouvel article"
    page.plan.boutons()["descendre"].click()
    assert "Article\u00a03 — Nouvel article" in titles(page)
    page.plan.boutons()["monter"].click()
    assert "Article\u00a02 — Nouvel article" in titles(page)
    page.plan.boutons()["supprimer"].click()
    assert titles(page) == avant
    assert page.toast.isVisible()
    workspace.undo()
    assert "Article\u00a02 — Nouvel article" in titles(page)


def test_that_an_inserted_article_can_go_through_the_whole_plan(page: ConventionPage):
    select(page, "preambule")
    page.plan.boutons()["article"].click()
    vus = {page.plan.vue.currentIndex().row()}
    for _ in range(page.plan.modele.rowCount()):
        page.plan.boutons()["descendre"].click()
        vus.add(page.plan.vue.currentIndex().row())
    assert page.plan.vue.currentIndex().row() == page.plan.modele.rowCount() - 1
    for _ in range(page.plan.modele.rowCount()):
        page.plan.boutons()["monter"].click()
    ligne = page.plan.ligne()
    assert ligne is not None
    assert "Nouvel article" in ligne.titre


def test_that_a_standard_article_is_neither_moved_nor_deleted(page: ConventionPage):
    select(page, "objet")
    boutons = page.plan.boutons()
    assert not any(boutons[nom].isEnabled() for nom in ("monter", "descendre", "supprimer"))
    avant = titles(page)
    QTest.keyClick(page.plan.vue, Qt.Key.Key_Delete)
    assert titles(page) == avant


def test_that_a_party_is_added_completed_and_removed(page: ConventionPage, workspace: Workspace):
    nombre = len(workspace.projet.convention.parties)
    page.plan.boutons()["partie"].click()
    assert len(workspace.projet.convention.parties) == nombre + 1
    assert page._editeurs.currentWidget() is page.partie
    organisme = workspace.projet.organismes[0]
    page.partie.formulaire.champ_valide.emit("organisme", organisme.uid)
    page.partie.formulaire.champ_valide.emit("representant", "Anne Duval")
    partie = workspace.projet.convention.parties[-1]
    assert (partie.organisme, partie.representant) == (organisme.uid, "Anne Duval")
    assert organisme.nom in titles(page)
    page.plan.boutons()["supprimer"].click()
    assert len(workspace.projet.convention.parties) == nombre


def test_that_the_siren_typed_for_a_party_is_that_of_its_organisme(page: ConventionPage, workspace: Workspace):
    partie = workspace.projet.convention.parties[0]
    select(page, partie.uid)
    page.partie.formulaire.champ_valide.emit("siren", "216209981")
    page.partie.formulaire.champ_valide.emit("adresse", "2, rue Haute")
    organisme = workspace.projet.organisme(partie.organisme)
    assert organisme is not None
    assert (organisme.siren, organisme.adresse) == ("216209981", "2, rue Haute")
    champ = page.partie.formulaire.editeur("adresse")
    assert isinstance(champ, TexteEdit)
    assert champ.valeur() == "2, rue Haute"


def test_that_an_organisme_created_for_a_party_is_chosen_in_the_same_act(page: ConventionPage, workspace: Workspace):
    page.plan.boutons()["partie"].click()
    page.partie.organismes.ajout_demande.emit()
    dialogue = page.partie.ajout.dialogue()
    assert dialogue is not None
    dialogue.nom.set_valeur("Fondation de la Warne")
    dialogue.accept_typed()
    partie = workspace.projet.convention.parties[-1]
    assert workspace.projet.nom_organisme(partie.organisme) == "Fondation de la Warne"
    assert "Fondation de la Warne" in titles(page)
    workspace.undo()
    assert workspace.projet.convention.parties[-1].organisme is None
    assert "Fondation de la Warne" not in {o.nom for o in workspace.projet.organismes}


def test_that_parties_change_places_with_the_keyboard(page: ConventionPage, workspace: Workspace):
    premiere = workspace.execute("Ajouter", add_partie, role=RolePartie.REGION)
    derniere = workspace.execute("Ajouter", add_partie, role=RolePartie.DEPARTEMENT)
    assert premiere
    assert derniere
    select(page, derniere)
    page.plan.vue.setFocus()
    QTest.keyClick(page.plan.vue, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    uids = [partie.uid for partie in workspace.projet.convention.parties]
    assert uids.index(derniere) == uids.index(premiere) - 1
    ligne = page.plan.ligne()
    assert ligne is not None
    assert ligne.cle == derniere


def test_that_the_cover_shows_and_writes_what_the_project_keeps(page: ConventionPage, workspace: Workspace):
    select(page, COUVERTURE)
    page.couverture.formulaire.champ_valide.emit("lieu_signature", "Valembecque")
    page.couverture.formulaire.champ_valide.emit("brouillon", False)  # noqa: FBT003 - a signal has no keywords
    assert workspace.projet.convention.lieu_signature == "Valembecque"
    assert not workspace.projet.convention.brouillon
    workspace.execute("Remettre", update_convention, brouillon=True)
    case = page.couverture.formulaire.editeur("brouillon")
    assert isinstance(case, CaseCocher)
    assert case.isChecked()


def test_that_the_pages_follow_what_is_selected_and_what_changes(
    page: ConventionPage, workspace: Workspace, qtbot: QtBot
):
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        select(page, PARTIES)
    avant = page.document.feuillets
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        select(page, "litiges")
    assert page.document.feuillets != avant
    avant = page.document.feuillets
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        workspace.execute("Remplir", update_territoire, tribunal="tribunal administratif d’Amiens")
    assert page.document.feuillets != avant


def test_that_the_page_after_acts_is_the_page_built_from_scratch(
    page: ConventionPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    select(page, "objet")
    page.plan.boutons()["article"].click()
    workspace.execute("Ajouter", add_partie, role=RolePartie.REGION)
    workspace.execute("Orientation", add_orientation, numero="9", intitule="Autre")
    workspace.undo()
    neuve = ConventionPage(workspace, Settings(tmp_path / "autres.ini"))
    qtbot.addWidget(neuve)
    assert page.plan.modele.lignes == neuve.plan.modele.lignes
    neuve._attente.stop()


def test_that_the_rows_of_the_outline_keep_the_promises_of_qt(page: ConventionPage, workspace: Workspace):
    testeur = QAbstractItemModelTester(page.plan.modele, QAbstractItemModelTester.FailureReportingMode.Fatal)
    workspace.execute("Ajouter", add_partie, role=RolePartie.REGION)
    workspace.execute("Régime", update_territoire, regime_ort=RegimeOrt.SANS_ORT)
    assert testeur.model() is page.plan.modele


def test_that_every_widget_of_the_page_has_a_name(page: ConventionPage):
    for cle in (COUVERTURE, PARTIES, "objet"):
        select(page, cle)
        assert_accessible(page)
    page.plan.boutons()["partie"].click()
    assert_accessible(page)
