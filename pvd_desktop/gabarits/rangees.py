"""The rows of a sheet with some of their cells filled; every other byte stays what it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape, unescape
from typing import Any, Final

from models.domain.importation.feuille import lettres
from models.domain.remplissage_tableau.sources import Part, Valeur
from pvd_desktop.gabarits.paquet import PartieFeuille, Rangee
from pvd_desktop.gabarits.styles import Styles

_HORS_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULE: Final = re.compile(rb"<(?:\w+:)?f\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_PARTAGEE: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f\b([^>]*\bt="shared"[^>]*)>([^<]+)</', re.DOTALL
)
_SI: Final = re.compile(rb'\bsi="(\d+)"')
_RESULTAT: Final = re.compile(
    rb"(<(?:\w+:)?c\b[^>]*>)(\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))\s*<(?:\w+:)?v>[^<]*</(?:\w+:)?v>"
)
_TYPE: Final = re.compile(rb'\st="\w+"')
_EPOQUE_1900: Final = date(1899, 12, 30)
_EPOQUE_1904: Final = date(1904, 1, 1)


def sans_resultats(corps: bytes) -> bytes:
    """Formulas without the figures they last gave, which what is written makes false."""
    if b"f>" not in corps and b"<f" not in corps:
        return corps
    return _RESULTAT.sub(lambda t: _TYPE.sub(b"", t[1]) + t[2], corps)


@dataclass(slots=True)
class Remplisseur:
    """Writes the cells of one sheet."""

    partie: PartieFeuille
    styles: Styles
    depuis_1904: bool
    colonnes: Mapping[int, int] = field(default_factory=dict[int, int])
    """Style of the columns, for cells that have none."""

    def fill(self, valeurs: Mapping[int, Mapping[int, Valeur]], nouvelles: Mapping[int, int]) -> bytes:
        """The rows once filled.

        Args:
            valeurs: what cells receive, by row then column.
            nouvelles: rows that are added, and the row whose look and formulas each takes.
        """
        touchees = sorted({*valeurs, *nouvelles})
        derniere = max((*touchees, *nouvelles.values()), default=0)
        connues = {r.numero: r for r in self.partie.rangees(derniere) if r.numero in {*touchees, *nouvelles.values()}}
        places = self._places(touchees, connues)
        morceaux: list[bytes] = []
        debut = 0
        for numero in touchees:
            coupe, reprise = places[numero]
            morceaux += (
                self.partie.corps[debut:coupe],
                self._row(numero, connues.get(numero), valeurs.get(numero, {}), connues.get(nouvelles.get(numero, 0))),
            )
            debut = reprise
        morceaux.append(self.partie.corps[debut:])
        return sans_resultats(b"".join(morceaux))

    def _places(self, touchees: list[int], connues: Mapping[int, Rangee]) -> dict[int, tuple[int, int]]:
        """Where each row is cut out, or put in: before the first row that follows it."""
        places = {n: (connues[n].debut, connues[n].fin) for n in touchees if n in connues}
        attendues = [n for n in touchees if n not in connues]
        if attendues:
            for rangee in self.partie.rangees(2**31):
                while attendues and rangee.numero > attendues[0]:
                    places[attendues.pop(0)] = (rangee.debut, rangee.debut)
                if not attendues:
                    break
        fin = len(self.partie.corps)
        places.update((n, (fin, fin)) for n in attendues)
        return places

    def _row(self, numero: int, rangee: Rangee | None, valeurs: Mapping[int, Valeur], modele: Rangee | None) -> bytes:
        p = self.partie.prefixe
        cellules: dict[int, bytes] = {}
        styles: dict[int, int] = {}
        for colonne, attributs, contenu, texte in rangee.cellules() if rangee else ():
            styles[colonne] = int(attributs.get(b"s", b"0"))
            cellules[colonne] = texte if contenu or colonne not in valeurs else b""
        for colonne, attributs, contenu, _ in modele.cellules() if modele and modele is not rangee else ():
            styles.setdefault(colonne, int(attributs.get(b"s", b"0")))
            if colonne in valeurs or self._is_full(cellules.get(colonne, b"")):
                continue
            formule = self._copied(
                contenu, f"{lettres(colonne)}{modele.numero if modele else 0}", f"{lettres(colonne)}{numero}"
            )
            cellules[colonne] = self._cell(numero, colonne, styles[colonne], b"", formule)
        for colonne, valeur in valeurs.items():
            cellules[colonne] = self._written(
                numero, colonne, styles.get(colonne, self.colonnes.get(colonne, 0)), valeur
            )
        dedans = b"".join(cellules[colonne] for colonne in sorted(cellules))
        source = rangee or modele
        # A row that is added is seen, even after one that a filter sets aside.
        passes = {b"r", b"spans"} if rangee else {b"r", b"spans", b"hidden"}
        attributs = {k: v for k, v in (source.attributs if source else {}).items() if k not in passes}
        dits = b"".join(b' %s="%s"' % paire for paire in attributs.items())
        return b'<%srow r="%d"%s>%s</%srow>' % (p, numero, dits, dedans, p)

    def _is_full(self, cellule: bytes) -> bool:
        """Whether a cell holds something, and not a look alone."""
        return b"<" + self.partie.prefixe + b"f" in cellule or b"v>" in cellule or b"t>" in cellule

    def _copied(self, contenu: bytes, origine: str, ici: str) -> bytes:
        """The formula of a cell, as it reads in another one; nothing for those that fill several cells at once."""
        from openpyxl.formula.translate import Translator

        trouvee = _FORMULE.search(contenu)
        if trouvee is None or b't="array"' in trouvee[1] or b't="dataTable"' in trouvee[1]:
            return b""
        texte = trouvee[2] or b""
        if not texte and (si := _SI.search(trouvee[1])):
            for reference, attributs, formule in _PARTAGEE.findall(self.partie.corps):
                if (autre := _SI.search(attributs)) and autre[1] == si[1]:
                    origine, texte = reference.decode(), formule
                    break
        if not texte:
            return b""
        lue: Any = Translator("=" + unescape(texte.decode()), origin=origine)
        traduite = str(lue.translate_formula(ici))
        p = self.partie.prefixe
        return b"<%sf>%s</%sf>" % (p, escape(traduite.removeprefix("="), quote=False).encode(), p)

    def _written(self, numero: int, colonne: int, style: int, valeur: Valeur) -> bytes:
        p = self.partie.prefixe
        match valeur:
            case Part(fraction):
                nombre = f"{fraction.normalize():f}"
                return self._cell(numero, colonne, self.styles.part(style), b"", self._value(nombre))
            case Decimal():
                return self._cell(numero, colonne, style, b"", self._value(f"{valeur.normalize():f}"))
            case date():
                jours = (valeur - (_EPOQUE_1904 if self.depuis_1904 else _EPOQUE_1900)).days
                return self._cell(numero, colonne, self.styles.jour(style), b"", self._value(str(jours)))
            case None:
                return self._cell(numero, colonne, style, b"", b"")
            case str():
                texte = escape(_HORS_XML.sub("", valeur), quote=False).encode()
                dedans = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (p, p, texte, p, p)
                return self._cell(numero, colonne, style, b' t="inlineStr"', dedans)

    def _value(self, nombre: str) -> bytes:
        p = self.partie.prefixe
        return b"<%sv>%s</%sv>" % (p, nombre.encode(), p)

    def _cell(self, numero: int, colonne: int, style: int, type_: bytes, dedans: bytes) -> bytes:
        p = self.partie.prefixe
        look = b' s="%d"' % style if style else b""
        return b'<%sc r="%s%d"%s%s>%s</%sc>' % (p, lettres(colonne).encode(), numero, look, type_, dedans, p)
