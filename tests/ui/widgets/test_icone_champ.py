"""Icons inside a line edit: as large as the zoom asks, and never over what is typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche


@pytest.fixture(autouse=True)
def _clair(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "clair", 100)


def test_that_the_icon_of_a_date_grows_with_the_zoom_and_stays_in_the_field(qapp: QApplication, qtbot: QtBot):
    champ = DateEdit()
    qtbot.addWidget(champ)
    champ.show()
    avant = champ.bouton.geometry()
    theme.apply(qapp, "clair", 150)
    apres = champ.bouton.geometry()
    assert apres.width() == avant.width() * 3 // 2
    assert champ.bouton.iconSize().width() == 24
    assert champ.rect().contains(apres)
    assert champ.width() - champ.textMargins().right() <= apres.left() + theme.px(6)


def test_that_a_date_that_is_only_read_has_no_button(qtbot: QtBot):
    champ = DateEdit()
    qtbot.addWidget(champ)
    champ.show()
    champ.set_lecture_seule(True)
    assert not champ.bouton.isVisible()


def test_that_a_search_is_forgotten_by_its_button(qtbot: QtBot):
    champ = ChampRecherche()
    qtbot.addWidget(champ)
    champ.show()
    assert not champ.effacer.isVisible()
    champ.setText("halle")
    with qtbot.waitSignal(champ.textEdited):
        champ.effacer.click()
    assert champ.text() == ""
    assert not champ.effacer.isVisible()
