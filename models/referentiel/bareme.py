"""The barème of reference: dated rates, ceilings and delays, each with its article."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

from models.domain.bareme import Bareme, Definition, Parametre, Unite


class _Valeur(TypedDict):
    date_effet: date
    valeur: str
    source: str


class _Entree(TypedDict):
    libelle: str
    unite: str
    regles: NotRequired[list[str]]
    valeurs: list[_Valeur]


class _Fichier(TypedDict):
    parametre: dict[str, _Entree]


@cache
def load_bareme() -> Bareme:
    """Values of the reference, in ascending dates as the file must give them."""
    texte = files("resources").joinpath("referentiels", "bareme.toml").read_text(encoding="utf-8")
    fichier = cast("_Fichier", cast("object", tomllib.loads(texte)))
    return Bareme(
        {
            cle: tuple((v["date_effet"], Parametre(Decimal(v["valeur"]), v["source"])) for v in entree["valeurs"])
            for cle, entree in fichier["parametre"].items()
        },
        {
            cle: Definition(entree["libelle"], Unite(entree["unite"]), tuple(entree.get("regles", ())))
            for cle, entree in fichier["parametre"].items()
        },
    )
