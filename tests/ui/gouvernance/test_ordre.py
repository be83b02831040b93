"""Members of an instance and decisions of a meeting are ranked by buttons, by keys and by dragging."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from ui.gouvernance.gestes_gouvernance import DECISIONS, JUIN, choose, copil, open_reunion, reunion

from models.commands.gouvernance import add_decision
from models.domain.gouvernance import RoleMembre
from models.domain.instances.situee import sieges
from pvd_desktop.documents.builders.releve_decisions import build_membres, build_releve
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def membres(page: GouvernancePage, workspace: Workspace) -> ListeEditable:
    assert page.show_uid(copil(workspace).uid)
    page.detail_instance.membres.vue.setFocus()
    # Shortcuts of what was just built are known at the next turn.
    QApplication.processEvents()
    return page.detail_instance.membres


@pytest.fixture
def decisions(page: GouvernancePage, workspace: Workspace) -> ListeEditable:
    workspace.execute("Ajouter", add_decision, reunion(workspace, JUIN).uid, intitule="Saisir l’EPF")
    open_reunion(page, workspace, JUIN, DECISIONS)
    return page.detail_reunion.decisions.liste


def _assis(workspace: Workspace) -> list[str]:
    return [siege.titre for siege in sieges(workspace.projet, copil(workspace))]


def _drag(liste: ListeEditable, row: int, arrivee: QPoint) -> None:
    surface, bouton = liste.vue.viewport(), Qt.MouseButton.LeftButton
    depart = liste.vue.visualRect(liste.modele.index(row, 0)).center()
    QTest.mousePress(surface, bouton, pos=depart)
    for point in ((depart + arrivee) / 2, arrivee):
        # QTest moves the mouse without its button.
        deplacement = QMouseEvent(
            QEvent.Type.MouseMove, point, surface.mapToGlobal(point), bouton, bouton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(surface, deplacement)
    QTest.mouseRelease(surface, bouton, pos=arrivee)


def test_that_a_member_goes_up_by_the_key_and_the_documents_follow(membres: ListeEditable, workspace: Workspace):
    avant = _assis(workspace)
    membres.vue.setCurrentIndex(membres.modele.index(3, 1))
    QTest.keyClick(membres.vue, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    apres = [*avant[:2], avant[3], avant[2], *avant[4:]]
    assert _assis(workspace) == [ligne.titre for ligne in membres.modele.lignes] == apres
    assert membres.vue.currentIndex().row() == 2
    assert workspace.libelle_annuler == f"Déplacer le membre «\u00a0{avant[3]}\u00a0»"
    imprime = to_text(build_membres(workspace.projet, [copil(workspace)], aujourd_hui=workspace.aujourd_hui()))
    assert imprime.index(avant[3]) < imprime.index(avant[2])
    workspace.undo()
    assert _assis(workspace) == avant


def test_that_who_presides_stays_first_whatever_is_asked(membres: ListeEditable, workspace: Workspace):
    avant = _assis(workspace)
    presidents = sum(m.role is RoleMembre.PRESIDENT for m in copil(workspace).membres)
    assert 0 < presidents < len(avant)
    membres.vue.setCurrentIndex(membres.modele.index(presidents, 1))
    assert not membres.boutons()["monter"].isEnabled()
    assert membres.boutons()["descendre"].isEnabled()
    QTest.keyClick(membres.vue, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _assis(workspace) == avant
    assert workspace.libelle_annuler is None


def test_that_a_member_dropped_above_who_presides_comes_just_after(membres: ListeEditable, workspace: Workspace):
    avant = _assis(workspace)
    presidents = sum(m.role is RoleMembre.PRESIDENT for m in copil(workspace).membres)
    derniere = sum(m.role in {RoleMembre.PRESIDENT, RoleMembre.MEMBRE} for m in copil(workspace).membres) - 1
    _drag(membres, derniere, membres.vue.visualRect(membres.modele.index(0, 0)).topLeft() + QPoint(5, 2))
    assert _assis(workspace).index(avant[derniere]) == presidents


def test_that_a_new_member_is_named_at_once(membres: ListeEditable):
    membres.boutons()["ajouter"].click()
    editeur = membres.vue.viewport().findChild(QLineEdit)
    assert editeur is not None
    assert membres.modele.colonnes[membres.vue.currentIndex().column()].champ == "nom"


def test_that_a_decision_goes_down_and_its_number_in_the_releve_too(
    page: GouvernancePage, decisions: ListeEditable, workspace: Workspace
):
    avant = [d.intitule for d in reunion(workspace, JUIN).decisions]
    choose(page, 0)
    decisions.boutons()["descendre"].click()
    apres = [avant[1], avant[0], *avant[2:]]
    assert [d.intitule for d in reunion(workspace, JUIN).decisions] == apres
    situee = page.situee
    assert situee is not None
    imprime = to_text(build_releve(workspace.projet, situee, aujourd_hui=workspace.aujourd_hui()))
    assert imprime.index(avant[1]) < imprime.index(avant[0])
    assert "Décision n°\u00a02" in page.detail_reunion.decisions._titre.text()
    workspace.undo()
    assert [d.intitule for d in reunion(workspace, JUIN).decisions] == avant


def test_that_a_decision_is_dragged_to_the_end(decisions: ListeEditable, workspace: Workspace):
    avant = [d.intitule for d in reunion(workspace, JUIN).decisions]
    derniere = decisions.modele.index(len(avant) - 1, 0)
    _drag(decisions, 0, decisions.vue.visualRect(derniere).bottomLeft() + QPoint(5, -2))
    assert [d.intitule for d in reunion(workspace, JUIN).decisions] == [*avant[1:], avant[0]]
