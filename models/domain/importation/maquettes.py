"""A maquette that we wrote is no tracking table: its rows are operations, and it comes back by another door."""

from typing import Final

from models.domain.errors import AppError
from models.domain.importation.feuille import Classeur
from models.domain.retour.reperes import FEUILLE, MAQUETTE, MARQUE, TABLE

_PREMIERES: Final = 12
"""Rows of a sheet among which the names of its columns are, below its titles."""


class MaquetteRefuseeError(AppError):
    """A maquette was given where a table of actions is expected."""


def est_une_maquette(classeur: Classeur) -> bool:
    """Whether a workbook is a maquette of ours: by its hidden sheet, or by the names that its tables carry."""
    for feuille in classeur.feuilles:
        premiere = feuille.lignes[0] if feuille.lignes else None
        if feuille.nom == FEUILLE and premiere and (premiere.valeur(0), premiere.valeur(1)) == (MARQUE, MAQUETTE):
            return True
        textes = (v for ligne in feuille.lignes[:_PREMIERES] for v in ligne.valeurs if isinstance(v, str))
        if any(texte.startswith(TABLE) for texte in textes):
            return True
    return False


def refuser_une_maquette(classeur: Classeur) -> None:
    """Refuses a maquette before its operations are taken for actions.

    Raises:
        MaquetteRefuseeError: the workbook is one.
    """
    if est_une_maquette(classeur):
        raise MaquetteRefuseeError(
            f"«\u00a0{classeur.nom}\u00a0» est une maquette financière exportée par PVD Desktop\u00a0: ses lignes sont "
            "des opérations, et non des actions. Rien n’a été importé.",
            "Pour reprendre ce qui y a changé, ouvrez son projet, puis choisissez Fichier > Reprendre une maquette "
            "revenue. Pour reprendre des actions, importez un tableau de suivi ou un fichier .json.",
        )
