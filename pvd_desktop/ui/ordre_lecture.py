"""Tab follows the order in which the window is read.

Qt follows the order in which widgets were made: what is built at its first visit, or built again, would come last, and
a box that hands its focus over to one of its fields would hide those before it.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

_ENTIERS = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QTextEdit)
"""What is one thing for the keyboard, whatever Qt makes it of."""


class FenetreLecture(QMainWindow):
    """A window where Tab and Shift+Tab go in reading order, and come round."""

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        courant: QWidget | None = self.focusWidget()
        ordre = list(in_reading_order(self, courant))
        if not ordre:
            return False
        rang = ordre.index(courant) if courant in ordre else -1
        cible = ordre[(rang + (1 if next else -1)) % len(ordre)]
        cible.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        _show(cible)
        return True


def in_reading_order(racine: QWidget, courant: QWidget | None = None) -> Iterator[QWidget]:
    """What Tab reaches under ``racine``, with ``courant`` in its place even where Tab does not go."""
    proxy = _hands_over(racine)
    # A field made of several parts starts with the one it hands the focus over to: the text, then its buttons.
    tete = [proxy] if proxy is not None and proxy.parentWidget() is racine else []
    for widget in (*tete, *(enfant for enfant in _children(racine) if enfant not in tete)):
        if not widget.isVisible() or not widget.isEnabled() or widget.isWindow():
            continue
        if widget is courant or _takes_tab(widget):
            yield widget
        if not isinstance(widget, _ENTIERS):
            yield from in_reading_order(widget, courant)


def _takes_tab(widget: QWidget) -> bool:
    """A box that hands the focus over to one of its fields does not take it: the field will have its turn."""
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and _hands_over(widget) is None


def _hands_over(widget: QWidget) -> QWidget | None:
    # Typed by Qt as never absent.
    return widget.focusProxy()


def _children(widget: QWidget) -> list[QWidget]:
    """Those of its layout in their order, then those that float over it."""
    match widget:
        case QTabWidget():
            gauche = widget.cornerWidget(Qt.Corner.TopLeftCorner)
            droit = widget.cornerWidget(Qt.Corner.TopRightCorner)
            return list(filter(None, (gauche, widget.tabBar(), droit, widget.currentWidget())))
        case QScrollArea():
            return list(filter(None, (widget.widget(),)))
        case QSplitter():
            return list(filter(None, (widget.widget(rang) for rang in range(widget.count()))))
        case _:
            ordonnes = list(_laid_out(widget.layout()))
    connus = set(ordonnes)
    return [*ordonnes, *(e for e in widget.children() if isinstance(e, QWidget) and e not in connus)]


def _laid_out(disposition: QLayout | None) -> Iterator[QWidget]:
    """Widgets of a layout: by line and column in a grid, else in the order they were added.

    Never by ``itemAt``: what Python is shown of an item outlives it, and passes for the next one Qt makes at its
    address.
    """
    if disposition is None:
        return
    proprietaire = disposition.parentWidget()
    dedans = (*disposition.children(), *(proprietaire.children() if proprietaire else ()))
    rangs = {
        rang: element
        for element in dedans
        if isinstance(element, QLayout | QWidget) and (rang := disposition.indexOf(element)) >= 0
    }
    if isinstance(disposition, QGridLayout):
        grille = disposition
        ordre = sorted(rangs, key=lambda rang: _line_and_column(grille, rang))
    else:
        ordre = sorted(rangs)
    for rang in ordre:
        element = rangs[rang]
        if isinstance(element, QWidget):
            yield element
        else:
            yield from _laid_out(element)


def _line_and_column(grille: QGridLayout, rang: int) -> tuple[int, int]:
    # Typed by Qt as a plain object.
    ligne, colonne, _, _ = cast("tuple[int, int, int, int]", grille.getItemPosition(rang))
    return ligne, colonne


def _show(cible: QWidget) -> None:
    """Scroll whatever holds ``cible`` until it is seen, when Tab comes from outside."""
    parent: QWidget | None = cible.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(cible)
        parent = parent.parentWidget()
