"""From the rows on screen to the rows wanted, by their identity: scroll, selection and open editor stay."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex

L = TypeVar("L")


def reconcile(
    modele: QAbstractItemModel,
    parent: QModelIndex,
    lignes: list[L],
    voulues: Sequence[L],
    cle: Callable[[L], str],
) -> None:
    """Turn ``lignes``, the list the model answers from, into ``voulues``, telling the views each step.

    Keys are unique. Rows whose content changed are announced by ``dataChanged`` over all their columns.
    """
    gardees = {cle(ligne) for ligne in voulues}
    _remove(modele, parent, lignes, lambda ligne: cle(ligne) not in gardees)
    presentes = {cle(ligne) for ligne in lignes}
    row = 0
    while row < len(voulues):
        attendue = cle(voulues[row])
        if attendue not in presentes:
            fin = row + 1
            while fin < len(voulues) and cle(voulues[fin]) not in presentes:
                fin += 1
            modele.beginInsertRows(parent, row, fin - 1)
            lignes[row:row] = voulues[row:fin]
            modele.endInsertRows()
            row = fin
            continue
        if cle(lignes[row]) != attendue:
            origine = next(r for r in range(row + 1, len(lignes)) if cle(lignes[r]) == attendue)
            modele.beginMoveRows(parent, origine, origine, parent, row)
            lignes.insert(row, lignes.pop(origine))
            modele.endMoveRows()
        row += 1
    _refresh(modele, parent, lignes, voulues)


def _remove(modele: QAbstractItemModel, parent: QModelIndex, lignes: list[L], en_trop: Callable[[L], bool]) -> None:
    """Remove rows from the end, run by run, so that the numbers before them stay true."""
    fin = len(lignes)
    while fin > 0:
        if not en_trop(lignes[fin - 1]):
            fin -= 1
            continue
        debut = fin - 1
        while debut > 0 and en_trop(lignes[debut - 1]):
            debut -= 1
        modele.beginRemoveRows(parent, debut, fin - 1)
        del lignes[debut:fin]
        modele.endRemoveRows()
        fin = debut


def _refresh(modele: QAbstractItemModel, parent: QModelIndex, lignes: list[L], voulues: Sequence[L]) -> None:
    """Replace the rows that differ, telling neighbours together; equal rows are not painted again."""
    changees = [
        row
        for row, (ancienne, voulue) in enumerate(zip(lignes, voulues, strict=True))
        if ancienne is not voulue and ancienne != voulue
    ]
    lignes[:] = voulues
    derniere = modele.columnCount(parent) - 1
    for _, suite in groupby(enumerate(changees), lambda rang_row: rang_row[1] - rang_row[0]):
        rows = [row for _, row in suite]
        modele.dataChanged.emit(modele.index(rows[0], 0, parent), modele.index(rows[-1], derniere, parent))
