"""The grid shows the rows, the columns and the figures of the document."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from ui.maquette.gestes import Gestes, lisible

from models.commands import fiches, operations, organismes
from models.domain.maquettes.lecture import PERIODE, build_maquette
from models.domain.vocabulaire import EtatFinancement, StatutAction, TypeOrganisme
from models.referentiel.financeurs import load_financeurs
from models.store.database import maintenant_utc
from pvd_desktop.documents.builders.maquette_tableaux import table_annee, table_periode
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Align, RowKind, Table
from pvd_desktop.ui.maquette.colonnes import colonnes, rang_de
from pvd_desktop.ui.maquette.lignes import INGENIERIE, TOTAL, Genre
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.workspace import Workspace


def displayed(page: MaquettePage, table: Table) -> list[list[str]]:
    """What the grid says in the columns of figures of a table of the document, sums included."""
    rangs = [rang_de(c.key) for c in table.columns if c.align is Align.NUMBER and c.key]
    page.modele.fold_actions(pliees=False)
    modele = page.modele
    return [
        [_plain(str(modele.index(row, rang).data())) for rang in rangs]
        for row in range(modele.rowCount())
        if modele.ligne(row).genre is not Genre.ORIENTATION and modele.ligne(row).sommes is not None
    ]


def printed(table: Table) -> list[list[str]]:
    rangs = [rang for rang, c in enumerate(table.columns) if c.align is Align.NUMBER and c.key]
    return [
        [_plain(text_of(row.cells[rang])) for rang in rangs]
        for row in table.rows
        if row.kind is not RowKind.GROUP and row.cells[1] != "Total de l’orientation"
    ]


def _plain(texte: str) -> str:
    return lisible(texte).replace(",00", "").replace("Non renseigné", "—")


def test_that_the_period_says_what_the_document_prints(page: MaquettePage, workspace: Workspace):
    financeurs = load_financeurs()
    table = table_periode(workspace.projet, build_maquette(workspace.projet, financeurs).periode, financeurs)
    assert displayed(page, table) == printed(table)


def test_that_each_year_says_what_the_document_prints(page: MaquettePage, workspace: Workspace):
    financeurs = load_financeurs()
    tableaux = build_maquette(workspace.projet, financeurs).annees
    assert len(tableaux) > 3
    for tableau in tableaux:
        page.show_vue(tableau.annee)
        table = table_annee(workspace.projet, tableau, financeurs)
        assert displayed(page, table) == printed(table)


def test_that_subtotals_stand_on_the_row_of_the_orientation(page: MaquettePage, workspace: Workspace):
    groupe = page.modele.tableau.groupes[0]
    assert groupe.orientation is not None
    row = page.modele.row_of(groupe.orientation.uid)
    assert page.modele.ligne(row).genre is Genre.ORIENTATION
    assert lisible(page.modele.index(row, rang_de("cout")).data()) == "4 501 472,57 €"


def test_that_an_action_of_several_operations_unfolds(page: MaquettePage, gestes: Gestes):
    row, avant = gestes.row("1.1"), page.modele.rowCount()
    assert page.modele.ligne(row).pliee is True
    assert page.modele.fold(row)
    assert page.modele.rowCount() == avant + 2
    assert [page.modele.ligne(row + n).genre for n in (1, 2)] == [Genre.OPERATION, Genre.OPERATION]
    assert not page.modele.fold(gestes.row("2.1"))


def test_that_a_folded_orientation_hides_its_actions(page: MaquettePage):
    cles = {ligne.cle for ligne in page.modele.lignes}
    page.modele.fold(0)
    caches = cles - {ligne.cle for ligne in page.modele.lignes}
    assert caches == {ligne.fiche.uid for ligne in page.modele.tableau.groupes[0].lignes}


def test_that_the_total_and_the_engineering_close_the_plan(page: MaquettePage):
    genres = {page.modele.ligne(page.modele.row_of(cle)).genre for cle in (TOTAL, INGENIERIE)}
    assert genres == {Genre.TOTAL, Genre.DONT}


def test_that_a_cell_says_its_amount_its_base_and_its_state(page: MaquettePage, gestes: Gestes):
    from PySide6.QtCore import Qt

    def dit(numero: str, colonne: str) -> str:
        return lisible(gestes.index(numero, colonne).data(Qt.ItemDataRole.AccessibleTextRole))

    assert dit("2.1", "dsil-demandé") == "DSIL, demandé : 301 680 € hors taxes, sollicité"
    assert dit("2.3", "region-accordé") == "Région, accordé : 65 400 € toutes taxes comprises, acquis"
    assert dit("2.1", "fnadt-demandé") == "FNADT, demandé : vide"
    assert dit("1.3", "cout") == "Coût : non renseigné"
    assert dit("3.3", "mecenat-accordé") == "Mécénat, fondations, accordé : 53 420 € hors taxes, 2 lignes"
    page.show_vue(2026)
    assert dit("2.1", "fnadt-demandé") == "FNADT, demandé, 2026 : vide"
    assert dit("2.1", "detr-accordé") == "DETR, accordé, 2026 : 95 662,80 € hors taxes, acquis"


def test_that_a_row_has_the_name_of_its_action_for_a_screen_reader(page: MaquettePage, gestes: Gestes):
    nom = page.modele.headerData(gestes.row("2.1"), Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert nom == f"2.1 {gestes.fiche('2.1').intitule}"
    assert page.modele.headerData(page.modele.rowCount(), Qt.Orientation.Vertical) is None


def test_that_the_model_keeps_the_promises_of_qt(
    page: MaquettePage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    testeur = QAbstractItemModelTester(page.modele, QAbstractItemModelTester.FailureReportingMode.Fatal)
    remises: list[None] = []
    page.modele.modelReset.connect(lambda: remises.append(None))
    plan = workspace.projet.fiches
    page.modele.fold_actions(pliees=False)
    workspace.execute("état", fiches.update_fiche, plan[0].uid, statut=StatutAction.ABANDONNEE)
    workspace.execute("placer", fiches.move_fiche, plan[3].uid, orientation=plan[8].orientation, position=0)
    workspace.execute("retirer", fiches.remove_fiches, [plan[4].uid, plan[6].uid], moment=maintenant_utc())
    workspace.execute("créer", fiches.add_fiche, intitule="Neuve")
    workspace.undo()
    workspace.undo()
    page.show_vue(2026)
    page.show_vue(PERIODE)
    page.modele.fold_actions(pliees=True)
    assert remises == []
    del testeur


def test_that_an_amount_changed_elsewhere_shows_with_its_sums(page: MaquettePage, workspace: Workspace, gestes: Gestes):
    [ligne] = gestes.lignes("2.1", "DETR")
    workspace.execute("Modifier", operations.update_financement, ligne.uid, montant_accorde=Decimal(318877))
    assert gestes.texte("2.1", "detr-accordé") == "318 877 €"
    total = page.modele.index(page.modele.row_of(TOTAL), rang_de("detr-accordé"))
    assert lisible(total.data()) == "1 106 108,28 €"


def test_that_a_row_where_nothing_changed_is_the_same_object(page: MaquettePage, workspace: Workspace, gestes: Gestes):
    avant = {ligne.cle: ligne for ligne in page.modele.lignes}
    [ligne] = gestes.lignes("2.1", "DETR")
    workspace.execute("Modifier", operations.update_financement, ligne.uid, montant_accorde=Decimal(1))
    changees = {ligne.cle for ligne in page.modele.lignes if ligne is not avant[ligne.cle]}
    assert changees == {gestes.fiche("2.1").uid, gestes.fiche("2.1").orientation, TOTAL}


def test_that_a_funder_that_changes_its_type_moves_its_amounts(
    page: MaquettePage, workspace: Workspace, gestes: Gestes
):
    region = next(o for o in workspace.projet.organismes if o.type is TypeOrganisme.REGION)
    workspace.execute("Type", organismes.update_organisme, region.uid, type=TypeOrganisme.DEPARTEMENT)
    assert gestes.texte("2.2", "region-accordé") == ""
    assert gestes.texte("2.2", "departement-accordé") == "36 046 €"


def test_that_what_is_lost_stands_in_no_column(page: MaquettePage, workspace: Workspace, gestes: Gestes):
    [ligne] = gestes.lignes("2.1", "DETR")
    workspace.execute("Refuser", operations.update_financement, ligne.uid, etat=EtatFinancement.REFUSE)
    assert gestes.texte("2.1", "detr-accordé") == ""


def test_that_every_column_has_its_name_and_its_width():
    assert all(colonne.titre and colonne.largeur > 40 for colonne in colonnes())
    assert len({colonne.cle for colonne in colonnes()}) == len(colonnes())


def test_that_a_scrolled_grid_never_cuts_the_left_of_an_amount(page: MaquettePage, gestes: Gestes):
    vue = page.grille.vue
    for colonne in ("dsil-accordé", "region-accordé", "taux", "part"):
        gestes.goto("2.1", colonne)
        premiere = vue.columnAt(0)
        assert vue.columnViewportPosition(premiere) == 0
        assert page.grille.entete.sectionViewportPosition(premiere) == 0
        montree = vue.visualRect(gestes.index("2.1", colonne))
        assert vue.viewport().rect().contains(montree)


def test_that_a_cell_gives_a_spreadsheet_what_it_shows(page: MaquettePage):
    modele = page.modele
    modele.fold_actions(pliees=False)
    for vue in (PERIODE, *page._lecteur.annees):
        page.show_vue(vue)
        for row in range(modele.rowCount()):
            for column in range(modele.columnCount()):
                assert modele.brut(row, column) == modele.cellule(row, column).brut, (vue, row, column)
