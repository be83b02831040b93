"""The same operations under other titles: by orientation, by maître d'ouvrage or by commune, each in one group only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.vocabulaire import Portee, Vocabulaire

Place: TypeAlias = tuple[FicheAction, Operation | None]
"""An operation with its action; an action without any operation still has its place."""

PLUSIEURS: Final = "plusieurs"
EPCI: Final = "epci"
A_PRECISER: Final = ""
_SANS_COMMUNE: Final = {
    PLUSIEURS: "Plusieurs communes",
    EPCI: "Toute l’intercommunalité",
    A_PRECISER: "Commune à préciser",
}


class Regroupement(Vocabulaire):
    """What the operations are grouped by."""

    ORIENTATION = "orientation", "Par orientation"
    MAITRE_OUVRAGE = "maitre_ouvrage", "Par maître d’ouvrage"
    COMMUNE = "commune", "Par commune"


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupe:
    """Operations of one orientation, of one maître d'ouvrage or of one commune."""

    cle: str
    """Identity of what they share; a word when it is no object of the project."""
    intitule: str
    places: tuple[Place, ...] = ()

    def restrict(self, projet: Projet) -> Projet:
        """The project with these operations only: what reads a project reads a group.

        The envelopes are those of the whole project: a part of it has none.
        """
        gardees = {(fiche.uid, operation.uid if operation else None) for fiche, operation in self.places}
        fiches: list[FicheAction] = []
        for fiche in projet.fiches:
            operations = tuple(o for o in fiche.operations if (fiche.uid, o.uid) in gardees)
            if operations or (fiche.uid, None) in gardees:
                # The same object when all of it is there: who reads a project looks at what is new.
                entiere = len(operations) == len(fiche.operations)
                fiches.append(fiche if entiere else replace(fiche, operations=operations))
        return replace(projet, fiches=tuple(fiches), enveloppes=())


def regrouper(projet: Projet, par: Regroupement) -> tuple[Groupe, ...]:
    """The living operations of a project, each in one group, so that the groups add up to the plan.

    An action of several communes belongs to none of them: it stands under « Plusieurs communes ».
    """
    titres = dict(_titres(projet, par))
    places: dict[str, list[Place]] = {}
    for place in _places(projet):
        places.setdefault(cle_de(projet, par, *place), []).append(place)
    # Maîtres d'ouvrage come in the order the plan first names them; the others in that of the project.
    ordre = places if par is Regroupement.MAITRE_OUVRAGE else titres
    return tuple(
        Groupe(cle=cle, intitule=titres[cle], places=tuple(places[cle]))
        for cle in sorted(ordre, key=lambda cle: cle == A_PRECISER)
        if cle in places
    )


def cle_de(projet: Projet, par: Regroupement, fiche: FicheAction, operation: Operation | None) -> str:
    """Key of the group an operation is in."""
    match par:
        case Regroupement.ORIENTATION:
            return fiche.orientation if fiche.orientation and projet.orientation(fiche.orientation) else A_PRECISER
        case Regroupement.MAITRE_OUVRAGE:
            porteur = projet.organisme(operation.maitre_ouvrage) if operation else None
            return porteur.uid if porteur else A_PRECISER
        case Regroupement.COMMUNE:
            return _commune(projet, fiche)


def _places(projet: Projet) -> Iterator[Place]:
    for _, fiches in projet.fiches_par_orientation():
        for fiche in fiches:
            if fiche.statut.est_vivant:
                for operation in fiche.operations or (None,):
                    yield fiche, operation


def _commune(projet: Projet, fiche: FicheAction) -> str:
    if fiche.portee is Portee.EPCI:
        return EPCI
    connues = {commune.uid for commune in projet.territoire.communes}
    siennes = [uid for uid in fiche.communes if uid in connues]
    if len(siennes) > 1 or fiche.portee is Portee.PLUSIEURS_COMMUNES:
        return PLUSIEURS
    return siennes[0] if siennes else A_PRECISER


def _titres(projet: Projet, par: Regroupement) -> Iterator[tuple[str, str]]:
    match par:
        case Regroupement.ORIENTATION:
            yield from ((orientation.uid, orientation.titre) for orientation in projet.orientations)
            yield A_PRECISER, "Sans orientation"
        case Regroupement.MAITRE_OUVRAGE:
            yield from ((organisme.uid, organisme.nom) for organisme in projet.organismes)
            yield A_PRECISER, "Maître d’ouvrage à préciser"
        case Regroupement.COMMUNE:
            yield from ((commune.uid, commune.nom) for commune in projet.territoire.communes)
            yield from _SANS_COMMUNE.items()
