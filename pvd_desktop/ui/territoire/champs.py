"""The territory as its forms name it: what it embeds is flat, as in the commands."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from models.domain.ort import EffetOrt
from models.domain.territoire import Commune, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import RegimeOrt

_EMBARQUES = ("epci", "ort", "opah", "crte", "chef_de_projet")


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
    ort_vaut_opah: bool
    ort_conditions_delegation: str
    ort_date_derogation: date | None
    ort_reference_derogation: str
    ort_date_concertation: date | None
    ort_dernier_bilan: date | None
    ort_derniere_evaluation: date | None
    ort_effets: tuple[EffetOrt, ...]
    opah_perimetre: str
    opah_aides: Decimal | None
    opah_accompagnement: str
    opah_diversite: str
    opah_services: str
    opah_mise_a_disposition_debut: date | None
    opah_mise_a_disposition_fin: date | None
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
