"""Every point à vérifier leads somewhere: to the page, the tab, the card or the party it speaks of."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.commands.convention import add_partie
from models.commands.territoire import add_secteur, update_territoire
from models.domain.regles import Constat, Objet
from models.domain.regles.ort import verifier_ort
from models.domain.regles.ort_contexte import ContexteOrt
from models.domain.vocabulaire import RegimeOrt, RolePartie
from pvd_desktop.ui.convention.page import ConventionPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import CONVENTION, PLAN, TERRITOIRE
from pvd_desktop.ui.territoire.page import ORT, SECTEURS, TerritoirePage
from pvd_desktop.ui.workspace import Workspace

JOUR = date(2026, 11, 21)


def _ouvert(fenetre: MainWindow) -> Workspace:
    workspace = fenetre.workspace
    assert workspace is not None
    return workspace


def _ort(workspace: Workspace, code: str) -> Constat:
    return next(c for c in verifier_ort(workspace.projet, JOUR) if c.code == code)


def _page(fenetre: MainWindow) -> QWidget:
    page = fenetre.pile.currentWidget()
    assert page is not None
    return page


def test_that_every_point_of_the_example_opens_a_field(fenetre_exemple: MainWindow):
    fenetre_exemple.activateWindow()
    constats = _ouvert(fenetre_exemple).constats()
    assert "ORT-11" in {c.code for c in constats}
    for constat in constats:
        fenetre_exemple.navigation.show_objet(constat.objet, constat.champ)
        assert fenetre_exemple.navigation.courante in {PLAN, TERRITOIRE}
        actif = fenetre_exemple.focusWidget()
        assert actif is not None
        assert _page(fenetre_exemple).isAncestorOf(actif), constat


def test_that_a_late_report_of_the_ort_leads_to_its_date_and_the_date_silences_it(fenetre_exemple: MainWindow):
    workspace = _ouvert(fenetre_exemple)
    constat = _ort(workspace, "ORT-11")
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_objet(constat.objet, constat.champ)
    page = _page(fenetre_exemple)
    assert isinstance(page, TerritoirePage)
    assert page.onglets.currentIndex() == ORT
    champ = page.onglet(ORT).formulaire.editeur("ort_dernier_bilan")  # pyright: ignore[reportAttributeAccessIssue]
    assert fenetre_exemple.focusWidget() is champ
    workspace.execute("Noter le bilan", update_territoire, ort_dernier_bilan=workspace.aujourd_hui())
    assert "ORT-11" not in {c.code for c in workspace.constats()}


def test_that_a_secteur_without_limits_leads_to_its_card(fenetre_exemple: MainWindow, qtbot: QtBot):
    workspace = _ouvert(fenetre_exemple)
    uid = workspace.execute("Ajouter", add_secteur, nom="Faubourg")
    constat = _ort(workspace, "ORT-04")
    assert constat.objet.uid == uid
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_objet(constat.objet, constat.champ)
    page = _page(fenetre_exemple)
    assert isinstance(page, TerritoirePage)
    assert page.onglets.currentIndex() == SECTEURS
    qtbot.waitUntil(page.secteurs.pile.cartes()[-1].champs["commune"].editeur.hasFocus)


def test_that_a_missing_deliberation_leads_to_its_party(fenetre_exemple: MainWindow):
    workspace = _ouvert(fenetre_exemple)
    workspace.execute("Préparer", update_territoire, date_convention=None)
    uid = workspace.execute("Ajouter", add_partie, role=RolePartie.BENEFICIAIRE_COMMUNE)
    constat = _ort(workspace, "ORT-14")
    assert constat.objet.uid == uid
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_objet(constat.objet, constat.champ)
    page = _page(fenetre_exemple)
    assert isinstance(page, ConventionPage)
    assert page.partie.isVisible()
    assert fenetre_exemple.focusWidget() is page.partie.formulaire.editeur("acte_date")


@pytest.mark.parametrize(("quoi", "page"), [("parties", CONVENTION), ("secteurs", TERRITOIRE), ("plan", PLAN)])
def test_that_a_point_on_a_whole_leads_to_its_page(fenetre_exemple: MainWindow, quoi: str, page: str):
    contexte = ContexteOrt(_ouvert(fenetre_exemple).projet, JOUR)
    objets = {"parties": contexte.sur_parties(), "secteurs": contexte.sur_secteurs(), "plan": contexte.sur_plan()}
    assert objets[quoi].type == quoi
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_objet(objets[quoi], "")
    assert fenetre_exemple.navigation.courante == page
    actif = fenetre_exemple.focusWidget()
    assert actif is not None
    assert _page(fenetre_exemple).isAncestorOf(actif)


def test_that_the_points_of_the_ort_go_with_its_regime(fenetre_exemple: MainWindow):
    workspace = _ouvert(fenetre_exemple)
    assert "ORT-11" in {c.code for c in workspace.constats()}
    workspace.execute("Changer de régime", update_territoire, regime_ort=RegimeOrt.SANS_ORT)
    assert not [c for c in workspace.constats() if c.code.startswith("ORT-")]
    workspace.undo()
    sans_parties = replace(workspace.projet, convention=replace(workspace.projet.convention, parties=()))
    assert {c.code for c in verifier_ort(sans_parties, JOUR)} == {"ORT-11"}


@pytest.mark.parametrize("champ", ["date_achevement", "rang_intention"])
def test_that_the_field_at_the_end_of_a_form_is_in_sight_the_first_time(
    fenetre_exemple: MainWindow, qapp: QApplication, champ: str
):
    fenetre_exemple.resize(1366, 768)
    fenetre_exemple.show()
    fenetre_exemple.activateWindow()
    qapp.processEvents()
    fiche = next(f for f in _ouvert(fenetre_exemple).projet.fiches if f.numero == "3.1")
    objet = Objet(type="operation", uid=fiche.operations[-1].uid, libelle="", fiche=fiche.uid)
    fenetre_exemple.navigation.show_objet(objet, champ)
    # The tables above it take their height after it was shown.
    for _ in range(4):
        qapp.processEvents()
    actif = fenetre_exemple.focusWidget()
    assert isinstance(actif, QLineEdit)
    assert not actif.visibleRegion().isEmpty()
