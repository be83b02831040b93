"""Page « Documents »: its headings, and what is looked for among the cards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from pvd_desktop.documents.catalogue import DOCUMENTS
from pvd_desktop.documents.rubriques import rubriques
from pvd_desktop.ui.documents.carte import CarteDocument
from pvd_desktop.ui.documents.page import DocumentsPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, settings: Settings, qtbot: QtBot) -> DocumentsPage:
    page = DocumentsPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    return page


def _montrees(page: DocumentsPage) -> set[str]:
    noms = {modele.id for modele in DOCUMENTS}
    return {nom for nom in noms if page.carte(nom).isVisible()}


def _titres(page: DocumentsPage) -> list[str]:
    return [rubrique.titre for rubrique in page.rubriques if rubrique.isVisible()]


def test_that_every_document_stands_under_one_heading_and_only_once():
    ranges = [modele.id for modeles in rubriques().values() for modele in modeles]
    assert sorted(ranges) == sorted({modele.id for modele in DOCUMENTS})
    assert all(rubriques().values())


def test_that_the_cards_come_in_turns_and_are_all_there_in_the_end(
    workspace: Workspace, settings: Settings, qtbot: QtBot
):
    page = DocumentsPage(workspace, settings)
    assert not page.findChildren(CarteDocument)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.rubriques[-1].isVisible, timeout=20_000)
    cartes = page.findChildren(CarteDocument)
    assert all(carte.height() >= carte.minimumSizeHint().height() for carte in cartes)
    assert [carte.modele.id for carte in cartes] == [m.id for modeles in rubriques().values() for m in modeles]
    assert _titres(page) == list(rubriques())
    assert page.resume() == f"{len({modele.id for modele in DOCUMENTS})} documents"
    assert_accessible(page)


def test_that_accents_case_and_order_do_not_hide_a_document(page: DocumentsPage):
    page.recherche.setText("DELIBERATION projet")
    assert _montrees(page) == {"demande-deliberation"}
    assert _titres(page) == ["Demandes"]
    assert page.resume().startswith("1 document sur ")
    page.recherche.setText("gouvernance")
    assert {modele.id for modele in rubriques()["Gouvernance"]} <= _montrees(page)


def test_that_escape_clears_then_leads_to_the_cards_and_ctrl_f_comes_back(page: DocumentsPage):
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.recherche
    page.recherche.setText("avenant")
    QTest.keyClick(page.recherche, Qt.Key.Key_Escape)
    assert page.recherche.text() == ""
    assert len(_titres(page)) == len(rubriques())
    page.recherche.setText("avenant")
    QTest.keyClick(page.recherche, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.carte("avenant").format


def test_that_nothing_found_says_so_and_offers_everything_again(page: DocumentsPage):
    page.recherche.setText("permis de construire")
    assert page.vide.isVisible()
    assert "permis de construire" in page.vide.accessibleName()
    assert page.panneaux()[-1] is page.vide
    page.vide.bouton().click()
    assert not page.vide.isVisible()
    assert len(_titres(page)) == len(rubriques())


def test_that_what_was_looked_for_is_forgotten(
    page: DocumentsPage, workspace: Workspace, settings: Settings, qtbot: QtBot
):
    page.recherche.setText("avenant")
    autre = DocumentsPage(workspace, settings)
    qtbot.addWidget(autre)
    assert autre.recherche.text() == ""


def test_that_what_is_not_looked_for_is_put_back_after_the_project_changed(page: DocumentsPage, workspace: Workspace):
    page.recherche.setText("avenant")
    page.brouillon.valeur_validee.emit(False)  # noqa: FBT003 - Qt has no keyword here
    assert _montrees(page) == {"avenant"}
    page.recherche.clear()
    assert _montrees(page) == {modele.id for modele in DOCUMENTS}
    assert not page.brouillon.isChecked()
    assert not workspace.projet.convention.brouillon
