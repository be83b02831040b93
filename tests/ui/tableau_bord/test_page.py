"""The tableau de bord: the figures of the domain, lines that lead somewhere, charts that are tables too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands import fiches
from models.domain.formats import format_euros
from models.domain.regles import Objet
from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui.tableau_bord.page import TableauBordPage
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace


def _show(workspace: Workspace, qtbot: QtBot) -> TableauBordPage:
    page = TableauBordPage(workspace)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    qtbot.waitUntil(page.is_complete)
    return page


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> TableauBordPage:
    return _show(workspace, qtbot)


def test_that_the_five_figures_are_those_of_the_project(page: TableauBordPage, workspace: Workspace):
    totaux = workspace.projet.totaux
    noms = [carte.accessibleName() for carte in page.chiffres.cartes()]
    montants = (totaux.cout, totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.a_trouver)
    for nom, montant in zip(noms, montants, strict=True):
        assert format_euros(montant) in nom


def test_that_a_line_opens_the_place_where_it_is_done(page: TableauBordPage, qtbot: QtBot):
    lignes = page.liste.lignes()
    assert 0 < len(lignes) <= 10
    with qtbot.waitSignal(page.objet_demande) as demande:
        QTest.mouseClick(lignes[0], Qt.MouseButton.LeftButton)
    chose = lignes[0].chose
    assert chose is not None
    assert isinstance(chose.objet, Objet)
    assert demande.args == [chose.objet, chose.champ]


def test_that_a_figure_opens_the_maquette(page: TableauBordPage, qtbot: QtBot):
    carte = page.chiffres.cartes()[1]
    carte.setFocus()
    with qtbot.waitSignal(page.page_demandee) as demande:
        QTest.keyClick(carte, Qt.Key.Key_Return)
    assert demande.args == ["maquette"]


def test_that_a_chart_has_its_table_of_the_same_figures(page: TableauBordPage, workspace: Workspace):
    graphique = page.financeurs
    assert graphique.barres.isVisible()
    QTest.mouseClick(graphique.bascule, Qt.MouseButton.LeftButton)
    assert graphique.tableau.isVisible()
    assert not graphique.barres.isVisible()
    modele = graphique.tableau.model()
    total = next(row for row in range(modele.rowCount()) if modele.index(row, 0).data() == "Total des aides publiques")
    assert modele.index(total, 1).data() == format_euros(workspace.projet.totaux.acquis)
    assert modele.index(total, 4).data() == format_euros(workspace.projet.totaux.aides)


def test_that_the_bars_are_read_out_one_by_one(page: TableauBordPage):
    barres = page.annees.barres
    barres.setFocus()
    premiere, deuxieme = barres.barres[:2]
    assert premiere.detail in barres.accessibleName()
    QTest.keyClick(barres, Qt.Key.Key_Down)
    assert deuxieme.detail in barres.accessibleName()
    assert "dépenses" in deuxieme.detail


def test_that_an_act_is_seen_at_once(page: TableauBordPage, workspace: Workspace, qtbot: QtBot):
    avant = {barre.nom: barre.texte for barre in page.statuts.barres.barres}
    fiche = next(f for f in workspace.projet.fiches if f.statut is StatutAction.EN_COURS)
    workspace.execute("Statut", fiches.update_fiche, fiche.uid, statut=StatutAction.TERMINEE)
    qtbot.waitUntil(page.is_complete)
    apres = {barre.nom: barre.texte for barre in page.statuts.barres.barres}
    assert int(apres["Terminée"]) == int(avant["Terminée"]) + 1
    workspace.undo()
    qtbot.waitUntil(page.is_complete)
    assert {barre.nom: barre.texte for barre in page.statuts.barres.barres} == avant


def test_that_an_empty_project_leads_to_the_plan(workspace_vide: Workspace, qtbot: QtBot):
    page = _show(workspace_vide, qtbot)
    (vide,) = page.findChildren(EtatVide)
    assert vide.isVisible()
    with qtbot.waitSignal(page.page_demandee) as demande:
        vide.action_triggered.emit()
    assert demande.args == ["plan_action"]


def test_that_a_narrow_page_stands_in_one_column(page: TableauBordPage):
    assert page.presse.y() == page.statuts.y()
    page.resize(700, 700)
    QTest.qWait(0)
    assert page.presse.y() < page.statuts.y()


def test_that_the_menu_offers_both_documents(page: TableauBordPage):
    textes = [action.text() for action in page.sorties.fill().actions() if action.text()]
    assert any(texte.startswith("Tableau trimestriel, classeur Excel") for texte in textes)
    assert any(texte.startswith("Bilan annuel, document Word") for texte in textes)


def test_that_everything_has_a_name(page: TableauBordPage):
    assert_accessible(page)
