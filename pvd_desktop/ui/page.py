"""What the shell asks of a page, and what a page may ask of the shell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.domain.regles import Objet


class Page(QWidget):
    """Base of the pages shown beside the rail.

    Signals:
        objet_demande(Objet, str): open the page that shows this object, on this field.
        apercu_demande(Sortie): show this document as it prints.
        export_demande(Sortie): write this document into a file.
        impression_demandee(Sortie): print this document.
        fichier_demande(Path): open this file, or this folder, with the program of the system.
        page_demandee(str): open this page of the rail.
        resume_changed(str): text for the right of the status bar.
        avertissement(str, str): what happened and what to do, for the banner.
    """

    objet_demande = Signal(object, str)
    apercu_demande = Signal(object)
    export_demande = Signal(object)
    impression_demandee = Signal(object)
    fichier_demande = Signal(object)
    page_demandee = Signal(str)
    resume_changed = Signal(str)
    avertissement = Signal(str, str)

    def commit(self) -> bool:
        """Writes what is being typed; ``False`` when something typed is not in the project."""
        return True

    def show_saisie(self) -> None:
        """Puts the focus in the field that is not in the project."""

    def show_objet(self, objet: Objet, champ: str) -> bool:
        """Shows ``objet`` with the focus on ``champ``; ``False`` when this page does not hold it."""
        del objet, champ
        return False

    def panneaux(self) -> tuple[QWidget, ...]:
        """Panes that F6 goes through, in reading order."""
        return (self,)

    def resume(self) -> str:
        """Text for the right of the status bar."""
        return ""
