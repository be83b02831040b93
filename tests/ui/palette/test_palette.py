"""Ctrl+K: a few letters, Enter, and the very thing is open. Everything here is done with keys."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import update_fiche
from models.commands.organismes import remove_organisme
from models.commands.orientations import remove_orientation
from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.convention.page import ConventionPage
from pvd_desktop.ui.fiches.filtres import Filtres
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.organismes.page import OrganismesPage
from pvd_desktop.ui.pages import CONVENTION, PAGES, PLAN, POINTS, Entree
from pvd_desktop.ui.palette.cibles import Cible, Genre
from pvd_desktop.ui.palette.dialogue import LIMITE, Palette
from pvd_desktop.ui.workspace import Workspace

_CTRL = Qt.KeyboardModifier.ControlModifier


def _workspace(fenetre: MainWindow) -> Workspace:
    assert fenetre.workspace is not None
    return fenetre.workspace


def _open(fenetre: MainWindow) -> Palette:
    fenetre.activateWindow()
    QTest.keyClick(QApplication.focusWidget() or fenetre, Qt.Key.Key_K, _CTRL)
    palette = fenetre.recherche.palette
    assert palette is not None
    assert palette.isVisible()
    return palette


def _type(palette: Palette, texte: str) -> None:
    """By an input method event: a key click cannot send an accent."""
    event = QInputMethodEvent()
    event.setCommitString(texte)
    QApplication.sendEvent(palette.champ, event)


def _choose(fenetre: MainWindow, texte: str) -> Cible:
    palette = _open(fenetre)
    _type(palette, texte)
    cible = palette.resultats.cible()
    assert cible is not None, f"nothing for {texte}"
    QTest.keyClick(palette.champ, Qt.Key.Key_Return)
    assert not palette.isVisible()
    return cible


def _fiche(fenetre: MainWindow) -> FicheAction:
    return _workspace(fenetre).projet.fiches[-1]


def test_that_the_field_of_the_head_opens_the_palette(fenetre_exemple: MainWindow):
    bouton = fenetre_exemple.entete.recherche
    assert bouton.isVisible()
    bouton.click()
    palette = fenetre_exemple.recherche.palette
    assert palette is not None
    assert palette.isVisible()
    assert palette.focusWidget() is palette.champ


def test_that_the_key_works_from_a_field_being_typed(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    page.show_fiche(_fiche(fenetre_exemple).uid)
    champ = page.editeur.entete.findChild(QLineEdit)
    assert isinstance(champ, QLineEdit)
    champ.setFocus()
    texte = champ.text()
    champ.setCursorPosition(0)
    _open(fenetre_exemple)
    assert champ.text() == texte


def test_that_the_palette_offers_the_pages_first_then_the_commands_and_all_the_project(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    titres = [cible.titre for cible in palette.resultats.modele.lignes]
    assert titres[: len(PAGES)] == [entree.titre for entree in PAGES]
    assert {cible.genre for cible in palette.look_up("e", 10_000).premiers} == set(Genre) - {Genre.VERSION}


@pytest.mark.parametrize("entree", PAGES, ids=lambda entree: entree.id)
def test_that_a_page_opens_by_its_name(fenetre_exemple: MainWindow, entree: Entree):
    assert _choose(fenetre_exemple, entree.titre).genre is Genre.PAGE
    assert fenetre_exemple.navigation.courante == entree.id


def test_that_a_fiche_opens_by_a_piece_of_its_title_without_accents(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(POINTS)
    fiche = _fiche(fenetre_exemple)
    _workspace(fenetre_exemple).execute("Renommer", update_fiche, fiche.uid, intitule="Rénover l’Hôtel-Dieu")
    assert _choose(fenetre_exemple, "hotel-d").cle == fiche.uid
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    assert page.fiche_courante == fiche.uid


def test_that_a_fiche_hidden_by_a_filter_opens(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    page.liste.filtres.set_filtres(Filtres(recherche="introuvable"))
    fiche = _fiche(fenetre_exemple)
    _choose(fenetre_exemple, fiche.titre)
    assert page.fiche_courante == fiche.uid


def test_that_an_orientation_opens(fenetre_exemple: MainWindow):
    orientation = _workspace(fenetre_exemple).projet.orientations[1]
    assert _choose(fenetre_exemple, f"{orientation.numero} {orientation.intitule}").cle == orientation.uid
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    assert page.volet.objet_courant == orientation.uid


def test_that_an_article_of_the_convention_opens(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(PLAN)
    assert _choose(fenetre_exemple, "article gouvernance").genre is Genre.ARTICLE
    page = fenetre_exemple.pile.currentWidget()
    assert fenetre_exemple.navigation.courante == CONVENTION
    assert isinstance(page, ConventionPage)
    ligne = page.plan.ligne()
    assert ligne is not None
    assert "ouvernance" in ligne.titre


def test_that_an_organisme_opens_on_its_page(fenetre_exemple: MainWindow):
    workspace = _workspace(fenetre_exemple)
    financeur = workspace.projet.fiches[0].operations[0].financements[0].financeur
    organisme = workspace.projet.organisme(financeur)
    assert organisme is not None
    assert _choose(fenetre_exemple, organisme.nom).genre is Genre.ORGANISME
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, OrganismesPage)
    assert page.editeur.uid() == organisme.uid


def test_that_a_command_runs(fenetre_exemple: MainWindow):
    zoom = fenetre_exemple._settings.zoom
    _choose(fenetre_exemple, "agrandir")
    fenetre_exemple.apparence.apply()
    assert fenetre_exemple._settings.zoom > zoom
    _choose(fenetre_exemple, "taille normale")
    fenetre_exemple.apparence.apply()


def test_that_undo_is_offered_by_the_name_of_the_act_and_only_when_there_is_one(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    _type(palette, "annuler")
    assert [c for c in palette.resultats.modele.lignes if c.genre is Genre.COMMANDE] == []
    palette.reject()
    workspace = _workspace(fenetre_exemple)
    workspace.execute("Renommer A & B", update_fiche, _fiche(fenetre_exemple).uid, intitule="Autre nom")
    assert _choose(fenetre_exemple, "annuler renommer").titre == "Annuler\u00a0: Renommer A & B"
    assert workspace.projet.fiches[-1].intitule != "Autre nom"


def test_that_the_arrows_of_the_field_choose_and_stop_at_both_ends(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    nombre = palette.resultats.modele.rowCount()
    for touche, rang in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 11),
        (Qt.Key.Key_PageUp, 1),
        *((Qt.Key.Key_PageDown, min(1 + 10 * n, nombre - 1)) for n in range(1, 7)),
    ):
        QTest.keyClick(palette.champ, touche)
        assert palette.resultats.currentIndex().row() == rang
        assert palette.focusWidget() is palette.champ


def test_that_a_screen_reader_hears_in_the_field_what_enter_would_open(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    assert_accessible(palette)
    assert palette.champ.accessibleDescription() == f"{PAGES[0].titre}, Page, {PAGES[0].raccourcis[0]}"
    _type(palette, "introuvable")
    assert palette.champ.accessibleDescription().startswith("Aucun résultat pour «\u00a0introuvable\u00a0»")


def test_that_escape_leaves_everything_as_it_was(fenetre_exemple: MainWindow, qtbot: QtBot):
    fenetre_exemple.navigation.show_page(POINTS)
    avant = QApplication.focusWidget()
    palette = _open(fenetre_exemple)
    QTest.keyClick(palette.champ, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert fenetre_exemple.navigation.courante == POINTS
    qtbot.waitUntil(lambda: QApplication.focusWidget() is avant)


def test_that_another_window_closes_the_palette(fenetre_exemple: MainWindow, qtbot: QtBot):
    palette = _open(fenetre_exemple)
    fenetre_exemple.activateWindow()
    qtbot.waitUntil(lambda: not palette.isVisible())


def test_that_a_result_that_is_gone_says_so(fenetre_exemple: MainWindow):
    workspace = _workspace(fenetre_exemple)
    palette = _open(fenetre_exemple)
    orientation = workspace.projet.orientations[0]
    _type(palette, f"{orientation.numero} {orientation.intitule}")
    workspace.execute("Supprimer", remove_orientation, orientation.uid, moment=datetime(2026, 11, 21, tzinfo=UTC))
    QTest.keyClick(palette.champ, Qt.Key.Key_Return)
    assert fenetre_exemple.messages.bandeau.titre() == "Cet élément n’est plus dans le projet."


def test_that_many_results_are_cut_and_counted(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    _type(palette, "e")
    assert palette.resultats.modele.rowCount() == LIMITE
    assert palette._compte.text().startswith(f"Les {LIMITE} premiers résultats sur ")


def test_that_a_click_opens_a_result(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    rect = palette.resultats.visualRect(palette.resultats.modele.index(1, 0))
    centre = QPoint(rect.center().x(), rect.center().y())
    QTest.mouseClick(palette.resultats.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert fenetre_exemple.navigation.courante == PAGES[1].id


def test_that_without_a_project_the_palette_offers_its_commands(fenetre: MainWindow):
    palette = _open(fenetre)
    assert {cible.genre for cible in palette.resultats.modele.lignes} == {Genre.COMMANDE}
    assert "quitter" in {cible.cle for cible in palette.resultats.modele.lignes}


def test_that_closing_the_project_closes_the_palette(fenetre_exemple: MainWindow):
    palette = _open(fenetre_exemple)
    fenetre_exemple.close_project()
    assert not palette.isVisible()


def test_that_an_organisme_deleted_meanwhile_is_said_to_be_gone(fenetre_exemple: MainWindow):
    workspace = _workspace(fenetre_exemple)
    organisme = workspace.projet.organismes[0]
    palette = _open(fenetre_exemple)
    _type(palette, organisme.nom)
    workspace.execute("Supprimer", remove_organisme, organisme.uid, moment=datetime(2026, 11, 21, tzinfo=UTC))
    QTest.keyClick(palette.champ, Qt.Key.Key_Return)
    assert fenetre_exemple.messages.bandeau.titre() == "Cet élément n’est plus dans le projet."
