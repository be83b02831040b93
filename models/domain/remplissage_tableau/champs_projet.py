"""What a lone cell may receive: figures and names of the whole project."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.importation.champs import IGNORE
from models.domain.importation.proximite import cle
from models.domain.projet import Projet
from models.domain.remplissage_tableau.gabarit import Place, read_place
from models.domain.remplissage_tableau.sources import Valeur
from models.domain.remplissage_tableau.unites import Choix, unites_de

PREFIXE: Final = "pvd_"
"""What begins the name of a cell that asks for a field: ``pvd_commune``."""


@dataclass(frozen=True, slots=True)
class ChampProjet:
    """A field of the whole project."""

    libelle: str
    lire: Callable[[Projet, date], Valeur]


def _communes(projet: Projet, _: date) -> Valeur:
    return ", ".join(c.nom for c in projet.territoire.communes)


def _actions(projet: Projet, _: date) -> Valeur:
    return Decimal(sum(1 for _ in unites_de(projet, Choix())))


CHAMPS_PROJET: Final[Mapping[str, ChampProjet]] = {
    "territoire": ChampProjet("Nom du projet", lambda p, _: p.territoire.nom),
    "commune": ChampProjet("Communes", _communes),
    "epci": ChampProjet("Intercommunalité", lambda p, _: p.territoire.epci.nom),
    "siren_epci": ChampProjet("SIREN de l’intercommunalité", lambda p, _: p.territoire.epci.siren),
    "departement": ChampProjet("Département", lambda p, _: p.territoire.departement),
    "region": ChampProjet("Région", lambda p, _: p.territoire.region),
    "crte": ChampProjet("CRTE", lambda p, _: p.territoire.crte.nom),
    "chef_de_projet": ChampProjet("Chef de projet", lambda p, _: p.territoire.chef_de_projet.nom),
    "courriel": ChampProjet("Courriel du chef de projet", lambda p, _: p.territoire.chef_de_projet.courriel),
    "telephone": ChampProjet("Téléphone du chef de projet", lambda p, _: p.territoire.chef_de_projet.telephone),
    "date_convention": ChampProjet("Signature de la convention", lambda p, _: p.territoire.date_convention),
    "date": ChampProjet("Date du remplissage", lambda _, jour: jour),
    "nombre_actions": ChampProjet("Nombre d’actions", _actions),
    "cout_total": ChampProjet("Coût du plan", lambda p, _: p.totaux.cout),
    "acquis": ChampProjet("Aides acquises", lambda p, _: p.totaux.acquis),
    "sollicite": ChampProjet("Aides sollicitées", lambda p, _: p.totaux.sollicite),
    "a_solliciter": ChampProjet("Aides à solliciter", lambda p, _: p.totaux.a_solliciter),
    "total_aides": ChampProjet("Total des aides", lambda p, _: p.totaux.aides),
    "part_decidee": ChampProjet("Part décidée", lambda p, _: p.totaux.part_decidee),
    "a_trouver": ChampProjet("À trouver", lambda p, _: p.totaux.a_trouver),
    "reste": ChampProjet("Reste à charge", lambda p, _: p.totaux.solde),
}
"""Every field that a named cell may ask for, by what follows ``PREFIXE``."""


def champ_du_nom(nom: str) -> str:
    """The field that a named cell asks for; empty when it asks for none.

    >>> champ_du_nom("PVD_Cout_Total"), champ_du_nom("Zone_d_impression")
    ('cout_total', '')
    """
    if not nom.lower().startswith(PREFIXE):
        return ""
    code = cle(nom[len(PREFIXE) :].replace("_", " ")).replace(" ", "_")
    return code if code in CHAMPS_PROJET else ""


def read_cellules(memoire: object) -> dict[Place, str]:
    """Lone cells that were remembered; what cannot be read of them is left out."""
    lues: Mapping[object, object] = memoire if isinstance(memoire, Mapping) else {}  # pyright: ignore[reportUnknownVariableType]
    cellules: dict[Place, str] = {}
    for texte, code in lues.items():
        place = read_place(texte) if isinstance(texte, str) else None
        if place is not None and isinstance(code, str) and (code == IGNORE or code in CHAMPS_PROJET):
            cellules[place] = code
    return cellules
