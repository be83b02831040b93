"""What the tests of the tab « Gouvernance » do and read."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.domain.gouvernance import Decision, Instance, Reunion
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.workspace import Workspace

JUIN = "COPIL de juin 2026"
DECEMBRE = "COPIL de décembre 2026"
COTECH = "COTECH du troisième trimestre 2026"
SEANCE, ORDRE, PRESENCES, DECISIONS, COMPTE_RENDU = range(5)


def show(qtbot: QtBot, workspace: Workspace) -> GouvernancePage:
    page = GouvernancePage(workspace)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    QApplication.processEvents()
    return page


def reunion(workspace: Workspace, nom: str) -> Reunion:
    return next(r for i in workspace.projet.instances for r in i.reunions if r.intitule == nom)


def copil(workspace: Workspace) -> Instance:
    return workspace.projet.instances[0]


def open_reunion(page: GouvernancePage, workspace: Workspace, nom: str, section: int = SEANCE) -> None:
    assert page.show_uid(reunion(workspace, nom).uid)
    page.detail_reunion.onglets.setCurrentIndex(section)
    # Shortcuts of what was just built are known at the next turn.
    QApplication.processEvents()


def choose(page: GouvernancePage, rang: int = 0) -> Decision:
    liste = page.detail_reunion.decisions.liste
    liste.vue.setCurrentIndex(liste.modele.index(rang, 0))
    decision = page.detail_reunion.decisions.decision
    assert decision is not None
    return decision
