"""Write use-cases: functions of a session, run as one act by ``Database.execute``. They never commit.

They load SQLAlchemy, which takes longer than all the rest of the window. So a screen that is there from the start names
them by this package, ``commands.fiches.add_fiche``: the module is loaded when it is first asked for.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.commands import constats as constats
    from models.commands import convention as convention
    from models.commands import corbeille as corbeille
    from models.commands import demandes as demandes
    from models.commands import echeances as echeances
    from models.commands import equilibrage as equilibrage
    from models.commands import fiches as fiches
    from models.commands import gouvernance as gouvernance
    from models.commands import historique as historique
    from models.commands import importation as importation
    from models.commands import maquette as maquette
    from models.commands import operations as operations
    from models.commands import organismes as organismes
    from models.commands import orientations as orientations
    from models.commands import paiements as paiements
    from models.commands import pieces as pieces
    from models.commands import reglages as reglages
    from models.commands import reprise as reprise
    from models.commands import territoire as territoire
    from models.commands import versions as versions


def __getattr__(nom: str) -> ModuleType:
    """The module of that name."""
    if nom.startswith("_"):
        raise AttributeError(nom)
    return import_module(f"{__name__}.{nom}")
