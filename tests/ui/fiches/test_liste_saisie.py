"""What is told in one gesture is changed in the list itself: one act, the fiche follows, nothing typed is lost."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from ui.fiches.gestes import courante, tape, touche

from models.commands import fiches
from models.domain.fiche_action import FicheAction
from models.domain.vocabulaire import Meteo, Priorite, StatutAction, Vocabulaire
from pvd_desktop.ui.fiches.colonnes_plan import (
    BLOQUANT,
    COUT,
    ETAPE,
    INTITULE,
    METEO,
    NUMERO,
    PRIORITE,
    QUAND,
    QUI,
    REFERENT,
    STATUT,
    build_colonnes,
)
from pvd_desktop.ui.fiches.filtres import Filtres
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

SUIVI = frozenset({NUMERO, INTITULE, STATUT, PRIORITE, METEO, BLOQUANT, ETAPE, QUI, QUAND, REFERENT, COUT})


@pytest.fixture
def page(page: FichesPage) -> FichesPage:
    page.liste.vue.entete.set_choisies(SUIVI)
    return page


def cell(page: FichesPage, colonne: int) -> QModelIndex:
    """The cell of the current row, made current."""
    index = page.liste.vue.currentIndex().siblingAtColumn(colonne)
    page.liste.vue.setCurrentIndex(index)
    return index


def edit(page: FichesPage, colonne: int) -> QLineEdit | QComboBox:
    """F2 on a cell of the current row."""
    cell(page, colonne)
    page.actions_plan["modifier"].trigger()
    editeur = page.liste.vue.delegue.editeur_ouvert()
    assert isinstance(editeur, QLineEdit | QComboBox)
    return editeur


def write(page: FichesPage, colonne: int, texte: str) -> QLineEdit:
    editeur = edit(page, colonne)
    assert isinstance(editeur, QLineEdit)
    tape(editeur, texte)
    touche(editeur, Qt.Key.Key_Return)
    return editeur


@pytest.mark.parametrize(
    "saisie",
    [
        (BLOQUANT, "Le notaire", "point_bloquant", "Le notaire"),
        (ETAPE, "Signer l’acte", "prochaine_etape", "Signer l’acte"),
        (QUI, "Mme Œillet", "prochaine_etape_qui", "Mme Œillet"),
        (QUAND, "3/4/27", "prochaine_etape_date", date(2027, 4, 3)),
        (QUAND, "+30", "prochaine_etape_date", date(2026, 12, 21)),
    ],
)
def test_that_the_follow_up_is_written_in_the_list_and_the_fiche_follows(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, saisie: tuple[int, str, str, object]
):
    colonne, texte, champ, valeur = saisie
    write(page, colonne, texte)
    assert getattr(courante(page, workspace).suivi, champ) == valeur
    assert page.editeur.entete.editeur(champ).valeur() == valeur  # pyright: ignore[reportAttributeAccessIssue]
    assert str(workspace.libelle_annuler).startswith("Modifier l")
    assert str(workspace.libelle_annuler).endswith(f"de l’action {fiche.numero}")
    workspace.undo()
    assert getattr(courante(page, workspace).suivi, champ) == getattr(fiche.suivi, champ)
    assert page.liste.vue.delegue.editeur_ouvert() is None


@pytest.mark.parametrize(
    "choix",
    [
        (STATUT, StatutAction.SUSPENDUE, "Modifier le statut"),
        (PRIORITE, Priorite.FAIBLE, "Modifier la priorité"),
        (METEO, Meteo.ORAGE, "Modifier la météo"),
    ],
)
def test_that_a_list_opens_at_once_with_its_words_and_one_choice_is_one_act(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, choix: tuple[int, Vocabulaire, str]
):
    colonne, valeur, libelle = choix
    liste = edit(page, colonne)
    assert isinstance(liste, QComboBox)
    assert liste.view().isVisible()
    rang = liste.findData(str(valeur))
    assert liste.itemText(rang) == valeur.libelle
    if colonne in {STATUT, METEO}:
        assert not liste.itemIcon(rang).isNull()
    liste.setCurrentIndex(rang)
    liste.activated.emit(rang)
    cellule = page.liste.vue.currentIndex()
    assert cellule.data(Qt.ItemDataRole.EditRole) == str(valeur)
    assert workspace.libelle_annuler == f"{libelle} de l’action {fiche.numero}"
    workspace.undo()
    assert workspace.projet.fiche(fiche.uid) == fiche


@pytest.mark.parametrize("colonne", [PRIORITE, METEO])
def test_that_a_choice_may_be_taken_away(page: FichesPage, fiche: FicheAction, workspace: Workspace, colonne: int):
    liste = edit(page, colonne)
    assert isinstance(liste, QComboBox)
    assert liste.itemText(0) == "Non renseignée"
    liste.setCurrentIndex(0)
    liste.activated.emit(0)
    apres = courante(page, workspace)
    assert (apres.priorite if colonne == PRIORITE else apres.suivi.meteo) is None
    assert page.liste.vue.currentIndex().data() == "—"


def test_that_what_cannot_be_read_stays_in_the_cell_with_its_remedy(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    champ = write(page, QUAND, "31/02/2027")
    assert page.liste.vue.delegue.editeur_ouvert() is champ
    assert "n’existe pas dans le calendrier. Vérifiez" in page.liste.message()
    assert champ.accessibleDescription() == page.liste.message()
    assert not page.commit()
    vue = page.liste.vue
    ailleurs = vue.visualRect(vue.indexAbove(page.liste.vue.currentIndex())).center()
    QTest.mouseClick(vue.viewport(), Qt.MouseButton.LeftButton, pos=ailleurs)
    assert [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid]
    assert vue.delegue.editeur_ouvert() is champ
    QTest.keyClick(champ, Qt.Key.Key_Up)
    assert [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid]
    assert champ.text() == "31/02/2027"
    assert champ.hasFocus()
    tape(champ, "28/02/2027")
    assert page.liste.message() == ""
    touche(champ, Qt.Key.Key_Return)
    assert courante(page, workspace).suivi.prochaine_etape_date == date(2027, 2, 28)


def test_that_capitals_can_be_typed_in_a_cell(page: FichesPage, fiche: FicheAction):
    champ = edit(page, BLOQUANT)
    assert isinstance(champ, QLineEdit)
    champ.clear()
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
        QTest.keyClick(champ, key)
    QTest.keyClicks(champ, "A")
    assert page.liste.vue.delegue.editeur_ouvert() is champ
    assert champ.text() == "A"
    touche(champ, Qt.Key.Key_Escape)


def test_that_escape_gives_the_cell_back(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    champ = write(page, QUAND, "demain")
    touche(champ, Qt.Key.Key_Escape)
    assert page.liste.vue.delegue.editeur_ouvert() is None
    assert page.liste.message() == ""
    assert page.commit()
    assert workspace.projet.fiche(fiche.uid) == fiche


def test_that_leaving_the_page_writes_the_cell(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    champ = edit(page, BLOQUANT)
    assert isinstance(champ, QLineEdit)
    tape(champ, "Fouilles")
    assert page.commit()
    assert courante(page, workspace).suivi.point_bloquant == "Fouilles"


def test_that_a_cell_left_as_it_was_is_no_act(page: FichesPage, fiche: FicheAction, workspace: Workspace):
    avant = workspace.libelle_annuler
    touche(edit(page, BLOQUANT), Qt.Key.Key_Return)
    assert workspace.libelle_annuler == avant


def test_that_one_cell_changes_one_fiche_even_with_several_selected(page: FichesPage, workspace: Workspace):
    modele = page.liste.vue.selectionModel()
    drapeau = QItemSelectionModel.SelectionFlag
    choisies = [f for f in workspace.projet.fiches if f.orientation == workspace.projet.orientations[1].uid][:3]
    for fiche in choisies:
        index = page.liste.proxy.mapFromSource(page.liste.modele.index_of(fiche.uid, BLOQUANT))
        modele.setCurrentIndex(index, drapeau.Select | drapeau.Rows)
    page.actions_plan["modifier"].trigger()
    champ = page.liste.vue.delegue.editeur_ouvert()
    assert isinstance(champ, QLineEdit)
    tape(champ, "Le permis")
    touche(champ, Qt.Key.Key_Return)
    apres = [workspace.projet.fiche(f.uid) for f in choisies]
    assert [a is b for a, b in zip(apres, choisies, strict=True)] == [True, True, False]
    assert len(page.liste.fiches_choisies()) == 3


def test_that_letters_look_for_an_entry_of_a_list_that_tab_came_to(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, qtbot: QtBot
):
    champ = edit(page, INTITULE)
    touche(champ, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: isinstance(page.liste.vue.delegue.editeur_ouvert(), QComboBox))
    liste = page.liste.vue.delegue.editeur_ouvert()
    assert isinstance(liste, QComboBox)
    assert not liste.view().isVisible()
    QTest.keyClicks(liste, "s")
    assert liste.view().isVisible()
    QTest.keyClick(liste.view(), Qt.Key.Key_Return)
    assert courante(page, workspace).statut is StatutAction.SUSPENDUE


def test_that_tab_goes_on_with_the_next_cell_of_the_row(
    page: FichesPage, fiche: FicheAction, workspace: Workspace, qtbot: QtBot
):
    champ = edit(page, ETAPE)
    assert isinstance(champ, QLineEdit)
    tape(champ, "Visiter")
    touche(champ, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: page.liste.vue.delegue.editeur_ouvert() not in {None, champ})
    assert page.liste.vue.currentIndex().column() == QUI
    assert page.fiche_courante == fiche.uid
    suivant = page.liste.vue.delegue.editeur_ouvert()
    assert isinstance(suivant, QLineEdit)
    touche(suivant, Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: page.liste.vue.currentIndex().column() == ETAPE)
    assert courante(page, workspace).suivi.prochaine_etape == "Visiter"


def test_that_the_arrows_go_from_cell_to_cell_then_to_the_orientation(page: FichesPage, fiche: FicheAction):
    vue = page.liste.vue
    cell(page, STATUT)
    QTest.keyClick(vue, Qt.Key.Key_Right)
    assert vue.currentIndex().column() == PRIORITE
    vue.entete.toggle(PRIORITE)
    cell(page, STATUT)
    QTest.keyClick(vue, Qt.Key.Key_Right)
    assert vue.currentIndex().column() == METEO
    cell(page, NUMERO)
    QTest.keyClick(vue, Qt.Key.Key_Left)
    assert page.liste.orientation_choisie() == fiche.orientation


def test_that_enter_still_opens_the_fiche_whatever_the_cell(page: FichesPage, fiche: FicheAction, qapp: QApplication):
    for colonne in (METEO, COUT):
        page.liste.vue.setFocus()
        cell(page, colonne)
        QTest.keyClick(page.liste.vue, Qt.Key.Key_Return)
        assert page.liste.vue.delegue.editeur_ouvert() is None
        assert page.editeur.entete.editeur("intitule").hasFocus()


def test_that_a_double_click_edits_what_is_told_in_one_gesture_and_opens_the_rest(page: FichesPage, fiche: FicheAction):
    vue = page.liste.vue
    index = cell(page, BLOQUANT)
    vue.doubleClicked.emit(index)
    champ = vue.delegue.editeur_ouvert()
    assert isinstance(champ, QLineEdit)
    touche(champ, Qt.Key.Key_Escape)
    for colonne in (INTITULE, COUT):
        vue.setFocus()
        vue.doubleClicked.emit(cell(page, colonne))
        assert vue.delegue.editeur_ouvert() is None
        assert page.editeur.entete.editeur("intitule").hasFocus()


def test_that_a_cell_that_takes_its_row_out_of_the_filters_says_so_and_gives_the_focus_back_to_the_list(
    page: FichesPage, fiche: FicheAction, workspace: Workspace
):
    page.liste.filtres.set_filtres(Filtres(statuts=frozenset({fiche.statut})))
    liste = edit(page, STATUT)
    assert isinstance(liste, QComboBox)
    rang = liste.findData(str(StatutAction.IDEE))
    assert fiche.statut is not StatutAction.IDEE
    liste.hidePopup()
    liste.setCurrentIndex(rang)
    liste.activated.emit(rang)
    assert courante_statut(workspace, fiche) is StatutAction.IDEE
    assert page.liste.vue.hasFocus()
    assert page.toast.isVisibleTo(page)
    page.toast.bouton().click()
    assert [f.uid for f in page.liste.fiches_choisies()] == [fiche.uid]
    assert not page.liste.filtres.filtres()


def courante_statut(workspace: Workspace, fiche: FicheAction) -> StatutAction | None:
    relue = workspace.projet.fiche(fiche.uid)
    return relue.statut if relue else None


def test_that_f2_on_a_column_written_elsewhere_says_where(page: FichesPage, fiche: FicheAction):
    cell(page, COUT)
    page.actions_plan["modifier"].trigger()
    assert page.liste.vue.delegue.editeur_ouvert() is None
    assert any("onglet Financement" in libelle.text() for libelle in page.toast.findChildren(QLabel))


def test_that_f2_on_a_column_that_left_the_screen_renames(page: FichesPage, fiche: FicheAction):
    cell(page, METEO)
    page.liste.vue.entete.toggle(METEO)
    page.actions_plan["modifier"].trigger()
    assert isinstance(page.liste.vue.delegue.editeur_ouvert(), QLineEdit)


def test_that_nothing_is_edited_read_only(workspace_lecture_seule: Workspace, settings: Settings, qtbot: QtBot):
    page = FichesPage(workspace_lecture_seule, settings)
    qtbot.addWidget(page)
    page.show()
    assert page.show_fiche(workspace_lecture_seule.projet.fiches[0].uid)
    assert not page.actions_plan["modifier"].isEnabled()
    index = page.liste.vue.currentIndex()
    colonnes = range(page.liste.proxy.columnCount())
    assert not [c for c in colonnes if index.siblingAtColumn(c).flags() & Qt.ItemFlag.ItemIsEditable]


def test_that_a_cell_is_said_with_its_column_and_an_orientation_with_its_name(page: FichesPage, workspace: Workspace):
    fiche = workspace.projet.fiches[0]
    champs = {"point_bloquant": "", "meteo": Meteo.PLUIE, "prochaine_etape_date": date(2027, 1, 5), "priorite": None}
    workspace.execute("suivi", fiches.update_fiche, fiche.uid, **champs)
    modele, role = page.liste.modele, Qt.ItemDataRole.AccessibleTextRole
    dits = {c: modele.index_of(fiche.uid, c).data(role) for c in range(len(build_colonnes()))}
    assert dits[METEO] == "Météo\u00a0: Pluvieux"
    assert dits[BLOQUANT] == "Point bloquant\u00a0: vide"
    assert dits[QUAND] == "Pour quand\u00a0: 05/01/2027"
    assert dits[PRIORITE] == "Priorité\u00a0: non renseignée"
    orientation = workspace.projet.orientations[0]
    groupe = modele.index_of(orientation.uid, METEO)
    assert groupe.data(role) == f"Orientation\u00a0: {orientation.titre}"


def test_that_copying_gives_the_columns_on_screen_and_amounts_a_spreadsheet_counts(
    page: FichesPage, fiche: FicheAction, qapp: QApplication
):
    page.liste.vue.entete.set_choisies(frozenset({NUMERO, INTITULE, METEO, COUT}))
    page.liste.filtres.set_filtres(Filtres())
    copie = next(a for a in page.liste.vue.actions() if a.text() == "Copier")
    copie.trigger()
    cout = fiche.totaux.cout
    assert cout is not None
    meteo = fiche.suivi.meteo.libelle if fiche.suivi.meteo else ""
    attendu = [fiche.numero, fiche.intitule, meteo, str(cout).replace(".", ",")]
    assert qapp.clipboard().text().split("\t") == attendu
