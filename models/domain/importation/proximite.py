"""Words compared as people compare them: accents, case, punctuation and small slips do not count."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

from models.domain.formats import sort_key

T = TypeVar("T")
_MOT = re.compile(r"[^\W_]+")
_VIDES = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "et", "en", "a", "au", "aux"})


@lru_cache(maxsize=16384)
def cle(texte: str) -> str:
    """Its words without case, accents nor punctuation.

    >>> cle("Maître(s) d’ouvrage "), cle("N° d'action")
    ('maitre s d ouvrage', 'n d action')
    """
    # Only letters with accents need to be taken apart.
    return " ".join(_MOT.findall(texte.lower() if texte.isascii() else sort_key(texte)))


@lru_cache(maxsize=16384)
def cle_pleine(texte: str) -> str:
    """The same without the little words: « coût de l’opération » is « cout operation »."""
    mots = cle(texte).split()
    return " ".join(m for m in mots if m not in _VIDES) or " ".join(mots)


def ressemblance(a: str, b: str, seuil: float = 0.5) -> float:
    """From 0 (below ``seuil``) to 1 (the same letters); most pairs are told apart by their lengths."""
    if a == b:
        return 1.0
    longueurs = len(a) + len(b)
    if not longueurs or 2 * min(len(a), len(b)) < seuil * longueurs:
        return 0.0
    lecteur = SequenceMatcher(None, a, b, autojunk=False)
    if lecteur.quick_ratio() < seuil:
        return 0.0
    note = lecteur.ratio()
    return note if note >= seuil else 0.0


def plus_proche(texte: str, candidats: Iterable[tuple[str, T]], seuil: float) -> tuple[T, float] | None:
    """The candidate (key, object) whose key is nearest to ``texte``; nothing below ``seuil``, nor on a tie of two.

    >>> plus_proche("en cour", [("en cours", 1), ("terminee", 2)], 0.8)[0]
    1
    """
    meilleurs: list[T] = []
    haut = seuil
    for candidat, objet in candidats:
        note = ressemblance(texte, candidat, haut)
        if note > haut or (note and not meilleurs):
            meilleurs, haut = [objet], note
        elif note == haut:
            meilleurs.append(objet)
    return (meilleurs[0], haut) if meilleurs and all(o == meilleurs[0] for o in meilleurs) else None
