"""Opens « Préférences », and asks for what it cannot: the folder of the copies."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.apparence import Apparence
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from pvd_desktop.ui.preferences.panneau import PanneauPreferences


class Preferences(QObject):
    """One pane at a time.

    Signals:
        auteur_changed(str): the name the journal writes from now on.
    """

    auteur_changed = Signal(str)

    def __init__(
        self,
        settings: Settings,
        apparence: Apparence,
        dialogues: Dialogues,
        *,
        dossier: Callable[[], Path],
        chemin_ouvert: Callable[[], Path | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._apparence = apparence
        self._dialogues = dialogues
        self._dossier = dossier
        self._chemin_ouvert = chemin_ouvert
        self._parent = parent
        self.panneau: PanneauPreferences | None = None

    def show(self) -> None:
        """The pane, in front."""
        if self.panneau is None:
            from pvd_desktop.ui.preferences.panneau import PanneauPreferences

            self.panneau = PanneauPreferences(self._settings, self._apparence, self._dossier, self._parent)
            self.panneau.dossier_demande.connect(self._on_dossier_demande)
            self.panneau.auteur_changed.connect(self.auteur_changed)
            self._apparence.changed.connect(self.panneau.refresh)
        self.panneau.refresh()
        self.panneau.show()
        self.panneau.raise_()
        self.panneau.activateWindow()

    def _on_dossier_demande(self) -> None:
        panneau = self.panneau
        dossier = self._dialogues.ask_folder(self._parent, "Dossier des copies de sécurité", self._dossier())
        if panneau is None or dossier is None:
            return
        refus = self._refusal(dossier)
        panneau.show_erreur(refus)
        if not refus:
            self._settings.dossier_copies = dossier
            panneau.refresh()

    def _refusal(self, dossier: Path) -> str:
        """Why copies cannot go there; empty when they can."""
        projet = self._chemin_ouvert()
        if projet is not None and projet.resolve().parent == dossier.resolve():
            return (
                "C’est le dossier du projet\u00a0: ses copies seraient perdues avec lui. Choisissez-en un autre, si "
                "possible sur un autre disque."
            )
        if not os.access(dossier, os.W_OK):
            return "Ce dossier ne peut pas être écrit. Choisissez-en un autre."
        return ""
