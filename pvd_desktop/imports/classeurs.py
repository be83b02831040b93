# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# openpyxl has no types.
"""Workbooks of Excel as plain sheets: what the cells show, never what their formulas would do."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from models.domain.importation.feuille import Anomalie, Brut, Classeur, Feuille, LigneFeuille, Plage
from pvd_desktop.imports.archives import damaged, open_archive
from pvd_desktop.imports.source import SourceError

LIGNES_MAX: Final = 50_000
"""Rows of a workbook that hold something."""
COLONNES_MAX: Final = 300
FEUILLES_MAX: Final = 60
_MORCEAU: Final = 262_144
_ETAPE: Final = 500
"""Rows between two steps of the progress."""
_PEU: Final = 4
"""Cells of a row that may be a title: only their look is read."""
_FUSION = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_RANGEE = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_SANS_VALEUR = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_COULEURS_PALES: Final = frozenset({"00000000", "FFFFFFFF", "00FFFFFF"})
_ERREURS: Final = {
    "#REF!": "la formule renvoie à une cellule qui n’existe plus",
    "#DIV/0!": "la formule divise par zéro",
    "#N/A": "la valeur cherchée n’existe pas",
    "#NAME?": "la formule emploie un nom inconnu",
    "#NOM?": "la formule emploie un nom inconnu",
    "#VALUE!": "la formule mêle des textes et des nombres",
    "#VALEUR!": "la formule mêle des textes et des nombres",
    "#NUM!": "le calcul est impossible",
    "#NULL!": "la formule croise des plages qui ne se croisent pas",
}
_SANS_CACHE: Final = Anomalie(
    "",
    "Cette formule n’a pas de résultat enregistré.",
    "Ouvrez le classeur dans Excel ou LibreOffice, enregistrez-le, puis importez-le de nouveau.",
)

Avancer = Callable[[int, int, str], object]
"""(rows read, 0, what is being done); raises when the person gives up."""


@dataclass(slots=True)
class _Reperes:
    """What the XML of a sheet says that openpyxl does not give when it reads row by row."""

    fusions: list[Plage] = field(default_factory=list[Plage])
    sans_valeur: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    derniere: int | None = None
    """Last row that may hold a value: sheets announce a million of them."""


def read_workbook(fichier: BinaryIO, nom: str, avancer: Avancer) -> Classeur:
    """The sheets of a .xlsx or .xlsm.

    Raises:
        SourceError: damaged, out of proportion, too many rows.
    """
    with open_archive(fichier, nom) as archive:
        remarques = tuple(_ignored(archive, nom))
        try:
            return Classeur(nom=nom, feuilles=tuple(_sheets(fichier, archive, nom, avancer)), remarques=remarques)
        except (BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, SyntaxError) as e:
            # openpyxl raises what it stumbles on: a part that is missing, a style that does not exist, XML cut short.
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
    from openpyxl import load_workbook

    fichier.seek(0)
    with warnings.catch_warnings():
        # Extensions of Excel that openpyxl drops when it writes: nothing is written here.
        warnings.simplefilter("ignore")
        classeur: Any = load_workbook(fichier, read_only=True, data_only=True, keep_links=False)
        reste = LIGNES_MAX
        for feuille in classeur.worksheets[:FEUILLES_MAX]:
            avancer(0, 0, f"Lecture de la feuille «\u00a0{feuille.title}\u00a0»…")
            # openpyxl gives the part of a sheet by no public name.
            reperes = _survey(archive, feuille._worksheet_path)  # noqa: SLF001
            lue = _sheet(feuille, reperes, nom, reste, avancer)
            reste -= len(lue.lignes)
            yield lue


def _survey(archive: ZipFile, partie: str) -> _Reperes:
    """One pass over the bytes: merged cells, formulas without a result, where the values end."""
    reperes = _Reperes()
    reste = b""
    with archive.open(partie) as flux:
        while bloc := flux.read(_MORCEAU):
            texte = reste + bloc
            fin = texte.rfind(b"</row>") + 6
            if fin < 6 and len(texte) < 4 * _MORCEAU and b"<mergeCell" not in texte:
                reste = texte
                continue
            fin = fin if fin >= 6 else len(texte)
            _note_rows(texte[:fin], reperes)
            reste = texte[fin:]
            reste = reste[-4 * _MORCEAU :]
    _note_rows(reste, reperes)
    return reperes


def _note_rows(texte: bytes, reperes: _Reperes) -> None:
    if b"<v>" in texte or b"<is>" in texte or b"<f" in texte:
        for rangee in _RANGEE.finditer(texte, max(0, texte.rfind(b"<row"))):
            reperes.derniere = int(rangee[1])
    if b"<f" in texte:
        reperes.sans_valeur.update(_place(c[1].decode()) for c in _SANS_VALEUR.finditer(texte))
    if b"<mergeCell" in texte:
        for debut, ligne, fin, derniere in _FUSION.findall(texte):
            reperes.fusions.append(Plage(int(ligne), _column(debut), int(derniere), _column(fin)))


def _sheet(feuille: Any, reperes: _Reperes, nom: str, reste: int, avancer: Avancer) -> Feuille:
    feuille.reset_dimensions()
    lignes: list[LigneFeuille] = []
    coupees = False
    manquantes: dict[int, list[int]] = {}
    for numero, colonne in reperes.sans_valeur:
        manquantes.setdefault(numero, []).append(colonne)
    for numero, cellules in enumerate(feuille.iter_rows(max_row=reperes.derniere), 1):
        valeurs, large = _row(cellules, manquantes.get(numero, ()))
        coupees = coupees or large
        if not valeurs:
            continue
        if len(lignes) >= reste:
            raise SourceError(
                f"«\u00a0{nom}\u00a0» contient plus de {LIGNES_MAX} lignes.",
                "Gardez-y les seules lignes de votre territoire, puis importez-le.",
            )
        lignes.append(LigneFeuille(numero, tuple(valeurs), en_evidence=_stands_out(cellules, valeurs)))
        if len(lignes) % _ETAPE == 0:
            avancer(len(lignes), 0, f"Lecture de la feuille «\u00a0{feuille.title}\u00a0»…")
    remarques = (f"Les colonnes au-delà de la {COLONNES_MAX}e n’ont pas été lues.",) if coupees else ()
    return Feuille(
        nom=str(feuille.title),
        lignes=tuple(lignes),
        fusions=tuple(reperes.fusions),
        cachee=feuille.sheet_state != "visible",
        remarques=remarques,
    )


def _row(cellules: Any, manquantes: Any) -> tuple[list[Brut], bool]:
    """The values of a row, without its empty end; and whether it goes on beyond the last column."""
    valeurs: list[Brut] = []
    pleines = 0
    for i, cellule in enumerate(cellules):
        valeur = cellule.value
        if valeur is not None:
            valeur = _value(valeur, cellule.data_type)
            if valeur is not None:
                pleines = i + 1
        if i >= COLONNES_MAX:
            if valeur is not None:
                return valeurs[:COLONNES_MAX], True
            continue
        valeurs.append(valeur)
    for colonne in manquantes:
        if colonne < COLONNES_MAX:
            valeurs += [None] * (colonne + 1 - len(valeurs))
            valeurs[colonne] = _SANS_CACHE
            pleines = max(pleines, colonne + 1)
    del valeurs[pleines:]
    return valeurs, False


def _value(valeur: Any, type_: str) -> Brut:
    if isinstance(valeur, str):
        return _text(valeur, type_)
    if isinstance(valeur, bool):
        return valeur
    if isinstance(valeur, int | float):
        # As the cell shows it, not as the processor keeps it; what is no number has no magnitude either.
        return Decimal(repr(valeur)) if abs(valeur) < 1e15 else None
    if isinstance(valeur, datetime):
        return valeur.date()
    return valeur if isinstance(valeur, date) else str(valeur)


def _text(valeur: str, type_: str) -> Brut:
    if type_ != "e":
        return valeur if valeur.strip() else None
    pourquoi = _ERREURS.get(valeur, "la formule est en erreur")
    return Anomalie(valeur, f"Cette cellule affiche {valeur}\u00a0: {pourquoi}.", "Corrigez-la dans le classeur.")


def _stands_out(cellules: Any, valeurs: list[Brut]) -> bool:
    """Whether the first words of a short row are bold, or on a colour."""
    pleines = [i for i, v in enumerate(valeurs) if v is not None]
    if len(pleines) > _PEU or not isinstance(valeurs[pleines[0]], str):
        return False
    cellule = cellules[pleines[0]]
    if cellule.font.b:
        return True
    fond = cellule.fill
    if fond is None or getattr(fond, "fill_type", None) != "solid":
        return False
    couleur = fond.fgColor
    return not (couleur.type == "rgb" and couleur.rgb in _COULEURS_PALES) and not (
        couleur.type == "theme" and couleur.theme == 0 and not couleur.tint
    )


def _place(reference: str) -> tuple[int, int]:
    lettres = reference.rstrip("0123456789")
    return int(reference[len(lettres) :]), _column(lettres.encode())


def _column(lettres: bytes) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - 64
    return rang - 1
