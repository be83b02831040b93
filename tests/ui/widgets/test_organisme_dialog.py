"""A new organisme says its kind by its name, until the person says it themselves."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.ui.organisme_dialog import OrganismeDialog


@pytest.fixture
def fenetre(qtbot: QtBot) -> QWidget:
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    return fenetre


@pytest.fixture
def dialogue(fenetre: QWidget) -> OrganismeDialog:
    dialogue = OrganismeDialog(fenetre)
    dialogue.show()
    return dialogue


def test_that_the_name_tells_the_type(dialogue: OrganismeDialog):
    QTest.keyClicks(dialogue.nom, "Commune de Bapaume")
    assert dialogue.type.valeur() is TypeOrganisme.COMMUNE
    dialogue.nom.selectAll()
    QTest.keyClicks(dialogue.nom, "CC du Sud-Artois")
    assert dialogue.type.valeur() is TypeOrganisme.EPCI


def test_that_a_type_that_was_chosen_is_not_taken_back_by_the_name(dialogue: OrganismeDialog):
    dialogue.type.setCurrentIndex(dialogue.type.findText(TypeOrganisme.ASSOCIATION.libelle))
    dialogue.type.activated.emit(dialogue.type.currentIndex())
    QTest.keyClicks(dialogue.nom, "Commune libre de Montmartre")
    assert dialogue.type.valeur() is TypeOrganisme.ASSOCIATION
