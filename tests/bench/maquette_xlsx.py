"""The workbook of a large maquette: ours from the project, and the same styled cells written by XlsxWriter alone.

Prints JSON: columns of the period, calls, and seconds.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from statistics import median
from typing import Any
from unittest.mock import patch

from gros_projet import make_projet
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from models.domain.projet import Projet
from pvd_desktop.documents.builders.maquette import build_maquette_financiere
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.documents.tree import Document, Table

ACTIONS = 500
REPETITIONS = 5
METHODES = ("write_string", "write_number", "write_blank", "write_formula", "write_datetime", "merge_range", "set_row")
FEUILLE = "add_worksheet"


class Releve:
    """What our renderer asks of XlsxWriter, to be asked again with nothing left to decide."""

    def __init__(self, document: Document) -> None:
        self.appels: list[tuple[str, tuple[Any, ...]]] = []
        self._formats: dict[int, tuple[Format, dict[str, Any]]] = {}
        ajouter_feuille, ajouter_format = Workbook.add_worksheet, Workbook.add_format

        def add_worksheet(classeur: Workbook, *arguments: Any) -> Worksheet:
            self.appels.append((FEUILLE, arguments))
            return ajouter_feuille(classeur, *arguments)

        def add_format(classeur: Workbook, proprietes: Any = None) -> Format:
            trouve = ajouter_format(classeur, proprietes)
            if "xf_index" not in (proprietes or {}):  # every workbook starts with that one
                self._formats[id(trouve)] = (trouve, proprietes)
            return trouve

        ecoutees: Any = {nom: self._listen(getattr(Worksheet, nom), nom) for nom in METHODES}
        with (
            patch.multiple(Workbook, add_worksheet=add_worksheet, add_format=add_format),
            patch.multiple(Worksheet, **ecoutees),
        ):
            xlsx.to_bytes(document)

    def _listen(self, methode: Callable[..., Any], nom: str) -> Callable[..., Any]:
        def appel(feuille: Worksheet, *arguments: Any) -> Any:
            self.appels.append((nom, arguments))
            return methode(feuille, *arguments)

        return appel

    def prepare(self) -> Callable[[], object]:
        """What writes the same cells in a new workbook."""
        classeur = Workbook(BytesIO(), {"in_memory": True})
        formats: dict[int, Any] = {
            cle: classeur.add_format(proprietes) for cle, (_, proprietes) in self._formats.items()
        }
        appels = [(nom, tuple(formats.get(id(a), a) for a in arguments)) for nom, arguments in self.appels]

        def write() -> None:
            feuille: Any = None
            for nom, arguments in appels:
                if nom == FEUILLE:
                    feuille = classeur.add_worksheet(*arguments)
                else:
                    getattr(feuille, nom)(*arguments)
            classeur.close()

        return write


def build(projet: Projet) -> Document:
    """The tree of the maquette."""
    return build_maquette_financiere(projet, aujourd_hui=date(2026, 11, 21))


def seconds(function: Callable[[], object]) -> float:
    """Time of the processor spent in one call: both sides only compute."""
    debut = time.process_time()
    function()
    return time.process_time() - debut


def main() -> None:
    """Measures in turn, tree included on our side."""
    projet = make_projet(ACTIONS)
    document = build(projet)
    releve = Releve(document)
    notres, pairs = [], []
    for _ in range(REPETITIONS):
        pairs.append(seconds(releve.prepare()))
        notres.append(seconds(lambda: xlsx.to_bytes(build(projet))))
    colonnes = next(len(block.columns) for block in document.blocks if isinstance(block, Table))
    resultats = {"colonnes": colonnes, "appels": len(releve.appels), "xlsx": median(notres), "pair": median(pairs)}
    sys.stdout.write(json.dumps(resultats) + "\n")


if __name__ == "__main__":
    main()
