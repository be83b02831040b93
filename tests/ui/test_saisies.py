"""What is typed and cannot be written: nothing is closed, copied or exported as if it were there."""

from collections.abc import Callable

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.fiches.gestes import edite, tape, touche

from models.domain.fiche_action import FicheAction
from models.store.database import Database
from models.store.errors import EcritureError
from pvd_desktop.ui.exportation import Exportation
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PLAN, POINTS
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche


@pytest.fixture
def page(fenetre_exemple: MainWindow) -> FichesPage:
    """The plan of the example, its first fiche with an operation open."""
    fenetre_exemple.navigation.show_page(PLAN)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, FichesPage)
    assert fenetre_exemple.workspace is not None
    fiche = next(f for f in fenetre_exemple.workspace.projet.fiches if f.operations and f.operations[0].depenses)
    assert page.show_fiche(fiche.uid)
    return page


def _type_bad_date(page: FichesPage) -> QLineEdit:
    """A date that does not exist, in a tab that is then left."""
    page.editeur.onglets.setCurrentWidget(page.editeur.description)
    champ = page.editeur.description.formulaire.editeur("date_validation_copil")
    assert isinstance(champ, SaisieEdit)
    tape(champ, "31/02/2026")
    page.editeur.onglets.setCurrentWidget(page.editeur.calendrier)
    return champ


def _buttons(fenetre: MainWindow) -> list[str]:
    return [bouton.text() for bouton in fenetre.messages.bandeau.boutons()]


def _fiche(fenetre: MainWindow, page: FichesPage) -> FicheAction:
    assert fenetre.workspace is not None
    fiche = fenetre.workspace.projet.fiche(page.fiche_courante)
    assert fiche is not None
    return fiche


def _disk_full(self: Database, *_: object, **__: object) -> None:
    raise EcritureError(self.path, "le disque est plein")


@pytest.mark.parametrize("geste", ["quitter", "fermer_projet", "ouvrir"])
def test_that_closing_over_a_field_that_cannot_be_read_shows_it(
    fenetre_exemple: MainWindow, page: FichesPage, geste: str, dialogues: FauxDialogues
):
    champ = _type_bad_date(page)
    fenetre_exemple.actions_[geste].trigger()
    assert fenetre_exemple.isVisible()
    assert fenetre_exemple.workspace is not None
    assert dialogues.titres == []
    assert "pas comprise" in fenetre_exemple.messages.bandeau.titre()
    assert champ.isVisible()
    assert fenetre_exemple.focusWidget() is champ
    assert champ.text() == "31/02/2026"
    verbe = "Ouvrir" if geste == "ouvrir" else "Fermer"
    assert _buttons(fenetre_exemple) == ["Corriger", f"{verbe} sans cette saisie"]
    fenetre_exemple.messages.bandeau.boutons()[1].click()
    assert bool(dialogues.titres) is (geste == "ouvrir")
    assert fenetre_exemple.isVisible() is (geste != "quitter")
    assert (fenetre_exemple.workspace is None) is (geste != "ouvrir")


def test_that_closing_over_a_cell_that_cannot_be_read_shows_it(fenetre_exemple: MainWindow, page: FichesPage):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    cellule = edite(page.editeur.financement.depenses, 0, "montant_ht")
    assert isinstance(cellule, QLineEdit)
    tape(cellule, "douze mille")
    fenetre_exemple.close()
    assert fenetre_exemple.isVisible()
    assert page.editeur.financement.depenses.delegue().editeur_ouvert() is cellule
    assert cellule.hasFocus()


def test_that_correcting_the_field_takes_the_question_away(fenetre_exemple: MainWindow, page: FichesPage):
    champ = _type_bad_date(page)
    fenetre_exemple.close()
    fenetre_exemple.rail.bouton(PLAN).setFocus()
    fenetre_exemple.messages.bandeau.boutons()[0].click()
    assert fenetre_exemple.focusWidget() is champ
    tape(champ, "28/02/2026")
    touche(champ, Qt.Key.Key_Return)
    assert not fenetre_exemple.messages.bandeau.isVisible()
    fenetre_exemple.close()
    assert not fenetre_exemple.isVisible()


def test_that_another_page_waits_for_a_field_that_cannot_be_read(fenetre_exemple: MainWindow, page: FichesPage):
    champ = _type_bad_date(page)
    fenetre_exemple.navigation.show_page(POINTS)
    assert fenetre_exemple.navigation.courante == PLAN
    fenetre_exemple.messages.bandeau.boutons()[1].click()
    assert fenetre_exemple.navigation.courante == POINTS
    fenetre_exemple.close()
    assert (fenetre_exemple.navigation.courante, fenetre_exemple.isVisible()) == (PLAN, True)
    assert champ.isVisible()
    assert champ.text() == "31/02/2026"


