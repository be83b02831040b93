"""Copies that make themselves: when, where, and what is said when they cannot be made."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.fiches import add_fiche
from models.store.copies import check_copy, list_copies
from pvd_desktop import main
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.messages import Messages
from pvd_desktop.ui.restauration.copies_auto import CALME_MS, PERIODE_MS, CopiesAutomatiques
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

Fabrique = Callable[..., CopiesAutomatiques]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    messages = Messages()
    qtbot.addWidget(messages)
    return messages


@pytest.fixture
def build(qapp: QApplication, settings: Settings, messages: Messages, dossier: Path) -> Iterator[Fabrique]:
    parent = QObject()

    def build(periode_ms: int = 1, calme_ms: int = 1, lieu: Path = dossier) -> CopiesAutomatiques:
        return CopiesAutomatiques(settings, messages, lambda: lieu, parent, periode_ms=periode_ms, calme_ms=calme_ms)

    yield build
    main.wait_for_tasks(qapp)
    parent.deleteLater()


def _act(workspace: Workspace) -> None:
    workspace.execute("Ajouter", add_fiche, intitule="Halle")


def test_that_a_copy_comes_after_half_an_hour_of_work_and_ten_seconds_of_calm():
    assert (PERIODE_MS, CALME_MS) == (1_800_000, 10_000)


def test_that_a_copy_is_made_once_work_pauses(
    build: Fabrique, workspace: Workspace, dossier: Path, qtbot: QtBot, messages: Messages
):
    copies = build()
    copies.set_workspace(workspace)
    with qtbot.waitSignal(copies.copied) as recu:
        _act(workspace)
    (copie,) = list_copies(dossier)
    assert recu.args == [copie]
    check_copy(copie.path)
    assert messages.bandeau.isHidden()


def test_that_each_act_puts_the_copy_off(build: Fabrique, workspace: Workspace, dossier: Path, qtbot: QtBot):
    copies = build(periode_ms=1, calme_ms=400)
    copies.set_workspace(workspace)
    _act(workspace)
    qtbot.waitUntil(copies._calme.isActive)
    for _ in range(3):
        qtbot.wait(150)
        _act(workspace)
        assert list_copies(dossier) == ()
    qtbot.waitUntil(lambda: len(list_copies(dossier)) == 1)


def test_that_a_project_that_is_only_read_is_not_copied(
    build: Fabrique, workspace: Workspace, dossier: Path, qapp: QApplication
):
    copies = build()
    copies.set_workspace(workspace)
    copies.set_workspace(None)
    main.wait_for_tasks(qapp)
    assert not dossier.exists()


def test_that_work_cut_short_by_a_crash_is_copied_at_the_next_closing(
    build: Fabrique, workspace: Workspace, settings: Settings, dossier: Path, qapp: QApplication
):
    tuee = build(periode_ms=60_000)
    tuee.set_workspace(workspace)
    _act(workspace)
    assert settings.travail_sans_copie == workspace.path
    suivante = build(periode_ms=60_000)
    suivante.set_workspace(workspace)
    suivante.set_workspace(None)
    main.wait_for_tasks(qapp)
    assert [c.projet for c in list_copies(dossier)] == [workspace.path.stem]
    assert settings.travail_sans_copie is None


def test_that_a_session_that_was_cut_short_is_told_with_the_place_of_the_last_copy(
    build: Fabrique, workspace: Workspace, messages: Messages, dossier: Path, qtbot: QtBot
):
    tuee = build()
    tuee.set_workspace(workspace)
    with qtbot.waitSignal(tuee.copied):
        _act(workspace)
    _act(workspace)
    suivante = build(periode_ms=60_000)
    suivante.set_workspace(workspace)
    assert messages.bandeau.titre().startswith("La dernière séance s’est interrompue sans fermer ce projet.")
    assert "Tout ce qui était enregistré est là." in messages.bandeau.titre()
    assert str(dossier) in messages.bandeau.accessibleName()
    (bouton,) = messages.bandeau.boutons()
    with qtbot.waitSignal(suivante.copies_demandees):
        bouton.click()


def test_that_a_project_closed_and_opened_again_is_not_said_to_be_cut_short(
    build: Fabrique, workspace: Workspace, messages: Messages
):
    copies = build(periode_ms=60_000)
    copies.set_workspace(workspace)
    _act(workspace)
    copies.set_workspace(None)
    copies.set_workspace(workspace)
    assert messages.bandeau.isHidden()


def test_that_a_session_cut_short_before_any_copy_says_where_the_first_will_be(
    build: Fabrique, workspace: Workspace, messages: Messages, dossier: Path
):
    tuee = build(periode_ms=60_000)
    tuee.set_workspace(workspace)
    _act(workspace)
    build(periode_ms=60_000).set_workspace(workspace)
    dit = f"La première copie de sécurité se fera à la fermeture, ou dans une demi-heure, dans {dossier}."
    assert dit in messages.bandeau.accessibleName()
    assert messages.bandeau.boutons() == ()


def test_that_a_failure_is_told_once_with_a_remedy(
    build: Fabrique, workspace: Workspace, messages: Messages, qtbot: QtBot
):
    copies = build(lieu=workspace.path.parent)
    copies.set_workspace(workspace)
    messages.show()
    _act(workspace)
    qtbot.waitUntil(messages.bandeau.isVisible)
    assert "copie de sécurité" in messages.bandeau.titre()
    (bouton,) = messages.bandeau.boutons()
    with qtbot.waitSignal(copies.preferences_demandees):
        bouton.click()
    assert messages.bandeau.isHidden()
    tache = copies._tache
    qtbot.waitUntil(lambda: copies._tache is not tache)
    qtbot.waitUntil(lambda: copies._tache is not None and not copies._tache.en_cours)
    assert messages.bandeau.isHidden()


def test_that_closing_the_window_leaves_a_copy(
    fenetre_exemple: MainWindow, tmp_path: Path, projet_pvd: Path, qapp: QApplication
):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    _act(workspace)
    fenetre_exemple.close()
    main.wait_for_tasks(qapp)
    (copie,) = list_copies(tmp_path / "donnees" / "copies")
    assert copie.projet == projet_pvd.stem
    assert not list(projet_pvd.parent.glob(".~*"))


def test_that_a_failure_at_closing_is_told_at_the_next_opening(
    fenetre_exemple: MainWindow, projet_pvd: Path, qapp: QApplication
):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    fenetre_exemple._settings.dossier_copies = projet_pvd.parent
    _act(workspace)
    fenetre_exemple.close_project()
    main.wait_for_tasks(qapp)
    fenetre_exemple.ouverture.open_now(projet_pvd)
    assert "copie de sécurité" in fenetre_exemple.messages.bandeau.titre()
    assert fenetre_exemple._settings.echec_copie == ""


def test_that_the_folder_and_the_number_of_the_preferences_are_used(
    build: Fabrique, workspace: Workspace, settings: Settings, dossier: Path, qtbot: QtBot
):
    settings.copies_gardees = 1
    copies = build()
    copies.set_workspace(workspace)
    for _ in range(3):
        with qtbot.waitSignal(copies.copied):
            _act(workspace)
    # The last one, which is also the last of the day, of the week and of the month.
    assert len(list_copies(dossier)) == 1


def test_that_a_copy_that_gave_way_to_an_act_is_made_again(
    build: Fabrique, workspace: Workspace, dossier: Path, qtbot: QtBot, messages: Messages
):
    copies = build(calme_ms=50)
    copies.set_workspace(workspace)
    with qtbot.waitSignal(copies.copied) as recu:
        copies._copy(workspace.path, copies._on_tache_failed)
        copies._interruption.cancel()
        _act(workspace)
    assert recu.args is not None
    qtbot.waitUntil(lambda: copies._tache is not None and not copies._tache.en_cours)
    assert messages.bandeau.isHidden()
    assert list_copies(dossier)


def test_that_the_copy_of_a_closed_project_does_not_give_way_to_the_next(
    build: Fabrique, workspace: Workspace, workspace_vide: Workspace, dossier: Path, qtbot: QtBot
):
    copies = build(periode_ms=60_000)
    copies.set_workspace(workspace)
    _act(workspace)
    with qtbot.waitSignal(copies.copied):
        copies.set_workspace(workspace_vide)
        _act(workspace_vide)
    assert [c.projet for c in list_copies(dossier)] == [workspace.path.stem]
