"""An import that is given up while it is written: nothing of it is in the project, and the table is still there."""

from pathlib import Path

from faux_dialogues import FauxDialogues
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from pytestqt.qtbot import QtBot
from ui.importation.gestes import SUIVI, drop_and_read, import_table, page_of, wait_read, write_csv

from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import IMPORTATION
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.workspace import Workspace

LONG = (*SUIVI[:3], *(("Habitat", f"9.{n}", f"Action {n}", "Commune", "en cours", "1 000", "", "") for n in range(120)))


def give_up_once_begun(fenetre: MainWindow, workspace: Workspace) -> None:
    """« Annuler » of the bar will be pressed as soon as the next long act says that it has begun."""

    def arm(occupe: bool) -> None:
        if occupe:
            tache = workspace.findChildren(Task)[-1]
            tache.progressed.connect(fenetre.progression.bouton().click)

    workspace.busy_changed.connect(arm, Qt.ConnectionType.SingleShotConnection)


def enter_with(fenetre: MainWindow, path: Path) -> bool:
    """Whether the window takes a file that comes over it."""
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(path))])
    suite = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, donnees, *suite)
    event.ignore()
    fenetre.dragEnterEvent(event)
    return event.isAccepted()


def wait_given_up(fenetre: MainWindow, qtbot: QtBot) -> None:
    """Let the act end, without a line."""
    titre = "L’import est abandonné\u00a0: rien n’a été écrit."
    qtbot.waitUntil(lambda: fenetre.messages.bandeau.titre() == titre and fenetre.pile.isEnabled(), timeout=20_000)


def test_that_an_import_given_up_leaves_the_file_and_the_journal_as_they_were(
    fenetre_exemple: MainWindow, projet_pvd: Path, tmp_path: Path, qtbot: QtBot
):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "long.csv", LONG), qtbot)
    avant, octets, acte = workspace.projet, projet_pvd.read_bytes(), workspace.dernier_acte
    give_up_once_begun(fenetre_exemple, workspace)
    page.bilan.importer.click()
    wait_given_up(fenetre_exemple, qtbot)
    assert projet_pvd.read_bytes() == octets
    assert (workspace.projet, workspace.dernier_acte) == (avant, acte)
    assert fenetre_exemple.navigation.courante == IMPORTATION


def test_that_the_table_follows_into_the_project_that_was_made_for_it(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "long.csv", LONG), qtbot)
    page.preparation.set_importee(("", 4), oui=False)
    wait_read(page, qtbot)
    dialogues.reponse = tmp_path / "nouveau.pvd"
    fenetre.ouverture.opened.connect(lambda workspace: give_up_once_begun(fenetre, workspace))
    page.bilan.importer.click()
    wait_given_up(fenetre, qtbot)
    page = page_of(fenetre)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "119 actions créées · 1 écartée"
    import_table(fenetre, qtbot)
    assert fenetre.workspace is not None
    assert len(fenetre.workspace.projet.fiches) == 119


def test_that_a_table_whose_import_was_given_up_can_be_imported_after_all(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "long.csv", LONG), qtbot)
    nombre = len(workspace.projet.fiches)
    give_up_once_begun(fenetre_exemple, workspace)
    page.bilan.importer.click()
    wait_given_up(fenetre_exemple, qtbot)
    assert page.bilan.importer.isEnabled()
    import_table(fenetre_exemple, qtbot)
    assert len(workspace.projet.fiches) == nombre + 120


def test_that_nothing_is_dropped_on_the_window_while_a_table_is_written(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "long.csv", LONG), qtbot)
    page.bilan.importer.click()
    assert not enter_with(fenetre_exemple, tmp_path / "long.csv")
    qtbot.waitUntil(fenetre_exemple.pile.isEnabled, timeout=20_000)
    assert enter_with(fenetre_exemple, tmp_path / "long.csv")
