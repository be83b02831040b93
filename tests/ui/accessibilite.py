"""What a screen reader needs of every screen, and what the keyboard reaches."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

# Made by Qt inside its own composite widgets, never reached by themselves.
_INTERNES = ("qt_",)


def focusables(racine: QWidget) -> list[QWidget]:
    """Visible, enabled widgets under ``racine`` (itself included) that the keyboard or the mouse can focus."""
    return [
        widget
        for widget in [racine, *racine.findChildren(QWidget)]
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QScrollBar)
        and widget.focusProxy() is None
        and not widget.objectName().startswith(_INTERNES)
    ]


def nom_accessible(widget: QWidget) -> str:
    """What a screen reader says of ``widget``: its own name, its text or the one of its label."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def tab_tour(fenetre: QWidget) -> list[QWidget]:
    """Widgets that Tab reaches from the one that has the focus, until it comes round; ``fenetre`` must be active."""
    tour: list[QWidget] = []
    while (courant := QApplication.focusWidget()) is not None and courant not in tour:
        tour.append(courant)
        QTest.keyClick(courant, Qt.Key.Key_Tab)
    assert tour, f"nothing has the focus in {type(fenetre).__name__}"
    return tour


def assert_accessible(racine: QWidget) -> None:
    """Every visible widget that can take the focus says its name; ``racine`` must be shown."""
    trouves = focusables(racine)
    assert trouves, f"nothing to focus in {type(racine).__name__}: is it shown?"
    muets = [_chemin(widget, racine) for widget in trouves if not nom_accessible(widget).strip()]
    assert not muets, f"without an accessible name: {muets}"


def _chemin(widget: QWidget, racine: QWidget) -> str:
    """Class names from ``racine`` down to ``widget``, to find the culprit."""
    noms: list[str] = []
    courant: QWidget | None = widget
    while courant is not None:
        noms.append(type(courant).__name__ + (f"#{courant.objectName()}" if courant.objectName() else ""))
        if courant is racine:
            break
        courant = courant.parentWidget()
    return " > ".join(reversed(noms))
