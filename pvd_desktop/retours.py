"""A maquette that comes back: the workbook read, reviewed against the project, and what was accepted written."""

from collections.abc import Mapping
from datetime import date

from models.domain.importation.feuille import Brut, Classeur
from models.domain.maquette_lecture import LecteurMaquette
from models.domain.projet import Projet
from models.domain.retour.classeur import LigneBrute
from models.domain.retour.reviseur import Reviseur
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.maquette import find_table
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Blank, Euros, RowKind, Table, Taux, Value


def review(classeur: Classeur, projet: Projet, *, aujourd_hui: date) -> Reviseur:
    """The review of a returned workbook.

    Raises:
        RetourError: it is not a maquette of this project that can be read.
    """
    financeurs = load_financeurs()
    lecteur = LecteurMaquette(financeurs)
    lecteur.read(projet)

    def rows(nom: str) -> Mapping[str, LigneBrute]:
        """The rows of a table as they would be exported now."""
        table = find_table(projet, lecteur, financeurs, nom)
        return _rows(table) if table else {}

    return Reviseur(classeur, projet, financeurs, lecteur, rows, aujourd_hui=aujourd_hui)


def _rows(table: Table) -> Mapping[str, LigneBrute]:
    keys = [column.key for column in table.columns]
    return {
        row.key: {key: raw for key, value in zip(keys, row.cells, strict=True) if (raw := _raw(value)) is not None}
        for row in table.rows
        if row.kind is RowKind.BODY
    }


def _raw(value: Value) -> Brut:
    """What the cell of a workbook holds for a value of the tree."""
    match value:
        case Euros(nombre) | Taux(nombre):
            return nombre
        case Blank() | None:
            return None
        case date():
            return value
        case _:
            return text_of(value)
