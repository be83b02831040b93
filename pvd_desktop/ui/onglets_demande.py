"""The tabs that other rooms bring to the detail of a demande, in their order. To add one: its room and one entry."""

from typing import Final

from pvd_desktop.ui.rubrique_demande import OngletDemande

ONGLETS_DEMANDE: Final[tuple[OngletDemande, ...]] = ()
