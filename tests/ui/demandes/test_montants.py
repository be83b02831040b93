"""Page « Demandes », amounts of the lines: asked and granted are typed where the dossier is followed."""

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from models.commands.fiches import add_fiche
from models.commands.operations import add_operation
from models.domain.demande import LigneDemande
from models.domain.plan_financement import Financement
from pvd_desktop.ui.demandes.dossier import OngletDossier
from pvd_desktop.ui.demandes.lignes_dossier import LigneJointe, LignesDossier, choix_operations
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

DEMANDE, ACCORDE = 2, 3


@pytest.fixture
def lignes(qtbot: QtBot, workspace: Workspace, settings: Settings) -> LignesDossier:
    """Of the DETR of 2027 that is still to be prepared."""
    page = DemandesPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    qtbot.waitUntil(lambda: not page.lecture.en_cours, timeout=10_000)
    page.show_demande(next(d.uid for d in workspace.projet.demandes if d.date_depot is None))
    onglet = page.detail.onglets.show_onglet("dossier")
    assert isinstance(onglet, OngletDossier)
    return onglet.lignes


def _type(lignes: LignesDossier, colonne: int, texte: str) -> bool:
    modele = lignes.liste.modele
    lignes.liste.vue.setCurrentIndex(modele.index(0, colonne))
    return modele.setData(modele.index(0, colonne), texte)


def _financement(lignes: LignesDossier, workspace: Workspace) -> Financement:
    jointe = lignes.valeur()[0]
    assert isinstance(jointe, LigneJointe)
    trouvee = workspace.projet.financement(jointe.ligne.financement)
    assert trouvee is not None
    return trouvee[2]


def test_that_less_than_asked_is_granted_where_the_answer_is_noted(lignes: LignesDossier, workspace: Workspace):
    assert _type(lignes, DEMANDE, "150 000")
    assert _type(lignes, ACCORDE, "100 000")
    ligne = _financement(lignes, workspace)
    assert (ligne.montant_demande, ligne.montant_accorde) == (Decimal(150_000), Decimal(100_000))
    lues = [str(lignes.liste.modele.index(0, c).data()).replace("\u202f", " ") for c in (DEMANDE, ACCORDE)]
    assert lues == ["150 000,00\u00a0€", "100 000,00\u00a0€"]
    assert workspace.libelle_annuler is not None
    assert workspace.libelle_annuler.startswith("Modifier le montant accordé de la demande")
    workspace.undo()
    assert _financement(lignes, workspace).montant_accorde is None


def test_that_an_amount_without_a_line_to_bear_it_is_refused(lignes: LignesDossier, workspace: Workspace):
    demande = next(d for d in workspace.projet.demandes if d.date_depot is None)
    seule = LigneDemande(operation=demande.operations[0])
    lignes._ecriture.set_lignes("Retirer la ligne", [seule])
    assert not _type(lignes, ACCORDE, "100 000")


def test_that_two_operations_without_a_name_are_told_apart(workspace_vide: Workspace):
    fiche = workspace_vide.execute("Ajouter", add_fiche, numero="1.1", intitule="Halle")
    assert fiche is not None
    while len(workspace_vide.projet.fiches[0].operations) < 2:
        workspace_vide.execute("Ajouter", add_operation, fiche)
    noms = [nom for _, nom in choix_operations(workspace_vide.projet)]
    assert noms == ["1.1 · Halle – opération 1", "1.1 · Halle – opération 2"]
