"""Page « Points à vérifier »: grouped, five first, set aside with a reason and taken back."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.constats import ignore_constat
from models.commands.demandes import update_demande
from models.commands.fiches import update_fiche
from models.commands.territoire import update_territoire
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import Gravite, Jalon
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import POINTS, TERRITOIRE
from pvd_desktop.ui.points.ligne import LignePoint
from pvd_desktop.ui.points.page import PointsPage
from pvd_desktop.ui.points.section import SectionPoints
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> PointsPage:
    page = PointsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def _shown(page: PointsPage) -> list[Constat]:
    return [ligne.constat for jalon in Jalon for ligne in page.section(jalon).lignes()]


def _constat(rang: int, gravite: Gravite = Gravite.GRAVE) -> Constat:
    objet = Objet(type="fiche", uid=Uid(f"u{rang}"), libelle=f"Action {rang}", fiche=Uid(f"u{rang}"))
    return Constat(
        code="FA-00", gravite=gravite, jalon=Jalon.DEPOT, message=f"Message {rang}", remede="Faire.", objet=objet
    )


def test_that_the_page_shows_every_point_by_milestone_then_gravity(page: PointsPage, workspace: Workspace):
    for jalon in Jalon:
        page.section(jalon).bouton_suite().click()
    montres = _shown(page)
    assert set(montres) == set(workspace.constats())
    ordre = [(list(Jalon).index(c.jalon), list(Gravite).index(c.gravite)) for c in montres]
    assert all(avant <= apres for avant, apres in pairwise(ordre))


def test_that_a_point_leads_to_its_field_with_the_keyboard_alone(page: PointsPage, qtbot: QtBot):
    ligne = page.section(Jalon.DEPOT).lignes()[0]
    ligne.setFocus()
    with qtbot.waitSignal(page.objet_demande) as signal:
        QTest.keyClick(ligne, Qt.Key.Key_Return)
    assert signal.args == [ligne.constat.objet, ligne.constat.champ]


def test_that_the_point_of_the_convention_leads_to_the_date_that_answers_it(fenetre_exemple: MainWindow):
    workspace, navigation = fenetre_exemple.workspace, fenetre_exemple.navigation
    assert workspace is not None
    workspace.execute("Oublier", update_territoire, date_adhesion=date(2026, 1, 5), date_convention=None)
    navigation.show_page(POINTS)
    points = fenetre_exemple.pile.currentWidget()
    assert isinstance(points, PointsPage)
    ligne = points.section(Jalon.SIGNATURE).lignes()[0]
    assert ligne.constat.code == "CV-01"
    fenetre_exemple.activateWindow()
    ligne.setFocus()
    QTest.keyClick(ligne, Qt.Key.Key_Return)
    assert navigation.courante == TERRITOIRE
    champ = fenetre_exemple.focusWidget()
    assert isinstance(champ, DateEdit)
    assert champ.accessibleName() == "Convention-cadre"
    workspace.execute("Signer", update_territoire, date_convention=date(2026, 11, 2))
    assert "CV-01" not in {constat.code for constat in workspace.constats()}


def test_that_a_click_leads_to_the_field(page: PointsPage, qtbot: QtBot):
    ligne = page.section(Jalon.DEPOT).lignes()[1]
    with qtbot.waitSignal(page.objet_demande):
        QTest.mouseClick(ligne, Qt.MouseButton.LeftButton)


def test_that_a_point_is_set_aside_only_with_a_reason_and_comes_back(page: PointsPage, workspace: Workspace):
    ligne = page.section(Jalon.DEPOT).lignes()[0]
    constat = ligne.constat
    ligne.bouton_ignorer().click()
    assert not ligne.bouton_confirmer().isEnabled()
    ligne.motif().setText("  Dérogation du   préfet ")
    ligne.bouton_confirmer().click()
    assert constat not in _shown(page)
    (ignore,) = workspace.projet.constats_ignores
    assert (ignore.code, ignore.objet, ignore.motif) == (constat.code, constat.objet.uid, "Dérogation du préfet")
    ignores = page.ignores()
    assert ignores.bascule().text() == "1 point ignoré"
    ignores.bascule().click()
    ignores.lignes()[0].bouton().click()
    assert constat in _shown(page)
    assert workspace.libelle_annuler == f"Reprendre le point {constat.code}"


@pytest.fixture
def deux_dates(page: PointsPage, workspace: Workspace) -> tuple[LignePoint, LignePoint]:
    """Two points of one rule about one demande, each on a date of its own."""
    demande = workspace.projet.demandes[0].uid
    dates = {"date_depot": date(2026, 3, 3), "date_accuse": date(2026, 3, 2), "date_completude": date(2026, 3, 1)}
    workspace.execute("Dater", update_demande, demande, **dates)
    section = page.section(Jalon.DEPOT)
    section.bouton_suite().click()
    un, autre, *_ = (li for li in section.lignes() if li.constat.code == "DEM-01" and li.constat.objet.uid == demande)
    return un, autre


def test_that_a_point_is_set_aside_for_its_field_alone(
    page: PointsPage, workspace: Workspace, deux_dates: tuple[LignePoint, LignePoint]
):
    un, autre = deux_dates
    _set_aside(un)
    assert un.constat not in _shown(page)
    assert autre.constat in _shown(page)
    (ignore,) = workspace.projet.constats_ignores
    assert ignore.champ == un.constat.champ


def test_that_what_was_set_aside_for_every_field_names_all_it_keeps_quiet_and_comes_back_at_once(
    page: PointsPage, workspace: Workspace, deux_dates: tuple[LignePoint, LignePoint]
):
    constats = [ligne.constat for ligne in deux_dates]
    workspace.execute("Ignorer", ignore_constat, "DEM-01", constats[0].objet.uid, motif="Dates du courrier")
    assert not set(constats) & set(_shown(page))
    (ignoree,) = page.ignores().lignes()
    nom = ignoree.bouton().accessibleName()
    assert all(constat.message in nom for constat in constats)
    ignoree.bouton().click()
    assert set(constats) <= set(_shown(page))


def _set_aside(ligne: LignePoint) -> None:
    ligne.open_motif()
    ligne.motif().setText("Dérogation du préfet")
    QTest.keyClick(ligne.motif(), Qt.Key.Key_Return)


def test_that_the_keyboard_goes_to_the_next_point_when_one_is_set_aside(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(POINTS)
    page, workspace = fenetre_exemple.findChild(PointsPage), fenetre_exemple.workspace
    assert page is not None
    assert workspace is not None
    # Its line is made after the others: Qt would leave it for the first button of the window.
    fiches = workspace.projet.fiches
    workspace.execute("Numéroter", update_fiche, fiches[1].uid, numero=fiches[0].numero)
    neuve = next(li for j in Jalon for li in page.section(j).lignes() if li.constat.code == "FA-01")
    section = next(page.section(j) for j in Jalon if neuve in page.section(j).lignes())
    rang = section.lignes().index(neuve)
    _set_aside(neuve)
    assert section.lignes()[rang].hasFocus()
    while section.lignes():
        _set_aside(section.lignes()[-1])
        focus = fenetre_exemple.focusWidget()
        assert isinstance(focus, LignePoint)
        assert page.isAncestorOf(focus)


def test_that_escape_gives_up_setting_a_point_aside(page: PointsPage, workspace: Workspace):
    ligne = page.section(Jalon.DEPOT).lignes()[0]
    ligne.open_motif()
    ligne.motif().setText("rien")
    QTest.keyClick(ligne.motif(), Qt.Key.Key_Escape)
    assert not ligne.motif().isVisible()
    assert workspace.projet.constats_ignores == ()


def test_that_a_line_keeps_its_focus_and_its_typed_reason_when_the_project_changes(
    page: PointsPage, workspace: Workspace
):
    ligne = page.section(Jalon.DEPOT).lignes()[1]
    ligne.open_motif()
    ligne.motif().setText("en cours de frappe")
    fiches = workspace.projet.fiches
    workspace.execute("Numéroter", update_fiche, fiches[1].uid, numero=fiches[0].numero)
    assert ligne in page.section(Jalon.DEPOT).lignes()
    assert ligne.motif().text() == "en cours de frappe"


def test_that_the_page_after_acts_equals_a_page_built_anew(page: PointsPage, workspace: Workspace, qtbot: QtBot):
    fiches = workspace.projet.fiches
    workspace.execute("Numéroter", update_fiche, fiches[1].uid, numero=fiches[0].numero)
    workspace.execute("Numéroter", update_fiche, fiches[2].uid, numero=fiches[0].numero)
    workspace.undo()
    neuve = PointsPage(workspace)
    qtbot.addWidget(neuve)
    neuve.show()
    assert _shown(page) == _shown(neuve)
    assert page.resume() == neuve.resume()


def test_that_a_hidden_page_reads_nothing_until_it_is_seen(page: PointsPage, workspace: Workspace):
    page.hide()
    fiches = workspace.projet.fiches
    avant = _shown(page)
    workspace.execute("Numéroter", update_fiche, fiches[1].uid, numero=fiches[0].numero)
    assert _shown(page) == avant
    page.show()
    assert len(_shown(page)) > len(avant)


def test_that_five_points_are_shown_first_and_the_others_when_asked(qtbot: QtBot):
    section = SectionPoints(Jalon.DEPOT)
    qtbot.addWidget(section)
    section.show()
    section.set_constats([_constat(rang) for rang in range(12)])
    assert len(section.lignes()) == 5
    assert section.bouton_suite().text() == "Afficher les 7 autres"
    section.bouton_suite().click()
    assert [ligne.constat.message for ligne in section.lignes()] == [f"Message {rang}" for rang in range(12)]
    assert not section.bouton_suite().isVisible()


def test_that_hundreds_of_points_come_fifty_at_a_time(qtbot: QtBot):
    section = SectionPoints(Jalon.DEPOT)
    qtbot.addWidget(section)
    section.set_constats([_constat(rang) for rang in range(400)])
    assert section.bouton_suite().text() == "Afficher 50 autres sur 395"
    section.bouton_suite().click()
    assert len(section.lignes()) == 55


def test_that_a_point_that_changes_keeps_its_line(qtbot: QtBot):
    section = SectionPoints(Jalon.DEPOT)
    qtbot.addWidget(section)
    section.set_constats([_constat(0), _constat(1)])
    premiere, seconde = section.lignes()
    autre = replace(_constat(1), message="Autre message")
    section.set_constats([autre, _constat(0)])
    assert section.lignes() == (seconde, premiere)
    assert seconde.constat == autre
    assert "Autre message" in seconde.accessibleName()


def test_that_a_project_without_points_says_what_the_page_is_for(workspace_vide: Workspace, qtbot: QtBot):
    page = PointsPage(workspace_vide)
    qtbot.addWidget(page)
    page.show()
    assert page.resume() == "Aucun point à vérifier"
    assert page._vide.isVisible()


def test_that_a_read_only_project_offers_to_set_nothing_aside(workspace_lecture_seule: Workspace, qtbot: QtBot):
    page = PointsPage(workspace_lecture_seule)
    qtbot.addWidget(page)
    page.show()
    assert not page.section(Jalon.DEPOT).lignes()[0].bouton_ignorer().isVisible()


def test_that_every_widget_of_the_page_has_a_name(page: PointsPage, workspace: Workspace):
    ligne = page.section(Jalon.DEPOT).lignes()[0]
    ligne.open_motif()
    assert_accessible(page)


def test_that_the_day_of_the_tests_is_the_one_of_the_rules(workspace: Workspace, aujourd_hui: date):
    assert workspace.aujourd_hui() == aujourd_hui
