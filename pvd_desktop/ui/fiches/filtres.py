"""What the list of the plan d'action keeps: pure, so that badges, rows and totals always tell the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from models.domain.formats import sort_key
from models.domain.vocabulaire import Priorite, StatutAction, Vocabulaire
from pvd_desktop.ui.fiches.lignes_plan import LigneFiche
from pvd_desktop.ui.widgets.badge import Badge

SANS_PRIORITE: Final = ""
"""Value of the filter for the fiches whose priorité is not told."""


class Manque(Vocabulaire):
    """What a fiche may lack, as a filter."""

    SANS_COUT = "sans_cout", "Sans coût"
    SANS_FINANCEUR = "sans_financeur", "Sans financeur"
    SANS_DATE = "sans_date", "Sans date"
    SANS_MAITRE_OUVRAGE = "sans_maitre_ouvrage", "Sans maître d’ouvrage"
    A_TROUVER = "a_trouver", "À trouver"


@dataclass(frozen=True, slots=True)
class Filtres:
    """Values of one kind add up (« en cours » or « engagée »); kinds narrow one another."""

    statuts: frozenset[StatutAction] = field(default_factory=frozenset[StatutAction])
    priorites: frozenset[str] = field(default_factory=frozenset[str])
    manques: frozenset[Manque] = field(default_factory=frozenset[Manque])
    recherche: str = ""

    def __bool__(self) -> bool:
        """Whether a fiche may be hidden."""
        return bool(self.statuts or self.priorites or self.manques or self.mots)

    @property
    def mots(self) -> tuple[str, ...]:
        """Words looked for, without accents: each must be found."""
        return _read_mots(self.recherche)

    @property
    def nombre(self) -> int:
        """How many filters, the search included."""
        return len(self.statuts) + len(self.priorites) + len(self.manques) + bool(self.mots)

    def keep(self, ligne: LigneFiche) -> bool:
        """Whether the fiche is shown."""
        fiche = ligne.fiche
        return (
            (not self.statuts or fiche.statut in self.statuts)
            and (not self.priorites or (fiche.priorite or SANS_PRIORITE) in self.priorites)
            and all(_lacks(ligne, manque) for manque in self.manques)
            and all(mot in ligne.recherche for mot in self.mots)
        )

    def badges(self) -> Iterator[Badge["Filtres"]]:
        """One per value, in the order of the lists; the search is told by its own field."""
        for statut in StatutAction:
            if statut in self.statuts:
                yield Badge(f"Statut\u00a0: {statut.libelle}", replace(self, statuts=self.statuts - {statut}))
        for valeur, libelle in choix_priorites():
            if valeur in self.priorites:
                yield Badge(f"Priorité\u00a0: {libelle}", replace(self, priorites=self.priorites - {valeur}))
        for manque in Manque:
            if manque in self.manques:
                yield Badge(manque.libelle, replace(self, manques=self.manques - {manque}))


def write_filtres(filtres: Filtres) -> str:
    """Text kept in the preferences; the search is of the moment and is not."""
    codes = {"statut": filtres.statuts, "priorite": filtres.priorites, "manque": filtres.manques}
    return " ".join(f"{nom}:{code}" for nom, valeurs in codes.items() for code in sorted(valeurs))


def read_filtres(texte: str) -> Filtres:
    """Filters from that text; what is not known any more is left out."""
    codes = set(texte.split())
    return Filtres(
        statuts=frozenset(s for s in StatutAction if f"statut:{s.value}" in codes),
        priorites=frozenset(valeur for valeur, _ in choix_priorites() if f"priorite:{valeur}" in codes),
        manques=frozenset(m for m in Manque if f"manque:{m.value}" in codes),
    )


def choix_priorites() -> list[tuple[str, str]]:
    """(value, label) of the filter on the priorité: « non renseignée » is a value like the others."""
    return [*((str(p), p.libelle) for p in Priorite), (SANS_PRIORITE, "Non renseignée")]


@lru_cache(maxsize=16)
def _read_mots(recherche: str) -> tuple[str, ...]:
    """Every row asks for the same ones at each key."""
    return tuple(sort_key(recherche).split())


def _lacks(ligne: LigneFiche, manque: Manque) -> bool:
    match manque:
        case Manque.SANS_COUT:
            return ligne.totaux.cout is None
        case Manque.SANS_FINANCEUR:
            lignes = (financement for o in ligne.fiche.operations for financement in o.financements)
            return not any(financement.financeur for financement in lignes)
        case Manque.SANS_DATE:
            return not any(phase.debut or phase.fin for phase in ligne.fiche.phases)
        case Manque.SANS_MAITRE_OUVRAGE:
            return any(o.maitre_ouvrage is None for o in ligne.fiche.operations) or not ligne.fiche.operations
        case Manque.A_TROUVER:
            return (ligne.totaux.a_trouver or Decimal(0)) > 0
