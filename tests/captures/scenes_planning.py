"""The pictures of the planning: its three zooms, and a plan without any phase."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.page_onglets import PageOnglets
from pvd_desktop.ui.pages import CALENDRIER
from pvd_desktop.ui.planning.echelle import Zoom
from pvd_desktop.ui.planning.page import PlanningPage

Scene = Callable[[Studio], QWidget]


def planning(zoom: Zoom = Zoom.TRIMESTRE, *, vide: bool = False, agrandi: bool = False) -> Scene:
    """The planning around today, one bar chosen."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        if vide:
            studio.open_vide()
        else:
            studio.open_exemple()
        calendrier = studio.show_page(CALENDRIER)
        assert isinstance(calendrier, PageOnglets)
        calendrier.show_onglet("planning")
        page = calendrier.courant()
        assert isinstance(page, PlanningPage)
        page.show_zoom(zoom)
        if not vide:
            phase = next(f for f in studio.workspace.projet.fiches if f.numero == "2.1").phases[3]
            page.vue.select(phase.uid)
            page.vue.center_on(studio.workspace.aujourd_hui())
        page.vue.setFocus()
        studio.settle()
        return studio.fenetre

    return scene


SCENES_PLANNING: tuple[tuple[str, Scene], ...] = (
    ("planning", planning()),
    ("planning-mois", planning(Zoom.MOIS)),
    ("planning-annees", planning(Zoom.ANNEE)),
    ("planning-vide", planning(vide=True)),
    ("planning-150", planning(agrandi=True)),
)
