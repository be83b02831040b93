"""Every page without the mouse: Tab, the arrows, F6 and Escape reach everything, and show where one is.

The pages come from the table of the rail: one that is added is walked without a line here.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListView,
    QTabBar,
    QTextEdit,
    QWidget,
)
from ui.accessibilite import chemin, focusables, tab_tour

from models.domain.regles import Objet
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PAGES, PLAN, Entree

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_INTERACTIFS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QTextEdit)


@pytest.fixture(params=PAGES, ids=lambda entree: entree.id)
def page(request: pytest.FixtureRequest, fenetre_exemple: MainWindow) -> QWidget:
    """Each page on the example project; the plan d'action with a fiche open."""
    entree: Entree = request.param
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.show_page(entree.id)
    if entree.id == PLAN and fenetre_exemple.workspace is not None:
        fiche = max(fenetre_exemple.workspace.projet.fiches, key=lambda f: len(f.operations))
        fenetre_exemple.navigation.show_objet(
            Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid), "intitule"
        )
    courante = fenetre_exemple.pile.currentWidget()
    assert courante is not None
    fenetre_exemple.navigation.focus_page()
    _settle()
    return courante


def test_that_tab_reaches_every_control_and_comes_round(page: QWidget, fenetre_exemple: MainWindow):
    for onglet in _each_tab(page):
        tour = tab_tour(fenetre_exemple)
        manques = [chemin(w, page) for w in _interactives(page) if not _is_reached(w, tour)]
        assert not manques, f"{onglet}:\n" + "\n".join(manques)
        assert fenetre_exemple.rail.isAncestorOf(tour[-1]) or any(fenetre_exemple.rail.isAncestorOf(w) for w in tour)


def test_that_shift_tab_goes_back_over_the_same_way(page: QWidget, fenetre_exemple: MainWindow):
    aller = tab_tour(fenetre_exemple)
    retour: list[QWidget] = []
    while (courant := QApplication.focusWidget()) is not None and courant not in retour:
        retour.append(courant)
        QTest.keyClick(courant, Qt.Key.Key_Backtab, _SHIFT)
    assert set(retour) == set(aller)


def test_that_the_focus_is_seen_wherever_it_goes(page: QWidget, fenetre_exemple: MainWindow):
    for onglet in _each_tab(page):
        invisibles: list[str] = []
        tour = tab_tour(fenetre_exemple)
        for widget, suivant in zip(tour, [*tour[1:], tour[0]], strict=True):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            avec = widget.grab().toImage()
            suivant.setFocus(Qt.FocusReason.TabFocusReason)
            if avec == widget.grab().toImage():
                invisibles.append(chemin(widget, fenetre_exemple))
        assert not invisibles, f"{onglet}:\n" + "\n".join(invisibles)


def test_that_f6_goes_through_every_pane_and_comes_back(page: QWidget, fenetre_exemple: MainWindow):
    panneaux = [p for p in fenetre_exemple.navigation.panneaux() if p.isVisible() and focusables(p)]
    vus: list[QWidget] = []
    for _ in range(len(panneaux) + 3):
        focus = QApplication.focusWidget()
        assert focus is not None
        vus.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_F6)
    for panneau in (fenetre_exemple.rail, *panneaux):
        assert any(w is panneau or panneau.isAncestorOf(w) for w in vus), type(panneau).__name__


def test_that_the_arrows_move_in_every_list_and_tab_leaves_it(page: QWidget):
    for onglet in _each_tab(page):
        for vue in _views(page):
            premiere = next((i for i in _cells(vue) if not vue.visualRect(i).isEmpty()), None)
            if premiere is None or vue.model().rowCount() < 2:
                continue
            vue.setFocus(Qt.FocusReason.TabFocusReason)
            vue.setCurrentIndex(premiere)
            QTest.keyClick(vue, Qt.Key.Key_Down)
            assert vue.currentIndex() != premiere, (onglet, chemin(vue, page))
            QTest.keyClick(vue, Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
            assert not vue.isAncestorOf(focus), (onglet, chemin(vue, page))
            assert focus is not vue, (onglet, chemin(vue, page))


def test_that_escape_never_traps_nor_leaves_the_focus_nowhere(page: QWidget, fenetre_exemple: MainWindow):
    for widget in tab_tour(fenetre_exemple):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Escape)
        _settle()
        focus = QApplication.focusWidget()
        assert focus is not None, chemin(widget, fenetre_exemple)
        assert focus.isVisible()


def _each_tab(page: QWidget) -> Iterator[str]:
    """Each tab of each visible bar in turn, reached by the arrow; the page as it is when it has none."""
    barres = [b for b in page.findChildren(QTabBar) if b.isVisible()]
    yield "as it opens"
    for barre in barres:
        barre.setFocus(Qt.FocusReason.TabFocusReason)
        while barre.currentIndex() > 0:
            QTest.keyClick(barre, Qt.Key.Key_Left)
        for rang in range(1, barre.count()):
            QTest.keyClick(barre, Qt.Key.Key_Right)
            _settle()
            assert barre.currentIndex() == rang
            yield barre.tabText(rang)
            barre.setFocus(Qt.FocusReason.TabFocusReason)


def _interactives(page: QWidget) -> Iterator[QWidget]:
    """What a person can act on with the mouse, parts of composite widgets left out."""
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, _INTERACTIFS) or isinstance(widget, QHeaderView):
            continue
        if not widget.isVisible() or not widget.isEnabled() or widget.objectName().startswith("qt_"):
            continue
        parent = widget.parentWidget()
        if isinstance(parent, (QLineEdit, QComboBox, QAbstractSpinBox, QTabBar, QAbstractItemView)):
            continue
        yield widget


def _is_reached(widget: QWidget, tour: list[QWidget]) -> bool:
    """By Tab, or by the arrows from the button of the same group that Tab reaches."""
    if widget in tour or widget.focusProxy() in tour:
        return True
    if isinstance(widget, QAbstractItemView) and widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
        # The frozen columns of a grid: its arrows go there.
        return any(isinstance(v, QAbstractItemView) and v.selectionModel() is widget.selectionModel() for v in tour)
    groupe = widget.group() if isinstance(widget, QAbstractButton) else None
    return groupe is not None and any(bouton in tour for bouton in groupe.buttons())


def _cells(vue: QAbstractItemView) -> Iterator[QModelIndex]:
    """The first row."""
    modele = vue.model()
    colonnes = 1 if isinstance(vue, QListView) else modele.columnCount()
    return (modele.index(0, colonne) for colonne in range(colonnes))


def _views(page: QWidget) -> list[QAbstractItemView]:
    return [v for v in _interactives(page) if isinstance(v, QAbstractItemView)]


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
