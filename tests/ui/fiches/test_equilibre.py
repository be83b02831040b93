"""« Équilibrer… » in the tab « Financement »: proposals in a menu, one act, undone by Ctrl+Z."""

from decimal import Decimal

from fabrique_du_domaine import lisible
from pytestqt.qtbot import QtBot
from ui.fiches.gestes import operation

from models.commands.operations import add_repartition, update_operation
from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.workspace import Workspace


def _propose(page: FichesPage) -> list[str]:
    """Press the button: what the menu says."""
    financement = page.editeur.financement
    page.editeur.onglets.setCurrentWidget(financement)
    financement.totaux.equilibrer.click()
    return [lisible(action.text()) for action in financement.equilibre.menu.actions()]


def test_that_a_missing_amount_is_found_by_one_act(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    une = operation(page, workspace)
    solde = une.totaux.solde
    assert solde is not None
    workspace.execute("Décider", update_operation, une.uid, part_decidee=solde - 1000)
    proposees = _propose(page)
    assert proposees[-1].startswith("Porter la part du maître d’ouvrage à ")
    menu = page.editeur.financement.equilibre.menu
    menu.actions()[-1].trigger()
    menu.hide()
    assert operation(page, workspace).totaux.a_trouver == 0
    assert "Équilibrer le plan" in (workspace.libelle_annuler or "")
    workspace.undo()
    assert operation(page, workspace).part_decidee == solde - 1000


def test_that_a_line_is_changed_with_its_asked_amount(page: FichesPage, workspace: Workspace):
    (voie_verte,) = [f for f in workspace.projet.fiches if f.numero == "3.2"]
    assert page.show_fiche(voie_verte.uid)
    assert _propose(page)[0].startswith("Ramener « Itinéraires cyclables structurants » à ")
    menu = page.editeur.financement.equilibre.menu
    menu.actions()[0].trigger()
    menu.hide()
    une = operation(page, workspace)
    cout = une.cout
    assert cout is not None
    assert une.totaux.aides <= Decimal("0.8") * cout
    assert une.totaux.a_trouver == 0
    assert _propose(page) == ["Le plan est équilibré : rien à changer"]
    menu.hide()


def test_that_the_years_of_the_line_follow_its_amount_in_the_same_act(page: FichesPage, workspace: Workspace):
    (voie_verte,) = [f for f in workspace.projet.fiches if f.numero == "3.2"]
    assert page.show_fiche(voie_verte.uid)
    (ligne,) = [f for f in operation(page, workspace).financements if f.dispositif.startswith("Itinéraires")]
    demande = ligne.montant_demande
    assert demande is not None
    for annee, prevu in ((2027, Decimal(1000)), (2028, demande - 1000)):
        workspace.execute("Répartir", add_repartition, ligne.uid, annee=annee, prevu=prevu)
    avant = _prevus(page, workspace, ligne.uid)
    assert "ses années en proportion" in _propose(page)[0]
    menu = page.editeur.financement.equilibre.menu
    menu.actions()[0].trigger()
    menu.hide()
    apres = _prevus(page, workspace, ligne.uid)
    assert apres != avant
    (baissee,) = [f for f in operation(page, workspace).financements if f.uid == ligne.uid]
    assert sum(prevu for prevu in apres if prevu) == baissee.montant_demande
    workspace.undo()
    assert _prevus(page, workspace, ligne.uid) == avant


def _prevus(page: FichesPage, workspace: Workspace, ligne: Uid) -> list[Decimal | None]:
    return [r.prevu for f in operation(page, workspace).financements if f.uid == ligne for r in f.repartitions]


def test_that_a_project_read_only_proposes_nothing(page: FichesPage, fiche: FicheAction, qtbot: QtBot):
    page.editeur.financement.set_lecture_seule(True)
    assert not page.editeur.financement.totaux.equilibrer.isVisibleTo(page.editeur.financement)
