"""Blocks of cells as Excel and LibreOffice put them on the clipboard: rows of text, tabs between the cells."""

import csv
from collections.abc import Sequence
from io import StringIO


def read_tableau(texte: str) -> list[list[str]]:
    """The cells of a block; a text that a spreadsheet quoted, because it holds a line end or a tab, is one cell."""
    lignes = list(csv.reader(StringIO(texte.replace("\0", ""), newline=""), delimiter="\t"))
    while lignes and not lignes[-1]:
        lignes.pop()
    return [ligne or [""] for ligne in lignes]


def write_tableau(cellules: Sequence[Sequence[str]]) -> str:
    """A block for a spreadsheet; a tab or a line end inside a text would shift the cells."""
    return "\n".join("\t".join(" ".join(cellule.split()) for cellule in ligne) for ligne in cellules)
