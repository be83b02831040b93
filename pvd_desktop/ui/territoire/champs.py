"""The territory as its forms name it: what it embeds is flat, as in the commands."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from models.domain.territoire import Commune, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import RegimeOrt

_EMBARQUES = ("epci", "ort", "crte", "chef_de_projet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampsTerritoire:
    """What the forms of the page show."""

    uid: Uid
    communes: tuple[Commune, ...]
    nom: str
    departement: str
    region: str
    epci_nom: str
    epci_siren: str
    regime_ort: RegimeOrt
    date_adhesion: date | None
    date_convention: date | None
    duree_annees: int | None
    fin_programme: date | None
    fin_ort: date | None
    ort_date_signature: date | None
    tribunal: str
    crte_nom: str
    crte_date_signature: date | None
    chef_de_projet_nom: str
    chef_de_projet_employeur: str
    chef_de_projet_quotite: Decimal | None
    chef_de_projet_courriel: str
    chef_de_projet_telephone: str

    @classmethod
    def of(cls, territoire: Territoire) -> "ChampsTerritoire":
        """The same object for the same territory: forms read nothing again."""
        return _flatten(territoire)


@lru_cache(maxsize=1)
def _flatten(territoire: Territoire) -> ChampsTerritoire:
    return ChampsTerritoire(**{champ.name: _read(territoire, champ.name) for champ in fields(ChampsTerritoire)})


def _read(territoire: Territoire, nom: str) -> Any:
    for embarque in _EMBARQUES:
        if nom.startswith(f"{embarque}_"):
            return getattr(getattr(territoire, embarque), nom.removeprefix(f"{embarque}_"))
    return getattr(territoire, nom)
