"""F6: the focus goes from one pane of the window to the next, and comes back where it was in each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_next_pane(panneaux: Sequence[QWidget], courant: QWidget | None) -> bool:
    """Give the focus to the pane after the one that holds ``courant``; ``False`` when no pane can take it."""
    visibles = [p for p in panneaux if p.isVisible() and p.isEnabled()]
    rang = next((i for i, p in enumerate(visibles) if courant and (p is courant or p.isAncestorOf(courant))), -1)
    for pas in range(1, len(visibles) + 1):
        cible = _target(visibles[(rang + pas) % len(visibles)])
        if cible is not None:
            cible.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def focus_pane(panneau: QWidget) -> bool:
    """Give the focus to ``panneau``, where it was last; ``False`` when nothing there can take it."""
    cible = _target(panneau)
    if cible is not None:
        cible.setFocus(Qt.FocusReason.OtherFocusReason)
    return cible is not None


def _target(panneau: QWidget) -> QWidget | None:
    """What had the focus there, else what the pane opens on, else the first widget that Tab reaches."""
    # Typed by Qt as never absent, though a pane that never had the focus gives nothing.
    ancien: QWidget | None = panneau.focusWidget()
    # Typed the same: what the pane hands its focus over to, if it does.
    proxy: QWidget | None = panneau.focusProxy()
    for connu in (ancien, proxy):
        if connu is not None and _can_focus(connu):
            return connu
    widget: QWidget | None = panneau
    while widget is not None:
        if (widget is panneau or panneau.isAncestorOf(widget)) and _can_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
        if widget is panneau:
            return None
    return None


def _can_focus(widget: QWidget) -> bool:
    return (
        widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    )
