"""« Restaurer une copie… »: from the menu to the project as it was, and back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche, update_fiche
from models.domain.formats import format_taille
from models.store.copies import keep_copy
from models.store.database import Database
from pvd_desktop import main
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.restauration.panneau import PanneauRestauration
from pvd_desktop.ui.workspace import Workspace

HIER = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "donnees" / "copies"


@pytest.fixture
def copie(projet_pvd: Path, dossier: Path) -> Path:
    """Yesterday's copy of the example."""
    faite = keep_copy(projet_pvd, dossier, derniers=10, moment=HIER)
    assert faite is not None
    return faite.path


def _workspace(fenetre: MainWindow) -> Workspace:
    assert fenetre.workspace is not None
    return fenetre.workspace


def _show(fenetre: MainWindow, qtbot: QtBot) -> PanneauRestauration:
    """The pane, once every copy was read."""
    fenetre.actions_["restaurer"].trigger()
    panneau = fenetre.surete.restauration.panneau
    assert panneau is not None
    qtbot.waitUntil(lambda: bool(panneau.modele.lignes) and all(ligne.resume for ligne in panneau.modele.lignes))
    return panneau


def _cells(panneau: PanneauRestauration, row: int = 0) -> list[str]:
    modele = panneau.modele
    return [str(modele.index(row, column).data()) for column in range(modele.columnCount())]


def test_that_each_copy_says_its_date_its_size_and_what_it_holds(
    fenetre_exemple: MainWindow, copie: Path, qtbot: QtBot
):
    panneau = _show(fenetre_exemple, qtbot)
    date, taille, contenu, cout, acte = _cells(panneau)
    local = HIER.astimezone()
    assert date == f"20/11/2026 à {local:%H:%M}"
    assert taille == format_taille(copie.stat().st_size)
    nombre = len(_workspace(fenetre_exemple).projet.fiches)
    assert contenu == f"{nombre} actions"
    assert "\u00a0€ " in cout
    assert acte
    assert_accessible(panneau)


def test_that_restoring_takes_the_project_back_and_says_where_it_was(
    fenetre_exemple: MainWindow, copie: Path, dossier: Path, qtbot: QtBot
):
    workspace = _workspace(fenetre_exemple)
    uid, avant = workspace.projet.fiches[0].uid, workspace.projet.fiches[0].intitule
    workspace.execute("Renommer", update_fiche, uid, intitule="Erreur")
    panneau = _show(fenetre_exemple, qtbot)
    panneau.restaurer.click()
    qtbot.waitUntil(lambda: fenetre_exemple.workspace not in {None, workspace})
    assert _workspace(fenetre_exemple).projet.fiches[0].intitule == avant
    bandeau = fenetre_exemple.messages.bandeau
    assert bandeau.titre() == "Le projet est restauré."
    assert str(dossier) in bandeau.accessibleName()
    bandeau.boutons()[0].click()
    restaure = fenetre_exemple.workspace
    qtbot.waitUntil(lambda: fenetre_exemple.workspace not in {None, restaure})
    assert _workspace(fenetre_exemple).projet.fiches[0].intitule == "Erreur"


def test_that_a_copy_is_looked_at_without_being_changed_nor_remembered(
    fenetre_exemple: MainWindow, copie: Path, projet_pvd: Path, qtbot: QtBot
):
    octets = copie.read_bytes()
    workspace = _workspace(fenetre_exemple)
    _show(fenetre_exemple, qtbot).ouvrir.click()
    qtbot.waitUntil(lambda: fenetre_exemple.workspace not in {None, workspace})
    assert _workspace(fenetre_exemple).raison_lecture_seule
    assert _workspace(fenetre_exemple).path == copie
    assert [r.chemin for r in fenetre_exemple._settings.recents] == [projet_pvd.absolute()]
    fenetre_exemple.close_project()
    assert copie.read_bytes() == octets


@pytest.mark.parametrize("depuis", ["menu", "ligne de commande"])
def test_that_a_copy_says_what_it_is_and_leads_back_to_its_project(
    fenetre_exemple: MainWindow, copie: Path, projet_pvd: Path, qtbot: QtBot, depuis: str
):
    quand = f"20/11/2026 à {HIER.astimezone():%H:%M}"
    if depuis == "menu":
        fenetre_exemple.open_project(copie)
    else:
        fenetre_exemple.close_project()
        fenetre_exemple.ouverture.open_now(copie)
    qtbot.waitUntil(lambda: fenetre_exemple.workspace is not None and fenetre_exemple.workspace.path == copie)
    assert _workspace(fenetre_exemple).raison_lecture_seule
    nom = _workspace(fenetre_exemple).projet.territoire.nom
    assert fenetre_exemple.windowTitle() == f"{nom}, copie du {quand} — PVD Desktop [lecture seule]"
    etat = fenetre_exemple.messages.lecture_seule
    assert etat.titre() == f"Vous regardez une copie de «\u00a0valembecque\u00a0», faite le {quand}."
    etat.boutons()[1].click()
    panneau = fenetre_exemple.surete.restauration.panneau
    assert panneau is not None
    qtbot.waitUntil(lambda: panneau.choisie is not None and panneau.choisie.path == copie)
    panneau.reject()
    etat.boutons()[0].click()
    qtbot.waitUntil(lambda: _workspace(fenetre_exemple).path == projet_pvd)
    assert not etat.isVisible()
    assert fenetre_exemple.windowTitle() == f"{nom} — PVD Desktop"


