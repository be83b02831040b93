"""What pages are made of, loaded beside the window once it is on screen: their first visit does not wait for it."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

SALLES: Final = (
    *("fiches", "historique", "tableau_bord", "territoire", "maquette", "demandes", "paiement", "organismes"),
    *("calendrier", "planning", "gouvernance", "convention", "feuillets", "points", "documents", "apercu"),
    *("scenarios", "programmation", "versions", "reglages", "donnees", "corbeille", "suivi", "partenaire"),
    *("importation", "retour", "palette", "preferences", "restauration"),
)
"""Rooms of the window, in the order of the rail, then of the menu."""
_FENETRE: Final = "pvd_desktop.ui"
_AUTRES: Final = ("models.commands", "models.queries", _FENETRE)


def load_ahead(check: Callable[[], object]) -> None:
    """Load the rooms and what they read; any thread may. ``check`` is called between two modules, and may raise."""
    _look_up(check)
    for paquet in (*_AUTRES, *(f"{_FENETRE}.{salle}" for salle in SALLES)):
        for nom in _modules(paquet):
            check()
            import_module(nom)


def _look_up(check: Callable[[], object]) -> None:
    """The files of reference that pages would read at their first look."""
    from models.referentiel.convention import load_plan_convention
    from models.referentiel.dispositifs import load_dispositifs
    from models.referentiel.financeurs import load_financeurs
    from models.referentiel.formulaires import load_formulaires

    for load in (load_dispositifs, load_formulaires, load_financeurs, load_plan_convention):
        check()
        load()


def _modules(paquet: str) -> Iterator[str]:
    for module in pkgutil.iter_modules(import_module(paquet).__path__, f"{paquet}."):
        yield module.name
