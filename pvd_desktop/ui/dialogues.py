"""The dialogs of the system, for files and printers: the only modal windows there are. Tests give their own."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from models.domain.errors import AppError
from pvd_desktop.ui.projets import stands

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FILTRE_PROJET: Final = "Projets PVD Desktop (*.pvd)"
FILTRE_IMAGE: Final = "Images (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff)"
FILTRE_PDF: Final = "Documents PDF (*.pdf);;Tous les fichiers (*)"
FILTRE_TABLEAU: Final = (
    "Tableaux, fiches et contacts (*.xlsx *.xlsm *.csv *.tsv *.txt *.docx *.vcf);;Tous les fichiers (*)"
)
FILTRE_AGENDA: Final = "Agendas (*.ics *.ical);;Tous les fichiers (*)"
FILTRE_JSON: Final = "Données JSON (*.json)"
_EXTENSIONS: Final = re.compile(r"\*(\.\w+)")


class FichierNonOuvertError(AppError):
    """A file, or a folder, that the system could not show."""

    def __init__(self, chemin: Path, raison: str) -> None:
        super().__init__(
            f"«\u00a0{chemin.name}\u00a0» n’a pas pu être ouvert\u00a0: {raison}.",
            f"Cherchez-le vous-même\u00a0: {chemin}",
        )
        self.chemin = chemin

    def copy_path(self) -> None:
        """Put where it is on the clipboard."""
        QGuiApplication.clipboard().setText(str(self.chemin))


class Dialogues:
    """Asks for files, and hands files to the system."""

    def ask_open(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        """A project to open; ``None`` when the user gave up."""
        choix, _ = QFileDialog.getOpenFileName(parent, titre, str(dossier), FILTRE_PROJET)
        return Path(choix) if choix else None

    def ask_image(self, parent: QWidget) -> Path | None:
        """A picture to add; ``None`` when the user gave up."""
        choix, _ = QFileDialog.getOpenFileName(parent, "Ajouter une image", "", FILTRE_IMAGE)
        return Path(choix) if choix else None

    def ask_pdf(self, parent: QWidget, titre: str) -> Path | None:
        """A PDF to keep; ``None`` when the user gave up."""
        choix, _ = QFileDialog.getOpenFileName(parent, titre, "", FILTRE_PDF)
        return Path(choix) if choix else None

    def ask_tableau(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        """A table to read; ``None`` when the user gave up."""
        choix, _ = QFileDialog.getOpenFileName(parent, titre, str(dossier), FILTRE_TABLEAU)
        return Path(choix) if choix else None

    def ask_agenda(self, parent: QWidget, dossier: Path) -> Path | None:
        """A calendar to read; ``None`` when the user gave up."""
        choix, _ = QFileDialog.getOpenFileName(parent, "Importer un agenda", str(dossier), FILTRE_AGENDA)
        return Path(choix) if choix else None

    def ask_files(self, parent: QWidget, titre: str) -> list[Path]:
        """Files to add, of any kind; none when the user gave up."""
        choix, _ = QFileDialog.getOpenFileNames(parent, titre, "", "Tous les fichiers (*)")
        return [Path(chemin) for chemin in choix]

    def ask_new(self, parent: QWidget, titre: str, proposition: Path) -> Path | None:
        """A project to create: a file that is there is refused later, never replaced."""
        options = QFileDialog.Option.DontConfirmOverwrite
        return self._ask(parent, titre, proposition, FILTRE_PROJET, options)

    def ask_save(self, parent: QWidget, titre: str, proposition: Path, filtre: str) -> Path | None:
        """A file to write, of a kind of ``filtre``; the dialog asks before one is replaced."""
        return self._ask(parent, titre, proposition, filtre, QFileDialog.Option(0))

    def ask_folder(self, parent: QWidget, titre: str, dossier: Path) -> Path | None:
        """A folder; ``None`` when the user gave up."""
        choix = QFileDialog.getExistingDirectory(parent, titre, str(dossier))
        return Path(choix) if choix else None

    def show_file(self, chemin: Path) -> None:
        """Open a file, or a folder, with the program the system has for it.

        Raises:
            FichierNonOuvertError: it is gone, or the system has no program for it.
        """
        if not stands(chemin):
            raise FichierNonOuvertError(chemin, "il n’est plus à cet endroit")
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin))):
            raise FichierNonOuvertError(chemin, "le système n’a pas trouvé de logiciel pour l’ouvrir")

    def ask_printer(self, parent: QWidget) -> "QPrinter | None":
        """The printer and the pages that the user chooses; ``None`` when they gave up."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialogue = QPrintDialog(imprimante, parent)
        dialogue.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return imprimante if dialogue.exec() == QDialog.DialogCode.Accepted else None

    @staticmethod
    def _ask(parent: QWidget, titre: str, proposition: Path, filtre: str, options: QFileDialog.Option) -> Path | None:
        while True:
            choix, voulu = QFileDialog.getSaveFileName(parent, titre, str(proposition), filtre, "", options)
            if not choix:
                return None
            chemin = with_extension(Path(choix), extension_of(Path(choix), voulu, filtre) or proposition.suffix)
            if str(chemin) == str(Path(choix)) or not stands(chemin):
                return chemin
            # The dialog asked about another name than the one that would be replaced.
            proposition = chemin


def extension_of(chemin: Path, voulu: str, filtre: str) -> str:
    """What the name ends with, when ``filtre`` names it, else what the kind that was chosen says; empty for any.

    >>> extension_of(Path("suivi.pdf"), "Excel (*.xlsx)", "Excel (*.xlsx);;PDF (*.pdf)")
    '.pdf'
    >>> extension_of(Path("suivi 1.2"), "PDF (*.pdf)", "Excel (*.xlsx);;PDF (*.pdf)")
    '.pdf'
    """
    ecrite = chemin.suffix.lower()
    return ecrite if ecrite in _EXTENSIONS.findall(filtre) else next(iter(_EXTENSIONS.findall(voulu)), "")


def with_extension(chemin: Path, extension: str) -> Path:
    """``chemin``, completed by ``extension`` when it lacks it: the dot of « fiche-1.2 » begins no extension."""
    return chemin if chemin.suffix.lower() == extension else chemin.with_name(chemin.name + extension)
