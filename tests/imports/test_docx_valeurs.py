"""Words of Word fiches turned into values, one by one: what towns write, and what must not be guessed."""

from datetime import date
from decimal import Decimal

import pytest

from models.domain.importation.actions import ActionLue
from models.domain.importation.complement_argent import OperationDite
from models.domain.importation.feuille import Lieu
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.organismes import Annuaire
from models.domain.vocabulaire import ContratLie, EtatFinancement
from models.referentiel.importation import load_connaissances
from pvd_desktop.imports.docx_argent import LecteurArgent
from pvd_desktop.imports.docx_libelles import couper, libelle, titre_de_fiche
from pvd_desktop.imports.docx_valeurs import lire_contrats, phase_de_la_ligne

LIEU = Lieu("tableau 1", 2)


def lire(ligne: str) -> tuple[OperationDite, ActionLue]:
    action = ActionLue(cle=("fiche 1", 1), lieu=LIEU)
    lecteur = LecteurFinanceurs(load_connaissances().financeurs, Annuaire(()))
    operation = OperationDite()
    LecteurArgent(action, lecteur, ["Commune de Valbrune"]).lire_ligne(ligne, LIEU, operation)
    return operation, action


@pytest.mark.parametrize(
    ("ligne", "demande", "accorde", "taux", "etat"),
    [
        ("DETR : 30 % soit 375 000 €", "375000.00", None, "0.3", None),
        ("- DETR (sollicitée) : 12 k€", "12000.00", None, None, None),
        ("Fonds vert : 200 000 € (acquis)", None, "200000.00", None, EtatFinancement.ACCORDE),
        ("Fonds vert : 200 000 € (à confirmer)", "200000.00", None, None, EtatFinancement.ENVISAGE),
        ("DSIL = 50 000 € (20 %)", "50000.00", None, "0.2", None),
    ],
)
def test_that_a_line_of_a_plan_is_an_aid(
    ligne: str, demande: str | None, accorde: str | None, taux: str | None, etat: EtatFinancement | None
):
    operation, _ = lire(ligne)
    (aide,) = operation.aides
    assert aide.demande == (None if demande is None else Decimal(demande))
    assert aide.accorde == (None if accorde is None else Decimal(accorde))
    assert aide.taux == (None if taux is None else Decimal(taux))
    assert aide.etat is etat


@pytest.mark.parametrize(
    "nom", ["Autofinancement", "Fonds propres", "Part communale", "Commune de Valbrune", "Commune"]
)
def test_that_the_part_of_the_owner_is_no_aid(nom: str):
    operation, _ = lire(f"{nom} : 40 000 €")
    assert (operation.part_decidee, operation.aides) == (Decimal("40000.00"), [])


@pytest.mark.parametrize("ligne", ["Total : 100 000 €", "Reste à charge : 10 000 €", "Solde : 5 000 €"])
def test_that_what_is_computed_is_no_aid(ligne: str):
    operation, action = lire(ligne)
    assert (operation.aides, operation.part_decidee, action.notes) == ([], None, [])


def test_that_words_are_no_line_of_a_plan():
    operation, _ = lire("Les financements seront recherchés en 2027.")
    assert operation.aides == []


@pytest.mark.parametrize(
    ("ligne", "intitule", "debut", "fin"),
    [
        ("Travaux : T1 2027 - T3 2027", "Travaux", date(2027, 1, 1), date(2027, 9, 30)),
        ("2027-2028 : travaux", "travaux", date(2027, 1, 1), date(2028, 12, 31)),
        ("2026 – études", "études", date(2026, 1, 1), date(2026, 12, 31)),
        ("Livraison : 15/09/2028", "Livraison", date(2028, 9, 15), None),
        ("2027", "Calendrier prévisionnel", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_that_a_line_of_a_calendar_is_a_phase(ligne: str, intitule: str, debut: date, fin: date | None):
    phase = phase_de_la_ligne(ligne)
    assert phase is not None
    assert (phase.intitule, phase.debut, phase.fin) == (intitule, debut, fin)


@pytest.mark.parametrize("ligne", ["dès que possible", "Travaux : selon le budget", ""])
def test_that_words_without_dates_are_no_phase(ligne: str):
    assert phase_de_la_ligne(ligne) is None


def test_that_contracts_are_named_or_kept_as_they_are_written():
    lus = lire_contrats("CRTE (fiche 12)\nOpération de revitalisation de territoire\nContrat du Pays")
    assert [(c.contrat, c.reference) for c in lus] == [
        (ContratLie.CRTE, "fiche 12"),
        (ContratLie.ORT, ""),
        (ContratLie.AUTRE, "Contrat du Pays"),
    ]


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("Intitulé de l'action :", "intitule"),
        ("ACTION N°", "numero"),
        ("1. Maître(s) d’ouvrage", "maitre_ouvrage"),
        ("Coût total TTC", "cout_ttc"),
        ("Lien avec d'autres contrats", "contrats"),
        ("Contexte / Enjeux", "description"),
    ],
)
def test_that_labels_are_known_whatever_their_dress(texte: str, code: str):
    trouve = libelle(texte)
    assert trouve is not None
    assert trouve[0] == code


@pytest.mark.parametrize("texte", ["Réhabiliter la halle", "Moyens humains", "250 000 €", "☒ Fort", "Fiches-actions"])
def test_that_what_is_no_label_is_not_taken_for_one(texte: str):
    assert libelle(texte) is None


def test_that_a_sentence_with_a_colon_is_not_cut():
    assert couper("Le projet comprend : une halle, une place.") is None
    assert titre_de_fiche("Action de communication auprès des habitants") is None
