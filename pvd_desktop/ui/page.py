"""What the shell asks of a page, and what a page may ask of the shell."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.regles import Objet
from models.store.changes import Changeset
from pvd_desktop.ui.workspace import Workspace


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

    def catch_up(self) -> None:
        """Shows what changed while the page was hidden."""


class PageProjet(Page):
    """Base of the pages that show the project: hidden, they cost nothing, and read what changed when they are seen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, lue: bool = False) -> None:
        """``lue`` is said by a page that reads the project as it is built; the others do when they are first seen."""
        super().__init__(parent)
        self._workspace = workspace
        self._a_montrer = None if lue else Changeset()
        workspace.changed.connect(self._on_workspace_changed)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.catch_up()

    @override
    def catch_up(self) -> None:
        changes, self._a_montrer = self._a_montrer, None
        if changes is not None:
            self._show_changes(changes)

    def _show_changes(self, changes: Changeset) -> None:
        """Shows what ``changes`` touched; an empty one is the first reading."""
        raise NotImplementedError

    def _on_workspace_changed(self, changes: Changeset) -> None:
        if self._a_montrer is None and self.isVisible():
            self._show_changes(changes)
            return
        self._a_montrer = (self._a_montrer or Changeset()).touched_with(changes)
        if self.isVisible():
            self.catch_up()
