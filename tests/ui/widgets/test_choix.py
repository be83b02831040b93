"""Lists of choices: members come back as members, nothing is lost when a list changes."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from models.domain.vocabulaire import CategorieOrt, Priorite, StatutAction, Theme
from pvd_desktop.ui.widgets.case import CaseCocher, CaseLongue
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.flux import FluxLayout


def _choose(liste: ChoixCombo, texte: str) -> None:
    """What picking an entry does."""
    row = liste.findText(texte)
    liste.setCurrentIndex(row)
    liste.activated.emit(row)


def _wheel(liste: ChoixCombo) -> None:
    evenement = QWheelEvent(
        QPointF(5, 5),
        QPointF(liste.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - the signature of Qt
    )
    QApplication.sendEvent(liste, evenement)


def test_that_a_choice_comes_back_as_a_member_of_the_vocabulary(qtbot: QtBot):
    liste = ChoixCombo(StatutAction, facultatif=False)
    qtbot.addWidget(liste)
    with qtbot.waitSignal(liste.valeur_validee) as emis:
        _choose(liste, "En cours")
    assert emis.args is not None
    assert emis.args[0] is StatutAction.EN_COURS
    assert liste.valeur() is StatutAction.EN_COURS


def test_that_nothing_is_an_entry_of_an_optional_list(qtbot: QtBot):
    liste = ChoixCombo(Priorite)
    qtbot.addWidget(liste)
    assert liste.valeur() is None
    assert liste.currentText() == "Non renseigné"
    liste.set_valeur(Priorite.FORT)
    with qtbot.waitSignal(liste.valeur_validee) as emis:
        _choose(liste, "Non renseigné")
    assert emis.args == [None]


def test_that_an_entry_kept_for_a_value_that_is_gone_goes_with_that_value(qtbot: QtBot):
    liste = ChoixCombo([("a", "Tranche A")], facultatif=False, libelle_ajout="Ajouter…")
    qtbot.addWidget(liste)
    for partir in (lambda: liste.set_valeur("b"), lambda: _choose(liste, "Tranche B")):
        liste.set_valeur("a")
        liste.set_choix([("b", "Tranche B")])
        assert liste.currentText() == "Élément supprimé"
        partir()
        assert liste.findText("Élément supprimé") < 0
        assert liste.currentText() == "Tranche B"
        assert liste.itemText(liste.count() - 1) == "Ajouter…"


def test_that_choosing_the_same_value_emits_nothing(qtbot: QtBot):
    liste = ChoixCombo(Priorite)
    qtbot.addWidget(liste)
    liste.set_valeur(Priorite.FORT)
    with qtbot.assertNotEmitted(liste.valeur_validee):
        _choose(liste, "Fort")


def test_that_the_value_survives_a_list_that_no_longer_has_it(qtbot: QtBot):
    liste = ChoixCombo([("u1", "Commune de Bapaume"), ("u2", "Région")])
    qtbot.addWidget(liste)
    liste.set_valeur("u2")
    liste.set_choix([("u1", "Commune de Bapaume")])
    assert liste.valeur() == "u2"
    assert liste.currentText() == "Élément supprimé"
    liste.set_choix([("u1", "Commune de Bapaume"), ("u2", "Région Hauts-de-France")])
    assert liste.currentText() == "Région Hauts-de-France"
    assert liste.count() == 3


def test_that_the_last_entry_asks_for_a_new_thing_and_keeps_the_value(qtbot: QtBot):
    liste = ChoixCombo([("u1", "Commune")], libelle_ajout="Ajouter un organisme…")
    qtbot.addWidget(liste)
    liste.set_valeur("u1")
    with qtbot.waitSignal(liste.ajout_demande), qtbot.assertNotEmitted(liste.valeur_validee):
        _choose(liste, "Ajouter un organisme…")
    assert liste.currentText() == "Commune"


def test_that_the_wheel_changes_nothing_without_the_focus(qtbot: QtBot):
    liste = ChoixCombo(Priorite)
    qtbot.addWidget(liste)
    liste.show()
    liste.clearFocus()
    _wheel(liste)
    assert liste.currentText() == "Non renseigné"


def test_that_several_values_come_in_the_order_of_the_list(qtbot: QtBot):
    choix = ChoixMultiple(Theme)
    qtbot.addWidget(choix)
    recues: list[object] = []
    choix.valeur_validee.connect(recues.append)
    boutons = {b.text(): b for b in choix.findChildren(QPushButton)}
    boutons["Mobilités"].click()
    boutons["Habitat"].click()
    assert recues == [(Theme.MOBILITES,), (Theme.HABITAT, Theme.MOBILITES)]
    boutons["Mobilités"].click()
    assert choix.valeur() == (Theme.HABITAT,)


def test_that_long_labels_are_boxes_and_unknown_values_are_kept(qtbot: QtBot):
    choix = ChoixMultiple(CategorieOrt)
    qtbot.addWidget(choix)
    assert len(choix.findChildren(QCheckBox)) == len(CategorieOrt)
    choix.set_valeur((CategorieOrt.TRANSITION, "99"))
    assert choix.valeur() == (CategorieOrt.TRANSITION, "99")


def test_that_changing_the_list_keeps_what_is_ticked(qtbot: QtBot):
    choix = ChoixMultiple([("u1", "Bapaume"), ("u2", "Bertincourt")])
    qtbot.addWidget(choix)
    choix.set_valeur(("u2",))
    with qtbot.assertNotEmitted(choix.valeur_validee):
        choix.set_choix([("u2", "Bertincourt"), ("u3", "Croisilles")])
    assert choix.valeur() == ("u2",)


def test_that_chips_flow_over_as_many_lines_as_needed(qtbot: QtBot):
    choix = ChoixMultiple(Theme)
    qtbot.addWidget(choix)
    zone = choix.findChildren(QPushButton)[0].parentWidget()
    assert zone is not None
    disposition = zone.layout()
    assert isinstance(disposition, FluxLayout)
    assert disposition.heightForWidth(300) > disposition.heightForWidth(3000) > 0


def test_that_a_box_emits_its_state(qtbot: QtBot):
    case = CaseCocher("Dépense éligible")
    qtbot.addWidget(case)
    with qtbot.waitSignal(case.valeur_validee) as emis:
        case.click()
    assert emis.args == [True]
    with qtbot.assertNotEmitted(case.valeur_validee):
        case.set_valeur(False)
    assert case.valeur() is False


@pytest.mark.parametrize("lecture_seule", [True, False])
def test_that_read_only_lists_cannot_be_changed(qtbot: QtBot, lecture_seule: bool):
    liste, choix = ChoixCombo(Priorite), ChoixMultiple(Theme)
    qtbot.addWidget(liste)
    qtbot.addWidget(choix)
    liste.set_lecture_seule(lecture_seule)
    choix.set_lecture_seule(lecture_seule)
    assert liste.isEnabled() is not lecture_seule
    assert all(b.isEnabled() is not lecture_seule for b in choix.findChildren(QPushButton))


def test_that_lists_say_what_they_are(qtbot: QtBot):
    liste = ChoixCombo(Priorite)
    qtbot.addWidget(liste)
    interface = QAccessible.queryAccessibleInterface(liste)
    assert interface.text(QAccessible.Text.Name)
    assert interface.role() is QAccessible.Role.ComboBox


def test_that_a_sentence_beside_a_box_goes_to_the_next_line_and_is_clicked_anywhere(qtbot: QtBot):
    choix = ChoixMultiple(CategorieOrt)
    qtbot.addWidget(choix)
    choix.resize(220, 600)
    choix.show()
    assert choix.minimumSizeHint().width() <= 220
    cases = choix.findChildren(CaseLongue)
    assert len(cases) == len(CategorieOrt)
    longue = max(cases, key=lambda case: len(case.text()))
    assert longue.height() >= 3 * longue.fontMetrics().height()
    assert longue.height() < max(case.y() for case in cases)
    with qtbot.waitSignal(choix.valeur_validee):
        QTest.mouseClick(longue, Qt.MouseButton.LeftButton, pos=longue.rect().bottomRight() - QPoint(4, 4))
    assert longue.isChecked()
