"""Seconds to draw the planning of 500 actions for the first time, to scroll it and to drag a bar; printed as JSON."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from gros_projet import make_projet
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from models.domain.fiche_action import FicheAction, Phase
from models.domain.suivi.planning import lignes_planning
from pvd_desktop.ui import theme
from pvd_desktop.ui.planning.vue import VuePlanning

FICHES = 500
ROUNDS = 30
JOUR = date(2026, 11, 21)


def with_phases(fiche: FicheAction, rang: int) -> FicheAction:
    """Six phases that follow one another, two of them at once."""
    debuts = [JOUR + timedelta(days=120 * n + rang % 90 - 400) for n in range(6)]
    phases = tuple(Phase(intitule=f"Étape {n}", debut=d, fin=d + timedelta(days=150)) for n, d in enumerate(debuts))
    return replace(fiche, phases=phases)


def timed(action: Callable[[int], object]) -> float:
    """Median of several rounds, painted each time."""
    durees: list[float] = []
    for tour in range(ROUNDS + 1):
        debut = time.perf_counter()
        action(tour)
        QApplication.processEvents()
        durees.append(time.perf_counter() - debut)
    return median(durees[1:])


def main() -> None:
    """Prints the three durations."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "clair")
    projet = make_projet(FICHES)
    projet = replace(projet, fiches=tuple(with_phases(f, rang) for rang, f in enumerate(projet.fiches)))
    vue = VuePlanning(JOUR)
    vue.resize(1366, 768)
    debut = time.perf_counter()
    vue.show_lignes(lignes_planning(projet))
    vue.center_on(JOUR)
    vue.show()
    QApplication.processEvents()
    premiere = time.perf_counter() - debut
    defilement = timed(lambda tour: vue.verticalScrollBar().setValue(40 * tour))
    rang = next(r for r, ligne in enumerate(vue.lignes) if ligne.barres)
    vue.verticalScrollBar().setValue(0)
    barre = vue.lignes[rang].barres[3]
    vue.select(barre.phase.uid)
    depart = vue.zone_de(rang, barre).center()

    def send(genre: QMouseEvent.Type, x: float) -> None:
        point, bouton = QPointF(depart.x() + x, depart.y()), Qt.MouseButton.LeftButton
        evenement = QMouseEvent(genre, point, point, bouton, bouton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(vue.viewport(), evenement)

    send(QMouseEvent.Type.MouseButtonPress, 0)
    glisser = timed(lambda tour: send(QMouseEvent.Type.MouseMove, 3.0 * tour))
    sys.stdout.write(json.dumps({"premiere": premiere, "defilement": defilement, "glisser": glisser}) + "\n")


if __name__ == "__main__":
    main()
