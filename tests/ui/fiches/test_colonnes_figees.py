"""The number and the name of an action stay in sight when the list of the plan scrolls sideways."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.fiches.gestes import tape, touche

from models.domain.fiche_action import FicheAction
from pvd_desktop.ui.fiches.colonnes_plan import COMPLETUDE, COUT, DEBUT, INTITULE, NOUVELLE, NUMERO, QUAND, STATUT
from pvd_desktop.ui.fiches.colonnes_visibles import NOMS
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fiches.plan_vue import PlanVue
from pvd_desktop.ui.workspace import Workspace

TOUTES = frozenset({NUMERO, INTITULE, *NOMS})


@pytest.fixture
def vue(page: FichesPage, workspace: Workspace, qapp: QApplication) -> PlanVue:
    """The list alone, with every column, scrolled to its last one."""
    page.show_fiche(workspace.projet.fiches[0].uid)
    page.actions_plan["liste_seule"].trigger()
    page.liste.vue.entete.set_choisies(TOUTES)
    qapp.processEvents()
    barre = page.liste.vue.horizontalScrollBar()
    assert barre.maximum() > 0
    barre.setValue(barre.maximum())
    return page.liste.vue


def _figees(vue: PlanVue) -> int:
    return vue.columnWidth(NUMERO) + vue.columnWidth(INTITULE)


def _rows(vue: PlanVue) -> list[QModelIndex]:
    """The fiches of the first group."""
    modele = vue.model()
    groupe = modele.index(0, 0)
    return [modele.index(row, 0, groupe) for row in range(modele.rowCount(groupe))]


def _pictures(vue: PlanVue, gauche: int, largeur: int) -> list[QImage]:
    """That much of the header and of the list."""
    parts = vue.header().viewport(), vue.viewport()
    return [part.grab(QRect(gauche, 0, largeur, part.height())).toImage() for part in parts]


def test_that_the_name_of_an_action_stays_in_sight_and_the_rest_slides_under_it(vue: PlanVue, qapp: QApplication):
    nom = vue.visualRect(vue.currentIndex().siblingAtColumn(INTITULE))
    assert nom.left() == vue.columnWidth(NUMERO)
    # Up to the line that says that something slid under.
    largeur = _figees(vue) - 3
    loin = _pictures(vue, 0, largeur), _pictures(vue, largeur + 3, 200)
    vue.horizontalScrollBar().setValue(0)
    qapp.processEvents()
    pres = _pictures(vue, 0, largeur), _pictures(vue, largeur + 3, 200)
    assert loin[0] == pres[0]
    assert loin[1] != pres[1]


def test_that_an_amount_cut_by_the_names_is_not_shown_by_its_end(vue: PlanVue, qapp: QApplication):
    # There is enough after the amounts to scroll them away.
    vue.header().resizeSection(NOUVELLE, 900)
    qapp.processEvents()
    entete, figees = vue.header(), _figees(vue)
    rangee = next(i for i in _rows(vue) if str(i.siblingAtColumn(COUT).data()).endswith("€"))
    largeur = vue.columnWidth(COUT) // 2
    vue.horizontalScrollBar().setValue(entete.sectionPosition(COUT) - figees + largeur)
    assert vue.visualRect(rangee.siblingAtColumn(COUT)).left() == figees - largeur
    qapp.processEvents()
    haut = vue.visualRect(rangee)
    zone = QRect(figees, haut.top() + 2, largeur - 1, haut.height() - 4)
    image = vue.viewport().grab(zone).toImage()
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) == 1
    # A sentence that is cut is seen to be.
    vue.horizontalScrollBar().setValue(entete.sectionPosition(STATUT) - figees + 30)
    qapp.processEvents()
    image = vue.viewport().grab(QRect(figees, haut.top() + 2, vue.columnWidth(STATUT) - 31, zone.height())).toImage()
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1


def test_that_the_mouse_finds_the_cell_that_is_seen(vue: PlanVue):
    rangee = vue.visualRect(vue.currentIndex()).center().y()
    figees = _figees(vue)
    assert vue.indexAt(QPoint(figees - 10, rangee)).column() == INTITULE
    assert vue.indexAt(QPoint(5, rangee)).column() == NUMERO
    assert vue.indexAt(QPoint(vue.viewport().width() - 8, rangee)).column() == COMPLETUDE
    autre = vue.indexBelow(vue.currentIndex().siblingAtColumn(0))
    QTest.mouseClick(
        vue.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(figees - 10, vue.visualRect(autre).center().y()),
    )
    assert vue.currentIndex() == autre.siblingAtColumn(INTITULE)
    barre = vue.horizontalScrollBar()
    assert barre.value() == barre.maximum()


def test_that_a_click_on_the_title_of_a_column_in_sight_sorts_by_it(vue: PlanVue):
    entete = vue.header().viewport()
    milieu = entete.height() // 2
    QTest.mouseClick(entete, Qt.MouseButton.LeftButton, pos=QPoint(_figees(vue) - 30, milieu))
    assert vue.header().sortIndicatorSection() == INTITULE
    QTest.mouseClick(entete, Qt.MouseButton.LeftButton, pos=QPoint(entete.width() - 20, milieu))
    assert vue.header().sortIndicatorSection() == COMPLETUDE


def test_that_a_width_is_drawn_on_a_column_in_sight(vue: PlanVue):
    entete, avant = vue.header().viewport(), vue.columnWidth(NUMERO)
    depart = QPoint(avant - 1, entete.height() // 2)
    QTest.mousePress(entete, Qt.MouseButton.LeftButton, pos=depart)
    for pas in (15, 30):
        place = QPointF(depart + QPoint(pas, 0))
        gauche = Qt.MouseButton.LeftButton
        QApplication.sendEvent(
            entete,
            QMouseEvent(
                QMouseEvent.Type.MouseMove, place, entete.mapToGlobal(place), gauche, gauche, Qt.KeyboardModifier(0)
            ),
        )
    QTest.mouseRelease(entete, Qt.MouseButton.LeftButton, pos=depart + QPoint(30, 0))
    assert vue.columnWidth(NUMERO) == avant + 30


def test_that_the_arrows_show_each_cell_beside_the_name(vue: PlanVue):
    barre = vue.horizontalScrollBar()
    vue.setCurrentIndex(vue.currentIndex().siblingAtColumn(COMPLETUDE))
    for _ in range(COMPLETUDE - STATUT):
        QTest.keyClick(vue, Qt.Key.Key_Left)
        cellule = vue.visualRect(vue.currentIndex())
        assert cellule.left() >= _figees(vue)
        assert cellule.right() <= vue.viewport().width()
    assert vue.currentIndex().column() == STATUT
    assert barre.value() == 0
    barre.setValue(barre.maximum())
    QTest.keyClick(vue, Qt.Key.Key_Left)
    assert vue.currentIndex().column() == INTITULE
    # What is in sight already makes nothing jump.
    assert barre.value() == barre.maximum()


def test_that_a_name_is_typed_where_it_is_seen(vue: PlanVue, page: FichesPage, workspace: Workspace):
    page.actions_plan["renommer"].trigger()
    champ = vue.delegue.editeur_ouvert()
    assert champ is not None
    barre = vue.horizontalScrollBar()
    barre.setValue(barre.maximum())
    assert champ.geometry().left() == vue.columnWidth(NUMERO)
    barre.setValue(barre.maximum() // 2)
    assert champ.geometry().left() == vue.columnWidth(NUMERO)
    tape(champ, "Une maison de santé")  # pyright: ignore[reportArgumentType]
    touche(champ, Qt.Key.Key_Return)  # pyright: ignore[reportArgumentType]
    assert "Une maison de santé" in [f.intitule for f in workspace.projet.fiches]


def test_that_a_cell_being_typed_slides_under_the_names_and_keeps_its_text(
    vue: PlanVue, page: FichesPage, workspace: Workspace
):
    vue.setCurrentIndex(vue.currentIndex().siblingAtColumn(QUAND))
    vue.edit_cell()
    champ = vue.delegue.editeur_ouvert()
    tape(champ, "3/4/27")  # pyright: ignore[reportArgumentType]
    assert champ is not None
    barre = vue.horizontalScrollBar()
    barre.setValue(barre.maximum())
    assert champ.geometry().left() >= _figees(vue)
    assert vue.delegue.editeur_ouvert() is champ
    touche(champ, Qt.Key.Key_Return)  # pyright: ignore[reportArgumentType]
    fiche = workspace.projet.fiche(page.fiche_courante)
    assert fiche is not None
    assert str(fiche.suivi.prochaine_etape_date) == "2027-04-03"


def test_that_a_group_is_folded_and_opened_as_before(vue: PlanVue):
    groupe = vue.currentIndex().parent()
    vue.setCurrentIndex(groupe)
    QTest.keyClick(vue, Qt.Key.Key_Return)
    assert not vue.isExpanded(groupe)
    QTest.keyClick(vue, Qt.Key.Key_Return)
    assert vue.isExpanded(groupe)


def test_that_a_list_too_narrow_for_both_scrolls_whole(page: FichesPage, fiche: FicheAction, qapp: QApplication):
    vue = page.liste.vue
    page.actions_plan["liste_seule"].trigger()
    vue.entete.set_choisies(frozenset({NUMERO, INTITULE, COUT, DEBUT, NOUVELLE}))
    # The width one gave it: the number alone leaves no room to a name.
    vue.header().resizeSection(NUMERO, 1_000)
    qapp.processEvents()
    barre = vue.horizontalScrollBar()
    barre.setValue(barre.maximum())
    assert vue.visualRect(vue.currentIndex().siblingAtColumn(NUMERO)).left() < 0
    vue.setCurrentIndex(vue.currentIndex().siblingAtColumn(INTITULE))
    assert vue.visualRect(vue.currentIndex()).left() >= 0
