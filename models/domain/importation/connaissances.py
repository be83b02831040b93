"""What the reading of a table asks of the reference data, which the domain does not open."""

from collections.abc import Callable
from dataclasses import dataclass

from models.domain.maquettes.financeurs import Financeurs
from models.domain.territoire import Epci


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneConnue:
    """A commune of the code officiel géographique."""

    code_insee: str
    nom: str
    epci: Epci


@dataclass(frozen=True, slots=True, kw_only=True)
class Connaissances:
    """Reference data as questions."""

    financeurs: Financeurs
    commune_du_code: Callable[[str], CommuneConnue | None]
    commune_du_nom: Callable[[str], CommuneConnue | None]
