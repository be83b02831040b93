"""Files dropped on a part of a page."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers


class _Bac(DepotFichiers, QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.recus: list[Path] = []
        self.setAcceptDrops(True)

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.recus += paths


@pytest.fixture
def bac(qtbot: QtBot) -> _Bac:
    bac = _Bac()
    qtbot.addWidget(bac)
    return bac


def _donnees(*noms: str) -> QMimeData:
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(f"/dossier/{nom}") for nom in noms])
    return donnees


def _enters(bac: _Bac, donnees: QMimeData) -> bool:
    suite = (donnees, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *suite)
    QApplication.sendEvent(bac, event)
    return event.isAccepted()


def test_that_files_go_to_what_they_are_dropped_on(bac: _Bac):
    donnees = _donnees("plan.pdf", "photo.png")
    assert _enters(bac, donnees)
    suite = (donnees, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(bac, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *suite))
    assert bac.recus == [Path("/dossier/plan.pdf"), Path("/dossier/photo.png")]


def test_that_a_project_alone_is_left_to_the_window(bac: _Bac):
    assert not _enters(bac, _donnees("autre.PVD"))


def test_that_a_web_address_is_no_file(bac: _Bac):
    donnees = QMimeData()
    donnees.setUrls([QUrl("https://example.org/plan.pdf")])
    assert not _enters(bac, donnees)
