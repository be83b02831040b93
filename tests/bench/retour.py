"""The review of a returned workbook of 500 actions, some of them edited, beside openpyxl reading the same file alone.

Prints JSON: lines of the review, and seconds.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from gros_projet import make_projet
from openpyxl import load_workbook

from models.domain.projet import Projet
from pvd_desktop.documents.builders.maquette import build_classeur
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.imports.tableur import read_classeur
from pvd_desktop.retours import review

ACTIONS = 500
CHANGEES = 60
REPETITIONS = 5
JOUR = date(2026, 11, 21)


def write_retour(projet: Projet, path: Path) -> None:
    """The exported maquette, with a number typed over in some rows of two sheets."""
    path.write_bytes(xlsx.to_bytes(build_classeur(projet, aujourd_hui=JOUR)))
    classeur: Any = load_workbook(path)
    for feuille, colonne in (("Période", "part"), ("Par financeur", "demande")):
        rangees = list(classeur[feuille].iter_rows())
        noms = next(r for r in rangees if any(c.value == colonne for c in r))
        place = next(c.column for c in noms if c.value == colonne) - 1
        lignes = [r for r in rangees if isinstance(r[place].value, int | float)]
        for rangee in lignes[:: max(1, len(lignes) // CHANGEES)]:
            if rangee[place].data_type == "n":
                rangee[place].value += 1
    classeur.save(path)


def read_alone(path: Path) -> int:
    """Every value of every sheet, as openpyxl gives it row by row."""
    classeur = load_workbook(path, read_only=True, data_only=True)
    return sum(len(ligne) for feuille in classeur for ligne in feuille.iter_rows(values_only=True))


def seconds(function: Callable[[], object]) -> float:
    """Time of the processor spent in one call."""
    debut = time.process_time()
    function()
    return time.process_time() - debut


def main() -> None:
    """Measures in turn."""
    # As the window runs: its collector does not pass while it works.
    gc.disable()
    projet = make_projet(ACTIONS)
    with TemporaryDirectory() as nom:
        path = Path(nom) / "retour.xlsx"
        write_retour(projet, path)
        notres, pairs = [], []
        for _ in range(REPETITIONS):
            pairs.append(seconds(lambda: read_alone(path)))
            notres.append(seconds(lambda: review(read_classeur(path), projet, aujourd_hui=JOUR)))
        ecarts = len(review(read_classeur(path), projet, aujourd_hui=JOUR).revue.ecarts)
    resultats = {"ecarts": ecarts, "revue": median(notres), "pair": median(pairs)}
    sys.stdout.write(json.dumps(resultats) + "\n")


if __name__ == "__main__":
    main()
