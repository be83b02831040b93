"""Measures inside one process, imports apart: opening, one edit, one scroll step, one key of the search."""

import gc
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from peinture import wait_painted
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from typing_extensions import override

from models.commands.operations import update_financement
from models.entities.aggregats import colonnes_par_table
from models.referentiel.bareme import load_bareme
from models.store.database import Database
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

TABLES = sorted(colonnes_par_table())
REPETITIONS = 15
EDITS = 40
PAS = 60
MOTS = ("rehabiliter ilot 4", "centre 17")


class RawModel(QAbstractTableModel):
    """The fiches as raw tuples."""

    def __init__(self, lignes: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self._lignes = lignes

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._lignes)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 6

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(self._lignes[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None


def seconds(function: Callable[[], object]) -> float:
    """Duration of one call."""
    debut = time.perf_counter()
    function()
    return time.perf_counter() - debut


def discard(widget: QWidget) -> None:
    """Closes a widget and really deletes it: what an opening leaves must not weigh on the next one."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
    gc.collect()


def open_raw(app: QApplication, path: Path) -> QTableView:
    """The same rows by sqlite3, in a table view, until painted."""
    connexion = sqlite3.connect(path)
    lignes = {table: connexion.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    connexion.close()
    view = QTableView()
    view.setModel(RawModel(lignes["fiche_action"]))
    view.resize(1366, 768)
    wait_painted(app, view.show)
    return view


def open_ours(app: QApplication, path: Path, settings: Settings) -> tuple[Database, Workspace, FichesPage]:
    """The plan d'action, until painted, as the window opens a file: ``Workspace`` waits for the end of its check."""
    database = Database.open(path, controle_en_fond=True)
    workspace = Workspace(database, load_bareme(), aujourd_hui=lambda: date(2026, 11, 21))
    page = FichesPage(workspace, settings)
    page.resize(1366, 768)
    wait_painted(app, page.show)
    return database, workspace, page


def measure_opening(app: QApplication, path: Path, settings: Settings) -> dict[str, float]:
    """Medians of both openings, in turn."""
    raw, ours = [], []
    for _ in range(REPETITIONS + 1):
        debut = time.perf_counter()
        view = open_raw(app, path)
        raw.append(time.perf_counter() - debut)
        discard(view)
        debut = time.perf_counter()
        database, _, page = open_ours(app, path, settings)
        ours.append(time.perf_counter() - debut)
        discard(page)
        database.close()
    return {"ouverture_brute": median(raw[1:]), "ouverture": median(ours[1:])}


def measure_edit(app: QApplication, path: Path, settings: Settings) -> dict[str, float]:
    """One amount changed: act, reload, rules, repaint; and the floor, one durable commit by sqlite3."""
    database, workspace, page = open_ours(app, path, settings)
    fiche = workspace.projet.fiches[3]
    page.show_fiche(fiche.uid)  # the one that is edited: all that shows it is repainted too
    ligne = fiche.operations[0].financements[0].uid

    def edit(montant: Decimal) -> None:
        workspace.execute("Modifier le montant", update_financement, ligne, montant_demande=montant)
        app.processEvents()

    durees = [seconds(partial(edit, Decimal(1000 + i))) for i in range(EDITS + 5)]
    page.close()
    database.close()
    return {"edition": median(durees[5:]), "plancher": commit_floor(path)}


def measure_list(app: QApplication, path: Path, settings: Settings) -> dict[str, float]:
    """The list beside the fiche, then alone with all its columns: one scroll step, and one key of the search."""
    database, _, page = open_ours(app, path, settings)
    page.show_fiche(page.liste.lignes()[3].fiche.uid)
    app.processEvents()
    resultats = {"defilement": median(scroll(page)), "frappe": median(type_search(app, page))}
    page.actions_plan["liste_seule"].trigger()
    page.liste.vue.entete.set_choisies(frozenset(range(page.liste.proxy.columnCount())))
    app.processEvents()
    resultats |= {"defilement_large": median(scroll(page)), "frappe_large": median(type_search(app, page))}
    page.close()
    database.close()
    return resultats


def scroll(page: FichesPage) -> list[float]:
    """Durations of the paints of the list, step after step."""
    barre, pas = page.liste.vue.verticalScrollBar(), []
    for i in range(PAS):
        barre.setValue((i * 3 * barre.singleStep()) % max(1, barre.maximum()))
        pas.append(seconds(page.liste.vue.viewport().repaint))
    return pas


def type_search(app: QApplication, page: FichesPage) -> list[float]:
    """Durations of the keys, from the key to the list painted, as if nobody typed fast enough to join them."""
    filtres, durees = page.liste.filtres, []
    for mot in MOTS:
        filtres.recherche.clear()
        app.processEvents()
        for lettre in mot:
            debut = time.perf_counter()
            QTest.keyClicks(filtres.recherche, lettre)
            filtres._on_attente_timeout()
            page.liste.vue.viewport().repaint()
            durees.append(time.perf_counter() - debut)
    return durees


def commit_floor(path: Path) -> float:
    """One durable UPDATE by sqlite3 on the same disk, with the same pragmas."""
    connexion = sqlite3.connect(path, isolation_level=None)
    connexion.execute("PRAGMA synchronous=EXTRA")
    durees = []
    for i in range(EDITS):
        debut = time.perf_counter()
        connexion.execute("BEGIN")
        connexion.execute("UPDATE financement SET montant_demande=? WHERE id=1", (100_000 + i,))
        connexion.execute("COMMIT")
        durees.append(time.perf_counter() - debut)
    connexion.close()
    return median(durees)


def main() -> None:
    """Measures on the file given."""
    app = QApplication(sys.argv)
    theme.apply(app, "clair", 100)
    path = Path(sys.argv[1])
    with TemporaryDirectory() as dossier:
        settings = Settings(Path(dossier) / "reglages.ini")
        resultats = measure_opening(app, path, settings)
        resultats |= measure_edit(app, path, settings) | measure_list(app, path, settings)
    sys.stdout.write(json.dumps(resultats) + "\n")


if __name__ == "__main__":
    main()
