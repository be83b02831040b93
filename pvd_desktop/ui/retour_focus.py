"""Where the keyboard was before the window went busy, to go back to it."""

from typing import Final

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_AUCUN: Final = Qt.FocusPolicy.NoFocus


class RetourFocus:
    """A cell that closed meanwhile, and is gone, leaves the keyboard to its list."""

    def __init__(self) -> None:
        self._chemin: list[QWidget] = []

    def note(self, widget: QWidget | None) -> None:
        """Remember this one, and what it stands in; nothing with ``None``."""
        self._chemin = []
        while widget is not None and not widget.isWindow():
            self._chemin.append(widget)
            widget = widget.parentWidget()

    def reprend(self) -> bool:
        """Give the keyboard back; ``False`` when nothing that was remembered can take it."""
        chemin, self._chemin = self._chemin, []
        for widget in chemin:
            # Qt deletes what it made: a wrapper says nothing of it.
            if shiboken6.isValid(widget) and widget.focusPolicy() is not _AUCUN and widget.isVisible():
                widget.setFocus()
                return True
        return False
