"""The pictures of the page « Scénarios »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.scenarios import remove_scenario
from pvd_desktop.ui.pages import SCENARIOS
from pvd_desktop.ui.scenarios.page import ScenariosPage

Scene = Callable[[Studio], QWidget]


def scenarios(onglet: int = 0, *, question: bool = False, changees: bool = False, agrandi: bool = False) -> Scene:
    """« La Région refuse », on one of its tabs."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        page = _open(studio)
        page.onglets.setCurrentIndex(onglet)
        page.editeur.changees.setChecked(changees)
        if question:
            page.ask_to_adopt()
        studio.settle()
        return studio.fenetre

    return scene


def moins(studio: Studio) -> QWidget:
    """The État grants 20 % less: many lines at once, told by the message."""
    page = _open(studio)
    guichet = next(cle for cle, g in page.raccourcis._guichets.items() if "tat" in g.nom and g.dispositif is None)
    page.raccourcis.guichet.setCurrentIndex(1)
    page.raccourcis.guichet.set_valeur(guichet)
    page.raccourcis._refresh()
    page.raccourcis.accorde.click()
    studio.wait(lambda: not page.calcul.en_cours)
    return studio.fenetre


def vide(studio: Studio) -> QWidget:
    """No scenario yet."""
    page = _open(studio)
    for scenario in studio.workspace.projet.scenarios:
        studio.workspace.execute("Abandonner", remove_scenario, scenario.uid)
    studio.wait(lambda: not page.calcul.en_cours)
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def _open(studio: Studio) -> ScenariosPage:
    studio.open_exemple()
    page = studio.show_page(SCENARIOS)
    assert isinstance(page, ScenariosPage)
    studio.wait(lambda: not page.calcul.en_cours)
    return page


SCENES_SCENARIOS: tuple[tuple[str, Scene], ...] = (
    ("scenarios", scenarios()),
    ("scenarios-totaux", scenarios(1)),
    ("scenarios-actions", scenarios(2)),
    ("scenarios-points", scenarios(3)),
    ("scenarios-adopter", scenarios(question=True, changees=True)),
    ("scenarios-moins", moins),
    ("scenarios-vide", vide),
    ("scenarios-150", scenarios(changees=True, agrandi=True)),
    ("scenarios-totaux-150", scenarios(1, agrandi=True)),
)
