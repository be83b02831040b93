"""The looks of the cells of a workbook: a day or a rate written in a cell that shows plain numbers needs one more."""

import re
from typing import Final
from xml.etree.ElementTree import fromstring

from pvd_desktop.gabarits.paquet import nom_local

_FORMATS: Final = re.compile(rb"(<(\w+:)?cellXfs\b)([^>]*)>(.*?)(</(?:\w+:)?cellXfs>)", re.DOTALL)
_XF: Final = re.compile(rb"<(?:\w+:)?xf\b[^>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)
_JOURS: Final = frozenset({*range(14, 18), 22, *range(27, 32), 50, 57})
_PARTS: Final = frozenset({9, 10})
_JOUR, _PART = b"14", b"10"
_COULEURS: Final = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')


class Styles:
    """Reads the looks, and makes those that are missing."""

    def __init__(self, texte: bytes) -> None:
        self._texte = texte
        trouvee = _FORMATS.search(texte)
        self._formats = _XF.findall(trouvee[4]) if trouvee else []
        arbre = fromstring(texte)  # noqa: S314 - ``open_archive`` refuses entities
        self._motifs = {
            int(e.get("numFmtId", 0)): e.get("formatCode", "") for e in arbre.iter() if nom_local(e) == "numFmt"
        }
        self._faits: dict[tuple[int, bytes], int] = {}

    def jour(self, style: int) -> int:
        """The same look showing a day."""
        numero = self._numero(style)
        motif = _COULEURS.sub("", self._motifs.get(numero, ""))
        return style if numero in _JOURS or re.search(r"[dyj]", motif, re.IGNORECASE) else self._with(style, _JOUR)

    def part(self, style: int) -> int:
        """The same look showing a rate."""
        numero = self._numero(style)
        return style if numero in _PARTS or "%" in self._motifs.get(numero, "") else self._with(style, _PART)

    def to_bytes(self) -> bytes:
        """The part with the looks that were made."""
        trouvee = _FORMATS.search(self._texte)
        if trouvee is None or not self._faits:
            return self._texte
        attributs = re.sub(rb'\bcount="\d+"', b'count="%d"' % len(self._formats), trouvee[3])
        neufs = trouvee[1] + attributs + b">" + b"".join(self._formats) + trouvee[5]
        return self._texte[: trouvee.start()] + neufs + self._texte[trouvee.end() :]

    def _numero(self, style: int) -> int:
        trouve = re.search(rb'\bnumFmtId="(\d+)"', self._formats[style]) if style < len(self._formats) else None
        return int(trouve[1]) if trouve else 0

    def _with(self, style: int, numero: bytes) -> int:
        if style >= len(self._formats):
            return style
        if (style, numero) not in self._faits:
            modele = self._formats[style]
            balise = modele[: modele.index(b">") + 1]
            neuve = re.sub(rb'\s(?:numFmtId|applyNumberFormat)="\w*"', b"", balise)
            ouverte = re.sub(
                rb"^(<(?:\w+:)?xf)", rb'\1 numFmtId="' + numero + rb'" applyNumberFormat="1"', neuve, count=1
            )
            self._formats.append(ouverte + modele[len(balise) :])
            self._faits[style, numero] = len(self._formats) - 1
        return self._faits[style, numero]
