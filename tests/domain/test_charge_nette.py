"""The charge nette of each year: vector F, the delays of the FCTVA, loans, envelopes, and what is not known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fabrique_du_domaine import depense, euros, fiche, financement, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.fctva import fctva_operation
from models.domain.maquettes.charge_nette import ChargeNette, Inconnue, charge_nette, fctva_par_annee
from models.domain.plan_financement import ZERO, Annuite, Depense, Financement, Operation, Versement
from models.domain.programmation import Enveloppe
from models.domain.projet import Projet
from models.domain.reglages import Reglages
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    Section,
    StatutAction,
    TypeOrganisme,
)

TAUX = Decimal("0.16404")
VINGT = Decimal("0.2")
TRAVAUX = depense(500_000, taux_tva=VINGT, annee=2026)


def recue(montant: int, annee: int, **champs: Any) -> Financement:
    """A line received at once."""
    versement = Versement(montant=Decimal(montant), date_encaissement=date(annee, 5, 1))
    return financement("Région", montant, versements=(versement,), **champs)


def charge(*operations: Operation, **champs: Any) -> ChargeNette:
    return charge_nette(projet(fiche(*operations), **champs), taux=TAUX)


def par_annee(resultat: ChargeNette) -> dict[int | None, Decimal]:
    return {une.annee: une.charge for une in resultat.annees}


def test_that_vector_f_spreads_over_the_years_and_adds_up():
    resultat = charge(operation(depenses=(TRAVAUX,), financements=(recue(400_000, 2027),)))
    assert par_annee(resultat) == {2026: 600_000, 2027: -400_000, 2028: Decimal("-98424.00")}
    assert resultat.total.charge == Decimal("101576.00")
    assert resultat.reserves == ()


@pytest.mark.parametrize(
    ("porteur", "annee"), [(TypeOrganisme.COMMUNE, 2028), (TypeOrganisme.EPCI, 2026), (TypeOrganisme.SYNDICAT, 2028)]
)
def test_that_the_fctva_comes_with_the_delay_of_the_bearer(porteur: TypeOrganisme, annee: int):
    une = operation(depenses=(TRAVAUX,), maitre_ouvrage=organisme(porteur))
    assert list(fctva_par_annee(projet(), une, taux=TAUX)) == [(annee, Decimal("98424.00"))]


@pytest.mark.parametrize("porteur", [TypeOrganisme.BAILLEUR_SOCIAL, TypeOrganisme.ASSOCIATION, TypeOrganisme.PRIVE])
def test_that_a_bearer_that_is_no_collectivite_has_no_fctva(porteur: TypeOrganisme):
    resultat = charge(operation(depenses=(TRAVAUX,), maitre_ouvrage=organisme(porteur)))
    assert resultat.total.charge == 600_000
    assert resultat.reserves == ()


def test_that_an_operation_that_deducts_its_tva_pays_ht_and_gets_no_fctva():
    assert charge(operation(depenses=(TRAVAUX,), assujettie_tva=True)).total.charge == 500_000


def test_that_a_loan_lowers_the_charge_apart_from_the_aids():
    pret = recue(100_000, 2026, nature=NatureFinancement.PRET)
    une = charge(
        operation(depenses=(TRAVAUX,), financements=(pret, recue(50_000, 2026, nature=NatureFinancement.PRIVE)))
    )
    premiere = une.annees[0]
    assert (premiere.aides, premiere.prive, premiere.emprunts) == (0, 50_000, 100_000)
    assert (premiere.avant_emprunt, premiere.charge) == (550_000, 450_000)


def test_that_a_loan_costs_its_annuites_in_their_years_until_the_last():
    annuites = tuple(Annuite(annee=annee, montant=euros(12_000)) for annee in (2027, 2040))
    pret = recue(20_000, 2026, nature=NatureFinancement.PRET, annuites=annuites)
    resultat = charge(operation(depenses=(TRAVAUX,), financements=(pret,)))
    assert par_annee(resultat) == {2026: 580_000, 2027: 12_000, 2028: Decimal("-98424.00"), 2040: 12_000}
    assert resultat.total.remboursements == 24_000
    assert resultat.reserves == ()


def test_that_an_annuite_of_no_year_is_counted_apart_and_that_of_a_lost_loan_is_not():
    annuites = (Annuite(montant=euros(5_000)), Annuite(annee=2027))
    pret = financement("Prêt", 5_000, nature=NatureFinancement.AVANCE_REMBOURSABLE, annuites=annuites)
    assert charge(operation(financements=(pret,))).sans_annee.remboursements == 5_000
    refuse = replace(pret, etat=EtatFinancement.REFUSE)
    assert charge(operation(financements=(refuse,))).total.remboursements == 0


@pytest.mark.parametrize(("montants", "attendu"), [((), True), ((40_000, 59_999), True), ((40_000, 60_000), False)])
def test_that_a_loan_that_its_annuites_do_not_pay_back_is_said(montants: tuple[int, ...], *, attendu: bool):
    annuites = tuple(Annuite(annee=2027 + rang, montant=euros(montant)) for rang, montant in enumerate(montants))
    pret = recue(100_000, 2026, nature=NatureFinancement.PRET, annuites=annuites)
    resultat = charge(operation(depenses=(TRAVAUX,), financements=(pret,)))
    assert [r.raisons for r in resultat.reserves] == ([(Inconnue.SANS_ANNUITES,)] if attendu else [])


def test_that_a_subvention_of_the_state_on_the_ttc_lowers_the_fctva_and_a_dotation_does_not():
    etat = organisme(TypeOrganisme.ETAT)
    for dispositif, attendu in (("FNADT", "82020.00"), ("DETR", "98424.00")):
        aide = financement(dispositif, 100_000, financeur=etat)
        une = operation(depenses=(TRAVAUX,), financements=(aide,), base=BaseMontant.TTC)
        assert sum(m for _, m in fctva_par_annee(projet(), une, taux=TAUX)) == Decimal(attendu)


def test_that_an_envelope_is_compared_with_its_year_and_the_total_with_those_years_only():
    enveloppes = (Enveloppe(annee=2026, montant=euros(550_000)), Enveloppe(annee=2029, montant=euros(10_000)))
    resultat = charge(operation(depenses=(TRAVAUX,)), enveloppes=enveloppes)
    assert [(une.annee, une.marge) for une in resultat.annees] == [(2026, -50_000), (2028, None), (2029, 10_000)]
    assert (resultat.plafond, resultat.marge) == (560_000, -40_000)
    sans = charge(operation(depenses=(TRAVAUX,)))
    assert (sans.plafond, sans.marge) == (None, None)


def test_that_every_year_of_the_maquette_is_there_to_be_given_an_envelope():
    reglages = Reglages(premiere_annee=2025, derniere_annee=2027)
    assert [une.annee for une in charge(reglages=reglages).annees] == [2025, 2026, 2027]


def test_that_what_is_abandoned_costs_nothing():
    une = fiche(operation(depenses=(TRAVAUX,)), statut=StatutAction.ABANDONNEE)
    assert charge_nette(projet(une), taux=TAUX).total.depenses == 0


@pytest.mark.parametrize(
    ("champs", "raison"),
    [
        ({"depenses": ()}, Inconnue.SANS_DEPENSE),
        ({"depenses": (depense(10_000, annee=2026),)}, Inconnue.SANS_TVA),
        ({"depenses": (TRAVAUX,), "maitre_ouvrage": None}, Inconnue.SANS_MAITRE_OUVRAGE),
        ({"depenses": (replace(TRAVAUX, annee=None),)}, Inconnue.SANS_ANNEE),
        ({"depenses": (TRAVAUX,), "financements": (financement("DETR", 10),)}, Inconnue.NON_DATE),
    ],
)
def test_that_what_is_not_known_is_said_with_its_reason(champs: dict[str, Any], raison: Inconnue):
    (reserve,) = charge(operation(**champs)).reserves
    assert reserve.raisons == (raison,)


def test_that_a_depense_without_tva_is_counted_for_what_is_known_of_it():
    resultat = charge(operation(depenses=(TRAVAUX, depense(10_000, annee=2026))))
    assert resultat.total.depenses == 610_000
    assert resultat.total.fctva == Decimal("98424.00")


def test_that_amounts_without_a_year_or_a_date_stay_apart_and_in_the_total():
    une = operation(depenses=(replace(TRAVAUX, annee=None),), financements=(financement("DETR", 100_000),))
    resultat = charge(une)
    assert resultat.annees == ()
    assert resultat.sans_annee.charge == resultat.total.charge == Decimal("401576.00")


DEPENSES = st.builds(
    lambda montant, annee, taux, section: Depense(montant_ht=montant, annee=annee, taux_tva=taux, section=section),
    st.decimals(0, 900_000, places=2),
    st.none() | st.integers(2025, 2030),
    st.sampled_from([Decimal(0), Decimal("0.055"), Decimal("0.1"), VINGT]),
    st.sampled_from(Section),
)
LIGNES = st.builds(
    lambda montant, nature, etat, jours: financement(
        "DETR",
        "0",
        montant_demande=montant,
        montant_accorde=montant,
        nature=nature,
        etat=etat,
        versements=tuple(Versement(montant=montant / 4, date_prevue=jour) for jour in jours),
    ),
    st.integers(0, 100_000).map(lambda n: Decimal(4 * n) / 100),
    st.sampled_from(NatureFinancement),
    st.sampled_from(EtatFinancement),
    st.lists(st.none() | st.dates(date(2025, 1, 1), date(2030, 1, 1)), max_size=4),
)
OPERATIONS = st.builds(
    lambda depenses, lignes, porteur: operation(
        depenses=tuple(depenses), financements=tuple(lignes), maitre_ouvrage=organisme(porteur)
    ),
    st.lists(DEPENSES, max_size=4),
    st.lists(LIGNES, max_size=3),
    st.sampled_from([TypeOrganisme.COMMUNE, TypeOrganisme.EPCI]),
)


@given(st.lists(OPERATIONS, max_size=4))
def test_that_the_years_add_up_to_the_cent_to_what_each_operation_costs_in_the_end(operations: list[Operation]):
    un: Projet = projet(fiche(*operations))
    attendu = ZERO
    for une in operations:
        rendu = fctva_operation(une, taux=TAUX)
        assert rendu is not None
        totaux = une.totaux
        attendu += rendu.charge_nette(une.cout_ttc or ZERO, totaux.aides) - totaux.prive - totaux.prets
    resultat = charge_nette(un, taux=TAUX)
    assert resultat.total.charge == attendu
    assert sum((une.charge for une in resultat.annees), resultat.sans_annee.charge) == attendu
