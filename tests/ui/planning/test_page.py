"""The planning on the screen: bars dragged and stretched by hand and by keyboard, one act each, taken back by undo."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.domain.fiche_action import Phase
from models.domain.suivi.planning import Barre
from pvd_desktop.ui.planning.echelle import Echelle, Zoom
from pvd_desktop.ui.planning.page import PlanningPage
from pvd_desktop.ui.planning.peinture import Peintre
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace


def _show(workspace: Workspace, settings: Settings, qtbot: QtBot) -> PlanningPage:
    page = PlanningPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    return page


@pytest.fixture
def page(workspace: Workspace, settings: Settings, qtbot: QtBot) -> PlanningPage:
    return _show(workspace, settings, qtbot)


def _phase(workspace: Workspace, numero: str, rang: int) -> Phase:
    return next(f for f in workspace.projet.fiches if f.numero == numero).phases[rang]


def _choisie(page: PlanningPage, workspace: Workspace, numero: str, rang: int) -> Barre:
    assert page.vue.select(_phase(workspace, numero, rang).uid)
    barre = page.vue.barre
    assert barre is not None
    page.vue.center_on(barre.debut)
    return barre


def _drag(page: PlanningPage, barre: Barre, jours: int, *, prise: str = "milieu") -> None:
    vue = page.vue
    rang = next(r for r, ligne in enumerate(vue.lignes) if barre in ligne.barres)
    zone = vue.zone_de(rang, barre)
    x = {"milieu": zone.left() + min(zone.width() / 2, 40), "debut": zone.left() + 2}[prise]
    depart = QPoint(round(x), round(zone.center().y()))
    arrivee = depart + QPoint(round(jours * vue.echelle.jour), 0)
    QTest.mousePress(vue.viewport(), Qt.MouseButton.LeftButton, pos=depart)
    QTest.mouseMove(vue.viewport(), arrivee)
    QTest.mouseRelease(vue.viewport(), Qt.MouseButton.LeftButton, pos=arrivee)


def test_that_a_dragged_bar_moves_both_dates_in_one_act(page: PlanningPage, workspace: Workspace):
    barre = _choisie(page, workspace, "2.1", 3)
    _drag(page, barre, 30)
    bougee = _phase(workspace, "2.1", 3)
    assert (bougee.debut, bougee.fin) == (barre.debut + timedelta(days=30), barre.fin + timedelta(days=30))
    assert workspace.libelle_annuler == "Déplacer «\u00a0Travaux\u00a0»"
    workspace.undo()
    assert _phase(workspace, "2.1", 3) == barre.phase


def test_that_the_edge_of_a_bar_moves_one_date(page: PlanningPage, workspace: Workspace):
    barre = _choisie(page, workspace, "2.1", 3)
    _drag(page, barre, -10, prise="debut")
    etiree = _phase(workspace, "2.1", 3)
    assert (etiree.debut, etiree.fin) == (barre.debut - timedelta(days=10), barre.fin)


def test_that_escape_lets_a_bar_where_it_was(page: PlanningPage, workspace: Workspace):
    barre = _choisie(page, workspace, "2.1", 3)
    acte = workspace.dernier_acte
    rang = next(r for r, ligne in enumerate(page.vue.lignes) if barre in ligne.barres)
    depart = QPoint(round(page.vue.zone_de(rang, barre).left() + 40), round(page.vue.zone_de(rang, barre).center().y()))
    QTest.mousePress(page.vue.viewport(), Qt.MouseButton.LeftButton, pos=depart)
    QTest.mouseMove(page.vue.viewport(), depart + QPoint(60, 0))
    QTest.keyClick(page.vue, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.vue.viewport(), Qt.MouseButton.LeftButton, pos=depart + QPoint(60, 0))
    assert workspace.dernier_acte == acte


@pytest.mark.parametrize(
    ("modif", "debut", "fin"),
    [
        (Qt.KeyboardModifier.AltModifier, 7, 7),
        (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier, 1, 1),
        (Qt.KeyboardModifier.ShiftModifier, 0, 7),
    ],
)
def test_that_the_keyboard_moves_and_stretches(
    page: PlanningPage, workspace: Workspace, modif: Qt.KeyboardModifier, debut: int, fin: int
):
    barre = _choisie(page, workspace, "2.1", 3)
    QTest.keyClick(page.vue, Qt.Key.Key_Right, modif)
    bougee = _phase(workspace, "2.1", 3)
    assert (bougee.debut, bougee.fin) == (barre.debut + timedelta(days=debut), barre.fin + timedelta(days=fin))


def test_that_a_jalon_moves_its_only_date(page: PlanningPage, workspace: Workspace):
    barre = _choisie(page, workspace, "2.1", 4)
    QTest.keyClick(page.vue, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    bouge = _phase(workspace, "2.1", 4)
    assert (bouge.debut, bouge.fin) == (barre.debut - timedelta(days=7), None)


def test_that_the_arrows_go_from_bar_to_bar_and_say_each(page: PlanningPage, workspace: Workspace):
    _choisie(page, workspace, "2.1", 3)
    assert "Travaux, du 11/01/2027 au 31/08/2028" in page.vue.accessibleName()
    QTest.keyClick(page.vue, Qt.Key.Key_Right)
    assert "Ouverture au public, le 07/10/2028" in page.vue.accessibleName()
    QTest.keyClick(page.vue, Qt.Key.Key_Down)
    assert "2.2 · Ouvrir une boutique" in page.vue.accessibleName()


def test_that_enter_opens_the_phases_of_the_action(page: PlanningPage, workspace: Workspace, qtbot: QtBot):
    _choisie(page, workspace, "2.1", 3)
    with qtbot.waitSignal(page.objet_demande) as demande:
        QTest.keyClick(page.vue, Qt.Key.Key_Return)
    assert demande.args is not None
    objet, champ = demande.args
    assert (objet.libelle, champ) == ("2.1 · Transformer la halle aux grains en halle marchande", "phases")


def test_that_the_zoom_is_remembered(page: PlanningPage, workspace: Workspace, settings: Settings, qtbot: QtBot):
    page.show_zoom(Zoom.ANNEE)
    autre = _show(workspace, settings, qtbot)
    assert autre.vue.echelle.zoom is Zoom.ANNEE


def test_that_an_act_keeps_the_chosen_bar(page: PlanningPage, workspace: Workspace):
    barre = _choisie(page, workspace, "2.1", 3)
    QTest.keyClick(page.vue, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.vue.barre is not None
    assert page.vue.barre.phase.uid == barre.phase.uid


def test_that_a_read_only_project_is_only_looked_at(
    workspace_lecture_seule: Workspace, settings: Settings, qtbot: QtBot
):
    page = _show(workspace_lecture_seule, settings, qtbot)
    barre = _choisie(page, workspace_lecture_seule, "2.1", 3)
    _drag(page, barre, 30)
    QTest.keyClick(page.vue, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert _phase(workspace_lecture_seule, "2.1", 3) == barre.phase


def test_that_a_plan_without_phase_leads_to_the_plan(workspace_vide: Workspace, settings: Settings, qtbot: QtBot):
    page = _show(workspace_vide, settings, qtbot)
    (vide,) = page.findChildren(EtatVide)
    with qtbot.waitSignal(page.page_demandee) as demande:
        vide.action_triggered.emit()
    assert demande.args == ["plan_action"]


def test_that_the_menu_offers_pages_and_a_picture(page: PlanningPage):
    textes = [action.text() for action in page.fill().actions()]
    assert "Document PDF…" in textes
    assert "Image PNG…" in textes


def test_that_everything_has_a_name(page: PlanningPage):
    assert_accessible(page)


def test_that_days_and_places_are_the_same_thing():
    echelle = Echelle(date(2026, 1, 1), date(2027, 12, 31), Zoom.TRIMESTRE, 1.6)
    for jour in (date(2026, 1, 1), date(2026, 7, 14), date(2027, 12, 31)):
        assert echelle.date_en(echelle.x(jour) + 0.1) == jour
    reperes = echelle.reperes(0, echelle.x(date(2026, 12, 1)))
    assert [repere.texte for repere in reperes] == [f"T{rang} 2026" for rang in range(1, 5)]


def test_that_the_word_of_time_that_goes_gives_its_place_to_the_next(page: PlanningPage):
    page.show_zoom(Zoom.TRIMESTRE)
    echelle = page.vue.echelle
    bord = echelle.x(next(r.jour for r in list(echelle.reperes(0, echelle.largeur))[1:]))

    def entete(gauche: float) -> QImage:
        image = QImage(300, 36, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        Peintre().paint_entete(painter, echelle, gauche, QRectF(0, 0, 300, 36))
        painter.end()
        return image

    # One pixel before, the end of the former quarter shows: its word does not.
    assert entete(bord - 1).copy(1, 0, 250, 36) == entete(bord).copy(0, 0, 250, 36)
