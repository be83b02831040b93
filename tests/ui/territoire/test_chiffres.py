"""Figures of the diagnostic: typed, pasted from a table in one act, moved, taken out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import ecrit

from models.commands.territoire import add_section
from models.domain.territoire import IndicateurDiagnostic
from pvd_desktop.ui.territoire.chiffres import ListeChiffres
from pvd_desktop.ui.territoire.page import DIAGNOSTIC, TerritoirePage
from pvd_desktop.ui.workspace import Workspace

TABLEAU = "Indicateur\tValeur\tUnité\tAnnée\tSource\nHabitants\t6 214\thabitants\t2021\tInsee\n\nMédecins\t4\n"


@pytest.fixture
def page(workspace_vide: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[TerritoirePage]:
    workspace_vide.execute("Ajouter", add_section)
    page = TerritoirePage(workspace_vide)
    page.resize(1100, 680)
    page.onglets.setCurrentIndex(DIAGNOSTIC)
    page.show()
    page.activateWindow()
    yield page
    qtbot.waitUntil(lambda: page.communes.remarques._tache is None)
    page.deleteLater()
    qapp.processEvents()


def liste(page: TerritoirePage) -> ListeChiffres:
    trouvee = page.diagnostic.pile.cartes()[0].champs["indicateurs"].editeur
    assert isinstance(trouvee, ListeChiffres)
    return trouvee


def lus(workspace: Workspace) -> tuple[IndicateurDiagnostic, ...]:
    return workspace.projet.territoire.diagnostic[0].indicateurs


def test_that_a_figure_is_typed_cell_by_cell(page: TerritoirePage, workspace_vide: Workspace):
    une = liste(page)
    une.boutons()["ajouter"].click()
    for champ, texte in (("intitule", "Taux de vacance"), ("valeur", "14,5"), ("unite", "%"), ("annee", "23")):
        ecrit(une, 0, champ, texte)
    (indicateur,) = lus(workspace_vide)
    assert (indicateur.intitule, indicateur.valeur, indicateur.unite, indicateur.annee) == (
        "Taux de vacance",
        "14,5",
        "%",
        2023,
    )
    assert workspace_vide.libelle_annuler == "Modifier l’indicateur «\u00a0Taux de vacance\u00a0»"
    assert_accessible(page)


def test_that_a_table_is_pasted_in_one_act_without_its_titles(page: TerritoirePage, workspace_vide: Workspace):
    QGuiApplication.clipboard().setText(TABLEAU)
    une = liste(page)
    une.boutons()["ajouter"].setFocus()
    QTest.keyClick(une.boutons()["ajouter"], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(i.intitule, i.valeur, i.annee, i.source) for i in lus(workspace_vide)] == [
        ("Habitants", "6 214", 2021, "Insee"),
        ("Médecins", "4", None, ""),
    ]
    assert workspace_vide.libelle_annuler == "Coller 2 indicateurs"
    workspace_vide.undo()
    assert lus(workspace_vide) == ()


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("Habitants\t6 214\thabitants\tjadis\tInsee", "Ligne\u00a01"),
        ("a\tb\tc\t2021\td\te", "6 colonnes"),
        ("a\n" * 201, "201 lignes"),
        ("a\t" + "b" * 5000, "5000 caractères"),
    ],
)
def test_that_a_table_that_cannot_be_read_is_told_and_adds_nothing(
    page: TerritoirePage, workspace_vide: Workspace, texte: str, dit: str
):
    QGuiApplication.clipboard().setText(texte)
    liste(page).paste()
    assert dit in liste(page).message()
    assert lus(workspace_vide) == ()


def test_that_figures_are_moved_and_taken_out(page: TerritoirePage, workspace_vide: Workspace):
    QGuiApplication.clipboard().setText(TABLEAU)
    une = liste(page)
    une.paste()
    une.select(lus(workspace_vide)[1].uid)
    une.boutons()["monter"].click()
    assert [i.intitule for i in lus(workspace_vide)] == ["Médecins", "Habitants"]
    une.boutons()["retirer"].click()
    assert [i.intitule for i in lus(workspace_vide)] == ["Habitants"]
    assert page.toast.isVisible()
