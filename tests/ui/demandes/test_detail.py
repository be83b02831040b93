"""Page « Demandes », on the right: dates, form, pièces, plan, copy and what is missing, each from end to end."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.demandes import add_demande, set_reponse, update_demande
from models.commands.operations import add_versement, remove_operation
from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.demandes.formulaire import Origine
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.ui.demandes.copie import COPIER, OngletCopie
from pvd_desktop.ui.demandes.dossier import OngletDossier
from pvd_desktop.ui.demandes.formulaire import OngletFormulaire
from pvd_desktop.ui.demandes.lignes_pieces import LignePiece
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.demandes.pieces import OngletPieces
from pvd_desktop.ui.demandes.plan import OngletPlan
from pvd_desktop.ui.demandes.pret import OngletPret
from pvd_desktop.ui.demandes.suivi import OngletSuivi
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import DOSSIER, Sortie
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.workspace import Workspace

QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, settings: Settings) -> DemandesPage:
    """On the DETR of 2027 that is still to be prepared."""
    page = DemandesPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    qtbot.waitUntil(lambda: not page.lecture.en_cours, timeout=10_000)
    page.show_demande(next(d.uid for d in workspace.projet.demandes if d.date_depot is None))
    return page


def _demande(page: DemandesPage, workspace: Workspace) -> Demande:
    return next(d for d in workspace.projet.demandes if d.uid == page.courante)


def _type(champ: DateEdit, texte: str) -> None:
    champ.setFocus()
    champ.selectAll()
    QTest.keyClicks(champ, texte)
    QTest.keyClick(champ, Qt.Key.Key_Return)


def _formulaire(page: DemandesPage) -> OngletFormulaire:
    onglet = page.detail.onglets.show_onglet("formulaire")
    assert isinstance(onglet, OngletFormulaire)
    return onglet


def _pieces(page: DemandesPage) -> OngletPieces:
    onglet = page.detail.onglets.show_onglet("pieces")
    assert isinstance(onglet, OngletPieces)
    return onglet


def test_that_a_dossier_goes_from_its_deposit_to_its_notification_and_its_lines_follow(
    page: DemandesPage, workspace: Workspace
):
    onglet = page.detail.onglets.show_onglet("dossier")
    assert isinstance(onglet, OngletDossier)
    uid = _demande(page, workspace).financements[0]

    def etat() -> EtatFinancement:
        financee = workspace.projet.financement(uid)
        assert financee is not None
        return financee[2].etat

    formulaire = onglet.onglet.formulaire
    attendus = (
        ("date_depot", "12/01/2027", EtatFinancement.DEPOSE),
        ("date_accuse", "15/01/2027", EtatFinancement.EN_INSTRUCTION),
    )
    for champ, texte, attendu in attendus:
        editeur = formulaire.editeur(champ)
        assert isinstance(editeur, DateEdit)
        _type(editeur, texte)
        assert etat() is attendu
    issue = formulaire.editeur("issue")
    assert hasattr(issue, "valeur_validee")
    onglet._ecriture.write("issue", IssueDemande.ACCORDEE)
    assert etat() is EtatFinancement.ACCORDE
    notification = formulaire.editeur("date_notification")
    assert isinstance(notification, DateEdit)
    _type(notification, "03/05/2027")
    assert etat() is EtatFinancement.NOTIFIE
    assert page.detail.piste.toolTip().startswith("Notifiée le 03/05/2027")


def test_that_the_next_step_keeps_the_capitals_of_a_sigle(page: DemandesPage):
    onglet = page.detail.onglets.show_onglet("dossier")
    assert isinstance(onglet, OngletDossier)
    depot = onglet.onglet.formulaire.editeur("date_depot")
    assert isinstance(depot, DateEdit)
    _type(depot, "12/03/2026")
    assert "prochaine étape\u00a0: AR reçu" in page.detail.etat.text()


def test_that_dates_in_the_wrong_order_are_kept_and_become_a_point(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    onglet = page.detail.onglets.show_onglet("dossier")
    assert isinstance(onglet, OngletDossier)
    for champ, texte in (("date_depot", "12/03/2026"), ("date_accuse", "01/02/2026")):
        editeur = onglet.onglet.formulaire.editeur(champ)
        assert isinstance(editeur, DateEdit)
        _type(editeur, texte)
    demande = _demande(page, workspace)
    assert (demande.date_depot, demande.date_accuse) == (date(2026, 3, 12), date(2026, 2, 1))
    qtbot.waitUntil(lambda: bool(page.detail.constats.constats()), timeout=20_000)
    constat = page.detail.constats.constats()[0]
    assert constat.objet.uid == demande.uid
    page.detail.constats.constat_activated.emit(constat)
    assert page.detail.onglets.currentWidget() is onglet


def test_that_the_points_of_the_lines_it_asks_for_are_told_after_its_own(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    demande = _demande(page, workspace)
    demain = workspace.aujourd_hui() + timedelta(days=1)
    workspace.execute("Dater", update_demande, demande.uid, date_depot=demain)
    versement = {"montant": Decimal(10), "date_encaissement": demain}
    workspace.execute("Encaisser", add_versement, demande.financements[0], **versement)
    qtbot.waitUntil(lambda: bool(page.detail.constats.constats()), timeout=20_000)
    dits = [(c.code, c.objet.type) for c in page.detail.constats.constats()]
    assert dits[0] == ("DEM-07", "demande")
    assert ("PAI-02", "financement") in dits


def test_that_an_operation_that_is_gone_is_said_once_under_the_lines(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    workspace.execute("Supprimer", remove_operation, _demande(page, workspace).operations[0], moment=QUAND)
    qtbot.waitUntil(lambda: bool(page.detail.constats.constats()), timeout=20_000)
    onglet = page.detail.onglets.show_onglet("dossier")
    dits = [label.text() for label in onglet.findChildren(QLabel) if label.isVisible()]
    assert "n’est plus dans le projet" in " ".join(dits)
    assert sum("n’est plus dans le projet" in texte for texte in dits) == 1


def test_that_what_is_answered_replaces_the_project_until_one_comes_back_to_it(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    onglet = _formulaire(page)
    assert onglet._rempli is not None
    rempli = next(c for c in onglet._rempli if c.origine is Origine.PROJET and c.champ.genre.value == "texte")
    assert onglet.focus_champ(f"reponse:{rempli.champ.cle}")
    section = onglet.page_courante()
    assert section is not None
    champ = section.champs[rempli.champ.cle]
    assert champ.origine() == "Vient du projet"
    editeur = champ.widget()
    assert QApplication.focusWidget() is editeur
    QTest.keyClick(editeur, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editeur, "Autre chose")
    QTest.keyClick(editeur, Qt.Key.Key_Return)
    assert _demande(page, workspace).reponse(rempli.champ.cle) == "Autre chose"
    assert champ.origine().startswith("Saisi ici\u00a0; le projet dit\u00a0: ")
    revenir = champ.bouton("revenir")
    assert revenir is not None
    qtbot.mouseClick(revenir, Qt.MouseButton.LeftButton)
    assert _demande(page, workspace).reponse(rempli.champ.cle) == ""
    assert champ.origine() == "Vient du projet"
    voir = champ.bouton("voir")
    assert voir is not None
    assert rempli.objet is not None
    if rempli.objet.type != "demande":
        with qtbot.waitSignal(page.objet_demande) as signal:
            qtbot.mouseClick(voir, Qt.MouseButton.LeftButton)
        assert signal.args == [rempli.objet, rempli.champ_objet]


def test_that_an_answer_that_cannot_be_read_stays_typed_with_its_error(page: DemandesPage, workspace: Workspace):
    onglet = _formulaire(page)
    assert onglet._rempli is not None
    rempli = next(c for c in onglet._rempli if c.champ.genre.value == "courriel")
    onglet.focus_champ(f"reponse:{rempli.champ.cle}")
    section = onglet.page_courante()
    assert section is not None
    editeur = section.champs[rempli.champ.cle].widget()
    QTest.keyClick(editeur, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editeur, "personne")
    QTest.keyClick(editeur, Qt.Key.Key_Return)
    assert not page.commit()
    autre = workspace.projet.demandes[0]
    courante = page.courante
    page.show_demande(autre.uid)
    assert page.courante == courante
    QTest.keyClick(editeur, Qt.Key.Key_Escape)
    assert page.commit()


def test_that_a_condition_brings_its_fields_at_their_place(page: DemandesPage, workspace: Workspace):
    onglet = _formulaire(page)
    assert onglet._rempli is not None
    champs = [c for s in onglet._rempli.formulaire.sections for c in s.champs]
    conditionnel = next(c for c in champs if c.condition and onglet._rempli.champ(c.cle) is None)
    assert conditionnel.condition is not None
    assert onglet.focus_champ(conditionnel.condition.champ)
    reponse = next(iter(conditionnel.condition.vaut))
    demande = _demande(page, workspace)
    workspace.execute("Répondre", set_reponse, demande.uid, conditionnel.condition.champ, reponse)
    section = onglet.page_courante()
    assert section is not None
    assert onglet.focus_champ(conditionnel.cle)
    workspace.undo()
    assert not onglet.focus_champ(conditionnel.cle)


def test_that_the_plan_is_that_of_the_documents_and_leads_to_the_operation(
    page: DemandesPage, workspace: Workspace, qtbot: QtBot
):
    onglet = page.detail.onglets.show_onglet("plan")
    assert isinstance(onglet, OngletPlan)
    depenses, ressources, controle = onglet.blocs.tables()
    ligne = page.lecture.ligne(page.courante)
    assert ligne is not None
    cellules = [
        ressources.modele.index(row, 4).data().replace("\u202f", "").replace("\u00a0", "").rstrip("€")
        for row in range(ressources.modele.rowCount())
    ]
    page.lecture.finish()
    ligne = page.lecture.ligne(page.courante)
    assert ligne is not None
    assert ligne.chiffres is not None
    assert str(ligne.chiffres.demande) in cellules
    totaux = [depenses.modele.index(depenses.modele.rowCount() - 1, 1).data()]
    assert totaux[0] == ressources.modele.index(ressources.modele.rowCount() - 1, 4).data()
    assert controle.modele.rowCount() == 4
    with qtbot.waitSignal(page.objet_demande) as signal:
        qtbot.mouseClick(onglet.voir, Qt.MouseButton.LeftButton)
    assert signal.args is not None
    assert signal.args[0].uid == _demande(page, workspace).operations[0]


def test_that_the_poste_is_computed_with_the_anah(workspace: Workspace, page: DemandesPage, qtbot: QtBot):
    fiche = next(f for f in workspace.projet.fiches if f.operations)
    lignes = [LigneDemande(operation=fiche.operations[0].uid)]
    uid = workspace.execute("Ajouter", add_demande, lignes, moment=QUAND, dispositif="poste_chef_projet", annee=2027)
    assert uid is not None
    for champ, texte in (("cout_charge", "52000"), ("avec_anah", "oui")):
        workspace.execute("Répondre", set_reponse, uid, champ, texte)
    page.show_demande(uid)
    onglet = page.detail.onglets.show_onglet("plan")
    assert isinstance(onglet, OngletPlan)
    poste = onglet.blocs.tables()[0].modele
    lues = {poste.index(row, 0).data(): poste.index(row, 1).data() for row in range(poste.rowCount())}
    assert lues["Coût chargé annuel"].replace("\u202f", "") == "52000\u00a0€"
    assert lues["Aide de tous les cofinanceurs"].replace("\u202f", "") == "39000\u00a0€"
    assert lues["Reste à l’employeur"].replace("\u202f", "") == "13000\u00a0€"


def test_that_each_field_is_copied_by_its_button_by_enter_and_by_ctrl_c(page: DemandesPage, qtbot: QtBot):
    onglet = page.detail.onglets.show_onglet("copie")
    assert isinstance(onglet, OngletCopie)
    pleines = [row for row, ligne in enumerate(onglet.modele.lignes) if ligne.texte]
    premiere, seconde, troisieme = pleines[:3]
    place = onglet.vue.visualRect(onglet.modele.index(premiere, COPIER)).center()
    qtbot.mouseClick(onglet.vue.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert QApplication.clipboard().text() == onglet.modele.ligne(premiere).texte
    onglet.vue.setFocus()
    onglet.vue.setCurrentIndex(onglet.modele.index(seconde, 0))
    QTest.keyClick(onglet.vue, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == onglet.modele.ligne(seconde).texte
    onglet.vue.setCurrentIndex(onglet.modele.index(troisieme, 0))
    QTest.keyClick(onglet.vue, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == onglet.modele.ligne(troisieme).texte
    assert onglet.dit.text().startswith("Copié\u00a0: ")


def test_that_each_thing_that_is_missing_leads_to_its_place(page: DemandesPage, qtbot: QtBot):
    onglet = page.detail.onglets.show_onglet("pret")
    assert isinstance(onglet, OngletPret)
    ligne = page.lecture.ligne(page.courante)
    assert ligne is not None
    assert ligne.chiffres is not None
    assert onglet.score.texte().startswith(ligne.chiffres.pret.texte)
    manques = onglet.modele.lignes
    piece = next(row for row, m in enumerate(manques) if m.champ.startswith("piece:"))
    champ = next(row for row, m in enumerate(manques) if m.champ.startswith("reponse:"))
    onglet.vue.setCurrentIndex(onglet.modele.index(piece, 0))
    qtbot.mouseClick(onglet.aller, Qt.MouseButton.LeftButton)
    assert page.detail.onglets.currentWidget() is _pieces(page)
    courante = _pieces(page).liste.ligne_courante()
    assert isinstance(courante, LignePiece)
    assert courante.uid == manques[piece].cle
    page.detail.onglets.show_onglet("pret")
    onglet.vue.setFocus()
    onglet.vue.setCurrentIndex(onglet.modele.index(champ, 0))
    QTest.keyClick(onglet.vue, Qt.Key.Key_Return)
    section = _formulaire(page).page_courante()
    assert section is not None
    assert section.champs[manques[champ].cle].isVisible()


def test_that_the_missing_line_is_made_in_the_plan_in_one_act(page: DemandesPage, workspace: Workspace, qtbot: QtBot):
    operation = workspace.projet.fiches[0].operations[0]
    lignes = [LigneDemande(operation=operation.uid)]
    uid = workspace.execute("Ajouter", add_demande, lignes, moment=QUAND, dispositif="dsil", annee=2027)
    assert uid is not None
    page.show_demande(uid)
    onglet = page.detail.onglets.show_onglet("dossier")
    assert isinstance(onglet, OngletDossier)
    qtbot.mouseClick(onglet.lignes.creer, Qt.MouseButton.LeftButton)
    (financement,) = _demande(page, workspace).financements
    financee = workspace.projet.financement(financement)
    assert financee is not None
    assert (financee[2].dispositif, financee[2].annee) == ("DSIL", 2027)
    assert not onglet.lignes.creer.isVisible()
    workspace.undo()
    assert _demande(page, workspace).financements == ()
    assert workspace.projet.financement(financement) is None


def test_that_a_note_is_one_line_and_enter(page: DemandesPage, workspace: Workspace):
    onglet = page.detail.onglets.show_onglet("suivi")
    assert isinstance(onglet, OngletSuivi)
    avant = len(_demande(page, workspace).notes)
    onglet.ligne.setFocus()
    QTest.keyClicks(onglet.ligne, "Appel a la sous-prefecture")
    QTest.keyClick(onglet.ligne, Qt.Key.Key_Return)
    notes = _demande(page, workspace).notes
    assert len(notes) == avant + 1
    assert (notes[-1].texte, notes[-1].jour) == ("Appel a la sous-prefecture", date(2026, 11, 21))
    assert onglet.ligne.text() == ""


def test_that_a_point_opens_the_field_it_names(page: DemandesPage, workspace: Workspace):
    demande = workspace.projet.demandes[3]
    objet = Objet(type="demande", uid=demande.uid, libelle="")
    for champ, onglet in (
        ("date_depot", "dossier"),
        ("lignes", "dossier"),
        ("piece:deliberation", "pieces"),
        ("prochaine_etape", "suivi"),
        ("reponse:adresse", "formulaire"),
    ):
        assert page.show_objet(objet, champ)
        assert page.courante == demande.uid
        assert page.detail.onglets.currentWidget() is page.detail.onglets.get(onglet)
    assert not page.show_objet(Objet(type="demande", uid=Uid("partie"), libelle=""), "date_depot")
    assert not page.show_objet(Objet(type="fiche", uid=workspace.projet.fiches[0].uid, libelle=""), "numero")


def test_that_the_dossier_is_asked_for_as_a_folder(page: DemandesPage, qtbot: QtBot):
    action = page.detail.exporter.fill().actions()[0]
    with qtbot.waitSignal(page.export_demande) as signal:
        action.trigger()
    assert signal.args == [Sortie("demande", demande=page.courante, extension=DOSSIER)]


def test_that_every_tab_can_be_read_aloud(page: DemandesPage):
    for nom in ("dossier", "formulaire", "pieces", "plan", "copie", "pret", "suivi"):
        page.detail.onglets.show_onglet(nom)
        assert_accessible(page)
