"""The fiche on a small screen or at a high zoom: nothing covers anything, nothing leaves the page."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from models.domain.fiche_action import FicheAction
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.page import FichesPage

ECRANS = pytest.mark.parametrize("ecran", [(100, 1158, 658), (150, 1282, 602), (100, 744, 450)], ids=str)
"""Zoom, and what the window leaves to the page at 1366 by 768, twice, and at 800 by 560."""


@pytest.fixture(autouse=True)
def _zoom_apres(qapp: QApplication) -> Iterator[None]:
    # The pages of the tests before would be dressed again at each change of zoom.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield
    theme.apply(qapp, "clair", 100)


def _show(page: FichesPage, qapp: QApplication, ecran: tuple[int, int, int]) -> None:
    zoom, largeur, hauteur = ecran
    theme.apply(qapp, "clair", zoom)
    page.resize(largeur, hauteur)
    for _ in range(3):
        qapp.processEvents()


def _place(widget: QWidget, dans: QWidget) -> QRect:
    return QRect(widget.mapTo(dans, QPoint(0, 0)), widget.size())


@ECRANS
def test_that_no_field_of_the_head_covers_another(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, ecran: tuple[int, int, int]
):
    _show(page, qapp, ecran)
    entete = page.editeur.entete
    champs = [entete.editeur(nom) for nom in entete._champs]
    places = [_place(w, entete) for w in (*champs, entete._libelle_bloquant, entete._libelle_etape, entete._compte)]
    assert not [(a, b) for a, b in combinations(places, 2) if a.intersects(b)]
    assert all(entete.rect().contains(place) for place in places)


@ECRANS
def test_that_the_money_scrolls_down_only(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, ecran: tuple[int, int, int]
):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    _show(page, qapp, ecran)
    assert page.editeur.financement.onglet.horizontalScrollBar().maximum() == 0
    assert page.editeur.financement.onglet.viewport().height() > theme.px(60)


@pytest.mark.parametrize("zoom", [100, 150])
def test_that_the_empty_choices_of_the_head_are_read_whole(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, zoom: int
):
    _show(page, qapp, (zoom, 1282, 640))
    for nom, texte in (("priorite", "Priorité…"), ("meteo", "Météo…")):
        combo = page.editeur.entete.editeur(nom)
        # Padding, arrow and borders of the style sheet.
        assert combo.width() - theme.px(38) >= combo.fontMetrics().horizontalAdvance(texte)
