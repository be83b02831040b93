"""Rich text as CommonMark: paragraphs, two levels of lists, bold, italic, links. Pure Python.

``QTextDocument.toMarkdown`` wraps lines inside no-break spaces and bold, and is quadratic; this one is linear, writes
one line per block, and what it writes is read the same by Qt and by a CommonMark parser (tested).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from string import punctuation
from typing import Final
from urllib.parse import quote

PARAGRAPHE: Final = ""
PUCE: Final = "ul"
NUMERO: Final = "ol"

_BLANCS = re.compile(r"(\s+)")
_ESPACES = re.compile(r"[ \t\n]+")
_A_PROTEGER = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
_DEBUT_DE_LISTE = re.compile(r"([0-9]{1,9})([.)])")
_LIEN_ADMIS = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
_LIEN_NU = re.compile(r"[\w\-./:?=%#~+,@$!]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one appearance."""

    texte: str
    gras: bool = False
    italique: bool = False
    lien: str = ""

    @property
    def allure(self) -> tuple[bool, bool, str]:
        """What it looks like."""
        return self.gras, self.italique, self.lien


@dataclass(frozen=True, slots=True)
class Bloc:
    """A paragraph, or an item of a list (``genre``) at ``niveau`` 1 or 2."""

    passages: tuple[Passage, ...]
    genre: str = PARAGRAPHE
    niveau: int = 0


def clean_link(lien: str) -> str:
    """The address as it is stored, or nothing when it is not one of the web or of mail."""
    lien = lien.strip()
    return quote(lien, safe=":/?#[]@!$&'()*+,;=%~") if _LIEN_ADMIS.match(lien) else ""


def normalize(blocs: Iterable[Bloc]) -> list[Bloc]:
    """The form in which two texts that read the same are equal.

    Empty blocks go, spaces are single and never at the edge of a block or of an emphasis, neighbours of one
    appearance are one passage, an item of level 2 follows an item.
    """
    propres: list[Bloc] = []
    for bloc in blocs:
        if passages := _normalize_passages(bloc.passages):
            suit_un_point = bool(propres) and bool(propres[-1].genre)
            niveau = min(max(bloc.niveau, 1), 2 if suit_un_point else 1) if bloc.genre else 0
            propres.append(Bloc(passages, bloc.genre, niveau))
    return propres


def serialize(blocs: Sequence[Bloc]) -> str:
    """CommonMark of normalized blocks: one line each, a blank line around paragraphs."""
    lignes: list[str] = []
    genres, rangs = ["", ""], [0, 0]
    for precedent, bloc in pairwise([None, *blocs]):
        assert bloc is not None
        if precedent is not None and not (bloc.genre and precedent.genre):
            lignes.append("")
            genres = ["", ""]
        texte = _protect_start(_line(bloc.passages))
        if bloc.genre:
            i = bloc.niveau - 1
            rangs[i] = rangs[i] + 1 if genres[i] == bloc.genre else 1
            genres = [bloc.genre, ""] if i == 0 else [genres[0], bloc.genre]
            retrait = " " * (len(_marker(genres[0], rangs[0])) if i else 0)
            texte = f"{retrait}{_marker(bloc.genre, rangs[i])}{texte}"
        lignes.append(texte)
    return "\n".join(lignes)


def _marker(genre: str, rang: int) -> str:
    return "- " if genre == PUCE else f"{rang}. "


