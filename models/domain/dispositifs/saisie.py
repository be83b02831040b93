"""What people change of a dispositif, one field or one entry at a time, as the tables that files hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from models.domain.dispositifs.degre import Degre
from models.domain.dispositifs.dispositif import Assiette, TypeDelai
from models.domain.dispositifs.lecture import Table
from models.domain.errors import SaisieError
from models.domain.formats import sort_key
from models.domain.regles.dotations import cle_dispositif

SOURCE_DU_PROJET: Final = "Réglages du projet"
DE_LA_CONDITION: Final = frozenset({"taux_minimum", "taux_maximum", "plafond"})
"""Fields of the condition in force: a project changes today's, or makes one from the first of January."""

_DUREES: Final = ("mois", "jours", "exercices", "parametre")
"""Keys that say how long a delay is: one at most."""
_MOTS: Final = {"": ("mois", 1), "mois": ("mois", 1), "m": ("mois", 1), "an": ("mois", 12), "annee": ("mois", 12)} | {
    "jour": ("jours", 1),
    "j": ("jours", 1),
    "semaine": ("jours", 7),
    "exercice": ("exercices", 1),
}
_DUREE: Final = re.compile(r"(\d{1,4})\s*([a-z]*)")
_EXERCICE: Final = re.compile(r"fin de l.exercice (?:suivant|n\s*\+\s*(\d{1,3}))")


@dataclass(frozen=True, slots=True)
class Duree:
    """A length as people type it: « 24 mois », « 15 jours », « fin de l’exercice suivant »."""

    cle: str
    """Key of a delay that holds it."""
    nombre: int


def parse_duree(texte: str) -> Duree | None:
    """A length; ``None`` when empty: it is to be read in the arrêté.

    >>> parse_duree("2 ans"), parse_duree("15 j"), parse_duree("")
    (Duree(cle='mois', nombre=24), Duree(cle='jours', nombre=15), None)

    Raises:
        SaisieError: no length is read.
    """
    cle = sort_key(texte).strip()
    if not cle:
        return None
    if exercice := _EXERCICE.fullmatch(cle):
        return Duree("exercices", int(exercice[1] or 1))
    lu = _DUREE.fullmatch(cle)
    mot = _MOTS.get(lu[2] if lu[2] == "mois" else lu[2].removesuffix("s")) if lu else None
    if lu is None or mot is None or int(lu[1]) == 0:
        raise SaisieError(
            f"«\u00a0{texte.strip()[:40]}\u00a0» n’est pas une durée.",
            "Écrivez par exemple 24\u00a0mois, 2\u00a0ans, 15\u00a0jours ou 1\u00a0exercice\u00a0; laissez vide ce que "
            "seul l’arrêté dit.",
        )
    return Duree(mot[0], mot[1] * int(lu[1]))


def changer_champ(table: Table, champ: str, valeur: object, jour: date) -> Table:
    """The table with one field changed; an empty value takes the key away."""
    if champ in DE_LA_CONDITION:
        return _changer_condition(table, champ, valeur, jour)
    if champ == "noms":
        noms = (cle_dispositif(nom) for nom in str(valeur).split(","))
        return _poser(table, "noms", list(dict.fromkeys(filter(None, noms))))
    return _poser(table, champ, valeur)


def changer_entree(table: Table, liste: str, rang: int, champ: str, valeur: Any) -> Table:
    """The table with one field of one entry changed."""
    entrees = [*table.get(liste, ())]
    if champ == "duree":
        sans = {cle: v for cle, v in entrees[rang].items() if cle not in _DUREES}
        entrees[rang] = sans if valeur is None else {**sans, valeur.cle: valeur.nombre}
    else:
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


def ajouter_delai(table: Table) -> Table:
    """The table with the first delay that is not there, to be read in the arrêté; the same when all are."""
    pris = {d["type"] for d in table.get("delai", ())}
    libres = [{"type": str(t)} for t in TypeDelai if t not in pris]
    return {**table, "delai": [*table.get("delai", ()), *libres[:1]]}


def ajouter_piece(table: Table) -> Table:
    """The table with one pièce more."""
    code = f"projet_{_libre(str(p['code']).removeprefix('projet_') for p in table.get('piece', ()))}"
    return {**table, "piece": [*table.get("piece", ()), {"code": code, "intitule": "Nouvelle pièce"}]}


def ajouter_source(table: Table, jour: date) -> Table:
    """The table with one source more, read on ``jour``."""
    prises = {s["texte"] for s in table.get("source", ())}
    noms = ("Nouvelle source", *(f"Nouvelle source {n}" for n in range(2, len(prises) + 3)))
    source = {"texte": next(n for n in noms if n not in prises), "lu_le": jour, "degre": str(Degre.LU)}
    return {**table, "source": [*table.get("source", ()), source]}


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
