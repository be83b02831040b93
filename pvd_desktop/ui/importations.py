"""Where tables come from and where they go: files, the clipboard, the drop; then one act, in a project or a new one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models.domain.regles import Objet
from models.store.database import maintenant_utc
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.depot import dropped_table
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.navigation import Navigation
from pvd_desktop.ui.ouverture import Ouverture
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.pages import IMPORTATION, PAGES, PLAN
from pvd_desktop.ui.partenaires import Partenaires
from pvd_desktop.ui.retours import Retours
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.bandeau import Action
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from models.domain.importation.proposition import Proposition, Retouches
    from pvd_desktop.documents.tree import Document
    from pvd_desktop.ui.importation.lecture import Lecture
    from pvd_desktop.ui.importation.page import ImportationPage

FILTRE_CLASSEUR: Final = "Classeur Excel (*.xlsx)"
FILTRE_RAPPORT: Final = f"{FILTRE_CLASSEUR};;Document PDF (*.pdf);;Document Word (*.docx)"
NOM_MODELE: Final = "modele-tableau-de-suivi.xlsx"


class Importation(QObject):
    """Everything around the page: the page itself only reads and shows.

    Signals:
        imported(): a table was written in the project.
    """

    imported = Signal()

    def __init__(
        self,
        settings: Settings,
        dialogues: Dialogues,
        messages: Messages,
        ouverture: Ouverture,
        navigation: Navigation,
        *,
        progression: BarreProgression,
        parent: QWidget,
        aujourd_hui: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._dialogues = dialogues
        self._messages = messages
        self._ouverture = ouverture
        self._navigation = navigation
        self._progression = progression
        self._fenetre = parent
        self._aujourd_hui = aujourd_hui
        self.retours = Retours(settings, dialogues, messages, navigation, progression=progression, parent=parent)
        self.partenaires = Partenaires(
            settings, dialogues, messages, navigation, progression=progression, parent=parent
        )
        self._workspace: Workspace | None = None
        self._page: ImportationPage | None = None
        self._retour = ""
        self._a_ecrire: tuple[Lecture, Retouches] | None = None
        self._derniere: Proposition | None = None
        self._annulation: Annulation | None = None
        navigation.page_built.connect(self._on_page_built)
        navigation.page_changed.connect(self._on_navigation_page_changed)
        ouverture.en_cours_changed.connect(self._on_ouverture_en_cours_changed)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Bring tables into this project, or into one to be made."""
        self._workspace = workspace
        self.retours.set_workspace(workspace)
        self.partenaires.set_workspace(workspace)
        self._page = None
        if self._annulation is not None:
            self._annulation.deleteLater()
            self._annulation = None

    def show(self) -> None:
        """The page, on what is being prepared."""
        self._open(self.show)

    def choose(self) -> None:
        """Ask for a table, and read it."""
        dossier = self._settings.dernier_dossier or Path()
        if path := self._dialogues.ask_tableau(self._fenetre, "Choisir un tableau", dossier):
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a table; a maquette that we wrote is reviewed instead."""
        from pvd_desktop.imports.maquettes import is_maquette_revenue

        if self._workspace is not None and is_maquette_revenue(path):
            self.retours.read(path)
        elif page := self._open(lambda: self.read(path)):
            page.preparation.read_file(path)

    def paste(self) -> None:
        """Read what was copied from a spreadsheet."""
        texte = QGuiApplication.clipboard().text()
        if not texte.strip():
            self._messages.show_message(
                Niveau.ATTENTION,
                "Le presse-papiers ne contient aucun tableau.",
                "Dans votre tableur, sélectionnez les cellules avec leurs titres, copiez-les, puis revenez ici.",
            )
        elif page := self._open(self.paste):
            page.preparation.read_text(texte)

    def drop(self, urls: Sequence[QUrl]) -> bool:
        """Read what was dropped on the window; ``False`` when it is not a table."""
        path = dropped_table(urls)
        if path is not None:
            self.read(path)
        return path is not None

    def save_modele(self) -> None:
        """Save an empty table whose headings are recognised."""
        jour = self._aujourd_hui()

        def build(_cible: Path) -> "Document":
            from pvd_desktop.documents.builders.modele_tableau import build_modele

            return build_modele(aujourd_hui=jour)

        self._save("Enregistrer un modèle de tableau", NOM_MODELE, FILTRE_CLASSEUR, build)

    def save_rapport(self) -> None:
        """Save what the last table said that was refused or not understood: to sort in Excel, or to read."""
        lecture = self._page.preparation.lecture if self._page else None
        proposition = lecture.proposition if lecture else self._derniere
        if proposition is None:
            return
        jour = self._aujourd_hui()

        def build(cible: Path) -> "Document":
            from pvd_desktop.documents.builders.rapport_import import build_rapport

            return build_rapport(proposition, aujourd_hui=jour, titre_imprime=cible.suffix.lower() != ".xlsx")

        nom = f"{Path(proposition.source).stem}-rapport.xlsx"
        self._save("Enregistrer le rapport (Excel, PDF ou Word)", nom, FILTRE_RAPPORT, build)

    def write(self) -> None:
        """Write what the page proposes; without a project, ask for the file of a new one first."""
        page = self._page
        lecture = page.preparation.lecture if page else None
        if page is None or lecture is None or not page.preparation.a_jour:
            return
        if self._workspace is not None:
            self._run(self._workspace, lecture, page.preparation.retouches)
        elif self._ouverture.create_unnamed(Path(lecture.proposition.source).stem):
            self._a_ecrire = lecture, page.preparation.retouches

    def _open(self, suite: Callable[[], object]) -> "ImportationPage | None":
        """The page, shown; ``None`` when what is typed elsewhere comes first, and ``suite`` after it."""
        return self._page if self._navigation.show_importation(suite) else None

    def _run(self, workspace: Workspace, lecture: "Lecture", retouches: "Retouches") -> None:
        from models.commands.importation import import_projet

        proposition = lecture.proposition

        # A project that was made meanwhile has an identity of its own, and nothing else yet.
        present = workspace.projet
        projet = replace(
            proposition.projet,
            territoire=present.territoire,
            convention=present.convention,
            reglages=present.reglages,
        )
        libelle = f"Importer «\u00a0{proposition.source}\u00a0»"
        tache = workspace.execute_in_task(libelle, import_projet, projet, moment=maintenant_utc())
        ecrits: list[bool] = []
        tache.succeeded.connect(lambda: ecrits.append(True))
        tache.cancelled.connect(self._on_given_up)

        def on_finished() -> None:
            # Once the window takes input again: what is shown now keeps the focus.
            if ecrits:
                self._on_written(workspace, lecture)
            else:
                self._give_back(lecture, retouches)

        tache.finished.connect(on_finished)

    def _on_given_up(self) -> None:
        self._messages.show_message(
            Niveau.INFORMATION,
            "L’import est abandonné\u00a0: rien n’a été écrit.",
            "Votre tableau et vos corrections sont encore là.",
        )

    def _give_back(self, lecture: "Lecture", retouches: "Retouches") -> None:
        """Nothing was written; the page of a project that was made for it does not know the table yet."""
        page = self._open(lambda: self._give_back(lecture, retouches))
        if page is not None and page.preparation.source is None:
            page.preparation.resume(lecture, retouches)

    def _on_written(self, workspace: Workspace, lecture: "Lecture") -> None:
        from pvd_desktop.ui.importation.preparation import remember

        proposition, dit = lecture.proposition, lecture.bilan
        self._derniere = proposition
        remember(self._settings, proposition)
        if self._page is not None:
            self._page.preparation.clear()
        # People are no page of their own: one goes back to where one was.
        self._navigation.show_page(self._retour if self._retour and proposition.est_de_contacts else PLAN)
        if self._annulation is not None:
            self._annulation.deleteLater()
        self._annulation = Annulation(workspace, self._messages.bandeau)
        actions: list[Action] = [("Annuler l’import", self._annulation.offer())]
        if dit.reste:
            actions.append(("Enregistrer le rapport…", self.save_rapport))
        justes = "" if any(t.ecart for t in proposition.totaux) else dit.totaux
        phrases = (dit.autres, justes, f"{dit.reste}\u00a0: le rapport les donne." if dit.reste else "")
        self._messages.show_message(
            Niveau.SUCCES,
            f"«\u00a0{proposition.source}\u00a0» est importé\u00a0: {dit.sorts}.",
            " ".join(p if p.endswith(".") else f"{p}." for p in phrases if p),
            actions,
        )
        self._show_first(proposition)
        self.imported.emit()

    def _show_first(self, proposition: "Proposition") -> None:
        """Open the first action that is new, else the first that changed; after the message, which takes its room."""
        from models.domain.importation.proposition import Sort

        ecrites = [ligne for ligne in proposition.lignes if ligne.fiche and ligne.changements]
        premiere = next((ligne for ligne in ecrites if ligne.sort is Sort.CREE), next(iter(ecrites), None))
        if premiere is not None and premiere.fiche is not None:
            objet = Objet(type="fiche", uid=premiere.fiche, libelle=premiere.titre, fiche=premiere.fiche)
            self._navigation.show_objet(objet, "")

    def _save(self, titre: str, nom: str, filtre: str, build: "Callable[[Path], Document]") -> None:
        dossier = self._settings.dernier_dossier or Path()
        cible = self._dialogues.ask_save(self._fenetre, titre, dossier / nom, filtre)
        if cible is None:
            return

        def write(progress: Progress) -> None:
            from pvd_desktop.documents.export import export

            export(build(cible), cible, progress=progress)

        tache = Task(write, self)
        tache.succeeded.connect(lambda: self._on_saved(cible))
        tache.failed.connect(self._messages.show_erreur)
        tache.finished.connect(tache.deleteLater)
        self._progression.follow(tache, f"Enregistrement de «\u00a0{cible.name}\u00a0»…")
        tache.start()

    def _on_saved(self, cible: Path) -> None:
        self._messages.show_succes(
            f"«\u00a0{cible.name}\u00a0» est enregistré.",
            str(cible.parent),
            (
                ("Ouvrir", lambda: self._dialogues.show_file(cible)),
                ("Ouvrir le dossier", lambda: self._dialogues.show_file(cible.parent)),
            ),
        )

    def _on_page_built(self, nom: str, page: Page) -> None:
        if nom != IMPORTATION:
            return
        from pvd_desktop.ui.importation.page import ImportationPage

        assert isinstance(page, ImportationPage)  # that is its name
        self._page = page
        page.fichier_a_choisir.connect(self.choose)
        page.collage_demande.connect(self.paste)
        page.modele_demande.connect(self.save_modele)
        page.rapport_demande.connect(self.save_rapport)
        page.import_demande.connect(self.write)
        page.abandon_demande.connect(self._on_abandon)
        page.travail_begun.connect(self._progression.follow)

    def _on_navigation_page_changed(self) -> None:
        """Whatever leads to the page of imports, leaving it goes back to the page of the rail one came from."""
        if self._navigation.courante in {e.id for e in PAGES}:
            self._retour = self._navigation.courante

    def _on_abandon(self) -> None:
        """Back to where one was; what is prepared on the page stays until it is given up."""
        if self._workspace is None:
            self._navigation.show_accueil()
        else:
            self._navigation.show_page(self._retour or PLAN)

    def _on_ouverture_en_cours_changed(self, en_cours: bool) -> None:
        if en_cours:
            return
        a_ecrire, self._a_ecrire = self._a_ecrire, None
        if a_ecrire is not None and self._workspace is not None:
            self._run(self._workspace, *a_ecrire)
