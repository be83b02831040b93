"""An orientation: its texts, its indicators, and what is typed there is never left behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import ecrit, edite, tape, touche

from models.commands import orientations
from models.domain.orientation import Orientation
from models.store.database import maintenant_utc
from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def editeur(page: FichesPage, workspace: Workspace) -> EditeurOrientation:
    """The second orientation, open."""
    page.liste.select(workspace.projet.orientations[1].uid)
    return page.volet.orientation


def relue(workspace: Workspace) -> Orientation:
    return workspace.projet.orientations[1]


def test_that_the_link_with_other_documents_is_written_and_undone(
    page: FichesPage, editeur: EditeurOrientation, workspace: Workspace
):
    avant = relue(workspace)
    texte = editeur.formulaire.editeur("articulation")
    assert isinstance(texte, TexteRiche)
    assert texte.valeur() == avant.articulation
    texte.zone.selectAll()
    texte.zone.insertPlainText("Fiche 4 du CRTE <2026> & PLUi 🏛")
    assert page.commit()
    assert "CRTE" in relue(workspace).articulation
    assert workspace.libelle_annuler == f"Modifier l’articulation de l’orientation {avant.numero}"
    workspace.undo()
    assert relue(workspace) == avant
    assert texte.valeur() == avant.articulation


def test_that_indicators_are_added_moved_edited_and_removed(editeur: EditeurOrientation, workspace: Workspace):
    avant = relue(workspace)
    liste = editeur.indicateurs
    assert liste.valeur() == avant.indicateurs
    for nom in ("Vitrines occupées", "Visiteurs du marché"):
        liste.boutons()["ajouter"].click()
        ecrit(liste, len(relue(workspace).indicateurs) - 1, "intitule", nom)
    ecrit(liste, len(avant.indicateurs), "cible", "90 %")
    liste.select(relue(workspace).indicateurs[-1].uid)
    liste.boutons()["monter"].click()
    neufs = relue(workspace).indicateurs[len(avant.indicateurs) :]
    assert [(i.intitule, i.cible) for i in neufs] == [("Visiteurs du marché", ""), ("Vitrines occupées", "90 %")]
    assert liste.valeur() == relue(workspace).indicateurs
    for indicateur in neufs:
        liste.select(indicateur.uid)
        liste.boutons()["retirer"].click()
    assert relue(workspace) == avant


def test_that_a_cell_that_cannot_be_read_holds_its_orientation_on_screen(
    page: FichesPage, editeur: EditeurOrientation, workspace: Workspace, qtbot: QtBot
):
    ouverte = workspace.projet.fiches[0]
    page.show_fiche(ouverte.uid)
    orientation = relue(workspace)
    page.liste.select(orientation.uid)
    editeur.indicateurs.boutons()["ajouter"].click()
    dernier = len(relue(workspace).indicateurs) - 1
    cellule = ecrit(editeur.indicateurs, dernier, "echeance", "31/02/2030")
    # The fiche that was open before is no way out.
    for uid in (ouverte.uid, workspace.projet.fiches[5].uid, workspace.projet.orientations[0].uid):
        page.liste.select(uid)
        qtbot.waitUntil(lambda: page.liste.orientation_choisie() == orientation.uid)
        assert page.volet.objet_courant == orientation.uid
        assert cellule.text() == "31/02/2030"
    page.show_saisie()
    assert QApplication.focusWidget() is cellule
    touche(cellule, Qt.Key.Key_Escape)
    page.liste.select(ouverte.uid)
    assert page.fiche_courante == ouverte.uid


def test_that_an_orientation_that_is_gone_holds_nothing(
    page: FichesPage, editeur: EditeurOrientation, workspace: Workspace
):
    editeur.indicateurs.boutons()["ajouter"].click()
    ecrit(editeur.indicateurs, len(relue(workspace).indicateurs) - 1, "echeance", "jamais")
    workspace.execute("Supprimer", orientations.remove_orientation, relue(workspace).uid, moment=maintenant_utc())
    assert page.commit()
    assert page.show_fiche(workspace.projet.fiches[0].uid)


def test_that_a_cell_being_typed_survives_the_act_of_another_view(editeur: EditeurOrientation, workspace: Workspace):
    editeur.indicateurs.boutons()["ajouter"].click()
    dernier = len(relue(workspace).indicateurs) - 1
    cellule = edite(editeur.indicateurs, dernier, "intitule")
    tape(cellule, "Logements rem")  # pyright: ignore[reportArgumentType]
    workspace.execute("ailleurs", orientations.update_orientation, relue(workspace).uid, intitule="Autre titre")
    assert editeur.indicateurs.delegue().editeur_ouvert() is cellule
    assert cellule.text() == "Logements rem"  # pyright: ignore[reportAttributeAccessIssue]


def test_that_it_says_its_names_and_is_read_only_when_the_project_is(
    qtbot: QtBot, workspace_lecture_seule: Workspace, settings: Settings
):
    page = FichesPage(workspace_lecture_seule, settings)
    qtbot.addWidget(page)
    page.show()
    page.liste.select(workspace_lecture_seule.projet.orientations[0].uid)
    editeur = page.volet.orientation
    assert_accessible(editeur)
    assert not editeur.indicateurs.boutons()["ajouter"].isVisibleTo(editeur)
    texte = editeur.formulaire.editeur("articulation")
    assert isinstance(texte, TexteRiche)
    assert texte.zone.isReadOnly()


def test_that_an_orientation_that_is_gone_leaves_no_older_fiche_in_its_place(page: FichesPage, workspace: Workspace):
    orientation = workspace.projet.orientations[1]
    page.liste.select(workspace.projet.fiches[0].uid)
    page.liste.select(orientation.uid)
    assert page.volet.currentWidget() is page.volet.orientation
    page.actions_plan["supprimer"].trigger()
    assert workspace.projet.orientation(orientation.uid) is None
    choisies = page.liste.fiches_choisies()
    montree = page.volet.editeur.uid if page.volet.currentWidget() is page.volet.editeur else None
    assert montree == (choisies[0].uid if choisies else None)


def test_that_an_orientation_made_while_no_fiche_is_shown_is_offered_to_the_next_one(
    page: FichesPage, workspace: Workspace
):
    for _ in page.volet.build_ahead():
        pass
    assert page.volet.editeur.fiche is None
    page.actions_plan["nouvelle_orientation"].trigger()
    creee = workspace.projet.orientations[-1]
    assert page.show_fiche(workspace.projet.fiches[0].uid)
    choix = page.volet.editeur.description.formulaire.editeur("orientation")
    assert isinstance(choix, ChoixCombo)
    assert creee.titre in [choix.itemText(rang) for rang in range(choix.count())]
