"""Tabs made at their first visit, in their place, once."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.widgets.onglets_differes import OngletsDifferes


@pytest.fixture
def faits() -> list[str]:
    """Names of the tabs that were made, in order."""
    return []


@pytest.fixture
def onglets(qtbot: QtBot, faits: list[str]) -> OngletsDifferes:
    onglets = OngletsDifferes()
    qtbot.addWidget(onglets)

    def build(nom: str, parent: QWidget) -> QWidget:
        faits.append(nom)
        return QLineEdit(nom, parent)

    for nom in ("un", "deux", "trois"):
        onglets.add(nom, lambda parent, nom=nom: build(nom, parent))
    return onglets


def test_that_no_tab_is_made_before_it_is_visited(onglets: OngletsDifferes, faits: list[str], qtbot: QtBot):
    onglets.show()
    assert faits == []
    onglets.visit()
    assert faits == []
    qtbot.waitUntil(lambda: faits == ["un"])
    onglets.setCurrentIndex(2)
    assert faits == ["un", "trois"]
    assert onglets.built() == (0, 2)


def test_that_a_tab_asked_for_takes_its_place_without_being_shown(onglets: OngletsDifferes, faits: list[str]):
    onglets.show()
    deux = onglets.get(1)
    assert onglets.get(1) is deux
    assert faits == ["deux"]
    assert onglets.currentIndex() == 0
    assert [onglets.tabText(rang) for rang in range(onglets.count())] == ["un", "deux", "trois"]
    onglets.setCurrentIndex(1)
    assert deux.isVisible()


def test_that_each_is_told_once_it_is_there(onglets: OngletsDifferes):
    dits: list[QWidget] = []
    onglets.construit.connect(lambda rang: dits.append(onglets.get(rang)))
    onglets.get(0)
    onglets.get(0)
    assert dits == [onglets.widget(0)]


def test_that_the_tab_seen_is_seen_once_made(onglets: OngletsDifferes, qtbot: QtBot):
    onglets.show()
    onglets.visit()
    qtbot.waitUntil(lambda: onglets.is_built(0))
    assert onglets.currentWidget() is onglets.get(0)
    assert onglets.get(0).isVisible()