def test_that_a_copy_whose_project_moved_asks_where_it_is(
    fenetre: MainWindow, dialogues: FauxDialogues, copie: Path, projet_pvd: Path, qtbot: QtBot
):
    ailleurs = projet_pvd.rename(projet_pvd.with_name("ailleurs.pvd"))
    fenetre.open_project(copie)
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    dialogues.reponse = ailleurs
    fenetre.messages.lecture_seule.boutons()[0].click()
    qtbot.waitUntil(lambda: _workspace(fenetre).path == ailleurs)
    assert dialogues.titres == ["Retrouver le projet «\u00a0valembecque\u00a0»"]


def test_that_a_copy_whose_project_is_gone_is_restored_under_its_name(
    fenetre: MainWindow, dialogues: FauxDialogues, copie: Path, projet_pvd: Path, qtbot: QtBot
):
    projet_pvd.unlink()
    fenetre.open_project(copie)
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    dialogues.reponse = projet_pvd
    fenetre.messages.lecture_seule.boutons()[1].click()
    qtbot.waitUntil(lambda: _workspace(fenetre).path == projet_pvd)
    assert dialogues.propositions[0].name == "valembecque.pvd"
    assert not _workspace(fenetre).raison_lecture_seule


def test_that_a_copy_put_elsewhere_is_a_project_to_work_in(
    fenetre: MainWindow, copie: Path, tmp_path: Path, qtbot: QtBot
):
    sortie = copie.rename(tmp_path / copie.name)
    fenetre.open_project(sortie)
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    assert not _workspace(fenetre).raison_lecture_seule


def test_that_a_damaged_project_is_offered_its_last_good_copy(
    fenetre: MainWindow, copie: Path, projet_pvd: Path, dossier: Path, qtbot: QtBot
):
    database = Database.open(projet_pvd)
    database.execute("Ajouter", add_fiche, intitule="Halle")
    database.close()
    mauvaise = keep_copy(projet_pvd, dossier, derniers=10, moment=HIER + timedelta(hours=1))
    assert mauvaise is not None
    mauvaise.path.write_bytes(b"")
    octets = b"\xff" * 100_000
    projet_pvd.write_bytes(octets)
    fenetre.ouverture.open(projet_pvd)
    bandeau = fenetre.messages.bandeau
    qtbot.waitUntil(lambda: bool(bandeau.boutons()))
    bouton = bandeau.boutons()[0]
    assert bouton.text() == f"Restaurer la copie du 20/11/2026 à {HIER.astimezone():%H:%M}"
    bouton.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    assert bandeau.titre() == "Le projet est restauré."
    (garde,) = [p for p in dossier.iterdir() if "tel quel" in p.name]
    assert garde.read_bytes() == octets


def test_that_without_a_project_all_copies_are_shown_and_go_where_one_says(
    fenetre: MainWindow, copie: Path, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    assert copie.exists()
    panneau = _show(fenetre, qtbot)
    assert _cells(panneau)[0].startswith("Valembecque")
    dialogues.reponse = tmp_path / "retrouve.pvd"
    panneau.restaurer.click()
    qtbot.waitUntil(lambda: fenetre.workspace is not None)
    assert _workspace(fenetre).path == tmp_path / "retrouve.pvd"
    assert fenetre.messages.bandeau.titre() == "Le projet est restauré."


def test_that_another_project_can_be_chosen(
    fenetre_exemple: MainWindow, copie: Path, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    autre = tmp_path / "autre.pvd"
    Database.create(autre).close()
    keep_copy(autre, copie.parent, derniers=10, moment=HIER)
    panneau = _show(fenetre_exemple, qtbot)
    dialogues.reponse = autre
    panneau.fichier_demande.emit()
    suivant = fenetre_exemple.surete.restauration.panneau
    assert suivant is not None
    assert suivant is not panneau
    qtbot.waitUntil(lambda: bool(suivant.modele.lignes) and suivant.modele.ligne(0).resume is not None)
    assert _cells(suivant)[2] == "0 action"


def test_that_a_copy_that_cannot_be_read_is_not_offered(fenetre_exemple: MainWindow, copie: Path, qtbot: QtBot):
    copie.write_bytes(b"\x00" * 10)
    fenetre_exemple.actions_["restaurer"].trigger()
    panneau = fenetre_exemple.surete.restauration.panneau
    assert panneau is not None
    qtbot.waitUntil(lambda: bool(panneau.modele.lignes) and bool(panneau.modele.ligne(0).refus))
    assert not panneau.ouvrir.isEnabled()
    assert not panneau.restaurer.isEnabled()


def test_that_a_project_without_copies_says_when_they_come(fenetre_exemple: MainWindow, qtbot: QtBot):
    fenetre_exemple.actions_["restaurer"].trigger()
    panneau = fenetre_exemple.surete.restauration.panneau
    assert panneau is not None
    qtbot.waitUntil(panneau._vide.isVisible)
    assert not panneau.restaurer.isEnabled()


def test_that_a_project_replaced_meanwhile_stays_open_when_restoring_fails(
    fenetre_exemple: MainWindow, copie: Path, qtbot: QtBot, qapp: QApplication
):
    workspace = _workspace(fenetre_exemple)
    panneau = _show(fenetre_exemple, qtbot)
    copie.write_bytes(b"\x00" * 10)
    panneau.restaurer.click()
    qtbot.waitUntil(lambda: fenetre_exemple.workspace not in {None, workspace})
    assert fenetre_exemple.messages.bandeau.niveau.value == "erreur"
    main.wait_for_tasks(qapp)


@pytest.mark.parametrize(("octets", "texte"), [(10, "1\u00a0ko"), (312_400, "312\u00a0ko"), (4_800_000, "4,8\u00a0Mo")])
def test_that_sizes_are_read_at_a_glance(octets: int, texte: str):
    assert format_taille(octets) == texte
