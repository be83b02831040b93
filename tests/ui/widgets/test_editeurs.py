"""The editors: a value that is always valid, a typed text that is never lost."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.taux_edit import TauxEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

DeuxChamps = Callable[[SaisieEdit[Any]], QLineEdit]
JOUR = date(2026, 11, 21)


def _date_edit() -> DateEdit:
    return DateEdit(lambda: JOUR)


def _type(champ: QLineEdit, texte: str) -> None:
    """What keys would do, accents included: insert() marks the field as modified by the user."""
    champ.selectAll()
    champ.insert(texte)
    champ.setModified(True)
    champ.textEdited.emit(champ.text())


@pytest.fixture
def deux_champs(qtbot: QtBot) -> DeuxChamps:
    """Shows an editor beside another field, to move the focus between them."""

    fenetre = QWidget()

    def show(champ: SaisieEdit[Any]) -> QLineEdit:
        qtbot.addWidget(fenetre)
        disposition = QVBoxLayout(fenetre)
        autre = QLineEdit(fenetre)
        disposition.addWidget(champ)
        disposition.addWidget(autre)
        fenetre.show()
        fenetre.activateWindow()
        champ.setFocus()
        qtbot.waitUntil(champ.hasFocus)
        return autre

    return show


@pytest.mark.parametrize(
    ("fabrique", "tape", "valeur", "montre"),
    [
        (MontantEdit, "12345,6", Decimal("12345.60"), "12\u202f345,60\u00a0€"),
        (MontantEdit, "=3*450", Decimal("1350.00"), "1\u202f350,00\u00a0€"),
        (TauxEdit, "5,5", Decimal("0.055"), "5,5\u00a0%"),
        (_date_edit, "3/4/26", date(2026, 4, 3), "03/04/2026"),
        (_date_edit, "+30", date(2026, 12, 21), "21/12/2026"),
        (AnneeEdit, "26", 2026, "2026"),
        (TexteEdit, "  Halle\ncouverte ", "Halle couverte", "Halle couverte"),
    ],
)
def test_that_a_typed_text_becomes_a_value_on_enter(
    qtbot: QtBot, fabrique: Callable[[], SaisieEdit[Any]], tape: str, valeur: object, montre: str
):
    champ = fabrique()
    qtbot.addWidget(champ)
    _type(champ, tape)
    with qtbot.waitSignal(champ.valeur_validee) as emis:
        qtbot.keyClick(champ, Qt.Key.Key_Return)
    assert emis.args == [valeur]
    assert champ.valeur() == valeur
    assert champ.text() == montre


def test_that_leaving_a_field_validates_it_once(deux_champs: DeuxChamps, qtbot: QtBot):
    champ = MontantEdit()
    autre = deux_champs(champ)
    recues: list[object] = []
    champ.valeur_validee.connect(recues.append)
    _type(champ, "100")
    qtbot.keyClick(champ, Qt.Key.Key_Return)
    autre.setFocus()
    qtbot.waitUntil(autre.hasFocus)
    assert recues == [Decimal(100)]


def test_that_emptying_an_amount_is_not_zero(qtbot: QtBot):
    champ = MontantEdit()
    qtbot.addWidget(champ)
    champ.set_valeur(Decimal(5))
    _type(champ, "")
    with qtbot.waitSignal(champ.valeur_validee) as emis:
        assert champ.commit()
    assert emis.args == [None]
    assert champ.text() == ""
    assert champ.placeholderText() == "Non renseigné"


@pytest.mark.parametrize(
    ("fabrique", "tape"),
    [
        (MontantEdit, "1 234,5O €"),
        (MontantEdit, "-3"),
        (_date_edit, "31/02/2026"),
        (TauxEdit, "120"),
        (AnneeEdit, "20x6"),
    ],
)
def test_that_an_invalid_text_stays_on_screen_with_its_remedy(
    qtbot: QtBot, fabrique: Callable[[], SaisieEdit[Any]], tape: str
):
    champ = fabrique()
    qtbot.addWidget(champ)
    _type(champ, tape)
    with qtbot.assertNotEmitted(champ.valeur_validee):
        assert not champ.commit()
    assert champ.text() == tape
    assert champ.erreur()
    assert champ.accessibleDescription() == champ.erreur()
    assert champ.property("etat") == "erreur"


def test_that_a_refresh_keeps_an_invalid_text_but_a_new_value_replaces_it(qtbot: QtBot):
    champ = MontantEdit()
    qtbot.addWidget(champ)
    champ.set_valeur(Decimal(5))
    _type(champ, "abc")
    champ.commit()
    champ.set_valeur(Decimal(5))
    assert champ.text() == "abc"
    champ.set_valeur(Decimal(6))
    assert champ.text() == "6,00\u00a0€"
    assert champ.erreur() == ""


def test_that_escape_gives_back_the_stored_value(qtbot: QtBot):
    champ = MontantEdit()
    qtbot.addWidget(champ)
    champ.set_valeur(Decimal(5))
    _type(champ, "abc")
    champ.commit()
    qtbot.keyClick(champ, Qt.Key.Key_Escape)
    assert champ.text() == "5,00\u00a0€"
    assert champ.commit()


def test_that_a_refresh_does_not_disturb_someone_who_is_typing(deux_champs: DeuxChamps):
    champ = TexteEdit()
    deux_champs(champ)
    _type(champ, "Halle")
    champ.set_valeur("Marché")
    assert champ.text() == "Halle"
    assert champ.commit()
    assert champ.valeur() == "Halle"


def test_that_a_refresh_reaches_a_focused_field_nobody_types_in(deux_champs: DeuxChamps):
    champ = TexteEdit()
    deux_champs(champ)
    champ.set_valeur("Marché")
    assert champ.text() == "Marché"


def test_that_showing_a_value_emits_nothing(qtbot: QtBot):
    champ = TexteEdit()
    qtbot.addWidget(champ)
    with qtbot.assertNotEmitted(champ.valeur_validee):
        champ.set_valeur("Halle")
        champ.commit()


def test_that_a_text_too_long_is_refused_and_never_cut(qtbot: QtBot):
    champ = TexteEdit(10)
    qtbot.addWidget(champ)
    _type(champ, "Halle couverte")
    assert not champ.commit()
    assert champ.text() == "Halle couverte"
    assert "14" in champ.erreur()
    assert "10" in champ.erreur()


def test_that_a_day_picked_in_the_calendar_is_validated(deux_champs: DeuxChamps, qtbot: QtBot):
    champ = _date_edit()
    deux_champs(champ)
    champ.open_calendrier()
    calendrier = champ.findChild(QCalendarWidget)
    assert calendrier is not None
    assert calendrier.selectedDate() == QDate(2026, 11, 21)
    assert calendrier.firstDayOfWeek() is Qt.DayOfWeek.Monday
    with qtbot.waitSignal(champ.valeur_validee) as emis:
        calendrier.clicked.emit(QDate(2027, 1, 4))
    assert emis.args == [date(2027, 1, 4)]


def test_that_a_read_only_date_opens_no_calendar(qtbot: QtBot):
    champ = _date_edit()
    qtbot.addWidget(champ)
    champ.set_lecture_seule(True)
    champ.open_calendrier()
    assert champ.findChild(QCalendarWidget) is None
    assert champ.isReadOnly()


@pytest.mark.parametrize("fabrique", [MontantEdit, TauxEdit, _date_edit, AnneeEdit, TexteEdit])
def test_that_an_editor_says_what_it_is(qtbot: QtBot, fabrique: Callable[[], SaisieEdit[Any]]):
    champ = fabrique()
    qtbot.addWidget(champ)
    interface = QAccessible.queryAccessibleInterface(champ)
    assert interface.text(QAccessible.Text.Name)
    assert interface.role() is QAccessible.Role.EditableText
