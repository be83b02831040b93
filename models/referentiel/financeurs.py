"""The columns of funders of the maquette, in the order of the reference file; the dispositifs say what names them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict, cast

from models.domain.dispositifs.dispositif import Dispositif
from models.domain.maquettes.financeurs import Bloc, ColonneFinanceur, Financeurs, GroupeFinanceurs
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme
from models.referentiel.dispositifs import load_dispositifs


class _Colonne(TypedDict):
    code: str
    libelle: str
    famille: NotRequired[str]
    dotations_melees: NotRequired[bool]
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
    bloc = Bloc(groupe["bloc"])
    return GroupeFinanceurs(
        code=groupe["code"],
        libelle=groupe["libelle"],
        bloc=bloc,
        source=groupe["source"],
        colonnes=tuple(_colonne(colonne, bloc) for colonne in groupe["colonne"]),
    )


def _colonne(colonne: _Colonne, bloc: Bloc) -> ColonneFinanceur:
    famille = _famille(colonne.get("famille", ""), bloc)
    # Its dispositifs share their funder; the general one, which comes last, is the safest of them to say it.
    usuel = famille[-1] if famille else None
    nature = colonne.get("nature")
    return ColonneFinanceur(
        code=colonne["code"],
        libelle=colonne["libelle"],
        dotation=usuel.dotation if usuel else None,
        dotations_melees=colonne.get("dotations_melees", False),
        mots=tuple(dict.fromkeys(nom for dispositif in famille for nom in dispositif.noms)),
        reserve_a=usuel.reserve_a if usuel else frozenset(map(TypeOrganisme, colonne.get("reserve_a", ()))),
        types=frozenset(map(TypeOrganisme, colonne.get("types", ()))),
        reste=colonne.get("reste", False),
        dispositif=colonne.get("dispositif", ""),
        nature=NatureFinancement(nature) if nature else None,
        financeur=colonne.get("financeur", usuel.financeur if usuel else ""),
        type_financeur=TypeOrganisme(
            colonne.get("type_financeur", usuel.type_financeur if usuel else TypeOrganisme.AUTRE)
        ),
    )


def _famille(code: str, bloc: Bloc) -> list[Dispositif]:
    """Its dispositifs that the bloc may hold: a loan names no column of aides, nor does a mission somebody pays."""
    prets = bloc is Bloc.PRETS
    siens = (d for d in load_dispositifs() if d.famille == code)
    return [d for d in siens if d.nature.est_a_rembourser is prets and not d.nature.est_valorisee]
