"""Page « Territoire »: what is typed becomes acts with a name, that undo takes back and that other screens follow."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QTabWidget
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible, tab_tour
from ui.fiches.gestes import ecrit, tape

from models.commands import territoire as commandes
from models.domain.ort import EffetOrt
from models.domain.regles import Objet
from models.domain.territoire import Territoire
from models.domain.vocabulaire import RegimeOrt, RoleCommune, SujetDiagnostic, TypeSecteur
from models.referentiel.communes import find_commune
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import CONVENTION, TERRITOIRE
from pvd_desktop.ui.territoire.convention import OngletConvention
from pvd_desktop.ui.territoire.ort import OngletOrt
from pvd_desktop.ui.territoire.page import CHEF_DE_PROJET, CONTRAT, DIAGNOSTIC, ORT, SECTEURS, TerritoirePage
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_long import TexteLong
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace


def _page(workspace: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[TerritoirePage]:
    # Not given to qtbot, which takes it down before the communes are looked up.
    page = TerritoirePage(workspace)
    page.resize(1100, 680)
    page.show()
    page.activateWindow()
    yield page
    page.communes.recherche._liste.hide()
    qtbot.waitUntil(lambda: page.communes.remarques._tache is None)
    page.deleteLater()
    qapp.processEvents()


@pytest.fixture
def page(workspace: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[TerritoirePage]:
    yield from _page(workspace, qapp, qtbot)


@pytest.fixture
def page_vide(workspace_vide: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[TerritoirePage]:
    yield from _page(workspace_vide, qapp, qtbot)


def lu(workspace: Workspace) -> Territoire:
    return workspace.projet.territoire


def champ(page: TerritoirePage, rang: int, nom: str) -> QLineEdit:
    onglet = page.onglet(rang)
    assert isinstance(onglet, Onglet)
    editeur = onglet.formulaire.editeur(nom)
    assert isinstance(editeur, QLineEdit)
    return editeur


def remplit(page: TerritoirePage, rang: int, nom: str, texte: str) -> None:
    page.onglets.setCurrentIndex(rang)
    tape(champ(page, rang, nom), texte)
    QTest.keyClick(champ(page, rang, nom), Qt.Key.Key_Return)


def choisit(page: TerritoirePage, texte: str) -> None:
    recherche = page.communes.recherche
    recherche.setFocus()
    QTest.keyClicks(recherche, texte)
    assert recherche.proposees()
    QTest.keyClick(recherche._liste, Qt.Key.Key_Return)


def test_that_choosing_a_commune_fills_the_territory_in_one_act(page_vide: TerritoirePage, workspace_vide: Workspace):
    choisit(page_vide, "hesdin")
    territoire = lu(workspace_vide)
    (commune,) = territoire.communes
    assert (commune.nom, commune.code_insee, commune.population) == ("Hesdin-la-Forêt", "62447", 4480)
    assert (territoire.departement, territoire.region) == ("Pas-de-Calais", "Hauts-de-France")
    assert territoire.epci.nom == "Communauté de communes des 7 Vallées"
    assert workspace_vide.libelle_annuler == "Ajouter la commune «\u00a0Hesdin-la-Forêt\u00a0»"
    assert page_vide.communes.recherche.text() == ""
    assert champ(page_vide, 0, "epci_nom").text() == territoire.epci.nom
    workspace_vide.undo()
    assert lu(workspace_vide).communes == ()
    assert lu(workspace_vide).epci.nom == ""


def test_that_a_second_commune_leaves_the_territory_as_it_is(page: TerritoirePage, workspace: Workspace):
    avant = lu(workspace)
    choisit(page, "62080")
    apres = lu(workspace)
    assert [c.nom for c in apres.communes][-1] == "Bapaume"
    assert (apres.nom, apres.epci, apres.departement) == (avant.nom, avant.epci, avant.departement)


def test_that_a_commune_that_is_there_is_shown_not_added_twice(page: TerritoirePage, workspace: Workspace):
    choisit(page, "62080")
    choisit(page, "bapaume")
    assert [c.code_insee for c in lu(workspace).communes].count("62080") == 1
    assert page.communes.liste.ligne_courante() == lu(workspace).communes[-1]
    assert page.communes.recherche.text() == ""


def test_that_a_commune_of_no_reference_may_be_added(page_vide: TerritoirePage, workspace_vide: Workspace):
    QTest.keyClicks(page_vide.communes.recherche, "Valbrune")
    QTest.keyClick(page_vide.communes.recherche, Qt.Key.Key_Return)
    assert [(c.nom, c.code_insee) for c in lu(workspace_vide).communes] == [("Valbrune", "")]


def test_that_a_whole_name_typed_is_the_commune(page_vide: TerritoirePage, workspace_vide: Workspace):
    page_vide.communes.recherche.setText("Bapaume")
    page_vide.communes.ajouter.click()
    assert [c.code_insee for c in lu(workspace_vide).communes] == ["62080"]


def test_that_adding_nothing_leads_to_the_field(page_vide: TerritoirePage, workspace_vide: Workspace, qtbot: QtBot):
    page_vide.communes.ajouter.click()
    assert lu(workspace_vide).communes == ()
    qtbot.waitUntil(page_vide.communes.recherche.hasFocus)
    page_vide.communes.liste.boutons()["ajouter"].click()
    qtbot.waitUntil(page_vide.communes.recherche.hasFocus)


def test_that_the_cells_of_a_commune_are_written(page: TerritoirePage, workspace: Workspace):
    liste = page.communes.liste
    ecrit(liste, 0, "population", "6 300")
    ecrit(liste, 1, "code_insee", "62 080")
    commune, autre = lu(workspace).communes
    assert (commune.population, autre.code_insee) == (6300, "62080")
    assert workspace.libelle_annuler == "Modifier la commune «\u00a0Saint-Éloy-la-Warne\u00a0»"
    ecrit(liste, 0, "code_insee", "62450x")
    assert "code INSEE" in liste.message()
    assert lu(workspace).communes[0].code_insee == "62998"


def test_that_communes_are_moved_and_taken_out_and_come_back(page: TerritoirePage, workspace: Workspace):
    liste, (premiere, seconde) = page.communes.liste, lu(workspace).communes
    liste.select(seconde.uid)
    liste.boutons()["monter"].click()
    assert [c.uid for c in lu(workspace).communes] == [seconde.uid, premiere.uid]
    liste.boutons()["retirer"].click()
    assert [c.uid for c in lu(workspace).communes] == [premiere.uid]
    assert "retirée" in page.toast._texte.text()
    workspace.undo()
    workspace.undo()
    assert [c.uid for c in lu(workspace).communes] == [premiere.uid, seconde.uid]
    assert [ligne.uid for ligne in liste.valeur()] == [premiere.uid, seconde.uid]


def test_that_a_commune_that_merged_is_said_and_replaced(page: TerritoirePage, workspace: Workspace, qtbot: QtBot):
    uid = lu(workspace).communes[0].uid
    role = lu(workspace).communes[0].role
    workspace.execute("Corriger", commandes.update_commune, uid, nom="Marconne", code_insee="62549")
    remarques = page.communes.remarques
    qtbot.waitUntil(lambda: bool(remarques.textes()))
    assert remarques.textes() == ("Marconne fait aujourd’hui partie de Hesdin-la-Forêt (62447).",)
    remarques.boutons()[0].click()
    commune = lu(workspace).communes[0]
    assert (commune.uid, commune.nom, commune.code_insee, commune.role) == (uid, "Hesdin-la-Forêt", "62447", role)
    qtbot.waitUntil(lambda: not remarques.textes())


def test_that_a_commune_known_by_its_name_alone_is_completed(
    page_vide: TerritoirePage, workspace_vide: Workspace, qtbot: QtBot
):
    workspace_vide.execute("Ajouter", commandes.add_commune, nom="Bapaume")
    remarques = page_vide.communes.remarques
    qtbot.waitUntil(lambda: bool(remarques.textes()))
    assert "n’est pas renseigné" in remarques.textes()[0]
    assert remarques.boutons()[0].text() == "Compléter"
    remarques.boutons()[0].click()
    assert [(c.nom, c.code_insee) for c in lu(workspace_vide).communes] == [("Bapaume", "62080")]
    assert lu(workspace_vide).departement == "Pas-de-Calais"
    qtbot.waitUntil(lambda: not remarques.textes())


def test_that_dates_the_regime_and_the_contrat_are_written(page: TerritoirePage, workspace: Workspace):
    remplit(page, CONTRAT, "date_convention", "3/4/26")
    remplit(page, CONTRAT, "duree_annees", "5 ans")
    remplit(page, CONTRAT, "crte_nom", "CRTE de l’Artois")
    onglet = page.onglet(CONTRAT)
    assert isinstance(onglet, OngletConvention)
    regime = onglet.formulaire.editeur("regime_ort")
    assert isinstance(regime, ChoixCombo)
    regime.setCurrentIndex(3)
    regime.activated.emit(3)
    territoire = lu(workspace)
    assert (territoire.date_convention, territoire.duree_annees) == (date(2026, 4, 3), 5)
    assert (territoire.crte.nom, territoire.regime_ort) == ("CRTE de l’Artois", RegimeOrt.SANS_ORT)
    assert workspace.libelle_annuler == "Modifier le régime ORT"
    assert champ(page, CONTRAT, "duree_annees").text() == "5\u00a0ans"


def test_that_the_share_of_the_chef_de_projet_is_typed_in_percent(page: TerritoirePage, workspace: Workspace):
    remplit(page, CHEF_DE_PROJET, "chef_de_projet_quotite", "50")
    assert lu(workspace).chef_de_projet.quotite == Decimal("0.5")


def test_that_a_wrong_siren_stays_typed_with_its_remedy(page: TerritoirePage, workspace: Workspace):
    remplit(page, 0, "epci_siren", "200035443")
    assert lu(workspace).epci.siren == "246299978"
    assert not page.commit()
    assert champ(page, 0, "epci_siren").text() == "200035443"
    assert "clé" in page.communes.formulaire._messages["epci_siren"].texte()


def test_that_a_secteur_is_added_described_moved_and_taken_out(page: TerritoirePage, workspace: Workspace):
    page.onglets.setCurrentIndex(SECTEURS)
    pile = page.secteurs.pile
    pile.ajouter.click()
    carte = pile.cartes()[-1]
    nom, motif, type_ = (carte.champs[c].editeur for c in ("nom", "motif", "type"))
    assert isinstance(nom, QLineEdit)
    assert isinstance(motif, TexteLong)
    assert isinstance(type_, ChoixCombo)
    tape(nom, "Le canal")
    QTest.keyClick(nom, Qt.Key.Key_Return)
    motif.setFocus()
    QTest.keyClicks(motif, "Des quais.")
    assert motif.commit()
    type_.activated.emit(1)
    secteur = lu(workspace).secteurs[-1]
    assert (secteur.nom, secteur.motif, secteur.type) == ("Le canal", "Des quais.", TypeSecteur.PARTIE_URBANISEE)
    assert carte.titre.text() == "S4 — Le canal"
    carte.boutons["monter"].click()
    assert carte.titre.text() == "S3 — Le canal"
    carte.boutons["retirer"].click()
    assert [s.nom for s in lu(workspace).secteurs if s.nom == "Le canal"] == []
    assert len(pile.cartes()) == 3
    workspace.undo()
    assert [s.nom for s in lu(workspace).secteurs].index("Le canal") == 2


def test_that_the_communes_of_a_secteur_are_those_of_the_project(page: TerritoirePage, workspace: Workspace):
    page.onglets.setCurrentIndex(SECTEURS)
    combo = page.secteurs.pile.cartes()[0].champs["commune"].editeur
    assert isinstance(combo, ChoixCombo)
    workspace.execute("Ajouter", commandes.add_commune, nom="Esquelles")
    assert "Esquelles" in [combo.itemText(row) for row in range(combo.count())]


def test_that_the_diagnostic_is_written_by_sections(page_vide: TerritoirePage, workspace_vide: Workspace):
    page_vide.onglets.setCurrentIndex(DIAGNOSTIC)
    pile = page_vide.diagnostic.pile
    assert pile.vide.isVisible()
    pile.vide.action_triggered.emit()
    pile.ajouter.click()
    assert not pile.vide.isVisible()
    assert [s.sujet for s in lu(workspace_vide).diagnostic] == [SujetDiagnostic.POPULATION, SujetDiagnostic.HABITAT]
    texte = pile.cartes()[1].champs["texte"].editeur
    assert isinstance(texte, TexteRiche)
    texte.zone.setFocus()
    QTest.keyClicks(texte.zone, "Des logements vides.")
    assert texte.commit()
    assert lu(workspace_vide).diagnostic[1].texte == "Des logements vides."
    assert workspace_vide.libelle_annuler == "Modifier la section «\u00a0Logement et vacance\u00a0»"
    workspace_vide.undo()
    assert texte.zone.toPlainText() == ""


def test_that_an_ort_signed_apart_has_its_own_date(page: TerritoirePage, workspace: Workspace):
    avant = lu(workspace)
    remplit(page, CONTRAT, "ort_date_signature", "29/1/2020")
    assert lu(workspace).ort.date_signature == date(2020, 1, 29)
    assert (lu(workspace).date_convention, lu(workspace).fin_ort) == (avant.date_convention, avant.fin_ort)
    assert workspace.libelle_annuler == "Modifier la date de signature de l’ORT"
    workspace.undo()
    assert lu(workspace) == avant


def test_that_the_tab_of_the_ort_writes_what_the_law_asks(page: TerritoirePage, workspace: Workspace):
    avant = lu(workspace)
    page.onglets.setCurrentIndex(ORT)
    assert_accessible(page.onglet(ORT))
    remplit(page, ORT, "ort_date_concertation", "30/6/2022")
    remplit(page, ORT, "opah_aides", "450k")
    onglet = page.onglet(ORT)
    assert isinstance(onglet, OngletOrt)
    effets, vaut = onglet.formulaire.editeur("ort_effets"), onglet.formulaire.editeur("ort_vaut_opah")
    assert isinstance(effets, ChoixMultiple)
    assert isinstance(vaut, QCheckBox)
    assert effets.valeur() == avant.ort.effets
    next(b for b in effets.findChildren(QCheckBox) if b.text() == EffetOrt.ABANDON_MANIFESTE.libelle).click()
    vaut.click()
    apres = lu(workspace)
    assert apres.ort.date_concertation == date(2022, 6, 30)
    assert apres.opah.aides == Decimal(450_000)
    assert set(apres.ort.effets) - set(avant.ort.effets) == {EffetOrt.ABANDON_MANIFESTE}
    assert apres.ort.vaut_opah
    assert workspace.libelle_annuler == "Modifier la valeur d’OPAH"
    for _ in range(4):
        workspace.undo()
    assert lu(workspace) == avant


def test_that_leaving_the_page_writes_what_is_typed(page: TerritoirePage, workspace: Workspace):
    tape(champ(page, 0, "region"), "Bretagne")
    assert page.commit()
    assert lu(workspace).region == "Bretagne"


def test_that_a_point_on_the_territory_opens_its_field(page: TerritoirePage, qtbot: QtBot):
    objet = Objet(type="territoire", uid=page._workspace.projet.territoire.uid, libelle="Territoire", fiche=None)
    assert page.show_objet(objet, "fin_ort")
    assert page.onglets.currentIndex() == CONTRAT
    qtbot.waitUntil(champ(page, CONTRAT, "fin_ort").hasFocus)
    assert not page.show_objet(Objet(type="fiche", uid=objet.uid, libelle="Fiche", fiche=objet.uid), "statut")


def test_that_nothing_can_be_written_read_only(workspace_lecture_seule: Workspace, qapp: QApplication, qtbot: QtBot):
    for page in _page(workspace_lecture_seule, qapp, qtbot):
        for rang in range(page.onglets.count()):
            page.onglets.setCurrentIndex(rang)
        assert not page.communes.recherche.isVisibleTo(page.communes)
        assert champ(page, 0, "nom").isReadOnly()
        for pile in (page.secteurs.pile, page.diagnostic.pile):
            assert not pile.ajouter.isVisibleTo(pile)
            assert not any(b.isVisibleTo(c) for c in pile.cartes() for b in c.boutons.values())


@pytest.mark.parametrize("rang", range(5))
def test_that_every_widget_has_a_name_and_tab_reaches_it_and_comes_back(page: TerritoirePage, rang: int, qtbot: QtBot):
    page.onglets.setCurrentIndex(rang)
    assert_accessible(page)
    page.onglets.tabBar().setFocus()
    qtbot.waitUntil(page.onglets.tabBar().hasFocus)
    tour = tab_tour(page)
    assert len(tour) > 4


def test_that_tab_follows_the_cards_once_they_moved(page: TerritoirePage, workspace: Workspace, qtbot: QtBot):
    page.onglets.setCurrentIndex(SECTEURS)
    secteurs = lu(workspace).secteurs
    workspace.execute("Déplacer", commandes.move_secteur, secteurs[2].uid, position=0)
    noms = [carte.champs["nom"].editeur for carte in page.secteurs.pile.cartes()]
    noms[0].setFocus()
    qtbot.waitUntil(noms[0].hasFocus)
    rencontres = [w for w in tab_tour(page) if w in noms]
    assert rencontres == noms


def test_that_the_page_says_how_many_people_live_there(page: TerritoirePage, workspace: Workspace):
    assert page.resume() == "2 communes · 8\u202f087\u00a0habitants"
    workspace.execute("Retirer", commandes.remove_commune, lu(workspace).communes[0].uid)
    assert page.resume() == "1 commune · 1\u202f873\u00a0habitants"


def test_that_the_role_of_a_commune_is_chosen(page: TerritoirePage, workspace: Workspace):
    page.communes.liste.write(lu(workspace).communes[1].uid, "role", RoleCommune.AUTRE)
    assert lu(workspace).communes[1].role is RoleCommune.AUTRE


def test_that_the_page_leads_to_the_convention(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(TERRITOIRE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, TerritoirePage)
    assert isinstance(page.findChild(QTabWidget), QTabWidget)
    onglet = page.onglet(CONTRAT)
    assert isinstance(onglet, OngletConvention)
    onglet.ouvrir.click()
    assert fenetre_exemple.navigation.courante == CONVENTION


def test_that_a_commune_of_another_intercommunalite_is_told(
    page_vide: TerritoirePage, workspace_vide: Workspace, qtbot: QtBot
):
    for code in ("62080", "62447"):
        trouvee = find_commune(code)
        assert trouvee is not None
        workspace_vide.execute("Choisir", commandes.choose_commune, None, trouvee.commune)
    remarques = page_vide.communes.remarques
    qtbot.waitUntil(lambda: bool(remarques.textes()))
    (texte,) = remarques.textes()
    assert texte.startswith("Hesdin-la-Forêt fait partie de «\u00a0Communauté de communes des 7 Vallées\u00a0»")
    workspace_vide.execute("Vider", commandes.update_territoire, epci_siren="")
    qtbot.waitUntil(lambda: not remarques.textes())


def test_that_a_name_that_no_commune_bears_is_told(page_vide: TerritoirePage, workspace_vide: Workspace, qtbot: QtBot):
    workspace_vide.execute("Ajouter", commandes.add_commune, nom="Trifouillis-les-Oies")
    remarques = page_vide.communes.remarques
    qtbot.waitUntil(lambda: bool(remarques.textes()))
    assert remarques.textes()[0].startswith("«\u00a0Trifouillis-les-Oies\u00a0» n’a pas été reconnue")
    assert remarques.boutons() == ()
