"""Which fiches the convention holds as actions, and which as projects still to mature."""

from collections.abc import Iterator

from models.domain.fiche_action import FicheAction
from models.domain.orientation import Orientation
from models.domain.projet import Projet
from models.domain.vocabulaire import StatutAction

_EN_MATURATION = frozenset({StatutAction.IDEE, StatutAction.EN_MATURATION})


def est_en_maturation(fiche: FicheAction) -> bool:
    """A project of annexe 4, not ripe enough for a fiche-action of the plan."""
    return fiche.statut in _EN_MATURATION


def est_au_plan(fiche: FicheAction) -> bool:
    """An action of annexe 2: entered in the plan by the COPIL, suspended included, neither abandoned nor history."""
    return fiche.statut.est_vivant and not est_en_maturation(fiche)


def actions_du_plan(projet: Projet) -> Iterator[tuple[Orientation | None, tuple[FicheAction, ...]]]:
    """The orientations that have actions in the plan, with them; then the actions without orientation."""
    for orientation, fiches in projet.fiches_par_orientation():
        if actions := tuple(filter(est_au_plan, fiches)):
            yield orientation, actions


def projets_en_maturation(projet: Projet) -> tuple[FicheAction, ...]:
    """The projects still to mature, in the order of the plan."""
    return tuple(filter(est_en_maturation, projet.fiches))
