"""Page « Demandes », on the left: the rows, their filters, their totals, and what is done with a demande as a whole."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from ui.accessibilite import assert_accessible

from models.commands.demandes import add_demande, remove_demandes, update_demande
from models.commands.operations import remove_operation
from models.domain.demande import Demande, IssueDemande, LigneDemande, NatureDemande
from models.domain.demandes.echeances import prochaines_echeances
from models.domain.demandes.plan import plan_arrondi
from models.domain.demandes.situee import situer
from models.domain.echeances import EtatEcheance
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from models.referentiel.dispositifs import load_effectifs
from pvd_desktop.ui.demandes.colonnes import COLONNES, ETAPES
from pvd_desktop.ui.demandes.filtres import Filtres, Genre, choix
from pvd_desktop.ui.demandes.nouvelle import NouvelleDemande
from pvd_desktop.ui.demandes.page import NOUVELLE, DemandesPage
from pvd_desktop.ui.demandes.renouvellement import Renouvellement
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import DEMANDES
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TITRE = next(i for i, c in enumerate(COLONNES) if c.titre == "Demande")


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, settings: Settings) -> DemandesPage:
    return _show(qtbot, DemandesPage(workspace, settings))


def _show(qtbot: QtBot, page: DemandesPage) -> DemandesPage:
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    qtbot.waitUntil(lambda: not page.lecture.en_cours, timeout=10_000)
    return page


def _titres(page: DemandesPage) -> list[str]:
    return [ligne.situee.nom for ligne in page.liste.lignes_affichees()]


def _courante(page: DemandesPage, workspace: Workspace) -> Demande:
    return next(d for d in workspace.projet.demandes if d.uid == page.courante)


def _cocher(dialogue: NouvelleDemande, uid: Uid) -> None:
    items = (dialogue.lignes.item(row) for row in range(dialogue.lignes.count()))
    next(item for item in items if item.data(Qt.ItemDataRole.UserRole) == uid).setCheckState(Qt.CheckState.Checked)


def test_that_each_demande_is_a_line_with_its_step_its_score_and_the_euros_of_its_documents(
    page: DemandesPage, workspace: Workspace
):
    ModelTester(None).check(page.liste.modele)
    lignes = page.liste.lignes_affichees()
    assert [ligne.uid for ligne in lignes] == [d.uid for d in workspace.projet.demandes]
    dispositifs = load_effectifs(workspace.projet.dispositifs_locaux).dispositifs
    for ligne in lignes:
        assert ligne.chiffres is not None
        attendue = plan_arrondi(situer(ligne.situee.demande, workspace.projet, dispositifs))
        assert ligne.chiffres.demande == attendue.demande
    refusee = next(li for li in lignes if li.situee.demande.issue is IssueDemande.REFUSEE)
    assert refusee.etapes.libelle.startswith("Refusée le")
    montree = page.liste.modele.index(lignes.index(refusee), ETAPES)
    assert montree.data() == "Refusée"
    assert montree.data(Qt.ItemDataRole.ToolTipRole).startswith("Refusée le 14/")
    assert refusee.echeance is None
    assert_accessible(page)


def test_that_the_filters_are_seen_and_the_totals_follow_them(page: DemandesPage, qtbot: QtBot):
    tout = page.liste.totaux()
    assert tout.startswith("9 demandes · demandé ")
    detr = next(c for c, libelle in choix(Genre.DISPOSITIF, page.lecture.lignes()) if libelle == "DETR")
    menu = page.liste.barre.fill_menu().actions()[0].menu()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.text() == "DETR").trigger()
    assert {li.situee.demande.dispositif for li in page.liste.lignes_affichees()} == {detr}
    assert page.liste.totaux().startswith(f"{len(_titres(page))} demandes affichées sur 9 · 1 filtre · demandé ")
    assert page.liste.totaux() != tout
    badge = page.liste.barre.badges()[0]
    assert badge.text().startswith("Dispositif\u00a0: DETR")
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert page.liste.totaux() == tout


def test_that_a_filter_that_hides_the_open_dossier_leaves_it_open(page: DemandesPage):
    ouverte = page.courante
    autre = next(li for li in page.lecture.lignes() if li.situee.demande.dispositif == "caf")
    page.liste.barre.set_filtres(Filtres(frozenset({(Genre.DISPOSITIF, "caf")})))
    assert _titres(page) == [autre.situee.nom]
    assert page.courante == ouverte == page.detail.uid
    assert page.liste.courante() is None


def test_that_what_is_not_told_is_a_value_of_the_filters(page: DemandesPage, workspace: Workspace, qtbot: QtBot):
    workspace.execute("Ajouter", add_demande, moment=QUAND)
    qtbot.waitUntil(lambda: not page.lecture.en_cours)
    sous_menus = {a.text(): a.menu() for a in page.liste.barre.fill_menu().actions()}
    for genre, sans in (("Dispositif", "Sans dispositif"), ("Année", "Sans année")):
        menu = sous_menus[genre]
        assert isinstance(menu, QMenu)
        assert [a.text() for a in menu.actions()][-1] == sans
    page.liste.barre.set_filtres(Filtres(frozenset({(Genre.DEMANDEUR, "")})))
    assert _titres(page) == ["Demande sans nom"]
    assert page.liste.barre.badges()[0].text().startswith("Sans maître d’ouvrage")


def test_that_a_search_finds_without_accents_and_says_when_nothing_is_found(page: DemandesPage, qtbot: QtBot):
    page.liste.barre.recherche.setText("ecole fonds vert")
    QTest.keyClick(page.liste.barre.recherche, Qt.Key.Key_Return)
    assert _titres(page) == ["Rénover l’école Jacques-Brisset"]
    page.liste.barre.recherche.setText("introuvable")
    QTest.keyClick(page.liste.barre.recherche, Qt.Key.Key_Return)
    assert page.liste.sans_resultat.isVisible()
    qtbot.mouseClick(page.liste.sans_resultat.bouton(), Qt.MouseButton.LeftButton)
    assert len(_titres(page)) == 9


def test_that_titles_are_sorted_as_in_french_and_the_lines_are_copied_as_a_table(page: DemandesPage):
    page.liste.vue.sortByColumn(TITRE, Qt.SortOrder.AscendingOrder)
    titres = _titres(page)
    assert titres[0].startswith("Aménager")
    assert titres.index("Rénover l’école Jacques-Brisset") < titres.index(next(t for t in titres if "Requal" in t))
    page.liste.vue.selectAll()
    page.liste.vue.setFocus()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lignes = QApplication.clipboard().text().splitlines()
    assert [ligne.split("\t")[TITRE] for ligne in lignes] == titres
    assert all(len(ligne.split("\t")) == len(COLONNES) for ligne in lignes)


def test_that_the_dialog_deduces_the_dispositif_and_the_year_from_the_ticked_lines(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    prises = {f for d in workspace.projet.demandes for f in d.financements}
    fiche, operation, ligne = next(
        (f, o, li)
        for f in workspace.projet.fiches
        for o in f.operations
        for li in o.financements
        if li.dispositif == "DETR" and li.uid not in prises and not li.etat.est_perdu
    )
    qtbot.mouseClick(page.liste.ajouter, Qt.MouseButton.LeftButton)
    dialogue = page.dialogue()
    assert isinstance(dialogue, NouvelleDemande)
    assert_accessible(dialogue)
    qtbot.mouseClick(dialogue.creer, Qt.MouseButton.LeftButton)
    assert dialogue.refus.isVisible()
    dialogue.preselect(operation.uid)
    _cocher(dialogue, ligne.uid)
    assert dialogue.dispositif.valeur() == "detr"
    assert dialogue.annee.valeur() == (ligne.annee or 2027)
    qtbot.mouseClick(dialogue.creer, Qt.MouseButton.LeftButton)
    nouvelle = _courante(page, workspace)
    assert (nouvelle.dispositif, nouvelle.financements) == ("detr", (ligne.uid,))
    assert nouvelle.operations == (operation.uid,)
    assert page.detail.intitule.placeholderText() in {operation.intitule, fiche.intitule}
    workspace.undo()
    assert nouvelle.uid not in {d.uid for d in workspace.projet.demandes}


def test_that_a_line_of_the_plan_leads_to_its_demande_old_or_new_and_an_operation_to_the_dialog(
    page: DemandesPage, workspace: Workspace
):
    deja = workspace.projet.demandes[2]
    assert page.show_objet(Objet(type=NOUVELLE, uid=deja.financements[0], libelle=""), "")
    assert page.courante == deja.uid
    prises = {f for d in workspace.projet.demandes for f in d.financements}
    operation, libre = next(
        (o, li)
        for f in workspace.projet.fiches
        for o in f.operations
        for li in o.financements
        if li.uid not in prises and li.dispositif == "DETR" and not li.etat.est_perdu
    )
    assert page.show_objet(Objet(type=NOUVELLE, uid=libre.uid, libelle=""), "")
    assert _courante(page, workspace).financements == (libre.uid,)
    assert page.show_objet(Objet(type=NOUVELLE, uid=operation.uid, libelle=""), "")
    assert isinstance(page.dialogue(), NouvelleDemande)
    assert not page.show_objet(Objet(type=NOUVELLE, uid=Uid("partie"), libelle=""), "")


def test_that_a_demande_is_renewed_for_the_next_year_without_its_dates(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    ancienne = workspace.projet.demandes[0]
    page.show_demande(ancienne.uid)
    qtbot.mouseClick(page.liste.boutons["renouveler"], Qt.MouseButton.LeftButton)
    dialogue = page.dialogue()
    assert isinstance(dialogue, Renouvellement)
    assert dialogue.annee.valeur() == (ancienne.annee or 0) + 1
    dialogue.accept_typed()
    neuve = _courante(page, workspace)
    assert (neuve.annee, neuve.nature) == ((ancienne.annee or 0) + 1, NatureDemande.RENOUVELLEMENT_PIECES)
    assert (neuve.date_depot, neuve.issue, neuve.dossier_anterieur) == (None, None, ancienne.numero_dossier)


def test_that_a_copy_has_no_date_and_that_suppr_is_undone_by_the_toast(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    ancienne = workspace.projet.demandes[0]
    page.show_demande(ancienne.uid)
    qtbot.mouseClick(page.liste.boutons["dupliquer"], Qt.MouseButton.LeftButton)
    copie = _courante(page, workspace)
    assert copie.intitule == f"{ancienne.intitule} (copie)"
    assert (copie.date_deliberation, copie.date_depot, copie.date_notification) == (None, None, None)
    assert copie.operations == ancienne.operations
    page.liste.vue.setFocus()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Delete)
    assert copie.uid not in {d.uid for d in workspace.projet.demandes}
    qtbot.mouseClick(page.toast.bouton(), Qt.MouseButton.LeftButton)
    assert copie.uid in {d.uid for d in workspace.projet.demandes}


def test_that_without_demande_the_page_leads_to_the_first_one_or_to_the_plan(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    workspace.execute("Vider", remove_demandes, [d.uid for d in workspace.projet.demandes], moment=QUAND)
    assert page.vide.isVisible()
    qtbot.mouseClick(page.vide.bouton(), Qt.MouseButton.LeftButton)
    assert isinstance(page.dialogue(), NouvelleDemande)


def test_that_a_project_without_operation_leads_to_the_plan(
    qtbot: QtBot, workspace_vide: Workspace, settings: Settings
):
    page = _show(qtbot, DemandesPage(workspace_vide, settings))
    with qtbot.waitSignal(page.page_demandee) as signal:
        qtbot.mouseClick(page.vide.bouton(), Qt.MouseButton.LeftButton)
    assert signal.args == ["plan_action"]


def test_that_a_read_only_project_is_read_without_a_way_to_write(
    qtbot: QtBot, workspace_lecture_seule: Workspace, settings: Settings
):
    page = _show(qtbot, DemandesPage(workspace_lecture_seule, settings))
    assert not page.liste.ajouter.isEnabled()
    assert not any(bouton.isEnabled() for bouton in page.liste.boutons.values())
    assert page.detail.intitule.isReadOnly()
    for nom in ("formulaire", "pieces", "plan", "copie", "pret", "suivi"):
        page.detail.onglets.show_onglet(nom)
    assert_accessible(page)


def test_that_a_demande_of_a_line_already_granted_is_granted(page: DemandesPage, workspace: Workspace):
    lignes = [(o, li) for f in workspace.projet.fiches for o in f.operations for li in o.financements]
    operation, ligne = next((o, li) for o, li in lignes if li.etat is EtatFinancement.NOTIFIE)
    dialogue = page.ask_new()
    dialogue.preselect(operation.uid)
    _cocher(dialogue, ligne.uid)
    dialogue.creer.click()
    nouvelle = _courante(page, workspace)
    assert (nouvelle.issue, nouvelle.date_notification) == (IssueDemande.ACCORDEE, ligne.date_notification)
    relue = workspace.projet.financement(ligne.uid)
    assert relue is not None
    assert relue[2] == ligne


def test_that_an_operation_in_the_corbeille_is_said_and_stops_nothing(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    demande = workspace.projet.demandes[2]
    page.show_demande(demande.uid)
    workspace.execute("Supprimer", remove_operation, demande.operations[0], moment=QUAND)
    qtbot.waitUntil(lambda: not page.lecture.en_cours)
    ligne = page.lecture.ligne(demande.uid)
    assert ligne is not None
    assert ligne.situee.absences
    index = page.liste.modele.index(page.liste.modele.row_of(demande.uid), TITRE)
    assert "n’est plus dans le projet" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    for nom in ("dossier", "formulaire", "pieces", "plan", "copie", "pret"):
        page.detail.onglets.show_onglet(nom)
    assert_accessible(page)


def test_that_three_hundred_demandes_never_hold_the_window(workspace: Workspace, settings: Settings, qtbot: QtBot):
    paires = [(o.uid, li.uid) for f in workspace.projet.fiches for o in f.operations for li in o.financements]

    def add_many(session: Session) -> None:
        for rang in range(291):
            operation, financement = paires[rang % len(paires)]
            ligne = LigneDemande(operation=operation, financement=financement)
            add_demande(session, [ligne], moment=QUAND, dispositif="detr", annee=2020 + rang % 9)

    workspace.execute("Ajouter", add_many)
    page = DemandesPage(workspace, settings)
    qtbot.addWidget(page)
    page.lecture.refresh()
    assert len(page.lecture.lignes()) == 300
    restes: list[int] = []
    while page.lecture.en_cours:
        page.lecture._on_minuterie_timeout()
        restes.append(sum(1 for ligne in page.lecture.lignes() if ligne.chiffres is None))
    # A turn stops after some milliseconds, whatever is left: the figures come a few demandes at a time.
    assert restes[-1] == 0
    assert len(set(restes)) > 3


def test_that_the_rail_counts_the_demandes_that_wait_for_the_user(fenetre_exemple: MainWindow, qtbot: QtBot):
    bouton = fenetre_exemple.rail.bouton(DEMANDES)
    qtbot.waitUntil(lambda: bouton.nombre > 0, timeout=20_000)
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    avant = bouton.nombre
    prochaines = prochaines_echeances(workspace.projet, workspace.echeances())
    pressante = next(uid for uid, echeance in prochaines.items() if echeance.etat is EtatEcheance.RETARD)
    workspace.execute("Retirer", update_demande, pressante, issue=IssueDemande.RETIREE)
    qtbot.waitUntil(lambda: bouton.nombre == avant - 1, timeout=10_000)
