"""What is made a step at a turn: in order, between the events of the window, or at once for whoever cannot wait."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.etapes import TOUR_S, Etapes


@pytest.fixture
def etapes(qapp: QApplication) -> Etapes:
    return Etapes(qapp)


def note(faites: list[int], nombre: int = 3) -> Iterator[None]:
    """Steps longer than a turn, so that each has its own."""
    for rang in range(nombre):
        faites.append(rang)
        fin = perf_counter() + TOUR_S
        while perf_counter() < fin:
            pass
        yield


def test_that_nothing_is_done_before_the_next_turn_and_one_step_in_each(etapes: Etapes, qapp: QApplication):
    faites: list[int] = []
    etapes.start(note(faites))
    assert etapes.en_cours
    assert faites == []
    qapp.processEvents()
    assert faites == [0]


def test_that_the_steps_all_come_in_order(etapes: Etapes, qtbot: QtBot):
    faites: list[int] = []
    etapes.start(note(faites))
    qtbot.waitUntil(lambda: not etapes.en_cours)
    assert faites == [0, 1, 2]


def test_that_whoever_cannot_wait_has_the_rest_at_once_and_only_once(etapes: Etapes, qapp: QApplication):
    faites: list[int] = []
    etapes.start(note(faites))
    qapp.processEvents()
    etapes.finish()
    assert faites == [0, 1, 2]
    assert not etapes.en_cours
    qapp.processEvents()
    assert faites == [0, 1, 2]


def test_that_a_step_may_ask_for_all_of_them(etapes: Etapes):
    faites: list[int] = []

    def ask() -> Iterator[None]:
        etapes.finish()
        yield
        faites.append(1)

    etapes.start(ask())
    etapes.finish()
    assert faites == [1]


def test_that_new_steps_take_the_place_of_the_former_ones(etapes: Etapes, qtbot: QtBot):
    anciennes: list[int] = []
    nouvelles: list[int] = []
    etapes.start(note(anciennes))
    etapes.start(note(nouvelles))
    qtbot.waitUntil(lambda: not etapes.en_cours)
    assert (anciennes, nouvelles) == ([], [0, 1, 2])


def test_that_a_step_may_begin_others(etapes: Etapes):
    suite: list[int] = []

    def begin() -> Iterator[None]:
        etapes.start(note(suite))
        yield

    etapes.start(begin())
    etapes.finish()
    assert suite == [0, 1, 2]


def test_that_what_is_stopped_is_never_done(etapes: Etapes, qapp: QApplication):
    faites: list[int] = []
    etapes.start(note(faites))
    etapes.stop()
    qapp.processEvents()
    etapes.finish()
    assert faites == []
