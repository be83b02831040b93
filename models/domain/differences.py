"""Two versions of a long text as one: what stayed, what went and what came, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

MOTS_MAX: Final = 500
"""Words compared one with the other; beyond, the comparison would be felt when the tab opens."""
VOISINS: Final = 8
"""Words kept around a difference."""
_COMMUN_MIN: Final = 0.35
"""Share of the words that two versions have in common, under which they are two texts."""
_MOTS: Final = re.compile(r"[ \t\r\n]+")

Difference = tuple[str, str]
"""« = », « - » or « + », and the words."""


def compare(avant: str, apres: str) -> list[Difference]:
    """The differences in their order, what stayed included; empty when the two are different texts."""
    a, b = _words(avant), _words(apres)
    debut = sum(1 for _ in takewhile(lambda paire: paire[0] == paire[1], zip(a, b, strict=False)))
    reste = min(len(a), len(b)) - debut
    fin = sum(1 for _ in takewhile(lambda i: a[-1 - i] == b[-1 - i], range(reste)))
    milieu_a, milieu_b = a[debut : len(a) - fin], b[debut : len(b) - fin]
    parties = [("=", a[:debut]), *_middle(milieu_a, milieu_b), ("=", a[len(a) - fin :])]
    communs = sum(len(mots) for signe, mots in parties if signe == "=")
    if communs < _COMMUN_MIN * max(len(a), len(b), 1):
        return []
    return [(signe, " ".join(mots)) for signe, mots in parties if mots]


def shortened(differences: Sequence[Difference]) -> list[Difference]:
    """The same, where what stayed is cut far from what differs."""
    dernier = len(differences) - 1
    return [
        (signe, _shortened(texte, debut=rang == 0, fin=rang == dernier) if signe == "=" else texte)
        for rang, (signe, texte) in enumerate(differences)
    ]


def _middle(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    if max(len(a), len(b)) > MOTS_MAX:
        yield "-", a
        yield "+", b
        return
    for genre, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if genre == "equal":
            yield "=", a[i1:i2]
            continue
        yield "-", a[i1:i2]
        yield "+", b[j1:j2]


def _shortened(texte: str, *, debut: bool, fin: bool) -> str:
    """What stayed, without its middle; at the ends of the text, only the side of the difference is kept."""
    mots = texte.split(" ")
    avant, apres = 0 if debut else VOISINS, 0 if fin else VOISINS
    if len(mots) <= avant + apres + 1:
        return texte
    return " ".join([*mots[:avant], "…", *(mots[-apres:] if apres else ())])


def _words(texte: str) -> list[str]:
    # Not split(): it would part an amount at its no-break spaces.
    return [mot for mot in _MOTS.split(texte) if mot]
