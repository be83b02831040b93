"""Tab « Réalisé » of a fiche: marchés and factures of an operation that no demande asks for."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from paiements import OPERATION, make_place
from projets import MOMENT
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.importation import import_projet
from models.commands.operations import add_operation, remove_operation
from models.commands.paiements import remove_factures
from models.domain.paiement import Facture
from models.store.database import Database
from pvd_desktop.ui.fiches.onglets_fiche import REALISE
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PLAN
from pvd_desktop.ui.paiement.realise import OngletRealise
from pvd_desktop.ui.workspace import Workspace

CSV = (
    "N° mandat;Date mandat;Tiers;Montant HT\n2026-90;02/10/2026;Paysages;1 000,00\n2026-91;31/02/2026;Paysages;2 000\n"
)


@pytest.fixture
def fenetre_place(fenetre: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on an operation that was paid for, and that no demande names."""
    path = tmp_path / "place.pvd"
    database = Database.create(path)
    database.execute("Importer", import_projet, replace(make_place(), demandes=()), moment=MOMENT)
    database.close()
    fenetre.ouverture.open_now(path)
    return fenetre


@pytest.fixture
def workspace(fenetre_place: MainWindow) -> Workspace:
    assert fenetre_place.workspace is not None
    return fenetre_place.workspace


@pytest.fixture
def onglet(fenetre_place: MainWindow, workspace: Workspace) -> OngletRealise:
    fenetre_place.navigation.show_page(PLAN)
    page = fenetre_place.pile.currentWidget()
    assert isinstance(page, FichesPage)
    assert page.show_fiche(workspace.projet.fiches[0].uid)
    page.editeur.onglets.setCurrentIndex(REALISE)
    onglet = page.editeur.onglets.currentWidget()
    assert isinstance(onglet, OngletRealise)
    onglet.panneau.importation.dialogues = FauxDialogues()
    return onglet


def _factures(workspace: Workspace) -> tuple[Facture, ...]:
    trouvee = workspace.projet.operation(OPERATION)
    assert trouvee is not None
    return trouvee[1].factures


def _plain(texte: str) -> str:
    return texte.replace("\u202f", " ").replace("\u00a0", " ")


def test_that_the_marches_and_the_factures_of_an_operation_without_demande_are_seen_and_added_up(onglet: OngletRealise):
    assert onglet.panneau.depenses.marches.modele.rowCount() == 2
    assert onglet.panneau.depenses.factures.modele.rowCount() == 6
    assert (
        _plain(onglet.resume.text())
        == "Coût prévu : 400 000,00 € HT · mandaté : 381 500,00 € HT, soit 95,4 % du coût prévu."
    )
    assert onglet.choix.isHidden()
    assert_accessible(onglet)


def test_that_an_amount_is_typed_and_a_block_pasted_there(onglet: OngletRealise, workspace: Workspace):
    factures = onglet.panneau.depenses.factures
    factures.write(_factures(workspace)[5].uid, "montant_ht", Decimal(950))
    assert _factures(workspace)[5].montant_ht == Decimal(950)
    factures.vue.setCurrentIndex(factures.modele.index(5, 4))
    QApplication.clipboard().setText("960\t1 152\r\n700\t840\r\n")
    QTest.keyClick(factures.vue, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [f.montant_ht for f in _factures(workspace)[5:]] == [Decimal(960), Decimal(700)]
    assert "1 ligne modifiée, 1 ligne ajoutée" in _plain(onglet.toast.accessibleName())
    onglet.toast.bouton().click()
    assert len(_factures(workspace)) == 6


def test_that_mandats_are_imported_there_and_taken_back(
    qtbot: QtBot, onglet: OngletRealise, workspace: Workspace, tmp_path: Path
):
    source = tmp_path / "mandats.csv"
    source.write_text(CSV, "utf-8")
    dialogues = onglet.panneau.importation.dialogues
    assert isinstance(dialogues, FauxDialogues)
    dialogues.reponse = source
    onglet.panneau.depenses.importer.click()
    qtbot.waitUntil(onglet.panneau.bandeau.isVisible)
    with qtbot.waitSignal(workspace.changed):
        onglet.panneau.bandeau.boutons()[0].click()
    assert [f.numero_mandat for f in _factures(workspace)[6:]] == ["2026-90", "2026-91"]
    workspace.undo()
    assert len(_factures(workspace)) == 6


def test_that_a_block_that_cannot_be_read_is_told_in_the_banner_of_the_window(
    fenetre_place: MainWindow, onglet: OngletRealise, workspace: Workspace
):
    factures = onglet.panneau.depenses.factures
    factures.vue.setCurrentIndex(factures.modele.index(0, 4))
    QApplication.clipboard().setText("7O0\r\n")
    QTest.keyClick(factures.vue, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Rien n’a été collé" in fenetre_place.messages.bandeau.titre()
    assert _factures(workspace)[0].montant_ht == Decimal("200000.10")


def test_that_one_of_several_operations_is_chosen_and_none_says_where_to_add_one(
    onglet: OngletRealise, workspace: Workspace
):
    fiche = workspace.projet.fiches[0].uid
    seconde = workspace.execute("Ajouter", add_operation, fiche, intitule="Phase 2")
    assert seconde is not None
    assert onglet.choix.isVisible()
    onglet.show_operation(seconde)
    assert onglet.panneau.depenses.factures.modele.rowCount() == 0
    assert _plain(onglet.resume.text()).startswith("Coût prévu : non renseigné · mandaté : 0,00 € HT.")
    for uid in (seconde, OPERATION):
        workspace.execute("Supprimer", remove_operation, uid, moment=MOMENT)
    assert onglet.vide.isVisible()
    assert not onglet.focus_champ("factures")
    workspace.undo()
    assert onglet.focus_champ("factures")


def test_that_a_hidden_tab_reads_nothing_until_it_is_seen(
    fenetre_place: MainWindow, onglet: OngletRealise, workspace: Workspace
):
    page = fenetre_place.pile.currentWidget()
    assert isinstance(page, FichesPage)
    page.editeur.onglets.setCurrentIndex(0)
    workspace.execute("Retirer", remove_factures, [_factures(workspace)[5].uid])
    assert onglet.panneau.depenses.factures.modele.rowCount() == 6
    page.editeur.onglets.setCurrentIndex(REALISE)
    assert onglet.panneau.depenses.factures.modele.rowCount() == 5
