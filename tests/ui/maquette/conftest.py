"""The page « Maquette » on the example project, at the size of an ordinary laptop."""

import pytest
from pytestqt.qtbot import QtBot
from ui.maquette.gestes import Gestes

from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, settings: Settings) -> MaquettePage:
    """The page, shown, the focus in the grid."""
    page = MaquettePage(workspace, settings)
    page.resize(1166, 680)
    qtbot.addWidget(page)
    page.show()
    page.grille.vue.setFocus()
    return page


@pytest.fixture
def gestes(page: MaquettePage, workspace: Workspace) -> Gestes:
    """What a person does in the grid."""
    return Gestes(page, workspace)
