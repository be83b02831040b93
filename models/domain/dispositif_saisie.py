"""What people change of a dispositif, one field or one entry at a time, as the tables that files hold."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from models.domain.dispositif import Assiette
from models.domain.dispositif_lecture import Table
from models.domain.regles.dotations import cle_dispositif

SOURCE_DU_PROJET: Final = "Réglages du projet"
DE_LA_CONDITION: Final = frozenset({"taux_minimum", "taux_maximum", "plafond"})
"""Fields of the condition in force: a project changes today's, or makes one from the first of January."""


def changer_champ(table: Table, champ: str, valeur: object, jour: date) -> Table:
    """The table with one field changed; an empty value takes the key away."""
    if champ in DE_LA_CONDITION:
        return _changer_condition(table, champ, valeur, jour)
    if champ == "noms":
        noms = (cle_dispositif(nom) for nom in str(valeur).split(","))
        return _poser(table, "noms", list(dict.fromkeys(filter(None, noms))))
    return _poser(table, champ, valeur)


def changer_entree(table: Table, liste: str, rang: int, champ: str, valeur: object) -> Table:
    """The table with one field of one entry changed."""
    entrees = [*table.get(liste, ())]
    entrees[rang] = _poser(entrees[rang], champ, valeur)
    return {**table, liste: entrees}


def ajouter_categorie(table: Table) -> Table:
    """The table with one category more, under the first number that is free."""
    code = _libre(str(c["code"]) for c in table.get("categorie", ()))
    nouvelle = {"code": code, "intitule": "Nouvelle catégorie", "a_confirmer": False}
    return {**table, "categorie": [*table.get("categorie", ()), nouvelle]}


def ajouter_campagne(table: Table, jour: date) -> Table:
    """The table with the next campaign that is not there."""
    prises = {c["annee"] for c in table.get("campagne", ())}
    annee = next(a for a in range(jour.year + 1, jour.year + 2 + len(prises)) if a not in prises)
    campagnes = [*table.get("campagne", ()), {"annee": annee}]
    return {**table, "campagne": sorted(campagnes, key=lambda c: c["annee"])}


def retirer_entree(table: Table, liste: str, rang: int) -> Table:
    """The table without one entry."""
    entrees = [*table.get(liste, ())]
    del entrees[rang]
    return _poser(table, liste, entrees)


def condition_en_vigueur(table: Table, jour: date) -> int | None:
    """Place of the usual condition that holds on ``jour``, as ``Dispositif.condition`` reads it."""
    usuelles = [rang for rang, c in enumerate(table.get("condition", ())) if not c.get("cas")]
    passees = [rang for rang in usuelles if table["condition"][rang]["date_effet"] <= jour]
    return next(reversed(passees), usuelles[0] if usuelles else None)


def _changer_condition(table: Table, champ: str, valeur: object, jour: date) -> Table:
    rang = condition_en_vigueur(table, jour)
    if rang is None:
        debut: Table = {
            "date_effet": date(jour.year, 1, 1),
            "assiette": str(Assiette.DEPENSE),
            "source": SOURCE_DU_PROJET,
        }
        nouvelle = _poser(debut, champ, valeur)
        return {**table, "condition": [*table.get("condition", ()), nouvelle]}
    conditions = [*table["condition"]]
    conditions[rang] = {**_poser(conditions[rang], champ, valeur), "source": SOURCE_DU_PROJET}
    return {**table, "condition": conditions}


def _poser(table: Table, cle: str, valeur: object) -> Table:
    if valeur in {None, ""} if not isinstance(valeur, list) else not valeur:
        return {c: v for c, v in table.items() if c != cle}
    return {**table, cle: f"{valeur.normalize():f}" if isinstance(valeur, Decimal) else _brut(valeur)}


def _brut(valeur: Any) -> Any:
    # A member of a vocabulary is a text that knows its label: a file holds the text.
    return str(valeur) if isinstance(valeur, str) else valeur


def _libre(codes: Iterable[str]) -> str:
    pris = set(codes)
    return next(str(n) for n in range(1, len(pris) + 2) if str(n) not in pris)
