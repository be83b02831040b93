"""The pictures of the tableau de bord: its bars, the same figures as tables, and a project that has no action yet."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.pages import TABLEAU_BORD
from pvd_desktop.ui.tableau_bord.page import TableauBordPage

Scene = Callable[[Studio], QWidget]


def tableau_bord(*, vide: bool = False, en_tables: bool = False, agrandi: bool = False) -> Scene:
    """The page as it stands, or its tables."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        if vide:
            studio.open_vide()
        else:
            studio.open_exemple()
        page = studio.show_page(TABLEAU_BORD)
        assert isinstance(page, TableauBordPage)
        studio.wait(page.is_complete)
        for graphique in (page.statuts, page.financeurs, page.annees):
            graphique.bascule.setChecked(en_tables)
        studio.settle()
        return studio.fenetre

    return scene


SCENES_TABLEAU_BORD: tuple[tuple[str, Scene], ...] = (
    ("tableau-bord", tableau_bord()),
    ("tableau-bord-tables", tableau_bord(en_tables=True)),
    ("tableau-bord-vide", tableau_bord(vide=True)),
    ("tableau-bord-150", tableau_bord(agrandi=True)),
)
