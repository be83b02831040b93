"""Acts on the réglages, with the names the menu « Annuler » gives them; each tells whether it was refused."""

from decimal import Decimal
from typing import Final

from models.commands import reglages as commandes
from models.commands.convention import update_convention
from models.domain.errors import AppError
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.reglages.parametres import EtatParametre

_LIBELLES: Final = {
    "base_defaut": "Modifier la base des montants à venir",
    "premiere_annee": "Modifier la première année de la maquette",
    "derniere_annee": "Modifier la dernière année de la maquette",
}


class ActesReglages:
    """What the fields of the page do."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain

    def write(self, nom: str, valeur: object) -> AppError | None:
        """One choice of the project."""
        self._ecrivain.run(_LIBELLES[nom], commandes.update_reglages, **{nom: valeur})
        return self._ecrivain.refus

    def write_brouillon(self, nom: str, valeur: object) -> AppError | None:
        """The mention of every document."""
        libelle = "Marquer les documents comme brouillons" if valeur else "Retirer la mention BROUILLON"
        self._ecrivain.run(libelle, update_convention, **{nom: valeur})
        return self._ecrivain.refus

    def write_parametre(self, etat: EtatParametre, nom: str, valeur: object) -> AppError | None:
        """A field of an adaptation; without a value, the reference holds again."""
        libelle = f"Adapter «\u00a0{etat.definition.libelle}\u00a0»"
        if nom == "valeur":
            if valeur is None:
                return self.reset(etat)
            assert isinstance(valeur, Decimal)  # what the editors of a parameter hold
            valeur = f"{valeur.normalize():f}"
        if etat.local is not None:
            self._ecrivain.run(libelle, commandes.update_parametre, etat.local.uid, **{nom: valeur})
        else:
            self._ecrivain.run(libelle, commandes.add_parametre, etat.cle, valeur=str(valeur))
        return self._ecrivain.refus

    def reset(self, etat: EtatParametre) -> AppError | None:
        """Goes back to the reference."""
        libelle = f"Revenir à la référence pour «\u00a0{etat.definition.libelle}\u00a0»"
        self._ecrivain.run(libelle, commandes.reset_parametre, etat.cle)
        return self._ecrivain.refus
