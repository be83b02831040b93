"""The columns of funders of the maquette, in the order of the reference file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

from models.domain.financeurs import Bloc, ColonneFinanceur, Financeurs, GroupeFinanceurs
from models.domain.regles.dotations import Dotation
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme


class _Colonne(TypedDict):
    code: str
    libelle: str
    dotation: NotRequired[str]
    dotations_melees: NotRequired[bool]
    mots: NotRequired[list[str]]
    reserve_a: NotRequired[list[str]]
    types: NotRequired[list[str]]
    reste: NotRequired[bool]
    dispositif: NotRequired[str]
    nature: NotRequired[str]
    financeur: NotRequired[str]
    type_financeur: NotRequired[str]


class _Groupe(TypedDict):
    code: str
    libelle: str
    bloc: str
    source: str
    colonne: list[_Colonne]


class _Fichier(TypedDict):
    groupe: list[_Groupe]


@cache
def load_financeurs() -> Financeurs:
    """The reference, groups and columns as the file orders them."""
    texte = files("resources").joinpath("referentiels", "financeurs.toml").read_text(encoding="utf-8")
    fichier = cast("_Fichier", cast("object", tomllib.loads(texte)))
    return Financeurs(groupes=tuple(map(_groupe, fichier["groupe"])))


def _groupe(groupe: _Groupe) -> GroupeFinanceurs:
    return GroupeFinanceurs(
        code=groupe["code"],
        libelle=groupe["libelle"],
        bloc=Bloc(groupe["bloc"]),
        source=groupe["source"],
        colonnes=tuple(map(_colonne, groupe["colonne"])),
    )


def _colonne(colonne: _Colonne) -> ColonneFinanceur:
    nom, nature = colonne.get("dotation"), colonne.get("nature")
    return ColonneFinanceur(
        code=colonne["code"],
        libelle=colonne["libelle"],
        dotation=Dotation(nom) if nom else None,
        dotations_melees=colonne.get("dotations_melees", False),
        mots=tuple(colonne.get("mots", ())),
        reserve_a=frozenset(map(TypeOrganisme, colonne.get("reserve_a", ()))),
        types=frozenset(map(TypeOrganisme, colonne.get("types", ()))),
        reste=colonne.get("reste", False),
        dispositif=colonne.get("dispositif", ""),
        nature=NatureFinancement(nature) if nature else None,
        financeur=colonne.get("financeur", ""),
        type_financeur=TypeOrganisme(colonne.get("type_financeur", TypeOrganisme.AUTRE)),
    )
