"""The month: holidays, échéances over several days, keys from day to day, the details that open their place."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.echeances import add_echeance
from models.domain.fiche_action import FicheAction, Phase
from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui.calendrier.mois import MoisPage
from pvd_desktop.ui.calendrier.mois_modele import ROLE_JOUR, Jour, borner, build_jours, premier_lundi
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace_vide: Workspace, qtbot: QtBot) -> MoisPage:
    workspace_vide.execute("Noël", add_echeance, intitule="Marché de Noël", jour=date(2026, 12, 25))
    workspace_vide.execute(
        "Enquête", add_echeance, intitule="Enquête publique", jour=date(2026, 11, 27), fin=date(2026, 12, 3)
    )
    page = MoisPage(workspace_vide)
    qtbot.addWidget(page)
    page.resize(1166, 680)
    with qtbot.waitSignal(page._chomes.prets, timeout=10_000):
        page.show()
    return page


def _du(page: MoisPage, jour: date) -> Jour:
    lu = page.modele.index_of(jour).data(ROLE_JOUR)
    assert isinstance(lu, Jour)
    return lu


def _details(page: MoisPage) -> list[str]:
    items = (page.details.item(row) for row in range(page.details.count()))
    return [item.text().splitlines()[0] for item in items]


def test_that_the_month_of_today_opens_on_today(page: MoisPage):
    assert page.titre.text() == "Novembre\u00a02026"
    assert page.grille.jour() == date(2026, 11, 21)
    assert page.resume() == "1 échéance en novembre\u00a02026"


def test_that_the_grid_begins_on_a_monday_and_holds_the_whole_month():
    for mois in (date(2026, 2, 1), date(2026, 11, 21), date(2027, 8, 31)):
        assert premier_lundi(mois).weekday() == 0
        jours = {jour.jour for jour in build_jours(mois, (), (), lambda _: "") if jour.du_mois}
        assert {j.month for j in jours} == {mois.month}
        assert len(jours) >= 28


def test_that_an_echeance_of_several_days_stands_on_each_of_them(page: MoisPage):
    portees = [jour.day for jour in (date(2026, 11, d) for d in range(26, 31)) if _du(page, jour).echeances]
    assert portees == [27, 28, 29, 30]
    page.show_jour(date(2026, 12, 3))
    assert [e.intitule for e in _du(page, date(2026, 12, 3)).echeances] == ["Enquête publique"]
    assert not _du(page, date(2026, 12, 4)).echeances


def test_that_a_holiday_says_its_name(page: MoisPage):
    page.show_jour(date(2026, 12, 25))
    assert _du(page, date(2026, 12, 25)).ferie == "Noël"
    assert page._ferie.text() == "Jour férié\u00a0: Noël"
    assert "vendredi 25" in page.modele.index_of(date(2026, 12, 25)).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize(
    ("touche", "jour"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 20)),
        (Qt.Key.Key_Right, date(2026, 11, 22)),
        (Qt.Key.Key_Up, date(2026, 11, 14)),
        (Qt.Key.Key_Down, date(2026, 11, 28)),
        (Qt.Key.Key_PageDown, date(2026, 12, 21)),
        (Qt.Key.Key_PageUp, date(2026, 10, 21)),
    ],
)
def test_that_keys_go_from_day_to_day_and_from_month_to_month(page: MoisPage, touche: Qt.Key, jour: date):
    QTest.keyClick(page.grille, touche)
    assert page.grille.jour() == page.jour == jour


def test_that_arrows_cross_the_end_of_the_month(page: MoisPage):
    page.show_jour(date(2026, 11, 30))
    QTest.keyClick(page.grille, Qt.Key.Key_Right)
    assert (page.jour, page.titre.text()) == (date(2026, 12, 1), "Décembre\u00a02026")
    page.aujourd_hui.click()
    assert page.titre.text() == "Novembre\u00a02026"


def test_that_nobody_falls_off_the_calendar(page: MoisPage):
    for jour in (date.min, date.max):
        page.show_jour(borner(jour))
        assert page.grille.jour() == borner(jour)


def test_that_the_details_open_what_they_speak_of(page: MoisPage, qtbot: QtBot):
    page.show_jour(date(2026, 12, 25))
    QTest.keyClick(page.grille, Qt.Key.Key_Return)
    assert page.details.currentRow() == 0
    item = page.details.item(0)
    assert isinstance(item, QListWidgetItem)
    with qtbot.waitSignal(page.objet_demande) as signal:
        page.details.itemActivated.emit(item)
    assert signal.args is not None
    assert signal.args[0].type == "echeance"


def test_that_a_day_is_noted_where_one_stands(page: MoisPage, workspace_vide: Workspace):
    page.show_jour(date(2026, 12, 8))
    page.noter.click()
    assert page.dialogue is not None
    assert page.dialogue.jour.valeur() == date(2026, 12, 8)
    page.dialogue.intitule.setText("Vœux du maire")
    page.dialogue.intitule.setModified(True)
    page.dialogue.accept_typed()
    assert _details(page) == ["Vœux du maire"]
    workspace_vide.undo()
    assert _details(page) == []


def test_that_phases_under_way_are_told_beside_the_day():
    phase = Phase(intitule="Travaux", debut=date(2026, 11, 2), fin=date(2026, 11, 20))
    une = FicheAction(intitule="Halle", statut=StatutAction.EN_COURS, phases=(phase,))
    jours = build_jours(date(2026, 11, 1), (), (une, une.__class__(statut=StatutAction.ABANDONNEE)), lambda _: "")
    en_cours = [jour.jour.day for jour in jours if jour.phases and jour.du_mois]
    assert en_cours == list(range(2, 21))


def test_that_the_model_and_the_controls_are_sound(page: MoisPage, qtmodeltester: ModelTester):
    qtmodeltester.check(page.modele)
    assert_accessible(page)
