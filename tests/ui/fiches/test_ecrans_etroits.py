"""The fiche on a small screen or at a high zoom: nothing covers anything, nothing leaves the page."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from ui.fiches.gestes import tape, touche

from models.commands.fiches import update_fiche
from models.domain.fiche_action import FicheAction
from models.domain.regles import Objet
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.workspace import Workspace

TAILLES = [(100, 1158, 658), (120, 1116, 640), (150, 1282, 602), (100, 800, 450), (100, 744, 450)]
"""Zoom, and what the window leaves to the page at 1366 by 768, three times, and at 800 by 560."""
ECRANS = pytest.mark.parametrize("ecran", TAILLES, ids=str)


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
    _settle(qapp)


def _settle(qapp: QApplication) -> None:
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
    entete.focus_champ("point_bloquant")
    _settle(qapp)
    places = [_place(w, entete) for w in (*champs, entete._libelle_bloquant, entete._libelle_etape, entete._compte)]
    assert not [(a, b) for a, b in combinations(places, 2) if a.intersects(b)]
    assert all(entete.rect().contains(place) for place in places)


@ECRANS
def test_that_no_tab_scrolls_sideways(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, ecran: tuple[int, int, int]
):
    onglets = page.editeur.onglets
    _show(page, qapp, ecran)
    for rang in range(onglets.count()):
        onglets.setCurrentIndex(rang)
        _settle(qapp)
        onglet = onglets.currentWidget()
        formulaire = onglet if isinstance(onglet, Onglet) else page.editeur.financement.onglet
        assert formulaire.horizontalScrollBar().maximum() == 0, onglets.tabText(rang)
        assert formulaire.viewport().height() > theme.px(60)


@ECRANS
def test_that_an_orientation_scrolls_down_only(
    page: FichesPage, workspace: Workspace, qapp: QApplication, ecran: tuple[int, int, int]
):
    page.liste.select(workspace.projet.orientations[0].uid)
    _show(page, qapp, ecran)
    assert page.volet.orientation.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("ecran", "attendues"),
    [
        ((100, 1158, 658), ["Financements", "Marchés et devis", "Factures et mandats"]),
        (
            (150, 1282, 602),
            ["Dépenses", "Financements", "Marchés et devis", "Factures et mandats", "Indicateurs"],
        ),
    ],
    ids=str,
)
def test_that_only_the_widest_tables_scroll_inside_themselves(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, ecran: tuple[int, int, int], attendues: list[str]
):
    onglets = page.editeur.onglets
    _show(page, qapp, ecran)
    larges: list[str] = []
    for rang in range(onglets.count()):
        onglets.setCurrentIndex(rang)
        _settle(qapp)
        listes = [liste for liste in page.editeur.findChildren(ListeEditable) if liste.isVisible()]
        larges += [liste.vue.accessibleName() for liste in listes if liste.vue.horizontalScrollBar().maximum() > 0]
    assert larges == attendues


@pytest.mark.parametrize("zoom", [100, 150])
def test_that_the_empty_choices_of_the_head_are_read_whole(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, zoom: int
):
    _show(page, qapp, (zoom, 1282, 640))
    for nom, texte in (("priorite", "Priorité…"), ("meteo", "Météo…")):
        combo = page.editeur.entete.editeur(nom)
        # Padding, arrow and borders of the style sheet.
        assert combo.width() - theme.px(38) >= combo.fontMetrics().horizontalAdvance(texte)


def test_that_the_fiche_finds_its_place_at_any_width(page: FichesPage, fiche: FicheAction, qapp: QApplication):
    onglets = page.editeur.onglets
    for rang in range(onglets.count()):
        onglets.setCurrentIndex(rang)
        for largeur in range(700, 1_200, 83):
            _show(page, qapp, (100, largeur, 450))
            assert page.editeur.entete.width() <= page.editeur.width()


def test_that_a_narrow_head_takes_three_lines_and_says_what_it_folds(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, qapp: QApplication
):
    entete = page.editeur.entete
    _show(page, qapp, (100, 1190, 658))
    large = entete.height()
    assert not entete.suivi.isVisible()
    _show(page, qapp, (150, 1282, 602))
    assert entete.height() <= 1.5 * large + theme.px(8)
    assert entete.suivi.isVisible()
    assert not entete.editeur("point_bloquant").isVisible()
    workspace.execute("suivi", update_fiche, fiche.uid, point_bloquant="Le notaire", prochaine_etape="")
    assert entete.suivi.texte().startswith("Point bloquant\u00a0: Le notaire")
    champs = {"point_bloquant": "", "prochaine_etape_qui": "", "prochaine_etape_date": None}
    workspace.execute("suivi", update_fiche, fiche.uid, **champs)
    assert entete.suivi.texte() == "Ni point bloquant ni prochaine étape"


def test_that_what_is_folded_opens_when_one_goes_there(page: FichesPage, fiche: FicheAction, qapp: QApplication):
    entete = page.editeur.entete
    _show(page, qapp, (150, 1282, 602))
    assert page.show_objet(Objet(type="fiche", uid=fiche.uid, libelle="", fiche=fiche.uid), "point_bloquant")
    assert entete.editeur("point_bloquant").hasFocus()
    entete.suivi.bouton.click()
    assert not entete.editeur("point_bloquant").isVisible()
    entete.suivi.bouton.click()
    assert entete.editeur("point_bloquant").hasFocus()


def test_that_what_cannot_be_read_is_never_folded(page: FichesPage, fiche: FicheAction, qapp: QApplication):
    entete = page.editeur.entete
    _show(page, qapp, (100, 1190, 658))
    quand = entete.editeur("prochaine_etape_date")
    assert isinstance(quand, SaisieEdit)
    tape(quand, "31/02/2026")
    quand.editingFinished.emit()
    page.liste.vue.setFocus()
    _show(page, qapp, (150, 1282, 602))
    assert quand.isVisible()
    entete.suivi.bouton.click()
    assert quand.isVisible()
    touche(quand, Qt.Key.Key_Escape)
    entete.suivi.bouton.click()
    assert not quand.isVisible()


def test_that_the_titles_of_the_tabs_are_all_in_sight(page: FichesPage, fiche: FicheAction, qapp: QApplication):
    for ecran in TAILLES:
        _show(page, qapp, ecran)
        barre = page.editeur.onglets.tabBar()
        assert barre.tabRect(barre.count() - 1).right() <= page.editeur.onglets.width(), ecran


@pytest.mark.parametrize("ecran", [(100, 1158, 658), (150, 1282, 602)], ids=str)
def test_that_the_nine_titles_of_a_fiche_are_read_whole(
    page: FichesPage, fiche: FicheAction, qapp: QApplication, ecran: tuple[int, int, int]
):
    barre = page.editeur.onglets.tabBar()
    _show(page, qapp, ecran)
    assert page.editeur.fiche is not None
    assert page.editeur.fiche.uid == fiche.uid
    assert barre.count() == 9
    # Elided titles take less than they ask for.
    assert [barre.tabText(r) for r in range(9) if barre.tabRect(r).width() < barre.tabSizeHint(r).width()] == []
