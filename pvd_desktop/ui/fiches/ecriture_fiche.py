"""From a validated field to an act: which command, under which name."""

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from models import commands
from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.actes import name_fiche
from pvd_desktop.ui.fiches.noms_champs import NOMS_DES_CHAMPS
from pvd_desktop.ui.widgets.liste_editable import ActesListe

_TEXTES_LONGS: Final = frozenset({"description", "centralite"})
_LIGNES: Final = {
    "partenaires": "un partenaire",
    "contrats": "un contrat lié",
    "phases": "le calendrier",
    "indicateurs": "un indicateur",
    "notes": "une note",
}


class EcritureFiche:
    """Writes the fiche shown by the editor."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain
        self.uid: Uid | None = None
        """The fiche being edited."""

    @property
    def fiche(self) -> FicheAction | None:
        """Its snapshot."""
        return self._ecrivain.projet.fiche(self.uid)

    def write(self, nom: str, valeur: object) -> AppError | None:
        """One field; why it was refused, if it was."""
        fiche = self.fiche
        if fiche is None:
            return None
        libelle = f"Modifier {NOMS_DES_CHAMPS[nom]} de {name_fiche(fiche)}"
        if nom in {"communes", "secteurs"}:
            cibles = cast("tuple[Uid, ...]", valeur)
            self._ecrivain.run(libelle, commands.fiches.set_liens, fiche.uid, nom, cibles)
        elif nom in _TEXTES_LONGS:
            cle_fusion = f"{fiche.uid} {nom}"
            self._ecrivain.run_merged(libelle, cle_fusion, commands.fiches.update_fiche, fiche.uid, **{nom: valeur})
        else:
            self._ecrivain.run(libelle, commands.fiches.update_fiche, fiche.uid, **{nom: valeur})
        return self._ecrivain.refus

    def add_note(self, texte: str, jour: date) -> AppError | None:
        """A line of the journal; why it was refused, if it was."""
        fiche = self.fiche
        if fiche is None:
            return None
        libelle = f"Ajouter une note à {name_fiche(fiche)}"
        self._ecrivain.run(libelle, commands.fiches.add_ligne, fiche.uid, "notes", jour=jour, texte=texte)
        return self._ecrivain.refus

    def actes_liste(
        self, liste: str, *, deplacable: bool = False, add: Callable[[], Uid | None] | None = None
    ) -> ActesListe:
        """Acts of a list owned by the fiche; ``add`` when its lines are not added empty."""
        quoi = _LIGNES[liste]

        def add_vide() -> Uid | None:
            fiche = self.fiche
            if fiche is None:
                return None
            return self._ecrivain.run(
                f"Compléter {name_fiche(fiche)}\u00a0: {quoi}", commands.fiches.add_ligne, fiche.uid, liste
            )

        def write(cle: str, champ: str, valeur: object) -> None:
            self._ecrivain.run(f"Modifier {quoi}", commands.fiches.update_ligne, liste, Uid(cle), **{champ: valeur})

        def remove(cle: str) -> None:
            self._ecrivain.run(f"Retirer une ligne\u00a0: {quoi}", commands.fiches.remove_ligne, liste, Uid(cle))

        def move(cle: str, position: int) -> None:
            self._ecrivain.run(
                f"Réordonner\u00a0: {quoi}", commands.fiches.move_ligne, liste, Uid(cle), position=position
            )

        return ActesListe(add or add_vide, write, remove, move if deplacable else None)
