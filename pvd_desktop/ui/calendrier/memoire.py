"""Which échéances were shown, kept for the next visit: the filters of one project mean nothing in another."""

from typing import Final, TypeVar

from models.domain.echeances import EtatEcheance, NatureEcheance
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.ui.calendrier.filtres import FiltreEcheances
from pvd_desktop.ui.settings import Settings

V = TypeVar("V", bound=Vocabulaire)
_ETAT: Final = "etat"
_NATURE: Final = "nature"
_FICHE: Final = "fiche"


class MemoireEcheances:
    """The filters of the list; what is no longer known filters nothing."""

    def __init__(self, settings: Settings, projet: Uid) -> None:
        self._settings = settings
        self._prefixe = f"echeances_{projet}"

    @property
    def filtre(self) -> FiltreEcheances:
        """The last one chosen."""
        fiche = self._lu(_FICHE)
        return FiltreEcheances(
            etat=_find(EtatEcheance, self._lu(_ETAT)),
            nature=_find(NatureEcheance, self._lu(_NATURE)),
            fiche=Uid(fiche) if fiche else None,
        )

    @filtre.setter
    def filtre(self, filtre: FiltreEcheances) -> None:
        for quoi, valeur in ((_ETAT, filtre.etat), (_NATURE, filtre.nature), (_FICHE, filtre.fiche)):
            self._settings.set_affichage(f"{self._prefixe}_{quoi}", str(valeur or ""))

    def _lu(self, quoi: str) -> str:
        return self._settings.affichage(f"{self._prefixe}_{quoi}")


def _find(vocabulaire: type[V], texte: str) -> V | None:
    return next((valeur for valeur in vocabulaire if valeur.value == texte), None)
