"""File dialogs that a test answers, so that nothing modal is ever opened."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pvd_desktop.ui.dialogues import Dialogues


class FauxDialogues(Dialogues):
    """``reponse`` is what the user chooses (``None``: gives up); what was asked and shown is kept."""

    def __init__(self) -> None:
        self.reponse: Path | None = None
        self.titres: list[str] = []
        self.propositions: list[Path] = []
        self.montres: list[Path] = []
        self.imprimante: QPrinter | None = None

    @override
    def ask_open(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        return self._answer(titre, dossier)

    @override
    def ask_image(self, parent: QWidget) -> Path | None:
        return self.reponse

    @override
    def ask_pdf(self, parent: QWidget, titre: str) -> Path | None:
        return self._answer(titre, Path())

    @override
    def ask_tableau(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        return self._answer(titre, dossier)

    @override
    def ask_agenda(self, parent: QWidget, dossier: Path) -> Path | None:
        return self._answer("Importer un agenda", dossier)

    @override
    def ask_files(self, parent: QWidget, titre: str) -> list[Path]:
        self.titres.append(titre)
        return [self.reponse] if self.reponse is not None else []

    @override
    def ask_new(self, parent: QWidget, titre: str, proposition: Path) -> Path | None:
        return self._answer(titre, proposition)

    @override
    def ask_save(self, parent: QWidget, titre: str, proposition: Path, filtre: str) -> Path | None:
        return self._answer(titre, proposition)

    @override
    def ask_folder(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        return self._answer(titre, dossier)

    @override
    def ask_printer(self, parent: QWidget) -> QPrinter | None:
        return self.imprimante

    @override
    def show_file(self, chemin: Path) -> None:
        self.montres.append(chemin)

    def _answer(self, titre: str, proposition: Path) -> Path | None:
        self.titres.append(titre)
        self.propositions.append(proposition)
        return self.reponse
