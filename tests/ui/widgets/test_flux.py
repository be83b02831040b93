"""The layout that flows: what it holds is its own, whatever Qt frees beside it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.widgets.flux import FluxLayout

TOURS, WIDGETS = 20, 20


def _flux(qtbot: QtBot) -> tuple[QWidget, FluxLayout, list[QLabel]]:
    zone = QWidget()
    qtbot.addWidget(zone)
    flux = FluxLayout(zone)
    return zone, flux, [QLabel(f"Pastille {i}", zone) for i in range(WIDGETS)]


def test_that_it_outlives_a_layout_whose_items_were_at_the_same_place(qtbot: QtBot, qapp: QApplication):
    """Seen in the window: badges of a filter were shown after a page was let go, and the program died."""
    for _ in range(TOURS):
        zone, flux, pastilles = _flux(qtbot)
        autre = QWidget()
        rang = QHBoxLayout()
        QVBoxLayout(autre).addLayout(rang)
        disparus = [QLabel("Ligne", autre) for _ in range(WIDGETS)]
        for i, widget in enumerate(disparus):
            rang.addWidget(widget)
            rang.itemAt(i)  # Python never forgets it
        for widget in disparus:
            widget.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for pastille in pastilles:
            flux.addWidget(pastille)
        autre.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del rang
        zone.show()
        assert flux.heightForWidth(200) > flux.heightForWidth(20_000)


def test_that_a_widget_that_goes_leaves_its_place(qtbot: QtBot, qapp: QApplication):
    zone, flux, pastilles = _flux(qtbot)
    for pastille in pastilles:
        flux.addWidget(pastille)
    zone.show()
    flux.removeWidget(pastilles.pop())
    pastilles.pop().deleteLater()
    pastilles.pop().setParent(None)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert flux.count() == len(pastilles)
    assert flux.heightForWidth(200) > flux.heightForWidth(20_000)
