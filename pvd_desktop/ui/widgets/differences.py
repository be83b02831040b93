"""Two versions of a long text as one: what went is struck, what came is in bold, what stayed is shortened."""

from collections.abc import Sequence
from html import escape
from typing import Final

from models.domain.differences import Difference

VOISINS: Final = 8
"""Words kept around a difference."""


def to_html(differences: Sequence[Difference], *, parti: str, venu: str) -> str:
    """One line of rich text; ``parti`` and ``venu`` are the colours of what went and of what came."""
    morceaux: list[str] = []
    for rang, (signe, texte) in enumerate(differences):
        if signe == "-":
            morceaux.append(f'<s style="color:{parti}">{escape(texte)}</s>')  # typo: ok
        elif signe == "+":
            morceaux.append(f'<b style="color:{venu}">{escape(texte)}</b>')  # typo: ok
        else:
            morceaux.append(escape(_shortened(texte, debut=rang == 0, fin=rang == len(differences) - 1)))
    return " ".join(morceaux)


def _shortened(texte: str, *, debut: bool, fin: bool) -> str:
    """What stayed, without its middle; at the ends of the text, only the side of the difference is kept."""
    mots = texte.split(" ")
    avant, apres = 0 if debut else VOISINS, 0 if fin else VOISINS
    if len(mots) <= avant + apres + 1:
        return texte
    return " ".join([*mots[:avant], "…", *(mots[-apres:] if apres else ())])
