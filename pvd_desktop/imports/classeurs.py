# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# openpyxl has no types.
"""Workbooks of Excel as plain sheets: what the cells show, never what their formulas would do."""

import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from models.domain.importation.feuille import Classeur, Feuille, LigneFeuille, lettres
from pvd_desktop.imports.archives import damaged, open_archive
from pvd_desktop.imports.rangees_xlsx import COLONNES_MAX, Rangees, Structure
from pvd_desktop.imports.source import SourceError

LIGNES_MAX: Final = 50_000
"""Rows of a workbook that hold something."""
FEUILLES_MAX: Final = 60
_PREMIERES: Final = 40
"""Rows of a sheet among which its titles are looked for."""
_ILLISIBLE: Final = (
    *(BadZipFile, zlib.error, EOFError, OSError, SyntaxError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError),
)
"""What openpyxl stumbles on: a part that is missing or spoilt, a style that does not exist, XML cut short."""
_ETAPE: Final = 500
"""Rows between two steps of the progress."""

Avancer = Callable[[int, int, str], object]
"""(rows read, 0, what is being done); raises when the person gives up."""


def read_workbook(fichier: BinaryIO, nom: str, avancer: Avancer) -> Classeur:
    """The sheets of a .xlsx or .xlsm.

    Raises:
        SourceError: damaged, out of proportion, too many rows.
    """
    with open_archive(fichier, nom) as archive:
        remarques = tuple(_ignored(archive, nom))
        try:
            return Classeur(nom=nom, feuilles=tuple(_sheets(fichier, archive, nom, avancer)), remarques=remarques)
        except _ILLISIBLE as e:
            raise damaged(nom) from e


def _ignored(archive: ZipFile, nom: str) -> Iterator[str]:
    noms = archive.namelist()
    if "xl/workbook.bin" in noms:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» est un classeur binaire (.xlsb).",
            "Enregistrez-le comme «\u00a0Classeur Excel (.xlsx)\u00a0».",
        )
    if "content.xml" in noms:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» est un document OpenDocument.",
            "Dans LibreOffice, enregistrez-le comme «\u00a0Classeur Excel 2007-365 (.xlsx)\u00a0».",
        )
    if "word/document.xml" in noms:
        raise SourceError(f"«\u00a0{nom}\u00a0» est un document Word, pas un tableau.", "Choisissez un classeur.")
    if any(n.endswith("vbaProject.bin") for n in noms):
        yield "Ce classeur contient des macros\u00a0: elles n’ont été ni lues ni exécutées."
    if any(n.startswith("xl/externalLinks/") for n in noms):
        yield "Ce classeur est lié à d’autres\u00a0: leurs dernières valeurs enregistrées sont lues, sans les ouvrir."


def _sheets(fichier: BinaryIO, archive: ZipFile, nom: str, avancer: Avancer) -> Iterator[Feuille]:
    classeur = _load(fichier)
    reste = LIGNES_MAX
    for feuille in classeur.worksheets[:FEUILLES_MAX]:
        # openpyxl gives the part of a sheet by no public name.
        rangees = Rangees(archive, feuille._worksheet_path, Structure.of(classeur, feuille))  # noqa: SLF001
        lignes: list[LigneFeuille] = []
        for ligne in rangees.read(_every(feuille.title, avancer)):
            if len(lignes) >= reste:
                raise SourceError(
                    f"«\u00a0{nom}\u00a0» contient plus de {LIGNES_MAX} lignes.",
                    "Gardez-y les seules lignes de votre territoire, puis importez-le.",
                )
            lignes.append(ligne)
        reste -= len(lignes)
        yield Feuille(
            nom=str(feuille.title),
            lignes=tuple(lignes),
            fusions=tuple(rangees.fusions),
            cachee=feuille.sheet_state != "visible",
            remarques=(f"Les colonnes au-delà de la {COLONNES_MAX}e n’ont pas été lues.",) if rangees.coupees else (),
            masque=_hidden(rangees, lignes),
        )


def stream_workbook(fichier: BinaryIO, nom: str, choisir: Callable[[LigneFeuille], bool]) -> Iterator[LigneFeuille]:
    """Rows, one at a time, of the first sheet among whose first rows one is chosen; of the first one when none is.

    Raises:
        SourceError: damaged, or out of proportion.
    """
    with open_archive(fichier, nom) as archive:
        for _ in _ignored(archive, nom):
            pass
        try:
            classeur = _load(fichier)
            feuilles = [_Rangement(classeur, f, archive) for f in classeur.worksheets[:FEUILLES_MAX]]
            choisie = next((f for f in feuilles if any(map(choisir, islice(f.read(), _PREMIERES)))), feuilles[0])
            yield from choisie.read()
        except _ILLISIBLE as e:
            raise damaged(nom) from e


class _Rangement:
    """A sheet whose rows are read again from the first at each reading."""

    def __init__(self, classeur: Any, feuille: Any, archive: ZipFile) -> None:
        self._classeur, self._feuille, self._archive = classeur, feuille, archive

    def read(self) -> Iterator[LigneFeuille]:
        # openpyxl gives the part of a sheet by no public name.
        partie = self._feuille._worksheet_path  # noqa: SLF001
        rangees = Rangees(self._archive, partie, Structure.of(self._classeur, self._feuille))
        return rangees.read(lambda _numero: None)


def _load(fichier: BinaryIO) -> Any:
    from openpyxl import load_workbook

    fichier.seek(0)
    with warnings.catch_warnings():
        # Extensions of Excel that openpyxl drops when it writes: nothing is written here.
        warnings.simplefilter("ignore")
        return load_workbook(fichier, read_only=True, data_only=True, keep_links=False)


def _hidden(rangees: Rangees, lignes: Sequence[LigneFeuille]) -> str:
    """What is read although people do not see it: a row that a filter sets aside counts in no sum of their screen."""
    dits: list[str] = []
    if rangees.masquees:
        pluriel = "s" if rangees.masquees > 1 else ""
        dits.append(f"{rangees.masquees} ligne{pluriel} masquée{pluriel} ou filtrée{pluriel}")
    largeur = max((len(ligne.valeurs) for ligne in lignes), default=0)
    cachees = [c for debut, fin in rangees.plages_masquees for c in range(debut, min(fin + 1, largeur))]
    pleines = [c for c in cachees if any(ligne.valeur(c) is not None for ligne in lignes)]
    if pleines:
        noms = ", ".join(lettres(c) for c in pleines)
        dits.append(
            f"{len(pleines)} colonne{'s' if len(pleines) > 1 else ''} masquée{'s' if len(pleines) > 1 else ''} ({noms})"
        )
    if not dits:
        return ""
    accord = "sont lues comme les autres" if rangees.masquees + len(pleines) > 1 else "est lue comme les autres"
    return f"{' et '.join(dits)} {accord}."


def _every(titre: str, avancer: Avancer) -> Callable[[int], object]:
    """Tells one row in some hundreds."""

    def dire(numero: int) -> None:
        if numero % _ETAPE == 1:
            avancer(numero, 0, f"Lecture de la feuille «\u00a0{titre}\u00a0»…")

    return dire
