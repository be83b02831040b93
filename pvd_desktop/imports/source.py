"""The bytes of a source file, as text, within bounds."""

from pathlib import Path

from models.domain.errors import AppError
from models.store.acces import is_folder

TAILLE_MAX = 64 * 1024 * 1024


class SourceError(AppError):
    """A source cannot be read."""


def read_text(path: Path) -> str:
    """Text of a UTF-8 file.

    Raises:
        SourceError: absent, a folder, refused, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > TAILLE_MAX:
            raise SourceError(
                f"Le fichier « {path.name} » dépasse {TAILLE_MAX // 1024**2} Mo.",
                "Vérifiez que c’est le bon fichier\u00a0: un projet complet pèse quelques mégaoctets.",
            )
        octets = path.read_bytes()
    except FileNotFoundError as e:
        raise SourceError(f"Le fichier « {path} » n’existe pas.", "Vérifiez son nom et son dossier.") from e
    except OSError as e:
        raison = "c’est un dossier" if is_folder(path) else "son accès est refusé"
        raise SourceError(
            f"Le fichier « {path.name} » ne peut pas être lu\u00a0: {raison}.", "Choisissez un fichier."
        ) from e
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        ligne = octets.count(b"\n", 0, e.start) + 1
        raise SourceError(
            f"Le fichier « {path.name} » n’est pas un texte UTF-8 (ligne {ligne}).",
            "Enregistrez-le en UTF-8 depuis le logiciel qui l’a écrit.",
        ) from e
