"""The page of the frozen states, shown."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[VersionsPage]:
    page = VersionsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not (page.calcul.en_cours or page.figeage.en_cours))
