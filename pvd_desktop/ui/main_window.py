"""The shell: rail, head, banners, page, status bar; it shows the project that ``Ouverture`` gives it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme
from pvd_desktop.ui.actions import Actions
from pvd_desktop.ui.aide.aide import Aide
from pvd_desktop.ui.aide.guide import fichier_du_guide
from pvd_desktop.ui.apparence import Apparence
from pvd_desktop.ui.barre_etat import BarreEtat
from pvd_desktop.ui.depart import Depart
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.edition import Edition
from pvd_desktop.ui.entete import Entete
from pvd_desktop.ui.exportation import Exportation
from pvd_desktop.ui.importations import Importation
from pvd_desktop.ui.impression import Impression
from pvd_desktop.ui.menus import Menus
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.navigation import Navigation
from pvd_desktop.ui.ordre_lecture import FenetreLecture
from pvd_desktop.ui.ouverture import Ouverture
from pvd_desktop.ui.pages import CONVENTION, DOCUMENTS, DU_MENU, MAQUETTE, PAGES
from pvd_desktop.ui.palette.ouvreur import OuvreurPalette
from pvd_desktop.ui.panneaux import focus_next_pane
from pvd_desktop.ui.projets import Projets, same_file
from pvd_desktop.ui.rail import Rail
from pvd_desktop.ui.retour_focus import RetourFocus
from pvd_desktop.ui.saisies import Saisies
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie
from pvd_desktop.ui.surete import Surete
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.titre import window_title
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.accueil.accueil import Accueil

_APERCUS = {CONVENTION: Sortie("convention"), MAQUETTE: Sortie("maquette")}
_LARGEUR_MIN, _HAUTEUR_MIN, _CADRE = 800, 560, 48
_LARGEUR, _HAUTEUR = 1280, 720


class MainWindow(FenetreLecture):
    """Holds at most one project. What may fail is told in its banner, never in a dialog."""

    def __init__(
        self,
        projets: Projets,
        settings: Settings,
        aide: Aide,
        *,
        dialogues: Dialogues | None = None,
        aujourd_hui: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._workspace: Workspace | None = None
        self._sans_question = False
        self._retour_focus = RetourFocus()
        self._dialogues = dialogues = dialogues or Dialogues()
        self._create_parts(aide)
        self.ouverture = Ouverture(
            projets,
            settings,
            dialogues,
            self.messages,
            progression=self.progression,
            parent=self,
            aujourd_hui=aujourd_hui,
        )
        self.exportation = Exportation(
            settings, dialogues, self.messages, progression=self.progression, saisies=self.saisies, parent=self
        )
        self.impression = Impression(
            dialogues, self.messages, progression=self.progression, saisies=self.saisies, parent=self
        )
        self.importation = Importation(
            settings,
            dialogues,
            self.messages,
            self.ouverture,
            self.navigation,
            progression=self.progression,
            parent=self,
            aujourd_hui=aujourd_hui,
        )
        self.depart = Depart(
            settings,
            dialogues,
            self.ouverture,
            self.messages,
            can_leave=self._can_leave,
            open_project=self.open_project,
            importer=self.importation.show,
            coller=self.importation.paste,
            aujourd_hui=aujourd_hui,
            pile=self.pile,
        )
        quitter = partial(self._set_workspace, None)
        self.surete = Surete(
            projets, settings, dialogues, self.ouverture, self, can_leave=self._can_leave, close_now=quitter
        )
        self._lay_out()
        self._connect()
        self._set_workspace(None)
        self._restore()

    @property
    def accueil(self) -> "Accueil":
        """What is shown without a project."""
        return self.depart.accueil

    @property
    def workspace(self) -> Workspace | None:
        """The open project."""
        return self._workspace

    def open_project(self, path: Path) -> None:
        """Opens a project instead of the one shown, or shows it when it is this one."""
        if self._workspace and same_file(path, self._workspace.path):
            self.navigation.show_page(self._settings.derniere_page)
        elif self._can_leave("Ouvrir", lambda: self.open_project(path)):
            self.ouverture.open(path)

    def close_project(self) -> bool:
        """Closes the project and goes back to the Accueil; ``False`` when something keeps it open."""
        if not self._can_leave("Fermer", self.close_project):
            return False
        self.messages.close_message()
        self._set_workspace(None)
        return True

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        if not self._sans_question and not self._can_leave("Fermer", self.close):
            event.ignore()
            return
        self._settings.geometrie = self.saveGeometry()
        self._settings.save()
        self._set_workspace(None)
        super().closeEvent(event)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._workspace is None:
            self.navigation.show_accueil()
        # Else the first button of the rail would have it.
        self.navigation.focus_page()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.rail.fit(event.size().width())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if event.mimeData().hasUrls() and self.pile.isEnabled():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        if not self.importation.drop(urls):
            self.depart.drop(urls)

    def _create_parts(self, aide: Aide) -> None:
        self.actions_ = Actions(self)
        self._aide = aide
        self.apparence = Apparence(self._settings, self)
        self.edition = Edition(self.actions_, self)
        self._coeur = QWidget(self)
        self.rail = Rail(PAGES, self._coeur)
        self.entete = Entete(self.actions_, self._coeur)
        self.messages = Messages(self._coeur)
        self.progression = BarreProgression(parent=self._coeur)
        self.pile = QStackedWidget(self._coeur)
        self.barre_etat = BarreEtat(self)
        self.saisies = Saisies(self.messages, self.barre_etat, self)
        self.navigation = Navigation(
            self.rail,
            self.entete,
            self.pile,
            build_accueil=lambda: self.accueil,
            settings=self._settings,
            saisies=self.saisies,
            parent=self,
        )
        self.recherche = OuvreurPalette(self.actions_, self.navigation, self)
        self.menus = Menus(self.menuBar(), self.actions_, self.apparence, self._settings, self)

    def _lay_out(self) -> None:
        colonne = QVBoxLayout()
        colonne.setSpacing(0)
        for widget in (self.entete, self.messages, self.progression):
            colonne.addWidget(widget)
        colonne.addWidget(self.pile, 1)
        disposition = QHBoxLayout(self._coeur)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self.rail)
        disposition.addLayout(colonne, 1)
        self.setCentralWidget(self._coeur)
        self.setStatusBar(self.barre_etat)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.ouverture.opened.connect(self._set_workspace)
        self.ouverture.en_cours_changed.connect(self._on_busy_changed)
        self.navigation.resume_changed.connect(self.barre_etat.set_resume)
        self.navigation.export_demande.connect(self.exportation.export_document)
        self.navigation.fichier_demande.connect(self._dialogues.show_file)
        self.exportation.document_exporte.connect(self.navigation.refresh_documents)
        self.navigation.impression_demandee.connect(self.impression.print_document)
        self.navigation.objet_absent.connect(self._on_objet_absent)
        self.navigation.avertissement.connect(self._on_avertissement)
        self.navigation.page_changed.connect(self.messages.forget_succes)
        self.messages.copie_demandee.connect(self.exportation.save_copy)
        self.saisies.copie_demandee.connect(self.exportation.save_copy)
        self.menus.recent_demande.connect(self.open_project)
        self.menus.page_demandee.connect(self.navigation.show_page)
        self.actions_.connect_all(
            {
                "nouveau": self._on_nouveau,
                "ouvrir": self.depart.choose,
                "importer": self.importation.show,
                "reprendre_maquette": self.importation.retours.choose,
                "copie": self.exportation.save_copy,
                "apercu": self._on_apercu,
                "exporter": self._on_exporter,
                "exporter_json": self.exportation.export_json,
                "restaurer": self.surete.show_copies,
                "fermer_projet": self.close_project,
                "quitter": self.close,
                "annuler": self.edition.undo,
                "retablir": self.edition.redo,
                "couper": self.edition.cut,
                "copier": self.edition.copy,
                "coller": self.edition.paste,
                "coller_tableau": self.importation.paste,
                "palette": self.recherche.open,
                "preferences": self.surete.preferences.show,
                **{nom: partial(self._on_page_demandee, nom) for nom in DU_MENU},
                "agrandir": self.apparence.zoom_in,
                "reduire": self.apparence.zoom_out,
                "taille_normale": self.apparence.reset_zoom,
                "volet_suivant": self._on_volet_suivant,
                "reinitialiser": self._on_reinitialiser,
                "aide_page": self._on_aide_page,
                "guide": lambda: self.exportation.export_document(fichier_du_guide()),
                "raccourcis": lambda: self._aide.show_raccourcis(self),
                "donnees": self._on_donnees,
                "a_propos": lambda: self._aide.show_a_propos(self),
            }
        )
        theme.suivre(self, self._on_theme_changed)

    def _on_page_demandee(self, nom: str, _coche: bool = False) -> None:
        self.navigation.show_page(nom)

    def _on_theme_changed(self) -> None:
        """The smallest window where nothing overlaps follows the zoom, as far as the screen has room."""
        ecran = self.screen().availableSize()
        largeur, hauteur = theme.px(_LARGEUR_MIN), theme.px(_HAUTEUR_MIN)
        # The frame and the bar of title of a maximised window take their part too.
        self.setMinimumSize(min(largeur, ecran.width()), min(hauteur, ecran.height() - theme.px(_CADRE)))
        self.rail.fit(self.width())

    def _restore(self) -> None:
        self.resize(theme.px(_LARGEUR), theme.px(_HAUTEUR))
        if not self._settings.geometrie.isEmpty():
            self.restoreGeometry(self._settings.geometrie)

    def _set_workspace(self, workspace: Workspace | None) -> None:
        ancien, self._workspace = self._workspace, workspace
        # It was in a page that goes away, or is hidden from now on.
        self._retour_focus.note(None)
        if workspace is not None:
            workspace.setParent(self)
            workspace.changed.connect(self._on_workspace_changed)
            workspace.busy_changed.connect(self._on_busy_changed)
            self.barre_etat.set_projet(workspace.path, lecture_seule=bool(workspace.raison_lecture_seule))
        else:
            self.barre_etat.clear_projet()
        self.barre_etat.setVisible(workspace is not None)
        self.saisies.set_workspace(workspace)
        self.navigation.set_workspace(workspace)
        self.recherche.set_workspace(workspace)
        self.exportation.set_workspace(workspace)
        self.impression.set_workspace(workspace)
        self.importation.set_workspace(workspace)
        self.edition.set_workspace(workspace)
        if not self.surete.copie_ouverte.set_path(workspace.path if workspace else None):
            self.messages.set_lecture_seule(workspace.raison_lecture_seule if workspace else "")
        self._on_workspace_changed()
        self._refresh_actions(occupe=False)
        if ancien is not None:
            ancien.close()
            ancien.deleteLater()
        self.surete.set_workspace(workspace)

    def _can_leave(self, verbe: str, suite: Callable[[], object]) -> bool:
        """Whether nothing would be lost by closing the project now; says what would, and does ``suite`` if told so."""
        en_cours = [t for t in self.findChildren(Task) if t.en_cours and not t.silencieuse]
        if en_cours:
            self.messages.show_message(
                Niveau.ATTENTION,
                "Un travail est en cours.",
                "Attendez qu’il se termine, ou abandonnez-le\u00a0: le projet et les fichiers restent intacts.",
                (("Abandonner et quitter", self.abandon),),
            )
            return False
        return self.saisies.commit(f"{verbe} sans cette saisie", suite, perdues=True)

    def _refresh_actions(self, *, occupe: bool) -> None:
        workspace = self._workspace
        ecriture = workspace is not None and not workspace.raison_lecture_seule
        self.actions_.set_etat(projet=workspace is not None, ecriture=ecriture, occupe=occupe)
        self.menus.set_projet(ouvert=workspace is not None and not occupe)
        if not occupe:
            self.edition.refresh()

    def _on_workspace_changed(self) -> None:
        self.edition.refresh()
        self.setWindowTitle(window_title(self._workspace, self.surete.copie_ouverte.copie))

    def _on_busy_changed(self, occupe: bool) -> None:
        if occupe:
            self._retour_focus.note(self.focusWidget())
            taches = self._workspace.findChildren(Task) if self._workspace else []
            if taches and not taches[-1].en_cours:
                self.progression.follow(taches[-1])
        for widget in (self.pile, self.rail):
            widget.setEnabled(not occupe)
        self._refresh_actions(occupe=occupe)
        if occupe:
            return
        if not self._retour_focus.reprend():
            self.navigation.focus_page()

    def abandon(self) -> None:
        """Closes whatever is under way; the project and the files that are there stay intact."""
        for tache in self.findChildren(Task):
            tache.cancel()
        self._sans_question = True
        self.close()

    def _on_nouveau(self) -> None:
        if self.navigation.show_accueil(self._on_nouveau):
            self.accueil.focus_commune()

    def _on_apercu(self) -> None:
        self.navigation.show_apercu(_APERCUS.get(self.navigation.courante, TOUTES_LES_FICHES))

    def _on_exporter(self) -> None:
        self.navigation.show_page(DOCUMENTS)

    def _on_objet_absent(self) -> None:
        self.messages.show_message(
            Niveau.INFORMATION, "Cet élément n’est plus dans le projet.", "Il a sans doute été supprimé depuis."
        )

    def _on_avertissement(self, titre: str, remede: str) -> None:
        self.messages.show_message(Niveau.ATTENTION, titre, remede)

    def _on_volet_suivant(self) -> None:
        focus_next_pane((self.rail, *self.navigation.panneaux(), self.messages), self.focusWidget())

    def _on_reinitialiser(self) -> None:
        if not self.saisies.commit("Réinitialiser sans cette saisie", self._on_reinitialiser, perdues=True):
            return
        self.navigation.drop_pages()
        self._settings.reset_display()
        self.showNormal()
        self.resize(theme.px(_LARGEUR), theme.px(_HAUTEUR))
        self.navigation.rebuild()

    def _on_aide_page(self) -> None:
        self._aide.show_page(self, self.navigation.entree())

    def _on_donnees(self) -> None:
        self._aide.show_donnees(self, self._workspace.path if self._workspace else None, self.surete.derniere_copie())
