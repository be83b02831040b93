"""A calendar brought in: read beside the window, told, then written as one act once the person says so."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from models.domain.importation.evenements import AgendaLu, EcheancesProposees, RemarqueAgenda, proposer_evenements
from models.store.database import maintenant_utc
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.workspace import Workspace

_DITES: Final = 3
"""Remarks that the banner tells."""


class ImportAgenda(QObject):
    """One file at a time; nothing is written before « Importer ».

    Signals:
        importe(str): the act was made; what it is called.
    """

    importe = Signal(str)

    def __init__(self, workspace: Workspace, bandeau: Bandeau, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._bandeau, self._fenetre = workspace, bandeau, parent
        self.dialogues = Dialogues()
        self._tache: Task | None = None

    def choose(self) -> None:
        """Ask for a calendar, and read it."""
        if path := self.dialogues.ask_agenda(self._fenetre, self._workspace.path.parent):
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a calendar, then say what it would change."""
        if self._tache is not None:
            return
        territoire = self._workspace.projet.territoire

        def read(_progress: Progress) -> AgendaLu:
            from pvd_desktop.imports.agenda import read_agenda

            with paused_collector():
                return read_agenda(path, debut=territoire.debut_engagements, fin=territoire.fin_convention)

        self._tache = tache = Task(read, self)
        tache.succeeded.connect(partial(self._offer, path.name))
        tache.failed.connect(self._on_tache_failed)
        tache.finished.connect(self._on_tache_finished)
        tache.start()

    def _offer(self, nom: str, lu: AgendaLu) -> None:
        proposees = proposer_evenements(lu.evenements, self._workspace.projet)
        compte = _compter(proposees)
        texte = _dire(lu.remarques)
        if not proposees.projet.echeances:
            self._bandeau.show_message(Niveau.INFORMATION, f"«\u00a0{nom}\u00a0» n’apporte rien de nouveau", texte)
            return
        actions = (("Importer", lambda: self._write(nom, lu)), ("Ne pas importer", self._fenetre.setFocus))
        self._bandeau.show_message(Niveau.INFORMATION, f"«\u00a0{nom}\u00a0»\u00a0: {compte}", texte, actions)

    def _write(self, nom: str, lu: AgendaLu) -> None:
        from models import commands

        # The project may have changed since the banner was shown.
        proposees = proposer_evenements(lu.evenements, self._workspace.projet)
        tache = self._workspace.execute_in_task(
            f"Importer «\u00a0{nom}\u00a0»",
            commands.importation.import_projet,
            proposees.projet,
            moment=maintenant_utc(),
        )
        tache.succeeded.connect(self._on_ecriture_succeeded)

    def _on_ecriture_succeeded(self) -> None:
        self.importe.emit("Agenda importé")

    def _on_tache_failed(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        self._bandeau.show_error(erreur)

    def _on_tache_finished(self) -> None:
        tache, self._tache = self._tache, None
        if tache is not None:
            tache.deleteLater()


def _compter(proposees: EcheancesProposees) -> str:
    crees, modifies, inchanges = proposees.crees, proposees.modifies, proposees.inchanges
    mots = (
        f"{crees} échéance{'s' if crees > 1 else ''} à ajouter" if crees else "",
        f"{modifies} à modifier" if modifies else "",
        f"{inchanges} déjà à jour" if inchanges else "",
    )
    return ", ".join(filter(None, mots)) or "rien à reprendre"


def _dire(remarques: tuple[RemarqueAgenda, ...]) -> str:
    """The first remarks, what is refused before all, and how many others there are."""
    ordre = sorted(remarques, key=lambda r: not r.refus)
    dites = [f"Ligne {r.ligne}, «\u00a0{r.valeur}\u00a0»\u00a0: {r.message}" for r in ordre[:_DITES]]
    reste = len(ordre) - len(dites)
    if reste > 0:
        dites.append(f"Et {reste} autre{'s' if reste > 1 else ''} remarque{'s' if reste > 1 else ''}.")
    return "\n".join(dites)
