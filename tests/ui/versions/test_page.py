"""Page « Versions figées »: freezing, naming, comparing, and what leaves it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche, remove_fiches, update_fiche
from models.commands.orientations import update_orientation
from models.commands.versions import update_version
from models.domain.etats.changements import Rubrique
from models.domain.regles import Objet
from models.queries.projet import load_projet
from models.queries.versions import load_versions
from models.store.database import Database, maintenant_utc
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import CONVENTION, VERSIONS
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.versions.lignes import Ligne
from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[VersionsPage]:
    page = VersionsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not (page.calcul.en_cours or page.figeage.en_cours))


def freeze(page: VersionsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.figeage.figee):
        page.figeage.start()
    settle(page, qtbot)


def settle(page: VersionsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not (page.calcul.en_cours or page.figeage.en_cours))


def edit(workspace: Workspace) -> None:
    """A status, an action more, one less, a title of orientation."""
    premiere, *_, derniere = workspace.projet.fiches
    workspace.execute("Nommer", update_fiche, premiere.uid, intitule="Autre nom")
    workspace.execute("Ajouter", add_fiche, intitule="Halle", numero="9.9")
    workspace.execute("Retirer", remove_fiches, [derniere.uid], moment=maintenant_utc())
    orientation = workspace.projet.orientations[0]
    workspace.execute("Nommer", update_orientation, orientation.uid, intitule="Un centre vivant")


def write(champ: TexteEdit, texte: str) -> None:
    """As at the keyboard: what is there is replaced."""
    champ.setFocus()
    champ.selectAll()
    QTest.keyClick(champ, Qt.Key.Key_Delete)
    QTest.keyClicks(champ, texte)
    QTest.keyClick(champ, Qt.Key.Key_Return)


def lignes(page: VersionsPage) -> list[str]:
    """The changes shown, in order."""
    modele = page.comparaison.modele
    textes: list[str] = []

    def walk(parent: object) -> None:
        for row in range(modele.rowCount(parent)):  # pyright: ignore[reportArgumentType]
            index = modele.index(row, 0, parent)  # pyright: ignore[reportArgumentType]
            ligne = index.data(ROLE_LIGNE)
            if isinstance(ligne, Ligne) and ligne.changement is not None:
                textes.append(ligne.changement.libelle)
            walk(index)

    walk(modele.index(-1, -1))
    return textes


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


def test_that_two_frozen_states_are_compared_and_the_documents_name_them(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot
):
    freeze(page, qtbot)
    edit(workspace)
    freeze(page, qtbot)
    seconde, premiere = page.liste.modele.lignes
    page.show_version(premiere.uid)
    page.apres.set_valeur(seconde.uid)
    page.apres.valeur_validee.emit(seconde.uid)
    settle(page, qtbot)
    assert len(lignes(page)) == 4
    assert page.sortie("avenant") == Sortie("avenant", versions=(premiere.uid, seconde.uid), numero="1")
    document = page.sortie("comparaison").prepare(workspace)()
    assert "Comparaison de deux états" in document.titre
    assert [a.text() for a in page.fill_formats().actions() if a.text()] == [
        "Avenant\u00a0: Document Word…",
        "Avenant\u00a0: Document PDF…",
        "Comparaison\u00a0: Document PDF…",
        "Comparaison\u00a0: Document Word…",
    ]


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


def test_that_the_number_of_the_avenant_is_proposed_and_the_one_typed_wins(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot
):
    freeze(page, qtbot)
    workspace.execute("Nommer", update_version, page.liste.modele.lignes[0].uid, nom="Avenant 1", commentaire="")
    settle(page, qtbot)
    assert page.numero.text() == "2"
    write(page.numero, "2 bis")
    with qtbot.waitSignal(page.apercu_demande) as emis:
        page.avenant.click()
    sortie = (emis.args or [None])[0]
    assert isinstance(sortie, Sortie)
    assert sortie.nom_fichier(workspace) == "valembecque-avenant-2-bis.pdf"
    assert sortie.prepare(workspace)().titre.startswith("Avenant n°\u00a02 bis – ")
    write(page.numero, "3")
    edit(workspace)
    settle(page, qtbot)
    assert page.numero.text() == "3"
    write(page.numero, "")
    assert page.numero.text() == "2"
    with qtbot.waitSignal(page.avertissement), qtbot.assertNotEmitted(page.apercu_demande):
        write(page.numero, "un nombre bien trop long")
        page.avenant.click()


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


def test_that_a_state_is_saved_as_a_project_or_as_data(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    avant = workspace.projet
    freeze(page, qtbot)
    edit(workspace)
    settle(page, qtbot)
    copie = page.copie()
    assert isinstance(copie, FichierAEcrire)
    assert "/" not in copie.nom
    copie.write(tmp_path / "copie.pvd")
    copie.write(tmp_path / "copie.json")
    database = Database.open(tmp_path / "copie.pvd", lecture_seule=True)
    with database.read() as session:
        relu = load_projet(session)
    database.close()
    assert [f.intitule for f in relu.fiches] == [f.intitule for f in avant.fiches]
    assert relu.totaux == avant.totaux
    assert '"format": "pvd-projet"' in (tmp_path / "copie.json").read_text(encoding="utf-8")


def test_that_a_state_is_saved_though_it_names_what_the_corbeille_held(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    from models.commands.orientations import remove_orientation

    orientation = workspace.projet.fiches[0].orientation
    assert orientation is not None
    workspace.execute("Retirer", remove_orientation, orientation, moment=maintenant_utc())
    freeze(page, qtbot)
    copie = page.copie()
    assert copie is not None
    copie.write(tmp_path / "copie.pvd")
    database = Database.open(tmp_path / "copie.pvd", lecture_seule=True)
    with database.read() as session:
        assert len(load_projet(session).fiches) == len(workspace.projet.fiches)
    database.close()


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
