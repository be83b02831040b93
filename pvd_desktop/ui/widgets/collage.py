"""What is pasted, reduced to what a long text may hold. Two megabytes from Word must not freeze the window.

Word wraps each word in markup; regular expressions written in C throw most of it away before any Python loop, and
reading stops once there is more text than a field can keep.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

from models.domain.commonmark import NUMERO, PARAGRAPHE, PUCE, Bloc, Passage, normalize
from models.domain.textes import propre

_INUTILE = re.compile(r"<!--.*?-->|<(style|script|xml|head|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_PUCE_WORD = re.compile(r"<!\[if !supportLists\]>(.*?)<!\[endif\]>", re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"<!\[[^>]*>|</?o:p[^>]*>|</?w:[^>]*>", re.IGNORECASE)
_BALISE = re.compile(r"<(?!/|a\b)([a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
_GARDE = re.compile(r"mso-list:\s*l\d+\s+level(\d)|font-weight:\s*(bold|[6-9]00)|font-style:\s*(italic)", re.IGNORECASE)
_BLANCS = re.compile(r"[ \t\r\n]+")
_NUMERO_WORD = re.compile(r"\s*(?:\d{1,3}|[a-z]{1,2})[.)]", re.IGNORECASE)

_DEBUT: Final = "<!--StartFragment-->"
_TRANCHE: Final = 100_000
"""Characters prepared at a time."""
_GRAS: Final = {"b", "strong"}
_ITALIQUE: Final = {"i", "em"}
_BLOCS: Final = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "br",
    "blockquote",
    "pre",
    "table",
    "ul",
    "ol",
}


def blocs_from_text(texte: str, limite: int) -> list[Bloc]:
    """One paragraph per line of at most ``limite`` characters in all."""
    return normalize(Bloc((Passage(ligne),)) for ligne in propre(texte[:limite]).split("\n"))


def blocs_from_html(html: str, limite: int) -> list[Bloc]:
    """Paragraphs, lists, bold, italic and links of a page; reading stops after ``limite`` characters."""
    lecteur = _Lecteur(limite)
    for tranche in _slices(_INUTILE.sub("", _body(html))):
        lecteur.feed(_lighten(tranche))
        if lecteur.plein:
            break
    lecteur.close()
    return normalize(lecteur.blocs)


def _body(html: str) -> str:
    """What was selected, when the clipboard says where it starts."""
    debut = html.find(_DEBUT)
    fin = html.rfind("<!--EndFragment-->")
    return html[debut + len(_DEBUT) : fin if fin > debut else len(html)] if debut >= 0 else html


def _slices(html: str) -> Iterator[str]:
    """Pieces cut between paragraphs, so that a long page is not prepared whole to be cut afterwards."""
    debut = 0
    while debut < len(html):
        coupure = html.find("<p", debut + _TRANCHE)
        fin = coupure if coupure > 0 else len(html)
        yield html[debut:fin]
        debut = fin


def _lighten(html: str) -> str:
    """Only the attributes that matter, and the numbers Word writes as text."""
    html = _PUCE_WORD.sub(lambda m: "<olword></olword>" if _NUMERO_WORD.match(_strip(m[1])) else "", html)
    return _BALISE.sub(_keep_style, _CONDITION.sub("", html))


def _strip(html: str) -> str:
    return re.sub(r"<[^>]*>|&nbsp;", "", html)


def _keep_style(balise: re.Match[str]) -> str:
    """The opening tag with, of its style, the weight, the slant and the level in a list."""
    gardes: list[str] = []
    for niveau, graisse, pente in _GARDE.findall(balise[0]):
        gardes += filter(None, (niveau and f'l="{niveau}"', graisse and 'g="1"', pente and 'i="1"'))
    suite = f" {' '.join(gardes)}" if gardes else ""
    return f"<{balise[1]}{suite}>"


class _Lecteur(HTMLParser):
    """A walk through the tags: what is open decides how the characters look."""

    def __init__(self, limite: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocs: list[Bloc] = []
        self._reste = limite
        self._passages: list[Passage] = []
        self._ouverts: list[tuple[str, bool, bool, str]] = []
        self._listes: list[str] = []
        self._genre, self._niveau = PARAGRAPHE, 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = dict(attrs)
        if tag in _BLOCS:
            self._end_block()
        if tag in {"ul", "ol"}:
            self._listes.append(tag)
        elif tag == "li":
            self._genre = self._listes[-1] if self._listes else PUCE
            self._niveau = min(max(len(self._listes), 1), 2)
        elif tag == "olword":
            self._genre = NUMERO
        elif niveau := style.get("l"):
            self._genre, self._niveau = PUCE, min(int(niveau), 2)
        if tag not in {"br", "img", "hr", "meta", "link", "input", "col", "ul", "ol"}:
            self._open(tag, style)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCS:
            self._end_block()
        if tag in {"ul", "ol"} and self._listes:
            self._listes.pop()
        for rang in range(len(self._ouverts) - 1, -1, -1):
            if self._ouverts[rang][0] == tag:
                del self._ouverts[rang:]
                break
        if tag in {"td", "th"}:
            self._passages.append(Passage(" "))

    @override
    def handle_data(self, data: str) -> None:
        if self._reste <= 0:
            return
        # Blanks become one space, or nothing: counted as they come, they would take the room of the words.
        texte = _BLANCS.sub(" ", propre(data))[: self._reste]
        self._reste -= len(texte.strip())
        _, gras, italique, lien = self._ouverts[-1] if self._ouverts else ("", False, False, "")
        self._passages.append(Passage(texte, gras, italique, lien))

    @property
    def plein(self) -> bool:
        """Whether there is already as much text as a field can keep."""
        return self._reste <= 0

    @override
    def close(self) -> None:
        super().close()
        self._end_block()

    def _open(self, tag: str, style: Mapping[str, str | None]) -> None:
        _, gras, italique, lien = self._ouverts[-1] if self._ouverts else ("", False, False, "")
        # A title becomes a paragraph in bold: the articles of the convention have their own titles.
        gras = gras or tag in _GRAS or "g" in style or (len(tag) == 2 and tag[0] == "h" and tag[1].isdigit())
        italique = italique or tag in _ITALIQUE or "i" in style
        self._ouverts.append((tag, gras, italique, style.get("href") or lien if tag == "a" else lien))

    def _end_block(self) -> None:
        if any(not passage.texte.isspace() for passage in self._passages):
            self.blocs.append(Bloc(tuple(self._passages), self._genre, self._niveau))
            self._genre, self._niveau = PARAGRAPHE, 0
        self._passages = []
