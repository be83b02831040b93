"""Measures of the import: a workbook of 5 000 rows read and previewed, beside openpyxl alone; 500 actions written.

Prints JSON: seconds.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from models.commands.importation import import_projet
from models.domain.importation.analyse import proposer
from models.domain.importation.proposition import Proposition
from models.domain.projet import Projet
from models.queries.projet import load_projet
from models.referentiel.importation import load_connaissances
from models.store.database import Database
from pvd_desktop.imports.tableur import read_classeur

LIGNES = 5000
ACTIONS = 500
REPETITIONS = 5
ENTETES = (
    "N°", "Orientation", "Intitulé de l’action", "Maître d’ouvrage", "Statut", "Priorité", "Coût HT", "DETR", "DSIL",
    "Région", "Département", "Total aides", "Début", "Fin", "Observations",
)  # fmt: skip
STATUTS = ("En cours", "À venir", "Terminé", "à l’étude")


def write_table(path: Path, lignes: int) -> None:
    """A tracking table with titles above and a total below."""
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    feuille.append(("Suivi du plan d’action",))
    feuille.append(())
    feuille.append(ENTETES)
    for i in range(lignes):
        cout = 10_000 + 37 * i
        feuille.append(
            (
                f"{i % 9 + 1}.{i}", f"Axe {i % 9 + 1} : Orientation {i % 9 + 1}",
                f"Aménager la place n° {i} du bourg",
                "Commune" if i % 3 else "Communauté de communes", STATUTS[i % 4], ("Forte", "Moyenne", "Faible")[i % 3],
                cout, cout // 5 if i % 2 else None, None if i % 2 else cout // 4, cout // 10, f"{cout // 20} €",
                None, date(2026, 1 + i % 12, 1), f"T{i % 4 + 1} 2028", None if i % 5 else "À revoir avec la région",
            )
        )  # fmt: skip
    feuille.append(("Total", None, None, None, None, None, sum(10_000 + 37 * i for i in range(lignes))))
    classeur.save(path)


def read_alone(path: Path) -> int:
    """Every value of the sheet, as openpyxl gives it row by row."""
    classeur = load_workbook(path, read_only=True, data_only=True)
    return sum(len(ligne) for ligne in classeur.worksheets[0].iter_rows(values_only=True))


def preview(path: Path, projet: Projet) -> Proposition:
    """What the window shows before *Importer*."""
    return proposer(read_classeur(path), projet, load_connaissances())


def seconds(function: Callable[[], object]) -> float:
    """Time of the processor spent in one call."""
    debut = time.process_time()
    function()
    return time.process_time() - debut


def commit(dossier: Path, source: Path) -> float:
    """Seconds to write the actions of ``source`` in a new project, on the disk."""
    chemin = dossier / "projet.pvd"
    Database.create(chemin).close()
    database = Database.open(chemin)
    with database.read() as session:
        projet = load_projet(session)
    proposition = preview(source, projet)
    assert proposition.crees["Action"] == ACTIONS
    debut = time.perf_counter()
    database.execute("Importer", import_projet, proposition.projet, moment=datetime(2026, 11, 21, tzinfo=UTC))
    duree = time.perf_counter() - debut
    database.close()
    chemin.unlink()
    return duree


def main() -> None:
    """Measures in turn."""
    # As the window runs: its collector does not pass while it works.
    gc.disable()
    with TemporaryDirectory() as nom:
        dossier = Path(nom)
        grand, petit = dossier / "grand.xlsx", dossier / "petit.xlsx"
        write_table(grand, LIGNES)
        write_table(petit, ACTIONS)
        notres, pairs = [], []
        for _ in range(REPETITIONS):
            pairs.append(seconds(lambda: read_alone(grand)))
            notres.append(seconds(lambda: preview(grand, Projet())))
        ecriture = median(commit(dossier, petit) for _ in range(3))
    resultats = {"apercu": median(notres), "pair": median(pairs), "ecriture": ecriture}
    sys.stdout.write(json.dumps(resultats) + "\n")


if __name__ == "__main__":
    main()
