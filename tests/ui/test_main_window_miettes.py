"""The garbage collector waits as long as one document is being made, and works in the thread of the window alone."""

import gc
import weakref
from collections.abc import Iterator
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.miettes import Ramasseur, paused_collector


def test_that_the_collector_comes_back_after_the_last_pause():
    with paused_collector():
        with paused_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_the_collector_comes_back_after_a_failure():
    try:
        with paused_collector():
            raise KeyError("uid")
    except KeyError:
        assert gc.isenabled()


@pytest.fixture
def ramasseur(qapp: QApplication) -> Iterator[Ramasseur]:
    gc.collect()
    proprietaire = QObject()
    ramasseur = Ramasseur(proprietaire, rythme_ms=5)
    yield ramasseur
    ramasseur.stop()
    gc.unfreeze()


def leave_cycle() -> list[Thread]:
    """Leave a cycle behind; the list will hold the thread that took it away."""

    class Boucle:
        def __init__(self) -> None:
            self.elle_meme = self

    fils: list[Thread] = []
    weakref.finalize(Boucle(), lambda: fils.append(current_thread()))
    return fils


def make_much() -> None:
    assert len([[rang] for rang in range(20 * gc.get_threshold()[0])]) > 0


def test_that_what_is_left_is_taken_away_in_the_thread_of_the_window_alone(ramasseur: Ramasseur, qtbot: QtBot):
    fils = leave_cycle()
    ailleurs = Thread(target=make_much)
    ailleurs.start()
    ailleurs.join()
    assert fils == []
    gardees = [[rang] for rang in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: fils == [main_thread()])
    assert gardees


def test_that_nothing_is_taken_away_while_a_document_is_made(ramasseur: Ramasseur, qtbot: QtBot):
    fils = leave_cycle()
    gardees = [[rang] for rang in range(2 * gc.get_threshold()[0])]
    with paused_collector():
        qtbot.wait(30)
        assert fils == []
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: fils == [main_thread()])
    assert gardees


def test_that_what_a_full_collection_found_alive_is_not_looked_at_again(ramasseur: Ramasseur, qtbot: QtBot):
    gardees: list[list[list[int]]] = []
    while not gc.get_freeze_count():
        # The oldest come due once the younger ones were looked at often enough.
        gardees.append([[rang] for rang in range(2 * gc.get_threshold()[0])])
        qtbot.wait(6)
    assert gc.is_tracked(gardees[0])
    assert not any(suivi is gardees[0] for suivi in gc.get_objects())


def test_that_what_was_put_aside_and_died_goes_when_another_project_is_opened(ramasseur: Ramasseur, qtbot: QtBot):
    fils = leave_cycle()
    gc.freeze()
    gc.collect()
    assert fils == []
    ramasseur.renew()
    qtbot.waitUntil(lambda: fils == [main_thread()])
    assert gc.get_freeze_count()
