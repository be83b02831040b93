"""The figures that a line of any format shows: amounts and rates, in order, and the places where none is known."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from docx.api import Document as WordFile
from docx.table import Table as WordTable
from openpyxl import load_workbook

from pvd_desktop.documents.renderers import docx, pdf, text
from pvd_desktop.documents.tree import Document

Chiffres: TypeAlias = tuple[Decimal | None, ...]
INCONNUS = ("Non renseigné", "—")
_CHIFFRE = re.compile(rf"(?<![\d,])(?<!\d )[−-]?(?:\d{{1,3}}(?: \d{{3}})+|\d+)(?:,\d+)? ?[€%]|{'|'.join(INCONNUS)}")


def chiffres(ligne: str) -> Chiffres:
    """« Travaux | 1 234,50 € | Non renseigné »: its figures; rates are fractions."""
    plate = ligne.replace("\u00a0", " ").replace("\u202f", " ")
    return tuple(map(_chiffre, _CHIFFRE.findall(plate)))


def chiffres_des_lignes(lignes: Iterable[str]) -> list[Chiffres]:
    """Those of the lines that have some."""
    return [lus for ligne in lignes if (lus := chiffres(ligne))]


def lignes_texte(document: Document) -> list[str]:
    """The lines of the plain text."""
    return text.to_text(document).splitlines()


def lignes_pdf(document: Document, pdftotext: Path) -> list[str]:
    """The lines of the pages, as an independent reader sees them."""
    octets = pdf.to_bytes(document, archive=False)
    lu = subprocess.run([pdftotext, "-layout", "-", "-"], input=octets, capture_output=True, check=True).stdout
    return lu.decode().splitlines()


def lignes_word(document: Document) -> list[str]:
    """The paragraphs and the rows of the Word file, in order."""
    return list(_lignes_word(docx.to_bytes(document)))


def rangees_classeur(path: Path, feuille: str) -> list[tuple[str | Decimal | None, ...]]:
    """The rows of a sheet: its words, its figures, and nothing where none is known."""
    classeur = load_workbook(path, read_only=True, data_only=True)
    rangees = [tuple(map(_cellule, rangee)) for rangee in classeur[feuille].iter_rows(values_only=True)]
    classeur.close()
    return rangees


def _lignes_word(octets: bytes) -> Iterator[str]:
    for bloc in WordFile(BytesIO(octets)).iter_inner_content():
        if isinstance(bloc, WordTable):
            yield from ("  ".join(c.text.replace("\n", " ") for c in row.cells) for row in bloc.rows)
        else:
            yield bloc.text


def _cellule(valeur: Any) -> str | Decimal | None:
    if isinstance(valeur, int | float):
        return Decimal(str(valeur)).quantize(Decimal("0.01"))
    return valeur if isinstance(valeur, str) and valeur not in INCONNUS else None


def _chiffre(lu: str) -> Decimal | None:
    if lu in INCONNUS:
        return None
    nombre = Decimal(re.sub(r"[ €%]", "", lu).replace("−", "-").replace(",", "."))
    return nombre / 100 if lu.endswith("%") else nombre
