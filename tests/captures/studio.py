"""The set on which the pictures are taken: one window, one project, no clock, no folder of the machine."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from faux_dialogues import FauxDialogues
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.regles import Objet
from models.store.database import Database
from pvd_desktop import main
from pvd_desktop.paths import Dossiers
from pvd_desktop.ui import theme
from pvd_desktop.ui.etapes import Etapes
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.pages import PLAN
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.theme import NomTheme
from pvd_desktop.ui.workspace import Workspace

JOUR = date(2026, 11, 21)
PATIENCE_S = 60.0
PROJET = Path("Documents", "PVD", "valembecque.pvd")
"""Relative to the temporary folder, which is the current one: no path of the machine is on a picture."""


class Studio:
    """One window in one theme at one size; the scenes drive it."""

    def __init__(self, app: QApplication, exemple: Path, nom_theme: str, taille: tuple[int, int]) -> None:
        self.app = app
        self.dialogues = FauxDialogues()
        self._exemple = exemple
        self._autres: list[Database] = []
        self.fenetre = self._build_window(NomTheme(nom_theme))
        self.fenetre.resize(*taille)
        self.fenetre.show()

    @property
    def workspace(self) -> Workspace:
        """The open project."""
        assert self.fenetre.workspace is not None, "this scene opens no project"
        return self.fenetre.workspace

    def open_exemple(self) -> None:
        """The example project, a new copy of it."""
        shutil.copyfile(self._exemple, PROJET)
        self.fenetre.ouverture.open_now(PROJET)
        self.settle()

    def open_vide(self) -> None:
        """A project where only the commune is known."""
        self.fenetre.ouverture._on_tache_succeeded(main.ProjetsLocaux(PROJET.parent).create(PROJET, "Hesdin-la-Forêt"))
        self.settle()

    def lock_exemple(self) -> None:
        """The example, open elsewhere."""
        shutil.copyfile(self._exemple, PROJET)
        self._autres.append(Database.open(PROJET))

    def show_page(self, nom: str) -> Page:
        """A page of the rail."""
        self.fenetre.navigation.show_page(nom)
        self.settle()
        page = self.fenetre.pile.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_fiche(self, numero: str, onglet: str = "", champ: str = "") -> Page:
        """A fiche, on the tab whose name starts with ``onglet``."""
        page = self.show_page(PLAN)
        fiche = self.fiche(numero)
        page.show_objet(Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid), champ)
        self.settle()
        if onglet:
            onglets = page.findChild(QTabWidget)
            assert isinstance(onglets, QTabWidget)
            rangs = [r for r in range(onglets.count()) if onglets.tabText(r).replace("&", "").startswith(onglet)]
            onglets.setCurrentIndex(rangs[0])
            self.settle()
        return page

    def fiche(self, numero: str) -> FicheAction:
        """A fiche by its number."""
        return next(f for f in self.workspace.projet.fiches if f.numero == numero)

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window live until ``condition`` holds."""
        fin = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < fin, "the scene never came"
            self.app.processEvents()
            time.sleep(0.002)
        self.settle()

    def settle(self) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(4):
            self.app.processEvents()
        while any(etapes.en_cours for etapes in self.fenetre.findChildren(Etapes)):
            self.app.processEvents()
        # processEvents leaves what was let go, such as the pages of a project that was closed, half dead.
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def enlarge(self) -> None:
        """The highest zoom."""
        while theme.zoom() < theme.ZOOM_MAX:
            self.fenetre.actions_["agrandir"].trigger()
            # Steps that follow one another at once are one change.
            self.fenetre.apparence.apply()
        self.settle()

    def picture(self, sujet: QWidget, cible: Path) -> None:
        """Save what ``sujet`` looks like."""
        self.settle()
        assert sujet.grab().save(str(cible)), cible

    def close(self) -> None:
        """Take the set down."""
        for database in self._autres:
            database.close()
        self.fenetre.abandon()
        main.wait_for_tasks(self.app)
        self.fenetre.deleteLater()
        # Without this the windows pile up, and each change of theme dresses them all.
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        PROJET.unlink(missing_ok=True)

    def _build_window(self, nom_theme: NomTheme) -> MainWindow:
        dossiers = Dossiers.of_user(Path("PVD Desktop"))
        shutil.rmtree(dossiers.racine, ignore_errors=True)
        dossiers.create()
        PROJET.parent.mkdir(parents=True, exist_ok=True)
        # The window dresses itself as its preferences say.
        preferences = Settings(dossiers.reglages)
        preferences.theme = nom_theme
        preferences.save()
        return main.build_window(dossiers, dossiers.journaux / "pvd-desktop.log", self.dialogues, lambda: JOUR)


def enter(dossier: Path) -> None:
    """Make ``dossier`` the current folder."""
    os.chdir(dossier)
