"""The page around the grid: its views, its groups of columns, its sums, what it remembers."""

import pytest
import shiboken6
from projets import MOMENT
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.maquette.gestes import Gestes, lisible

from models.commands import fiches
from models.domain.maquettes.lecture import PERIODE
from pvd_desktop.ui import theme
from pvd_desktop.ui.maquette.colonnes import colonnes, groupes, rang_de
from pvd_desktop.ui.maquette.menu import build_menu
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie, formats_of
from pvd_desktop.ui.workspace import Workspace


def shown(page: MaquettePage) -> list[str]:
    return [colonnes()[c].cle for c in page.grille.vue.colonnes_visibles()]


def test_that_groups_that_hold_something_are_open_and_the_others_are_one_column(page: MaquettePage):
    assert "detr-accordé" in shown(page)
    assert "total-etat" not in shown(page)
    assert "ademe-demandé" not in shown(page)
    assert [c for c in shown(page) if c in {"aides", "taux", "a_trouver", "acquis"}] == ["aides", "taux", "a_trouver"]


def test_that_the_page_opens_on_the_first_cost_that_can_be_written(page: MaquettePage, gestes: Gestes):
    assert page.grille.vue.currentIndex() == gestes.index("1.3", "cout")


def test_that_a_group_folds_into_its_total(page: MaquettePage, gestes: Gestes):
    page.fold_groupe("etat")
    assert [c for c in shown(page) if colonnes()[rang_de(c)].groupe == "etat"] == ["total-etat"]
    assert gestes.texte("2.1", "total-etat") == "620 556 €"
    page.fold_groupe("etat")
    assert "total-etat" not in shown(page)


