"""Logs and the report of an unexpected error."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.domain.errors import AppError
from pvd_desktop.logs import Journal
from pvd_desktop.ui.logs_qt import install_qt_handler
from pvd_desktop.ui.rapport_erreur import RapportErreur


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Log files of one run."""
    ouvert = Journal(tmp_path / "journaux")
    yield ouvert
    ouvert.close()


@pytest.fixture
def rapport(qtbot: QtBot, journal: Journal) -> Iterator[RapportErreur]:
    """The handler of uncaught exceptions, installed."""
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    handler = RapportErreur(journal.chemin, fenetre)
    handler.install()
    yield handler
    handler.uninstall()


def _handle(rapport: RapportErreur, erreur: BaseException) -> None:
    try:
        raise erreur
    except BaseException as levee:  # noqa: BLE001 - any exception is handed to the hook
        rapport.handle(type(levee), levee, levee.__traceback__)


def test_that_messages_of_the_application_are_in_the_file(journal: Journal):
    logging.getLogger("pvd_desktop.essai").info("Fichier ouvert : %s", "é")
    assert "INFO pvd_desktop.essai: Fichier ouvert : é" in journal.chemin.read_text(encoding="utf-8")


def test_that_messages_of_qt_are_in_the_file_until_given_back(journal: Journal):
    undo = install_qt_handler()
    qWarning("bad pixmap")
    undo()
    assert "WARNING qt: default: bad pixmap" in journal.chemin.read_text(encoding="utf-8")


def test_that_closing_gives_logging_back(tmp_path: Path):
    avant = list(logging.getLogger().handlers)
    Journal(tmp_path).close()
    assert logging.getLogger().handlers == avant


def test_that_a_bug_opens_one_report_that_can_be_copied(rapport: RapportErreur, qtbot: QtBot, journal: Journal):
    _handle(rapport, KeyError("colonne"))
    premier = rapport.dialogue
    assert premier is not None
    qtbot.waitUntil(premier.isVisible)
    _handle(rapport, KeyError("encore"))
    assert rapport.dialogue is premier
    assert "KeyError: 'colonne'" in premier.rapport()
    assert str(journal.chemin) in premier.rapport()
    assert "PySide6" in premier.rapport()
    premier.bouton_copier().click()
    assert QGuiApplication.clipboard().text() == premier.rapport()
    assert "KeyError: 'encore'" in journal.chemin.read_text(encoding="utf-8")


def test_that_an_expected_failure_goes_to_the_banner(rapport: RapportErreur, qtbot: QtBot):
    erreur = AppError("Le fichier est ouvert ailleurs.", "Fermez-le.")
    with qtbot.waitSignal(rapport.app_error) as emis:
        _handle(rapport, erreur)
    assert emis.args == [erreur]
    assert rapport.dialogue is None


def test_that_the_report_is_accessible(rapport: RapportErreur, qtbot: QtBot):
    _handle(rapport, ValueError("x"))
    assert rapport.dialogue is not None
    qtbot.waitUntil(rapport.dialogue.isVisible)
    assert_accessible(rapport.dialogue)


def test_that_an_exception_in_a_slot_reaches_the_hook_and_the_loop_goes_on(qtbot: QtBot):
    def fail() -> None:
        raise KeyError("slot")

    continue_apres: list[int] = []
    with capture_exceptions() as levees:
        QTimer.singleShot(0, fail)
        QTimer.singleShot(1, lambda: continue_apres.append(1))
        qtbot.waitUntil(lambda: bool(continue_apres))
    assert levees[0][0] is KeyError


def test_that_the_hook_is_given_back(qtbot: QtBot, tmp_path: Path):
    avant = sys.excepthook
    handler = RapportErreur(tmp_path / "x.log")
    handler.install()
    assert sys.excepthook != avant
    handler.uninstall()
    assert sys.excepthook is avant
