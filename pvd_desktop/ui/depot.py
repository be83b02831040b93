"""What is dropped on the window: one project, one table, or what is said of anything else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl

from models.domain.errors import AppError
from models.store.acces import is_file, is_folder

TABLEAUX: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls", ".xlsb", ".ods", ".docx", ".docm", ".doc", ".vcf")
"""Tables, fiches in Word and contacts, those that cannot be read included: reading one says how to save it."""


class DepotError(AppError):
    """What was dropped is neither one project nor one table."""


def dropped_table(urls: Sequence[QUrl]) -> Path | None:
    """The table that is dropped; ``None`` when it is anything else."""
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in TABLEAUX and is_file(path) else None


def dropped_project(urls: Sequence[QUrl]) -> Path:
    """The project that is dropped.

    Raises:
        DepotError: several files, a folder, another kind of file, something that is no file of this computer.
    """
    if len(urls) != 1:
        raise DepotError(
            f"{len(urls)} fichiers ont été déposés\u00a0: un seul projet s’ouvre à la fois.",
            "Déposez un seul fichier .pvd.",
        )
    if not urls[0].isLocalFile():
        raise DepotError(
            "Ce qui a été déposé n’est pas un fichier de cet ordinateur.",
            "Enregistrez-le d’abord dans un dossier, puis déposez-le d’ici.",
        )
    path = Path(urls[0].toLocalFile())
    if is_folder(path):
        raise DepotError(f"«\u00a0{path.name}\u00a0» est un dossier.", "Déposez le fichier .pvd qu’il contient.")
    if path.suffix.lower() != ".pvd":
        raise DepotError(
            f"«\u00a0{path.name}\u00a0» n’est pas un projet PVD Desktop\u00a0: un projet est un fichier .pvd, "
            "un tableau est un fichier .xlsx ou .csv.",
            "Pour joindre un document à une action, déposez-le dans l’onglet Pièces de cette action.",
        )
    return path
