"""The Word files of the tests, opened by python-docx."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from arbres import document_complet
from docx.api import Document as WordFile
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from factories import AUJOURD_HUI

from pvd_desktop.documents.renderers import docx
from pvd_desktop.documents.tree import Block, Document


def document(*blocks: Block, **champs: object) -> Document:
    """A document of ``blocks``."""
    return replace(Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=blocks), **champs)


def written(source: Document) -> WordDocument:
    """The Word file of ``source``, opened."""
    return WordFile(BytesIO(docx.to_bytes(source)))


@cache
def octets_complets() -> bytes:
    """The Word file of every kind of block, written once."""
    return docx.to_bytes(document_complet())


def complet() -> WordDocument:
    """The Word file of every kind of block, opened."""
    return WordFile(BytesIO(octets_complets()))


def part_of(file: bytes, name: str = "word/document.xml") -> str:
    """The XML of a part."""
    with ZipFile(BytesIO(file)) as opened:
        return opened.read(name).decode()


def lines(opened: WordDocument) -> list[tuple[str, str]]:
    """Style and text of each paragraph out of the tables, those that only part two blocks left out."""
    found = [(str(p.style and p.style.name), p.text) for p in opened.paragraphs]
    return [(style, text) for style, text in found if style not in {"Après tableau", "Saut de page", "Fin de section"}]


def cells(table: WordTable) -> list[list[str]]:
    """Text of each row, with plain spaces."""
    return [[cell.text.replace("\u202f", " ").replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def styles_of(table: WordTable, row: int) -> list[str]:
    """Style of each cell of a row."""
    return [str(cell.paragraphs[0].style and cell.paragraphs[0].style.name) for cell in table.rows[row].cells]
