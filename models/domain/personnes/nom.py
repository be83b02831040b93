"""The name of somebody in a text: known whatever its order, its case and its accents, and taken out of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from models.domain.formats import sort_key
from models.domain.recherche import plier

EFFACEE: Final = "Personne effacée"
"""What stands where a name was."""
CIVILITES: Final = frozenset({"m", "mm", "mme", "mmes", "mlle", "monsieur", "madame", "mademoiselle", "dr", "me"})
_MOT: Final = re.compile(r"\w+")
_ENTRE: Final = re.compile(r"[\s,.’'-]{1,3}")
"""What may stand between the words of one name."""
_MOT_LIE: Final = re.compile(r"-\w")


def mots_du_nom(nom: str) -> list[str]:
    """Its words without the civilité, in an order of their own."""
    return sorted(mot for mot in plier(nom).split() if mot not in CIVILITES)


def meme_personne(texte: str, nom: str) -> bool:
    """Whether a field made for a name holds this one, whatever the order, the case and the civilité.

    >>> [meme_personne(dit, "Camille Martin") for dit in ("", "Mme MARTIN Camille", "Camille Martinez")]
    [False, True, False]
    """
    mots = mots_du_nom(nom)
    return bool(mots) and mots_du_nom(texte) == mots


@dataclass(frozen=True)
class Personne:
    """Somebody who is looked for: a name, or a part of one, and the addresses that are theirs."""

    nom: str
    adresses: frozenset[str] = frozenset()

    @cached_property
    def mots(self) -> list[str]:
        """The words of the name; none of a blank."""
        return mots_du_nom(self.nom)

    def est(self, texte: str) -> bool:
        """Whether a field made for a name holds this one."""
        return bool(self.mots) and mots_du_nom(texte) == self.mots

    def est_citee(self, texte: str) -> bool:
        """Whether a text may be about them: every word of the name is somewhere in it, or one of the addresses."""
        if not self.mots or not texte:
            return False
        # Most texts have no accent: folding these alone is five times faster.
        dits = texte.lower() if texte.isascii() else sort_key(texte)
        return all(mot in dits for mot in self.mots) or any(a in texte.casefold() for a in self.adresses_pliees)

    def est_nommee(self, texte: str) -> bool:
        """Whether a text holds the whole name, or an address: what forgetting takes out of it."""
        return self.oublier(texte) != texte

    def oublier(self, texte: str) -> str:
        """The text without them. Words of the name that stand apart go too, when each is written as a name is.

        >>> anne = Personne("Anne Petit")
        >>> anne.oublier("PETIT Anne et Anne Petit-Durand")
        'Personne effacée et Anne Petit-Durand'
        >>> anne.oublier("Anne a vu M. Petit"), anne.oublier("Le petit pont, dit Anne")
        ('Personne effacée a vu M. Personne effacée', 'Le petit pont, dit Anne')
        """
        if not self.est_citee(texte):
            return texte
        for adresse in self.adresses_pliees:
            texte = re.sub(re.escape(adresse), EFFACEE, texte, flags=re.IGNORECASE)
        entier = self.remplacer(texte, EFFACEE)
        if len(self.mots) == 1:
            return entier
        return _replace(entier, self._disperses(entier), EFFACEE)

    def remplacer(self, texte: str, par: str) -> str:
        """The text with ``par`` where the whole name stands, in any order."""
        return _replace(texte, self._suites(texte), par)

    @cached_property
    def adresses_pliees(self) -> frozenset[str]:
        """The addresses as they are compared."""
        return frozenset(adresse.casefold() for adresse in self.adresses if len(adresse) > 2)

    def _suites(self, texte: str) -> Iterator[tuple[int, int]]:
        """Where all the words of the name follow one another, and are not a part of a longer one."""
        mots = list(_MOT.finditer(texte))
        plies = [sort_key(mot.group()) for mot in mots]
        nombre, fin = len(self.mots), -1
        for rang in range(len(mots) - nombre + 1 if nombre else 0):
            debut = mots[rang].start()
            if debut < fin or sorted(plies[rang : rang + nombre]) != self.mots:
                continue
            suite = mots[rang : rang + nombre]
            colles = all(_ENTRE.fullmatch(texte, a.end(), b.start()) for a, b in pairwise(suite))
            # « Petit » is also a word: alone, it is somebody only with a capital.
            if colles and not _est_dans_un_compose(texte, suite) and (nombre > 1 or texte[debut].isupper()):
                fin = suite[-1].end()
                yield debut, fin

    def _disperses(self, texte: str) -> list[tuple[int, int]]:
        """Where the words stand apart, each with its capital; nowhere when one of them does not."""
        places: dict[str, list[tuple[int, int]]] = {mot: [] for mot in self.mots}
        for mot in _MOT.finditer(texte):
            plie = sort_key(mot.group())
            if plie in places and mot.group()[0].isupper() and not _est_dans_un_compose(texte, [mot]):
                places[plie].append(mot.span())
        return sorted(p for lieux in places.values() for p in lieux) if all(places.values()) else []


def _est_dans_un_compose(texte: str, suite: list[re.Match[str]]) -> bool:
    """« Anne Petit » is not « Anne Petit-Durand »."""
    debut, fin = suite[0].start(), suite[-1].end()
    avant = debut > 1 and texte[debut - 1] == "-" and texte[debut - 2].isalnum()
    return avant or _MOT_LIE.match(texte, fin) is not None


def _replace(texte: str, places: "Iterator[tuple[int, int]] | list[tuple[int, int]]", par: str) -> str:
    morceaux: list[str] = []
    reste = 0
    for debut, fin in places:
        morceaux += (texte[reste:debut], par)
        reste = fin
    return "".join((*morceaux, texte[reste:]))
