"""What is done ahead while the window rests, piece by piece."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

REPOS_MS: Final = 300
"""How long a page has been on screen when the first piece starts."""


class Repos(QObject):
    """Runs a generator one step at a time: clicks and keys are answered between two steps."""

    def __init__(self, pieces: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces = pieces
        self._fini = False
        self._minuterie = QTimer(self, singleShot=True)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)

    def start(self) -> None:
        """Go on from where it was, after a rest."""
        if not self._fini:
            self._minuterie.start(REPOS_MS)

    def stop(self) -> None:
        """Wait for ``start``."""
        self._minuterie.stop()

    def _on_minuterie_timeout(self) -> None:
        try:
            next(self._pieces)
        except StopIteration:
            self._fini = True
        else:
            self._minuterie.start(0)
