"""The walk of Tab looks at layouts and leaves nothing behind it in Python."""

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSpacerItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pvd_desktop.ui.ordre_lecture import in_reading_order
from pvd_desktop.ui.widgets.flux import FluxLayout

NOMBRE = 40


def shown_items() -> list[QLayoutItem]:
    """Items of layouts that Python knows of, layouts apart."""
    connus = shiboken6.getAllValidWrappers()
    return [w for w in connus if isinstance(w, QLayoutItem) and not isinstance(w, QLayout)]


def test_that_tab_reads_lines_then_what_is_below_whatever_the_order_of_making(qapp: QApplication):
    racine = QWidget()
    noms = ("quatre", "un", "trois", "deux", "cinq")
    quatre, un, trois, deux, cinq = (QPushButton(nom, racine) for nom in noms)
    colonne, ligne, grille = QVBoxLayout(racine), QHBoxLayout(), QGridLayout()
    ligne.addWidget(un)
    ligne.addSpacerItem(QSpacerItem(10, 10))
    ligne.addWidget(deux)
    grille.addWidget(quatre, 1, 0)
    grille.addWidget(trois, 0, 1)
    colonne.addLayout(ligne)
    colonne.addLayout(grille)
    colonne.addWidget(cinq)
    racine.show()
    assert list(in_reading_order(racine)) == [un, deux, trois, quatre, cinq]


def test_that_tab_reaches_what_stands_beside_the_tabs(qapp: QApplication):
    onglets = QTabWidget()
    gauche, droit, dedans = (QPushButton(nom) for nom in ("gauche", "droit", "dedans"))
    onglets.setCornerWidget(droit, Qt.Corner.TopRightCorner)
    onglets.setCornerWidget(gauche, Qt.Corner.TopLeftCorner)
    onglets.addTab(dedans, "Tableau")
    onglets.show()
    assert list(in_reading_order(onglets)) == [onglets.tabBar(), gauche, droit, dedans]


def test_that_a_layout_keeps_its_items_once_another_one_that_was_walked_through_is_gone(qapp: QApplication):
    lue, gardee = QWidget(), QWidget()
    ligne, flux = QHBoxLayout(lue), FluxLayout(gardee)
    for rang in range(NOMBRE):
        ligne.addWidget(QPushButton(str(rang), lue))
    boutons = [QPushButton(str(rang), gardee) for rang in range(NOMBRE)]
    lue.show()
    avant = len(shown_items())
    assert len(list(in_reading_order(lue))) == NOMBRE
    assert len(shown_items()) == avant
    for ancien in lue.findChildren(QPushButton):
        ancien.setParent(None)
    # Qt makes these where those it has just freed were.
    for bouton in boutons:
        flux.addWidget(bouton)
    lue.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del ligne, lue
    gardee.show()
    assert flux.heightForWidth(300) > 0
    assert [flux.indexOf(bouton) for bouton in boutons] == list(range(NOMBRE))
