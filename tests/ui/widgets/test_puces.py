"""Chips on one line: they lose their words rather than take a second one, never what they count nor who they are."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from pvd_desktop.ui.widgets.puces import Puces

LIBELLES = {"a": "Demandes de subvention", "b": "Opérations commencées", "c": "Versements attendus"}
IMAGES = {"a": ("demandes", "texte"), "b": ("maquette", "texte"), "c": ("documents", "texte")}


@pytest.fixture
def puces(qtbot: QtBot, qapp: QApplication) -> Puces[str]:
    puces: Puces[str] = Puces(LIBELLES, IMAGES, sur_une_ligne=True)
    qtbot.addWidget(puces)
    puces.show_nombres({"a": 3, "b": 12}, 15, "b")
    puces.resize(900, 40)
    puces.show()
    return puces


def _textes(puces: Puces[str]) -> list[str]:
    return [bouton.text() for bouton in puces.boutons.values() if bouton.isVisible()]


def test_that_chips_keep_their_words_as_long_as_a_line_holds_them(puces: Puces[str]):
    assert _textes(puces) == ["Toutes 15", "Demandes de subvention 3", "Opérations commencées 12"]


def test_that_narrow_chips_keep_their_number_and_say_the_rest(puces: Puces[str], qtbot: QtBot):
    def tops() -> set[int]:
        return {bouton.geometry().top() for bouton in puces.boutons.values() if bouton.isVisible()}

    haut = tops()
    puces.resize(430, 80)
    assert _textes(puces) == ["Toutes 15", "3", "Opérations commencées 12"]
    assert puces.boutons["a"].toolTip() == "Demandes de subvention 3"
    qtbot.waitUntil(lambda: tops() == haut and puces.boutons["a"].width() < 100)
    assert_accessible(puces)
    puces.resize(900, 40)
    assert _textes(puces) == ["Toutes 15", "Demandes de subvention 3", "Opérations commencées 12"]
    assert puces.boutons["a"].toolTip() == ""
