"""Long work: its news reach the GUI thread, one end is told, and it can be given up."""

import sys
import threading
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.tasks import Progress, Task, share_interpreter
from pvd_desktop.ui.widgets.progression import BarreProgression


@pytest.fixture
def proprietaire(qtbot: QtBot) -> QObject:
    """The widget that starts the work."""
    return QObject()


def _steps(total: int) -> Callable[[Progress], str]:
    def work(progress: Progress) -> str:
        for rang in range(total):
            progress.step(rang, total, f"Fiche {rang + 1}")
        return "fini"

    return work


def test_that_the_result_and_the_end_are_told_on_the_gui_thread(proprietaire: QObject, qtbot: QtBot):
    fils: list[int] = []
    tache = Task(_steps(3), proprietaire)
    tache.progressed.connect(lambda *_args: fils.append(threading.get_ident()))
    tache.succeeded.connect(lambda _resultat: fils.append(threading.get_ident()))
    with qtbot.waitSignal(tache.finished), qtbot.waitSignal(tache.succeeded) as emis:
        tache.start()
    assert emis.args == ["fini"]
    assert len(fils) == 4
    assert set(fils) == {threading.get_ident()}
    assert not tache.en_cours


def test_that_progress_comes_in_order(proprietaire: QObject, qtbot: QtBot):
    recus: list[Any] = []
    tache = Task(_steps(3), proprietaire)
    tache.progressed.connect(lambda *args: recus.append(args))
    with qtbot.waitSignal(tache.finished):
        tache.start()
    assert recus == [(0, 3, "Fiche 1"), (1, 3, "Fiche 2"), (2, 3, "Fiche 3")]


def test_that_a_failure_is_told_with_its_exception(proprietaire: QObject, qtbot: QtBot):
    def fail(_progress: Progress) -> None:
        raise PermissionError("fichier ouvert ailleurs")

    tache = Task(fail, proprietaire)
    with qtbot.waitSignal(tache.failed) as emis, qtbot.assertNotEmitted(tache.succeeded):
        tache.start()
    assert emis.args is not None
    assert isinstance(emis.args[0], PermissionError)
    assert emis.args[0].__traceback__ is not None


def test_that_giving_up_stops_at_the_next_step(proprietaire: QObject, qtbot: QtBot):
    commence, continuer = Event(), Event()
    passes: list[int] = []

    def work(progress: Progress) -> None:
        progress.step(0, 2)
        commence.set()
        continuer.wait(5)
        progress.step(1, 2)
        passes.append(1)

    tache = Task(work, proprietaire)
    with qtbot.waitSignal(tache.cancelled), qtbot.assertNotEmitted(tache.succeeded):
        tache.start()
        assert commence.wait(5)
        assert tache.en_cours
        tache.cancel()
        continuer.set()
    assert passes == []


def test_that_the_bar_shows_what_is_done_and_lets_give_up(proprietaire: QObject, qtbot: QtBot):
    continuer = Event()

    def work(progress: Progress) -> None:
        progress.step(1, 4, "Fiche 1 sur 4")
        continuer.wait(5)
        progress.step(2, 4)

    barre = BarreProgression(delai_ms=0)
    qtbot.addWidget(barre)
    tache = Task(work, proprietaire)
    barre.follow(tache, "Export des fiches")
    assert barre.texte() == "Export des fiches"
    tache.start()
    qtbot.waitUntil(lambda: barre.isVisible() and barre.texte() == "Fiche 1 sur 4")
    with qtbot.waitSignal(barre.finished), qtbot.waitSignal(tache.cancelled):
        barre.bouton().click()
        assert barre.texte() == "Annulation en cours…"
        continuer.set()
    assert barre.isHidden()


def test_that_the_bar_stays_on_the_work_that_the_end_of_another_began(proprietaire: QObject, qtbot: QtBot):
    continuer = Event()

    def work(progress: Progress) -> None:
        continuer.wait(5)
        progress.step(1, 1)

    barre = BarreProgression(delai_ms=0)
    qtbot.addWidget(barre)
    premiere, seconde = Task(_steps(1), proprietaire), Task(work, proprietaire)
    premiere.finished.connect(lambda: barre.follow(seconde, "Import"))
    premiere.finished.connect(seconde.start)
    barre.follow(premiere, "Création du projet")
    premiere.start()
    qtbot.waitUntil(lambda: seconde.en_cours and barre.isVisible())
    assert barre.texte() == "Import"
    with qtbot.waitSignal(seconde.cancelled):
        barre.bouton().click()
        continuer.set()
    assert barre.isHidden()


def test_that_short_work_shows_no_bar(proprietaire: QObject, qtbot: QtBot):
    barre = BarreProgression(delai_ms=60_000)
    qtbot.addWidget(barre)
    tache = Task(_steps(1), proprietaire)
    barre.follow(tache)
    with qtbot.waitSignal(tache.finished):
        tache.start()
    assert barre.isHidden()


def test_that_work_whose_window_is_gone_ends_in_silence(qtbot: QtBot):
    fils_avant = set(threading.enumerate())
    for _ in range(40):
        ferme = Event()
        proprietaire = QObject()
        tache = Task(_speak_until(ferme), proprietaire)
        tache.start()
        # While it speaks: an emission on what goes away would crash.
        shiboken6.delete(proprietaire)
        ferme.set()
        del tache
    # An exception in a thread fails the test by itself.
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= fils_avant)


def _speak_until(ferme: Event) -> Callable[[Progress], None]:
    def work(progress: Progress) -> None:
        while not ferme.is_set():
            progress.step(0, 0, "Lecture…")
        progress.step(0, 0, "Lecture…")

    return work


def test_that_a_thread_at_work_gives_way_at_once_to_the_window():
    avant = sys.getswitchinterval()
    try:
        share_interpreter()
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(avant)
