"""Factures and mandats of a file, or of the clipboard, for one operation: rows go by one at a time, none is kept."""

from collections.abc import Callable, Generator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from models.domain.importation.feuille import LigneFeuille
from models.domain.paiements.bilan import LectureFactures
from models.domain.paiements.colonnes import PREMIERES, colonnes_de, sont_des_mandats
from models.domain.paiements.lecture import LecteurFactures
from models.domain.plan_financement import Operation
from pvd_desktop.imports.archives import check_ole, check_taille, is_archive, refused
from pvd_desktop.imports.classeurs import stream_workbook
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.tableur import COLLAGE
from pvd_desktop.imports.textes_tabules import decode, rows_of

_ETAPE: Final = 500
"""Rows between two steps of the progress."""

Avancer = Callable[[int, int, str], object]
"""(rows read, 0, what is being done); raises when the person gives up."""


def read_factures(path: Path, operation: Operation, avancer: Avancer) -> LectureFactures:
    """What a file of mandats brings to an operation.

    Raises:
        SourceError: it cannot be read, or should not.
        AppError: no titles were recognised, or too many factures.
    """
    check_taille(path)
    with closing(_rows(path)) as lignes:
        return LecteurFactures(operation, path.name).read(lignes, _every(path.name, avancer))


def are_mandats(path: Path) -> bool:
    """Whether the first rows of a text are those of a table of mandats; ``False`` for what cannot be read at all."""
    try:
        check_taille(path)
        with closing(_rows(path)) as lignes:
            return sont_des_mandats(islice(lignes, PREMIERES))
    except SourceError:
        # Whoever reads it for good says why.
        return False


def read_collage_factures(texte: str, operation: Operation) -> LectureFactures:
    """The same from what was copied from a spreadsheet, with its titles.

    Raises:
        AppError: no titles were recognised.
    """
    return LecteurFactures(operation, COLLAGE).read(rows_of(texte, COLLAGE), lambda _numero: None)


def _rows(path: Path) -> Generator[LigneFeuille]:
    try:
        with path.open("rb") as fichier:
            debut = fichier.read(8)
            check_ole(debut, fichier, path.name, recent="Classeur Excel (.xlsx)")
            if is_archive(debut):
                yield from stream_workbook(fichier, path.name, lambda ligne: bool(colonnes_de(ligne)))
                return
            fichier.seek(0)
            octets = fichier.read()
    except OSError as e:
        raise refused(path) from e
    yield from rows_of(decode(octets, path.name), path.name)


def _every(nom: str, avancer: Avancer) -> Callable[[int], None]:
    """Tells one row in some hundreds."""

    def dire(numero: int) -> None:
        if numero % _ETAPE == 1:
            avancer(numero, 0, f"Lecture de «\u00a0{nom}\u00a0», ligne {numero}…")

    return dire
