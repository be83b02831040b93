"""When and where the garbage collector works: in the thread of the window alone, and not while much is made at once.

A cycle may hold widgets, or their last words: collected by whichever thread happened to make one object too many, they
would go away under the feet of Qt. So the window collects by itself, at its own pace.

The collector also stops every thread while it looks at every object. Measured on 1 000 pages: the window stood still
for 650 ms at worst, and 80 ms without it. Almost everything a document leaves goes away by itself; the few cycles are
collected afterwards.

Nor does the window look again and again at what stays as long as its project: every page and a plan of five hundred
fiches took 200 ms, every other minute. What a full collection found alive is put aside until another project is opened.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from PySide6.QtCore import QObject, QTimer

RYTHME_MS: Final = 1_000
_AGES: Final = (2, 1, 0)
"""From the oldest objects, which are all of them, to the youngest."""
_verrou = Lock()
_pauses: list[bool] = []
"""One entry per pause under way, for the collector belongs to the whole process: whether it was awake before."""


@contextmanager
def paused_collector() -> Generator[None]:
    """Keep the collector waiting; pauses of several threads add up."""
    with _verrou:
        _pauses.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _verrou:
            eveille = _pauses.pop()
            # The start of the program keeps it asleep longer: a pause inside must not wake it up.
            if not _pauses and eveille:
                gc.enable()


class Ramasseur(QObject):
    """Collects between two events of the window, as often as the collector itself would, and never elsewhere."""

    def __init__(self, parent: QObject, rythme_ms: int = RYTHME_MS) -> None:
        """From now on nothing is collected in another thread."""
        super().__init__(parent)
        gc.disable()
        self._minuterie = QTimer(self, interval=rythme_ms)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)
        self._minuterie.start()

    def renew(self) -> None:
        """Look at everything again, once what has just been closed is gone."""
        QTimer.singleShot(0, self, self._collect_all)

    def stop(self) -> None:
        """Give the collector back to Python."""
        self._minuterie.stop()
        gc.enable()

    def _on_minuterie_timeout(self) -> None:
        if _pauses:
            return
        comptes, seuils = gc.get_count(), gc.get_threshold()
        # The oldest objects that are due: the younger ones are looked at with them.
        due = next((age for age in _AGES if comptes[age] > seuils[age]), None)
        if due is not None:
            gc.collect(due)
        if due == _AGES[0]:
            gc.freeze()

    def _collect_all(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
