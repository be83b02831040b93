"""A copy that is being looked at: what the banner says of it, and the two ways out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.store.copies import Copie, copy_at, find_original
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from pvd_desktop.ui.restauration.restauration import Restauration


class CopieOuverte(QObject):
    """Knows the copy that is open, and finds again the project it was made of."""

    def __init__(
        self,
        restauration: "Restauration",
        settings: Settings,
        dialogues: Dialogues,
        messages: Messages,
        *,
        dossier: Callable[[], Path],
        open_path: Callable[[Path], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._restauration = restauration
        self._settings = settings
        self._dialogues = dialogues
        self._messages = messages
        self._dossier = dossier
        self._open_path = open_path
        self._fenetre = parent
        self.copie: Copie | None = None
        """The copy that is open; ``None`` when a project is, or nothing."""

    def set_path(self, path: Path | None) -> bool:
        """This file is open now; whether it is a copy, which the banner then says."""
        self.copie = copie = copy_at(path, self._dossier()) if path is not None else None
        if copie is not None:
            self._messages.show_etat(
                f"Vous regardez une copie de «\u00a0{copie.projet}\u00a0», faite le {format_moment(copie.moment)}.",
                "Rien ne peut y être modifié. Pour retrouver cet état, restaurez-la\u00a0: l’état actuel du projet "
                "sera d’abord gardé dans une nouvelle copie.",
                (("Revenir au projet", self._go_back), ("Restaurer cette copie…", self._restore)),
            )
        return copie is not None

    def _original(self) -> Path | None:
        """The project of this copy, among those opened before."""
        return find_original(self.copie, (r.chemin for r in self._settings.recents)) if self.copie else None

    def _go_back(self) -> None:
        if self.copie is None:
            return
        titre = f"Retrouver le projet «\u00a0{self.copie.projet}\u00a0»"
        projet = self._original() or self._dialogues.ask_open(self._fenetre, titre, Path.home())
        if projet is not None:
            self._open_path(projet)

    def _restore(self) -> None:
        if self.copie is None:
            return
        if (projet := self._original()) is not None:
            self._restauration.show(projet, self.copie.path)
        else:
            self._restauration.restore(None, self.copie.path)
