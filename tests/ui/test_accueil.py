"""Accueil: taking a project up again, starting one, and what is said when it cannot be opened."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible, focusables, tab_tour

from models.store.database import Database
from pvd_desktop.ui.accueil.accueil import Accueil
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.projets import file_name, free_path
from pvd_desktop.ui.settings import Settings


@pytest.fixture
def accueil(settings: Settings, projet_pvd: Path, tmp_path: Path, qtbot: QtBot) -> Accueil:
    settings.add_recent(tmp_path / "disparu.pvd", date(2026, 9, 3))
    settings.add_recent(projet_pvd, date(2026, 11, 20))
    accueil = Accueil(settings, FauxDialogues())
    qtbot.addWidget(accueil)
    accueil.resize(1000, 700)
    accueil.show()
    qtbot.waitUntil(lambda: not accueil.recents.lignes()[1].present)
    return accueil


def test_that_recent_projects_are_listed_the_last_one_first(accueil: Accueil, projet_pvd: Path):
    lignes = accueil.recents.lignes()
    assert [ligne.recent.chemin.name for ligne in lignes] == [projet_pvd.name, "disparu.pvd"]
    assert lignes[0].accessibleName() == f"Ouvrir {projet_pvd.name}, ouvert le 20/11/2026"


def test_that_a_missing_project_cannot_be_opened_but_located_or_taken_out(
    accueil: Accueil, tmp_path: Path, qtbot: QtBot
):
    perdu = accueil.recents.lignes()[1]
    assert perdu.focusPolicy() == Qt.FocusPolicy.NoFocus
    with qtbot.waitSignal(accueil.localiser_demande) as signal:
        perdu.localiser().click()
    assert signal.args == [tmp_path / "disparu.pvd"]
    with qtbot.waitSignal(accueil.retirer_demande):
        perdu.retirer().click()


def test_that_enter_opens_a_recent_project(accueil: Accueil, projet_pvd: Path, qtbot: QtBot):
    ligne = accueil.recents.lignes()[0]
    ligne.setFocus()
    with qtbot.waitSignal(accueil.ouvrir_demande) as signal:
        QTest.keyClick(ligne, Qt.Key.Key_Return)
    assert signal.args == [projet_pvd]


def test_that_a_new_project_asks_for_one_line(accueil: Accueil, qtbot: QtBot):
    accueil.creer.click()
    accueil.commune.setText("  Hesdin-la-Forêt ")
    with qtbot.waitSignal(accueil.nouveau_demande) as signal:
        QTest.keyClick(accueil.commune, Qt.Key.Key_Return)
    assert signal.args == ["Hesdin-la-Forêt", "62447"]
    accueil.commune.setText("Valbrune  et  Esquelles")
    with qtbot.waitSignal(accueil.nouveau_demande) as signal:
        QTest.keyClick(accueil.commune, Qt.Key.Key_Return)
    assert signal.args == ["Valbrune et Esquelles", ""]


@pytest.mark.parametrize("cellules", ["Action\tCoût\nHalle\t12 000\n", "Action\nHalle\nGare\n"])
def test_that_cells_that_are_pasted_are_a_table_and_a_word_is_a_commune(accueil: Accueil, qtbot: QtBot, cellules: str):
    QApplication.clipboard().setText(cellules)
    with qtbot.waitSignal(accueil.tableau_colle):
        QTest.keyClick(accueil.commune, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not accueil.commune.text()
    QApplication.clipboard().setText("Bapaume\n")
    with qtbot.assertNotEmitted(accueil.tableau_colle):
        QTest.keyClick(accueil.commune, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert accueil.commune.text().strip() == "Bapaume"


def test_that_what_is_pasted_on_the_page_of_a_convention_is_no_table(accueil: Accueil, qtbot: QtBot):
    QApplication.clipboard().setText("Action\tCoût\n")
    accueil.show_reprise()
    assert accueil.reprise is not None
    with qtbot.assertNotEmitted(accueil.tableau_colle):
        QTest.keyClick(accueil.reprise.creer, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_that_every_widget_of_the_accueil_has_a_name(accueil: Accueil):
    assert_accessible(accueil)


def test_that_tab_reaches_every_widget_of_the_accueil(fenetre: MainWindow):
    fenetre.activateWindow()
    assert set(focusables(fenetre.accueil)) <= set(tab_tour(fenetre))


def test_that_a_first_start_shows_the_ways_to_begin_alone(settings: Settings, projet_pvd: Path, qtbot: QtBot):
    accueil = Accueil(settings, FauxDialogues())
    qtbot.addWidget(accueil)
    accueil.show()
    assert not accueil.recents.isVisible()
    assert accueil.creer.isVisible()
    settings.add_recent(projet_pvd, date(2026, 11, 20))
    accueil.refresh()
    assert accueil.recents.isVisible()


def test_that_the_new_project_is_created_where_the_user_says(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    cible = tmp_path / "hesdin.pvd"
    dialogues.reponse = cible
    fenetre.accueil.commune.setText("Hesdin-la-Forêt")
    fenetre.accueil.creer.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None, timeout=20_000)
    assert dialogues.propositions[0].name == "hesdin-la-foret.pvd"
    assert fenetre.workspace is not None
    territoire = fenetre.workspace.projet.territoire
    assert (territoire.nom, [c.nom for c in territoire.communes]) == ("Hesdin-la-Forêt", ["Hesdin-la-Forêt"])
    assert territoire.communes[0].code_insee == "62447"
    assert territoire.epci.nom == "Communauté de communes des 7 Vallées"
    assert fenetre.workspace.libelle_annuler is None
    assert [r.chemin for r in fenetre._settings.recents] == [cible]


def test_that_a_new_project_never_replaces_a_file(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    cible = tmp_path / "travail.pvd"
    cible.write_bytes(b"precieux")
    dialogues.reponse = cible
    fenetre.accueil.commune.setText("Bapaume")
    fenetre.accueil.creer.click()
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
    assert "existe déjà" in fenetre.messages.bandeau.titre()
    assert cible.read_bytes() == b"precieux"


def test_that_a_file_that_is_there_can_be_opened_instead(
    fenetre: MainWindow, dialogues: FauxDialogues, projet_pvd: Path, qtbot: QtBot
):
    dialogues.reponse = projet_pvd
    fenetre.accueil.commune.setText("Bapaume")
    fenetre.accueil.creer.click()
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
    (ouvrir,) = fenetre.messages.bandeau.boutons()
    ouvrir.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    assert fenetre.workspace is not None
    assert fenetre.workspace.projet.fiches


def test_that_a_name_the_system_refuses_is_explained(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    bandeau = fenetre_exemple.messages.bandeau
    dialogues.reponse = tmp_path / ("x" * 300 + ".pvd")
    fenetre_exemple.accueil.commune.setText("Bapaume")
    fenetre_exemple.accueil.creer.click()
    qtbot.waitUntil(bandeau.isVisible)
    assert bandeau.titre().endswith("le nom est trop long.")
    bandeau.close_message()
    fenetre_exemple.open_project(dialogues.reponse)
    qtbot.waitUntil(bandeau.isVisible)
    assert "n’est pas un projet" in bandeau.titre()


def test_that_the_example_is_a_copy_the_user_may_edit(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    dialogues.reponse = tmp_path / "exemple.pvd"
    fenetre.accueil.exemple.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None, timeout=20_000)
    assert fenetre.workspace is not None
    assert not fenetre.workspace.raison_lecture_seule
    assert fenetre.workspace.projet.fiches


def test_that_giving_up_a_dialog_changes_nothing(fenetre: MainWindow, dialogues: FauxDialogues):
    dialogues.reponse = None
    fenetre.accueil.exemple.click()
    fenetre.actions_["ouvrir"].trigger()
    assert fenetre.workspace is None
    assert len(dialogues.titres) == 2


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def _png(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


def _trigger(path: Path) -> None:
    import sqlite3

    connexion = sqlite3.connect(path)
    connexion.execute("CREATE TRIGGER piege AFTER UPDATE ON territoire BEGIN SELECT 1; END")
    connexion.commit()
    connexion.close()


def _newer(path: Path) -> None:
    import sqlite3

    connexion = sqlite3.connect(path)
    connexion.execute("PRAGMA user_version=9999")
    connexion.commit()
    connexion.close()


@pytest.mark.parametrize(
    ("abimer", "attendu"),
    [
        (lambda path: path.write_bytes(b""), "est vide"),
        (_png, "n’est pas un projet"),
        (_truncated, "est incomplet"),
        (_trigger, "ne contient jamais"),
        (_newer, "version plus récente"),
        (lambda path: path.unlink(), "n’existe pas"),
    ],
    ids=["vide", "etranger", "tronque", "piege", "trop_recent", "absent"],
)
def test_that_a_file_that_cannot_be_opened_is_explained_and_left_alone(
    fenetre: MainWindow, projet_pvd: Path, qtbot: QtBot, abimer: Callable[[Path], object], attendu: str
):
    abimer(projet_pvd)
    octets = projet_pvd.read_bytes() if projet_pvd.exists() else None
    fenetre.open_project(projet_pvd)
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
    assert attendu in fenetre.messages.bandeau.titre()
    assert fenetre.workspace is None
    assert (projet_pvd.read_bytes() if projet_pvd.exists() else None) == octets


def test_that_a_project_that_moved_can_be_found_again(
    fenetre: MainWindow, dialogues: FauxDialogues, projet_pvd: Path, tmp_path: Path, qtbot: QtBot
):
    perdu = tmp_path / "perdu.pvd"
    fenetre._settings.add_recent(perdu, date(2026, 9, 3))
    fenetre.accueil.refresh()
    dialogues.reponse = projet_pvd
    fenetre.accueil.recents.lignes()[0].localiser().click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    assert [r.chemin for r in fenetre._settings.recents] == [projet_pvd]


def test_that_a_lost_project_stays_in_the_list_until_it_is_found(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    perdu, autre = tmp_path / "perdu.pvd", tmp_path / "autre.pvd"
    autre.write_bytes(b"rien d'un projet")
    fenetre._settings.add_recent(perdu, date(2026, 9, 3))
    fenetre.accueil.refresh()
    dialogues.reponse = autre
    fenetre.accueil.recents.lignes()[0].localiser().click()
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
    assert [r.chemin for r in fenetre._settings.recents] == [perdu]


def test_that_a_project_taken_out_of_the_list_keeps_its_file(fenetre: MainWindow, projet_pvd: Path):
    fenetre._settings.add_recent(projet_pvd, date(2026, 9, 3))
    fenetre.accueil.refresh()
    fenetre.accueil.recents.lignes()[0].retirer().click()
    assert fenetre.accueil.recents.lignes() == ()
    assert projet_pvd.exists()


def test_that_opening_another_project_gives_the_first_one_back(
    fenetre_exemple: MainWindow, projet_pvd: Path, tmp_path: Path, qtbot: QtBot
):
    autre = tmp_path / "autre.pvd"
    Database.create(autre).close()
    fenetre_exemple.open_project(autre)
    qtbot.waitUntil(lambda: fenetre_exemple.workspace is not None and fenetre_exemple.workspace.path == autre)
    Database.open(projet_pvd).close()


def test_that_the_open_project_is_not_locked_against_itself(fenetre_exemple: MainWindow, projet_pvd: Path):
    fenetre_exemple.actions_["nouveau"].trigger()
    fenetre_exemple.open_project(projet_pvd)
    assert not fenetre_exemple.messages.bandeau.isVisible()
    assert fenetre_exemple.rail.isVisible()


def test_that_file_names_are_plain_and_never_taken(tmp_path: Path):
    assert file_name("Saint-Éloy-la-Warne & Cie") == "saint-eloy-la-warne-cie.pvd"
    assert file_name("???") == "projet.pvd"
    (tmp_path / "a.pvd").touch()
    (tmp_path / "a-2.pvd").touch()
    assert free_path(tmp_path / "a.pvd") == tmp_path / "a-3.pvd"
