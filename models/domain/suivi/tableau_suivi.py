"""The tracking table that people send: which columns, in which order, of which actions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction

COLONNES: Final[Mapping[str, str]] = {
    "orientation": "Orientation",
    "numero": "N°",
    "intitule": "Action",
    "statut": "Statut",
    "priorite": "Priorité",
    "maitre_ouvrage": "Maître d’ouvrage",
    "referent": "Référent",
    "communes": "Communes",
    "partenaires": "Partenaires",
    "debut": "Début",
    "fin": "Fin",
    "base": "Base",
    "cout": "Coût",
    "acquis": "Acquis",
    "sollicite": "Sollicité",
    "a_solliciter": "À solliciter",
    "part_decidee": "Part décidée",
    "a_trouver": "À trouver",
    "financeurs": "Financeurs",
    "meteo": "Météo",
    "point_bloquant": "Point bloquant",
    "prochaine_etape": "Prochaine étape",
    "prochaine_etape_qui": "Par qui",
    "prochaine_etape_date": "Pour quand",
    "derniere_nouvelle": "Dernière nouvelle",
    "completude": "Complétude",
}
"""Every column and its title, in the order they are proposed."""
USUELLES: Final = (
    "orientation",
    "numero",
    "intitule",
    "maitre_ouvrage",
    "statut",
    "cout",
    "acquis",
    "a_trouver",
    "prochaine_etape",
    "prochaine_etape_date",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableauSuivi:
    """A table one may give a name to and find again."""

    nom: str = ""
    colonnes: tuple[str, ...] = USUELLES
    statuts: frozenset[StatutAction] = frozenset()
    """Statuts that are kept; all of them when empty."""
    maitre_ouvrage: Uid | None = None
    """Organisme that leads one of the operations."""
    orientation: Uid | None = None
    fiches: tuple[Uid, ...] | None = None
    """These actions, and no other."""

    def keep(self, fiche: FicheAction) -> bool:
        """Whether an action is one of the table."""
        return (
            (self.fiches is None or fiche.uid in self.fiches)
            and (not self.statuts or fiche.statut in self.statuts)
            and (self.orientation is None or fiche.orientation == self.orientation)
            and (self.maitre_ouvrage is None or any(o.maitre_ouvrage == self.maitre_ouvrage for o in fiche.operations))
        )

    def select(self, projet: Projet) -> Iterator[FicheAction]:
        """Its actions, in the order of the plan."""
        for _, fiches in projet.fiches_par_orientation():
            yield from filter(self.keep, fiches)

    def as_dict(self) -> dict[str, Any]:
        """What is worth keeping under its name, as plain JSON values."""
        return {
            "nom": self.nom,
            "colonnes": list(self.colonnes),
            "statuts": sorted(self.statuts),
            "maitre_ouvrage": self.maitre_ouvrage,
            "orientation": self.orientation,
        }


def read_tableau(valeurs: Mapping[str, Any]) -> TableauSuivi:
    """A table from what was kept; what is not known any more is left out."""
    colonnes = tuple(c for c in dict.fromkeys(_texts(valeurs.get("colonnes"))) if c in COLONNES)
    statuts = set(_texts(valeurs.get("statuts")))
    return TableauSuivi(
        nom=str(valeurs.get("nom") or ""),
        colonnes=colonnes or USUELLES,
        statuts=frozenset(s for s in StatutAction if s in statuts),
        maitre_ouvrage=_uid(valeurs.get("maitre_ouvrage")),
        orientation=_uid(valeurs.get("orientation")),
    )


def _texts(valeur: object) -> list[str]:
    return [un for un in valeur if isinstance(un, str)] if isinstance(valeur, list) else []  # pyright: ignore[reportUnknownVariableType]


def _uid(valeur: object) -> Uid | None:
    return Uid(valeur) if isinstance(valeur, str) and valeur else None
