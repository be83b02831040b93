"""Blocks of cells, to and from a spreadsheet: all written in one act, or nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from ui.maquette.gestes import Gestes, lisible

from models.domain.projet import Projet
from pvd_desktop.ui.maquette.colonnes import rang_de
from pvd_desktop.ui.maquette.ecriture import EN_TACHE
from pvd_desktop.ui.maquette.lignes import TOTAL
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.widgets.presse_papiers import read_tableau, write_tableau
from pvd_desktop.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
BLOC = (("2.1", "fnadt-demandé"), ("2.2", "fonds_vert-demandé"))
"""Two actions by three columns shown, nothing in them."""


@pytest.fixture
def refus(page: MaquettePage) -> list[str]:
    messages: list[str] = []
    page._ecriture.refused.connect(messages.append)
    return messages


def test_that_a_selection_is_copied_as_numbers_a_french_spreadsheet_reads(gestes: Gestes):
    gestes.select(("2.1", "cout"), ("2.2", "eligible"))
    assert gestes.copy() == "1741130,92\t1622490,02\n125467,74\t125467,74"
    gestes.select(("2.1", "detr-accordé"), ("2.2", "dsil-demandé"))
    assert gestes.copy() == "318876\t301680\n27840,72\t"


def test_that_whole_rows_are_copied_with_their_names(page: MaquettePage, gestes: Gestes):
    gestes.vue.select_rows(gestes.row("2.1"), gestes.row("2.2"))
    lignes = gestes.copy().split("\n")
    assert len(lignes) == 2
    cellules = lignes[0].split("\t")
    assert cellules[:2] == ["2.1", gestes.fiche("2.1").intitule]
    assert len(cellules) == 2 + len(gestes.vue.colonnes_visibles())


def test_that_a_block_is_pasted_in_one_act_and_undone_at_once(gestes: Gestes, workspace: Workspace):
    avant = workspace.projet
    gestes.goto(*BLOC[0])
    gestes.paste("1 000,50 €\t\t12k\r\n2000\t\t=2*3\r\n")
    assert [gestes.texte("2.1", c) for c in ("fnadt-demandé", "fonds_vert-demandé")] == ["1 000,50 €", "12 000 €"]
    assert [gestes.texte("2.2", c) for c in ("fnadt-demandé", "fonds_vert-demandé")] == ["2 000 €", "6 €"]
    assert lisible(workspace.libelle_annuler or "") == "Coller 4 montants dans la maquette"
    workspace.undo()
    assert workspace.projet == avant


def test_that_what_was_copied_pastes_back_as_nothing_new(page: MaquettePage, gestes: Gestes, workspace: Workspace):
    avant = workspace.projet
    gestes.vue.selectAll()
    texte = gestes.copy()
    gestes.vue.setCurrentIndex(page.modele.index(0, gestes.vue.colonnes_visibles()[0]))
    gestes.vue.selectAll()
    gestes.paste(texte)
    assert workspace.projet is avant
    assert not page.bandeau.isVisible()


def test_that_one_bad_cell_keeps_the_whole_block_out(
    page: MaquettePage, gestes: Gestes, workspace: Workspace, refus: list[str]
):
    avant = workspace.projet
    gestes.goto(*BLOC[0])
    gestes.paste("100\t200\n300\tabc")
    assert workspace.projet is avant
    [message] = refus
    assert lisible(message).startswith("Rien n’a été collé : 1 cellule ne peut pas être écrite. 2.2, FNADT, accordé :")
    assert "2.2, FNADT, accordé : « abc » n’est pas un montant. Écrivez des chiffres" in lisible(message)
    assert page.bandeau.isVisible()


@pytest.mark.parametrize(
    ("texte", "dits"),
    [
        ("-5", ("« -5 » est négatif", "Écrivez un montant positif.")),
        ("1000000000000", ("est trop grand", "vérifiez le nombre de zéros.")),
        ("12,345", ("a plus de deux décimales", "Arrondissez au centime")),
        ("#REF!", ("« #REF! » n’est pas un montant", "Écrivez des chiffres")),
        ("30 %%", ("n’est pas", "Écrivez")),
    ],
)
def test_that_what_cannot_be_an_amount_is_refused_with_its_place_its_value_and_a_remedy(
    gestes: Gestes, workspace: Workspace, refus: list[str], texte: str, dits: tuple[str, str]
):
    avant = workspace.projet
    gestes.goto(*BLOC[0])
    gestes.paste(f"100\t200\n300\t{texte}")
    assert workspace.projet is avant
    message = lisible(refus[0])
    assert "2.2, FNADT, accordé :" in message
    assert all(dit in message for dit in (texte, *dits))


def test_that_many_bad_cells_are_told_in_one_sentence(gestes: Gestes, refus: list[str]):
    gestes.goto(*BLOC[0])
    gestes.paste("a\tb\tc\nd\te\tf")
    [message] = refus
    assert "6 cellules ne peuvent pas être écrites" in message
    lignes = message.splitlines()
    assert len(lignes) == 4
    assert lignes[-1] == "Et 3 autres."


def test_that_computed_cells_are_left_alone_and_counted(page: MaquettePage, gestes: Gestes):
    gestes.goto("2.2", "part")
    gestes.paste("500\t999")
    assert gestes.operation("2.2").part_decidee == 500
    assert "1 cellule de la grille se calcule" in lisible(page.toast.accessibleName())


def test_that_two_lines_in_a_cell_keep_a_block_out(gestes: Gestes, workspace: Workspace, refus: list[str]):
    avant = workspace.projet
    gestes.goto("3.3", "mecenat-accordé")
    gestes.paste("1")
    assert workspace.projet is avant
    assert "3.3, Mécénat, fondations, accordé, « 1 » : 2 lignes se partagent" in lisible(refus[0])
    assert "sous la grille" in refus[0]


def test_that_a_refused_cell_of_an_operation_says_its_action(page: MaquettePage, gestes: Gestes, refus: list[str]):
    page.modele.fold(gestes.row("1.1"))
    operation = gestes.fiche("1.1").operations[1]
    gestes.vue.setCurrentIndex(page.modele.index(page.modele.row_of(operation.uid), rang_de("part")))
    gestes.paste("abc")
    assert f"1.1 {operation.intitule}, Part décidée :" in lisible(refus[0])


def test_that_a_block_that_overflows_the_grid_is_refused(
    page: MaquettePage, gestes: Gestes, workspace: Workspace, refus: list[str]
):
    avant = workspace.projet
    gestes.goto("2.1", "part")
    gestes.paste("\n".join(["1"] * (page.modele.rowCount() + 1)))
    assert workspace.projet is avant
    assert "dépasse la grille" in refus[0]


def test_that_empty_cells_may_fall_outside(page: MaquettePage, gestes: Gestes):
    gestes.goto("2.1", "part")
    gestes.paste("1" + "\n\t" * page.modele.rowCount())
    assert gestes.operation("2.1").part_decidee == 1


def test_that_a_single_value_fills_the_selection(gestes: Gestes):
    gestes.select(("3.2", "part"), ("3.4", "part"))
    gestes.paste("750")
    assert [gestes.operation(n).part_decidee for n in ("3.2", "3.3", "3.4")] == [750, 750, 750]


def test_that_an_empty_clipboard_is_said(gestes: Gestes, refus: list[str]):
    QGuiApplication.clipboard().clear()
    gestes.goto("2.1", "part")
    gestes.press(Qt.Key.Key_V, CTRL)
    assert "pas de texte" in refus[0]


def test_that_fill_down_copies_the_first_row(gestes: Gestes, workspace: Workspace):
    gestes.write("3.2", "part", "1234,5")
    gestes.select(("3.2", "part"), ("3.4", "part"))
    gestes.press(Qt.Key.Key_D, CTRL)
    assert {gestes.operation(n).part_decidee for n in ("3.2", "3.3", "3.4")} == {Decimal("1234.50")}
    assert lisible(workspace.libelle_annuler or "") == "Recopier 2 montants vers le bas dans la maquette"


def test_that_amounts_a_block_empties_are_told(page: MaquettePage, gestes: Gestes):
    gestes.select(("1.3", "part"), ("2.2", "part"))
    gestes.press(Qt.Key.Key_D, CTRL)
    assert gestes.operation("2.1").part_decidee is None
    assert page.toast.accessibleName() == "2 montants recopiés vers le bas, dont 2 effacés."


def test_that_fill_down_of_one_cell_takes_the_one_above(gestes: Gestes):
    gestes.goto("3.4", "part")
    gestes.press(Qt.Key.Key_D, CTRL)
    assert gestes.operation("3.4").part_decidee == gestes.operation("3.3").part_decidee


def test_that_suppr_empties_and_takes_away_a_line_made_here(gestes: Gestes, workspace: Workspace):
    gestes.write("1.3", "detr-demandé", "100")
    gestes.goto("1.3", "detr-demandé")
    gestes.press(Qt.Key.Key_Delete)
    assert gestes.operation("1.3").financements == ()
    gestes.select(("3.2", "part"), ("3.4", "part"))
    gestes.press(Qt.Key.Key_Delete)
    assert {gestes.operation(n).part_decidee for n in ("3.2", "3.3", "3.4")} == {None}
    assert lisible(workspace.libelle_annuler or "") == "Effacer 3 montants dans la maquette"


def test_that_suppr_on_a_line_that_says_more_keeps_it(gestes: Gestes):
    gestes.goto("2.1", "dsil-demandé")
    gestes.press(Qt.Key.Key_Delete)
    [ligne] = gestes.lignes("2.1", "DSIL")
    assert ligne.montant_demande is None
    assert gestes.texte("2.1", "dsil-demandé") == "—"


def test_that_cut_copies_then_empties(gestes: Gestes):
    gestes.goto("2.2", "part")
    gestes.press(Qt.Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "61581,02"
    assert gestes.operation("2.2").part_decidee is None


def test_that_suppr_on_computed_cells_says_where_to_write(gestes: Gestes, refus: list[str]):
    gestes.vue.setCurrentIndex(gestes.index("1.1", "solde"))
    gestes.press(Qt.Key.Key_Delete)
    assert refus == ["Ces cellules se calculent\u00a0: écrivez dans les lignes des opérations."]


def test_that_a_block_that_changes_nothing_offers_no_way_back(page: MaquettePage, gestes: Gestes, workspace: Workspace):
    gestes.write("2.2", "part", "70 000")
    gestes.goto("2.1", "part")
    gestes.paste("462 724,920")
    assert workspace.libelle_annuler == "Modifier «\u00a0Part décidée\u00a0» de l’action 2.2"
    assert not page.toast.bouton().isVisible()


def test_that_a_large_block_goes_through_a_thread_in_one_act(
    page: MaquettePage, gestes: Gestes, workspace: Workspace, qtbot: QtBot
):
    avant: Projet = workspace.projet
    page.barre.vides().trigger()
    page.modele.fold_actions(pliees=False)
    rows = page.modele.rowCount() - 1
    # Not by the view, which would look at the keys that the test before held down.
    debut = page.modele.index(1, rang_de("drac-demandé"))
    gestes.vue.selectionModel().setCurrentIndex(debut, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    bloc = write_tableau([[str(100 + r), "", str(200 + r)] for r in range(rows)])
    occupations: list[bool] = []
    workspace.busy_changed.connect(occupations.append)
    with qtbot.waitSignal(page._ecriture.written, timeout=20_000) as ecrit:
        gestes.paste(bloc)
    assert occupations == [True, False]
    assert ecrit.args is not None
    assert int(ecrit.args[0].split(" ")[0]) >= EN_TACHE
    assert len(workspace.projet.fiches) == len(avant.fiches)
    total = page.modele.index(page.modele.row_of(TOTAL), rang_de("drac-demandé"))
    qtbot.waitUntil(lambda: bool(total.data()))
    workspace.undo()
    assert workspace.projet == avant


def test_that_a_block_pasted_before_the_grid_has_caught_up_writes_over_the_lines_of_the_first(
    page: MaquettePage, gestes: Gestes, workspace: Workspace, qtbot: QtBot
):
    page.barre.vides().trigger()
    page.modele.fold_actions(pliees=False)
    debut = page.modele.index(1, rang_de("drac-demandé"))
    gestes.vue.selectionModel().setCurrentIndex(debut, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    demandes = write_tableau([["100", "", "200", "", "300"] for _ in range(page.modele.rowCount() - 1)])
    with qtbot.waitSignal(page._ecriture.written, timeout=20_000) as ecrit:
        gestes.paste(demandes)
    assert ecrit.args is not None
    assert int(ecrit.args[0].split(" ")[0]) >= EN_TACHE
    gestes.select(("2.1", "drac-demandé"), ("2.1", "drac-demandé"))
    assert gestes.texte("2.1", "drac-demandé") == ""
    nombre = len(gestes.operation("2.1").financements)
    gestes.paste("555")
    qtbot.waitUntil(lambda: gestes.texte("2.1", "drac-demandé") == "555 €")
    assert len(gestes.operation("2.1").financements) == nombre


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z"))), min_size=2, max_size=4)))
def test_that_a_block_written_is_read_back(cellules: list[list[str]]):
    propres = [[c.replace('"', "”") for c in ligne] for ligne in cellules]
    assert read_tableau(write_tableau(propres)) == propres


@given(st.text())
def test_that_any_text_is_a_block_or_nothing(texte: str):
    assert all(isinstance(cellule, str) for ligne in read_tableau(texte) for cellule in ligne)


def test_that_a_cell_excel_quoted_is_one_cell():
    assert read_tableau('"deux\nlignes"\t3\r\n') == [["deux\nlignes", "3"]]
