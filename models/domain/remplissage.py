"""The texts of the convention with their fields replaced by what the project holds.

Besides the names of ``champs``, three forms: ``{un|plusieurs}`` agrees with the number of communes, ``{article:duree}``
is the number of another article, ``{à compléter : le diagnostic}`` marks what only people can write.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.domain.champs import BLOCS, CHAMPS, ChampBloc, communes_beneficiaires
from models.domain.formats import sort_key
from models.domain.grammaire import majuscule
from models.domain.projet import Projet

_ACCOLADES = re.compile(r"\{([^{}\n]{1,300})\}")
_A_COMPLETER = re.compile(r"à compléter\s*:\s*(.+)", re.IGNORECASE)
_RENVOI = re.compile(r"article\s*:\s*(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Morceau:
    """A stretch of a filled text."""

    texte: str
    champ: str = ""
    """Label of the field it stands for."""
    manque: bool = False
    """The project has no value for it yet: ``texte`` says what to complete."""
    inconnu: bool = False
    """No field has that name: it stays as it was typed."""


def remplir(texte: str, projet: Projet, numeros: Mapping[str, str]) -> Iterator[Morceau]:
    """The text cut in stretches, its fields replaced.

    Args:
        texte: what was written, with its fields.
        projet: where the values come from.
        numeros: number of each article, by its key.
    """
    position = 0
    for trouve in _ACCOLADES.finditer(texte):
        if avant := texte[position : trouve.start()]:
            yield Morceau(avant)
        yield _morceau(trouve[1], projet, numeros)
        position = trouve.end()
    if reste := texte[position:]:
        yield Morceau(reste)


def bloc_seul(texte: str) -> ChampBloc | None:
    """The block that a paragraph made of one field stands for."""
    trouve = _ACCOLADES.fullmatch(texte.strip())
    return _BLOCS.get(_cle(trouve[1])) if trouve else None


def champs_de(texte: str) -> Iterator[tuple[int, int, bool]]:
    """Where each field of ``texte`` begins and ends, and whether it has a meaning."""
    for trouve in _ACCOLADES.finditer(texte):
        nu = trouve[1].strip()
        forme = _A_COMPLETER.fullmatch(nu) or _RENVOI.fullmatch(nu) or nu.count("|") == 1
        yield trouve.start(), trouve.end(), bool(forme) or _cle(nu) in _CHAMPS or _cle(nu) in _BLOCS


def a_completer(libelle: str) -> str:
    """« à compléter : durée de la convention »; every format frames it, so that nobody signs it by mistake."""
    return f"à compléter\u00a0: {libelle}"


def _cle(nom: str) -> str:
    """Names are found whatever their accents, apostrophes and spaces."""
    return " ".join(sort_key(nom.replace("'", "’")).split())


def _morceau(nom: str, projet: Projet, numeros: Mapping[str, str]) -> Morceau:
    nu = nom.strip()
    if attendu := _A_COMPLETER.fullmatch(nu):
        return Morceau(a_completer(attendu[1]), attendu[1], manque=True)
    if renvoi := _RENVOI.fullmatch(nu):
        numero = numeros.get(renvoi[1])
        return Morceau(f"article\u00a0{numero}") if numero else _inconnu(nom)
    if nom.count("|") == 1:
        singulier, pluriel = nom.split("|")
        return Morceau(pluriel if len(communes_beneficiaires(projet.territoire)) > 1 else singulier)
    champ = _CHAMPS.get(_cle(nu))
    if champ is None:
        return _inconnu(nom)
    valeur = champ.valeur(projet)
    if not valeur:
        return Morceau(a_completer(champ.libelle), champ.libelle, manque=True)
    capitale = nu[0].isupper() and champ.nom[0].islower()
    return Morceau(majuscule(valeur) if capitale else valeur, champ.libelle)


def _inconnu(nom: str) -> Morceau:
    tel_quel = f"{{{nom}}}"
    return Morceau(tel_quel, tel_quel, inconnu=True)


_CHAMPS = {_cle(champ.nom): champ for champ in CHAMPS}
_BLOCS = {_cle(bloc.nom): bloc for bloc in BLOCS}
