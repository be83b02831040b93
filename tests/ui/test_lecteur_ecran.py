"""What a screen reader is told of every screen: each control has a name, a role and a state that are true.

The screens are the pages of the rail, on three projects, and every scene of the pictures: a page or a dialog that is
added is looked at without a line here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from captures.scenes import SCENES, Scene
from captures.studio import Studio
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.store.database import Database
from pvd_desktop.exemple import write_exemple
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PAGES, Entree

_ECRANS = [(nom, scene) for nom, scene in SCENES if not nom.endswith("-150")]


def _button_without_a_name(parent: QWidget) -> None:
    QToolButton(parent)


def _widget_without_a_role(parent: QWidget) -> None:
    widget = QWidget(parent)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setAccessibleName("Frise")


def _list_with_an_empty_row(parent: QWidget) -> None:
    liste = QListWidget(parent)
    liste.setAccessibleName("Communes")
    liste.addItem("")


@pytest.mark.parametrize("build", [_button_without_a_name, _widget_without_a_role, _list_with_an_empty_row])
def test_that_the_check_finds_what_a_screen_reader_would_not_say(qtbot: QtBot, build: Callable[[QWidget], None]):
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    build(fenetre)
    fenetre.show()
    with pytest.raises(AssertionError):
        assert_accessible(fenetre)


@pytest.fixture
def fichier(request: pytest.FixtureRequest, projet_pvd: Path, tmp_path: Path) -> Path:
    """The example project, or one where nothing was typed."""
    if request.param == "vide":
        projet_pvd = tmp_path / "vide.pvd"
        Database.create(projet_pvd).close()
    return projet_pvd


@pytest.mark.parametrize("lecture_seule", [False, True], ids=["", "lecture_seule"])
@pytest.mark.parametrize("fichier", ["exemple", "vide"], indirect=True)
@pytest.mark.parametrize("entree", PAGES, ids=lambda entree: entree.id)
def test_that_every_control_of_a_page_says_its_name_its_role_and_its_state(
    fenetre: MainWindow, fichier: Path, qtbot: QtBot, entree: Entree, *, lecture_seule: bool
):
    fenetre.ouverture.open(fichier, lecture_seule=lecture_seule)
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    fenetre.navigation.show_page(entree.id)
    QApplication.processEvents()
    assert_accessible(fenetre)


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project of the scenes, which work on copies of it."""
    path = tmp_path_factory.mktemp("studio") / "exemple.pvd"
    write_exemple(path)
    return path


@pytest.fixture
def studio(qapp: QApplication, exemple: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """The set of the pictures, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    studio = Studio(qapp, exemple, "clair", (1366, 768))
    yield studio
    studio.close()


@pytest.mark.parametrize("scene", [scene for _, scene in _ECRANS], ids=[nom for nom, _ in _ECRANS])
def test_that_every_control_of_a_screen_says_its_name_its_role_and_its_state(studio: Studio, scene: Scene):
    ecran = scene(studio)
    studio.settle()
    if isinstance(ecran, QMenu):
        assert [action for action in ecran.actions() if not action.isSeparator() and not action.text()] == []
    else:
        # A list of proposals leaves the focus to the field it completes.
        assert_accessible(ecran.focusProxy() or ecran)
