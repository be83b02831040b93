"""The pictures of the page « Réglages du projet »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.programmation import set_dispositif
from models.commands.reglages import add_parametre
from pvd_desktop.ui.pages import REGLAGES
from pvd_desktop.ui.reglages.page import ReglagesPage
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante

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


def dispositifs(*, bas: bool = False, agrandi: bool = False) -> Scene:
    """The dispositifs of the project: a rate of the DETR adapted to the département, its card open."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        studio.open_exemple()
        contenu = (
            '[[categorie]]\ndepartement = "62"\ncode = "I"\nintitule = "Places publiques"\ntaux_maximum = "0.25"\n'
        )
        motif = "Circulaire du préfet du 12 septembre 2026"
        studio.workspace.execute("Adapter", set_dispositif, "detr", contenu=contenu, edition="2026-11-21", motif=motif)
        studio.show_page(REGLAGES)
        page = studio.fenetre.findChild(ReglagesPage)
        assert page is not None
        page.dispositifs.fiche.comparer.setChecked(True)
        page.show_dispositif("detr")
        studio.settle()
        page.show_dispositif("detr")
        defilement = page.findChild(ColonneDefilante)
        if bas and defilement is not None:
            defilement.ensureWidgetVisible(page.dispositifs.fiche.revenir)
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        return studio.fenetre

    return scene


SCENES_REGLAGES: tuple[tuple[str, Scene], ...] = (
    ("reglages", reglages()),
    ("reglages-dispositifs", dispositifs()),
    ("reglages-dispositifs-bas", dispositifs(bas=True)),
    ("reglages-dispositifs-150", dispositifs(agrandi=True)),
    ("reglages-150", reglages(agrandi=True)),
)
