"""Search among names: accents and case do not count, the beginning of a word comes before its middle.

Nothing cleverer on purpose: the same letters always give the same first answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.domain.formats import sort_key

T = TypeVar("T")

# The dot stays inside a word: « 2.1 » is the number of an action.
_MOT = re.compile(r"\w+(?:\.\w+)*")


# No slots: Python 3.11 cannot build a frozen, generic and slotted class.
@dataclass(frozen=True)
class Trouvailles(Generic[T]):
    """The first answers, the best one first, and how many there are in all."""

    premiers: tuple[T, ...]
    total: int


class Recherche(Generic[T]):
    """Names to search among, read once."""

    def __init__(self, objets: Iterable[tuple[T, str]]) -> None:
        """``objets``: each with the words it answers to; of two that answer as well, the first comes first."""
        self.plies: list[tuple[T, str]] = []
        """Each with its folded words."""
        self.add(objets)

    def add(self, objets: Iterable[tuple[T, str]]) -> None:
        """More of them, after the others."""
        self.plies.extend((objet, plier(texte)) for objet, texte in objets)

    def find(self, question: str, limite: int, *puis: "Recherche[T]") -> Trouvailles[T]:
        """What answers to every word of ``question``, everything when it has none; those of ``puis`` come after."""
        mots = plier(question).split()
        rangs: tuple[list[T], ...] = ([], [], [])
        for recherche in (self, *puis):
            candidats = recherche.plies
            # A call for each name would be most of the work: only what answers is ranked.
            for mot in mots:
                candidats = [candidat for candidat in candidats if mot in candidat[1]]
            for objet, texte in candidats:
                rangs[_rank(mots, texte)].append(objet)
        trouves = [objet for objets in rangs for objet in objets]
        return Trouvailles(tuple(trouves[:limite]), len(trouves))


def plier(texte: str) -> str:
    """Its words without case, accents nor punctuation, each after a space.

    >>> plier("Réhabiliter l’îlot n° 2.1")
    ' rehabiliter l ilot n 2.1'
    """
    return "".join(f" {mot}" for mot in _MOT.findall(sort_key(texte)))


def _rank(mots: list[str], texte: str) -> int:
    """0: the text starts so; 1: each word starts one of the text; 2: each is somewhere."""
    if texte.startswith(f" {' '.join(mots)}") or not mots:
        return 0
    return 1 if all(f" {mot}" in texte for mot in mots) else 2
