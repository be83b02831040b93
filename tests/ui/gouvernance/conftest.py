"""The tab « Gouvernance », on the example."""

import pytest
from pytestqt.qtbot import QtBot
from ui.gouvernance.gestes_gouvernance import show

from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> GouvernancePage:
    return show(qtbot, workspace)
