"""Page « Réglages du projet »: what is typed becomes acts with a name, that undo takes back and that the rules read."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import tape

from models.commands.reglages import add_parametre, update_reglages
from models.domain.bareme import Parametre, bareme_effectif
from models.domain.reglages import ParametreLocal
from models.domain.vocabulaire import BaseMontant
from models.referentiel.bareme import load_bareme
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import REGLAGES
from pvd_desktop.ui.reglages.carte import CarteParametre
from pvd_desktop.ui.reglages.fiche_dispositif import FicheDispositif
from pvd_desktop.ui.reglages.page import ReglagesPage
from pvd_desktop.ui.widgets.annee_edit import AnneeEdit
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.workspace import Workspace

CLE = "participation_minimale"


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> ReglagesPage:
    page = ReglagesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def editeur(carte: CarteParametre, nom: str) -> SaisieEdit[Any]:
    formulaire = carte.formulaire if nom == "valeur" else carte.precisions
    trouve = formulaire.editeur(nom)
    assert isinstance(trouve, SaisieEdit)
    return trouve


def ecrit(champ: SaisieEdit[Any], texte: str) -> None:
    """Type, then leave the field."""
    tape(champ, texte)
    champ.commit()


def en_vigueur(workspace: Workspace) -> Parametre:
    bareme = bareme_effectif(load_bareme(), workspace.projet.parametres_locaux)
    return bareme.parametre(CLE, date(2026, 11, 21))


def locaux(workspace: Workspace) -> tuple[ParametreLocal, ...]:
    return workspace.projet.parametres_locaux


def test_that_a_value_of_the_project_is_typed_told_apart_and_given_back(page: ReglagesPage, workspace: Workspace):
    carte = page.cartes[CLE]
    assert not carte.pastille.isVisibleTo(page)
    assert "Référence\u00a0: 20" in carte.textes()
    ecrit(editeur(carte, "valeur"), "30")
    assert workspace.projet.parametres_locaux[0].valeur == "0.3"
    assert en_vigueur(workspace).valeur == Decimal("0.3")
    assert carte.pastille.isVisibleTo(page)
    assert "au lieu de 20" in carte.textes()
    assert "Adapté le " in carte.textes()
    ecrit(editeur(carte, "motif"), "arrêté du préfet")
    ecrit(editeur(carte, "date_effet"), "01/01/2026")
    assert (locaux(workspace)[0].motif, locaux(workspace)[0].date_effet) == ("arrêté du préfet", date(2026, 1, 1))
    assert en_vigueur(workspace).source.endswith("arrêté du préfet")
    assert page.resume() == "1 paramètre adapté"
    carte.revenir.click()
    assert locaux(workspace) == ()
    assert not carte.revenir.isVisibleTo(page)
    assert editeur(carte, "valeur").text() == ""
    workspace.undo()
    assert "30" in editeur(carte, "valeur").text()


def test_that_an_emptied_value_gives_the_reference_back(page: ReglagesPage, workspace: Workspace):
    carte = page.cartes["tolerance_plan"]
    ecrit(editeur(carte, "valeur"), "5")
    assert locaux(workspace)[0].valeur == "5"
    ecrit(editeur(carte, "valeur"), "")
    assert locaux(workspace) == ()


def test_that_zero_is_a_value(page: ReglagesPage, workspace: Workspace):
    ecrit(editeur(page.cartes[CLE], "valeur"), "0")
    assert locaux(workspace)[0].valeur == "0"


def test_that_all_the_adaptations_of_a_file_are_told(page: ReglagesPage, workspace: Workspace):
    workspace.execute("Adapter", add_parametre, CLE, valeur="0.3")
    workspace.execute("Adapter", add_parametre, CLE, valeur="0.25", date_effet=date(2027, 1, 1))
    texte = page.cartes[CLE].textes().replace("\u00a0", " ")
    assert "30,0 % au lieu de 20,0 %" in texte
    assert "Aussi : 25,0 % à compter du 01/01/2027." in texte


def test_that_a_period_that_ends_before_it_begins_stays_typed_with_the_reason(page: ReglagesPage, workspace: Workspace):
    workspace.execute("Régler", update_reglages, premiere_annee=2023, derniere_annee=None)
    champ = page.formulaire.editeur("derniere_annee")
    assert isinstance(champ, AnneeEdit)
    ecrit(champ, "2020")
    assert workspace.projet.reglages.derniere_annee is None
    assert not page.commit()
    ecrit(champ, "2029")
    assert page.commit()
    assert workspace.projet.reglages.derniere_annee == 2029


def test_that_base_and_mention_are_acts(page: ReglagesPage, workspace: Workspace):
    base = page.formulaire.editeur("base_defaut")
    assert isinstance(base, ChoixCombo)
    base.setCurrentIndex(base.findText("TTC"))
    base.activated.emit(base.currentIndex())
    assert workspace.projet.reglages.base_defaut is BaseMontant.TTC
    mention = page.documents.editeur("brouillon")
    assert isinstance(mention, CaseCocher)
    mention.click()
    assert not workspace.projet.convention.brouillon
    assert workspace.libelle_annuler == "Retirer la mention BROUILLON"


def test_that_a_project_read_only_shows_and_takes_nothing(workspace_lecture_seule: Workspace, qtbot: QtBot):
    page = ReglagesPage(workspace_lecture_seule)
    qtbot.addWidget(page)
    page.show()
    assert editeur(page.cartes[CLE], "valeur").isReadOnly()


def test_that_every_control_has_a_name(page: ReglagesPage, workspace: Workspace):
    workspace.execute("Adapter", add_parametre, CLE, valeur="0.3")
    assert_accessible(page)


def test_that_the_menu_opens_the_page(fenetre_exemple: MainWindow):
    fenetre_exemple.actions_["reglages"].trigger()
    assert isinstance(fenetre_exemple.pile.currentWidget(), ReglagesPage)
    assert fenetre_exemple.navigation.courante == REGLAGES


def test_that_the_page_is_made_a_part_at_a_step_and_whole_at_the_end(workspace: Workspace, qtbot: QtBot):
    page = ReglagesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    assert page.findChildren(CarteParametre) == page.findChildren(FicheDispositif) == []
    page.show()
    attendues = [cle for cle, definition in load_bareme().definitions.items() if definition.regles]
    qtbot.waitUntil(lambda: len(page.findChildren(CarteParametre)) == len(attendues))
    assert list(page.cartes) == attendues
    assert len(page.findChildren(ListeEditable)) == 5


def test_that_a_card_made_after_an_act_shows_what_it_wrote(workspace: Workspace, qtbot: QtBot):
    page = ReglagesPage(workspace)
    qtbot.addWidget(page)
    page.show()
    workspace.execute("Adapter", add_parametre, CLE, valeur="0.25", motif="Arrêté")
    assert editeur(page.cartes[CLE], "valeur").valeur() == Decimal("0.25")