def _normalize_passages(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Blanks between two appearances are inside a mark only if it spans both sides; then neighbours are merged."""
    morceaux = [
        Passage(_ESPACES.sub(" ", texte), passage.gras, passage.italique, clean_link(passage.lien))
        for passage in passages
        for texte in _BLANCS.split(passage.texte)
        if texte
    ]
    suite: list[Passage] = []
    for blanc, groupe in groupby(morceaux, key=lambda m: m.texte.isspace()):
        if blanc:
            suite.append(Passage(_ESPACES.sub(" ", "".join(m.texte for m in groupe))))
        else:
            suite.extend(groupe)
    while suite and suite[0].texte.isspace():
        suite.pop(0)
    while suite and suite[-1].texte.isspace():
        suite.pop()
    for rang in range(1, len(suite) - 1):
        if suite[rang].texte.isspace():
            avant, apres = suite[rang - 1], suite[rang + 1]
            meme_gras = avant.gras == apres.gras
            suite[rang] = replace(
                suite[rang],
                gras=meme_gras and avant.gras,
                italique=meme_gras and avant.italique and apres.italique,
                lien=avant.lien if avant.allure == apres.allure else "",
            )
    return tuple(
        Passage("".join(m.texte for m in groupe), *allure) for allure, groupe in groupby(suite, key=lambda m: m.allure)
    )


def _line(passages: Sequence[Passage]) -> str:
    """The passages with their marks: bold outside, then italic, then link."""
    vide = Passage("")
    morceaux: list[str] = []
    for avant, passage, apres in zip((vide, *passages), passages, (*passages[1:], vide), strict=False):
        fermetures, ouvertures = _marks(avant, passage)
        morceaux += [*fermetures, *ouvertures]
        suivantes_fermees, suivantes_ouvertes = _marks(passage, apres)
        texte = passage.texte
        colle_avant = bool(fermetures) and not ouvertures and _must_part(fermetures, avant.texte, -1, texte[0])
        colle_apres = (
            bool(suivantes_ouvertes)
            and not suivantes_fermees
            and _must_part(suivantes_ouvertes[::-1], apres.texte, 0, texte[-1])
        )
        morceaux.append(_escape(texte, avant=colle_avant, apres=colle_apres))
        if texte.endswith("!") and suivantes_ouvertes[:1] == ["["] and not suivantes_fermees:
            morceaux[-1] = morceaux[-1].removesuffix("!") + "\\!"
    fermetures, _ = _marks(passages[-1], vide)
    return "".join([*morceaux, *fermetures])


def _marks(avant: Passage, apres: Passage) -> tuple[list[str], list[str]]:
    """Marks closed then opened between two passages of different looks."""
    gras = avant.gras != apres.gras
    italique = gras or avant.italique != apres.italique
    fermees = [
        *([f"]({_target(avant.lien)})"] if avant.lien else []),
        *(["_"] if italique and avant.italique else []),
        *(["**"] if gras and avant.gras else []),
    ]
    ouvertes = [
        *(["**"] if gras and apres.gras else []),
        *(["_"] if italique and apres.italique else []),
        *(["["] if apres.lien else []),
    ]
    return fermees, ouvertes


def _must_part(marques: Sequence[str], dedans: str, bord: int, dehors: str) -> bool:
    """Whether the outer character has to be written as an entity for an emphasis to be seen.

    ``marques`` go from the text emphasized to the outside. A mark stuck to a letter outside is not one when what is
    inside, at the edge ``bord`` of ``dedans``, is punctuation, and ``_`` never is; an entity starts and ends with
    punctuation, which frees it. A lone character may have become an entity for its other edge.
    """
    derniere = marques[-1]
    if derniere not in {"_", "**"} or dehors.isspace() or dehors in punctuation:
        return False
    return derniere == "_" or len(marques) > 1 or len(dedans) == 1 or unicodedata.category(dedans[bord])[0] in "PS"


def _escape(texte: str, *, avant: bool, apres: bool) -> str:
    """``texte`` with its special characters protected, its first or last one as an entity when asked."""
    if avant and apres and len(texte) == 1:
        return _entity(texte)
    debut = _entity(texte[0]) if avant else ""
    fin = _entity(texte[-1]) if apres else ""
    milieu = texte[1 if avant else 0 : len(texte) - 1 if apres else len(texte)]
    return debut + _A_PROTEGER.sub(r"\\\g<0>", milieu) + fin


def _entity(caractere: str) -> str:
    return f"&#{ord(caractere)};"


def _target(lien: str) -> str:
    """Address of a link, between chevrons when it holds what would end it."""
    if _LIEN_NU.fullmatch(lien):
        return lien
    return "<" + re.sub(r"[\\<>&]", r"\\\g<0>", lien) + ">"


def _protect_start(ligne: str) -> str:
    """What would make a title, a list or a rule of an ordinary line."""
    if ligne[0] in "#+-=>~":
        return f"\\{ligne}"
    return _DEBUT_DE_LISTE.sub(r"\1\\\2", ligne, count=1) if _DEBUT_DE_LISTE.match(ligne) else ligne
