"""What the list of the demandes shows, and the words of each filter: several values of one kind add up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.domain.demande import IssueDemande
from models.domain.demandes.etapes import TypeEtape
from models.domain.formats import sort_key
from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.ui.demandes.lignes import LigneListe

SANS: Final = ""
"""Value of the rows that have none."""


class Genre(Vocabulaire):
    """What a filter is about."""

    DISPOSITIF = "dispositif", "Dispositif"
    ANNEE = "annee", "Année"
    ETAPE = "etape", "Étape"
    DEMANDEUR = "demandeur", "Maître d’ouvrage"


_SANS_LIBELLES: Final = {
    Genre.DISPOSITIF: "Sans dispositif",
    Genre.ANNEE: "Sans année",
    Genre.ETAPE: "Sans étape",
    Genre.DEMANDEUR: "Sans maître d’ouvrage",
}
Valeur = tuple[Genre, str]


def _etape(ligne: LigneListe) -> tuple[str, str]:
    issue = ligne.etapes.issue
    etape: TypeEtape | IssueDemande = issue if issue is not None and issue.est_perdue else ligne.etapes.courante
    return etape.value, etape.libelle


def _dispositif(ligne: LigneListe) -> tuple[str, str]:
    return ligne.situee.demande.dispositif, ligne.dispositif


def _annee(ligne: LigneListe) -> tuple[str, str]:
    annee = str(ligne.situee.annee or "")
    return annee, annee


def _demandeur(ligne: LigneListe) -> tuple[str, str]:
    demandeur = ligne.situee.demandeur
    return (demandeur.uid, demandeur.nom or "Organisme sans nom") if demandeur else (SANS, "")


_LECTURES: Final[Mapping[Genre, Callable[[LigneListe], tuple[str, str]]]] = {
    Genre.DISPOSITIF: _dispositif,
    Genre.ANNEE: _annee,
    Genre.ETAPE: _etape,
    Genre.DEMANDEUR: _demandeur,
}
_RANGS: Final = {
    code: rang for rang, code in enumerate((*(e.value for e in TypeEtape), *(i.value for i in IssueDemande)))
}


@dataclass(frozen=True, slots=True)
class Filtres:
    """Values of one kind add up; kinds narrow one another."""

    valeurs: frozenset[Valeur] = field(default_factory=frozenset[Valeur])
    recherche: str = ""

    def __bool__(self) -> bool:
        """Whether a row may be hidden."""
        return bool(self.valeurs or self.recherche.split())

    @property
    def nombre(self) -> int:
        """How many filters, the search included."""
        return len(self.valeurs) + bool(self.recherche.split())

    def basculer(self, valeur: Valeur) -> "Filtres":
        """The same with, or without, this value."""
        return replace(self, valeurs=self.valeurs ^ {valeur})

    def keep(self, ligne: LigneListe) -> bool:
        """Whether the row is shown."""
        genres = {genre for genre, _ in self.valeurs}
        if any((genre, _LECTURES[genre](ligne)[0]) not in self.valeurs for genre in genres):
            return False
        texte = ligne.recherche if self.recherche else ""
        return all(mot in texte for mot in sort_key(self.recherche).split())

    def garder_connus(self, lignes: Sequence[LigneListe]) -> "Filtres":
        """The same without the values that no row has any more: they would hide everything without a word."""
        connues = {(genre, lire(ligne)[0]) for ligne in lignes for genre, lire in _LECTURES.items()}
        return replace(self, valeurs=self.valeurs & connues)


def choix(genre: Genre, lignes: Iterable[LigneListe]) -> list[tuple[str, str]]:
    """(value, label) of the rows there are; those without one come last, as a value like the others."""
    trouves = dict(_LECTURES[genre](ligne) for ligne in lignes)
    sans = [(SANS, _SANS_LIBELLES[genre])] if trouves.pop(SANS, None) is not None else []

    def ordre(paire: tuple[str, str]) -> tuple[int, str]:
        return (_RANGS[paire[0]] if genre is Genre.ETAPE else 0), sort_key(paire[1])

    return [*sorted(trouves.items(), key=ordre), *sans]


def badges(filtres: Filtres, lignes: Sequence[LigneListe]) -> Iterator[tuple[str, Valeur]]:
    """One per value: what it says, and the value that a click takes away."""
    for genre in Genre:
        for valeur, libelle in choix(genre, lignes):
            if (genre, valeur) in filtres.valeurs:
                yield (libelle if valeur == SANS else f"{genre.libelle}\u00a0: {libelle}"), (genre, valeur)
