"""What is typed on a line of a scenario."""

from decimal import Decimal

import pytest
from factories import make_depense, make_financement, make_operation

from models.domain.errors import SaisieError
from models.domain.scenarios.saisie import ANNEE, ETAT, MONTANT, ecarts_saisis, montant_de
from models.domain.vocabulaire import BaseMontant, EtatFinancement

OPERATION = make_operation(part_decidee=Decimal(60000))


def test_that_an_aide_that_becomes_granted_is_granted_for_what_was_asked():
    ligne = make_financement("40000")
    ecarts = ecarts_saisis(OPERATION, ligne, ETAT, EtatFinancement.ACCORDE)
    assert [(e.champ, e.valeur) for e in ecarts] == [("etat", "accorde"), ("montant_accorde", "40000.00")]
    deja = make_financement("40000", montant_accorde=Decimal(30000))
    assert [e.champ for e in ecarts_saisis(OPERATION, deja, ETAT, EtatFinancement.ACCORDE)] == ["etat"]
    assert [e.champ for e in ecarts_saisis(OPERATION, ligne, ETAT, EtatFinancement.REFUSE)] == ["etat"]


def test_that_the_amount_of_an_aide_is_the_one_that_counts_in_its_state():
    accordee = make_financement("40000", etat=EtatFinancement.NOTIFIE, montant_accorde=Decimal(30000))
    assert montant_de(OPERATION, accordee) == 30000
    (ecart,) = ecarts_saisis(OPERATION, accordee, MONTANT, Decimal(25000))
    assert (ecart.champ, ecart.valeur) == ("montant_accorde", "25000.00")
    (ecart,) = ecarts_saisis(OPERATION, make_financement("40000"), MONTANT, None)
    assert (ecart.champ, ecart.valeur) == ("montant_demande", "")


def test_that_the_other_side_of_an_expense_follows_its_rate():
    depense = make_depense("100000", montant_ttc=Decimal(120000))
    ecarts = ecarts_saisis(OPERATION, depense, MONTANT, Decimal(110000))
    assert [(e.champ, e.valeur) for e in ecarts] == [("montant_ht", "110000.00"), ("montant_ttc", "132000.00")]
    ttc = make_operation(base=BaseMontant.TTC)
    (ecart, autre) = ecarts_saisis(ttc, depense, MONTANT, Decimal(60000))
    assert (ecart.champ, autre.champ, autre.valeur) == ("montant_ttc", "montant_ht", "50000.00")
    assert [e.champ for e in ecarts_saisis(OPERATION, depense, MONTANT, None)] == ["montant_ht"]


def test_that_the_part_of_an_operation_has_an_amount_and_nothing_else():
    (ecart,) = ecarts_saisis(OPERATION, OPERATION, MONTANT, Decimal(48000))
    assert (ecart.champ, ecart.valeur) == ("part_decidee", "48000.00")
    for quoi, valeur in ((ETAT, EtatFinancement.REFUSE), (ANNEE, 2028)):
        with pytest.raises(SaisieError):
            ecarts_saisis(OPERATION, OPERATION, quoi, valeur)