@pytest.mark.parametrize(
    ("geste", "nom"),
    [
        (lambda exportation: exportation.export_document(TOUTES_LES_FICHES), "sortie.pdf"),
        (Exportation.export_json, "sortie.json"),
        (Exportation.save_copy, "sortie.pvd"),
    ],
    ids=["document", "json", "copie"],
)
def test_that_a_file_made_without_a_field_says_so(
    fenetre_exemple: MainWindow,
    page: FichesPage,
    dialogues: FauxDialogues,
    qtbot: QtBot,
    *,
    geste: Callable[[Exportation], None],
    nom: str,
):
    _type_bad_date(page)
    assert fenetre_exemple.workspace is not None
    dialogues.reponse = cible = fenetre_exemple.workspace.path.with_name(nom)
    geste(fenetre_exemple.exportation)
    assert dialogues.titres == []
    fenetre_exemple.messages.bandeau.boutons()[1].click()
    bandeau = fenetre_exemple.messages.bandeau
    qtbot.waitUntil(lambda: "sortie" in bandeau.titre(), timeout=30_000)
    assert cible.exists()
    assert bandeau.titre().endswith("mais sans la saisie en cours.")


def test_that_a_copy_never_claims_to_hold_a_text_the_disk_refused(
    fenetre_exemple: MainWindow,
    page: FichesPage,
    dialogues: FauxDialogues,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
):
    texte = page.editeur.description.formulaire.editeur("description")
    assert isinstance(texte, TexteRiche)
    bandeau = fenetre_exemple.messages.bandeau
    assert fenetre_exemple.workspace is not None
    dialogues.reponse = fenetre_exemple.workspace.path.with_name("copie.pvd")
    with monkeypatch.context() as patch:
        patch.setattr(Database, "execute_merged", _disk_full)
        texte.setFocus()
        texte.zone.selectAll()
        texte.zone.insertPlainText("Trois semaines de travail.")
        fenetre_exemple.actions_["copie"].trigger()
        qtbot.waitUntil(lambda: "copie.pvd" in bandeau.titre())
        assert bandeau.titre().endswith("mais sans la saisie en cours.")
        assert _buttons(fenetre_exemple)[0] == "Réessayer"
        assert "Non enregistré" in fenetre_exemple.barre_etat.texte()
        fenetre_exemple.close()
        assert fenetre_exemple.isVisible()
    # There is room again: leaving the field is enough.
    page.liste.vue.setFocus()
    qtbot.waitUntil(lambda: _fiche(fenetre_exemple, page).description == "Trois semaines de travail.")
    assert not bandeau.isVisible()
    assert "Non enregistré" not in fenetre_exemple.barre_etat.texte()


def test_that_every_text_the_disk_refused_is_written_once_there_is_room(
    fenetre_exemple: MainWindow, page: FichesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    with monkeypatch.context() as patch:
        patch.setattr(Database, "execute_merged", _disk_full)
        for nom in ("adresse", "parcelles"):
            champ = page.editeur.description.formulaire.editeur(nom)
            assert isinstance(champ, SaisieEdit)
            tape(champ, f"Valeur {nom}")
            champ.commit()
    fenetre_exemple.messages.bandeau.boutons()[0].click()
    qtbot.waitUntil(lambda: _fiche(fenetre_exemple, page).adresse == "Valeur adresse")
    assert _fiche(fenetre_exemple, page).parcelles == "Valeur parcelles"


def test_that_a_fiche_is_not_left_with_a_text_the_disk_refused(
    fenetre_exemple: MainWindow, page: FichesPage, monkeypatch: pytest.MonkeyPatch
):
    assert fenetre_exemple.workspace is not None
    autre = next(f for f in fenetre_exemple.workspace.projet.fiches if f.uid != page.fiche_courante)
    champ = page.editeur.description.formulaire.editeur("adresse")
    assert isinstance(champ, SaisieEdit)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "execute_merged", _disk_full)
        tape(champ, "Place Haute")
        assert not page.show_fiche(autre.uid)
    assert page.show_fiche(autre.uid)
    assert "Place Haute" in {f.adresse for f in fenetre_exemple.workspace.projet.fiches}


def test_that_a_paste_that_is_cut_is_said_in_the_banner(fenetre_exemple: MainWindow, page: FichesPage):
    texte = page.editeur.description.formulaire.editeur("description")
    assert isinstance(texte, TexteRiche)
    donnees = QMimeData()
    donnees.setText("Un *astérisque* par-ci. " * 6_000)
    QApplication.clipboard().setMimeData(donnees)
    texte.zone.selectAll()
    texte.zone.paste()
    assert "seul le début a été gardé" in fenetre_exemple.messages.bandeau.titre()
    fenetre_exemple.close()
    assert not fenetre_exemple.isVisible()
