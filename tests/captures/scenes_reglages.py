"""The pictures of the page « Réglages du projet »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.reglages import add_parametre
from pvd_desktop.ui.pages import REGLAGES

Scene = Callable[[Studio], QWidget]


def reglages(*, adaptes: bool = False, agrandi: bool = False) -> Scene:
    """As a new project has them, or with a rate of the préfecture."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        studio.open_exemple()
        if adaptes:
            motif = "Arrêté préfectoral du 12 janvier 2026"
            for cle, valeur in (("participation_minimale", "0.3"), ("tolerance_plan", "5")):
                studio.workspace.execute("Adapter", add_parametre, cle, valeur=valeur, motif=motif)
        studio.show_page(REGLAGES)
        # The hour of the act is the one of the clock.
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        return studio.fenetre

    return scene


SCENES_REGLAGES: tuple[tuple[str, Scene], ...] = (
    ("reglages", reglages()),
    ("reglages-150", reglages(agrandi=True)),
)
