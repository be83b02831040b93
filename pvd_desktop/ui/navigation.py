"""From page to page: builds them at their first visit, keeps them as long as the project is open."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from models.domain.regles import Objet
from pvd_desktop.ui.entete import Entete
from pvd_desktop.ui.etapes import Etapes
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.pages import (
    CALENDRIER,
    DEMANDES,
    DOCUMENTS,
    HORS_RAIL,
    IMPORTATION,
    PAGES,
    PLAN,
    POINTS,
    Entree,
    Fabrique,
)
from pvd_desktop.ui.panneaux import focus_pane
from pvd_desktop.ui.rail import Rail
from pvd_desktop.ui.saisies import Saisies
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.workspace import Workspace

ACCUEIL, APERCU = "accueil", "apercu"
TOUR_S: Final = 0.008
"""How long the rules run before the window has its turn: five hundred fiches take far longer than a frame."""


class Navigation(QObject):
    """Fills the stack of the window.

    Signals:
        resume_changed(str): text for the right of the status bar.
        export_demande(Sortie): a page asks for a file.
        impression_demandee(Sortie): a page asks for a print.
        fichier_demande(Path): a page asks for a file, or a folder, of the system.
        objet_absent(): what was asked for is on no page.
        avertissement(str, str): what happened on a page and what to do, for the banner.
        page_changed(): another page is shown.
        page_built(str, Page): the page of that name is there for the first time, about to be shown.
    """

    resume_changed = Signal(str)
    export_demande = Signal(object)
    impression_demandee = Signal(object)
    fichier_demande = Signal(object)
    objet_absent = Signal()
    avertissement = Signal(str, str)
    page_changed = Signal()
    page_built = Signal(str, object)

    def __init__(
        self,
        rail: Rail,
        entete: Entete,
        pile: QStackedWidget,
        *,
        build_accueil: Callable[[], QWidget],
        settings: Settings,
        saisies: Saisies,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._rail, self._entete, self._pile, self._build_accueil = rail, entete, pile, build_accueil
        self._settings = settings
        self._saisies = saisies
        self._workspace: Workspace | None = None
        self._pages: dict[str, Page] = {}
        self._courante = ACCUEIL
        # Every point of a large project takes as long as painting it: the badge follows the page.
        self._compte = QTimer(self, singleShot=True, interval=0)
        self._compte.timeout.connect(self._on_compte_timeout)
        self._compte_echeances = QTimer(self, singleShot=True, interval=0)
        self._compte_echeances.timeout.connect(self._on_compte_echeances_timeout)
        self._avance = Etapes(self)
        self._reste_a_lire = False
        rail.page_demandee.connect(self.show_page)
        saisies.set_pages(self._pages.values)
        saisies.page_demandee.connect(self._on_saisies_page_demandee)

    @cached_property
    def _accueil(self) -> QWidget:
        """Built when first shown: whoever opens a file does not see it."""
        accueil = self._build_accueil()
        self._pile.addWidget(accueil)
        return accueil

    @property
    def courante(self) -> str:
        """Name of the page shown."""
        return self._courante

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Show this project, on the page of the last time; ``None`` goes back to the Accueil.

        A window that is not shown yet may still be given a project: it asks for the Accueil when it is.
        """
        self.drop_pages()
        self._avance.stop()
        self._workspace, self._reste_a_lire = workspace, workspace is not None
        self._rail.setVisible(workspace is not None)
        self._entete.setVisible(workspace is not None)
        if workspace is None:
            self._courante = ACCUEIL
            if self._pile.isVisible():
                self.show_accueil()
            return
        workspace.changed.connect(self._on_workspace_changed)
        self._on_workspace_changed()
        connues = [e.id for e in PAGES]
        derniere = self._settings.derniere_page
        self.show_page(derniere if derniere in connues else PLAN)

    def show_page(self, nom: str, suite: Callable[[], object] | None = None) -> None:
        """Show a page of the rail or of the menu; ``suite`` comes instead when what is typed comes first."""
        entree = next(e for e in (*PAGES, *HORS_RAIL) if e.id == nom)
        if self._workspace is None or not self._can_leave(nom, suite or (lambda: self.show_page(nom))):
            return
        page = self._get(nom, entree.fabrique)
        if entree in PAGES:
            self._settings.derniere_page = nom
        self._show(nom, page, entree.titre)
        self._rail.set_page(nom)

    def show_accueil(self, suite: Callable[[], object] | None = None) -> bool:
        """Show the Accueil, the project staying open; ``False`` when what is typed comes first, ``suite`` after."""
        if not self._can_leave(ACCUEIL, suite or self.show_accueil):
            return False
        self._show(ACCUEIL, self._accueil, "Accueil")
        self._rail.set_page("")
        return True

    def show_objet(self, objet: Objet, champ: str) -> None:
        """Go to the page that holds ``objet``, on the field ``champ``."""
        if self._workspace is None:
            return
        siennes = [e for e in (*PAGES, *HORS_RAIL) if objet.type in e.objets]
        # What no page shows by itself, or shows no more, may be seen from its fiche.
        for entree in (*siennes, *(e for e in PAGES if e.id == PLAN and objet.fiche is not None)):
            montree = self._get(entree.id, entree.fabrique)
            montree.catch_up()
            if montree.show_objet(objet, champ):
                # What is typed may come first: the object is asked for again after it.
                self.show_page(entree.id, lambda: self.show_objet(objet, champ))
                # Once visible: a field cannot take the focus while its page is hidden.
                montree.show_objet(objet, champ)
                return
        self.objet_absent.emit()

    def show_apercu(self, sortie: Sortie) -> None:
        """Show a document as it prints."""
        if self._workspace is None or not self._can_leave(APERCU, lambda: self.show_apercu(sortie)):
            return
        from pvd_desktop.ui.apercu.page import ApercuPage

        page = self._get(APERCU, self._build_apercu)
        if isinstance(page, ApercuPage):
            retour = self._courante if self._courante in {e.id for e in (*PAGES, *HORS_RAIL)} else PLAN
            page.show_sortie(sortie, retour)
            self._show(APERCU, page, "Aperçu avant impression")

    def show_importation(self, suite: Callable[[], object]) -> bool:
        """Show the page that brings a table in, which needs no project; ``False`` when what is typed comes first."""
        if not self._can_leave(IMPORTATION, suite):
            return False
        if self._workspace is not None:
            self.show_page(IMPORTATION)
            return True
        from pvd_desktop.ui.importation.page import ImportationPage

        if IMPORTATION not in self._pages:
            self._adopt(IMPORTATION, ImportationPage(None, self._settings, self._pile))
        self._show(IMPORTATION, self._pages[IMPORTATION], "Importer un tableau")
        return True

    def refresh_documents(self) -> None:
        """A document has just been written."""
        from pvd_desktop.ui.documents.page import DocumentsPage

        page = self._pages.get(DOCUMENTS)
        if isinstance(page, DocumentsPage):
            page.refresh_derniers()

    def focus_page(self) -> None:
        """Give the focus to the page, unless the user is walking along the rail."""
        fenetre = self._pile.window()
        focus: QWidget | None = fenetre.focusWidget()
        dans_le_rail = self._rail.isVisible() and bool(focus) and self._rail.isAncestorOf(focus)
        if fenetre.isVisible() and not dans_le_rail:
            focus_pane(self._pile.currentWidget() or self._pile)

    def entree(self) -> Entree | None:
        """The page of the rail or of the menu that is shown."""
        return next((e for e in (*PAGES, *HORS_RAIL) if e.id == self._courante), None)

    def panneaux(self) -> tuple[QWidget, ...]:
        """Where F6 goes on the page shown."""
        page = self._pile.currentWidget()
        return page.panneaux() if isinstance(page, Page) else (page or self._pile,)

    def drop_pages(self) -> None:
        """Forget the pages; ``rebuild`` shows new ones."""
        for page in self._pages.values():
            self._pile.removeWidget(page)
            _release_tasks(page)
            page.deleteLater()
        self._pages.clear()

    def rebuild(self) -> None:
        """Show the page again, as at its first visit."""
        if self._workspace is None or self._courante == ACCUEIL:
            self.show_accueil()
        else:
            entree = self.entree()
            self.show_page(entree.id if entree else PLAN)

    def _get(self, nom: str, build: Fabrique) -> Page:
        if nom not in self._pages:
            assert self._workspace is not None  # the other pages exist for an open project only
            self._adopt(nom, build(self._workspace, self._settings, self._pile))
        return self._pages[nom]

    def _adopt(self, nom: str, page: Page) -> None:
        page.objet_demande.connect(self.show_objet)
        page.apercu_demande.connect(self.show_apercu)
        page.export_demande.connect(self.export_demande)
        page.impression_demandee.connect(self.impression_demandee)
        page.fichier_demande.connect(self.fichier_demande)
        page.page_demandee.connect(self.show_page)
        page.resume_changed.connect(self._on_page_resume_changed)
        page.avertissement.connect(self.avertissement)
        self._pages[nom] = page
        self._pile.addWidget(page)
        self.page_built.emit(nom, page)

    def _build_apercu(self, workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
        from pvd_desktop.ui.apercu.page import ApercuPage

        del settings
        page = ApercuPage(workspace, parent)
        page.retour_demande.connect(self.show_page)
        return page

    def _can_leave(self, nom: str, suite: Callable[[], object]) -> bool:
        """Whether what is typed on this page can be read: the next one would show the project without it."""
        return nom == self._courante or self._saisies.commit("Continuer sans cette saisie", suite)

    def _show(self, nom: str, page: QWidget, titre: str) -> None:
        if nom != self._courante:
            self.page_changed.emit()
        self._courante = nom
        self._entete.set_titre(titre)
        self._pile.setCurrentWidget(page)
        self.focus_page()
        self.resume_changed.emit(page.resume() if isinstance(page, Page) else "")

    def _on_workspace_changed(self) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        territoire = workspace.projet.territoire
        self._rail.set_projet(territoire.nom or workspace.path.stem, territoire.epci.nom)
        self._compte.start()

    def _on_compte_timeout(self) -> None:
        if self._workspace is None:
            return
        if self._workspace.verify(TOUR_S):
            self._rail.set_nombre(POINTS, len(self._workspace.constats()))
            self._compte_echeances.start()
        else:
            self._compte.start()

    def _on_compte_echeances_timeout(self) -> None:
        """In a turn of its own: the days of a project are all computed at once."""
        if self._workspace is None:
            return
        from models.domain.demandes.echeances import demandes_pressantes

        projet, echeances = self._workspace.projet, self._workspace.echeances()
        self._rail.set_nombre(CALENDRIER, sum(1 for echeance in echeances if echeance.presse))
        self._rail.set_nombre(DEMANDES, demandes_pressantes(projet, echeances) if projet.demandes else 0)
        if self._reste_a_lire:
            self._reste_a_lire = False
            self._avance.start(self._read_ahead(self._workspace))

    def _read_ahead(self, workspace: Workspace) -> Iterator[object]:
        """What the first visit of the maquette of a large plan would wait for, once a project is on screen."""
        maquette = workspace.maquette()
        yield
        yield maquette.periode

    def _on_saisies_page_demandee(self, page: Page) -> None:
        nom = next((nom for nom, connue in self._pages.items() if connue is page), PLAN)
        entree = next((e for e in PAGES if e.id == nom), None)
        if entree is not None and nom != self._courante:
            self._show(nom, page, entree.titre)
            self._rail.set_page(nom)

    def _on_page_resume_changed(self, texte: str) -> None:
        if self.sender() is self._pile.currentWidget():
            self.resume_changed.emit(texte)


def _release_tasks(page: Page) -> None:
    """A thread cannot be killed: what still draws for this page ends on its own, heard by nobody."""
    for tache in page.findChildren(Task):
        if tache.en_cours:
            tache.cancel()
            tache.finished.connect(tache.deleteLater)
            tache.setParent(QApplication.instance())
