"""Rows of the tree of the plan d'action: an orientation or a fiche, with what is computed from it once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from models.domain.completude import Completude, completude
from models.domain.fiche_action import FicheAction
from models.domain.formats import sort_key
from models.domain.orientation import Orientation
from models.domain.plan_financement import Totaux, additionner
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.ui.widgets.arbre import Noeud

CLE_SANS_ORIENTATION: Final = "sans-orientation"
SANS_ORIENTATION: Final = "Sans orientation"
_PAQUET: Final = 25
"""Rows summed together."""


@dataclass(frozen=True)
class LigneOrientation:
    """The head of a group; ``None`` gathers the fiches that have no orientation."""

    orientation: Orientation | None

    @property
    def titre(self) -> str:
        """What is read on the row."""
        return self.orientation.titre if self.orientation else SANS_ORIENTATION

    @property
    def uid(self) -> Uid | None:
        """The orientation the group stands for."""
        return self.orientation.uid if self.orientation else None


@dataclass(frozen=True, eq=False)
class LigneFiche:
    """A fiche and what the list says of it. Figures are computed at most once a version of the fiche.

    A row equals only itself: comparing two snapshots field by field, row after row, costs more than painting.
    """

    fiche: FicheAction
    cadre: Projet
    """Where the names of its organismes and its orientation are read."""

    @cached_property
    def maitres_ouvrage(self) -> tuple[str, ...]:
        """Names of those who lead its operations, each once."""
        noms = dict.fromkeys(self.cadre.nom_organisme(o.maitre_ouvrage) for o in self.fiche.operations)
        return tuple(nom for nom in noms if nom)

    @cached_property
    def debut(self) -> date | None:
        """First day of its calendar."""
        return min((phase.debut for phase in self.fiche.phases if phase.debut), default=None)

    @cached_property
    def fin(self) -> date | None:
        """Last day of its calendar; a jalon ends the day it starts."""
        jours = (phase.fin or phase.debut for phase in self.fiche.phases)
        return max(filter(None, jours), default=None)

    @cached_property
    def completude(self) -> Completude:
        """What it has of the model."""
        return completude(self.fiche, self.cadre)

    @cached_property
    def totaux(self) -> Totaux:
        """Totals of its operations."""
        return self.fiche.totaux

    @cached_property
    def recherche(self) -> str:
        """Everything the search looks in, without accents nor case. Built at the first search only."""
        fiche = self.fiche
        return sort_key("\n".join((fiche.numero, fiche.intitule, fiche.description, *self.maitres_ouvrage)))


Ligne = LigneOrientation | LigneFiche


class LecteurPlan:
    """Turns a project into nodes; a fiche that did not change keeps its row, and its figures."""

    def __init__(self) -> None:
        self._lignes: dict[Uid, LigneFiche] = {}
        self._cadre: Projet | None = None
        self._groupes: dict[str, LigneOrientation] = {}

    def forget(self) -> None:
        """An organisme or an orientation changed: names and completeness are read again."""
        self._lignes.clear()
        self._cadre = None

    def build_noeuds(self, projet: Projet) -> list[Noeud[Ligne]]:
        """Orientations with their fiches, then the fiches without one, if any."""
        groupes: list[Noeud[Ligne]] = []
        # The same for all rows until an organisme or an orientation changes: only one version is kept alive.
        cadre = self._cadre = self._cadre or projet
        anciennes, self._lignes = self._lignes, {}
        for orientation, fiches in _groupes(projet):
            enfants: list[Noeud[Ligne]] = []
            for fiche in fiches:
                ligne = anciennes.get(fiche.uid)
                if ligne is None or ligne.fiche is not fiche:
                    ligne = LigneFiche(fiche, cadre)
                self._lignes[fiche.uid] = ligne
                enfants.append(Noeud(fiche.uid, ligne))
            cle = orientation.uid if orientation else CLE_SANS_ORIENTATION
            tete = self._groupes.get(cle)
            if tete is None or tete.orientation is not orientation:
                tete = self._groupes[cle] = LigneOrientation(orientation)
            groupes.append(Noeud(cle, tete, enfants))
        return groupes

    def lignes(self) -> Sequence[LigneFiche]:
        """Rows of all the fiches."""
        return tuple(self._lignes.values())


class SommeTotaux:
    """Totals of hundreds of rows at each act: sums of a few rows are kept while these rows stay the same."""

    def __init__(self) -> None:
        self._sommes: dict[tuple[LigneFiche, ...], Totaux] = {}

    def add_up(self, lignes: Sequence[LigneFiche]) -> Totaux:
        """The totals of ``lignes``; what is abandoned or out of the plan counts nowhere."""
        anciennes, self._sommes = self._sommes, {}
        for debut in range(0, len(lignes), _PAQUET):
            paquet = tuple(lignes[debut : debut + _PAQUET])
            somme = anciennes.get(paquet)
            if somme is None:
                somme = additionner(ligne.totaux for ligne in paquet if ligne.fiche.statut.est_vivant)
            self._sommes[paquet] = somme
        return additionner(self._sommes.values())


def _groupes(projet: Projet) -> list[tuple[Orientation | None, list[FicheAction]]]:
    """One pass over the fiches, whatever the number of orientations."""
    par_uid: dict[Uid | None, list[FicheAction]] = {o.uid: [] for o in projet.orientations}
    orphelines: list[FicheAction] = []
    for fiche in projet.fiches:
        par_uid.get(fiche.orientation, orphelines).append(fiche)
    groupes: list[tuple[Orientation | None, list[FicheAction]]] = [(o, par_uid[o.uid]) for o in projet.orientations]
    return [*groupes, (None, orphelines)] if orphelines else groupes
