"""What is typed in a cell: the line it writes or makes, and what stays in the cell when it cannot be read."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from ui.maquette.gestes import Gestes, lisible

from models.domain.vocabulaire import EtatFinancement, NatureFinancement
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("texte", "montant"),
    [
        ("12 345,60", "12345.60"),
        ("12345.6", "12345.60"),
        ("12k", "12000"),
        ("=3*450", "1350"),
        ("1 234,50 €", "1234.5"),
    ],
)
def test_that_an_amount_is_typed_as_people_write_it(gestes: Gestes, texte: str, montant: str):
    gestes.write("2.1", "dsil-demandé", texte)
    [ligne] = gestes.lignes("2.1", "DSIL")
    assert ligne.montant_demande == Decimal(montant)


def test_that_a_share_is_taken_of_the_eligible_depense_for_an_aide_and_of_the_cost_for_the_part(gestes: Gestes):
    operation = gestes.operation("2.1")
    gestes.write("2.1", "region-accordé", "10 %")
    ligne = next(f for f in gestes.operation("2.1").financements if f.montant_demande == 352000)
    base = ligne.depense_eligible or operation.depense_eligible
    assert base is not None
    assert ligne.montant_accorde == round(base / 10, 2)
    gestes.write("2.1", "part", "10 %")
    assert operation.cout is not None
    assert gestes.operation("2.1").part_decidee == round(operation.cout / 10, 2)


def test_that_an_empty_cell_makes_the_line_of_its_column_in_one_act(gestes: Gestes, workspace: Workspace):
    avant = workspace.projet
    gestes.write("1.3", "detr-demandé", "50k")
    [ligne] = gestes.operation("1.3").financements
    assert (ligne.dispositif, ligne.montant_demande, ligne.annee) == ("DETR", 50000, 2026)
    assert workspace.projet.nom_organisme(ligne.financeur) == "État, préfecture du Pas-de-Calais"
    assert workspace.libelle_annuler == "Modifier « DETR, demandé » de l’action 1.3".replace("« ", "«\u00a0").replace(
        " »", "\u00a0»"
    )
    workspace.undo()
    assert workspace.projet == avant


def test_that_a_missing_funder_comes_with_its_line_and_goes_with_it(
    page: MaquettePage, gestes: Gestes, workspace: Workspace
):
    avant = workspace.projet
    page.fold_groupe("operateurs", repliee=False)
    page.barre.vides().trigger()
    gestes.write("1.3", "ademe-demandé", "1000")
    [ligne] = gestes.operation("1.3").financements
    assert workspace.projet.nom_organisme(ligne.financeur) == "Ademe"
    assert ligne.nature is NatureFinancement.SUBVENTION
    workspace.undo()
    assert workspace.projet == avant


def test_that_granting_beside_a_request_grants_the_request(gestes: Gestes):
    gestes.write("2.1", "dsil-accordé", "250000")
    [ligne] = gestes.lignes("2.1", "DSIL")
    assert (ligne.montant_demande, ligne.montant_accorde, ligne.etat) == (301680, 250000, EtatFinancement.ACCORDE)
    assert gestes.texte("2.1", "dsil-demandé") == ""
    assert gestes.texte("2.1", "dsil-accordé") == "250 000 €"


def test_that_a_request_typed_beside_a_granted_aide_is_kept_and_said(page: MaquettePage, gestes: Gestes):
    gestes.write("2.1", "detr-demandé", "400000")
    [ligne] = gestes.lignes("2.1", "DETR")
    assert (ligne.montant_demande, ligne.etat) == (400000, EtatFinancement.NOTIFIE)
    assert page.toast.isVisible()
    assert "déjà accordée" in page.toast.accessibleName()


def test_that_a_letter_among_the_figures_stays_in_the_cell_with_its_error(
    page: MaquettePage, gestes: Gestes, workspace: Workspace
):
    avant = workspace.projet
    gestes.write("2.1", "dsil-demandé", "1 234,5O €")
    assert gestes.editeur().text() == "1 234,5O €"
    assert "La lettre O" in page.message.texte()
    assert page.message.isVisible()
    assert not page.commit()
    assert workspace.projet is avant
    editeur = gestes.editeur()
    editeur.setText("1 234,50 €")
    editeur.setModified(True)
    editeur.textEdited.emit(editeur.text())
    assert not page.message.isVisible()
    assert page.commit()
    assert gestes.lignes("2.1", "DSIL")[0].montant_demande == Decimal("1234.50")


def test_that_a_cell_that_cannot_be_read_stays_in_sight_of_its_error(
    page: MaquettePage, gestes: Gestes, qapp: QApplication
):
    page.resize(page.width(), 420)
    gestes.goto("2.2", "part")
    qapp.processEvents()
    vue = gestes.vue
    rect = vue.visualRect(vue.currentIndex())
    page.resize(page.width(), page.height() - (vue.viewport().height() - rect.bottom() - 2))
    gestes.write("2.2", "part", "1 234,5O")
    qapp.processEvents()
    assert page.message.isVisible()
    assert vue.viewport().rect().contains(vue.visualRect(vue.currentIndex()))
    assert vue.viewport().rect().contains(gestes.editeur().geometry())


def test_that_escape_gives_up_what_cannot_be_read(page: MaquettePage, gestes: Gestes, workspace: Workspace):
    from PySide6.QtGui import QKeyEvent

    avant = workspace.projet
    gestes.write("2.1", "dsil-demandé", "abc")
    touche = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(gestes.editeur(), touche)
    assert gestes.vue.delegue().editeur_ouvert() is None
    assert page.commit()
    assert workspace.projet is avant


def test_that_the_menu_of_the_field_does_not_close_it(gestes: Gestes):
    gestes.goto("2.1", "dsil-demandé")
    gestes.press(Qt.Key.Key_F2)
    editeur = gestes.editeur()
    QApplication.sendEvent(editeur, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert gestes.vue.delegue().editeur_ouvert() is editeur
    QApplication.sendEvent(editeur, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.MouseFocusReason))
    assert gestes.vue.delegue().editeur_ouvert() is None


def test_that_opening_and_leaving_a_cell_writes_nothing(gestes: Gestes, workspace: Workspace):
    avant = workspace.projet
    gestes.goto("2.1", "dsil-demandé")
    gestes.press(Qt.Key.Key_F2)
    assert gestes.editeur().text() == "301680"
    assert gestes.vue.delegue().commit()
    assert workspace.projet is avant


def test_that_a_key_replaces_and_enter_goes_down(gestes: Gestes):
    gestes.goto("2.1", "part")
    gestes.press(Qt.Key.Key_7, texte="7")
    assert gestes.editeur().text() == "7"
    gestes.write("2.1", "part", "7000")
    assert gestes.vue.currentIndex().row() == gestes.row("2.1") + 1
    gestes.write("2.1", "part", "8000", Qt.Key.Key_Tab)
    assert gestes.vue.currentIndex().column() == gestes.index("2.1", "solde").column()


def test_that_two_lines_in_a_cell_are_edited_in_the_detail(page: MaquettePage, gestes: Gestes):
    gestes.goto("3.3", "mecenat-accordé")
    gestes.press(Qt.Key.Key_Return)
    assert gestes.vue.delegue().editeur_ouvert() is None
    courant = QApplication.focusWidget()
    assert courant is not None
    assert page.detail.isAncestorOf(courant)


def test_that_several_depenses_are_edited_in_the_detail(page: MaquettePage, gestes: Gestes):
    gestes.goto("2.1", "cout")
    gestes.press(Qt.Key.Key_F2)
    assert gestes.vue.delegue().editeur_ouvert() is None
    assert page.detail.objet() == gestes.operation("2.1").depenses[0]


def test_that_a_cost_is_typed_where_there_is_none(gestes: Gestes):
    gestes.write("1.3", "cout", "120k")
    [depense] = gestes.operation("1.3").depenses
    assert (depense.montant_ht, depense.annee) == (120000, 2026)
    gestes.write("1.3", "cout", "130k")
    assert [d.montant_ht for d in gestes.operation("1.3").depenses] == [130000]
    gestes.write("1.3", "eligible", "0")
    assert [d.eligible for d in gestes.operation("1.3").depenses] == [False]


def test_that_what_is_computed_opens_no_editor(page: MaquettePage, gestes: Gestes):
    for numero, colonne in (("2.1", "solde"), ("1.1", "cout"), ("2.1", "aides")):
        gestes.vue.setCurrentIndex(gestes.index(numero, colonne))
        assert not gestes.index(numero, colonne).flags() & Qt.ItemFlag.ItemIsEditable
        assert page.detail.explication()


def test_that_enter_on_a_sum_unfolds_it(page: MaquettePage, gestes: Gestes):
    gestes.goto("1.1", "cout")
    gestes.press(Qt.Key.Key_Return)
    assert page.modele.ligne(gestes.row("1.1")).pliee is False


def test_that_enter_on_the_total_of_a_folded_group_shows_its_columns(page: MaquettePage, gestes: Gestes):
    page.fold_groupe("etat", repliee=True)
    gestes.goto("2.1", "total-etat")
    assert "Entrée montre ses colonnes" in page.detail.explication()
    gestes.press(Qt.Key.Key_Return)
    assert not page.est_repliee("etat")
    assert gestes.vue.currentIndex() == gestes.index("2.1", "detr-demandé")


def test_that_the_year_written_in_is_the_one_shown(page: MaquettePage, gestes: Gestes):
    page.show_vue(2027)
    gestes.write("2.1", "fnadt-demandé", "100")
    [ligne] = gestes.lignes("2.1", "FNADT")
    assert ligne.annee == 2027


def test_that_a_share_of_a_year_is_written_in_its_repartition(page: MaquettePage, gestes: Gestes):
    [avant] = gestes.lignes("2.1", "DETR")
    part = avant.repartitions[0]
    page.show_vue(part.annee)
    gestes.write("2.1", "detr-accordé", "1234")
    [apres] = gestes.lignes("2.1", "DETR")
    assert apres.repartitions[0].prevu == 1234
    assert apres.montant_accorde == avant.montant_accorde


class TestDetail:
    """The line under the grid."""

    def test_that_it_follows_the_current_cell(self, page: MaquettePage, gestes: Gestes):
        gestes.goto("2.1", "detr-accordé")
        assert lisible(page.detail.titre()) == f"DETR, accordé · 2.1 {gestes.fiche('2.1').intitule}"
        [ligne] = gestes.lignes("2.1", "DETR")
        for nom in ("financeur", "dispositif", "montant_demande", "etat", "date_depot", "numero_dossier", "taux"):
            assert gestes.valeur(nom) == getattr(ligne, nom)

    def test_that_a_field_is_written_and_undone(self, page: MaquettePage, gestes: Gestes, workspace: Workspace):
        gestes.goto("2.1", "detr-accordé")
        numero = gestes.champ("numero_dossier")
        assert isinstance(numero, QLineEdit)
        numero.setText("D-42")
        numero.setModified(True)
        assert page.commit()
        assert gestes.lignes("2.1", "DETR")[0].numero_dossier == "D-42"
        assert workspace.libelle_annuler == "Modifier un financement de l’action 2.1"
        workspace.undo()
        assert gestes.valeur("numero_dossier") == gestes.lignes("2.1", "DETR")[0].numero_dossier

    def test_that_lines_that_share_a_cell_are_taken_one_by_one(self, page: MaquettePage, gestes: Gestes):
        gestes.goto("3.3", "mecenat-accordé")
        selecteur = page.detail._selecteur
        assert selecteur.isVisible()
        lignes = [f for f in gestes.operation("3.3").financements if f.nature is NatureFinancement.PRIVE]
        assert selecteur.count() == len(lignes) == 2
        selecteur.valeur_validee.emit(lignes[1].uid)
        assert page.detail.objet() == lignes[1]

    def test_that_a_state_changed_in_it_moves_the_amount_of_column(self, gestes: Gestes):
        gestes.goto("2.1", "dsil-demandé")
        gestes.validate("etat", EtatFinancement.ACCORDE)
        assert gestes.texte("2.1", "dsil-demandé") == ""
        assert gestes.texte("2.1", "dsil-accordé") == "—"

    def test_that_an_empty_cell_says_what_typing_makes(self, page: MaquettePage, gestes: Gestes):
        gestes.goto("1.3", "region-demandé")
        assert lisible(page.detail.explication()).startswith("Vide. Écrivez un montant : la ligne « Région, demandé »")

    def test_that_its_height_does_not_change_with_the_cell(self, page: MaquettePage, gestes: Gestes):
        hauteurs: set[int] = set()
        for numero, colonne in (("2.1", "detr-accordé"), ("2.1", "cout"), ("2.1", "solde"), ("1.3", "region-demandé")):
            gestes.goto(numero, colonne)
            hauteurs.add(page.detail.height())
        assert len(hauteurs) == 1

    def test_that_the_part_decidee_comes_with_its_act(self, gestes: Gestes, workspace: Workspace):
        gestes.goto("2.1", "part")
        assert gestes.valeur("part_decidee") == gestes.operation("2.1").part_decidee
        gestes.validate("part_decidee_acte", "Délibération n° 12")
        assert gestes.operation("2.1").part_decidee_acte == "Délibération n° 12"
        assert workspace.libelle_annuler == "Modifier la part décidée de l’action 2.1"

    def test_that_a_depense_keeps_its_two_sides(self, gestes: Gestes):
        gestes.goto("2.1", "cout")
        depense = gestes.operation("2.1").depenses[0]
        gestes.validate("montant_ht", Decimal(1000))
        apres = gestes.operation("2.1").depenses[0]
        assert apres.uid == depense.uid
        assert apres.montant_ht == 1000
        assert apres.taux_tva is not None
        assert apres.montant_ttc == round(1000 * (1 + apres.taux_tva), 2)

    def test_that_the_cell_follows_the_line_whose_state_is_changed_under_the_grid(
        self, page: MaquettePage, gestes: Gestes, workspace: Workspace
    ):
        page.activateWindow()
        gestes.goto("2.1", "dsil-demandé")
        gestes.champ("etat").setFocus()
        gestes.validate("etat", EtatFinancement.ACCORDE)
        assert gestes.vue.currentIndex() == gestes.index("2.1", "dsil-accordé")
        assert gestes.valeur("etat") is EtatFinancement.ACCORDE
        assert gestes.champ("etat").isVisible()
        workspace.undo()
        assert gestes.vue.currentIndex() == gestes.index("2.1", "dsil-demandé")


class TestEtats:
    """The state of the lines of the selected cells."""

    def test_that_a_state_is_given_to_all_the_selected_lines_in_one_act(self, gestes: Gestes, workspace: Workspace):
        avant = workspace.projet
        gestes.select(("2.1", "detr-accordé"), ("2.2", "dsil-demandé"))
        lignes = [
            f for n in ("2.1", "2.2") for f in gestes.operation(n).financements if f.dispositif in {"DETR", "DSIL"}
        ]
        gestes.menu("Refusé").trigger()
        assert len(lignes) == 3
        apres = [
            f for n in ("2.1", "2.2") for f in gestes.operation(n).financements if f.uid in {x.uid for x in lignes}
        ]
        assert {f.etat for f in apres} == {EtatFinancement.REFUSE}
        assert workspace.libelle_annuler == "Passer 3 lignes de la maquette à «\u00a0Refusé\u00a0»"
        workspace.undo()
        assert workspace.projet == avant

    def test_that_cells_without_a_line_say_what_to_do_first(
        self, page: MaquettePage, gestes: Gestes, workspace: Workspace
    ):
        avant = workspace.projet
        gestes.goto("2.1", "fnadt-demandé")
        gestes.menu("Accordé").trigger()
        assert workspace.projet is avant
        assert page.bandeau.titre() == "Aucun financement dans ces cellules\u00a0: l’état est celui d’une ligne."

    def test_that_the_state_a_line_has_already_changes_nothing(
        self, page: MaquettePage, gestes: Gestes, workspace: Workspace
    ):
        avant = workspace.projet
        gestes.goto("2.1", "detr-accordé")
        gestes.menu(gestes.lignes("2.1", "DETR")[0].etat.libelle).trigger()
        assert workspace.projet is avant
        assert not page.bandeau.isVisible()
