"""Page « Versions figées »: freezing, naming, comparing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.versions.gestes_versions import edit, freeze, lignes, settle, write

from models.commands.fiches import add_fiche, update_fiche
from models.commands.orientations import update_orientation
from models.domain.etats.changements import Rubrique
from models.domain.regles import Objet
from models.queries.versions import load_versions
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import CONVENTION, VERSIONS
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE
from pvd_desktop.ui.workspace import Workspace


def test_that_without_any_state_the_page_says_what_for_and_freezes(page: VersionsPage, qtbot: QtBot):
    assert page.vide.isVisible()
    assert page.resume() == "Aucune version figée"
    with qtbot.waitSignal(page.figeage.figee):
        page.vide.action_triggered.emit()
    settle(page, qtbot)
    assert page.version is not None
    assert page.version.nom == "Version du 21/11/2026"
    assert page.resume() == "1 version figée"
    assert page.comparaison.vide.isVisible()
    assert page.liste.quand.text().startswith("Figée le ")
    assert " par " in page.liste.quand.text()


def test_that_a_second_state_of_the_day_has_its_own_name_and_says_it_is_the_same(page: VersionsPage, qtbot: QtBot):
    freeze(page, qtbot)
    freeze(page, qtbot)
    assert [v.nom for v in page.liste.modele.lignes] == ["Version du 21/11/2026 (2)", "Version du 21/11/2026"]
    assert "n’a pas changé depuis «\u00a0Version du 21/11/2026\u00a0»" in page.toast.accessibleName()


def test_that_what_changed_since_is_shown_by_orientation_and_filtered(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot, qtmodeltester: ModelTester
):
    freeze(page, qtbot)
    edit(workspace)
    settle(page, qtbot)
    assert sorted(lignes(page)) == ["Action ajoutée", "Action retirée", "Nom de l’action", "Titre"]
    assert page.comparaison.nombre.text() == "4 changements\u00a0: 1 ajout, 1 suppression, 2 modifications"
    qtmodeltester.check(page.comparaison.modele)
    page.comparaison.recherche.setText("halle")
    assert lignes(page) == ["Action ajoutée"]
    page.comparaison.recherche.setText("introuvable")
    assert page.comparaison.aucun.isVisible()
    page.comparaison.aucun.action_triggered.emit()
    page.comparaison.rubrique.set_valeur(Rubrique.ORIENTATIONS.value)
    page.comparaison.rubrique.valeur_validee.emit(Rubrique.ORIENTATIONS.value)
    assert lignes(page) == ["Titre"]


def test_that_the_actions_come_in_the_order_of_the_orientations(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    edit(workspace)
    settle(page, qtbot)
    modele = page.comparaison.modele
    titres = [modele.index(row, 0).data(ROLE_LIGNE).titre for row in range(modele.rowCount())]
    assert titres[0] == "Orientations"
    assert titres[-1] == "Actions – Sans orientation"


def test_that_a_change_leads_to_its_place(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    uid = workspace.projet.fiches[0].uid
    workspace.execute("Nommer", update_fiche, uid, intitule="Autre nom")
    settle(page, qtbot)
    modele = page.comparaison.modele
    index = modele.index(0, 0)
    while modele.rowCount(index):
        index = modele.index(0, 0, index)
    with qtbot.waitSignal(page.objet_demande) as demande:
        page.comparaison.vue.activated.emit(index)
    objet, champ = demande.args or (None, None)
    assert isinstance(objet, Objet)
    assert (objet.type, objet.uid, champ) == ("fiche", uid, "intitule")


def test_that_a_long_text_shows_its_differences_word_by_word(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    fiche = next(f for f in workspace.projet.fiches if len(f.description) > 200)
    workspace.execute("Décrire", update_fiche, fiche.uid, description=f"{fiche.description} **Fin** <b>.")
    settle(page, qtbot)
    modele = page.comparaison.modele
    index = modele.index(0, 0)
    while modele.rowCount(index):
        index = modele.index(0, 0, index)
    page.comparaison.vue.setCurrentIndex(index)
    assert "Fin" in page.comparaison.detail.text()
    assert "&lt;b&gt;" in page.comparaison.detail.text()


def test_that_a_state_is_renamed_once_and_a_taken_name_is_refused(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot
):
    freeze(page, qtbot)
    freeze(page, qtbot)
    write(page.liste.nom, "Signature")
    assert {v.nom for v in workspace.read(load_versions)} == {"Signature", "Version du 21/11/2026"}
    with qtbot.waitSignal(workspace.failed) as refus:
        write(page.liste.nom, "version du 21/11/2026")
    assert "version du 21/11/2026 (2)" in str((refus.args or [""])[0])
    assert page.liste.nom.text() == "Signature"
    write(page.liste.nom, "")
    assert page.liste.nom.text() == "Signature"
    assert page.commit()


def test_that_a_state_that_was_deleted_comes_back(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Delete)
    assert workspace.read(load_versions) == ()
    assert page.vide.isVisible()
    page.toast.bouton().click()
    settle(page, qtbot)
    assert len(workspace.read(load_versions)) == 1
    assert page.version is not None


def test_that_only_what_was_frozen_after_is_compared_to(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    edit(workspace)
    freeze(page, qtbot)
    seconde, premiere = page.liste.modele.lignes

    def offerts() -> list[str]:
        return [page.apres.itemText(rang) for rang in range(page.apres.count())]

    assert offerts() == ["Projet actuel"]
    page.show_version(premiere.uid)
    assert offerts() == ["Projet actuel", seconde.nom]
    page.apres.set_valeur(seconde.uid)
    page.show_version(seconde.uid)
    settle(page, qtbot)
    assert page.apres.valeur() is None
    assert lignes(page) == []


def test_that_the_page_says_what_calls_for_an_avenant(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    portee = page.comparaison.portee
    assert portee.isHidden()
    fiche = workspace.projet.fiches[0]

    def change(libelle: str, command: Callable[..., object], *arguments: object, **champs: object) -> str:
        workspace.execute(libelle, command, *arguments, **champs)
        settle(page, qtbot)
        return portee.text()

    assert "il n’y a pas d’avenant" in change("Noter", update_fiche, fiche.uid, point_bloquant="Le sol est pollué.")
    assert change("Nommer", update_fiche, fiche.uid, intitule="Autre nom").startswith("1 touche à ce que dit")
    assert "le comité de pilotage peut en décider sans avenant" in portee.text()
    orientation = workspace.projet.orientations[0]
    dite = change("Nommer", update_orientation, orientation.uid, intitule="Un centre vivant")
    assert dite == "2 touchent à ce que dit la convention\u00a0: l’avenant les reprend."


def test_that_the_list_says_the_day_and_f2_leads_to_the_name(page: VersionsPage, qtbot: QtBot):
    freeze(page, qtbot)
    page.liste.vue.setFocus()
    jour = page.liste.modele.index(0, 1).data()
    assert page.liste.quand.text().startswith(f"Figée le {jour} à ")
    assert "Elle ajoute " in page.liste.quand.text()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_F2)
    assert page.liste.nom.hasFocus()
    assert page.liste.nom.selectedText() == page.liste.nom.text() != ""


def test_that_a_damaged_state_is_said_and_the_others_still_compare(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot
):
    freeze(page, qtbot)
    with closing(sqlite3.connect(workspace.path)) as connexion, connexion:
        connexion.execute("UPDATE contenu SET octets = x'00' WHERE sha256 = (SELECT sha256 FROM version_figee)")
    page.calcul._lus.clear()
    with qtbot.waitSignal(page.avertissement) as dit:
        workspace.execute("Ajouter", add_fiche, intitule="Halle")
    assert "est abîmé" in str(dit.args)
    assert "est abîmé" in page.comparaison.nombre.text()
    settle(page, qtbot)
    freeze(page, qtbot)
    assert page.comparaison.nombre.text() == "Aucun changement"


def test_that_everything_on_the_page_says_its_name(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    freeze(page, qtbot)
    edit(workspace)
    settle(page, qtbot)
    assert_accessible(page)


def test_that_the_menu_and_the_convention_lead_to_the_page(fenetre: MainWindow, projet_pvd: Path, qtbot: QtBot):
    from pvd_desktop.ui.apercu.page import ApercuPage
    from pvd_desktop.ui.convention.page import ConventionPage

    fenetre.ouverture.open_now(projet_pvd)
    fenetre.show()
    fenetre.navigation.show_page(CONVENTION)
    convention = fenetre.pile.currentWidget()
    assert isinstance(convention, ConventionPage)
    convention.versions.avenant.trigger()
    assert fenetre.navigation.courante == VERSIONS
    fenetre.navigation.show_page(CONVENTION)
    convention.versions.figer.trigger()
    qtbot.waitUntil(lambda: fenetre.navigation.courante == VERSIONS)
    page = fenetre.pile.currentWidget()
    assert isinstance(page, VersionsPage)
    settle(page, qtbot)
    assert page.version is not None
    fenetre.navigation.show_page(CONVENTION)
    convention.versions.avenant.trigger()
    apercu = fenetre.pile.currentWidget()
    assert isinstance(apercu, ApercuPage)
    assert apercu._sortie() == Sortie("avenant")
    fenetre.actions_["versions"].trigger()
    page.avenant.click()
    assert apercu._sortie() == Sortie("avenant", versions=(page.version.uid,), numero="1")
    apercu.retour.click()
    assert fenetre.navigation.courante == VERSIONS
