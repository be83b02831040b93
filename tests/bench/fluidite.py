"""How long the preview of one article takes, and how long the window stands still while a document is written.

Prints JSON, in seconds: median preview of an article after a change, its floor (the same PDF made without a window),
and the longest gap of a 10 ms timer during each export.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from gros_projet import write_projet
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from models.commands.convention import set_article
from models.referentiel.bareme import load_bareme
from models.store.database import Database
from pvd_desktop.documents.apercu import render_page
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers.pdf import to_bytes
from pvd_desktop.ui import theme
from pvd_desktop.ui.convention.extrait import prepare_extrait
from pvd_desktop.ui.convention.page import ConventionPage
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.tasks import Progress, Task, share_interpreter
from pvd_desktop.ui.workspace import Workspace

ARTICLES = ("objet", "ambitions", "engagements", "gouvernance", "duree")
EXPORTS = (("convention", ".pdf"), ("convention", ".docx"), ("maquette", ".xlsx"), ("maquette", ".pdf"))
FICHES = 60
PAS_MS = 10


def wait(application: QApplication, condition: Callable[[], bool]) -> None:
    """Turn the loop until ``condition`` holds."""
    limite = time.perf_counter() + 120
    while not condition():
        if time.perf_counter() > limite:
            raise TimeoutError
        application.processEvents()


def rests(page: ConventionPage) -> bool:
    """Whether nothing is being made nor drawn."""
    return not page._attente.isActive() and not page.document.en_cours and page.document._dessin is None


def measure_preview(application: QApplication, page: ConventionPage, workspace: Workspace) -> tuple[float, float]:
    """From the act to the first page drawn, and the same page made without a window; medians."""
    durees: list[float] = []
    planchers: list[float] = []
    dessinees: list[int] = []
    page.document.drawn.connect(dessinees.append)
    for cle in ARTICLES * 3:
        page.plan.select(cle)
        wait(application, lambda: rests(page))
        dessinees.clear()
        debut = time.perf_counter()
        workspace.execute("Réécrire", set_article, cle, texte=f"{page.article.texte.valeur()}\n\nAjout.")
        wait(application, lambda: bool(dessinees))
        durees.append(time.perf_counter() - debut)
        ligne = page.plan.ligne()
        assert ligne is not None
        debut = time.perf_counter()
        render_page(to_bytes(prepare_extrait(workspace, ligne)(), archive=False), 0, page.vue.zoom * 96 / 72)
        planchers.append(time.perf_counter() - debut)
    # The first one imports reportlab and reads the fonts.
    return median(durees[1:]), median(planchers[1:])


def measure_gap(workspace: Workspace, sortie: Sortie, cible: Path) -> float:
    """Longest gap of a timer of the window while a document is written in a task."""
    build_document = sortie.prepare(workspace)

    def write(progress: Progress) -> None:
        with paused_collector():
            export(build_document(), cible, progress=progress)

    battements: list[float] = []
    minuterie = QTimer(interval=PAS_MS)
    minuterie.timeout.connect(lambda: battements.append(time.perf_counter()))
    tache = Task(write, workspace)
    # The loop of Qt itself: one that turns in Python would fight for the interpreter, as no window does.
    boucle = QEventLoop()
    tache.finished.connect(boucle.quit)
    minuterie.start()
    tache.start()
    boucle.exec()
    minuterie.stop()
    return max((b - a for a, b in pairwise(battements)), default=0.0)


def main(dossier: Path) -> None:
    """Measure on a project of sixty fiches."""
    application = QApplication(sys.argv)
    share_interpreter()
    theme.apply(application, "clair")
    chemin = dossier / "projet.pvd"
    write_projet(chemin, FICHES)
    workspace = Workspace(Database.open(chemin), load_bareme(), aujourd_hui=lambda: date(2026, 11, 21))
    page = ConventionPage(workspace, Settings(dossier / "preferences.ini"))
    page.resize(1300, 720)
    page.show()
    apercu, plancher = measure_preview(application, page, workspace)
    page.hide()
    trous = {
        f"{document}{extension}": measure_gap(
            workspace, Sortie(document, extension=extension), dossier / f"{document}{extension}"
        )
        for document, extension in EXPORTS
    }
    wait(application, lambda: rests(page))
    workspace.close()
    sys.stdout.write(json.dumps({"apercu": apercu, "plancher": plancher, "trous": trous}) + "\n")


if __name__ == "__main__":
    with TemporaryDirectory(prefix="pvd-bench-") as temporaire:
        main(Path(temporaire))
