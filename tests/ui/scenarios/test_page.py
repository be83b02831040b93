"""Page « Scénarios »: what is supposed, what it changes, and the project that moves only when one is adopted."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.operations import remove_financement
from models.commands.scenarios import add_scenario, remove_scenario, set_ecarts
from models.domain.plan_financement import Financement
from models.domain.scenario import Ecart
from models.domain.scenarios.comparaison import PosteCompare, comparer
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.documents.builders.scenario import build_scenario
from pvd_desktop.documents.tree import Table
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.pages import MAQUETTE, SCENARIOS
from pvd_desktop.ui.scenarios.lignes import COLONNES, LigneSupposee
from pvd_desktop.ui.scenarios.page import ScenariosPage
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.workspace import Workspace

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ETAT, MONTANT, ANNEE = (
    next(i for i, c in enumerate(COLONNES) if c.champ == champ) for champ in ("etat", "montant", "annee")
)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> ScenariosPage:
    return _show(qtbot, ScenariosPage(workspace))


def _show(qtbot: QtBot, page: ScenariosPage) -> ScenariosPage:
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    _wait(qtbot, page)
    return page


def _wait(qtbot: QtBot, page: ScenariosPage) -> None:
    qtbot.waitUntil(lambda: not page.calcul.en_cours, timeout=10_000)


def _choose(page: ScenariosPage, nom: str) -> None:
    combo = page.raccourcis.guichet
    row = next(row for row in range(combo.count()) if combo.itemText(row).startswith(nom))
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def _row(page: ScenariosPage, etat: EtatFinancement) -> int:
    return next(r for r, ligne in enumerate(page.editeur.modele.lignes) if ligne.etats and ligne.etats[1] is etat)


def _cell(page: ScenariosPage, row: int, colonne: int) -> QModelIndex:
    return page.editeur.modele.index(row, colonne)


def _etats(workspace: Workspace) -> dict[Uid, EtatFinancement]:
    lignes = (f for fiche in workspace.projet.fiches for o in fiche.operations for f in o.financements)
    return {f.uid: f.etat for f in lignes}


def test_that_an_empty_page_asks_the_question_and_makes_the_first_scenario(qtbot: QtBot, workspace_vide: Workspace):
    page = _show(qtbot, ScenariosPage(workspace_vide))
    assert page.vide.isVisible()
    assert page.vide.accessibleName() == "Et si la Région refuse\u00a0?"
    page.vide.bouton().click()
    assert page.liste.isVisible()
    assert page.intitule.text() == "Nouveau scénario"
    assert not page.adopter.isEnabled()
    assert page.resume() == "1 scénario"


def test_that_the_figures_of_the_screen_are_those_of_the_paper(page: ScenariosPage, workspace: Workspace):
    document = build_scenario(workspace.projet, aujourd_hui=workspace.aujourd_hui())
    imprimees = [b for b in document.blocks if isinstance(b, Table)]
    for vue in (page.totaux.totaux, page.par_action, page.points):
        modele = vue.model()
        lues = [modele.row(r) for r in range(modele.rowCount())]  # pyright: ignore[reportAttributeAccessIssue]
        assert tuple(lues) in [table.rows for table in imprimees]
    compare = comparer(workspace.projet, workspace.projet.scenarios[0]).totaux.poste(PosteCompare.A_TROUVER)
    dit = page.bande.chiffres[PosteCompare.A_TROUVER].accessibleName()
    assert compare.ecart == Decimal("441302.88")
    assert dit == "À trouver\u00a0: 731\u202f923,34\u00a0€, 441\u202f302,88\u00a0€ de plus"
    assert not page.bande.chiffres[PosteCompare.ACQUIS].isVisible()


def test_that_a_funder_refuses_in_one_gesture_taken_back_by_the_message(
    page: ScenariosPage, workspace: Workspace, qtbot: QtBot
):
    avant, etats = workspace.projet.scenarios, _etats(workspace)
    _choose(page, "État")
    page.raccourcis.refuse.click()
    _wait(qtbot, page)
    (scenario,) = workspace.projet.scenarios
    assert len(scenario.ecarts) > len(avant[0].ecarts)
    assert _etats(workspace) == etats
    assert page.bande.chiffres[PosteCompare.SOLLICITE].isVisible()
    page.toast.bouton().click()
    assert workspace.projet.scenarios == avant


def test_that_a_funder_that_answered_everything_has_nothing_to_refuse_again(page: ScenariosPage, workspace: Workspace):
    _choose(page, "État")
    page.raccourcis.accorde.click()
    assert workspace.libelle_annuler is not None
    assert "20\u00a0% de moins" in workspace.libelle_annuler
    page.raccourcis.refuse.click()
    noms = [page.raccourcis.guichet.itemText(row) for row in range(page.raccourcis.guichet.count())]
    assert not any(nom.startswith("État, préfecture du Pas-de-Calais") for nom in noms)
    assert not page.raccourcis.refuse.isEnabled()


def test_that_an_action_is_put_off_twice_by_two_years(page: ScenariosPage, workspace: Workspace):
    combo = page.raccourcis.action
    row = next(row for row in range(combo.count()) if combo.itemText(row).startswith("3.2"))
    combo.setCurrentIndex(row)
    combo.activated.emit(row)
    page.raccourcis.decale.click()
    page.raccourcis.decale.click()
    fiche = next(f for f in workspace.projet.fiches if f.numero == "3.2")
    page.editeur.filter_by(action=fiche.uid)
    decalees = [ligne for ligne in page.editeur.modele.lignes if ligne.annees and ligne.annees[0]]
    assert decalees
    assert all("2 ans plus tard" in ligne.difference for ligne in decalees)


def test_that_a_state_an_amount_and_a_year_are_typed_on_a_line(page: ScenariosPage, workspace: Workspace):
    modele = page.editeur.modele
    row = _row(page, EtatFinancement.DEPOSE)
    ligne = modele.ligne(row)
    assert isinstance(ligne.avant, Financement)
    assert modele.setData(_cell(page, row, ETAT), "Refusé")
    assert modele.setData(_cell(page, row, MONTANT), "=1200+34,5")
    assert modele.setData(_cell(page, row, ANNEE), "2031")
    suppose = modele.ligne(row)
    assert suppose.etats == (EtatFinancement.DEPOSE, EtatFinancement.REFUSE)
    assert suppose.montants == (ligne.montants[0], Decimal("1234.50"))
    assert suppose.difference.startswith("refusé, ")
    assert "de moins" in suppose.difference
    assert _cell(page, row, ETAT).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert "refusé" in _cell(page, row, ETAT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert _etats(workspace)[ligne.avant.uid] is EtatFinancement.DEPOSE
    refus: list[str] = []
    modele.saisie_refusee.connect(refus.append)
    assert not modele.setData(_cell(page, row, MONTANT), "beaucoup")
    assert len(refus) == 1


def test_that_delete_makes_a_line_worth_what_the_project_says(page: ScenariosPage, workspace: Workspace):
    page.editeur.changees.setChecked(True)
    assert [ligne.difference for ligne in page.editeur.modele.lignes] == ["refusé", "refusé"]
    page.editeur.vue.setCurrentIndex(_cell(page, 0, 1))
    QTest.keyClick(page.editeur.vue, Qt.Key.Key_Delete)
    assert len(workspace.projet.scenarios[0].ecarts) == 1
    assert len(page.editeur.modele.lignes) == 1


def test_that_typing_what_the_project_says_supposes_nothing(page: ScenariosPage, workspace: Workspace):
    page.editeur.changees.setChecked(True)
    assert page.editeur.modele.setData(_cell(page, 0, ETAT), "À solliciter")
    assert len(workspace.projet.scenarios[0].ecarts) == 1


def test_that_lines_are_picked_by_funder_and_by_action_and_counted(page: ScenariosPage, workspace: Workspace):
    region = next(o.uid for o in workspace.projet.organismes if o.nom == "Région Hauts-de-France")
    page.editeur.filter_by(financeur=region)
    lignes = page.editeur.modele.lignes
    assert lignes
    assert all(isinstance(ligne.avant, Financement) and ligne.avant.financeur == region for ligne in lignes)
    assert page.editeur._compte.text() == f"{len(lignes)} lignes, 2 changent"
    page.editeur.filter_by(financeur=region, action=lignes[0].fiche.uid)
    assert {ligne.fiche.uid for ligne in page.editeur.modele.lignes} == {lignes[0].fiche.uid}
    page.editeur.changees.setChecked(True)
    assert page.editeur._vide.isVisible()


def test_that_a_part_has_no_state_nor_year_to_type(page: ScenariosPage):
    row = next(r for r, ligne in enumerate(page.editeur.modele.lignes) if ligne.nom.startswith("Part décidée"))
    editables = [c for c in (ETAT, MONTANT, ANNEE) if _cell(page, row, c).flags() & Qt.ItemFlag.ItemIsEditable]
    assert editables == [MONTANT]


def test_that_adopting_says_what_it_writes_and_one_undo_gives_all_back(page: ScenariosPage, workspace: Workspace):
    avant = workspace.projet
    page.adopter.click()
    assert page.question.isVisible()
    assert page.question.titre() == "Adopter «\u00a0La Région refuse\u00a0»\u00a0?"
    assert _etats(workspace) == {f.uid: f.etat for fi in avant.fiches for o in fi.operations for f in o.financements}
    adopter, garder = page.question.boutons()
    assert adopter.text() == "Adopter (2 changements)"
    assert QApplication.focusWidget() is garder
    adopter.click()
    refusees = [uid for uid, etat in _etats(workspace).items() if etat is EtatFinancement.REFUSE]
    assert {e.objet for e in avant.scenarios[0].ecarts} <= set(refusees)
    assert workspace.projet.scenarios == ()
    assert page.vide.isVisible()
    workspace.undo()
    assert (workspace.projet.fiches, workspace.projet.scenarios) == (avant.fiches, avant.scenarios)
    assert page.liste.isVisible()


def test_that_a_scenario_is_renamed_copied_and_discarded(page: ScenariosPage, workspace: Workspace):
    page.liste.vue.setFocus()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_F2)
    assert page.intitule.hasFocus()
    QTest.keyClicks(page.intitule, "Sans Region")
    QTest.keyClick(page.intitule, Qt.Key.Key_Return)
    assert workspace.projet.scenarios[0].intitule == "Sans Region"
    page.liste.copier.click()
    assert page.intitule.text() == "Sans Region (copie)"
    page.description.setPlainText("Pour le conseil de mars.")
    page.description.document().setModified(True)
    assert page.commit()
    assert [s.description for s in workspace.projet.scenarios][1] == "Pour le conseil de mars."
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Delete)
    assert [s.intitule for s in workspace.projet.scenarios] == ["Sans Region"]
    assert page.intitule.text() == "Sans Region"
    page.toast.bouton().click()
    assert len(workspace.projet.scenarios) == 2


def test_that_what_is_gone_since_is_told_when_adopting(page: ScenariosPage, workspace: Workspace):
    objet = workspace.projet.scenarios[0].ecarts[0].objet
    assert objet is not None
    workspace.execute("Supprimer", remove_financement, objet)
    assert "1 écart n’est pas pris" in page.ecartes.texte()
    assert page.ecartes.isVisible()
    page.ask_to_adopt()
    assert "1 écart sans objet disparaîtra" in page.question.accessibleName()
    assert page.question.boutons()[0].text() == "Adopter (1 changement)"


def test_that_the_document_asked_for_is_that_of_the_scenario_shown(page: ScenariosPage, workspace: Workspace):
    workspace.execute("Ajouter", add_scenario, intitule="Autre")
    autre = workspace.projet.scenarios[1]
    page.show_scenario(autre.uid)
    demandes: list[Sortie] = []
    page.apercu_demande.connect(demandes.append)
    page.export_demande.connect(demandes.append)
    page.apercu.click()
    actions = page.fill_formats().actions()
    assert [a.text() for a in actions] == ["Document PDF…", "Document Word…", "Classeur Excel…"]
    actions[-1].trigger()
    assert demandes == [
        Sortie("scenario", scenario=autre.uid),
        Sortie("scenario", extension=".xlsx", scenario=autre.uid),
    ]
    document = demandes[0].prepare(workspace)()
    assert document.titre.startswith("Scénario\u00a0: Autre")


def test_that_the_figures_shown_are_those_of_the_last_scenario_asked_for(
    page: ScenariosPage, workspace: Workspace, qtbot: QtBot
):
    ligne = next(li for li in page.editeur.modele.lignes if li.etats and li.etats[0] is EtatFinancement.DEPOSE)
    for valeur in ("1.00", "2.00", "3.00"):
        ecart = Ecart(objet=ligne.avant.uid, champ="montant_demande", valeur=valeur)
        workspace.execute("Supposer", set_ecarts, workspace.projet.scenarios[0].uid, (ecart,), moment=QUAND)
    _wait(qtbot, page)
    attendu = comparer(workspace.projet, workspace.projet.scenarios[0]).totaux.poste(PosteCompare.SOLLICITE)
    assert page.bande.chiffres[PosteCompare.SOLLICITE].isVisible()
    ecart = attendu.ecart
    assert ecart is not None
    assert (
        f"{-ecart:,.2f}".replace(",", "\u202f").replace(".", ",") in page.bande.chiffres[PosteCompare.SOLLICITE].text()
    )


def test_that_a_project_read_only_shows_its_scenarios_and_offers_no_change(
    qtbot: QtBot, workspace_lecture_seule: Workspace
):
    page = _show(qtbot, ScenariosPage(workspace_lecture_seule))
    assert page.par_action.model().rowCount() > 0
    assert not page.raccourcis.isVisible()
    assert not any(b.isEnabled() for b in (page.adopter, page.liste.ajouter, page.liste.copier, page.liste.abandonner))
    assert not _cell(page, 0, MONTANT).flags() & Qt.ItemFlag.ItemIsEditable
    assert page.exporter.isEnabled()


def test_that_the_page_says_all_it_shows_and_its_lines_hold(
    page: ScenariosPage, qtbot: QtBot, qtmodeltester: ModelTester
):
    qtmodeltester.check(page.editeur.modele)
    for rang in range(page.onglets.count()):
        page.onglets.setCurrentIndex(rang)
        assert_accessible(page)
    cellule = page.totaux.totaux.model().index(0, 3)
    assert cellule.data() == "inchangé"
    assert cellule.data(Qt.ItemDataRole.AccessibleTextRole) == "Écart\u00a0: inchangé"


def test_that_the_window_opens_the_page_by_its_key(fenetre_exemple: MainWindow, qtbot: QtBot):
    fenetre_exemple.navigation.show_page(SCENARIOS)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, ScenariosPage)
    _wait(qtbot, page)
    assert fenetre_exemple.workspace is not None
    for scenario in fenetre_exemple.workspace.projet.scenarios:
        fenetre_exemple.workspace.execute("Abandonner", remove_scenario, scenario.uid)
    assert page.vide.isVisible()


def test_that_a_line_says_its_years_whichever_way_they_move(page: ScenariosPage):
    ligne = next(li for li in page.editeur.modele.lignes if li.annees and li.annees[0])
    assert isinstance(ligne, LigneSupposee)
    assert ligne.difference == ""
    row = page.editeur.modele.row_of(ligne.cle)
    annee = ligne.annees[0] if ligne.annees else None
    assert annee is not None
    page.editeur.modele.setData(_cell(page, row, ANNEE), str(annee - 1))
    assert page.editeur.modele.ligne(row).difference == "1 an plus tôt"


def test_that_what_cannot_be_read_stays_on_screen_and_holds_the_next_gesture(page: ScenariosPage, workspace: Workspace):
    avant = workspace.projet
    row = _row(page, EtatFinancement.DEPOSE)
    page.editeur.vue.setCurrentIndex(_cell(page, row, MONTANT))
    page.editeur.vue.edit(_cell(page, row, MONTANT))
    editeur = page.editeur._delegue.editeur_ouvert()
    assert isinstance(editeur, QLineEdit)
    QTest.keyClicks(editeur, "beaucoup")
    _choose(page, "État")
    page.raccourcis.refuse.click()
    assert page.editeur.message.isVisible()
    assert page.editeur._delegue.editeur_ouvert() is editeur
    assert not page.commit()
    assert workspace.projet is avant
    QTest.keyClick(editeur, Qt.Key.Key_Escape)
    assert page.commit()


def test_that_a_question_asked_before_a_change_is_taken_away(page: ScenariosPage, workspace: Workspace):
    page.ask_to_adopt()
    workspace.execute("Ajouter", add_scenario, intitule="Autre")
    assert not page.question.isVisible()


def test_that_the_maquette_leads_to_what_would_happen(fenetre_exemple: MainWindow, qtbot: QtBot):
    fenetre_exemple.navigation.show_page(MAQUETTE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, MaquettePage)
    page.barre._menu_autres.actions()[-1].trigger()
    scenarios = fenetre_exemple.pile.currentWidget()
    assert isinstance(scenarios, ScenariosPage)
    _wait(qtbot, scenarios)
