"""The pictures of the page « Demandes »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from models.commands.demandes import remove_demandes
from models.domain.regles import Objet
from models.store.database import maintenant_utc
from pvd_desktop.ui.demandes.nouvelle import NouvelleDemande
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.fiches.financement import OngletFinancement
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.pages import DEMANDES

Scene = Callable[[Studio], QWidget]


def demandes(onglet: str = "dossier", dispositif: str = "detr", *, champ: str = "", agrandi: bool = False) -> Scene:
    """The last demande of a dispositif, on one of its tabs."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        page = _open(studio)
        uid = [d.uid for d in studio.workspace.projet.demandes if d.dispositif == dispositif][-1]
        page.show_demande(uid)
        page.detail.onglets.show_onglet(onglet)
        if champ:
            page.detail.show_champ(champ)
        studio.settle()
        return studio.fenetre

    return scene


def filtree(studio: Studio) -> QWidget:
    """Two values of one filter, and the totals that follow."""
    page = _open(studio)
    for sous_menu in page.liste.barre.fill_menu().actions()[:1]:
        menu = sous_menu.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions()[:2]:
            action.trigger()
    studio.settle()
    return studio.fenetre


def nouvelle(studio: Studio) -> QWidget:
    """The dialog, with an operation and its lines."""
    page = _open(studio)
    dialogue = page.ask_new()
    operation = next(o for f in studio.workspace.projet.fiches for o in f.operations if len(o.financements) > 1)
    dialogue.preselect(operation.uid)
    dialogue.lignes.item(0).setCheckState(Qt.CheckState.Checked)
    studio.settle()
    return dialogue


def preparee(studio: Studio) -> QWidget:
    """The demande of a line, prepared from its fiche."""
    _line(studio).vers_demande.click()
    page = studio.fenetre.pile.currentWidget()
    assert isinstance(page, DemandesPage)
    studio.wait(lambda: not page.lecture.en_cours)
    return studio.fenetre


def a_preparer(studio: Studio) -> QWidget:
    """The line it is prepared from."""
    _line(studio)
    return studio.fenetre


def _line(studio: Studio) -> OngletFinancement:
    """The tab « Financement », on a line that no demande asks for."""
    studio.open_exemple()
    projet = studio.workspace.projet
    prises = {uid for d in projet.demandes for uid in d.financements}
    fiche, ligne = next(
        (f, li)
        for f in projet.fiches
        for o in f.operations
        for li in o.financements
        if li.uid not in prises and li.dispositif and not li.etat.est_perdu and f.statut.est_vivant
    )
    objet = Objet(type="financement", uid=ligne.uid, libelle="", fiche=fiche.uid)
    studio.fenetre.navigation.show_objet(objet, "montant_demande")
    studio.settle()
    page = studio.fenetre.pile.currentWidget()
    assert isinstance(page, FichesPage)
    onglet = page.editeur.financement
    onglet.onglet.ensureWidgetVisible(onglet.vers_demande)
    studio.settle()
    return onglet


def renouvellement(studio: Studio) -> QWidget:
    """The dialog of the next campaign."""
    page = _open(studio)
    page.liste.acte_demande.emit("renouveler")
    dialogue = page.dialogue()
    assert dialogue is not None
    assert not isinstance(dialogue, NouvelleDemande)
    studio.settle()
    return dialogue


def vide(studio: Studio) -> QWidget:
    """No demande yet."""
    _open(studio)
    uids = [d.uid for d in studio.workspace.projet.demandes]
    studio.workspace.execute("Supprimer", remove_demandes, uids, moment=maintenant_utc())
    studio.settle()
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def sans_operation(studio: Studio) -> QWidget:
    """A project where nothing was typed."""
    studio.open_vide()
    studio.show_page(DEMANDES)
    return studio.fenetre


def _open(studio: Studio) -> DemandesPage:
    studio.open_exemple()
    page = studio.show_page(DEMANDES)
    assert isinstance(page, DemandesPage)
    page.lecture.finish()
    studio.settle()
    return page


SCENES_DEMANDES: tuple[tuple[str, Scene], ...] = (
    ("demandes", demandes()),
    ("demandes-150", demandes(agrandi=True)),
    ("demandes-formulaire", demandes("formulaire")),
    ("demandes-formulaire-argent", demandes("formulaire", champ="reponse:montant_detr")),
    ("demandes-pieces", demandes("pieces")),
    ("demandes-financement", demandes("plan")),
    ("demandes-poste", demandes("plan", "poste_chef_projet")),
    ("demandes-copie", demandes("copie")),
    ("demandes-pret", demandes("pret")),
    ("demandes-suivi", demandes("suivi")),
    ("demandes-fonds-vert", demandes("formulaire", "fonds_vert")),
    ("demandes-filtree", filtree),
    ("demandes-nouvelle", nouvelle),
    ("demandes-a-preparer", a_preparer),
    ("demandes-preparee", preparee),
    ("demandes-renouvellement", renouvellement),
    ("demandes-vide", vide),
    ("demandes-sans-operation", sans_operation),
)
"""Name and scene of each picture."""
