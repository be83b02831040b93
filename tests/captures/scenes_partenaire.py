"""The pictures of « Remplir le tableau d’un partenaire »."""

from collections.abc import Callable
from pathlib import Path

from captures.studio import Studio
from classeurs_partenaires import sous_prefecture
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.pages import PARTENAIRE
from pvd_desktop.ui.partenaire.page import PartenairePage

Scene = Callable[[Studio], QWidget]


def vide(studio: Studio) -> QWidget:
    """Nothing was chosen yet."""
    studio.open_exemple()
    studio.fenetre.navigation.show_page(PARTENAIRE)
    return studio.fenetre


def rempli(quoi: str = "", *, lignes: int = 12, agrandi: bool = False) -> Scene:
    """What the workbook of a sous-préfecture would receive."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        studio.open_exemple()
        path = Path("Documents", "remontée sous-préfecture 2026.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        sous_prefecture(path, lignes=lignes)
        studio.fenetre.importation.partenaires.read(path)
        page = studio.fenetre.pile.currentWidget()
        assert isinstance(page, PartenairePage)
        studio.wait(lambda: page.preparation.a_jour)
        page.show_quoi(quoi)
        return studio.fenetre

    return scene


SCENES_PARTENAIRE: tuple[tuple[str, Scene], ...] = (
    ("partenaire-vide", vide),
    ("partenaire-rempli", rempli()),
    ("partenaire-remplacees", rempli("Remplacée", lignes=20)),
    ("partenaire-rempli-150", rempli(agrandi=True)),
)
