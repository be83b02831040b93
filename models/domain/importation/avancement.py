"""How far an action is, where a table says it in figures: 0,35, 35 or « 35 % »."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from models.domain.importation.champs import CHAMPS, IGNORE
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Brut, LigneFeuille
from models.domain.importation.genres import Genre
from models.domain.vocabulaire import StatutAction

_NOMBRE: Final = re.compile(r"(\d{1,3}(?:[.,]\d+)?)(\s?%)?")
_FRACTIONS, _POURCENTAGES, _SANS_ECHELLE = Decimal(1), Decimal("0.01"), Decimal(0)
_CENT, _PAS = Decimal(100), Decimal(5)
_CODES: Final = Decimal(10)
"""Figures that all stay under it number the steps of somebody's own list, unless they go by fives."""


def echelle(valeurs: Iterable[Brut]) -> Decimal:
    """What the bare numbers of a column are multiplied by to be shares; zero when they count something else.

    >>> echelle(["0", "50", "1"]), echelle([Decimal("0.5"), Decimal(1)]), echelle(["1", "2", "3"])
    (Decimal('0.01'), Decimal('1'), Decimal('0'))
    """
    nombres = [nombre for valeur in valeurs if (nombre := _nombre_nu(valeur)) is not None]
    plus_grand = max(nombres, default=_SANS_ECHELLE)
    if plus_grand <= 1:
        return _FRACTIONS
    compte = plus_grand < _CODES and any(nombre % _PAS for nombre in nombres)
    return _SANS_ECHELLE if compte or plus_grand > _CENT else _POURCENTAGES


def est_un_avancement(valeurs: Sequence[Brut]) -> bool:
    """Whether cells without words say how far actions are.

    >>> est_un_avancement([Decimal(0), Decimal(40)]), est_un_avancement([Decimal(12000)]), est_un_avancement([])
    (True, False, False)
    """
    return any(_nombre_nu(valeur) is not None for valeur in valeurs) and echelle(valeurs) != _SANS_ECHELLE


def mesurer(correspondance: Correspondance, lignes: Sequence[LigneFeuille]) -> Correspondance:
    """The same, with the scale of the columns of statuts that hold figures: « 1 » beside « 50 » is one per cent."""
    neuves = tuple(
        replace(a, multiple=echelle(ligne.valeur(a.colonne) for ligne in lignes))
        if a.champ != IGNORE and CHAMPS[a.champ].genre is Genre.STATUT
        else a
        for a in correspondance.affectations
    )
    return replace(correspondance, affectations=neuves)


def lire_avancement(brut: Brut, multiple: Decimal) -> Decimal | None:
    """The share that a cell says is done, from 0 to 1; nothing when it says no such thing.

    >>> lire_avancement("35 %", _FRACTIONS), lire_avancement(Decimal(50), _POURCENTAGES)
    (Decimal('0.35'), Decimal('0.50'))
    """
    texte = brut.strip() if isinstance(brut, str) else ""
    trouve = _NOMBRE.fullmatch(texte)
    if trouve and trouve[2]:
        return min(_decimal(trouve[1]) * _POURCENTAGES, _FRACTIONS)
    nombre = _nombre_nu(brut)
    if nombre is None or not multiple or nombre * multiple > 1:
        return None
    return nombre * multiple


def statut_de(part: Decimal) -> StatutAction:
    """What a project manager calls an action of which that share is done.

    >>> [statut_de(Decimal(part)).value for part in ("0", "0.01", "0.99", "1")]
    ['inscrite', 'en_cours', 'en_cours', 'terminee']
    """
    if part >= 1:
        return StatutAction.TERMINEE
    return StatutAction.EN_COURS if part else StatutAction.INSCRITE


def _nombre_nu(brut: Brut) -> Decimal | None:
    if isinstance(brut, Decimal):
        return brut if brut >= 0 else None
    trouve = _NOMBRE.fullmatch(brut.strip()) if isinstance(brut, str) else None
    return _decimal(trouve[1]) if trouve and not trouve[2] else None


def _decimal(texte: str) -> Decimal:
    return Decimal(texte.replace(",", "."))
