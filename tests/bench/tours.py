"""The longest turn of the loop of the window, page by page, on a project that a team lives in.

Every page and every tab is shown a first time, then again; then comes one ordinary act on each page. Prints JSON:
``[page, geste, calcul, horloge]`` for each, in seconds (see :mod:`guet`), and the floor: one durable commit.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from actes_pages import ACTES
from guet import Guet
from mesures import commit_floor
from projet_habite import JOUR, write_habite
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from pvd_desktop import main as application
from pvd_desktop.paths import Dossiers
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import HORS_RAIL, PAGES
from pvd_desktop.ui.tasks import Task, share_interpreter

Geste = tuple[str, str, Callable[[], object]]


def gestures(fenetre: MainWindow) -> Iterator[Geste]:
    """What is done in the window, one after the other; each is over before the next is asked for."""
    yield "Ouverture", "le projet peint, puis ce qui se prépare", partial(_prepare, fenetre)
    entrees = (*PAGES, *HORS_RAIL)
    for entree in entrees:
        yield entree.nom, "montrée", partial(fenetre.navigation.show_page, entree.id)
        yield from _tabs(entree.nom, fenetre.pile.currentWidget())
    for entree in entrees:
        yield entree.nom, "remontrée", partial(fenetre.navigation.show_page, entree.id)
        for nom, act in ACTES.get(entree.id, {}).items():
            yield entree.nom, nom, partial(act, fenetre.pile.currentWidget())
    yield "Fenêtre", "Annuler", fenetre.edition.undo
    yield "Fenêtre", "ce qui est ramassé", gc.collect


def _prepare(fenetre: MainWindow) -> None:
    preparation = Task(lambda progress: application.prepare(fenetre.workspace, progress.check), fenetre)
    preparation.set_silencieuse()
    # As the program does: what is loaded then is never looked at again by the collector.
    preparation.finished.connect(gc.freeze)
    preparation.start()


def _tabs(page: str, racine: QWidget | None) -> Iterator[Geste]:
    """The tabs of a page, and those inside them."""
    for onglets in _outermost(racine) if racine is not None else ():
        premier = onglets.currentIndex()
        yield from _tabs(f"{page}, {_title(onglets, premier)}", onglets.currentWidget())
        autres = [rang for rang in range(onglets.count()) if rang != premier]
        for rang in autres:
            nom = f"{page}, {_title(onglets, rang)}"
            yield nom, "montré", partial(onglets.setCurrentIndex, rang)
            yield from _tabs(nom, onglets.currentWidget())
        for rang in (*autres, premier):
            yield f"{page}, {_title(onglets, rang)}", "remontré", partial(onglets.setCurrentIndex, rang)


def _outermost(racine: QWidget) -> list[QTabWidget]:
    """Those seen under ``racine`` that no other holds."""
    vus = [onglets for onglets in racine.findChildren(QTabWidget) if onglets.isVisible()]
    return [
        onglets for onglets in vus if not any(autre is not onglets and autre.isAncestorOf(onglets) for autre in vus)
    ]


def _title(onglets: QTabWidget, rang: int) -> str:
    """Without its mnemonic nor its count."""
    return onglets.tabText(rang).replace("&", "").partition(" (")[0]


def open_window(path: Path, dossier: Path) -> MainWindow:
    """The window as the program shows it, on that project."""
    dossiers = Dossiers.of_user(dossier)
    dossiers.create()
    fenetre = application.build_window(dossiers, dossiers.journaux / "journal.log", aujourd_hui=lambda: JOUR)
    fenetre.resize(1366, 768)
    fenetre.ouverture.open_now(path)
    fenetre.show()
    return fenetre


def main() -> None:
    """Measures and prints."""
    qt = cast("QApplication", QApplication(sys.argv[:1]))
    application.dress(qt)
    share_interpreter()
    # As the window runs: its collector passes between two gestures, when it is asked to.
    gc.disable()
    with TemporaryDirectory(prefix="pvd-bench-", ignore_cleanup_errors=True) as temporaire:
        path = Path(temporaire, "habite.pvd")
        write_habite(path)
        fenetre, guet = open_window(path, Path(temporaire, "donnees")), Guet(qt)
        gc.freeze()
        releves: list[tuple[str, str, float, float]] = []
        for page, nom, gesture in gestures(fenetre):
            arret = guet.watch(gesture)
            releves.append((page, nom, arret.calcul, arret.horloge))
        fenetre.abandon()
        application.wait_for_tasks(qt)
        sys.stdout.write(json.dumps({"gestes": releves, "plancher": commit_floor(path), "fin": time.time()}) + "\n")


if __name__ == "__main__":
    main()
