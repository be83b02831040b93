"""A line taken out of the plan is told, with the way back."""

from datetime import date
from decimal import Decimal

from ui.fiches.gestes import operation

from models.commands.operations import add_versement
from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.workspace import Workspace


def test_that_a_line_removed_with_its_versements_is_told_and_comes_back(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    financement = page.editeur.financement
    page.editeur.onglets.setCurrentWidget(financement)
    ligne = operation(page, workspace).financements[0]
    versement = {"montant": Decimal(61000), "date_encaissement": date(2026, 10, 1)}
    workspace.execute("Ajouter un versement", add_versement, ligne.uid, **versement)
    avant = workspace.projet
    versements = len(operation(page, workspace).financements[0].versements)
    financement.financements.select(ligne.uid)
    financement.financements.boutons()["retirer"].click()
    assert ligne.uid not in {f.uid for f in operation(page, workspace).financements}
    toast = financement.retraits.toast
    assert toast.isVisible()
    assert "n’est plus dans le plan, ni " in toast.accessibleName()
    assert ("son versement" if versements == 1 else f"ses {versements} versements") in toast.accessibleName()
    toast.bouton().click()
    assert workspace.projet == avant
    assert not toast.isVisible()


def test_that_a_depense_removed_is_told_and_a_later_act_closes_the_message(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    financement = page.editeur.financement
    page.editeur.onglets.setCurrentWidget(financement)
    depense = operation(page, workspace).depenses[0]
    financement.depenses.select(depense.uid)
    financement.depenses.boutons()["retirer"].click()
    toast = financement.retraits.toast
    assert toast.isVisible()
    assert "n’est plus dans les dépenses." in toast.accessibleName()
    financement.depenses.boutons()["ajouter"].click()
    assert not toast.isVisible()
