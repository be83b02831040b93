"""What a loan costs each year: shown for loans only, typed one by one or as a series, kept by the charge nette."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import ecrit, operation, tape, touche

from models.commands.operations import update_financement
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement
from models.domain.vocabulaire import EtatFinancement, NatureFinancement
from pvd_desktop.documents.builders.charge_nette import read_charge
from pvd_desktop.ui.fiches.annuites import Annuites
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def annuites(page: FichesPage, fiche: FicheAction, workspace: Workspace) -> Annuites:
    """Of a loan of 100 000 €, without any yet."""
    del fiche
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    uid = ligne(page, workspace).uid
    champs = {"nature": NatureFinancement.PRET, "etat": EtatFinancement.ACCORDE, "annee": 2026}
    workspace.execute("Emprunter", update_financement, uid, **champs, montant_accorde=Decimal(100_000))
    financement = page.editeur.financement
    assert financement.financements.select(uid)
    trouvees = financement.detail.annuites
    assert trouvees is not None
    assert trouvees.isVisibleTo(financement)
    return trouvees


def ligne(page: FichesPage, workspace: Workspace) -> Financement:
    return operation(page, workspace).financements[0]


def repete(annuites: Annuites, montant: str, premiere: str, derniere: str) -> None:
    serie = annuites.serie
    for champ, texte in ((serie.montant, montant), (serie.premiere, premiere), (serie.derniere, derniere)):
        tape(champ, texte)
    serie.bouton.click()


def test_that_a_subvention_has_no_annuites(page: FichesPage, fiche: FicheAction):
    page.editeur.onglets.setCurrentWidget(page.editeur.financement)
    financement = page.editeur.financement
    assert financement.financements.select(fiche.operations[0].financements[0].uid)
    assert financement.detail.annuites is None


def test_that_each_year_is_typed_and_the_next_one_follows_with_the_same_amount(
    annuites: Annuites, page: FichesPage, workspace: Workspace
):
    liste = annuites.liste
    liste.boutons()["ajouter"].click()
    ecrit(liste, 0, "montant", "12 000")
    liste.boutons()["ajouter"].click()
    assert [(a.annee, a.montant) for a in ligne(page, workspace).annuites] == [(2027, 12_000), (2028, 12_000)]
    assert "il reste 76\u202f000,00\u00a0€ de capital" in annuites.somme()
    liste.boutons()["retirer"].click()
    assert len(ligne(page, workspace).annuites) == 1


def test_that_a_series_is_one_act_that_undo_takes_back_and_the_charge_counts_it(
    annuites: Annuites, page: FichesPage, workspace: Workspace
):
    def rembourse() -> Decimal:
        return read_charge(workspace.projet, workspace.aujourd_hui()).total.remboursements

    avant = rembourse()
    repete(annuites, "12k", "2027", "2036")
    assert len(ligne(page, workspace).annuites) == 10
    assert rembourse() - avant == 120_000
    assert "dont 20\u202f000,00\u00a0€ d’intérêts" in annuites.somme()
    # A year that is there already is written again, not added.
    repete(annuites, "15000", "2036", "2037")
    assert [(a.annee, a.montant) for a in ligne(page, workspace).annuites][-2:] == [(2036, 15_000), (2037, 15_000)]
    assert annuites.serie.montant.text() == ""
    workspace.undo()
    workspace.undo()
    assert ligne(page, workspace).annuites == ()
    assert rembourse() == avant


@pytest.mark.parametrize(
    ("saisie", "dit"),
    [
        (("", "2027", "2030"), "ce qui est payé chaque année"),
        (("1000", "", "2030"), "Première année"),
        (("1000", "2027", ""), "Dernière année"),
        (("1000", "2030", "2027"), "précède la première"),
        (("1000", "2010", "2090"), "80 ans au plus"),
        (("-5", "2027", "2030"), "négatif"),
    ],
)
def test_that_a_series_that_cannot_be_read_says_why_and_writes_nothing(
    annuites: Annuites, page: FichesPage, workspace: Workspace, saisie: tuple[str, str, str], dit: str
):
    repete(annuites, *saisie)
    assert dit in annuites.serie.message()
    assert ligne(page, workspace).annuites == ()


def test_that_enter_in_a_field_does_not_write_the_series(annuites: Annuites, page: FichesPage, workspace: Workspace):
    tape(annuites.serie.montant, "1000")
    touche(annuites.serie.montant, Qt.Key.Key_Return)
    assert ligne(page, workspace).annuites == ()


def test_that_what_a_former_loan_kept_can_still_be_removed(annuites: Annuites, page: FichesPage, workspace: Workspace):
    repete(annuites, "1000", "2027", "2027")
    uid = ligne(page, workspace).uid
    workspace.execute("Changer", update_financement, uid, nature=NatureFinancement.SUBVENTION)
    assert annuites.isVisibleTo(page)
    assert annuites.liste.select(ligne(page, workspace).annuites[0].uid)
    annuites.liste.boutons()["retirer"].click()
    assert not annuites.isVisibleTo(page)


def test_that_the_annuites_are_said_to_screen_readers(annuites: Annuites):
    assert_accessible(annuites)
