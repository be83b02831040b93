"""From a table of one's own to the plan: dropped or pasted, understood, corrected, written once, taken back once."""

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from faux_dialogues import FauxDialogues
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible, tab_tour
from ui.importation.gestes import copied, drop, drop_and_read, import_table, page_of, texts, wait_read, write_csv

from models.domain.vocabulaire import StatutAction
from models.store.database import Database
from pvd_desktop.ui.importation.page import ACTIONS, REMARQUES, TABLEAU
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import IMPORTATION, PLAN
from pvd_desktop.ui.tasks import Task


def test_that_a_dropped_table_is_understood_before_anything_is_asked(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    assert dialogues.titres == []
    assert texts(page, 0)[2] == "Intitulé de l’action"
    assert texts(page, 1)[:7] == [
        "Orientation",
        "Numéro",
        "Nom de l’action",
        "Maître d’ouvrage",
        "Statut",
        "Coût HT",
        "Financeur\u00a0: DETR",
    ]
    assert page.bilan.phrase() == "3 actions créées"
    assert page.bilan.textes()["Coût"] == "245\u202f000,00\u00a0€"


def test_that_importing_without_a_project_asks_for_its_file_only(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    drop_and_read(fenetre, write_csv(tmp_path / "Suivi Valembecque.csv"), qtbot)
    dialogues.reponse = tmp_path / "nouveau.pvd"
    import_table(fenetre, qtbot)
    assert [p.name for p in dialogues.propositions] == ["suivi-valembecque.pvd"]
    assert fenetre.workspace is not None
    assert [f.numero for f in fenetre.workspace.projet.fiches] == ["9.1", "9.2", "9.3"]
    assert fenetre.workspace.projet.totaux.cout == Decimal(245_000)
    assert (
        fenetre.messages.bandeau.titre() == "«\u00a0Suivi Valembecque.csv\u00a0» est importé\u00a0: 3 actions créées."
    )


def test_that_giving_up_the_file_of_the_new_project_keeps_the_preview(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.bilan.importer.click()
    assert fenetre.workspace is None
    assert page.bilan.importer.isEnabled()


def test_that_one_undo_takes_the_whole_import_back(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    avant = workspace.projet
    drop_and_read(fenetre_exemple, write_csv(tmp_path / "suivi.csv"), qtbot)
    import_table(fenetre_exemple, qtbot)
    assert len(workspace.projet.fiches) == len(avant.fiches) + 3
    assert workspace.libelle_annuler == "Importer «\u00a0suivi.csv\u00a0»"
    bouton = fenetre_exemple.messages.bandeau.boutons()[0]
    assert bouton.text() == "Annuler l’import"
    bouton.click()
    assert workspace.projet.fiches == avant.fiches
    assert workspace.projet.organismes == avant.organismes


def test_that_the_same_table_again_changes_nothing(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    path = write_csv(tmp_path / "suivi.csv")
    drop_and_read(fenetre_exemple, path, qtbot)
    import_table(fenetre_exemple, qtbot)
    page = drop_and_read(fenetre_exemple, path, qtbot)
    assert page.bilan.phrase() == "3 actions inchangées"
    assert not page.bilan.importer.isEnabled()
    assert "Rien de ce tableau ne changerait le projet" in page.bilan.importer.toolTip()


def test_that_cells_copied_from_a_spreadsheet_are_pasted_from_the_accueil(fenetre: MainWindow, qtbot: QtBot):
    QGuiApplication.clipboard().setText(copied())
    fenetre.accueil.commune.setFocus()
    QTest.keyClick(fenetre.accueil.commune, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page = page_of(fenetre)
    wait_read(page, qtbot)
    assert fenetre.accueil.commune.text() == ""
    assert page.bilan.phrase() == "3 actions créées"


def test_that_a_commune_can_still_be_pasted(fenetre: MainWindow):
    QGuiApplication.clipboard().setText("Bapaume")
    fenetre.accueil.commune.setFocus()
    QTest.keyClick(fenetre.accueil.commune, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert fenetre.accueil.commune.text() == "Bapaume"


def test_that_an_empty_clipboard_is_explained(fenetre: MainWindow):
    QGuiApplication.clipboard().setText("")
    fenetre.actions_["coller_tableau"].trigger()
    assert fenetre.messages.bandeau.titre() == "Le presse-papiers ne contient aucun tableau."


@pytest.mark.parametrize(
    ("nom", "octets"),
    [
        ("ancien.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("abime.xlsx", b"PK\x03\x04 pas un classeur"),
        ("vide.csv", b""),
    ],
)
def test_that_a_file_that_cannot_be_read_says_what_to_do(
    fenetre: MainWindow, tmp_path: Path, nom: str, octets: bytes, qtbot: QtBot
):
    (tmp_path / nom).write_bytes(octets)
    drop(fenetre, tmp_path / nom)
    page = page_of(fenetre)
    qtbot.waitUntil(page.bandeau.isVisible, timeout=20_000)
    assert page.bandeau.titre()
    assert [b.text() for b in page.bandeau.boutons()] == ["Choisir un autre fichier…"]
    assert page.preparation.source is None
    bon = write_csv(tmp_path / "bon.csv")
    drop(fenetre, bon)
    wait_read(page, qtbot)
    assert not page.bandeau.isVisible()


def test_that_a_table_where_nothing_is_understood_says_what_to_do(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    path = write_csv(tmp_path / "menus.csv", [("Lundi", "Mardi"), ("purée", "poisson"), ("salade", "frites")])
    page = drop_and_read(fenetre, path, qtbot)
    assert page.bandeau.titre() == "Aucune action n’a été reconnue dans «\u00a0menus.csv\u00a0»."
    assert not page.bilan.importer.isEnabled()


def test_that_fiches_in_word_come_in_by_the_same_page(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    document = Document()
    tableau = document.add_table(rows=0, cols=2)
    for libelle, valeur in (
        ("Nom de l’action", "Rouvrir le cinéma de la place"),
        ("Maître d’ouvrage", "Commune de Valembecque"),
        ("Coût total", "310 000 € HT"),
    ):
        cellules = tableau.add_row().cells
        cellules[0].text, cellules[1].text = libelle, valeur
    document.save(str(tmp_path / "fiche.docx"))
    page = drop_and_read(fenetre_exemple, tmp_path / "fiche.docx", qtbot)
    assert page.bilan.phrase() == "1 action créée"
    assert not page.onglets.isTabVisible(TABLEAU)
    import_table(fenetre_exemple, qtbot)
    assert fenetre_exemple.workspace is not None
    assert "Rouvrir le cinéma de la place" in {f.intitule for f in fenetre_exemple.workspace.projet.fiches}


def test_that_a_read_only_project_shows_the_preview_and_refuses_to_write(
    fenetre: MainWindow, projet_pvd: Path, tmp_path: Path, qtbot: QtBot
):
    autre = Database.open(projet_pvd)
    try:
        fenetre.ouverture.open(projet_pvd, lecture_seule=True)
        qtbot.waitUntil(lambda: fenetre.workspace is not None)
        page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
        assert page.bilan.phrase() == "3 actions créées"
        assert not page.bilan.importer.isEnabled()
        assert "lecture seule" in page.bilan.importer.toolTip()
    finally:
        autre.close()


def test_that_an_act_on_the_project_makes_the_preview_again(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    path = write_csv(tmp_path / "suivi.csv")
    drop_and_read(fenetre_exemple, path, qtbot)
    import_table(fenetre_exemple, qtbot)
    page = drop_and_read(fenetre_exemple, path, qtbot)
    assert page.bilan.phrase() == "3 actions inchangées"
    assert fenetre_exemple.workspace is not None
    fenetre_exemple.workspace.undo()
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "3 actions créées"


def test_that_giving_up_forgets_the_table_and_goes_back(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    fenetre_exemple.navigation.show_page("maquette")
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.fermer.click()
    assert fenetre_exemple.navigation.courante == "maquette"
    fenetre_exemple.actions_["importer"].trigger()
    assert page_of(fenetre_exemple).preparation.source is None


def test_that_the_report_and_the_model_are_written_as_workbooks(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    dialogues.reponse = tmp_path / "rapport.xlsx"
    page.bilan.rapport.click()
    qtbot.waitUntil(
        lambda: fenetre.messages.bandeau.titre() == "«\u00a0rapport.xlsx\u00a0» est enregistré.", timeout=20_000
    )
    dialogues.reponse = tmp_path / "modele.xlsx"
    page.modele_demande.emit()
    qtbot.waitUntil(
        lambda: fenetre.messages.bandeau.titre() == "«\u00a0modele.xlsx\u00a0» est enregistré.", timeout=20_000
    )
    assert dialogues.propositions[-2].name == "suivi-rapport.xlsx"


def test_that_every_heading_of_the_model_is_recognised(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    fenetre.actions_["importer"].trigger()
    dialogues.reponse = tmp_path / "modele.xlsx"
    page_of(fenetre).modele_demande.emit()
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible, timeout=20_000)
    page = drop_and_read(fenetre, tmp_path / "modele.xlsx", qtbot)
    page.tableau.show_feuille("Actions")
    assert texts(page, 1) == texts(page, 0)
    assert len(texts(page, 0)) > 25


def test_that_a_table_is_imported_with_the_keyboard_only(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    dialogues.reponse = write_csv(tmp_path / "suivi.csv")
    fenetre_exemple.activateWindow()
    QTest.keyClick(
        fenetre_exemple, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert fenetre_exemple.navigation.courante == IMPORTATION
    choisir = QApplication.focusWidget()
    assert isinstance(choisir, QPushButton)
    QTest.keyClick(choisir, Qt.Key.Key_Space)
    page = page_of(fenetre_exemple)
    wait_read(page, qtbot)
    page.onglets.tabBar().setFocus(Qt.FocusReason.TabFocusReason)
    tour = tab_tour(fenetre_exemple)
    attendus = [page.onglets.tabBar(), page.autre, page.fermer, page.tableau.correspondance, page.tableau.vue]
    attendus.append(page.bilan.importer)
    assert [w for w in tour if w in attendus] in [attendus[i:] + attendus[:i] for i in range(len(attendus))]
    page.tableau.correspondance.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(7):
        QTest.keyClick(page.tableau.correspondance, Qt.Key.Key_Right)
    QTest.keyClick(page.tableau.correspondance, Qt.Key.Key_Return)
    assert page.tableau.choix.isVisible()
    QTest.keyClicks(page.tableau.choix.champ, "priori")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    wait_read(page, qtbot)
    assert texts(page, 1)[7] == "Niveau de priorité"
    page.bilan.importer.setFocus()
    QTest.keyClick(page.bilan.importer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: fenetre_exemple.navigation.courante == PLAN, timeout=20_000)
    assert fenetre_exemple.workspace is not None
    assert fenetre_exemple.workspace.libelle_annuler == "Importer «\u00a0suivi.csv\u00a0»"


def test_that_a_screen_reader_finds_every_part_of_the_page(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    fenetre.actions_["importer"].trigger()
    assert_accessible(page_of(fenetre))
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    for rang in (TABLEAU, ACTIONS, REMARQUES):
        page.onglets.setCurrentIndex(rang)
        assert_accessible(page)
    colonne = page.tableau.correspondance.modele.index(1, 7).data(Qt.ItemDataRole.AccessibleTextRole)
    assert colonne.startswith("Colonne H «\u00a0Couleur\u00a0»\u00a0: Garder en note, à vérifier")


def test_that_a_known_status_is_kept_and_an_unknown_one_left(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    drop_and_read(fenetre_exemple, write_csv(tmp_path / "suivi.csv"), qtbot)
    import_table(fenetre_exemple, qtbot)
    assert fenetre_exemple.workspace is not None
    statuts = {f.numero: f.statut for f in fenetre_exemple.workspace.projet.fiches}
    assert statuts["9.1"] is StatutAction.EN_COURS
    assert statuts["9.3"] is StatutAction.INSCRITE


def test_that_a_reading_can_be_given_up(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    bon = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    classeur = Workbook(write_only=True)
    feuille = classeur.create_sheet("Suivi")
    for rang in range(4_000):
        feuille.append([f"1.{rang}", f"Action {rang}", 1000 * rang])
    classeur.save(tmp_path / "grand.xlsx")
    taches: list[Task] = []
    bon.travail_begun.connect(lambda tache, _titre: taches.append(tache))
    drop(fenetre, tmp_path / "grand.xlsx")
    assert bon.preparation.en_lecture
    taches[0].cancel()
    wait_read(bon, qtbot)
    assert bon.bilan.phrase() == "3 actions créées"
    assert bon.bilan.importer.isEnabled()


def test_that_a_cell_being_corrected_is_kept_when_one_leaves_the_page(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "suivi.csv"), qtbot)
    vue = page.tableau.vue
    vue.go_to(4, 5)
    vue.setFocus()
    QTest.keyClick(vue, Qt.Key.Key_F2)
    editeur = vue.findChild(QLineEdit)
    assert isinstance(editeur, QLineEdit)
    editeur.setText("99 000")
    fenetre_exemple.navigation.show_page(PLAN)
    assert page.preparation.retouches.valeurs == {("", 4, 5): "99 000"}


@pytest.mark.parametrize("ouvert", [True, False])
def test_that_the_keyboard_is_on_the_table_that_was_just_dropped(
    request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot, ouvert: bool
):
    fenetre: MainWindow = request.getfixturevalue("fenetre_exemple" if ouvert else "fenetre")
    fenetre.activateWindow()
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    assert QApplication.focusWidget() is page.onglets.tabBar()
    page.tableau.vue.setFocus()
    page.preparation.set_importee(("", 4), oui=False)
    wait_read(page, qtbot)
    assert QApplication.focusWidget() is page.tableau.vue
