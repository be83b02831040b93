"""The tab that the room of the payments brings to a fiche: rooms that do not know one another meet here."""

from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.rubrique_operation import RubriqueOperation
from pvd_desktop.ui.settings import Settings


def build_realise(ecrivain: Ecrivain, settings: Settings, parent: QWidget) -> RubriqueOperation:
    """Tab « Réalisé »."""
    # Its commands load what opening a project does without.
    from pvd_desktop.ui.paiement.realise import OngletRealise

    return OngletRealise(ecrivain, settings, parent)
