"""Invariants of the money: what FA-03, FA-09, MQ-03 and MQ-09 ask for cannot be otherwise."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from fabrique_du_domaine import depense, euros, fiche, financement, operation, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.plan_financement import Depense, Operation, Totaux, Versement, additionner, arrondir
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement

MONTANTS = st.none() | st.decimals(0, 1_000_000, places=2)
LIGNES = st.builds(
    lambda demande, accorde, nature, etat: replace(
        financement("x", 0), montant_demande=demande, montant_accorde=accorde, nature=nature, etat=etat
    ),
    MONTANTS,
    MONTANTS,
    st.sampled_from(NatureFinancement),
    st.sampled_from(EtatFinancement),
)
DEPENSES = st.builds(
    lambda ht, ttc, taux: Depense(montant_ht=ht, montant_ttc=ttc, taux_tva=taux),
    MONTANTS,
    MONTANTS,
    st.sampled_from([None, Decimal("0.055"), Decimal("0.1"), Decimal("0.2")]),
)
OPERATIONS = st.builds(
    lambda depenses, lignes, part, base: operation(
        depenses=tuple(depenses), financements=tuple(lignes), part_decidee=part, base=base
    ),
    st.lists(DEPENSES, max_size=4),
    st.lists(LIGNES, max_size=5),
    MONTANTS,
    st.sampled_from(BaseMontant),
)


@given(OPERATIONS)
def test_that_the_cost_is_the_sum_of_the_depenses_on_one_base(une: Operation):
    """FA-03 and MQ-09: no amount of the other base ever enters the sum."""
    montants = [m for d in une.depenses if (m := d.montant(une.base)) is not None]
    assert une.cout == (sum(montants) if montants else None)
    assert une.totaux.bases == {une.base}


@given(OPERATIONS)
def test_that_resources_and_solde_make_the_cost(une: Operation):
    totaux = une.totaux
    if totaux.cout is None or totaux.solde is None:
        assert totaux.solde is None
        return
    assert totaux.aides + totaux.prive + totaux.solde == totaux.cout


@given(OPERATIONS)
def test_that_what_is_to_be_found_is_unknown_without_a_decided_part_and_never_negative(une: Operation):
    totaux = une.totaux
    assert (totaux.a_trouver is None) == (une.part_decidee is None or une.cout is None)
    assert totaux.a_trouver_inconnus == (totaux.a_trouver is None)
    assert totaux.a_trouver is None or totaux.a_trouver >= 0


@given(st.lists(OPERATIONS, max_size=4))
def test_that_the_fiche_and_the_maquette_say_the_same(operations: list[Operation]):
    """FA-09 and MQ-03: both are read from the operations, so neither can diverge nor lose an action."""
    toutes = projet(*(fiche(o) for o in operations))
    assert toutes.totaux == fiche(*operations).totaux
    assert toutes.totaux.aides == sum(o.totaux.aides for o in operations)
    connus = [o.totaux.a_trouver for o in operations if o.totaux.a_trouver is not None]
    assert toutes.totaux.a_trouver == (sum(connus) if connus else None)


@given(OPERATIONS)
def test_that_the_cost_on_either_base_is_all_or_nothing(une: Operation):
    for base, cout in ((BaseMontant.HT, une.cout_ht), (BaseMontant.TTC, une.cout_ttc)):
        connues = [d for d in une.depenses if d.montant_ht is not None or d.montant_ttc is not None]
        montants = [d.montant(base) for d in connues]
        if not connues or None in montants:
            assert cout is None
        else:
            assert cout == sum(m for m in montants if m is not None)


def test_that_ht_and_ttc_are_kept_as_typed_and_derived_only_when_one_lacks():
    assert depense(83, montant_ttc=euros("100.00"), taux_tva=euros("0.2")).montant(BaseMontant.TTC) == 100
    assert depense("83.33", taux_tva=euros("0.2")).montant(BaseMontant.TTC) == euros("100.00")
    ttc = Depense(montant_ttc=euros(100), taux_tva=euros("0.2"))
    assert ttc.montant(BaseMontant.HT) == euros("83.33")
    assert Depense(montant_ttc=euros(100)).montant(BaseMontant.HT) is None


def test_that_rounding_goes_away_from_zero_at_half_a_cent():
    assert [arrondir(euros("0.005")), arrondir(euros("-0.005"))] == [euros("0.01"), euros("-0.01")]


def test_that_only_eligible_depenses_make_the_depense_eligible():
    une = operation(depenses=(depense(60), depense(40, eligible=False), Depense()))
    assert (une.cout, une.depense_eligible) == (100, 60)
    assert operation().depense_eligible is None


def test_that_only_money_received_is_paid():
    recu = Versement(montant=euros(30), date_encaissement=date(2026, 1, 1))
    ligne = replace(
        financement("Région", 100), versements=(recu, Versement(montant=euros(70)), replace(recu, montant=None))
    )
    assert ligne.montant_verse == 30


def test_that_totals_name_their_base():
    ht, ttc = operation(cout=1).totaux, operation(base=BaseMontant.TTC).totaux
    noms = [t.libelle_base for t in (Totaux(), ht, ttc, additionner([ht, ttc]))]
    assert noms == ["HT", "HT", "TTC", "base déclarée"]
