"""The pictures of the pages « Partenaires » and « Données personnelles »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.fiches import update_fiche
from models.commands.organismes import remove_organismes
from models.domain.vocabulaire import TypeOrganisme
from models.store.database import maintenant_utc
from pvd_desktop.ui.donnees.page import DonneesPage
from pvd_desktop.ui.organismes.filtres import Filtres, Manque
from pvd_desktop.ui.organismes.page import OrganismesPage
from pvd_desktop.ui.pages import DONNEES, ORGANISMES

Scene = Callable[[Studio], QWidget]


def organismes(onglet: int = 0, nom: str = "", *, agrandi: bool = False) -> Scene:
    """One organisme, on one of its tabs."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        page = _open(studio)
        if nom:
            page.liste.select(next(o.uid for o in studio.workspace.projet.organismes if o.nom.startswith(nom)))
        page.editeur.onglets.setCurrentIndex(onglet)
        studio.settle()
        return studio.fenetre

    return scene


def filtres(studio: Studio) -> QWidget:
    """Three filters, and what they leave."""
    page = _open(studio)
    types = frozenset({TypeOrganisme.ETAT, TypeOrganisme.ETABLISSEMENT_PUBLIC})
    page.liste.barre.set_filtres(Filtres(types, frozenset({Manque.SANS_CONTACT})))
    studio.settle()
    return studio.fenetre


def vide(studio: Studio) -> QWidget:
    """No organisme yet."""
    page = _open(studio)
    uids = [o.uid for o in studio.workspace.projet.organismes]
    studio.workspace.execute("Supprimer", remove_organismes, uids, moment=maintenant_utc())
    page.catch_up()
    studio.settle()
    return studio.fenetre


def relance(studio: Studio) -> QWidget:
    """The words proposed to the funder."""
    page = _open(studio)
    page.liste.select(next(o.uid for o in studio.workspace.projet.organismes if o.nom.startswith("État")))
    page.editeur.relancer.click()
    studio.settle()
    dialogue = page.relance()
    assert dialogue is not None
    return dialogue


def donnees(studio: Studio) -> QWidget:
    """Somebody was found, and erasing asks."""
    studio.open_exemple()
    page = studio.show_page(DONNEES)
    assert isinstance(page, DonneesPage)
    page.recherche.setText("caudrelier")
    page.search()
    studio.wait(lambda: page.trouve is not None)
    page.ask_to_erase()
    studio.settle()
    return studio.fenetre


def copie(studio: Studio) -> QWidget:
    """The texts that remain to be read before an anonymised copy leaves."""
    studio.open_exemple()
    page = studio.show_page(DONNEES)
    assert isinstance(page, DonneesPage)
    fiche = studio.workspace.projet.fiches[1]
    texte = f"Mme Delattre rappellera M. Inconnu au sujet du bail. {fiche.description}"
    studio.workspace.execute("Modifier", update_fiche, fiche.uid, description=texte)
    page.copie.lister()
    studio.wait(page.copie.vue.isVisible)
    studio.settle()
    return studio.fenetre


def _open(studio: Studio) -> OrganismesPage:
    studio.open_exemple()
    page = studio.show_page(ORGANISMES)
    assert isinstance(page, OrganismesPage)
    return page


SCENES_ORGANISMES: tuple[tuple[str, Scene], ...] = (
    ("partenaires", organismes(nom="Communauté")),
    ("partenaires-contacts", organismes(1, "Communauté")),
    ("partenaires-roles", organismes(2, "Région")),
    ("partenaires-engagement", organismes(3, "Les Foyers")),
    ("partenaires-echanges", organismes(4, "État")),
    ("partenaires-filtres", filtres),
    ("partenaires-relance", relance),
    ("partenaires-vide", vide),
    ("donnees-personnelles", donnees),
    ("donnees-copie", copie),
    ("partenaires-150", organismes(1, "Communauté", agrandi=True)),
)
