"""Measures of the field of a commune: the first search in a new process, then the longest keystroke. Prints JSON."""

import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.referentiel.communes import find_communes
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.commune_edit import CommuneEdit

NOMS = ("saint martin boulogne", "le portel", "hesdin", "62140", "la ferte gaucher")
"""With the words that most names have."""


def main() -> None:
    """Type each name, and measure each key."""
    application = QApplication(sys.argv[:1])
    theme.apply(application, "clair", 100)
    depart = time.perf_counter()
    find_communes("he")
    premiere = time.perf_counter() - depart
    champ = CommuneEdit()
    champ.show()
    find_communes("62")
    touches: list[float] = []
    for nom in NOMS:
        champ.clear()
        for lettre in nom:
            depart = time.perf_counter()
            QTest.keyClicks(champ, lettre)
            touches.append(time.perf_counter() - depart)
    sys.stdout.write(json.dumps({"premiere": premiere, "touche": max(touches)}))


if __name__ == "__main__":
    main()
