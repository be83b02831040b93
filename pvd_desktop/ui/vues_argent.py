"""The views of the money beside the grid of the maquette, and the one shown last: the grid leads to them."""

from typing import Final

from models.domain.maquettes.filtre_operations import FiltreOperations
from models.domain.maquettes.regroupement import Regroupement
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.ui.settings import Settings

PAGE: Final = "programmation"
"""The page that shows them, as ``pages.py`` names it."""

_CHOISI: Final = "="


class VueArgent(Vocabulaire):
    """One view."""

    ENCAISSEMENT = "encaissement", "Par année d’encaissement"
    PREVU_REALISE = "prevu_realise", "Prévu / Réalisé"
    CHARGE = "charge", "Charge nette"
    INTENTIONS = "intentions", "Intentions DETR/DSIL"


class MemoireArgent:
    """What was shown last for a project, found again at the next start."""

    def __init__(self, settings: Settings, projet: Uid) -> None:
        self._settings = settings
        self._prefixe = f"argent_{projet}"

    @property
    def vue(self) -> VueArgent:
        """The view shown last."""
        texte = self._settings.affichage(f"{self._prefixe}_vue")
        return VueArgent(texte) if texte in list(VueArgent) else VueArgent.ENCAISSEMENT

    @vue.setter
    def vue(self, vue: VueArgent) -> None:
        self._settings.set_affichage(f"{self._prefixe}_vue", vue.value)

    @property
    def regroupement(self) -> Regroupement:
        """What the operations are grouped by."""
        texte = self._settings.affichage(f"{self._prefixe}_par")
        return Regroupement(texte) if texte in list(Regroupement) else Regroupement.ORIENTATION

    @regroupement.setter
    def regroupement(self, par: Regroupement) -> None:
        self._settings.set_affichage(f"{self._prefixe}_par", par.value)

    @property
    def filtre(self) -> FiltreOperations:
        """The operations that were looked at: the grid and the other views show the same ones."""
        return FiltreOperations(porteur=self._filtre("porteur"), commune=self._filtre("commune"))

    @filtre.setter
    def filtre(self, filtre: FiltreOperations) -> None:
        self._set_filtre("porteur", filtre.porteur)
        self._set_filtre("commune", filtre.commune)

    def _filtre(self, nom: str) -> str | None:
        texte = self._settings.affichage(f"{self._prefixe}_{nom}")
        return texte.removeprefix(_CHOISI) if texte.startswith(_CHOISI) else None

    def _set_filtre(self, nom: str, cle: str | None) -> None:
        # The group of what nobody filled in has an empty key, which is not the absence of a filter.
        self._settings.set_affichage(f"{self._prefixe}_{nom}", "" if cle is None else f"{_CHOISI}{cle}")
