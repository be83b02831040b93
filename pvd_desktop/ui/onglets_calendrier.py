"""The tabs of the page « Calendrier », in their order. To add one: a page of its own and one entry here."""

from typing import Final

from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.page import Page
from pvd_desktop.ui.page_onglets import OngletPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


def _build_echeances(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.calendrier.echeances import EcheancesPage

    return EcheancesPage(workspace, settings, parent)


def _build_mois(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.calendrier.mois import MoisPage

    return MoisPage(workspace, parent)


def _build_planning(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.planning.page import PlanningPage

    return PlanningPage(workspace, settings, parent)


def _build_gouvernance(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.gouvernance.page import GouvernancePage

    return GouvernancePage(workspace, parent)


ONGLETS_CALENDRIER: Final = (
    OngletPage("echeances", "É&chéances", _build_echeances, objets=frozenset({"echeance"})),
    OngletPage("mois", "&Mois", _build_mois),
    OngletPage("planning", "&Planning", _build_planning),
    OngletPage(
        "gouvernance",
        "&Gouvernance",
        _build_gouvernance,
        objets=frozenset({"instance", "membre", "reunion", "decision"}),
    ),
)
