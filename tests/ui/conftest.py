"""What the tests of the screens share: the house look, French numbers, and a project open in a temporary folder."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.referentiel.bareme import load_bareme
from models.store.database import Database
from pvd_desktop import main
from pvd_desktop.exemple import write_exemple
from pvd_desktop.paths import Dossiers
from pvd_desktop.ui import theme
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def _habillage(qapp: QApplication) -> None:
    """Dress the one application as ``main`` does; a test that changes the theme puts « clair » back."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    theme.apply(qapp, "clair", 100)


@pytest.fixture(autouse=True)
def _clavier_relache(qapp: QApplication) -> Iterator[None]:
    """After a key with Ctrl, the application believes that Ctrl is held: a click of the next test would unselect."""
    yield
    if QApplication.keyboardModifiers():
        cible = QWidget()
        QTest.keyRelease(cible, Qt.Key.Key_Control)


@pytest.fixture
def aujourd_hui() -> date:
    """The day of the tests, whatever the clock says."""
    return date(2026, 11, 21)


@pytest.fixture(scope="session")
def _exemple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project, written once; tests work on copies of it."""
    path = tmp_path_factory.mktemp("exemple") / "exemple.pvd"
    write_exemple(path)
    return path


@pytest.fixture
def projet_pvd(tmp_path: Path, _exemple: Path) -> Path:
    """A copy of the example project, closed."""
    path = tmp_path / "valembecque.pvd"
    shutil.copyfile(_exemple, path)
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Preferences of nobody."""
    return Settings(tmp_path / "reglages.ini")


@pytest.fixture
def workspace(qapp: QApplication, projet_pvd: Path, aujourd_hui: date) -> Iterator[Workspace]:
    """The example project, open to write."""
    yield from _ouvrir(Database.open(projet_pvd), aujourd_hui)


@pytest.fixture
def workspace_vide(qapp: QApplication, tmp_path: Path, aujourd_hui: date) -> Iterator[Workspace]:
    """A new project where nothing was typed, open to write."""
    yield from _ouvrir(Database.create(tmp_path / "vide.pvd"), aujourd_hui)


@pytest.fixture
def workspace_lecture_seule(qapp: QApplication, projet_pvd: Path, aujourd_hui: date) -> Iterator[Workspace]:
    """The example project, open read-only."""
    yield from _ouvrir(Database.open(projet_pvd, lecture_seule=True), aujourd_hui)


@pytest.fixture
def dialogues() -> FauxDialogues:
    """The file dialogs, answered by the test."""
    return FauxDialogues()


@pytest.fixture
def fenetre(qapp: QApplication, tmp_path: Path, dialogues: FauxDialogues, aujourd_hui: date) -> Iterator[MainWindow]:
    """The window as ``main`` builds it, on its Accueil, with preferences of nobody."""
    dossiers = Dossiers.of_user(tmp_path / "donnees")
    dossiers.create()
    fenetre = main.build_window(dossiers, dossiers.journaux / "journal.log", dialogues, lambda: aujourd_hui)
    fenetre.resize(1366, 768)
    fenetre.show()
    yield fenetre
    fenetre.abandon()
    main.wait_for_tasks(qapp)
    fenetre.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def fenetre_exemple(fenetre: MainWindow, projet_pvd: Path) -> MainWindow:
    """The window on the example project."""
    fenetre.ouverture.open_now(projet_pvd)
    assert fenetre.workspace is not None
    return fenetre


def _ouvrir(database: Database, jour: date) -> Iterator[Workspace]:
    workspace = Workspace(database, load_bareme(), aujourd_hui=lambda: jour)
    yield workspace
    workspace.close()
