"""The pictures of the tab « Gouvernance »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.gouvernance import remove_instances
from models.store.database import maintenant_utc
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.page_onglets import PageOnglets
from pvd_desktop.ui.pages import CALENDRIER

Scene = Callable[[Studio], QWidget]


def reunion(nom: str, section: int = 0, *, agrandi: bool = False, question: bool = False) -> Scene:
    """A meeting, on one of its sections."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        page = _open(studio)
        situee = next(r for i in studio.workspace.projet.instances for r in i.reunions if r.intitule == nom)
        page.show_uid(situee.uid)
        page.detail_reunion.onglets.setCurrentIndex(section)
        if question:
            page.ask_to_apply(situee.decisions[0].uid)
        studio.settle()
        return studio.fenetre

    return scene


def instance(studio: Studio) -> QWidget:
    """The COPIL and its members."""
    page = _open(studio)
    page.show_uid(studio.workspace.projet.instances[0].uid)
    studio.settle()
    return studio.fenetre


def examinees(studio: Studio) -> QWidget:
    """The actions that a COPIL examined, to be ticked."""
    page = _open(studio)
    page.ask_examinees()
    studio.settle()
    assert page.dialogue is not None
    return page.dialogue


def vide(studio: Studio) -> QWidget:
    """No instance yet."""
    _open(studio)
    uids = [i.uid for i in studio.workspace.projet.instances]
    studio.workspace.execute("Supprimer", remove_instances, uids, moment=maintenant_utc())
    studio.settle()
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def _open(studio: Studio) -> GouvernancePage:
    studio.open_exemple()
    calendrier = studio.show_page(CALENDRIER)
    assert isinstance(calendrier, PageOnglets)
    calendrier.show_onglet("gouvernance")
    studio.settle()
    page = calendrier.courant()
    assert isinstance(page, GouvernancePage)
    return page


SCENES_GOUVERNANCE: tuple[tuple[str, Scene], ...] = (
    ("gouvernance", reunion("COPIL de décembre 2026")),
    ("gouvernance-instance", instance),
    ("gouvernance-ordre-du-jour", reunion("COPIL de décembre 2026", 1)),
    ("gouvernance-presences", reunion("COPIL de juin 2026", 2)),
    ("gouvernance-decisions", reunion("COPIL de juin 2026", 3)),
    ("gouvernance-compte-rendu", reunion("COPIL de juin 2026", 4)),
    ("gouvernance-appliquer", reunion("COTECH du troisième trimestre 2026", 3, question=True)),
    ("gouvernance-examinees", examinees),
    ("gouvernance-vide", vide),
    ("gouvernance-decisions-150", reunion("COPIL de juin 2026", 3, agrandi=True)),
    ("gouvernance-ordre-du-jour-150", reunion("COPIL de décembre 2026", 1, agrandi=True)),
)
