"""The solde of a demande from the window: looked at, exported, asked for, received; and a project one may only read."""

import json
from datetime import date
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from openpyxl import load_workbook
from paiements import DEMANDE, DSIL, make_place
from projets import MOMENT
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.importation import import_projet
from models.domain.demandes.situee import situer
from models.domain.vocabulaire import NatureVersement
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs
from models.store.database import Database
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import DEMANDES
from pvd_desktop.ui.paiement.onglet import OngletPaiement
from pvd_desktop.ui.rubrique_demande import ContexteDemande
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The project of a place to be settled, closed."""
    path = tmp_path / "place.pvd"
    database = Database.create(path)
    database.execute("Importer", import_projet, make_place(), moment=MOMENT)
    database.close()
    return path


@pytest.fixture
def onglet(qtbot: QtBot, fenetre: MainWindow, place: Path) -> OngletPaiement:
    fenetre.ouverture.open_now(place)
    fenetre.navigation.show_page(DEMANDES)
    page = fenetre.pile.currentWidget()
    assert isinstance(page, DemandesPage)
    qtbot.waitUntil(lambda: not page.lecture.en_cours, timeout=10_000)
    page.show_demande(DEMANDE)
    onglet = page.detail.onglets.show_onglet("paiement")
    assert isinstance(onglet, OngletPaiement)
    return onglet


def test_that_the_solde_is_asked_for_written_and_received(
    qtbot: QtBot, fenetre: MainWindow, onglet: OngletPaiement, dialogues: FauxDialogues, tmp_path: Path
):
    workspace = fenetre.workspace
    assert workspace is not None
    onglet.resume.boutons[NatureVersement.SOLDE].click()
    trouvee = workspace.projet.financement(DSIL)
    assert trouvee is not None
    solde = trouvee[2].versements[-1]
    assert solde.date_demande == date(2026, 11, 21)

    dialogues.reponse = tmp_path / "etat.xlsx"
    onglet.resume.export.emit("etat-depenses", ".xlsx")
    qtbot.waitUntil(dialogues.reponse.exists, timeout=20_000)
    classeur = load_workbook(dialogues.reponse, data_only=True)
    assert 380_000 in [c for ligne in classeur["Mandats"].iter_rows(values_only=True) for c in ligne]

    onglet.versements.write(solde.uid, "date_encaissement", date(2026, 12, 1))
    textes = json.dumps(onglet.resume.textes(), ensure_ascii=False)
    assert "114\u202f000,00" in textes
    assert onglet.resume.textes()["Reste à recevoir"].startswith("0,00")


def test_that_a_project_one_may_only_read_shows_everything_and_changes_nothing(
    qapp: QApplication, qtbot: QtBot, place: Path, settings: Settings, aujourd_hui: date
):
    del qapp
    database = Database.open(place, lecture_seule=True)
    workspace = Workspace(database, load_bareme(), aujourd_hui=lambda: aujourd_hui)
    onglet = OngletPaiement(ContexteDemande(Ecrivain(workspace), settings))
    qtbot.addWidget(onglet)
    onglet.show()
    onglet.show_demande(situer(workspace.projet.demandes[0], workspace.projet, load_dispositifs()))
    assert onglet.panneau.depenses.factures.modele.rowCount() == 6
    assert not onglet.panneau.depenses.importer.isVisible()
    assert not any(bouton.isEnabled() for bouton in onglet.resume.boutons.values())
    assert onglet.resume.documents.isEnabled()
    workspace.close()
