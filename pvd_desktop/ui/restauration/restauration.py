"""From the menu to a restored project: chooses, closes, restores, opens again, and says where the former state is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError
from models.store.acces import is_absent
from models.store.copies import Copie, copy_at, last_good_copy
from models.store.database import maintenant_utc
from models.store.restauration import restore_copy
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.projets import Projets, free_path
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Action
from pvd_desktop.ui.widgets.progression import BarreProgression

if TYPE_CHECKING:
    from pvd_desktop.ui.restauration.panneau import PanneauRestauration


class Fenetre(Protocol):
    """What restoring asks of the window."""

    def chemin_ouvert(self) -> Path | None:
        """The project open."""
        ...

    def leave_project(self, path: Path, suite: Callable[[], object]) -> bool:
        """Closes this project if it is the one open; ``False`` when something keeps it open, ``suite`` after."""
        ...

    def open_path(self, path: Path, *, lecture_seule: bool) -> None:
        """Opens a project instead of the one shown."""
        ...


class Restauration(QObject):
    """Works on the copies of any project."""

    def __init__(
        self,
        fenetre: Fenetre,
        projets: Projets,
        dialogues: Dialogues,
        messages: Messages,
        *,
        progression: BarreProgression,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._fenetre = fenetre
        self._projets = projets
        self._dialogues = dialogues
        self._messages = messages
        self._progression = progression
        self._parent = parent
        self._cible = Path()
        self._a_dire: Callable[[], None] | None = None
        self._refus: tuple[Path, AppError] | None = None
        self.panneau: PanneauRestauration | None = None

    def show(self, projet: Path | None = None, choisie: Path | None = None) -> None:
        """The copies of ``projet``; of the one open, or of all, when none is named. ``choisie`` is selected."""
        self.close()
        projet = projet or self._fenetre.chemin_ouvert()
        dossier = self._projets.dossier_copies()
        if projet is not None and projet.absolute().parent == dossier.absolute():
            # A copy is being looked at: it is not what one goes back to a copy of.
            projet = None
        from pvd_desktop.ui.restauration.panneau import PanneauRestauration

        panneau = PanneauRestauration(projet, dossier, self._projets.resume, self._parent, choisie=choisie)
        panneau.ouvrir_demande.connect(self._on_ouvrir_demande)
        panneau.restaurer_demande.connect(self.restore)
        panneau.fichier_demande.connect(self._on_fichier_demande)
        panneau.finished.connect(self.close)
        self.panneau = panneau
        panneau.show()

    def close(self) -> None:
        """Close the pane."""
        panneau, self.panneau = self.panneau, None
        if panneau is not None:
            panneau.hide()
            panneau.deleteLater()

    def restore(self, projet: Path | None, copie: Path) -> None:
        """Makes ``projet`` what ``copie`` is, and opens it; without one, asks where the project goes."""
        if projet is None:
            connue = copy_at(copie, self._projets.dossier_copies())
            proposition = free_path(Path.home() / (f"{connue.projet}.pvd" if connue else copie.name))
            projet = self._dialogues.ask_new(self._parent, "Enregistrer le projet restauré", proposition)
            if projet is None:
                return
        cible = projet
        if not self._fenetre.leave_project(cible, lambda: self.restore(cible, copie)):
            return
        dossier = self._projets.dossier_copies()

        def run(progress: Progress) -> Path | None:
            progress.step(0, 0, "Restauration du projet…")
            return restore_copy(cible, copie, dossier, maintenant_utc())

        self._cible = cible
        tache = Task(run, self)
        tache.succeeded.connect(self._on_restored)
        tache.failed.connect(self._on_restore_failed)
        tache.finished.connect(tache.deleteLater)
        self._progression.follow(tache, "Restauration du projet…")
        tache.start()

    def tell(self) -> None:
        """A project was opened: say what was done to it, if it was restored."""
        self._refus = None
        dire, self._a_dire = self._a_dire, None
        if dire is not None:
            dire()

    def propose(self, path: Path, erreur: AppError) -> None:
        """A project cannot be read: looks for its last good copy, and offers it with what is wrong."""
        dossier = self._projets.dossier_copies()
        self._refus = (path, erreur)
        tache = Task(lambda _progress: last_good_copy(path, dossier), self)
        tache.set_silencieuse()
        tache.succeeded.connect(self._on_copy_found)
        tache.failed.connect(self._messages.show_erreur)
        tache.finished.connect(tache.deleteLater)
        tache.start()

    def _on_copy_found(self, copie: Copie | None) -> None:
        refus, self._refus = self._refus, None
        if refus is None or copie is None:
            return
        path, erreur = refus
        if self._messages.bandeau.titre() != erreur.message:
            # The user has moved on.
            return
        actions: tuple[Action, ...] = (
            (f"Restaurer la copie du {format_moment(copie.moment)}", lambda: self.restore(path, copie.path)),
            ("Voir les copies…", lambda: self.show(path)),
        )
        self._messages.show_erreur(erreur, actions)

    def _on_ouvrir_demande(self, copie: Path) -> None:
        self._fenetre.open_path(copie, lecture_seule=True)

    def _on_fichier_demande(self) -> None:
        depart = self._fenetre.chemin_ouvert() or Path.home()
        if path := self._dialogues.ask_open(self._parent, "Choisir le projet à restaurer", depart.parent):
            self.show(path)

    def _on_restored(self, precedent: Path | None) -> None:
        path = self._cible
        self._a_dire = partial(self._tell_restored, path, precedent)
        self._fenetre.open_path(path, lecture_seule=False)

    def _tell_restored(self, path: Path, precedent: Path | None) -> None:
        if precedent is None:
            self._messages.show_succes("Le projet est restauré.", str(path))
            return
        self._messages.show_succes(
            "Le projet est restauré.",
            f"Son état précédent est gardé dans «\u00a0{precedent}\u00a0».",
            (
                ("Revenir à l’état précédent", partial(self.restore, path, precedent)),
                ("Ouvrir le dossier", partial(self._dialogues.show_file, precedent.parent)),
            ),
        )

    def _on_restore_failed(self, erreur: Exception) -> None:
        path = self._cible
        dire = partial(self._messages.show_erreur, erreur, (("Voir les copies…", partial(self.show, path)),))
        if not isinstance(erreur, AppError) or is_absent(path):
            dire()
            return
        # The project was closed for that: it is open again, as it was.
        self._a_dire = dire
        self._fenetre.open_path(path, lecture_seule=False)
