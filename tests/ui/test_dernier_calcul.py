"""What a page computes beside the window: the last thing asked for is shown, and it alone."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.domain.errors import AppError
from pvd_desktop.ui.dernier_calcul import DernierCalcul
from pvd_desktop.ui.tasks import Progress


@pytest.fixture
def calcul(qtbot: QtBot) -> Iterator[DernierCalcul]:
    page = QWidget()
    qtbot.addWidget(page)
    calcul = DernierCalcul(page)
    yield calcul
    qtbot.waitUntil(lambda: not calcul.en_cours)


def recus(calcul: DernierCalcul) -> list[Any]:
    """All that is shown from now on."""
    resultats: list[Any] = []
    calcul.prete.connect(resultats.append)
    return resultats


def test_that_the_last_one_asked_for_is_shown_and_it_alone(calcul: DernierCalcul, qtbot: QtBot):
    resultats, ouverte = recus(calcul), Event()

    def wait(_progress: Progress) -> str:
        ouverte.wait(10)
        return "premier"

    calcul.run(wait)
    calcul.run(lambda _progress: "deuxième")
    calcul.run(lambda _progress: "troisième")
    assert calcul.en_cours
    ouverte.set()
    qtbot.waitUntil(lambda: not calcul.en_cours)
    assert resultats == ["troisième"]


def test_that_what_is_forgotten_is_never_shown(calcul: DernierCalcul, qtbot: QtBot):
    resultats = recus(calcul)

    def stop(progress: Progress) -> str:
        progress.check()
        return "oublié"

    calcul.run(stop)
    calcul.run(lambda _progress: "oublié aussi")
    calcul.forget()
    qtbot.waitUntil(lambda: not calcul.en_cours)
    assert "oublié aussi" not in resultats


def test_that_a_refusal_is_said(calcul: DernierCalcul, qtbot: QtBot):
    def refuse(_progress: Progress) -> str:
        raise AppError("Illisible.", "Prenez-en un autre.")

    with qtbot.waitSignal(calcul.refusee) as dit:
        calcul.run(refuse)
    assert str((dit.args or [None])[0]) == "Illisible. Prenez-en un autre."
