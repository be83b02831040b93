"""What is typed and not in the project yet: written before anything that would lose it or leave it out."""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from models.domain.errors import AppError
from models.store.errors import EcritureError, LectureSeuleError
from pvd_desktop.ui.barre_etat import BarreEtat
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.widgets.bandeau import Action
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.workspace import Workspace


class Saisies(QObject):
    """Tells what could not be written, in the banner and the status bar, and tries again.

    Signals:
        page_demandee(Page): show the page that holds a field which cannot be read.
        copie_demandee(): the user wants the project elsewhere.
    """

    page_demandee = Signal(object)
    copie_demandee = Signal()

    def __init__(self, messages: Messages, barre_etat: BarreEtat, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self._barre_etat = barre_etat
        self._pages: Callable[[], Collection[Page]] = tuple
        self._workspace: Workspace | None = None
        self._echec: EcritureError | None = None
        self._sans = False
        self._discret = False
        self._demande = False
        self._moment: datetime | None = None
        self._relance = QTimer(self, singleShot=True, interval=0)
        self._relance.timeout.connect(self._on_relance_timeout)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def incompletes(self) -> bool:
        """Whether the project misses something that was typed."""
        return self._sans or self._echec is not None

    def set_pages(self, pages: Callable[[], Collection[Page]]) -> None:
        """Where text is typed."""
        self._pages = pages

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Follow this project."""
        if self._workspace is not None:
            # Closing it writes what it can: what it says then is about a project that is not shown any more.
            self._workspace.saved.disconnect(self._on_workspace_saved)
            self._workspace.failed.disconnect(self._on_workspace_failed)
        self._workspace, self._echec, self._demande, self._moment = workspace, None, False, None
        if workspace is not None:
            workspace.saved.connect(self._on_workspace_saved)
            workspace.failed.connect(self._on_workspace_failed)

    def commit(self, libelle: str, suite: Callable[[], object], *, perdues: bool = False) -> bool:
        """Write what is being typed; ``False`` when ``suite`` must wait for an answer in the banner.

        Args:
            libelle: button that goes on without what is typed.
            suite: what is about to be done, run again by that button.
            perdues: it would lose what is typed, even if only the disk refuses it.
        """
        if self._sans or self._workspace is None:
            return True
        page = self._write()
        sans: Action = (libelle, partial(self._run_without, suite))
        if self._echec is not None:
            if perdues:
                self._messages.show_erreur(self._echec, (("Réessayer", self.retry), sans))
            return not perdues
        if page is not None:
            self._ask(page, sans)
        return page is None

    def retry(self) -> None:
        """Write again what was refused."""
        self._write()

    def _write(self) -> Page | None:
        """The page that holds something which is not in the project, if any."""
        workspace = self._workspace
        if workspace is None:
            return None
        echec, self._echec = self._echec, None
        if echec is not None:
            workspace.retry()
        workspace.about_to_read.emit()
        fautives = [page for page in self._pages() if not page.commit()]
        if echec is not None and self._echec is None:
            # A text that came back to what the file holds is no act: ``saved`` alone would not say all is well again.
            self._messages.close_message()
            self._barre_etat.set_enregistre(self._moment)
        return fautives[0] if fautives else None

    def _run_without(self, suite: Callable[[], object]) -> None:
        self._sans = True
        try:
            suite()
        finally:
            self._sans = False

    def _ask(self, page: Page, sans: Action) -> None:
        self.page_demandee.emit(page)
        page.show_saisie()
        self._messages.show_message(
            Niveau.ATTENTION,
            "Une saisie n’est pas comprise\u00a0: elle n’est pas enregistrée.",
            "Corrigez le champ en rouge, ou appuyez sur Échap dans ce champ pour y renoncer.",
            (("Corriger", self._correct), sans),
        )
        self._demande = True

    def _correct(self) -> None:
        page = self._write()
        if page is not None:
            self.page_demandee.emit(page)
            page.show_saisie()

    def _on_workspace_saved(self, moment: datetime) -> None:
        self._moment = moment
        self._barre_etat.set_enregistre(moment)
        if self._echec is not None:
            # There may be others: they are tried too, now that there is room.
            self._echec = None
            self._messages.close_message()
            self._relance.start()
        elif self._demande:
            self._messages.close_message()
        self._demande = False

    def _on_workspace_failed(self, erreur: AppError) -> None:
        actions: list[Action] = []
        if isinstance(erreur, EcritureError):
            self._echec = erreur
            self._barre_etat.set_echec()
            if self._discret and self._messages.bandeau.isVisible():
                return
            actions = [("Réessayer", self.retry), ("Enregistrer une copie ailleurs…", self.copie_demandee.emit)]
        elif isinstance(erreur, LectureSeuleError):
            actions = [("Enregistrer une copie…", self.copie_demandee.emit)]
        self._demande = False
        self._messages.show_erreur(erreur, actions)

    def _on_focus_changed(self, _ancien: QWidget | None, _nouveau: QWidget | None) -> None:
        if self._echec is not None:
            self._relance.start()

    def _on_relance_timeout(self) -> None:
        """Leaving a field tries again by itself; a banner that stands already has nothing more to say."""
        self._discret = True
        try:
            self._write()
        finally:
            self._discret = False
