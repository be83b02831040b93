"""The grid with the operations of one maître d'ouvrage or of one commune."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.commands import fiches
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.maquettes.maquette import additionner_sommes
from models.domain.maquettes.regroupement import Groupe, Regroupement, regrouper
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.ui.maquette.cellule import format_euros_ronds
from pvd_desktop.ui.maquette.colonnes import rang_de
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.programmation.page import ProgrammationPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

PART = rang_de("part")


@pytest.fixture
def porteur(workspace: Workspace) -> Groupe:
    """A maître d'ouvrage of some of the operations."""
    return regrouper(workspace.projet, Regroupement.MAITRE_OUVRAGE)[0]


def _choose(page: MaquettePage, par: Regroupement, intitule: str) -> None:
    menu = page.filtre.fill(par)
    next(action for action in menu.actions() if action.text() == intitule).trigger()


def _toutes(workspace: Workspace) -> list[str]:
    """The operations of the living actions."""
    return [o.uid for f in workspace.projet.fiches if f.statut.est_vivant for o in f.operations]


def _operations(page: MaquettePage) -> set[str]:
    return {o.operation.uid for ligne in page.modele.lignes for o in ligne.contenu if o.operation}


def test_that_the_grid_keeps_the_operations_of_a_bearer_and_its_sums_follow_and_say_so(
    page: MaquettePage, workspace: Workspace, porteur: Groupe
):
    _choose(page, Regroupement.MAITRE_OUVRAGE, porteur.intitule)
    assert _operations(page) == {operation.uid for _, operation in porteur.places if operation}
    lecteur = LecteurMaquette(load_financeurs())
    lecteur.read(porteur.restrict(workspace.projet))
    attendu = additionner_sommes(ligne.sommes for ligne in lecteur.periode.detail).totaux
    nom, acquis = page.sommes.textes()[0][:2]
    assert nom == "Affiché\u00a0: opérations filtrées"
    assert acquis == format_euros_ronds(attendu.acquis)
    total = page.modele.ligne(page.modele.row_of("total"))
    assert total.nom == "Total des opérations filtrées"
    assert total.sommes is not None
    assert total.sommes.totaux.cout == attendu.cout
    nombre = len(porteur.places)
    assert page.filtre.phrase() == f"{nombre} opérations sur {len(_toutes(workspace))}, et leurs totaux seulement"


def test_that_a_badge_is_always_in_sight_and_takes_its_filter_away(page: MaquettePage, porteur: Groupe):
    toutes = _operations(page)
    assert not page.filtre.isVisible()
    _choose(page, Regroupement.MAITRE_OUVRAGE, porteur.intitule)
    [badge] = page.filtre.badges.boutons()
    assert badge.isVisible()
    assert badge.text().startswith(porteur.intitule)
    QTest.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert _operations(page) == toutes
    assert not page.filtre.isVisible()
    assert page.modele.ligne(page.modele.row_of("total")).nom == "Total"


def test_that_the_filter_comes_back_at_the_next_start_and_in_the_other_views(
    page: MaquettePage, workspace: Workspace, settings: Settings, qtbot: QtBot, porteur: Groupe
):
    _choose(page, Regroupement.MAITRE_OUVRAGE, porteur.intitule)
    autre = MaquettePage(workspace, settings)
    argent = ProgrammationPage(workspace, settings)
    for suivante in (autre, argent):
        qtbot.addWidget(suivante)
        suivante.show()
    assert _operations(autre) == _operations(page)
    assert argent.barre.porteur.valeur() == porteur.cle
    argent.barre.porteur_changed.emit(None)
    argent.hide()
    autre.hide()
    autre.show()
    assert autre.filtre.badges.boutons() == ()
    _choose(autre, Regroupement.MAITRE_OUVRAGE, porteur.intitule)
    argent.show()
    assert argent.barre.porteur.valeur() == porteur.cle


def test_that_what_is_typed_in_a_filtered_grid_is_written_where_it_is_shown(
    page: MaquettePage, workspace: Workspace, porteur: Groupe
):
    _choose(page, Regroupement.MAITRE_OUVRAGE, porteur.intitule)
    row = next(r for r in range(page.modele.rowCount()) if page.modele.saisissable(r, PART))
    operation = page.modele.ligne(row).ligne
    assert operation is not None
    page.modele.setData(page.modele.index(row, PART), "1234")
    [ecrite] = [
        o
        for f in workspace.projet.fiches
        for o in f.operations
        if operation.operation and o.uid == operation.operation.uid
    ]
    assert ecrite.part_decidee == Decimal(1234)


def test_that_what_has_no_bearer_yet_can_be_looked_at(page: MaquettePage, workspace: Workspace):
    uid = workspace.execute("Créer", fiches.add_fiche, intitule="Sans porteur")
    _choose(page, Regroupement.MAITRE_OUVRAGE, "Maître d’ouvrage à préciser")
    assert page.modele.row_of(str(uid)) >= 0


def test_that_nothing_is_filtered_while_something_typed_cannot_be_read(page: MaquettePage, porteur: Groupe):
    toutes = _operations(page)
    row = next(r for r in range(page.modele.rowCount()) if page.modele.saisissable(r, PART))
    page.grille.vue.setCurrentIndex(page.modele.index(row, PART))
    page.grille.vue.open_cell()
    editeur = page.grille.vue.delegue().editeur_ouvert()
    assert editeur is not None
    editeur.setText("beaucoup")
    editeur.setModified(True)
    _choose(page, Regroupement.MAITRE_OUVRAGE, porteur.intitule)
    assert _operations(page) == toutes
    assert page.filtre.badges.boutons() == ()