def test_that_the_band_of_a_group_folds_it_under_the_mouse(page: MaquettePage):
    entete = page.grille.entete
    place = entete.rect_of("etat").topLeft() + QPoint(20, 8)
    QTest.mouseClick(entete.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.est_repliee("etat")
    assert page.barre.groupe("etat").isChecked() is False
    page.barre.groupe("etat").trigger()
    assert not page.est_repliee("etat")


def test_that_empty_columns_can_be_shown(page: MaquettePage):
    page.barre.vides().trigger()
    du_groupe = {colonnes()[c].cle for c in groupes()["operateurs"]} - {"total-operateurs"}
    assert du_groupe <= set(shown(page))


def test_that_the_menu_of_the_columns_outlives_what_python_takes_for_gone(page: MaquettePage):
    """Seen in the window: every visit of the page ended in a report, until the end of the session."""
    shiboken6.invalidate(page.barre)
    page.barre.show_groupes(frozenset({"etat"}), vides=True)
    assert not page.barre.groupe("etat").isChecked()
    assert page.barre.vides().isChecked()


def test_that_an_empty_group_once_unfolded_shows_all_its_columns(
    qtbot: QtBot, workspace_vide: Workspace, settings: Settings
):
    workspace_vide.execute("Créer", fiches.add_fiche, intitule="Une action")
    page = MaquettePage(workspace_vide, settings)
    qtbot.addWidget(page)
    page.show()
    assert "total-etat" in shown(page)
    page.fold_groupe("etat")
    assert {"detr-demandé", "fonds_vert-accordé"} <= set(shown(page))


def test_that_a_year_shows_its_rows_and_hides_what_belongs_to_the_period(page: MaquettePage, gestes: Gestes):
    page.barre.bouton(par_annee=True).click()
    assert page.modele.vue == 2023
    assert not {"part", "solde", "a_trouver", "taux"} & set(shown(page))
    assert page.modele.rowCount() < 12
    page.barre.annee().valeur_validee.emit("2027")
    assert page.modele.vue == 2027
    assert page.sommes.textes()[0][0] == "Affiché\u00a0: 2027"
    assert page.sommes.textes()[0][-1] == "Sur la période"
    page.barre.bouton(par_annee=False).click()
    assert page.modele.vue is PERIODE
    assert "solde" in shown(page)


def test_that_the_year_that_loses_its_last_row_gives_way_to_the_period(page: MaquettePage, workspace: Workspace):
    from models.commands.operations import add_depense
    from models.domain.uids import Uid

    operation: Uid = workspace.projet.fiches[2].operations[0].uid
    workspace.execute("Ajouter", add_depense, operation, annee=2040, montant_ht=1)
    page.show_vue(2040)
    assert page.modele.vue == 2040
    workspace.undo()
    assert page.modele.vue is PERIODE


def test_that_the_foot_sums_what_is_displayed_and_what_is_selected(page: MaquettePage, gestes: Gestes):
    totaux = page.modele.tableau.sommes.totaux
    affiche, _ = page.sommes.textes()
    assert lisible(affiche[1]).replace(" ", "") == f"{totaux.acquis:.2f}€".replace(".", ",")
    gestes.select(("2.1", "cout"), ("2.2", "part"))
    _, selection = page.sommes.textes()
    assert lisible(selection[0]) == "Sélection : 2 opérations"
    assert lisible(selection[1]) == "979 262,72 €"


def test_that_an_operation_selected_with_its_action_counts_once(page: MaquettePage, gestes: Gestes):
    page.modele.fold(gestes.row("1.1"))
    row = gestes.row("1.1")
    gestes.vue.select_rows(row, row + 2)
    assert "2 opérations" in page.sommes.textes()[1][0]


def test_that_view_groups_and_widths_come_back(
    qtbot: QtBot, page: MaquettePage, workspace: Workspace, settings: Settings
):
    page.fold_groupe("etat", repliee=True)
    page.barre.vides().trigger()
    page.show_vue(2026)
    page.grille.vue.setColumnWidth(rang_de("cout"), theme.px(133))
    autre = MaquettePage(workspace, settings)
    qtbot.addWidget(autre)
    autre.show()
    assert autre.modele.vue == 2026
    assert shown(autre) == shown(page)
    assert autre.grille.vue.columnWidth(rang_de("cout")) == theme.px(133)


def names(page: MaquettePage) -> list[str]:
    return [ligne.nom for ligne in page.modele.lignes]


def test_that_rows_folded_and_unfolded_come_back_in_their_project(
    qtbot: QtBot, page: MaquettePage, gestes: Gestes, workspace: Workspace, settings: Settings
):
    premier = names(page)
    page.modele.fold(gestes.row("1.1"))
    page.modele.fold(page.modele.row_of(workspace.projet.orientations[1].uid))
    assert names(page) != premier
    autre = MaquettePage(workspace, settings)
    qtbot.addWidget(autre)
    autre.show()
    assert names(autre) == names(page)
    settings.reset_display()
    neuve = MaquettePage(workspace, settings)
    qtbot.addWidget(neuve)
    neuve.show()
    assert names(neuve) == premier


def test_that_rows_that_left_the_project_are_no_longer_remembered(
    page: MaquettePage, gestes: Gestes, workspace: Workspace
):
    partie = gestes.fiche("1.1").uid
    page.modele.fold(gestes.row("1.1"))
    assert partie in page.modele.plis
    workspace.execute("Supprimer", fiches.remove_fiches, [partie], moment=MOMENT)
    assert partie not in page.modele.plis


def test_that_reset_display_brings_the_first_look_back(
    qtbot: QtBot, page: MaquettePage, workspace: Workspace, settings: Settings
):
    premier = shown(page)
    page.fold_groupe("etat", repliee=True)
    settings.reset_display()
    autre = MaquettePage(workspace, settings)
    qtbot.addWidget(autre)
    autre.show()
    assert shown(autre) == premier


def test_that_the_menu_offers_what_the_keys_do(page: MaquettePage, gestes: Gestes, workspace: Workspace):
    gestes.write("3.2", "part", "10")
    gestes.goto("3.3", "part")
    menu = build_menu(gestes.vue, editable=True)
    actions = {action.text().split("\t")[0].replace("&", ""): action for action in menu.actions()}
    actions["Recopier vers le bas"].trigger()
    assert gestes.operation("3.3").part_decidee == 10
    actions["Effacer"].trigger()
    assert gestes.operation("3.3").part_decidee is None
    menu.deleteLater()
    lecture = build_menu(gestes.vue, editable=False)
    permises = [a.text().split("\t")[1] for a in lecture.actions() if a.isEnabled()]
    assert permises == ["Entrée", "Ctrl+Entrée", "Ctrl+C"]
    lecture.deleteLater()


@pytest.fixture
def lecture_seule(qtbot: QtBot, workspace_lecture_seule: Workspace, settings: Settings) -> MaquettePage:
    page = MaquettePage(workspace_lecture_seule, settings)
    page.resize(1166, 680)
    qtbot.addWidget(page)
    page.show()
    return page


def test_that_read_only_shows_everything_and_writes_nothing(
    lecture_seule: MaquettePage, workspace_lecture_seule: Workspace
):
    gestes = Gestes(lecture_seule, workspace_lecture_seule)
    gestes.goto("2.1", "dsil-demandé")
    gestes.press(Qt.Key.Key_Return)
    assert gestes.vue.delegue().editeur_ouvert() is None
    for touche, modificateur in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
    ):
        gestes.press(touche, modificateur)
    assert lecture_seule.bandeau.titre() == "Projet ouvert en lecture seule."
    assert gestes.texte("2.1", "dsil-demandé") == "301 680 €"
    assert gestes.copy() == "301680"


