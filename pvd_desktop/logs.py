"""Logging of the application: one rotating file, no content of the fiches in it. No Qt here (see ``ui.logs_qt``)."""

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final, TextIO

FICHIER: Final = "pvd-desktop.log"
FICHIER_PANNE: Final = "panne.log"
TAILLE_MAX: Final = 1_000_000
"""Bytes before the file turns; three are kept."""
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Journal:
    """The log files of one run; :meth:`close` gives everything back (tests, end of the program)."""

    def __init__(self, dossier: Path, niveau: int = logging.INFO) -> None:
        dossier.mkdir(parents=True, exist_ok=True)
        self.chemin = dossier / FICHIER
        self._handler = RotatingFileHandler(
            self.chemin, maxBytes=TAILLE_MAX, backupCount=2, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(logging.Formatter(_FORMAT))
        self._ancien_niveau = logging.getLogger().level
        logging.getLogger().addHandler(self._handler)
        logging.getLogger().setLevel(niveau)
        # A crash inside Qt leaves no Python traceback: faulthandler writes one, in a file that must stay open.
        self._panne: TextIO = (dossier / FICHIER_PANNE).open("a", encoding="utf-8")
        self._etait_actif = faulthandler.is_enabled()
        if not self._etait_actif:
            faulthandler.enable(self._panne)

    def close(self) -> None:
        """Close the files and put logging back as it was."""
        if not self._etait_actif:
            faulthandler.disable()
        self._panne.close()
        logging.getLogger().removeHandler(self._handler)
        logging.getLogger().setLevel(self._ancien_niveau)
        self._handler.close()
