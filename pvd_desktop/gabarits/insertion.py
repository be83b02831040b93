"""The parts of a workbook once rows were put into one of its sheets: everything else says and shows what it did."""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Any, Final
from xml.etree.ElementTree import Element

from models.domain.importation.feuille import lettres
from pvd_desktop.gabarits.decalage import Decalage
from pvd_desktop.gabarits.paquet import PartieFeuille, Rangee, nom_local

CONNUS: Final = frozenset(
    {
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "autoFilter",
        "sortState",
    }
    | {"mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions"}
    | {"pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "drawing"}
    | {"legacyDrawing", "tableParts", "extLst"}
)
"""What may stand around the rows of a sheet and is known to be shifted, or to stay where it is."""
IMPREVISIBLE: Final = re.compile(rb"INDIRECT\(|ADDRESS\(|:(?:[^\s<>()!,;+*/&'=-]+!|[^<>()!,;+*/&':]{1,40}'!)")
"""Formulas that make an address from words, or that go through several sheets."""
TABLEAU: Final = re.compile(rb"<(?:\w+:)?f\b[^>]*\bt=\"(?:array|dataTable)\"")
_FORMULE: Final = re.compile(rb"<((?:\w+:)?)f\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_CELLULE: Final = re.compile(rb"<(?:\w+:)?c\b[^>]*?(?:/>|>.*?</(?:\w+:)?c>)", re.DOTALL)
_ADRESSE: Final = re.compile(rb'(<(?:\w+:)?c\b[^>]*?\br=")([A-Z]+)(\d+)(")')
_NUMERO: Final = re.compile(rb'(<(?:\w+:)?row\b[^>]*?\br=")(\d+)(")')
_PARTAGEE: Final = re.compile(rb'\bt="shared"')
_SI: Final = re.compile(rb'\bsi="(\d+)"')
_ZONES: Final = re.compile(
    rb"(<(?:\w+:)?(?:conditionalFormatting|dataValidation|autoFilter|sortState|sortCondition|ignoredError)\b[^>]*?"
    rb'\b(?:sqref|ref)=")([^"]*)(")|(<(?:xm:)?sqref>)([^<]*)(</(?:xm:)?sqref>)'
)
_PLACES: Final = re.compile(rb'(<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=")([^"]*)(")')
_SAUTS: Final = re.compile(rb"(<(?:\w+:)?rowBreaks\b.*?</(?:\w+:)?rowBreaks>)", re.DOTALL)
_SAUT: Final = re.compile(rb'(<(?:\w+:)?brk\b[^>]*?\bid=")(\d+)(")')
_CONDITIONS: Final = re.compile(rb"(<(?:\w+:)?(?:formula[12]?|f)>)([^<]*)(</)")
_NOMS: Final = re.compile(rb"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(</)")
_SERIES: Final = re.compile(rb"(<(?:\w+:)?f\b[^>]*>)([^<]*)(</)")
_TABLE: Final = re.compile(rb'(\bref=")([^"]*)(")')
_CALCUL: Final = re.compile(rb"(<(?:\w+:)?(?:calculatedColumnFormula|totalsRowFormula)\b[^>]*>)([^<]*)(</)")
_ANCRE: Final = re.compile(rb"(<(?:\w+:)?row>)(\d+)(</)")


class Insertion:
    """Shifts the parts of a workbook one by one."""

    def __init__(self, decalage: Decalage) -> None:
        self._d = decalage

    def sheet(self, texte: bytes, nom: str, modele: int = 0) -> bytes:
        """A sheet: the one that grows, or another one, whose formulas may point into it."""
        ici = nom == self._d.feuille
        if not ici and not self._d.nomme(unescape(texte.decode())):
            return texte
        partie = PartieFeuille.of(texte, nom)
        pied = self._conditions(partie.pied, ici=ici)
        if ici:
            pied = _ZONES.sub(lambda t: (t[1] or t[4]) + self._zones(t[2] if t[1] else t[5]) + (t[3] or t[6]), pied)
            pied = self._fusions(_PLACES.sub(lambda t: t[1] + self._place(t[2]) + t[3], pied), modele)
            pied = _SAUTS.sub(lambda t: _SAUT.sub(lambda s: s[1] + self._ligne(s[2]) + s[3], t[1]), pied)
        return partie.assemble(b"".join(self._rows(partie, ici=ici)), pied)

    def names(self, classeur: bytes) -> bytes:
        """The names of the workbook, its print areas among them."""
        return _NOMS.sub(lambda t: t[1] + self._d.formule_xml(t[2], ici=False) + t[3], classeur)

    def chart(self, texte: bytes) -> bytes:
        """The series of a chart."""
        return _SERIES.sub(lambda t: t[1] + self._d.formule_xml(t[2], ici=False) + t[3], texte)

    def table(self, texte: bytes) -> bytes:
        """A table of the spreadsheet that stands in the sheet."""
        place = _TABLE.sub(lambda t: t[1] + self._zones(t[2]) + t[3], texte)
        return _CALCUL.sub(lambda t: t[1] + self._d.formule_xml(t[2], ici=True, ligne=self._d.ou.debut) + t[3], place)

    def drawing(self, texte: bytes) -> bytes:
        """The pictures and charts of the sheet: those that hang below go down with it."""
        nombre = self._d.ou.nombre
        return _ANCRE.sub(
            lambda t: t[1] + b"%d" % (int(t[2]) + (nombre if int(t[2]) + 1 >= self._d.ou.ligne else 0)) + t[3], texte
        )

    def _rows(self, partie: PartieFeuille, *, ici: bool) -> Iterable[bytes]:
        maitres = _shared(partie)
        debut = 0
        for rangee in partie.rangees(2**31):
            bouge = ici and rangee.numero >= self._d.ou.ligne
            if not bouge and _FORMULE.search(rangee.contenu) is None:
                continue
            yield partie.corps[debut : rangee.debut]
            texte = partie.corps[rangee.debut : rangee.fin]
            texte = _CELLULE.sub(lambda c, n=rangee.numero: self._cell(c[0], n, maitres, ici=ici), texte)
            yield _NUMERO.sub(lambda t: t[1] + self._ligne(t[2]) + t[3], texte, count=1) if bouge else texte
            debut = rangee.fin
        yield partie.corps[debut:]

    def _cell(self, cellule: bytes, numero: int, maitres: dict[bytes, tuple[str, str]], *, ici: bool) -> bytes:
        place = _ADRESSE.match(cellule)
        adresse = (place[2] + place[3]).decode() if place else ""
        neuve = _FORMULE.sub(lambda f: self._formula(f, adresse, numero, maitres, ici=ici), cellule)
        if place is None or not ici:
            return neuve
        return _ADRESSE.sub(lambda t: t[1] + t[2] + self._ligne(t[3]) + t[4], neuve, count=1)

    def _formula(
        self, f: re.Match[bytes], adresse: str, numero: int, maitres: dict[bytes, tuple[str, str]], *, ici: bool
    ) -> bytes:
        from openpyxl.formula.translate import Translator

        texte = f[3] or b""
        si = _SI.search(f[2]) if _PARTAGEE.search(f[2]) else None
        if si is None:
            if not texte:
                return f[0]
            return b"<%sf%s>%s</%sf>" % (f[1], f[2], self._d.formule_xml(texte, ici=ici, ligne=numero), f[1])
        origine, dite = maitres.get(si[1], ("", ""))
        if not origine:
            return f[0]
        # What cells share holds no more once some of them have moved: each says its own.
        traducteur: Any = Translator("=" + dite, origin=origine)
        propre = str(traducteur.translate_formula(adresse)).removeprefix("=")
        decalee = escape(self._d.formule(propre, ici=ici, ligne=numero), quote=False).encode()
        return b"<%sf>%s</%sf>" % (f[1], decalee, f[1])

    def _conditions(self, pied: bytes, *, ici: bool) -> bytes:
        debut = self._d.ou.debut
        return _CONDITIONS.sub(lambda t: t[1] + self._d.formule_xml(t[2], ici=ici, ligne=debut) + t[3], pied)

    def _fusions(self, pied: bytes, modele: int) -> bytes:
        """The cells that the model merges on its own row are merged on the rows that take after it."""
        trouvee = re.search(rb"<((?:\w+:)?)mergeCells\b[^>]*>(.*?)</(?:\w+:)?mergeCells>", pied, re.DOTALL)
        if trouvee is None or not modele:
            return pied
        siennes = re.findall(rb'\bref="([A-Z]+)%d:([A-Z]+)%d"' % (modele, modele), trouvee[2])
        lignes = range(self._d.ou.ligne, self._d.ou.ligne + self._d.ou.nombre)
        neuves = [b'<%smergeCell ref="%s%d:%s%d"/>' % (trouvee[1], a, n, b, n) for n in lignes for a, b in siennes]
        toutes = trouvee[2] + b"".join(neuves)
        nombre = len(re.findall(rb"\bref=", toutes))
        bloc = b'<%smergeCells count="%d">%s</%smergeCells>' % (trouvee[1], nombre, toutes, trouvee[1])
        return pied[: trouvee.start()] + bloc + pied[trouvee.end() :]

    def _place(self, zone: bytes) -> bytes:
        return re.sub(rb"(\d+)", lambda t: self._ligne(t[1]), zone)

    def _zones(self, zones: bytes) -> bytes:
        return self._d.zones(zones.decode()).encode()

    def _ligne(self, numero: bytes) -> bytes:
        return b"%d" % self._d.ligne(int(numero))


def fige(texte: bytes, autour: Element) -> str:
    """Why no row may be put into a sheet, whatever the row; empty when nothing forbids it."""
    inconnus = {nom_local(e) for e in autour} - CONNUS - {"sheetProtection"}
    if any(nom_local(e) == "sheetProtection" and e.get("sheet") in {"1", "true"} for e in autour):
        return "la feuille est protégée"
    if inconnus:
        return f"la feuille contient des éléments que l’on ne sait pas déplacer ({', '.join(sorted(inconnus))})"
    if TABLEAU.search(texte):
        return "la feuille contient des formules matricielles"
    return ""


def _shared(partie: PartieFeuille) -> dict[bytes, tuple[str, str]]:
    """The formulas that several cells share, with the cell that holds each."""
    partagees: dict[bytes, tuple[str, str]] = {}
    for rangee in partie.rangees(2**31):
        if b'"shared"' in rangee.contenu:
            partagees.update(_shared_of(rangee))
    return partagees


def _shared_of(rangee: Rangee) -> Iterable[tuple[bytes, tuple[str, str]]]:
    for colonne, _, contenu, _ in rangee.cellules():
        trouvee = _FORMULE.search(contenu)
        if trouvee and trouvee[3] and _PARTAGEE.search(trouvee[2]) and (si := _SI.search(trouvee[2])):
            yield si[1], (f"{lettres(colonne)}{rangee.numero}", unescape(trouvee[3].decode()))
