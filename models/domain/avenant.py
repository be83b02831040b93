"""The avenants of a convention: those that the project knows, the number of the next one, what the COPIL said of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.formats import sort_key
from models.domain.gouvernance import Reunion, TypeInstance
from models.domain.projet import Projet
from models.domain.version_figee import EtatProjet

LONGUEUR_NUMERO: Final = 10
"""Characters of a number: « 2 bis »."""
_NOM: Final = re.compile(r"avenant[ _-]*(?:n[ _-]?[°o]?[ _-]?)?(\d{1,2})(?!\d)")
"""« avenant n° 2 », « avenant-2.pdf », at the head of a name whose accents and capitals are gone."""


@dataclass(frozen=True, slots=True)
class AvenantSigne:
    """An avenant that came before."""

    numero: int
    jour: date | None = None
    """Day of its signature; ``None`` when the project does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Avenant:
    """The avenant to prepare."""

    numero: str = ""
    """As it is typed: « 2 », « 2 bis »; empty leaves a blank."""
    precedents: tuple[AvenantSigne, ...] = ()

    @property
    def titre(self) -> str:
        """« Avenant n° 2 »."""
        return f"Avenant n°\u00a0{self.numero or '…'}"


def numero_dit(nom: str) -> int | None:
    """The number of the avenant that a name opens with: « avant l’avenant 2 » names none.

    >>> [numero_dit(nom) for nom in ("Avenant n° 2", "AVENANT N°3 signé", "avenant 1", "Avant l’avenant 2", "Signée")]
    [2, 3, 1, None, None]
    """
    trouve = _NOM.match(" ".join(sort_key(nom).split()))
    return int(trouve[1]) if trouve else None


def prepare_avenant(actuel: EtatProjet, etats: Iterable[str], numero: str | None = None) -> Avenant:
    """The avenant that leads to ``actuel``, with those that come before it.

    Args:
        actuel: what the convention is to say.
        etats: names of the frozen states: one of them may be called « Avenant n° 1 ».
        numero: the number chosen; ``None`` takes that of the state, or the one that follows all those known.
    """
    connus = _connus(actuel.projet, etats)
    if numero is None:
        numero = str(numero_dit(actuel.nom) or max(connus, default=0) + 1)
    rang = int(numero) if numero.isdecimal() else max(connus, default=0) + 1
    return Avenant(numero=numero, precedents=tuple(AvenantSigne(n, connus.get(n)) for n in range(1, rang)))


def avis_du_comite(projet: Projet, *, depuis: date | None, aujourd_hui: date) -> date | None:
    """The last day on which a COPIL spoke of an avenant, after the convention was signed; ``None`` when none did."""
    jours = (
        reunion.jour
        for instance in projet.instances
        if instance.type is TypeInstance.COPIL
        for reunion in instance.reunions
        if reunion.jour is not None and reunion.jour <= aujourd_hui and "avenant" in _mots(reunion)
    )
    return max((jour for jour in jours if depuis is None or jour > depuis), default=None)


def _connus(projet: Projet, etats: Iterable[str]) -> dict[int, date | None]:
    """Day of each avenant, by its number: a frozen state gives the number, its signed copy the day too."""
    connus: dict[int, date | None] = {n: None for nom in etats if (n := numero_dit(nom))}
    for piece in projet.convention.pieces:
        if n := numero_dit(piece.intitule) or numero_dit(f"{piece.type} {piece.intitule}"):
            connus[n] = piece.date_piece or connus.get(n)
    return connus


def _mots(reunion: Reunion) -> str:
    dits: Sequence[str] = (
        reunion.intitule,
        reunion.ordre_du_jour,
        reunion.compte_rendu,
        *(f"{decision.intitule} {decision.texte}" for decision in reunion.decisions),
    )
    return sort_key(" ".join(dits))
