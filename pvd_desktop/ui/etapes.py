"""What a page makes a step at a turn of the loop, so that the window never stands still for all of it."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from pvd_desktop.ui.miettes import paused_collector

TOUR_S: Final = 0.008
"""How long steps follow one another before the window has its turn."""


class Etapes(QObject):
    """Runs a generator between the events of the window; whoever cannot wait has what is left done at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._etapes: Iterator[object] | None = None
        self._dedans = False
        self._minuterie = QTimer(self, singleShot=True, interval=0)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)

    @property
    def en_cours(self) -> bool:
        """Whether steps are left."""
        return self._etapes is not None

    def start(self, etapes: Iterator[object]) -> None:
        """Run these from the next turn on; those that were under way are forgotten."""
        self._etapes = etapes
        self._minuterie.start()

    def stop(self) -> None:
        """Forget what is left."""
        self._etapes = None
        self._minuterie.stop()

    def finish(self) -> None:
        """Run what is left now."""
        # A step that asks for what steps make asks for what is already there.
        while self._etapes is not None and not self._dedans:
            self._advance()
        if not self._dedans:
            self._minuterie.stop()

    def _advance(self) -> None:
        etapes = self._etapes
        self._dedans = True
        try:
            # A step may have begun others: its own are over then, whatever is left of them.
            if etapes is not None and next(etapes, self) is self and self._etapes is etapes:
                self._etapes = None
        finally:
            self._dedans = False

    def _on_minuterie_timeout(self) -> None:
        limite = perf_counter() + TOUR_S
        with paused_collector():
            while self._etapes is not None and perf_counter() < limite:
                self._advance()
        if self._etapes is not None:
            self._minuterie.start()


def place(disposition: QBoxLayout, widget: QWidget, rang: int = -1) -> None:
    """Put ``widget`` there, shown at once: Qt shows what joins a page that is seen at the next turn only."""
    disposition.insertWidget(rang, widget)
    widget.show()