def test_that_an_empty_plan_offers_its_first_action(qtbot: QtBot, workspace_vide: Workspace, settings: Settings):
    page = MaquettePage(workspace_vide, settings)
    qtbot.addWidget(page)
    page.show()
    assert page._vide.isVisible()
    page._vide.bouton().click()
    assert page.grille.isVisible()
    [fiche] = workspace_vide.projet.fiches
    assert page.grille.vue.currentIndex() == page.modele.index(page.modele.row_of(fiche.uid), rang_de("cout"))


def test_that_a_hidden_page_reads_nothing_until_it_is_seen(page: MaquettePage, workspace: Workspace, gestes: Gestes):
    page.hide()
    avant = list(page.modele.lignes)
    workspace.execute("Nommer", fiches.update_fiche, gestes.fiche("2.1").uid, intitule="Autre nom")
    assert list(page.modele.lignes) == avant
    page.show()
    assert page.modele.ligne(gestes.row("2.1")).nom == "Autre nom"


def test_that_the_status_bar_tells_the_plan(page: MaquettePage, workspace: Workspace):
    totaux = workspace.projet.totaux
    assert page.resume().startswith(f"{len(workspace.projet.fiches)} actions")
    assert totaux.libelle_base in page.resume()


def test_that_the_current_cell_the_scroll_and_the_folds_survive_an_act(
    page: MaquettePage, workspace: Workspace, gestes: Gestes
):
    page.modele.fold(gestes.row("1.1"))
    gestes.goto("4.1", "fnadt-accordé")
    barres = page.grille.vue.verticalScrollBar().value(), page.grille.vue.horizontalScrollBar().value()
    workspace.execute("Nommer", fiches.update_fiche, gestes.fiche("2.1").uid, intitule="Autre nom")
    assert gestes.vue.currentIndex() == gestes.index("4.1", "fnadt-accordé")
    assert (page.grille.vue.verticalScrollBar().value(), page.grille.vue.horizontalScrollBar().value()) == barres
    assert page.modele.ligne(gestes.row("1.1")).pliee is False


def test_that_the_zoom_widens_the_columns(page: MaquettePage, qapp: QApplication):
    avant = page.grille.vue.columnWidth(rang_de("cout"))
    try:
        theme.apply(qapp, "sombre", 150)
        assert page.grille.vue.columnWidth(rang_de("cout")) == round(avant * 1.5)
        page.grab()
    finally:
        theme.apply(qapp, "clair", 100)
    assert page.grille.vue.columnWidth(rang_de("cout")) == avant


def test_that_a_narrow_page_keeps_room_for_the_figures(page: MaquettePage):
    page.resize(560, 500)
    assert page.grille.figee.width() <= 0.45 * page.grille.width()


def test_that_the_maquette_leaves_by_the_services_of_the_documents(page: MaquettePage):
    demandees: dict[str, list[Sortie]] = {"export": [], "apercu": [], "impression": []}
    page.export_demande.connect(demandees["export"].append)
    page.apercu_demande.connect(demandees["apercu"].append)
    page.impression_demandee.connect(demandees["impression"].append)
    pages: list[str] = []
    page.page_demandee.connect(pages.append)
    actions = [action for action in page.barre.sorties.fill().actions() if not action.isSeparator()]
    for action in actions:
        action.trigger()
    assert [action.text() for action in actions][-3:] == [
        "Aperçu avant impression",
        "Imprimer…",
        "Reprendre une maquette revenue…",
    ]
    assert pages == ["retour"]
    assert [s.extension for s in demandees["export"]] == list(formats_of("maquette"))
    assert {".xlsx", ".pdf"} <= {s.extension for s in demandees["export"]}
    assert demandees["apercu"] == demandees["impression"] == [Sortie("maquette")]


def test_that_the_page_fits_a_laptop_at_the_highest_zoom(page: MaquettePage, qapp: QApplication):
    theme.apply(qapp, "clair", zoom=theme.ZOOM_MAX)
    try:
        for vue in (PERIODE, 2027):
            page.show_vue(vue)
            qapp.processEvents()
            assert page.minimumSizeHint().width() <= 1282, vue
    finally:
        theme.apply(qapp, "clair")
