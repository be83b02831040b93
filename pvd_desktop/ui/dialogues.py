"""The file dialogs of the system: the only modal windows of the application. Tests give their own."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

FILTRE_PROJET: Final = "Projets PVD Desktop (*.pvd)"
FILTRE_PDF: Final = "Documents PDF (*.pdf)"
FILTRE_JSON: Final = "Données JSON (*.json)"


class Dialogues:
    """Asks for files, and hands files to the system."""

    def ask_open(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        """A project to open; ``None`` when the user gave up."""
        choix, _ = QFileDialog.getOpenFileName(parent, titre, str(dossier), FILTRE_PROJET)
        return Path(choix) if choix else None

    def ask_new(self, parent: QWidget, titre: str, proposition: Path) -> Path | None:
        """A project to create: a file that is there is refused later, never replaced."""
        options = QFileDialog.Option.DontConfirmOverwrite
        return self._ask(parent, titre, proposition, FILTRE_PROJET, options)

    def ask_save(self, parent: QWidget, titre: str, proposition: Path, filtre: str) -> Path | None:
        """A file to write; the dialog asks before one is replaced."""
        return self._ask(parent, titre, proposition, filtre, QFileDialog.Option(0))

    def show_file(self, chemin: Path) -> None:
        """Open a file, or a folder, with the program the system has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin)))

    @staticmethod
    def _ask(parent: QWidget, titre: str, proposition: Path, filtre: str, options: QFileDialog.Option) -> Path | None:
        choix, _ = QFileDialog.getSaveFileName(parent, titre, str(proposition), filtre, "", options)
        if not choix:
            return None
        chemin = Path(choix)
        return chemin if chemin.suffix else chemin.with_suffix(proposition.suffix)
