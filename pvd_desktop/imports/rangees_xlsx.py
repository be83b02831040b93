# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# openpyxl has no types.
"""The rows of one sheet of a workbook, straight from its XML, once openpyxl has read strings and styles.

openpyxl gives rows one by one without merged cells, nor formulas that have no result, nor where the values end; and
it takes twice the time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from models.domain.importation.feuille import Anomalie, Brut, LigneFeuille, Plage

COLONNES_MAX: Final = 300
_GRANDE: Final = 16_000_000
"""Bytes of a sheet above which the end of its values is looked for first: some announce a million of rows."""
_LEGERE: Final = 8_000_000
"""Bytes of a sheet under which rows that were read may leave their shell in memory."""
_MORCEAU: Final = 262_144
_RANGEE = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_OUI: Final = frozenset({"1", "true"})
_REFERENCE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_COULEURS_PALES: Final = frozenset({"00000000", "FFFFFFFF", "00FFFFFF"})
_PREMIER_FORMAT: Final = 164
"""Formats of numbers from there are those of the workbook."""
_POURCENTAGES: Final = frozenset({9, 10})
_AUCUNE: Final = frozenset[int]()
_PEU: Final = 4
"""Cells of a row that may be a title: only their look is read."""
_ERREURS: Final = {
    "#REF!": "la formule renvoie à une cellule qui n’existe plus",
    "#DIV/0!": "la formule divise par zéro",
    "#N/A": "la valeur cherchée n’existe pas",
    "#NAME?": "la formule emploie un nom inconnu",
    "#VALUE!": "la formule mêle des textes et des nombres",
    "#NUM!": "le calcul est impossible",
    "#NULL!": "la formule croise des plages qui ne se croisent pas",
}
_SANS_RESULTAT: Final = Anomalie(
    "",
    "Cette formule n’a pas de résultat enregistré.",
    "Ouvrez le classeur dans Excel ou LibreOffice, enregistrez-le, puis importez-le de nouveau.",
)


@dataclass(slots=True)
class Structure:
    """What openpyxl read of the workbook, that the cells of every sheet refer to."""

    chaines: Any
    dates: Any
    """Styles of cells that show a day."""
    epoque: Any
    styles: Any
    polices: Any
    fonds: Any
    formats: Any
    _evidences: dict[int, bool] = field(default_factory=dict[int, bool])
    _pourcentages: dict[int, bool] = field(default_factory=dict[int, bool])

    @classmethod
    def of(cls, classeur: Any, feuille: Any) -> "Structure":
        """From a workbook of openpyxl, whose tables of styles have no public name."""
        return cls(
            feuille._shared_strings,  # noqa: SLF001 - see above
            classeur._date_formats,  # noqa: SLF001
            classeur.epoch,
            classeur._cell_styles,  # noqa: SLF001
            classeur._fonts,  # noqa: SLF001
            classeur._fills,  # noqa: SLF001
            classeur._number_formats,  # noqa: SLF001
        )

    def is_striking(self, style: int) -> bool:
        """Whether a style is bold, or puts a colour behind the words."""
        if style not in self._evidences:
            self._evidences[style] = self._is_striking(style)
        return self._evidences[style]

    def is_percentage(self, style: int) -> bool:
        """Whether a style shows 0.3 as « 30 % »."""
        if style not in self._pourcentages:
            numero = self.styles[style].numFmtId
            propre = numero - _PREMIER_FORMAT
            motif = self.formats[propre] if 0 <= propre < len(self.formats) else ""
            self._pourcentages[style] = numero in _POURCENTAGES or "%" in motif
        return self._pourcentages[style]

    def _is_striking(self, style: int) -> bool:
        ids = self.styles[style]
        if self.polices[ids.fontId].b:
            return True
        fond = self.fonds[ids.fillId]
        if getattr(fond, "fill_type", None) != "solid":
            return False
        couleur = fond.fgColor
        pale = couleur.rgb in _COULEURS_PALES if couleur.type == "rgb" else couleur.type == "theme"
        return not (pale and not couleur.tint)


@dataclass(slots=True)
class Rangees:
    """Reads the part of one sheet."""

    archive: ZipFile
    partie: str
    structure: Structure
    fusions: list[Plage] = field(default_factory=list[Plage])
    """Known once every row was read."""
    coupees: bool = False
    """Whether something stands beyond the last column that is read."""
    masquees: int = 0
    """Rows that hold something and that people do not see: hidden, or set aside by a filter."""
    plages_masquees: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """First and last of the columns that people do not see."""
    _colonnes: dict[str, int] = field(default_factory=dict[str, int])

    def read(self, avancer: Callable[[int], object]) -> Iterator[LigneFeuille]:
        """Rows that hold something; ``avancer`` is told every row of the sheet."""
        taille = self.archive.getinfo(self.partie).file_size
        derniere = self._last_row() if taille > _GRANDE else None
        # The beginnings are as many as the ends, and only tell where rows stand, to take their shells away.
        evenements = ("end",) if taille <= _LEGERE else ("start", "end")
        numero = 0
        with self.archive.open(self.partie) as flux:
            donnees: Element | None = None
            # A sheet has a few names, said by each of its cells.
            noms: dict[str, str] = {}
            # No entity gets here: ``open_archive`` refuses the files that declare any.
            for evenement, element in iterparse(flux, evenements):  # noqa: S314
                if evenement == "start":
                    if donnees is None and element.tag.rpartition("}")[2] == "sheetData":
                        donnees = element
                    continue
                etiquette = element.tag
                if etiquette not in noms:
                    noms[etiquette] = etiquette.rpartition("}")[2]
                nom = noms[etiquette]
                if nom == "row":
                    numero = int(element.get("r") or numero + 1)
                    avancer(numero)
                    if derniere is None or numero <= derniere:
                        for ligne in self._row(element, numero):
                            self.masquees += element.get("hidden") in _OUI
                            yield ligne
                    # Rows that were read must not stay in memory until the end.
                    (element if donnees is None else donnees).clear()
                elif nom == "col" and element.get("hidden") in _OUI:
                    self.plages_masquees.append((int(element.get("min", 1)) - 1, int(element.get("max", 1)) - 1))
                elif nom == "mergeCell" and (plage := _range(element.get("ref", ""))):
                    self.fusions.append(plage)

    def _row(self, rangee: Element, numero: int) -> Iterator[LigneFeuille]:
        valeurs: list[Brut] = []
        calculees: list[int] = []
        style = 0
        for cellule in rangee:
            valeur = self._value(cellule)
            if valeur is None:
                continue
            reference = cellule.get("r")
            colonne = self._column(reference.rstrip("0123456789")) if reference else len(valeurs)
            if colonne >= COLONNES_MAX:
                self.coupees = True
                break
            if not valeurs:
                style = int(cellule.get("s") or 0)
            valeurs += [None] * (colonne + 1 - len(valeurs))
            valeurs[colonne] = valeur
            # The formula stands before its value, which may not be there.
            if len(cellule) and cellule[0].tag.endswith("}f"):
                calculees.append(colonne)
        if valeurs:
            pleines = [v for v in valeurs if v is not None]
            titre = len(pleines) <= _PEU and isinstance(pleines[0], str) and self.structure.is_striking(style)
            yield LigneFeuille(numero, tuple(valeurs), titre, frozenset(calculees) if calculees else _AUCUNE)

    def _column(self, lettres: str) -> int:
        if lettres not in self._colonnes:
            self._colonnes[lettres] = _column(lettres)
        return self._colonnes[lettres]

    def _value(self, cellule: Element) -> Brut:
        texte = formule = None
        for enfant in cellule:
            nom = enfant.tag
            if nom.endswith("}v"):
                # A formula may well give an empty text; one that was never computed has no type.
                texte = enfant.text or ("" if cellule.get("t") == "str" else None)
            elif nom.endswith("}f"):
                formule = enfant
            elif nom.endswith("}is"):
                texte = "".join(t.text or "" for t in enfant.iter() if t.tag.endswith("}t"))
        if texte is None:
            return None if formule is None else _SANS_RESULTAT
        type_ = cellule.get("t", "n")
        if type_ == "n":
            return self._number(texte, cellule)
        if type_ == "s":
            texte = self.structure.chaines[int(texte)]
        return _other(texte, type_)

    def _number(self, texte: str, cellule: Element) -> Brut:
        style = int(cellule.get("s") or 0)
        if style in self.structure.dates:
            return _day(float(texte), self.structure.epoque)
        if style and self.structure.is_percentage(style):
            # What the cell shows is a rate: under « DETR », 0.3 is no amount.
            return f"{round(Decimal(texte) * 100, 4).normalize():f}\u00a0%"
        if texte.isdigit():
            return Decimal(texte)
        nombre = float(texte)
        # As the cell shows it, not as the processor keeps it; what is no number has no magnitude either.
        return Decimal(repr(nombre)) if abs(nombre) < 1e15 else None

    def _last_row(self) -> int | None:
        """The last row that may hold a value; nothing when rows have no number."""
        derniere, reste = None, b""
        with self.archive.open(self.partie) as flux:
            while bloc := flux.read(_MORCEAU):
                texte = reste + bloc
                if b"<v>" in texte or b"<is>" in texte or b"<f" in texte:
                    for rangee in _RANGEE.finditer(texte):
                        derniere = int(rangee[1])
                # A row may be cut between two pieces.
                reste = bloc[-4096:]
        return derniere


def _other(texte: str, type_: str) -> Brut:
    if type_ == "b":
        return texte.strip() in {"1", "true"}
    if type_ == "e":
        pourquoi = _ERREURS.get(texte, "la formule est en erreur")
        return Anomalie(texte, f"Cette cellule affiche {texte}\u00a0: {pourquoi}.", "Corrigez-la dans le classeur.")
    if type_ == "d":
        return datetime.fromisoformat(texte).date()
    return texte if texte.strip() else None


def _day(serie: float, epoque: datetime) -> Brut:
    """A day from its serial number; an hour alone is the text of an hour."""
    try:
        moment = epoque + timedelta(days=serie)
    except OverflowError:
        return Anomalie(str(serie), "Cette date est hors du calendrier.", "Corrigez-la dans le classeur.")
    if serie < 1:
        return f"{moment:%H:%M}"
    # Excel believes in 29 February 1900: days before it are one too far.
    return (moment + timedelta(days=serie < 60 and epoque.year == 1899)).date()


def _range(reference: str) -> Plage | None:
    trouve = _REFERENCE.fullmatch(reference)
    if trouve is None or not trouve[3]:
        return None
    return Plage(int(trouve[2]), _column(trouve[1]), int(trouve[4]), _column(trouve[3]))


def _column(lettres: str) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + ord(lettre) - 64
    return rang - 1
