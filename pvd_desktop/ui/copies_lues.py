"""Files kept in the project handed to other programs: copies that cannot be changed, gone with the application."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from PySide6.QtCore import QObject


class CopiesLues:
    """A folder for each copy: two files may bear one name."""

    def __init__(self, proprietaire: QObject) -> None:
        self._proprietaire = proprietaire

    def write(self, nom: str, octets: bytes) -> Path:
        """A new copy, read-only: what would be typed in it would be lost."""
        dossier = Path(mkdtemp(prefix="pvd-piece-"))
        finalize(self._proprietaire, _forget, dossier)
        copie = dossier / nom
        copie.write_bytes(octets)
        copie.chmod(0o400)
        return copie


def _forget(dossier: Path) -> None:
    """Delete a copy; the program that opened it may still hold it, and the system then clears it later."""
    for copie in dossier.iterdir():
        copie.chmod(0o600)
    rmtree(dossier, ignore_errors=True)
