"""« Tableau de suivi »: the columns and the actions one chooses, kept under a name, written as they are seen."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from faux_dialogues import FauxDialogues
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche
from models.commands.operations import add_operation
from models.domain.suivi.tableau_suivi import COLONNES, USUELLES
from models.domain.vocabulaire import BaseMontant, StatutAction
from pvd_desktop.ui.documents.page import DocumentsPage
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import DOCUMENTS, PLAN, SUIVI
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.suivi.page import SuiviPage
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, settings: Settings, qtbot: QtBot) -> SuiviPage:
    page = SuiviPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1100, 650)
    page.show()
    return page


def _titles(page: SuiviPage) -> list[str]:
    modele = page.modele
    return [modele.headerData(c, Qt.Orientation.Horizontal) for c in range(modele.columnCount())]


def _export(fenetre: MainWindow, dialogues: FauxDialogues, cible: Path, qtbot: QtBot) -> list[tuple[Any, ...]]:
    qtbot.waitUntil(lambda: cible.name in fenetre.messages.bandeau.titre(), timeout=20_000)
    feuille = load_workbook(cible).active
    assert feuille is not None
    return list(feuille.iter_rows(values_only=True))


def test_that_the_usual_columns_are_proposed(page: SuiviPage, workspace: Workspace):
    assert _titles(page) == [COLONNES[code] for code in USUELLES]
    assert page.modele.rowCount() == len(workspace.projet.fiches)


def test_that_the_title_of_the_cost_says_the_base_when_there_is_one(
    workspace_vide: Workspace, settings: Settings, qtbot: QtBot
):
    fiche = workspace_vide.execute("Ajouter", add_fiche, intitule="Halle")
    assert fiche is not None
    for base in (BaseMontant.HT, BaseMontant.TTC):
        workspace_vide.execute("Ajouter", add_operation, fiche, base=base)
        page = SuiviPage(workspace_vide, settings)
        qtbot.addWidget(page)
        page.show()
        # Both bases in one column: the column of the base says which.
        assert ("Coût HT" in _titles(page), "Coût" in _titles(page)) == (
            base is BaseMontant.HT,
            base is BaseMontant.TTC,
        )
    cout = _titles(page).index("Coût")
    droite = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert page.modele.headerData(cout, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) == droite


def test_that_a_column_is_ticked_and_moved_with_the_keyboard(page: SuiviPage):
    page.colonnes.setFocus()
    page.colonnes.setCurrentRow(len(USUELLES))
    QTest.keyClick(page.colonnes, Qt.Key.Key_Space)
    assert len(_titles(page)) == len(USUELLES) + 1
    nouvelle = _titles(page)[-1]
    for _ in USUELLES:
        QTest.keyClick(page.colonnes, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert _titles(page)[0] == nouvelle


def test_that_a_table_keeps_one_column_at_least(page: SuiviPage):
    for row in range(len(USUELLES)):
        page.colonnes.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert len(_titles(page)) == 1


def test_that_a_filter_keeps_the_actions_of_one_owner_and_of_some_statuts(page: SuiviPage, workspace: Workspace):
    projet = workspace.projet
    porteur = next(o.maitre_ouvrage for f in projet.fiches for o in f.operations if o.maitre_ouvrage)
    page.maitre_ouvrage.valeur_validee.emit(porteur)
    siennes = [f for f in projet.fiches if any(o.maitre_ouvrage == porteur for o in f.operations)]
    assert page.modele.rowCount() == len(siennes) < len(projet.fiches)
    page.statuts.valeur_validee.emit((StatutAction.EN_COURS,))
    assert page.modele.rowCount() == sum(f.statut is StatutAction.EN_COURS for f in siennes)
    assert page.resume().startswith(f"{page.modele.rowCount()} action")


def test_that_filters_that_keep_nothing_offer_no_file(page: SuiviPage, workspace: Workspace):
    absents = [s for s in StatutAction if all(f.statut is not s for f in workspace.projet.fiches)]
    if not absents:
        page.orientation.valeur_validee.emit(workspace.projet.orientations[0].uid)
        absents = [
            s
            for s in StatutAction
            if all(f.statut is not s or f.orientation != page.tableau.orientation for f in workspace.projet.fiches)
        ]
    page.statuts.valeur_validee.emit((absents[0],))
    assert page.modele.rowCount() == 0
    assert not page.exporter.isEnabled()
    assert page.exporter.toolTip() == "Aucune action ne passe ces filtres"


def test_that_a_named_table_comes_back(page: SuiviPage, workspace: Workspace, settings: Settings, qtbot: QtBot):
    page.colonnes.item(0).setCheckState(Qt.CheckState.Unchecked)
    page.nom.setText("COPIL de mars")
    page.enregistrer.click()
    page.nommes.valeur_validee.emit(None)
    page.usuelles.click()
    assert len(_titles(page)) == len(USUELLES)
    autre = SuiviPage(workspace, settings)
    qtbot.addWidget(autre)
    assert _titles(autre) == [COLONNES[code] for code in USUELLES]
    autre.nommes.valeur_validee.emit("COPIL de mars")
    assert _titles(autre) == [COLONNES[code] for code in USUELLES[1:]]
    autre.oublier.click()
    assert [autre.nommes.itemText(i) for i in range(autre.nommes.count())] == ["Tableaux enregistrés…"]


def test_that_resetting_the_display_keeps_the_named_tables(page: SuiviPage, workspace: Workspace, settings: Settings):
    page.nom.setText("Préfecture")
    page.enregistrer.click()
    settings.reset_display()
    assert "Préfecture" in settings.tableaux(workspace.projet.territoire.uid)


def test_that_the_workbook_holds_the_columns_the_actions_and_the_sums_of_the_page(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    fenetre_exemple.navigation.show_page(SUIVI)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, SuiviPage)
    dialogues.reponse = tmp_path / "suivi.xlsx"
    page.exporter.click()
    lignes = _export(fenetre_exemple, dialogues, dialogues.reponse, qtbot)
    assert list(lignes[0]) == [COLONNES[code] for code in USUELLES]
    assert fenetre_exemple.workspace is not None
    assert len(lignes) == len(fenetre_exemple.workspace.projet.fiches) + 2
    feuille = load_workbook(dialogues.reponse, data_only=True).active
    assert feuille is not None
    total = list(feuille.iter_rows(values_only=True))[-1]
    totaux = fenetre_exemple.workspace.projet.totaux
    assert Decimal(str(total[USUELLES.index("cout")])) == totaux.cout
    assert Decimal(str(total[USUELLES.index("acquis")])) == totaux.acquis


def test_that_the_list_of_the_plan_is_exported_as_it_is_shown(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    page.liste.filtres.recherche.setText("halle aux grains")
    qtbot.waitUntil(lambda: len(page.liste.proxy.fiches()) == 1)
    dialogues.reponse = tmp_path / "liste.xlsx"
    page.exporter_tableau.trigger()
    lignes = _export(fenetre_exemple, dialogues, dialogues.reponse, qtbot)
    assert list(lignes[0][:4]) == ["Orientation", "N°", "Action", "Statut"]
    assert "halle aux grains" in str(lignes[1][2])


def test_that_the_card_of_the_documents_leads_to_the_columns(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(DOCUMENTS)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, DocumentsPage)
    page.finish()
    assert page.carte("suivi").regler.isVisible()
    assert not page.carte("maquette").regler.isVisible()
    page.carte("suivi").regler.click()
    assert fenetre_exemple.navigation.courante == SUIVI


def test_that_a_screen_reader_finds_every_part_of_the_page(page: SuiviPage):
    QApplication.processEvents()
    assert_accessible(page)
