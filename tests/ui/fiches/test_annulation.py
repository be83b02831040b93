"""« Annuler » in a message takes back the act the message speaks of, and no other."""

from ui.fiches.gestes import courante, operation, tape

from models.commands.fiches import update_fiche
from models.domain.fiche_action import FicheAction
from models.domain.vocabulaire import BaseMontant
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.workspace import Workspace


def _change_base(page: FichesPage, workspace: Workspace) -> BaseMontant:
    """What it was before."""
    avant = operation(page, workspace).base
    combo = page.editeur.financement.onglet.formulaire.editeur("base")
    assert isinstance(combo, ChoixCombo)
    combo.activated.emit(1 - list(BaseMontant).index(avant))
    assert operation(page, workspace).base is not avant
    assert page.editeur.financement.bandeau.isVisibleTo(page.editeur.financement)
    return avant


def test_that_the_toast_of_a_deletion_goes_away_with_the_next_act(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.actions_plan["supprimer"].trigger()
    assert page.toast.isVisible()
    autre = courante(page, workspace)
    workspace.execute("Situer", update_fiche, autre.uid, adresse="Place Haute")
    assert not page.toast.isVisible()
    page.toast.bouton().click()
    assert workspace.projet.fiche(fiche.uid) is None
    assert courante(page, workspace).adresse == "Place Haute"


def test_that_the_toast_of_a_deletion_goes_away_when_it_is_undone_elsewhere(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    workspace.execute("Situer", update_fiche, fiche.uid, adresse="Place Haute")
    page.actions_plan["supprimer"].trigger()
    workspace.undo()
    assert not page.toast.isVisible()
    page.toast.bouton().click()
    rendue = workspace.projet.fiche(fiche.uid)
    assert rendue is not None
    assert rendue.adresse == "Place Haute"


def test_that_the_toast_never_takes_back_what_is_being_typed(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.actions_plan["supprimer"].trigger()
    champ = page.editeur.description.formulaire.editeur("adresse")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "Place Haute")
    page.toast.bouton().click()
    assert courante(page, workspace).adresse == "Place Haute"
    assert workspace.projet.fiche(fiche.uid) is None


def test_that_the_button_of_the_base_takes_the_base_back(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    avant = _change_base(page, workspace)
    page.editeur.financement.bandeau.boutons()[0].click()
    assert operation(page, workspace).base is avant


def test_that_the_banner_of_the_base_goes_away_with_its_act(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    workspace.execute("Situer", update_fiche, fiche.uid, adresse="Place Haute")
    _change_base(page, workspace)
    workspace.undo()
    assert page.editeur.financement.bandeau.isHidden()
    assert courante(page, workspace).adresse == "Place Haute"


def test_that_the_banner_of_the_base_goes_away_with_the_next_act(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    _change_base(page, workspace)
    workspace.execute("Situer", update_fiche, fiche.uid, adresse="Place Haute")
    assert page.editeur.financement.bandeau.isHidden()
