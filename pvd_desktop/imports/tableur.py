"""Tables of people, from a file or the clipboard: what each is, is read from its bytes, never from its name."""

from pathlib import Path
from typing import Final

from models.domain.importation.feuille import Classeur
from pvd_desktop.imports.archives import check_ole, check_taille, is_archive, refused
from pvd_desktop.imports.classeurs import Avancer, read_workbook
from pvd_desktop.imports.textes_tabules import decode, read_tabulated

EXTENSIONS: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
"""Files that the window offers; an old .xls is told how to become one of them."""
COLLAGE: Final = "Presse-papiers"
"""What a paste is called where a file would have its name."""


def _silent(_fait: int, _total: int, _texte: str) -> None:
    """Nobody follows."""


def read_classeur(path: Path, avancer: Avancer = _silent) -> Classeur:
    """The sheets of a workbook or of a text of columns.

    Args:
        path: the file.
        avancer: told as rows are read; what it raises stops the reading.

    Raises:
        SourceError: it cannot be read, or should not.
    """
    check_taille(path)
    try:
        with path.open("rb") as fichier:
            debut = fichier.read(8)
            check_ole(debut, fichier, path.name, recent="Classeur Excel (.xlsx)")
            if is_archive(debut):
                return read_workbook(fichier, path.name, avancer)
            fichier.seek(0)
            octets = fichier.read()
    except OSError as e:
        raise refused(path) from e
    return read_tabulated(decode(octets, path.name), path.name)


def read_collage(texte: str) -> Classeur:
    """The sheet that was pasted.

    Raises:
        SourceError: it holds no row, or too many.
    """
    return read_tabulated(texte, COLLAGE)
