"""The communes of France, found by name, code INSEE or code postal; those that merged lead to the commune nouvelle.

Nothing is read before the first search. The file is kept as lines and only those found are taken apart: reading
35 000 objects at the first letter would be felt.
"""

import gzip
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nsmallest
from importlib.resources import files
from itertools import accumulate

from models.domain.formats import sort_key
from models.domain.territoire import Epci

LIMITE = 12
"""Communes that a search gives: those one reads before typing one more letter."""
_ARTICLES = frozenset({"l", "le", "la", "les", "d", "de", "du", "des", "en", "a", "au", "aux"})
_ABREGES = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_FREQUENTS = frozenset(_ABREGES.values())
"""Words of thousands of names, by which none is looked for when there is another."""
_CODE = re.compile(r"[0-9][0-9ab][0-9]{0,3}")
_Rang = tuple[int, int]
"""Place among the answers: how far the name is, then the line; the file goes from the largest commune to the smallest,
and ends with those that are no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneOfficielle:
    """A commune of the code officiel géographique. It has no SIREN: none may be derived from its code."""

    code_insee: str
    nom: str
    departement: str
    """Its name; the code is said by ``code_departement``."""
    code_departement: str
    region: str
    epci: Epci
    population: int | None
    codes_postaux: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommuneTrouvee:
    """One answer of a search."""

    commune: CommuneOfficielle
    ancien_nom: str = ""
    """The commune that was looked for, when it is now a part of ``commune``."""


def find_communes(saisie: str, limite: int = LIMITE) -> tuple[CommuneTrouvee, ...]:
    """Communes whose name, code INSEE or code postal begins as ``saisie``, the likeliest first.

    Accents, hyphens, articles and « St » for « Saint » make no difference, and the words may begin anywhere in the
    name: « portel » finds Le Portel. Nothing is found for less than two characters.
    """
    mots = _plat(saisie).split()
    compact = "".join(mots)
    if len(compact) < 2:
        return ()
    index = _index()
    rangs = index.by_code(compact) if _CODE.fullmatch(compact) else index.by_name(mots)
    trouvees: dict[str, CommuneTrouvee] = {}
    # A commune nouvelle answers for each of its old ones: some more are taken, to keep ``limite`` of them.
    for rang in nsmallest(4 * limite, rangs):
        trouvee = index.found(rang[-1])
        trouvees.setdefault(trouvee.commune.code_insee, trouvee)
    return tuple(trouvees.values())[:limite]


def find_commune(code_insee: str) -> CommuneTrouvee | None:
    """The commune of that code today, or the one that a commune of that code became; nothing for another code."""
    index = _index()
    ligne = index.line_of(code_insee)
    return None if ligne is None else index.found(ligne)


class _Index:
    """The file, and the texts in which a word is looked for at the speed of a search in a string."""

    def __init__(self, texte: str) -> None:
        self._texte = texte
        # A column read by one expression: taking 37 000 lines apart would be felt at the first letter.
        # Every word begins after a space, the first one too.
        self._noms = _Lignes(_plat("\n".join(f" {nom}" for nom in re.findall("^[^;]*;([^;]*)", texte, re.MULTILINE))))

    @cached_property
    def _lignes(self) -> list[str]:
        return self._texte.split("\n")

    @cached_property
    def _codes(self) -> "_Lignes":
        colonnes = (ligne.split(";") for ligne in self._lignes)
        return _Lignes("\n".join(f" {c[0]} {c[7]} {c[6]} " for c in colonnes).lower())

    def by_name(self, mots: Sequence[str]) -> Iterator[_Rang]:
        """Lines that hold a word beginning as each of ``mots``."""
        mots = [*(_ABREGES.get(mot, mot) for mot in mots[:-1]), mots[-1]]
        premier, *autres = sorted({m for m in mots if m not in _ARTICLES} or mots, key=_commonness)
        entier = f" {' '.join(mots)}"
        for ligne, cle in self._noms.with_word(premier):
            if all(f" {mot}" in cle for mot in autres):
                yield _gap(cle, entier), ligne

    def by_code(self, code: str) -> Iterator[_Rang]:
        """Lines of which a code INSEE or postal begins as ``code``."""
        for ligne, cle in self._codes.with_word(code):
            yield (0 if cle.startswith(f" {code} ") else 1 if f" {code} " in cle else 2), ligne

    def line_of(self, code: str) -> int | None:
        """The line of a code INSEE, of today or of before."""
        rangs = (ligne for _, ligne in self.by_code(code.lower()))
        connues = (ligne for ligne in rangs if code in _codes_insee(self._lignes[ligne]))
        # A commune nouvelle lists the codes of those it replaced, and often keeps one: the one that is asked for comes
        # before the one that lists it, and among equals that of today, which the file gives first.
        return min(connues, key=lambda ligne: not self._lignes[ligne].startswith(code), default=None)

    def found(self, ligne: int) -> CommuneTrouvee:
        """The commune of a line, or the one it became."""
        texte = self._lignes[ligne]
        _, nom, devenue, _ = texte.split(";", 3)
        if devenue:
            debut = f"\n{self._texte}".index(f"\n{devenue};")
            return CommuneTrouvee(_commune(self._texte[debut:].partition("\n")[0]), nom)
        return CommuneTrouvee(_commune(texte))


class _Lignes:
    """Lines in one string."""

    def __init__(self, texte: str) -> None:
        self._texte = texte
        self._lignes = texte.split("\n")
        self._debuts = list(accumulate((len(ligne) + 1 for ligne in self._lignes), initial=0))

    def with_word(self, mot: str) -> Iterator[tuple[int, str]]:
        """Lines that hold a word beginning as ``mot``: their number and their text."""
        cherche, place = f" {mot}", -1
        while (place := self._texte.find(cherche, place + 1)) >= 0:
            ligne = bisect_right(self._debuts, place) - 1
            yield ligne, self._lignes[ligne]
            # A line is given once, whatever the number of its words.
            place = self._debuts[ligne + 1] - 2


def _commune(ligne: str) -> CommuneOfficielle:
    code, nom, _, departement, epci, population, codes_postaux, _ = ligne.split(";")
    nom_departement, region = _departements()[departement]
    return CommuneOfficielle(
        code_insee=code,
        nom=nom,
        departement=nom_departement,
        code_departement=departement,
        region=region,
        epci=Epci(siren=epci, nom=_epci()[epci]) if epci else Epci(),
        population=int(population) if population else None,
        codes_postaux=tuple(codes_postaux.split()),
    )


def _codes_insee(ligne: str) -> list[str]:
    """The code of a line, and those of the communes it replaced."""
    code, *_, anciens = ligne.split(";")
    return [code, *anciens.split()]


def _commonness(mot: str) -> tuple[bool, int]:
    return mot in _FREQUENTS, -len(mot)


def _gap(cle: str, entier: str) -> int:
    """How far a name is from what is typed: the same, begins so, begins so after its article, holds the words."""
    if cle.startswith(entier):
        suite = cle[len(entier) :]
        return 2 if suite and suite[0] != " " else bool(suite)
    premier, _, reste = cle[1:].partition(" ")
    if premier in _ARTICLES and f" {reste}".startswith(entier):
        return 2 * (f" {reste}" != entier)
    return 3


def prepare() -> None:
    """Reads the file, which the first search would wait for."""
    _index()


def find_by_name(nom: str) -> CommuneTrouvee | None:
    """The only commune that bears this whole name, today or before it merged; nothing when several do."""
    cle = _plat(nom).split()
    memes = [t for t in find_communes(nom) if cle in (_plat(t.commune.nom).split(), _plat(t.ancien_nom).split())]
    return memes[0] if len(memes) == 1 else None


def find_epci(siren: str) -> Epci | None:
    """The intercommunalité of that SIREN."""
    nom = _epci().get(siren)
    return None if nom is None else Epci(siren=siren, nom=nom)


@cache
def _index() -> _Index:
    octets = files("resources").joinpath("referentiels", "communes.csv.gz").read_bytes()
    _, _, lignes = gzip.decompress(octets).decode().rstrip("\n").partition("\n")
    return _Index(lignes)


@cache
def _epci() -> dict[str, str]:
    return {ligne[0]: ligne[1] for ligne in _rows("epci.csv")}


@cache
def _departements() -> dict[str, tuple[str, str]]:
    return {code: (nom, region) for code, nom, region in _rows("departements.csv")}


def _rows(fichier: str) -> Iterator[list[str]]:
    texte = files("resources").joinpath("referentiels", fichier).read_text(encoding="utf-8")
    return (ligne.split(";") for ligne in texte.splitlines()[1:])


def _plat(texte: str) -> str:
    """Small letters without accents, words parted by spaces; lines stay lines."""
    # By kind of character, not by character: the names of the country have sixty kinds in half a million.
    for signe in set(texte):
        if not signe.isalnum() and signe not in " \n":
            texte = texte.replace(signe, " ")
        elif not signe.isascii():
            texte = texte.replace(signe, sort_key(signe))
    return texte.lower()
