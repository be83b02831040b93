"""Preview: pages drawn off the GUI thread, kept true, moved through with the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import remove_fiches, update_fiche
from models.store.database import maintenant_utc
from pvd_desktop import main
from pvd_desktop.ui.apercu.page import ApercuPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import CONVENTION, MAQUETTE, PLAN
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[ApercuPage]:
    page = ApercuPage(workspace)
    page.resize(1100, 700)
    page.show()
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.show_sortie(Sortie("fiche", workspace.projet.fiches[1].uid), "plan_action")
    yield page
    qtbot.waitUntil(lambda: not page.document.en_cours and not page.document._dessin, timeout=30_000)
    page.deleteLater()
    qapp.processEvents()
    main.wait_for_tasks(qapp)


def test_that_the_page_seen_is_drawn(page: ApercuPage, qtbot: QtBot):
    qtbot.waitUntil(lambda: page.document.image(0) is not None)
    image = page.document.image(0)
    assert image is not None
    couleurs = {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(couleurs) > 2


def test_that_the_sizes_of_the_pages_are_those_of_each_page(page: ApercuPage):
    from pvd_desktop.documents.apercu import count_pages, page_size

    feuillets = page.document.feuillets
    assert feuillets is not None
    assert feuillets.tailles == tuple(page_size(feuillets.pdf, i) for i in range(count_pages(feuillets.pdf)))


def test_that_one_fiche_has_fewer_pages_than_all(page: ApercuPage, qtbot: QtBot):
    une = page._nombre()
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.choix.setCurrentIndex(page._sorties.index(TOUTES_LES_FICHES))
    assert page._sortie() == TOUTES_LES_FICHES
    assert page._nombre() > une
    assert page.resume() == f"{page._nombre()} pages"


def test_that_the_pages_are_made_again_after_a_change(page: ApercuPage, workspace: Workspace, qtbot: QtBot):
    avant = page.document.feuillets
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        workspace.execute("Renommer", update_fiche, workspace.projet.fiches[1].uid, intitule="Tout autre chose")
    assert page.document.feuillets != avant
    assert "Tout autre chose" in page.choix.currentText()


@pytest.mark.parametrize("extension", [".xlsx", ".zip", ""])
def test_that_a_document_is_shown_as_pages_whatever_it_is_exported_in(
    page: ApercuPage, workspace: Workspace, qtbot: QtBot, extension: str
):
    demande = workspace.projet.demandes[0].uid if extension != ".xlsx" else None
    document = "demande" if demande else "maquette"
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.show_sortie(Sortie(document, extension=extension, demande=demande), "plan_action")
    assert page._sortie() == Sortie(document, demande=demande)
    assert page.choix.currentText() == ("Dossier de demande" if demande else "Maquette financière")


def test_that_each_document_of_the_demande_shown_is_offered(page: ApercuPage, workspace: Workspace, qtbot: QtBot):
    demande = workspace.projet.demandes[0].uid
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.show_sortie(Sortie("demande", demande=demande), "plan_action")
    place = page.choix.findText("Note explicative")
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.choix.setCurrentIndex(place)
    assert page._sortie() == Sortie("demande-note", demande=demande)


def test_that_a_deleted_fiche_leaves_all_the_others_on_screen(page: ApercuPage, workspace: Workspace, qtbot: QtBot):
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        workspace.execute("Supprimer", remove_fiches, (workspace.projet.fiches[1].uid,), moment=maintenant_utc())
    assert page._sortie() == TOUTES_LES_FICHES


def test_that_the_number_leads_to_the_page(page: ApercuPage, qtbot: QtBot):
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.choix.setCurrentIndex(page._sorties.index(TOUTES_LES_FICHES))
    page.numero.setText("3")
    page.numero.editingFinished.emit()
    assert page.vue.page == 2
    page.precedente.click()
    assert (page.vue.page, page.numero.text()) == (1, "2")
    QTest.keyClick(page.vue, Qt.Key.Key_End)
    assert page.vue.page == page._nombre() - 1
    assert not page.suivante.isEnabled()
    page.numero.setText("9999")
    page.numero.editingFinished.emit()
    assert page.numero.text() == str(page._nombre())


def test_that_zooming_keeps_the_page_looked_at(page: ApercuPage, qtbot: QtBot):
    with qtbot.waitSignal(page.document.ready, timeout=30_000):
        page.choix.setCurrentIndex(page._sorties.index(TOUTES_LES_FICHES))
    page.vue.show_page(4)
    zoom = page.vue.zoom
    QTest.keyClick(page.vue, Qt.Key.Key_Plus)
    assert page.vue.zoom > zoom
    assert page.vue.page == 4
    page.zoom.click()
    assert page.vue.zoom == pytest.approx(zoom)


def test_that_escape_goes_back(page: ApercuPage, qtbot: QtBot):
    page.activateWindow()
    with qtbot.waitSignal(page.retour_demande) as signal:
        QTest.keyClick(page.vue, Qt.Key.Key_Escape)
    assert signal.args == ["plan_action"]


def test_that_export_asks_for_what_is_shown(page: ApercuPage, workspace: Workspace, qtbot: QtBot):
    with qtbot.waitSignal(page.export_demande) as signal:
        page.exporter.click()
    assert signal.args == [Sortie("fiche", workspace.projet.fiches[1].uid)]


def test_that_every_widget_of_the_preview_has_a_name(page: ApercuPage):
    assert_accessible(page)


def test_that_the_window_shows_the_preview_and_comes_back(fenetre_exemple: MainWindow, qtbot: QtBot):
    avant = fenetre_exemple.navigation.courante
    fenetre_exemple.actions_["apercu"].trigger()
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, ApercuPage)
    qtbot.waitUntil(lambda: page.document.feuillets is not None, timeout=30_000)
    page.retour.click()
    assert fenetre_exemple.navigation.courante == avant


@pytest.mark.parametrize(("page", "document"), [(PLAN, "fiches"), (CONVENTION, "convention"), (MAQUETTE, "maquette")])
def test_that_the_preview_of_the_menu_is_that_of_the_document_being_written(
    fenetre_exemple: MainWindow, page: str, document: str
):
    fenetre_exemple.navigation.show_page(page)
    fenetre_exemple.actions_["apercu"].trigger()
    apercu = fenetre_exemple.pile.currentWidget()
    assert isinstance(apercu, ApercuPage)
    assert apercu._sortie().document == document


def test_that_a_project_is_closed_while_its_preview_is_being_made(fenetre_exemple: MainWindow):
    fenetre_exemple.actions_["apercu"].trigger()
    assert fenetre_exemple.close_project()
    assert fenetre_exemple.workspace is None
