"""From a financement line to its demande: the fiche, the grid and the intentions prepare it, or open it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import tape

from models.commands.operations import add_financement, update_financement, update_operation
from models.domain.demande import Demande
from models.domain.demandes.preparee import demande_de
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.ui.demandes.nouvelle import NouvelleDemande
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.pages import DEMANDES, MAQUETTE, ORGANISMES, PLAN, PROGRAMMATION
from pvd_desktop.ui.programmation.page import ProgrammationPage
from pvd_desktop.ui.vers_demande import OUVRIR, PREPARER, BoutonDemande, read_vers_demande
from pvd_desktop.ui.vues_argent import VueArgent
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.recherche_filtres import RechercheListe
from pvd_desktop.ui.workspace import Workspace


@dataclass
class Lieu:
    """The window on the example, and a line of it that no demande asks for."""

    fenetre: MainWindow
    fiche: FicheAction
    operation: Operation
    ligne: Financement

    @property
    def workspace(self) -> Workspace:
        assert self.fenetre.workspace is not None
        return self.fenetre.workspace

    @property
    def projet(self) -> Projet:
        return self.workspace.projet

    def ouvre(self) -> None:
        """The fiche, on that line."""
        objet = Objet(type="financement", uid=self.ligne.uid, libelle="", fiche=self.fiche.uid)
        self.fenetre.navigation.show_objet(objet, "montant_demande")

    def bouton(self) -> BoutonDemande:
        """That of the tab « Financement »."""
        page = self.fenetre.findChild(FichesPage)
        assert isinstance(page, FichesPage)
        return page.editeur.financement.vers_demande

    def demandes(self) -> DemandesPage:
        """The page that is shown by now."""
        assert self.fenetre.navigation.courante == DEMANDES
        page = self.fenetre.findChild(DemandesPage)
        assert isinstance(page, DemandesPage)
        return page

    def preparee(self) -> Demande:
        """The demande of the line, shown."""
        demande = demande_de(self.projet, self.ligne.uid)
        assert demande is not None
        assert self.demandes().courante == demande.uid
        return demande


@pytest.fixture
def lieu(fenetre_exemple: MainWindow) -> Lieu:
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    projet = workspace.projet
    fiche, operation, ligne = next(
        (f, o, li)
        for f in projet.fiches
        if f.statut.est_vivant
        for o in f.operations
        for li in o.financements
        if li.dispositif == "DETR" and li.etat is EtatFinancement.ENVISAGE and demande_de(projet, li.uid) is None
    )
    return Lieu(fenetre_exemple, fiche, operation, ligne)


def test_that_the_fiche_prepares_the_demande_of_a_line_in_one_act(lieu: Lieu, qtbot: QtBot):
    avant = len(lieu.projet.demandes)
    lieu.ouvre()
    bouton = lieu.bouton()
    assert (bouton.text(), bouton.isEnabled()) == (PREPARER, True)
    assert_accessible(bouton)
    bouton.setFocus()
    QTest.keyClick(bouton, Qt.Key.Key_Space)
    demande = lieu.preparee()
    assert len(lieu.projet.demandes) == avant + 1
    assert (demande.dispositif, demande.operations, demande.financements) == (
        "detr",
        (lieu.operation.uid,),
        (lieu.ligne.uid,),
    )
    toast = lieu.demandes().toast
    assert toast.isVisible()
    assert (lieu.workspace.libelle_annuler or "").startswith("Préparer la demande de «")
    lieu.workspace.undo()
    assert len(lieu.projet.demandes) == avant
    lieu.workspace.redo()
    assert demande_de(lieu.projet, lieu.ligne.uid) is not None


def test_that_a_line_that_has_its_demande_opens_it_instead(lieu: Lieu):
    lieu.ouvre()
    lieu.bouton().click()
    uid = lieu.preparee().uid
    nombre = len(lieu.projet.demandes)
    lieu.ouvre()
    assert lieu.bouton().text() == OUVRIR
    lieu.bouton().click()
    assert lieu.preparee().uid == uid
    assert len(lieu.projet.demandes) == nombre


def test_that_a_line_without_dispositif_says_why_and_that_naming_it_is_enough(lieu: Lieu):
    workspace = lieu.workspace
    uid = workspace.execute("Ajouter", add_financement, lieu.operation.uid)
    assert uid is not None
    objet = Objet(type="financement", uid=uid, libelle="", fiche=lieu.fiche.uid)
    lieu.fenetre.navigation.show_objet(objet, "montant_demande")
    bouton = lieu.bouton()
    assert not bouton.isEnabled()
    assert "dispositif" in bouton.toolTip()
    assert bouton.accessibleDescription() == bouton.toolTip()
    workspace.execute("Nommer", update_financement, uid, dispositif="DSIL")
    assert bouton.isEnabled()


def test_that_the_grid_offers_it_beside_the_line_and_in_its_menu(lieu: Lieu):
    lieu.fenetre.navigation.show_page(MAQUETTE)
    page = lieu.fenetre.findChild(MaquettePage)
    assert isinstance(page, MaquettePage)
    modele, vue = page.modele, page.grille.vue
    modele.fold_actions(pliees=False)
    cellules = (modele.index(r, c) for r in range(modele.rowCount()) for c in range(modele.columnCount()))
    vue.setCurrentIndex(next(i for i in cellules if lieu.ligne in modele.financements(i.row(), i.column())))
    assert page.detail.objet() == lieu.ligne
    assert page.detail.vers_demande.isVisible()
    menu = QMenu()
    page.detail.add_vers_demande(menu)
    action = menu.actions()[-1]
    assert action.text().replace("&", "") == page.detail.vers_demande.text() == PREPARER
    action.trigger()
    lieu.preparee()


def test_that_a_cell_without_line_offers_no_demande(lieu: Lieu):
    lieu.fenetre.navigation.show_page(MAQUETTE)
    page = lieu.fenetre.findChild(MaquettePage)
    assert isinstance(page, MaquettePage)
    assert not isinstance(page.detail.objet(), Financement)
    assert not page.detail.vers_demande.isVisible()
    menu = QMenu()
    page.detail.add_vers_demande(menu)
    assert not menu.actions()


def _intentions(lieu: Lieu) -> ProgrammationPage:
    lieu.fenetre.navigation.show_page(PROGRAMMATION)
    page = lieu.fenetre.findChild(ProgrammationPage)
    assert isinstance(page, ProgrammationPage)
    page.show_vue(VueArgent.INTENTIONS)
    assert not page.intentions.vers_demande.isEnabled()
    return page


def test_that_an_intention_opens_the_demande_of_its_line(lieu: Lieu):
    page = _intentions(lieu)
    offres: set[str] = set()
    for ligne in page.intentions.liste.valeur():
        page.intentions.liste.select(ligne.uid)
        siennes = [demande_de(lieu.projet, f.uid) for f in ligne.intention.lignes]
        bouton = page.intentions.vers_demande
        assert bouton.text() == (OUVRIR if any(siennes) else PREPARER)
        offres.add(bouton.text())
    assert OUVRIR in offres
    assert_accessible(page.intentions)


def test_that_an_intention_of_several_lines_lets_choose_among_them(lieu: Lieu):
    page = _intentions(lieu)
    annee, uid = page.intentions.annee, lieu.operation.uid
    lieu.workspace.execute("Destiner", update_operation, uid, annee_intention=annee)
    page.intentions.liste.select(uid)
    assert page.intentions.vers_demande.text() == PREPARER
    lieu.workspace.execute("Ajouter", add_financement, uid, dispositif="DSIL")
    nombre = len(lieu.projet.demandes)
    page.intentions.vers_demande.click()
    dialogue = lieu.demandes().dialogue()
    assert isinstance(dialogue, NouvelleDemande)
    textes = [dialogue.lignes.item(row).text() for row in range(dialogue.lignes.count())]
    assert [nom for nom in ("DETR", "DSIL") if any(nom in texte for texte in textes)] == ["DETR", "DSIL"]
    assert len(lieu.projet.demandes) == nombre


def test_that_a_field_that_cannot_be_read_comes_first_then_the_demande_all_the_same(lieu: Lieu):
    lieu.ouvre()
    page = lieu.fenetre.pile.currentWidget()
    assert isinstance(page, FichesPage)
    champ = page.editeur.description.formulaire.editeur("date_validation_copil")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "31/02/2026")
    lieu.bouton().click()
    assert lieu.fenetre.navigation.courante == PLAN
    assert demande_de(lieu.projet, lieu.ligne.uid) is None
    corriger, continuer = lieu.fenetre.messages.bandeau.boutons()
    assert (corriger.text(), continuer.text()) == ("Corriger", "Continuer sans cette saisie")
    continuer.click()
    lieu.preparee()


def test_that_an_echeance_of_a_demande_leads_to_it_and_not_to_its_fiche(lieu: Lieu):
    echeance = next(e for e in lieu.workspace.echeances() if e.objet.type == "demande" and e.objet.fiche)
    lieu.fenetre.navigation.show_objet(echeance.objet, echeance.champ)
    assert lieu.demandes().courante == echeance.objet.uid


@pytest.mark.parametrize("page", [DEMANDES, ORGANISMES])
def test_that_ctrl_f_leads_to_the_search_of_the_page(lieu: Lieu, page: str):
    lieu.fenetre.navigation.show_page(page)
    lieu.fenetre.activateWindow()
    montree = lieu.fenetre.pile.currentWidget()
    assert montree is not None
    (champ,) = [champ for champ in montree.findChildren(RechercheListe) if champ.isVisible()]
    lieu.fenetre.entete.recherche.setFocus()
    QTest.keyClick(lieu.fenetre, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert lieu.fenetre.focusWidget() is champ


def test_that_a_read_only_project_opens_the_demandes_and_prepares_none(workspace_lecture_seule: Workspace):
    projet = workspace_lecture_seule.projet
    libre = next(
        li for f in projet.fiches for o in f.operations for li in o.financements if demande_de(projet, li.uid) is None
    )
    refusee = read_vers_demande(workspace_lecture_seule, libre.uid)
    assert (refusee.objet, refusee.texte) == (None, PREPARER)
    assert "lecture seule" in refusee.aide
    prise = next(uid for d in projet.demandes for uid in d.financements)
    offerte = read_vers_demande(workspace_lecture_seule, prise)
    assert offerte.texte == OUVRIR
    assert offerte.objet is not None
