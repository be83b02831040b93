"""The pen of a page: acts through the workspace, and why the last one was refused."""

from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject

from models.domain.errors import AppError
from models.domain.projet import Projet
from models.store.changes import Command
from pvd_desktop.ui.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class Ecrivain(QObject):
    """Runs acts through the workspace and remembers why the last one was refused, if it was."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.refus: AppError | None = None
        self.a_ecrit = False
        """Whether the last act changed something: only then is there something to take back."""
        workspace.failed.connect(self._on_workspace_failed)

    @property
    def projet(self) -> Projet:
        """The project as it stands."""
        return self.workspace.projet

    def run(self, libelle: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """One act; ``refus`` tells why it was not done."""
        self.refus = None
        avant = self.workspace.dernier_acte
        valeur = self.workspace.execute(libelle, command, *args, **kwargs)
        self.a_ecrit = self.workspace.dernier_acte != avant
        return valeur

    def run_merged(
        self, libelle: str, cle_fusion: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """One act that joins the last one when it has the same key."""
        self.refus = None
        return self.workspace.execute_merged(libelle, cle_fusion, command, *args, **kwargs)

    def _on_workspace_failed(self, erreur: AppError) -> None:
        self.refus = erreur
