"""The barème of reference: dated rates, ceilings and delays, each with its article."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

from models.domain.bareme import Bareme, Parametre


class _Valeur(TypedDict):
    date_effet: date
    valeur: str
    source: str


class _Entree(TypedDict):
    libelle: str
    unite: str
    valeurs: list[_Valeur]


class _Fichier(TypedDict):
    document: dict[str, str | date]
    parametre: dict[str, _Entree]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a parameter is, for the page where people adapt it."""

    cle: str
    libelle: str
    unite: str
    """``fraction``, ``euro`` or ``mois``."""


@cache
def load_bareme() -> Bareme:
    """Values of the reference, in ascending dates as the file must give them."""
    return Bareme(
        {
            cle: tuple((v["date_effet"], Parametre(Decimal(v["valeur"]), v["source"])) for v in entree["valeurs"])
            for cle, entree in _load_fichier().items()
        }
    )


@cache
def load_definitions() -> tuple[Definition, ...]:
    """Labels and units, in the order of the file."""
    return tuple(
        Definition(cle=cle, libelle=entree["libelle"], unite=entree["unite"]) for cle, entree in _load_fichier().items()
    )


@cache
def _load_fichier() -> Mapping[str, _Entree]:
    texte = files("resources").joinpath("referentiels", "bareme.toml").read_text(encoding="utf-8")
    return cast("_Fichier", cast("object", tomllib.loads(texte)))["parametre"]
