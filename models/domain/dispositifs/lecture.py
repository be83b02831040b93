"""A dispositif read from the table that a file holds, each key checked, and its dates of effect in order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from models.domain.dispositifs.dispositif import (
    Campagne,
    Categorie,
    Condition,
    Delai,
    Dispositif,
    RegleVersements,
    SourceDispositif,
)
from models.domain.dispositifs.pieces import PieceDemandee
from models.domain.dispositifs.schema import (
    CAMPAGNE,
    CATEGORIE,
    CONDITION,
    DELAI,
    PIECE,
    SIMPLES,
    SOURCE,
    VERSEMENTS,
    Lecteur,
    Lieu,
    lire_liste,
    lire_table,
)

Table = dict[str, Any]
"""What TOML gives for a dispositif, before it is read."""


def _tables(lecteurs: Mapping[str, Lecteur], *obligatoires: str) -> Lecteur:
    return lire_liste(lambda valeur, lieu: lire_table(valeur, lieu, lecteurs, frozenset(obligatoires)))


_DISPOSITIF: Final[Mapping[str, Lecteur]] = {
    **SIMPLES,
    "condition": _tables(CONDITION, "date_effet", "source"),
    "categorie": _tables(CATEGORIE, "code", "intitule"),
    "delai": _tables(DELAI, "type"),
    "campagne": _tables(CAMPAGNE, "annee"),
    "versements": lambda valeur, lieu: RegleVersements(**lire_table(valeur, lieu, VERSEMENTS, frozenset({"article"}))),
    "piece": _tables(PIECE, "code", "intitule"),
    "source": _tables(SOURCE, "texte", "lu_le"),
}


def lire_dispositif(table: Mapping[str, Any], fichier: str, *, local: bool = False) -> Dispositif:
    """The dispositif that a table describes.

    Raises:
        DispositifError: a key is missing or unknown, a value is not of its kind, or dates of effect are out of order.
    """
    lieu = Lieu(fichier, str(table.get("code", "")))
    lus = lire_table(dict(table), lieu, _DISPOSITIF, frozenset({"code", "intitule"}))
    conditions = tuple(Condition(**c) for c in lus.pop("condition", ()))
    categories = tuple(Categorie(**c) for c in lus.pop("categorie", ()))
    delais = tuple(Delai(**d) for d in lus.pop("delai", ()))
    campagnes = tuple(Campagne(**c) for c in lus.pop("campagne", ()))
    pieces = tuple(PieceDemandee(**p) for p in lus.pop("piece", ()))
    sources = tuple(SourceDispositif(**s) for s in lus.pop("source", ()))
    _check_conditions(conditions, lieu.cle("condition"))
    _check_categories(categories, lieu.cle("categorie"))
    _check_campagnes(campagnes, lieu.cle("campagne"))
    _check_delais(delais, lieu.cle("delai"))
    _check_uniques([p.code for p in pieces], lieu.cle("piece"))
    _check_uniques([s.texte for s in sources], lieu.cle("source"))
    lus["famille"] = lus.get("famille", lus["code"])
    lus["reserve_a"] = frozenset(lus.get("reserve_a", ()))
    return Dispositif(
        **lus,
        conditions=conditions,
        categories=categories,
        delais=delais,
        campagnes=campagnes,
        pieces=pieces,
        sources=sources,
        local=local,
    )


def _check_conditions(conditions: Sequence[Condition], lieu: Lieu) -> None:
    for cas in {c.cas for c in conditions}:
        siennes = [c.date_effet for c in conditions if c.cas == cas]
        for avant, apres in pairwise(siennes):
            if apres <= avant:
                raise lieu.erreur(
                    f"la date d’effet {apres} suit {avant}",
                    "Rangez les dates d’effet de la plus ancienne à la plus récente.",
                )
    for rang, condition in enumerate(conditions):
        _check_fourchette(condition.taux_minimum, condition.taux_maximum, lieu.rang(rang))
        if condition.plancher is not None and condition.plafond is not None and condition.plancher > condition.plafond:
            raise lieu.rang(rang).erreur("le plancher dépasse le plafond", "Corrigez l’un des deux montants.")


def _check_categories(categories: Sequence[Categorie], lieu: Lieu) -> None:
    _check_uniques([(c.departement, c.code) for c in categories], lieu)
    for rang, categorie in enumerate(categories):
        _check_fourchette(categorie.taux_minimum, categorie.taux_maximum, lieu.rang(rang))


def _check_delais(delais: Sequence[Delai], lieu: Lieu) -> None:
    _check_uniques([d.type for d in delais], lieu)
    for rang, delai in enumerate(delais):
        if sum(map(bool, (delai.mois, delai.jours, delai.exercices, delai.parametre))) > 1:
            raise lieu.rang(rang).erreur(
                "la durée est dite deux fois", "Gardez une seule des clés mois, jours, exercices et parametre."
            )


def _check_campagnes(campagnes: Sequence[Campagne], lieu: Lieu) -> None:
    _check_uniques([c.annee for c in campagnes], lieu)
    for rang, campagne in enumerate(campagnes):
        if campagne.ouverture and campagne.cloture and campagne.cloture < campagne.ouverture:
            raise lieu.rang(rang).erreur(
                f"la clôture ({campagne.cloture}) précède l’ouverture ({campagne.ouverture})",
                "Corrigez l’une des deux dates.",
            )


def _check_fourchette(minimum: Decimal | None, maximum: Decimal | None, lieu: Lieu) -> None:
    if minimum is not None and maximum is not None and minimum > maximum:
        raise lieu.erreur("le taux minimum dépasse le taux maximum", "Corrigez l’un des deux taux.")


def _check_uniques(cles: Sequence[object], lieu: Lieu) -> None:
    vues: set[object] = set()
    for rang, cle in enumerate(cles):
        if cle in vues:
            raise lieu.rang(rang).erreur("cette entrée est déjà dans la liste", "Gardez-en une seule.")
        vues.add(cle)
