"""The shell: what it shows of the open project, and what each of its commands does."""

from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import update_fiche
from models.commands.territoire import update_territoire
from models.domain.errors import AppError
from models.store.database import Database
from models.store.errors import EcritureError
from pvd_desktop.ui import theme
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PAGES, PLAN, POINTS
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.theme import NomTheme
from pvd_desktop.ui.workspace import Workspace


def _workspace(fenetre: MainWindow) -> Workspace:
    assert fenetre.workspace is not None
    return fenetre.workspace


def _wait_for_project(qtbot: QtBot, fenetre: MainWindow) -> Workspace:
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    return _workspace(fenetre)


def test_that_the_title_names_the_project(fenetre_exemple: MainWindow):
    nom = _workspace(fenetre_exemple).projet.territoire.nom
    assert fenetre_exemple.windowTitle() == f"{nom} — PVD Desktop"


def test_that_the_title_follows_the_name_of_the_territory(fenetre_exemple: MainWindow):
    _workspace(fenetre_exemple).execute("Nommer le territoire", update_territoire, nom="Hesdin-la-Forêt")
    assert fenetre_exemple.windowTitle() == "Hesdin-la-Forêt — PVD Desktop"


def test_that_the_undo_command_names_the_act_and_takes_it_back(fenetre_exemple: MainWindow):
    workspace = _workspace(fenetre_exemple)
    annuler, retablir = fenetre_exemple.actions_["annuler"], fenetre_exemple.actions_["retablir"]
    assert not annuler.isEnabled()
    uid = workspace.projet.fiches[0].uid
    workspace.execute("Renommer l’action 1.1 & 1.2", update_fiche, uid, intitule="Autre nom")
    assert annuler.text() == "&Annuler\u00a0: Renommer l’action 1.1 && 1.2"
    assert annuler.toolTip() == "Annuler\u00a0: Renommer l’action 1.1 & 1.2 (Ctrl+Z)"
    annuler.trigger()
    assert workspace.projet.fiches[0].intitule != "Autre nom"
    assert retablir.text() == "&Rétablir\u00a0: Renommer l’action 1.1 && 1.2"
    retablir.trigger()
    assert workspace.projet.fiches[0].intitule == "Autre nom"


def test_that_the_status_bar_says_when_the_work_was_kept_and_where(fenetre_exemple: MainWindow):
    workspace = _workspace(fenetre_exemple)
    workspace.execute("Renommer", update_fiche, workspace.projet.fiches[0].uid, intitule="Autre nom")
    texte = fenetre_exemple.barre_etat.texte()
    assert texte.startswith("Enregistré à ")
    assert str(workspace.path) in texte


def test_that_the_rail_counts_the_points_and_follows_them(fenetre_exemple: MainWindow, qtbot: QtBot):
    workspace = _workspace(fenetre_exemple)
    bouton = fenetre_exemple.rail.bouton(POINTS)
    avant = len(workspace.constats())
    assert avant > 0
    qtbot.waitUntil(lambda: bouton.nombre == avant)
    fiche = workspace.projet.fiches[0]
    workspace.execute("Numéroter", update_fiche, workspace.projet.fiches[1].uid, numero=fiche.numero)
    assert len(workspace.constats()) > avant
    qtbot.waitUntil(lambda: bouton.nombre == len(workspace.constats()))
    assert bouton.accessibleName() == f"Points à vérifier\u00a0: {bouton.nombre}"


def test_that_a_key_shows_each_page(fenetre_exemple: MainWindow, qtbot: QtBot):
    fenetre_exemple.activateWindow()
    assert len(PAGES) == 10
    for rang, entree in reversed(list(enumerate(PAGES, 1))):
        touche = Qt.Key(Qt.Key.Key_0.value + rang % 10)
        QTest.keyClick(fenetre_exemple, touche, Qt.KeyboardModifier.ControlModifier)
        assert fenetre_exemple.navigation.courante == entree.id
        assert fenetre_exemple.entete.titre() == entree.titre


def test_that_a_page_change_commits_what_is_being_typed(fenetre_exemple: MainWindow, qtbot: QtBot):
    fenetre_exemple.navigation.show_page(PLAN)
    with qtbot.waitSignal(_workspace(fenetre_exemple).about_to_read):
        fenetre_exemple.navigation.show_page(POINTS)


