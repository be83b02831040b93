"""A document written in each format, then read back by a program that had no part in writing it."""

import subprocess
from pathlib import Path

import docx
from openpyxl import load_workbook

from pvd_desktop.documents.export import export
from pvd_desktop.documents.tree import Document

FORMATS = (".pdf", ".docx", ".xlsx")


def relire(document: Document, dossier: Path, extension: str, pdftotext: Path) -> str:
    """Its words in the order of the page, every space of French typography made plain."""
    cible = dossier / f"relu{extension}"
    export(document, cible)
    match extension:
        case ".pdf":
            commande = [pdftotext, "-layout", cible, "-"]
            lu = subprocess.run(commande, capture_output=True, text=True, check=True).stdout
        case ".docx":
            ouvert = docx.Document(str(cible))
            cellules = [c.text for table in ouvert.tables for row in table.rows for c in row.cells]
            lu = " ".join([*(p.text for p in ouvert.paragraphs), *cellules])
        case _:
            feuilles = load_workbook(cible, data_only=True)
            lu = " ".join(
                str(v) for f in feuilles for ligne in f.iter_rows(values_only=True) for v in ligne if v is not None
            )
    return plat(lu)


def plat(texte: str) -> str:
    """Without what a line break, or a no-break space, does to a sentence."""
    return " ".join(texte.split())
