"""Watches the loop of the window: how long its longest turn is, while something is done and until the window rests."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from pvd_desktop.ui.tasks import Task

PAS_MS = 10
CALME_S = 0.4
"""A window that did next to nothing for that long rests: what waits for a rest starts before."""
PATIENCE_S = 30.0
_REVEIL_S = 0.0015
"""A turn under this is the watch itself."""


@dataclass(frozen=True)
class Arret:
    """The longest turn of one gesture, in seconds."""

    calcul: float
    """Time that the thread of the window worked, which other programs do not lengthen."""
    horloge: float
    """Longest gap of a timer of the window: what people wait, writing to the disk included."""


class Guet:
    """One watch for one window; gestures follow one another."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._boucle = QEventLoop()
        self._battement = QTimer(interval=PAS_MS)
        self._battement.timeout.connect(self._on_battement)
        self._calcul = self._horloge = 0.0
        self._dernier_calcul = self._dernier_battement = self._dernier_travail = 0.0
        self._debut = 0.0
        repartiteur = QAbstractEventDispatcher.instance()
        assert repartiteur is not None
        # Said once at each turn, whether the loop has to wait or not.
        repartiteur.aboutToBlock.connect(self._on_turn)

    def watch(self, gesture: Callable[[], object]) -> Arret:
        """Do it from a turn of the loop, and follow what it leads to until the window rests."""
        QTimer.singleShot(PAS_MS, gesture)
        self._calcul = self._horloge = 0.0
        self._dernier_calcul = time.thread_time()
        self._debut = self._dernier_battement = self._dernier_travail = time.perf_counter()
        self._battement.start()
        # The loop of Qt itself: one that turns in Python would fight threads for the interpreter, as no window does.
        self._boucle.exec()
        self._battement.stop()
        return Arret(self._calcul, self._horloge)

    def _on_turn(self) -> None:
        maintenant = time.thread_time()
        tour, self._dernier_calcul = maintenant - self._dernier_calcul, maintenant
        self._calcul = max(self._calcul, tour)
        heure = time.perf_counter()
        if tour > _REVEIL_S:
            self._dernier_travail = heure
        calme = heure - self._dernier_travail > CALME_S and not self._is_working()
        if calme or heure - self._debut > PATIENCE_S:
            self._boucle.quit()

    def _on_battement(self) -> None:
        maintenant = time.perf_counter()
        self._horloge = max(self._horloge, maintenant - self._dernier_battement)
        self._dernier_battement = maintenant

    def _is_working(self) -> bool:
        racines = (self._application, *self._application.topLevelWidgets())
        return any(tache.en_cours for racine in racines for tache in racine.findChildren(Task))
