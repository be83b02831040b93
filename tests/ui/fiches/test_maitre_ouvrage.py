"""The commune and its intercommunalité can be chosen before anybody wrote them among the organismes."""

import pytest
from ui.fiches.gestes import operation

from models.commands.organismes import remove_organismes
from models.commands.territoire import add_commune, update_territoire
from models.domain.fiche_action import FicheAction
from models.domain.vocabulaire import TypeOrganisme
from models.store.database import maintenant_utc
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.workspace import Workspace


def choisit(combo: ChoixCombo, libelle: str) -> None:
    """What a click in the list does."""
    rang = combo.findText(libelle)
    assert rang >= 0
    combo.setCurrentIndex(rang)
    combo.activated.emit(rang)


@pytest.mark.parametrize("champ", ["maitre_ouvrage", "maitre_ouvrage_delegue"])
def test_that_the_intercommunalite_of_the_territoire_is_added_as_it_is_chosen(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, champ: str
):
    uids = [o.uid for o in workspace.projet.organismes]
    workspace.execute("Supprimer", remove_organismes, uids, moment=maintenant_utc())
    nom = "Communauté de communes du Sud-Artois"
    workspace.execute("Choisir", update_territoire, epci_nom=nom, epci_siren="200035442")
    avant = workspace.projet
    combo = page.editeur.financement.onglet.formulaire.editeur(champ)
    assert isinstance(combo, ChoixCombo)
    choisit(combo, nom)
    (organisme,) = workspace.projet.organismes
    assert (organisme.nom, organisme.type, organisme.siren) == (nom, TypeOrganisme.EPCI, "200035442")
    assert getattr(operation(page, workspace), champ) == organisme.uid
    assert (combo.valeur(), combo.currentText()) == (organisme.uid, nom)
    assert [combo.itemText(i) for i in range(combo.count())].count(nom) == 1
    workspace.undo()
    assert workspace.projet == avant
    assert combo.findText(nom) >= 0


def test_that_a_commune_chosen_in_the_territoire_is_proposed_at_once(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    combo = page.editeur.financement.onglet.formulaire.editeur("maitre_ouvrage")
    assert isinstance(combo, ChoixCombo)
    assert combo.findText("Commune d’Ablainzevelle") < 0
    workspace.execute("Ajouter", add_commune, nom="Ablainzevelle")
    choisit(combo, "Commune d’Ablainzevelle")
    organisme = workspace.projet.organisme(operation(page, workspace).maitre_ouvrage)
    assert organisme is not None
    assert (organisme.nom, organisme.type) == ("Commune d’Ablainzevelle", TypeOrganisme.COMMUNE)
    attendu = "Ajouter l’organisme «\u00a0Commune d’Ablainzevelle\u00a0» comme maître d’ouvrage"
    assert workspace.libelle_annuler == attendu
