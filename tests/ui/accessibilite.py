"""What a screen reader needs of every screen, and what the keyboard reaches."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from pvd_desktop.ui.etapes import Etapes

# Made by Qt inside its own composite widgets, never reached by themselves.
_INTERNES = ("qt_",)
_SANS_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Window}
_RANGEES = 4
"""Rows looked at in each group of a list: the others are made by the same columns."""


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
    """Every visible widget that can take the focus says its name, its role and its state; ``racine`` must be shown."""
    for etapes in racine.findChildren(Etapes):
        etapes.finish()
    trouves = focusables(racine)
    assert trouves, f"nothing to focus in {type(racine).__name__}: is it shown?"
    defauts = [f"{chemin(widget, racine)}: {quoi}" for widget in trouves for quoi in _defauts(widget)]
    assert not defauts, "\n".join(defauts)


def _defauts(widget: QWidget) -> Iterator[str]:
    """What a screen reader would say wrong, or would not say."""
    interface = QAccessible.queryAccessibleInterface(widget)
    etat = interface.state()
    if not nom_accessible(widget).strip():
        yield "no accessible name"
    if interface.role() in _SANS_ROLE and not _only_scrolls(widget):
        yield f"role {interface.role().name}"
    if etat.disabled or etat.invisible or not etat.focusable:
        yield "said to be disabled, invisible or out of reach"
    match widget:
        case QLineEdit() | QTextEdit() if bool(etat.readOnly) != widget.isReadOnly():
            yield "read-only or not, the contrary is said"
        case QAbstractButton() if (etat.checkable, etat.checked) != (widget.isCheckable(), widget.isChecked()):
            yield "checked or not, the contrary is said"
        case QComboBox() if widget.currentText() != interface.text(QAccessible.Text.Value):
            yield "what is chosen is not said"
        case QTabBar():
            yield from (f"tab {rang} has no name" for rang in range(widget.count()) if not widget.tabText(rang))
        case QAbstractItemView():
            yield from _mute_cells(widget, QModelIndex())
        case _:
            pass


def _only_scrolls(widget: QWidget) -> bool:
    """What only scrolls has no role of its own in Qt: its name tells what one reads there."""
    return isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QAbstractItemView | QTextEdit)


def _mute_cells(vue: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    """Cells on screen that say nothing: an empty one says « vide »; the row of a group says it once."""
    modele = vue.model()
    for row in range(min(modele.rowCount(parent), _RANGEES)):
        enfants = modele.index(row, 0, parent)
        groupe = modele.rowCount(enfants) > 0
        yield from _mute_cells(vue, enfants)
        # A list shows one column, and its model may not even count them.
        seule = groupe or isinstance(vue, QListView)
        for colonne in range(1 if seule else modele.columnCount(parent)):
            index = modele.index(row, colonne, parent)
            dit = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
            if not vue.visualRect(index).isEmpty() and not str(dit or "").strip():
                yield f"cell {row}, {colonne} says nothing"


def chemin(widget: QWidget, racine: QWidget) -> str:
    """Class names from ``racine`` down to ``widget``, to find the culprit."""
    noms: list[str] = []
    courant: QWidget | None = widget
    while courant is not None:
        noms.append(type(courant).__name__ + (f"#{courant.objectName()}" if courant.objectName() else ""))
        if courant is racine:
            break
        courant = courant.parentWidget()
    return " > ".join(reversed(noms))
