"""How long the window stands still while a table of 5 000 rows is read, shown, corrected and left.

Prints JSON, in seconds: the longest gap of a 10 ms timer of the window during each of these.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from importation import LIGNES, write_table
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from models.domain.importation.champs import IGNORE
from pvd_desktop.ui import theme
from pvd_desktop.ui.importation.page import ACTIONS, REMARQUES, ImportationPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import share_interpreter

PAS_MS = 10
SUITE_MS = 1000
"""How long the window is watched once all is said: what is let go goes away then."""


def longest_gap(gesture: Callable[[], object], is_over: Callable[[], bool]) -> float:
    """Longest gap of a timer of the window from ``gesture`` until ``is_over``, and a little after."""
    battements: list[float] = []
    # The loop of Qt itself: one that turns in Python would fight for the interpreter, as no window does.
    boucle = QEventLoop()
    fin = QTimer(singleShot=True, interval=SUITE_MS)
    fin.timeout.connect(boucle.quit)

    def beat() -> None:
        battements.append(time.perf_counter())
        if not fin.isActive() and is_over():
            fin.start()

    minuterie = QTimer(interval=PAS_MS)
    minuterie.timeout.connect(beat)
    minuterie.start()
    QTimer.singleShot(PAS_MS * 3, gesture)
    boucle.exec()
    minuterie.stop()
    return max((b - a for a, b in pairwise(battements)), default=0.0)


def measure(page: ImportationPage, path: Path) -> dict[str, float]:
    """The gestures of the first minutes, in their order."""
    preparation = page.preparation
    begun: list[bool] = []
    preparation.changed.connect(lambda: begun.append(True))

    def settled() -> bool:
        return bool(begun) and preparation.a_jour

    def gap(gesture: Callable[[], object], is_over: Callable[[], bool] = settled) -> float:
        begun.clear()
        return longest_gap(gesture, is_over)

    def ignore_column() -> None:
        correspondance = preparation.correspondance("Sheet")
        assert correspondance is not None
        preparation.set_correspondance(correspondance.avec(14, IGNORE))

    trous = {"lecture": gap(lambda: preparation.read_file(path)), "colonne": gap(ignore_column)}
    trous["onglets"] = gap(lambda: page.onglets.setCurrentIndex(ACTIONS), lambda: True)
    lecture = preparation.lecture
    assert lecture is not None
    ligne = lecture.proposition.lignes[10].cle
    trous["ligne"] = gap(lambda: preparation.set_importee(ligne, oui=False))
    page.onglets.setCurrentIndex(REMARQUES)
    trous["abandon"] = gap(preparation.clear, lambda: True)
    return trous


def main() -> None:
    """Measure without a project, as whoever begins with a table."""
    application = QApplication(sys.argv)
    share_interpreter()
    theme.apply(application, "clair")
    # As the window runs: its collector does not pass while it works.
    gc.disable()
    with TemporaryDirectory() as nom:
        dossier = Path(nom)
        write_table(dossier / "suivi.xlsx", LIGNES)
        page = ImportationPage(None, Settings(dossier / "preferences.ini"))
        page.resize(1300, 720)
        page.show()
        application.processEvents()
        trous = measure(page, dossier / "suivi.xlsx")
    sys.stdout.write(json.dumps(trous) + "\n")


if __name__ == "__main__":
    main()
