"""« Ce qui diffère de la référence »: key by key, what the reference says and what the project says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from models.domain.dispositifs.adaptation import CLES, cle_entree
from models.domain.dispositifs.degre import Degre
from models.domain.dispositifs.dispositif import (
    Assiette,
    DepartDelai,
    FaitLiberatoire,
    GroupeCumul,
    PeriodePlafond,
    TypeDelai,
)
from models.domain.dispositifs.lecture import Table
from models.domain.dispositifs.pieces import CasPiece
from models.domain.formats import format_date, format_euros, format_taux
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme, Vocabulaire

ABSENT: Final = "non renseigné"
_LIBELLES: Final = {
    "intitule": "Intitulé",
    "sigle": "Sigle",
    "famille": "Famille",
    "noms": "Noms reconnus",
    "financeur": "Financeur",
    "type_financeur": "Type de financeur",
    "reserve_a": "Financeurs dont le nom est lu",
    "nature": "Nature",
    "groupe": "Groupe de cumul",
    "fait_liberatoire": "Fait libératoire",
    "article_fait_liberatoire": "Article du fait libératoire",
    "dernier_financeur": "Dernier financeur",
    "condition": "Taux et plafonds",
    "categorie": "Catégorie",
    "delai": "Délai",
    "versements": "Versements",
    "campagne": "Campagne",
    "portail": "Portail",
    "adresse_portail": "Adresse du portail",
    "instructeur": "Instruit par",
    "formulaire": "Formulaire de demande",
    "piece": "Pièce",
    "note": "Note",
    "source": "Source",
    "taux_minimum": "taux minimum",
    "taux_usuel": "taux d’ordinaire",
    "taux_maximum": "taux maximum",
    "plancher": "plancher",
    "plafond": "plafond",
    "plafond_par": "plafond",
    "assiette": "assiette",
    "precision": "précision",
    "ouverture": "ouverture",
    "cloture": "clôture",
    "mois": "durée",
    "jours": "durée",
    "exercices": "durée",
    "prorogation": "prorogation",
    "depart": "à compter de",
    "article": "article",
    "priorite": "priorité",
    "validation": "validation",
    "a_confirmer": "à confirmer",
    "avance": "avance",
    "avance_garantie": "avance avec garantie",
    "acomptes": "acomptes",
    "acomptes_long": "acomptes au-delà de 48\u00a0mois",
    "degre": "degré",
    "parametre": "durée",
    "apres_depot": "après le dépôt",
    "champ": "nom sur le portail",
    "adresse": "adresse",
    "lu_le": "lu le",
}
_VOCABULAIRES: Final[Mapping[str, type[Vocabulaire]]] = {
    "nature": NatureFinancement,
    "type_financeur": TypeOrganisme,
    "groupe": GroupeCumul,
    "fait_liberatoire": FaitLiberatoire,
    "plafond_par": PeriodePlafond,
    "assiette": Assiette,
    "depart": DepartDelai,
    "type": TypeDelai,
    "degre": Degre,
    "quand": CasPiece,
}
_EUROS: Final = {"plancher", "plafond"}
_DUREES: Final[Mapping[str, str]] = {"mois": "mois", "prorogation": "mois", "jours": "jours", "exercices": "exercices"}
_TAUX: Final = {"avance", "avance_garantie", "acomptes", "acomptes_long"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the project says otherwise than the reference."""

    libelle: str
    reference: str
    projet: str


def differences(reference: Table, effective: Table) -> tuple[Difference, ...]:
    """What differs, in the order of the keys as people know them."""
    return tuple(
        difference
        for cle in _LIBELLES
        if reference.get(cle) != effective.get(cle)
        for difference in _differences_de(cle, reference.get(cle), effective.get(cle))
    )


def _differences_de(cle: str, reference: object, projet: object) -> Iterator[Difference]:
    if cle not in CLES:
        yield Difference(_LIBELLES[cle], _dire(cle, reference), _dire(cle, projet))
        return
    cles = CLES[cle]
    avant, apres = (
        {cle_entree(cles, entree): entree for entree in cast("list[Table]", liste or [])}
        for liste in (reference, projet)
    )
    for entree in dict.fromkeys((*avant, *apres)):
        une, autre = avant.get(entree), apres.get(entree)
        if une != autre:
            nom = " ".join(_dire(c, valeur) for c, valeur in zip(cles, entree, strict=True) if valeur)
            if cle == "piece":
                # People know it by its title, not by its code.
                nom = f"«\u00a0{(une or autre or {}).get('intitule', nom)}\u00a0»"
            yield Difference(f"{_LIBELLES[cle]} {nom}", _dire_entree(cles, une), _dire_entree(cles, autre))


def _dire_entree(cles: tuple[str, ...], entree: Table | None) -> str:
    if entree is None:
        return "absent"
    morceaux = [_nommer(cle, valeur) for cle, valeur in entree.items() if cle not in {*cles, "source"}]
    return ", ".join(morceaux) or "sans précision"


def _nommer(cle: str, valeur: object) -> str:
    if cle in {"intitule", "precision"}:
        return str(valeur)
    if cle == "quand":
        return f"demandée {_dire(cle, valeur).lower()}"
    return f"{_LIBELLES.get(cle, cle)} {_dire(cle, valeur)}"


def _dire(cle: str, valeur: Any) -> str:
    if valeur is None:
        return ABSENT
    if vocabulaire := _VOCABULAIRES.get(cle):
        return vocabulaire(valeur).libelle
    if cle == "parametre":
        return "celle du barème"
    if unite := _DUREES.get(cle):
        return f"{valeur}\u00a0{unite}"
    if cle.startswith("taux_") or cle in _TAUX:
        return format_taux(Decimal(valeur))
    return format_euros(Decimal(valeur)) if cle in _EUROS else _dire_valeur(valeur)


def _dire_valeur(valeur: object) -> str:
    match valeur:
        case bool():
            return "oui" if valeur else "non"
        case date():
            return format_date(valeur)
        case dict():
            return ", ".join(_nommer(c, v) for c, v in cast("Table", valeur).items())
        case list():
            return ", ".join(map(str, cast("list[object]", valeur)))
        case _:
            return str(valeur)
