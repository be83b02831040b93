"""From a validated field of an orientation to an act: which command, under which name."""

from typing import Final

from models import commands
from models.domain.errors import AppError
from models.domain.orientation import Orientation
from models.domain.uids import Uid
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.liste_editable import ActesListe

_NOMS: Final = {
    "numero": "le numéro",
    "intitule": "le titre",
    "contexte": "le contexte",
    "objectifs": "les objectifs",
    "articulation": "l’articulation",
}
_TEXTES_LONGS: Final = frozenset({"contexte", "objectifs", "articulation"})


class EcritureOrientation:
    """Writes the orientation shown by the editor."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain
        self.uid: Uid | None = None
        """The orientation being edited."""

    @property
    def orientation(self) -> Orientation | None:
        """Its snapshot; ``None`` when it is gone."""
        return self._ecrivain.projet.orientation(self.uid)

    def write(self, nom: str, valeur: object) -> AppError | None:
        """One field; why it was refused, if it was."""
        orientation = self.orientation
        if orientation is None:
            return None
        libelle = f"Modifier {_NOMS[nom]} de {self._name()}"
        if nom in _TEXTES_LONGS:
            cle_fusion = f"{orientation.uid} {nom}"
            self._ecrivain.run_merged(
                libelle, cle_fusion, commands.orientations.update_orientation, orientation.uid, **{nom: valeur}
            )
        else:
            self._ecrivain.run(libelle, commands.orientations.update_orientation, orientation.uid, **{nom: valeur})
        return self._ecrivain.refus

    def actes_indicateurs(self) -> ActesListe:
        """Acts of the list of the indicators."""

        def add() -> Uid | None:
            orientation = self.orientation
            if orientation is None:
                return None
            return self._ecrivain.run(
                f"Ajouter un indicateur à {self._name()}", commands.orientations.add_indicateur, orientation.uid
            )

        def write(cle: str, champ: str, valeur: object) -> None:
            libelle = f"Modifier un indicateur de {self._name()}"
            self._ecrivain.run(libelle, commands.orientations.update_indicateur, Uid(cle), **{champ: valeur})

        def remove(cle: str) -> None:
            self._ecrivain.run(
                f"Retirer un indicateur de {self._name()}", commands.orientations.remove_indicateur, Uid(cle)
            )

        def move(cle: str, position: int) -> None:
            libelle = f"Réordonner les indicateurs de {self._name()}"
            self._ecrivain.run(libelle, commands.orientations.move_indicateur, Uid(cle), position=position)

        return ActesListe(add, write, remove, move)

    def _name(self) -> str:
        """« l’orientation 2 », as people call it."""
        orientation = self.orientation
        return f"l’orientation {orientation.numero}" if orientation and orientation.numero else "l’orientation"
