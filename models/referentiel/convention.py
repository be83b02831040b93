"""The standard plan of the convention-cadre: its articles and their texts, in ``resources/textes/convention``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

from models.domain.articles import ModeleArticle
from models.domain.vocabulaire import RegimeOrt


class _Entree(TypedDict):
    cle: str
    intitule: str
    fichier: str
    parent: NotRequired[str]
    regimes: NotRequired[list[str]]
    numerote: NotRequired[bool]


class _Fichier(TypedDict):
    article: list[_Entree]


@cache
def load_plan_convention() -> tuple[ModeleArticle, ...]:
    """The standard articles, in the order of the convention."""
    dossier = files("resources").joinpath("textes", "convention")
    texte = dossier.joinpath("plan.toml").read_text(encoding="utf-8")
    fichier = cast("_Fichier", cast("object", tomllib.loads(texte)))
    return tuple(
        ModeleArticle(
            cle=entree["cle"],
            intitule=entree["intitule"],
            texte=dossier.joinpath(entree["fichier"]).read_text(encoding="utf-8"),
            parent=entree.get("parent", ""),
            regimes=frozenset(RegimeOrt(r) for r in entree["regimes"]) if "regimes" in entree else frozenset(RegimeOrt),
            numerote=entree.get("numerote", True),
        )
        for entree in fichier["article"]
    )
