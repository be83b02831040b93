"""The page on a small screen whose interface is enlarged: the sheet stays readable, and what is folded comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.importation.gestes import SUIVI, drop_and_read, write_csv

from pvd_desktop.ui import theme
from pvd_desktop.ui.importation.page import ImportationPage
from pvd_desktop.ui.main_window import MainWindow

LIGNES = (
    *SUIVI[:3],
    *(("Habitat", f"9.{n}", f"Action {n}", "Commune", "en cours", "1 000", "", "") for n in range(30)),
)


@pytest.fixture
def fenetre_agrandie(qapp: QApplication, fenetre_exemple: MainWindow) -> Iterator[MainWindow]:
    """The window at the highest zoom."""
    theme.apply(qapp, "clair", 150)
    yield fenetre_exemple
    theme.apply(qapp, "clair", 100)


def rows_seen(page: ImportationPage) -> int:
    vue = page.tableau.vue
    return vue.viewport().height() // vue.rowHeight(0)


def test_that_five_rows_of_the_sheet_are_seen_on_a_small_enlarged_screen(
    fenetre_agrandie: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre_agrandie, write_csv(tmp_path / "suivi.csv", LIGNES), qtbot)
    qtbot.waitUntil(lambda: page.bilan.plie)
    assert rows_seen(page) >= 5
    assert page.bilan.importer.isVisible()
    assert (fenetre_agrandie.width(), fenetre_agrandie.height()) == (1366, 768)


def test_that_figures_are_folded_by_hand_and_stay_so(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    path = write_csv(tmp_path / "suivi.csv", LIGNES)
    page = drop_and_read(fenetre_exemple, path, qtbot)
    assert not page.bilan.plie
    avant = rows_seen(page)
    page.bilan.plier.click()
    qtbot.waitUntil(lambda: rows_seen(page) > avant)
    assert page.bilan.plier.accessibleName() == "Montrer les chiffres du plan"
    fenetre_exemple.navigation.rebuild()
    page = drop_and_read(fenetre_exemple, path, qtbot)
    assert page.bilan.plie


def test_that_the_list_of_sheets_is_drawn_out_and_stays_so_beside_a_bar_on_one_line(
    fenetre_agrandie: MainWindow, tmp_path: Path, qtbot: QtBot
):
    classeur = Workbook()
    for nom in ("2026", "2027"):
        feuille = classeur.create_sheet(nom)
        for ligne in (("N°", "Action", "Coût HT"), ("1", f"Halle {nom}", 1000)):
            feuille.append(ligne)
    classeur.save(tmp_path / "deux.xlsx")
    page = drop_and_read(fenetre_agrandie, tmp_path / "deux.xlsx", qtbot)
    bouton = page.tableau.entete
    qtbot.waitUntil(lambda: bouton.width() >= bouton.sizeHint().width())
    assert page.tableau.base.geometry().center().y() < bouton.height()
    page.tableau.partage.setSizes([200, 1000])
    page.tableau.partage.splitterMoved.emit(200, 1)
    fenetre_agrandie.navigation.drop_pages()
    fenetre_agrandie.navigation.rebuild()
    page = drop_and_read(fenetre_agrandie, tmp_path / "deux.xlsx", qtbot)
    assert page.tableau.partage.sizes()[0] == pytest.approx(200, abs=8)
