"""The « Annuler » of a message: it takes back the act the message speaks of, never the one that came after."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace


class Annulation(QObject):
    """Closes its message as soon as undo would take back something else; a child of the message."""

    def __init__(self, workspace: Workspace, message: Toast | Bandeau) -> None:
        super().__init__(message)
        self._workspace = workspace
        self._message = message
        self._acte: int | None = None
        workspace.changed.connect(self._on_workspace_changed)

    def offer(self) -> Callable[[], None]:
        """What the button does: take back the act that was just made."""
        self._acte = self._workspace.dernier_acte
        return self._undo

    def _undo(self) -> None:
        acte, self._acte = self._acte, None
        if acte is not None:
            self._workspace.undo_acte(acte)

    def _on_workspace_changed(self) -> None:
        if self._acte is not None and self._acte != self._workspace.dernier_acte:
            self._acte = None
            self._message.close_message()
