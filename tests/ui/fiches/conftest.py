"""A page on the example project, at the size of an ordinary laptop."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, settings: Settings) -> Iterator[FichesPage]:
    """The page, shown, nothing selected."""
    page = FichesPage(workspace, settings)
    page.resize(1190, 672)
    qtbot.addWidget(page)
    page.show()
    yield page
    page.editeur.abandon()


@pytest.fixture
def fiche(page: FichesPage, workspace: Workspace) -> FicheAction:
    """A fiche with one operation and many lines, open in the editor."""
    riche = max(
        (f for f in workspace.projet.fiches if len(f.operations) == 1),
        key=lambda f: len(f.operations[0].financements) + len(f.operations[0].depenses),
    )
    assert page.show_fiche(riche.uid)
    return riche
