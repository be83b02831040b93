"""The money grid on a large plan: first show, one scroll step, one edit, and blocks pasted from a spreadsheet.

Prints JSON, in seconds: ``affichage`` (page made and painted), ``defilement`` (median step, the worst of both
directions), ``edition`` (median, beyond the commit told as ``plancher``), ``collage`` (200 × 10 cells, from the key to
the cells shown), ``arret`` (the longest time the window stood still meanwhile), ``bloc`` (500 × 5) and ``reprise``
(the same block taken back); medians of the blocks.
"""

import gc
import json
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from gros_projet import write_projet
from mesures import commit_floor
from peinture import wait_painted
from PySide6.QtCore import QEventLoop, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar

from models.referentiel.bareme import load_bareme
from models.store.database import Database
from pvd_desktop.ui import theme
from pvd_desktop.ui.maquette.colonnes import rang_de
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import share_interpreter
from pvd_desktop.ui.workspace import Workspace

ACTIONS = 500
EDITS = 40
PAS = 60
PAS_MS = 5
COLLAGES = 5
DEBUT = "fnadt-demandé"
"""First column of the blocks: nothing stands there, so that each cell makes a line."""


def measure_scroll(page: MaquettePage, barre: QScrollBar, pas: int) -> float:
    """Median of one step, both views painted anew."""
    durees: list[float] = []
    for rang in range(PAS):
        debut = time.perf_counter()
        barre.setValue((rang * pas) % max(1, barre.maximum()))
        page.grille.vue.viewport().repaint()
        page.grille.figee.viewport().repaint()
        page.grille.entete.viewport().repaint()
        durees.append(time.perf_counter() - debut)
    return median(durees)


def measure_edit(application: QApplication, page: MaquettePage) -> float:
    """One amount typed in the cell that shows it: the act, the rows, the sums, the paint; median."""
    modele, row = page.modele, 3
    rang = next(c for c in page.grille.vue.colonnes_visibles() if len(modele.financements(row, c)) == 1)
    index = modele.index(row, rang)
    page.grille.vue.setCurrentIndex(index)
    durees: list[float] = []
    for montant in range(EDITS + 5):
        debut = time.perf_counter()
        assert modele.setData(index, str(1000 + montant))
        application.processEvents()
        durees.append(time.perf_counter() - debut)
    return median(durees[5:])


def measure_paste(page: MaquettePage, rows: int, columns: int) -> tuple[float, float, float]:
    """From the key to the cells shown, the longest time the window stood still, and the time to take it back."""
    vue, modele = page.grille.vue, page.modele
    premiere = modele.index(1, rang_de(DEBUT))
    vue.selectionModel().setCurrentIndex(premiere, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    texte = "\n".join("\t".join(f"{1000 + r},{c}0" for c in range(columns)) for r in range(rows))
    # Painted first: whoever pastes sees where.
    QApplication.processEvents()
    # The loop of Qt itself: one that turns in Python would fight for the interpreter, as no window does.
    boucle, avant = QEventLoop(), modele.tableau
    battements = [time.perf_counter()]
    montre: list[float] = []

    def beat() -> None:
        battements.append(time.perf_counter())
        if montre:
            # The beat after the paint ends the last silence.
            boucle.quit()
        elif modele.tableau is not avant:
            page.grille.vue.viewport().repaint()
            montre.append(time.perf_counter())

    minuterie = QTimer(interval=PAS_MS)
    minuterie.timeout.connect(beat)
    minuterie.start()
    QTimer.singleShot(0, lambda: vue.collage_demande.emit(texte))
    boucle.exec()
    minuterie.stop()
    reprise = measure_undo(page)
    return montre[0] - battements[0], max(b - a for a, b in pairwise(battements)), reprise


def measure_undo(page: MaquettePage) -> float:
    """Until the cells are as they were, which happens beside the window when there are many."""
    repris = QEventLoop()
    lien = page._workspace.changed.connect(repris.quit)
    debut = time.perf_counter()
    # From a turn of the loop, which a short act would otherwise end before it begins.
    QTimer.singleShot(0, page._workspace.undo)
    repris.exec()
    page._workspace.disconnect(lien)
    return time.perf_counter() - debut


def main(dossier: Path) -> None:
    """Measure on five hundred actions."""
    application = QApplication(sys.argv)
    share_interpreter()
    theme.apply(application, "clair")
    chemin = dossier / "projet.pvd"
    write_projet(chemin, ACTIONS)
    workspace = Workspace(Database.open(chemin), load_bareme(), aujourd_hui=lambda: date(2026, 11, 21))
    debut = time.perf_counter()
    page = MaquettePage(workspace, Settings(dossier / "preferences.ini"))
    page.resize(1366, 768)
    wait_painted(application, page.show)
    affichage = time.perf_counter() - debut
    vue = page.grille.vue
    page.barre.vides().trigger()
    application.processEvents()
    releve: dict[str, float] = {
        "affichage": affichage,
        "colonnes": len(vue.colonnes_visibles()),
        "defilement": max(
            measure_scroll(page, vue.verticalScrollBar(), 90), measure_scroll(page, vue.horizontalScrollBar(), 60)
        ),
        "edition": measure_edit(application, page),
    }
    gc.freeze()  # as the application does once it is open
    collages = list(zip(*(measure_paste(page, 200, 10) for _ in range(COLLAGES)), strict=True))
    releve["collage"], releve["arret"] = median(collages[0]), median(collages[1])
    blocs = list(zip(*(measure_paste(page, 500, 5) for _ in range(COLLAGES)), strict=True))
    releve["bloc"], releve["reprise"] = median(blocs[0]), median(blocs[2])
    page.hide()
    workspace.close()
    releve["plancher"] = commit_floor(chemin)
    sys.stdout.write(json.dumps(releve) + "\n")


if __name__ == "__main__":
    with TemporaryDirectory(prefix="pvd-bench-") as temporaire:
        main(Path(temporaire))
