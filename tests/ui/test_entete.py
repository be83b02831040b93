"""The head of the page: its title is whole in the narrowest window, and its icons follow the zoom."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui import theme
from pvd_desktop.ui.actions import Actions
from pvd_desktop.ui.entete import Entete
from pvd_desktop.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def _clair(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "clair", 100)


@pytest.fixture
def entete(qapp: QApplication, qtbot: QtBot) -> Iterator[Entete]:
    fenetre = QWidget()
    entete = Entete(Actions(fenetre), fenetre)
    entete.set_titre("Réglages du projet")
    fenetre.show()
    # The actions go with the buttons to which they tell their changes.
    yield entete
    fenetre.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("largeur", [520, 640, 1200])
def test_that_nothing_covers_the_title(entete: Entete, qapp: QApplication, largeur: int):
    theme.apply(qapp, "clair", 150)
    entete.resize(largeur, 72)
    entete.show()
    champs = [*entete.findChildren(QToolButton), entete.recherche]
    places = sorted((champ.geometry().left(), champ.geometry().right()) for champ in champs)
    assert entete._titre.width() >= entete._titre.sizeHint().width()
    assert entete._titre.geometry().right() < places[0][0]
    assert all(droite < gauche for (_, droite), (gauche, _) in pairwise(places))
    assert places[-1][1] < largeur


def test_that_the_words_of_the_search_go_before_its_icon(entete: Entete):
    entete.resize(1200, 52)
    entete.show()
    assert entete.recherche.text() == "Rechercher…"
    assert entete.recherche.width() == theme.px(240)
    entete.resize(360, 52)
    assert entete.recherche.text() == ""
    assert entete.recherche.accessibleName() == "Rechercher dans le projet"


def test_that_undo_and_redo_grow_with_the_zoom(entete: Entete, qapp: QApplication):
    avant = [bouton.iconSize().width() for bouton in entete.findChildren(QToolButton)]
    theme.apply(qapp, "clair", 150)
    apres = [bouton.iconSize().width() for bouton in entete.findChildren(QToolButton)]
    assert all(b > a for a, b in zip(avant, apres, strict=True))


def test_that_the_smallest_window_follows_the_zoom_as_far_as_the_screen_has_room(
    fenetre: MainWindow, qapp: QApplication
):
    ecran = fenetre.screen().availableSize()
    assert (fenetre.minimumWidth(), fenetre.minimumHeight()) == (800, 560)
    theme.apply(qapp, "clair", 130)
    assert fenetre.minimumWidth() == min(theme.px(800), ecran.width())
    assert fenetre.minimumHeight() == min(theme.px(560), ecran.height() - theme.px(48))
    assert fenetre.minimumHeight() > 560
