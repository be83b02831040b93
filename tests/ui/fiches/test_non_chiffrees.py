"""An aide of unknown amount, on the screens of the money: the solde says it is the one before it."""

from dataclasses import replace

import pytest
from ui.fiches.gestes import operation

from models.commands.operations import add_financement, update_operation
from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fiches.pied_liste import summarize_totaux
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def inconnue(page: FichesPage, fiche: FicheAction, workspace: Workspace) -> None:
    """The operation shown, with an aide that nobody put an amount on, and money to be found."""
    del fiche
    uid = operation(page, workspace).uid
    workspace.execute("Décider", update_operation, uid, part_decidee=0)
    workspace.execute("Demander", add_financement, uid, dispositif="Fonds de la foire")


def test_that_the_totals_of_the_operation_are_told_before_it(page: FichesPage, workspace: Workspace, inconnue: None):
    totaux = page.editeur.financement.totaux
    solde = totaux.textes()["Solde à la charge du MO"]
    assert solde.startswith("≤\u00a0")
    assert totaux.textes()["À trouver"].startswith("≤\u00a0")
    assert "Solde avant 1 aide non chiffrée\u00a0: Fonds de la foire" in totaux.textes()["À part"]
    workspace.undo()
    assert totaux.textes()["Solde à la charge du MO"] == solde.removeprefix("≤\u00a0")
    assert "non chiffrée" not in totaux.textes()["À part"]


def test_that_the_foot_of_the_plan_says_it_only_while_money_is_to_be_found(
    page: FichesPage, workspace: Workspace, inconnue: None
):
    totaux = operation(page, workspace).totaux
    assert summarize_totaux(totaux).endswith("avant 1 aide non chiffrée")
    assert "non chiffrée" not in summarize_totaux(replace(totaux, a_trouver=totaux.acquis * 0))
