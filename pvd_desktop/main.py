"""The composition root: builds the files, the project, the window and what joins them. Nobody else does."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from models import commands
from models.referentiel.bareme import load_bareme
from models.store.database import Database
from pvd_desktop import __version__, logs
from pvd_desktop.paths import APPLICATION, Dossiers
from pvd_desktop.ui import apparence, icones
from pvd_desktop.ui.aide.aide import Aide, Lieux
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.logs_qt import install_qt_handler
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.miettes import Ramasseur
from pvd_desktop.ui.projets import Projets
from pvd_desktop.ui.rapport_erreur import RapportErreur
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tasks import Task, share_interpreter
from pvd_desktop.ui.textes_qt import install_texts
from pvd_desktop.ui.undo_fallback import UndoFallback
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from models.commands.reprise import Reprise
    from models.queries.resume import ResumeProjet

PREPARATION_MS: Final = 200
"""How long after the window is shown what only acts and other pages need is done."""
DELAI_FIN_S: Final = 30.0
"""How long the end of the program waits for a thread that still draws, or copies a large project."""


class ProjetsLocaux(Projets):
    """Project files of this computer."""

    def __init__(
        self, copies: Path, aujourd_hui: Callable[[], date] = date.today, settings: Settings | None = None
    ) -> None:
        """``copies`` receives the copies, unless the preferences name another folder."""
        self._copies = copies
        self._aujourd_hui = aujourd_hui
        self._settings = settings

    @override
    def open(self, path: Path, *, lecture_seule: bool = False, controle_en_fond: bool = False) -> Database:
        return Database.open(
            path, lecture_seule=lecture_seule, copies=self.dossier_copies(), controle_en_fond=controle_en_fond
        )

    @override
    def create(self, path: Path, commune: str, code_insee: str = "") -> Database:
        # A project is created once and opened every day: what only this needs is not loaded at each start.
        from models.commands.territoire import add_commune, choose_commune, update_territoire
        from models.referentiel.communes import find_commune

        trouvee = find_commune(code_insee) if code_insee else None

        def fill(database: Database) -> None:
            if trouvee is not None:
                database.execute("Choisir la commune", choose_commune, None, trouvee.commune)
            elif commune:
                database.execute("Nommer le projet", update_territoire, nom=commune)
                database.execute("Ajouter la commune", add_commune, nom=commune)

        return _new_project(path, fill)

    @override
    def resume_convention(self, path: Path, reprise: "Reprise", exemplaire: Path | None) -> Database:
        from models.commands.reprise import resume_convention
        from pvd_desktop.imports.pieces import read_fichier

        # Read first: a file that is refused leaves no project behind.
        lu = None
        if exemplaire is not None:
            lu = read_fichier(exemplaire, path.parent, avancer=lambda _lus, _total, _quoi: None)

        def fill(database: Database) -> None:
            database.execute("Reprendre la convention signée", resume_convention, reprise, lu)

        return _new_project(path, fill)

    @override
    def create_exemple(self, path: Path) -> Database:
        # Reading JSON takes a library that a project opened as usual never needs.
        from pvd_desktop.exemple import write_exemple

        write_exemple(path)
        return Database.open(path)

    @override
    def dossier_copies(self) -> Path:
        return (self._settings and self._settings.dossier_copies) or self._copies

    @override
    def resume(self, path: Path) -> "ResumeProjet":
        from models.queries.resume import load_resume

        database = Database.open(path, lecture_seule=True)
        try:
            with database.read() as session:
                return load_resume(session)
        finally:
            database.close()

    @override
    def workspace(self, database: Database) -> Workspace:
        workspace = Workspace(database, load_bareme(), aujourd_hui=self._aujourd_hui)
        workspace.set_auteur(self._settings.auteur if self._settings else "")
        return workspace


def _new_project(path: Path, fill: Callable[[Database], object]) -> Database:
    """A project with what ``fill`` writes; what cannot be written whole leaves no file behind."""
    database = Database.create(path)
    try:
        fill(database)
    except BaseException:
        database.close()
        path.unlink()
        raise
    database.close()
    # Opened again: a new project has nothing to undo.
    return Database.open(path)


def run(path: Path | None, *, dossier: Path | None = None, smoke: bool = False) -> int:
    """Opens the window on ``path``, if given, until the user closes it.

    Args:
        path: project to open.
        dossier: root of the folders of the application instead of the one of the user.
        smoke: open a temporary example, paint the window, export one PDF, quit.

    Returns:
        The exit code.
    """
    if smoke:
        if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        with tempfile.TemporaryDirectory(prefix="pvd-smoke-", ignore_cleanup_errors=True) as temporaire:
            from pvd_desktop.exemple import write_exemple

            exemple = Path(temporaire, "exemple.pvd")
            write_exemple(exemple)
            return _run(exemple, Dossiers.of_user(Path(temporaire, "donnees")), smoke=True)
    return _run(path, Dossiers.of_user(dossier), smoke=False)


def build_window(
    dossiers: Dossiers,
    journal: Path,
    dialogues: Dialogues | None = None,
    aujourd_hui: Callable[[], date] = date.today,
) -> MainWindow:
    """The window on the folders of the user, dressed as the preferences say."""
    settings = Settings(dossiers.reglages)
    # Before any widget: those built under another font keep it.
    apparence.dress(settings)
    dialogues = dialogues or Dialogues()
    lieux = Lieux(dossiers.racine, dossiers.copies, dossiers.reglages, journal)
    aide = Aide(lieux, dialogues)
    projets = ProjetsLocaux(dossiers.copies, aujourd_hui, settings)
    return MainWindow(projets, settings, aide, dialogues=dialogues, aujourd_hui=aujourd_hui)


def dress(app: QApplication) -> None:
    """Names, language and numbers of the application."""
    app.setApplicationName(APPLICATION)
    app.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    install_texts(app)


def wait_for_tasks(app: QCoreApplication, delai_s: float = DELAI_FIN_S) -> None:
    """Let the threads nobody waits for any more end before Qt goes away under them."""
    fin = time.monotonic() + delai_s
    while any(t.en_cours for t in app.findChildren(Task)) and time.monotonic() < fin:
        app.processEvents()
        time.sleep(0.005)


def _run(path: Path | None, dossiers: Dossiers, *, smoke: bool) -> int:
    dossiers.create()
    journal = logs.Journal(dossiers.journaux)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    # Only now: without a screen Qt aborts in the line above, and its reason belongs on the terminal.
    restore_qt_messages = install_qt_handler()
    dress(app)
    share_interpreter()
    UndoFallback(app)
    fenetre = build_window(dossiers, journal.chemin)
    app.setWindowIcon(icones.icone("plan_action", "accent", 64))
    rapport = RapportErreur(journal.chemin, fenetre)
    rapport.app_error.connect(fenetre.messages.show_erreur)
    rapport.install()
    ramasseur = Ramasseur(app)
    try:
        if path is not None:
            fenetre.ouverture.open_now(path)
        fenetre.show()
        # A project is read without what acts need: that is done once the page has been painted.
        workspace = fenetre.workspace
        preparation = Task(lambda progress: prepare(workspace, progress.check), app)
        preparation.set_silencieuse()
        preparation.failed.connect(fenetre.messages.show_erreur)
        # What was loaded stays to the end: the collector need not look at it again.
        preparation.finished.connect(gc.freeze)
        QTimer.singleShot(PREPARATION_MS, preparation.start)
        gc.freeze()
        fenetre.ouverture.opened.connect(ramasseur.renew)
        code = _smoke(app, fenetre, dossiers.racine) if smoke else app.exec()
        preparation.cancel()
        wait_for_tasks(app)
        return code
    finally:
        ramasseur.stop()
        rapport.uninstall()
        restore_qt_messages()
        journal.close()


def prepare(workspace: Workspace | None, check: Callable[[], object]) -> None:
    """Does what the first act would otherwise wait for, then the first visit of each page; ``check`` gives it up."""
    from pvd_desktop.ui.avance import load_ahead

    if workspace is not None:
        workspace.finish_check()
    Database.prepare()
    _ = commands.fiches, commands.operations
    load_ahead(check)


def _smoke(app: QApplication, fenetre: MainWindow, dossier: Path) -> int:
    """Whether the example is on screen and every format can be written; what fails raises."""
    from pvd_desktop.documents.catalogue import DOCUMENTS, build
    from pvd_desktop.documents.export import export
    from pvd_desktop.documents.renderers import FORMATS

    app.processEvents()
    workspace = fenetre.workspace
    if workspace is None or fenetre.grab().isNull():
        return 1
    modeles = {modele.id: modele for modele in DOCUMENTS}
    for extension in FORMATS:
        # The maquette is tables: what is written as a picture is the planning.
        modele = next(modeles[nom] for nom in ("maquette", "planning") if extension in modeles[nom].formats)
        document = build(modele, workspace.projet, aujourd_hui=workspace.aujourd_hui())
        export(document, dossier / f"{modele.id}{extension}")
    fenetre.close()
    return 0