def test_that_the_rail_gives_its_words_up_below_1200_pixels(fenetre_exemple: MainWindow):
    fenetre_exemple.resize(1250, 768)
    assert not fenetre_exemple.rail.reduit
    fenetre_exemple.resize(1150, 768)
    assert fenetre_exemple.rail.reduit
    fenetre_exemple.resize(1366, 768)
    assert not fenetre_exemple.rail.reduit


def test_that_the_rail_holds_its_ten_entries_at_768_pixels(fenetre_exemple: MainWindow):
    rail = fenetre_exemple.rail
    reste = rail.height() - rail.sizeHint().height()
    assert reste + len(PAGES) * rail.bouton(PLAN).height() >= 10 * rail.bouton(PLAN).height()


def test_that_a_refused_write_offers_to_try_again_or_to_copy(
    fenetre_exemple: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    workspace = _workspace(fenetre_exemple)
    uid = workspace.projet.fiches[0].uid
    with monkeypatch.context() as patch:
        patch.setattr(Database, "execute", _disk_full)
        workspace.execute("Renommer", update_fiche, uid, intitule="Nom gardé")
    bandeau = fenetre_exemple.messages.bandeau
    assert bandeau.isVisible()
    assert [b.text() for b in bandeau.boutons()] == ["Réessayer", "Enregistrer une copie ailleurs…"]
    assert "Non enregistré" in fenetre_exemple.barre_etat.texte()
    bandeau.boutons()[0].click()
    assert workspace.projet.fiches[0].intitule == "Nom gardé"
    assert not bandeau.isVisible()


def test_that_the_window_does_not_close_over_a_text_that_could_not_be_kept(
    fenetre_exemple: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    workspace = _workspace(fenetre_exemple)
    uid = workspace.projet.fiches[0].uid
    workspace.about_to_read.connect(lambda: workspace.execute("Décrire", update_fiche, uid, description="Saisie"))
    with monkeypatch.context() as patch:
        patch.setattr(Database, "execute", _disk_full)
        fenetre_exemple.close()
        assert fenetre_exemple.isVisible()
        boutons = fenetre_exemple.messages.bandeau.boutons()
        assert [b.text() for b in boutons] == ["Réessayer", "Fermer sans cette saisie"]
        boutons[1].click()
    assert not fenetre_exemple.isVisible()


def _disk_full(self: Database, *_: object, **__: object) -> None:
    raise EcritureError(self.path, "le disque est plein")


def test_that_a_read_only_project_says_so_and_offers_a_copy(
    fenetre: MainWindow, projet_pvd: Path, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    autre = Database.open(projet_pvd)
    try:
        fenetre.open_project(projet_pvd)
        qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
        assert "est déjà ouvert par" in fenetre.messages.bandeau.titre()
        fenetre.messages.bandeau.boutons()[0].click()
        _wait_for_project(qtbot, fenetre)
    finally:
        autre.close()
    assert fenetre.windowTitle().endswith("[lecture seule]")
    assert not fenetre.actions_["annuler"].isEnabled()
    assert "Lecture seule" in fenetre.barre_etat.texte()
    lecture_seule = fenetre.messages.lecture_seule
    dialogues.reponse = tmp_path / "copie.pvd"
    lecture_seule.boutons()[0].click()
    qtbot.waitUntil(lambda: fenetre.messages.bandeau.isVisible() and (tmp_path / "copie.pvd").exists())
    assert lecture_seule.isVisible()
    Database.open(tmp_path / "copie.pvd").close()


def test_that_closing_while_a_task_runs_asks_first(fenetre_exemple: MainWindow, qtbot: QtBot):
    from threading import Event

    fini = Event()

    def attendre(progress: Progress) -> None:
        fini.wait(10)
        progress.step(1, 1)

    tache = Task(attendre, fenetre_exemple)
    tache.start()
    fenetre_exemple.close()
    assert fenetre_exemple.isVisible()
    bandeau = fenetre_exemple.messages.bandeau
    assert bandeau.titre() == "Un travail est en cours."
    with qtbot.waitSignal(tache.cancelled):
        bandeau.boutons()[0].click()
        fini.set()
    assert not fenetre_exemple.isVisible()


def test_that_input_waits_while_a_long_act_is_written(fenetre_exemple: MainWindow, qtbot: QtBot):
    workspace = _workspace(fenetre_exemple)
    uid = workspace.projet.fiches[0].uid
    tache = workspace.execute_in_task("Renommer", update_fiche, uid, intitule="Après coup")
    assert not fenetre_exemple.pile.isEnabled()
    assert not fenetre_exemple.actions_["annuler"].isEnabled()
    with qtbot.waitSignal(tache.finished):
        pass
    assert fenetre_exemple.pile.isEnabled()
    assert fenetre_exemple.actions_["annuler"].isEnabled()


def test_that_a_closed_project_leaves_nothing_beside_its_file(fenetre_exemple: MainWindow, projet_pvd: Path):
    fenetre_exemple.actions_["fermer_projet"].trigger()
    assert fenetre_exemple.workspace is None
    assert fenetre_exemple.windowTitle() == "PVD Desktop"
    assert not fenetre_exemple.rail.isVisible()
    assert [p.name for p in projet_pvd.parent.glob("*valembecque*")] == [projet_pvd.name]


def test_that_the_fiches_are_exported_and_can_be_opened(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    dialogues.reponse = tmp_path / "fiches.pdf"
    fenetre_exemple.exportation.export_document(TOUTES_LES_FICHES)
    bandeau = fenetre_exemple.messages.bandeau
    qtbot.waitUntil(bandeau.isVisible, timeout=30_000)
    assert (tmp_path / "fiches.pdf").read_bytes().startswith(b"%PDF")
    assert [b.text() for b in bandeau.boutons()] == ["Ouvrir", "Ouvrir le dossier"]
    bandeau.boutons()[0].click()
    assert dialogues.montres == [tmp_path / "fiches.pdf"]


def test_that_an_export_that_fails_proposes_another_place(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    dialogues.reponse = tmp_path / "absent" / "projet.json"
    fenetre_exemple.actions_["exporter_json"].trigger()
    bandeau = fenetre_exemple.messages.bandeau
    qtbot.waitUntil(bandeau.isVisible)
    autre = tmp_path / "projet.json"
    dialogues.reponse = autre
    bandeau.boutons()[0].click()
    qtbot.waitUntil(lambda: bandeau.isVisible() and autre.exists())


def test_that_a_copy_never_replaces_the_open_project(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, projet_pvd: Path
):
    octets = projet_pvd.read_bytes()
    dialogues.reponse = projet_pvd
    fenetre_exemple.actions_["copie"].trigger()
    assert "ne peut pas remplacer le projet ouvert" in fenetre_exemple.messages.bandeau.titre()
    assert projet_pvd.read_bytes() == octets


def test_that_a_zoom_key_held_down_dresses_the_window_twice(fenetre: MainWindow, qapp: QApplication, qtbot: QtBot):
    fois: list[int] = []
    temoin = QObject()
    theme.suivre(temoin, lambda: fois.append(theme.zoom()))
    fois.clear()
    try:
        for _ in range(4):
            fenetre.actions_["agrandir"].trigger()
        assert fois == [110]
        qtbot.waitUntil(lambda: theme.zoom() == 140)
        assert fois == [110, 140]
        assert fenetre._settings.zoom == 140
    finally:
        theme.apply(qapp, "clair", 100)


def test_that_the_theme_and_the_zoom_are_kept(fenetre: MainWindow, qapp: QApplication, qtbot: QtBot):
    try:
        fenetre.apparence._groupe.actions()[2].trigger()
        assert fenetre._settings.theme is NomTheme.SOMBRE
        assert theme.tokens().nom == "sombre"
        fenetre.actions_["agrandir"].trigger()
        assert (fenetre._settings.zoom, theme.zoom()) == (110, 110)
        fenetre.actions_["taille_normale"].trigger()
        qtbot.waitUntil(lambda: theme.zoom() == 100)
    finally:
        theme.apply(qapp, "clair", 100)


def test_that_the_page_shown_last_comes_back(fenetre_exemple: MainWindow, projet_pvd: Path):
    fenetre_exemple.navigation.show_page(POINTS)
    fenetre_exemple.close_project()
    fenetre_exemple.ouverture.open_now(projet_pvd)
    assert fenetre_exemple.navigation.courante == POINTS


def test_that_the_layout_can_be_reset_with_the_project_open(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(POINTS)
    fenetre_exemple.actions_["reinitialiser"].trigger()
    assert fenetre_exemple.navigation.courante == POINTS
    assert _workspace(fenetre_exemple).libelle_annuler is None


def test_that_f6_goes_through_the_panes(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(POINTS)
    fenetre_exemple.rail.bouton(POINTS).setFocus()
    fenetre_exemple.actions_["volet_suivant"].trigger()
    focus = fenetre_exemple.focusWidget()
    assert focus is not None
    assert not fenetre_exemple.rail.isAncestorOf(focus)
    for _ in range(4):
        fenetre_exemple.actions_["volet_suivant"].trigger()
        if fenetre_exemple.rail.isAncestorOf(fenetre_exemple.focusWidget()):
            return
    pytest.fail("F6 never came back to the rail")


def test_that_the_focus_follows_to_the_project_that_was_opened(
    qtbot: QtBot, fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path
):
    fenetre.activateWindow()
    dialogues.reponse = tmp_path / "le-portel.pvd"
    QTest.keyClicks(fenetre.accueil.commune, "Le Portel")
    QTest.keyClick(fenetre.accueil.commune._liste, Qt.Key.Key_Return)
    QTest.keyClick(fenetre.accueil.commune, Qt.Key.Key_Return)
    _wait_for_project(qtbot, fenetre)
    qtbot.waitUntil(fenetre.pile.isEnabled)
    focus = fenetre.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert fenetre.pile.isAncestorOf(focus)


def test_that_opening_another_project_does_not_look_for_a_field_of_the_first(
    qtbot: QtBot, fenetre_exemple: MainWindow, tmp_path: Path
):
    autre = tmp_path / "autre.pvd"
    Database.create(autre).close()
    premier = _workspace(fenetre_exemple)
    fenetre_exemple.activateWindow()
    fenetre_exemple.navigation.focus_page()
    fenetre_exemple.open_project(autre)
    qtbot.waitUntil(lambda: fenetre_exemple.workspace not in {None, premier})
    qtbot.waitUntil(fenetre_exemple.pile.isEnabled)
    focus = fenetre_exemple.focusWidget()
    assert focus is not None
    assert focus.isVisible()


def test_that_copy_acts_on_the_field_that_had_the_focus(fenetre: MainWindow, qapp: QApplication):
    champ = fenetre.accueil.commune
    assert isinstance(champ, QLineEdit)
    champ.setText("Bapaume")
    champ.setFocus()
    champ.selectAll()
    fenetre.actions_["copier"].trigger()
    assert qapp.clipboard().text() == "Bapaume"
    fenetre.actions_["couper"].trigger()
    assert champ.text() == ""
    fenetre.actions_["coller"].trigger()
    assert champ.text() == "Bapaume"


@pytest.mark.parametrize("commande", ["raccourcis", "donnees", "a_propos", "aide_page"])
def test_that_each_pane_of_the_help_opens_and_is_read_out(fenetre_exemple: MainWindow, commande: str):
    fenetre_exemple.actions_[commande].trigger()
    panneau = fenetre_exemple._aide.ouvert
    assert panneau is not None
    assert panneau.isVisible()
    assert_accessible(panneau)
    panneau.close()
    assert fenetre_exemple._aide.ouvert is None


@pytest.mark.parametrize("page", [entree.id for entree in PAGES])
def test_that_every_page_says_the_names_of_its_widgets(fenetre_exemple: MainWindow, page: str):
    fenetre_exemple.navigation.show_page(page)
    assert_accessible(fenetre_exemple)


def test_that_an_expected_failure_is_shown_in_the_banner(fenetre: MainWindow):
    fenetre.messages.show_erreur(AppError("Ce fichier est illisible.", "Choisissez-en un autre."))
    assert fenetre.messages.bandeau.titre() == "Ce fichier est illisible."


def test_that_menus_offer_only_what_can_be_done(fenetre: MainWindow, projet_pvd: Path):
    projet = ["copie", "exporter", "exporter_json", "fermer_projet", "apercu"]
    assert not any(fenetre.actions_[nom].isEnabled() for nom in projet)
    fenetre.ouverture.open_now(projet_pvd)
    assert all(fenetre.actions_[nom].isEnabled() for nom in projet)
