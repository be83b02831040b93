"""What the sheet paints again, and what it is asked for then: it is painted while a thread computes."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.importation.gestes import SUIVI, drop_and_read, wait_read, write_csv

from models.domain.importation.champs import IGNORE
from pvd_desktop.ui.importation.feuille_model import FeuilleModel
from pvd_desktop.ui.importation.page import ImportationPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.widgets.colonne import Index

LIGNES = (*SUIVI[:3], *((f"Axe {i % 4}", f"9.{i}", f"Action {i}", "", "", "", "", "B") for i in range(300)))


@contextmanager
def painted(page: ImportationPage) -> Generator[list[tuple[int, int]]]:
    """First and last of the columns that are painted again meanwhile."""
    colonnes: list[tuple[int, int]] = []

    def note(debut: Index, fin: Index) -> None:
        colonnes.append((debut.column(), fin.column()))

    page.tableau.vue.modele.dataChanged.connect(note)
    yield colonnes
    page.tableau.vue.modele.dataChanged.disconnect(note)


def ignore(page: ImportationPage, colonne: int) -> None:
    """Leave a column of the only sheet out."""
    correspondance = page.preparation.correspondance("")
    assert correspondance is not None
    page.preparation.set_correspondance(correspondance.avec(colonne, IGNORE))


def test_that_a_column_that_changes_is_painted_alone_until_its_effect_is_known(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    with painted(page) as colonnes:
        ignore(page, 6)
        assert colonnes == [(6, 6)]
        wait_read(page, qtbot)
        assert colonnes == [(6, 6), (0, 7)]


def test_that_a_cell_that_changes_is_painted_with_its_column(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    with painted(page) as colonnes:
        page.preparation.set_valeur("", 5, 5, "50 000 €")
        assert colonnes == [(5, 5)]


def test_that_nothing_is_painted_again_when_the_base_alone_changes(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    with painted(page) as colonnes:
        page.tableau.statut.set_valeur("engagee")
        page.tableau.statut.valeur_validee.emit("engagee")
        assert page.preparation.can_undo
        assert colonnes == []


def test_that_the_rows_out_of_sight_are_asked_nothing(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: Any
):
    demandees: set[int] = set()
    repondre = FeuilleModel.headerData

    def header_data(modele: FeuilleModel, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        demandees.add(section)
        return repondre(modele, section, orientation, role)

    monkeypatch.setattr(FeuilleModel, "headerData", header_data)
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv", LIGNES), qtbot)
    ignore(page, 7)
    wait_read(page, qtbot)
    vue = page.tableau.vue
    vue.updateGeometries()
    vue.grab()
    visibles = vue.viewport().height() // vue.rowHeight(0) + 2
    assert demandees
    assert len(demandees) <= visibles


def test_that_what_becomes_of_a_row_is_painted_beside_its_number(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    avant = page.tableau.vue.verticalHeader().grab().toImage()
    page.preparation.set_importee(("", 4), oui=False)
    wait_read(page, qtbot)
    assert page.tableau.vue.verticalHeader().grab().toImage() != avant
