"""What was read is corrected before anything is written: columns, rows, cells, headers, sheets."""

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.importation.gestes import drop_and_read, import_table, texts, wait_read, write_csv

from models.domain.importation.proposition import Nature, Sort
from pvd_desktop.ui.importation.page import ACTIONS, REMARQUES, TABLEAU
from pvd_desktop.ui.main_window import MainWindow


def test_that_a_column_is_given_another_use_and_the_rest_follows(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.tableau.correspondance.select(6)
    page.tableau.choose_champ(6, "région")
    assert page.tableau.choix.isVisible()
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    wait_read(page, qtbot)
    assert texts(page, 1)[6] == "Financeur\u00a0: Région"
    assert page.tableau.correspondance.currentIndex().column() == 6
    page.onglets.setCurrentIndex(ACTIONS)
    champs = [ligne[1].objet for ligne in page.actions_lues.changements.lignes]
    assert any("Région" in champ for champ in champs)


def test_that_a_funder_nobody_knows_is_typed_in_the_list(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.tableau.choose_champ(7)
    page.tableau.choix.champ.setText("Fondation du Val")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    wait_read(page, qtbot)
    assert texts(page, 1)[7] == "Financeur\u00a0: Fondation du Val"


def test_that_a_column_that_loses_its_use_to_another_is_told_and_given_back(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    toast = page.tableau.toast
    page.tableau.choose_champ(7, "Numéro")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    wait_read(page, qtbot)
    assert (texts(page, 1)[1], texts(page, 1)[7]) == ("Ne pas importer", "Numéro")
    assert toast.accessibleName() == (
        "«\u00a0Numéro\u00a0» était lu dans la colonne B «\u00a0N°\u00a0»\u00a0: elle n’est plus lue."
    )
    toast.bouton().click()
    wait_read(page, qtbot)
    assert texts(page, 1)[1] == "Numéro" != texts(page, 1)[7]
    assert toast.isHidden()


def test_that_another_correction_takes_away_what_gives_a_column_back(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.tableau.choose_champ(7, "Numéro")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    assert page.tableau.toast.isVisible()
    page.preparation.set_valeur("", 5, 5, "50 000 €")
    assert page.tableau.toast.isHidden()


def test_that_a_use_nothing_had_is_given_without_a_word(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.tableau.choose_champ(7, "Niveau de priorité")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    assert texts(page, 1)[7] == "Niveau de priorité"
    assert page.tableau.toast.isHidden()


def test_that_corrections_are_taken_back_by_ctrl_z_and_not_the_last_act(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre_exemple, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.preparation.set_importee(("", 4), oui=False)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "2 actions créées · 1 écartée"
    page.tableau.vue.setFocus()
    QTest.keyClick(page.tableau.vue, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "3 actions créées"


def test_that_a_row_is_left_out_by_its_box_and_by_the_space_bar(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.onglets.setCurrentIndex(ACTIONS)
    modele, vue = page.actions_lues.modele, page.actions_lues.vue
    modele.setData(modele.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    wait_read(page, qtbot)
    assert modele.ligne(0).sort is Sort.ECARTE
    vue.setCurrentIndex(modele.index(1, 3))
    QTest.keyClick(vue, Qt.Key.Key_Space)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "1 action créée · 2 écartées"
    QTest.keyClick(vue, Qt.Key.Key_Space)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "2 actions créées · 1 écartée"


def test_that_a_cell_is_corrected_for_the_import_and_not_in_the_file(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    path = write_csv(tmp_path / "suivi.csv")
    octets = path.read_bytes()
    page = drop_and_read(fenetre, path, qtbot)
    modele = page.tableau.vue.modele
    index = modele.index(modele.row_of(5), 5)
    assert index.data() == "45 000 €"
    modele.setData(index, "50 000 €")
    wait_read(page, qtbot)
    assert page.bilan.textes()["Coût"] == "250\u202f000,00\u00a0€"
    assert "le fichier dit «\u00a045 000 €\u00a0»" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert path.read_bytes() == octets


def test_that_a_value_nobody_understands_is_listed_and_corrected_there(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.onglets.setCurrentIndex(REMARQUES)
    page.remarques.show_nature(Nature.NON_COMPRIS)
    modele = page.remarques.modele
    lieux = [(r.lieu.ligne, r.lieu.colonne, r.valeur) for _, r in modele.lignes]
    assert lieux == [(6, "E", "peut-être")]
    modele.setData(modele.index(0, 3), "terminée")
    wait_read(page, qtbot)
    assert not [r for _, r in modele.lignes if r.nature is Nature.NON_COMPRIS]


def test_that_enter_on_a_remark_shows_its_cell(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.onglets.setCurrentIndex(REMARQUES)
    page.remarques.show_nature(Nature.NON_COMPRIS)
    page.remarques.vue.voir_demande.emit(0)
    assert page.onglets.currentIndex() == TABLEAU
    courant = page.tableau.vue.currentIndex()
    assert (page.tableau.vue.modele.numero(courant.row()), courant.column()) == (6, 4)


def test_that_the_totals_of_the_postes_are_added_and_what_does_not_count_is_said(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    lignes = (
        ("N°", "Action", "Statut", "Budget prévisionnel", ""),
        ("", "", "", "Études", "Travaux"),
        ("1.1", "Halle du marché", "en cours", "10 000", "90 000"),
        ("1.2", "Pont de la Lys", "abandonné", "", "50 000"),
        ("1.3", "Cinéma", "en cours", "5 000", ""),
        ("", "TOTAL", "", "15 000", "140 000"),
    )
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv", lignes), qtbot)
    assert page.bilan.textes()["Coût"] == "105\u202f000,00\u00a0€"
    assert page.bilan.annonces()["Coût"] == "155\u202f000,00\u00a0€"
    assert page.bilan.phrase() == "3 actions créées · 1 hors des totaux (abandonnée ou hors plan)"


def test_that_a_total_that_differs_is_said_beside_what_will_be_written(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    assert page.bilan.annonces()["Coût"] == "257\u202f000,00\u00a0€"
    assert page.bilan.ecarts.text() == "La ligne 7 annonce 12\u202f000,00\u00a0€ de plus que ses lignes."
    page.bilan.ecarts.click()
    assert page.onglets.currentIndex() == REMARQUES
    assert {r.nature for _, r in page.remarques.modele.lignes} == {Nature.ECART}


def test_that_the_columns_one_chose_are_found_again_and_can_be_forgotten(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    path = write_csv(tmp_path / "suivi.csv")
    page = drop_and_read(fenetre_exemple, path, qtbot)
    avant = texts(page, 1)[7]
    correspondance = page.preparation.correspondance("")
    assert correspondance is not None
    page.preparation.set_correspondance(correspondance.avec(7, ""))
    wait_read(page, qtbot)
    import_table(fenetre_exemple, qtbot)
    page = drop_and_read(fenetre_exemple, path, qtbot)
    assert texts(page, 1)[7] == "Ne pas importer" != avant
    assert page.tableau.oublier.isVisible()
    page.tableau.oublier.click()
    wait_read(page, qtbot)
    assert texts(page, 1)[7] == avant
    assert not page.tableau.oublier.isVisible()


def test_that_another_row_can_be_said_to_hold_the_headers(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    page.tableau.vue.go_to(4, 0)
    page.tableau.entete.click()
    wait_read(page, qtbot)
    assert texts(page, 0)[2] == "Réhabiliter les logements de la Grand-Place"
    page.tableau.vue.go_to(3, 0)
    page.tableau.entete.click()
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "3 actions créées"


def test_that_sheets_are_chosen_one_by_one(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    classeur = Workbook()
    premiere = classeur.active
    assert premiere is not None
    premiere.title = "2026"
    seconde = classeur.create_sheet("2027")
    for feuille, nom in ((premiere, "Halle"), (seconde, "Gare")):
        feuille.append(["N°", "Action", "Coût HT"])
        feuille.append(["1", f"Réhabiliter la {nom}", 1000])
    classeur.save(tmp_path / "deux.xlsx")
    page = drop_and_read(fenetre, tmp_path / "deux.xlsx", qtbot)
    feuilles = page.tableau.feuilles
    assert feuilles.isVisible()
    modele = feuilles.modele
    assert [modele.index(row).data() for row in range(2)] == ["2026\n1 action", "2027\n1 action"]
    modele.setData(modele.index(1), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "1 action créée"


def test_that_a_hidden_sheet_is_said_to_be_and_comes_last(fenetre: MainWindow, tmp_path: Path, qtbot: QtBot):
    classeur = Workbook()
    cachee = classeur.active
    assert cachee is not None
    cachee.title = "Archives"
    cachee.sheet_state = "hidden"
    for feuille, nom in ((cachee, "Halle"), (classeur.create_sheet("Suivi"), "Gare")):
        feuille.append(["N°", "Action", "Coût HT"])
        feuille.append(["1", f"Réhabiliter la {nom}", 1000])
    classeur.active = 1
    classeur.save(tmp_path / "deux.xlsx")
    page = drop_and_read(fenetre, tmp_path / "deux.xlsx", qtbot)
    modele = page.tableau.feuilles.modele
    textes = [modele.index(row).data().split("\n") for row in range(2)]
    assert [t[0] for t in textes] == ["Suivi", "Archives (masquée)"]
    assert page.tableau.feuille == "Suivi"
    assert page.bilan.phrase() == "1 action créée"
    modele.setData(modele.index(1), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    wait_read(page, qtbot)
    assert page.bilan.phrase() == "2 actions créées"


def test_that_cells_are_painted_again_when_what_they_show_changed_and_only_then(
    fenetre: MainWindow, tmp_path: Path, qtbot: QtBot
):
    page = drop_and_read(fenetre, write_csv(tmp_path / "suivi.csv"), qtbot)
    peints: list[str] = []
    page.tableau.vue.modele.dataChanged.connect(lambda: peints.append("feuille"))
    page.tableau.correspondance.modele.dataChanged.connect(lambda: peints.append("colonnes"))
    page.tableau.refresh()
    assert not peints
    page.preparation.set_valeur("", 5, 5, "50 000 €")
    assert peints == ["feuille"]
    wait_read(page, qtbot)
    # The fate of the rows is known again.
    assert peints == ["feuille", "feuille"]
    page.tableau.choose_champ(6, "région")
    QTest.keyClick(page.tableau.choix.champ, Qt.Key.Key_Return)
    assert peints[2:] == ["colonnes", "feuille"]
