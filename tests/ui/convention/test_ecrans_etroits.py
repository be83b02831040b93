"""The page of the convention on a small screen or at a high zoom: nothing is cut, nothing leaves the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop import main
from pvd_desktop.ui import theme
from pvd_desktop.ui.convention.lignes import COUVERTURE, PARTIES
from pvd_desktop.ui.convention.page import ConventionPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.workspace import Workspace

TAILLES = [(100, 1158, 658), (120, 1116, 640), (150, 1282, 602), (150, 1196, 560), (100, 744, 450)]
"""Zoom, and what the window leaves to the page at 1366 by 768, three times, at 1280 by 720 and at 800 by 560."""


@pytest.fixture
def page(workspace: Workspace, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[ConventionPage]:
    # The pages of the tests before would be dressed again at each change of zoom.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page = ConventionPage(workspace, Settings(tmp_path / "preferences.ini"))
    page.show()
    yield page
    page.hide()
    theme.apply(qapp, "clair", 100)
    qtbot.waitUntil(lambda: not (page._attente.isActive() or page.document.en_cours or page.document._dessin))
    page.deleteLater()
    qapp.processEvents()
    main.wait_for_tasks(qapp)


@pytest.mark.parametrize("ecran", TAILLES, ids=str)
def test_that_nothing_is_cut(page: ConventionPage, workspace: Workspace, qapp: QApplication, ecran: tuple[int, ...]):
    zoom, largeur, hauteur = ecran
    theme.apply(qapp, "clair", zoom)
    page.resize(largeur, hauteur)
    assert page.minimumSizeHint().width() <= largeur
    for cle in (COUVERTURE, PARTIES, workspace.projet.convention.parties[0].uid, "litiges"):
        assert page.plan.select(cle)
        for _ in range(3):
            qapp.processEvents()
        editeur = page._editeurs.currentWidget()
        if isinstance(editeur, Onglet):
            assert editeur.horizontalScrollBar().maximum() == 0, cle
        for bouton in (page.apercu, page.imprimer, page.exporter):
            assert bouton.width() >= bouton.sizeHint().width(), cle
            assert page._droite.rect().contains(bouton.geometry()), cle
