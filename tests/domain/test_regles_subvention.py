from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from fabrique_du_domaine import (
    AUJOURD_HUI,
    codes,
    depense,
    euros,
    fiche,
    financement,
    lisible,
    operation,
    organisme,
    points,
    projet,
)
from hypothesis import given
from hypothesis import strategies as st

from models.domain.fiche_action import Piece
from models.domain.plan_financement import Financement
from models.domain.regles import Constat
from models.domain.regles.contexte import build_contexte
from models.domain.regles.participation import participation
from models.domain.territoire import Commune
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    Gravite,
    NatureFinancement,
    PosteDepense,
    Section,
    StatutAction,
    TypeOrganisme,
)
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs


def _points(*lignes: Financement, cout: int = 500_000, **champs: Any) -> tuple[Constat, ...]:
    return points(fiche(operation(cout=cout, financements=lignes, **champs)))


def _codes(*lignes: Financement, **champs: Any) -> list[str]:
    return codes(_points(*lignes, **champs))


# SUB-01


@pytest.mark.parametrize("type_organisme", TypeOrganisme)
def test_that_the_minimal_participation_binds_collectivites_only(type_organisme: TypeOrganisme):
    vises = {"commune", "epci", "syndicat", "departement", "region"}
    trouves = _codes(financement("Europe", 450_000), maitre_ouvrage=organisme(type_organisme))
    assert trouves == (["SUB-01"] if type_organisme.value in vises else [])


def test_that_silence_is_not_kept_on_a_low_share_that_nobody_bears_yet():
    (constat,) = _points(financement("Région", 450_000), maitre_ouvrage=None)
    assert (constat.code, constat.gravite, constat.champ) == ("SUB-01", Gravite.INFORMATION, "maitre_ouvrage")
    assert "50 000,00 € sur 500 000,00 € d’argent public HT, soit 10,0 %" in lisible(constat.message)
    assert "doit garder 20,0 %" in lisible(constat.message)
    assert _codes(financement("Région", 400_000), maitre_ouvrage=None) == []
    fonctionnement = (depense(500_000, section=Section.FONCTIONNEMENT),)
    assert _codes(financement("Région", 450_000), maitre_ouvrage=None, depenses=fonctionnement) == []


def test_that_an_unknown_cost_says_nothing():
    assert points(fiche(operation(financements=(financement("Région", 450_000),)))) == ()


@pytest.mark.parametrize(
    ("depenses", "attendu"),
    [
        ((depense(100),), True),
        ((depense(100, section=Section.FONCTIONNEMENT),), False),
        ((depense(100, poste=PosteDepense.PERSONNEL),), False),
        ((depense(60), depense(40, section=Section.FONCTIONNEMENT)), True),
        ((depense(40), depense(60, section=Section.FONCTIONNEMENT)), False),
        ((), False),
    ],
)
def test_that_an_operation_is_an_investissement_by_most_of_its_cost(depenses: Any, attendu: bool):
    une = fiche(operation(depenses=depenses))
    (plan,) = build_contexte(une, projet(une), load_bareme(), load_dispositifs(), AUJOURD_HUI).plans
    assert plan.est_d_investissement is attendu


def test_that_fonctionnement_has_no_minimal_participation():
    dep = depense(500_000, section=Section.FONCTIONNEMENT)
    assert points(fiche(operation(depenses=(dep,), financements=(financement("Région", 450_000),)))) == ()


@pytest.mark.parametrize(("aide", "attendus"), [("400000.00", []), ("400000.01", ["SUB-01"])])
def test_that_the_threshold_is_met_to_the_cent(aide: str, attendus: list[str]):
    assert _codes(financement("Région", aide)) == attendus


def test_that_a_share_just_missed_is_never_shown_as_reached():
    (constat,) = _points(financement("Région", "400000.01"))
    assert "19,99 % pour un minimum de 20,0 %" in lisible(constat.message)
    assert "de 0,01 €" in lisible(constat.remede)
    assert "école à 10,0 %" in lisible(constat.remede)
    assert constat.source == "Article L.\u00a01111-10, III du CGCT"


def test_that_loans_stay_in_the_part_of_the_bearer_and_valorised_help_outside():
    lignes = [
        financement("Banque des Territoires", 100_000, nature=NatureFinancement.PRET),
        financement("Cerema", 90_000, nature=NatureFinancement.PRISE_EN_CHARGE_DIRECTE),
        financement("Anah", 90_000, nature=NatureFinancement.AIDE_AUX_TIERS),
        financement("Région", 400_000),
    ]
    assert _codes(*lignes) == []


def test_that_private_money_covering_everything_leaves_no_rate_to_compute():
    mecenat = financement("Mécénat", 500_000, nature=NatureFinancement.PRIVE)
    assert _codes(mecenat, financement("Région", 10_000)) == ["MQ-01"]
    assert _codes(mecenat) == []


def test_that_the_other_base_is_told_only_when_it_would_pass():
    depenses = (depense(500_000, montant_ttc=euros(510_000)),)
    (constat,) = points(fiche(operation(depenses=depenses, financements=(financement("Région", 490_000),))))
    assert "TTC" not in constat.message
    ttc = depense(600_000, montant_ttc=euros(500_000))
    une = operation(depenses=(ttc,), base=BaseMontant.TTC, financements=(financement("Région", 425_000),))
    (constat,) = points(fiche(une))
    assert "En HT ce serait 29,16 %" in lisible(constat.message)


def test_that_aides_above_the_cost_leave_nothing_to_pay_and_not_less_than_nothing():
    (constat,) = [c for c in _points(financement("Région", 550_000)) if c.code == "SUB-01"]
    assert "Participation du maître d’ouvrage : rien sur 500 000,00 € d’argent public HT pour" in lisible(
        constat.message
    )
    assert "−" not in constat.message


@pytest.mark.parametrize(("region", "attendu"), [(145_000, "« DETR » de 60"), (160_000, "« Région » de 75")])
def test_that_no_remedy_takes_the_detr_under_its_floor(region: int, attendu: str):
    # At 500 000 € its floor is 100 000 €: the largest line bears 60 000 € less, and no more than 70 000.
    lignes = (financement("DETR", 170_000), financement("Région", region), financement("Département", 145_000))
    (constat,) = [c for c in _points(*lignes) if c.code == "SUB-01"]
    assert f"Baisser {attendu} 000,00 €" in lisible(constat.remede)


def test_that_the_line_to_lower_is_the_largest_that_can_bear_it_even_to_nothing():
    acquise = financement("DSIL", 440_000, etat=EtatFinancement.ACCORDE, montant_accorde=euros(440_000))
    lignes = (acquise, financement("FARDA", 10_000), financement("Région", 50_000))
    (constat,) = [c for c in _points(*lignes, cout=550_000) if c.code == "SUB-01"]
    assert "Baisser « Région » de 60 000,00 €" not in lisible(constat.remede)
    assert "Baisser les aides de 60 000,00 €" in lisible(constat.remede)
    (constat,) = [c for c in _points(*lignes, cout=562_500) if c.code == "SUB-01"]
    assert "Baisser « Région » de 50 000,00 €" in lisible(constat.remede)


def test_that_the_other_base_passes_from_the_very_threshold():
    depenses = (depense(500_000, montant_ttc=euros(550_000)),)
    (constat,) = points(fiche(operation(depenses=depenses, financements=(financement("Région", 440_000),))))
    assert "En TTC ce serait 20,0 %" in lisible(constat.message)


@given(
    cout=st.decimals(1, 10_000_000, places=2),
    aide=st.decimals(1, 10_000_000, places=2),
    prive=st.decimals(0, 1_000_000, places=2),
)
def test_that_applying_the_remedy_settles_the_point(cout: Decimal, aide: Decimal, prive: Decimal):
    mecenat = financement("Mécénat", str(prive), nature=NatureFinancement.PRIVE)
    lignes = (financement("Région", str(aide)), mecenat)
    une = operation(cout=str(cout), financements=lignes)
    part = participation(une.cout, une.totaux)
    trouves = [c for c in points(fiche(une)) if c.code == "SUB-01"]
    if not trouves:
        return
    assert part is not None
    exces = Decimal(lisible(trouves[0].remede).split(" de ")[1].split(" €")[0].replace(" ", "").replace(",", "."))
    reglee = operation(cout=str(cout), financements=(financement("Région", str(aide - exces)), mecenat))
    assert "SUB-01" not in codes(points(fiche(reglee)))


# SUB-05


@pytest.mark.parametrize(
    ("lignes", "attendus"),
    [
        ((("DETR", 100_000),), []),
        ((("DETR", 99_999),), ["SUB-05"]),
        ((("DSIL", 10_000),), []),
        ((("DETR", 0),), []),
        ((("DETR", 60_000), ("Région", 330_000)), []),
        ((("DETR", 60_000), ("Région", 300_000)), ["SUB-05"]),
    ],
)
def test_that_the_detr_has_a_floor_that_yields_to_the_ceiling(lignes: Any, attendus: list[str]):
    assert _codes(*(financement(d, m) for d, m in lignes)) == attendus


def test_that_a_floor_already_granted_sends_to_the_arrete():
    ligne = financement("DETR", 50, etat=EtatFinancement.NOTIFIE, montant_accorde=euros(50))
    constats = points(fiche(operation(cout=500, financements=(ligne,)), pieces=(Piece(financement=ligne.uid),)))
    assert [(c.code, c.champ) for c in constats] == [("SUB-05", "montant_accorde")]
    assert "arrêté" in constats[0].remede


def test_that_a_dotation_without_any_base_says_nothing():
    assert points(fiche(operation(financements=(financement("DETR", 5), financement("DSIL", 9))))) == ()


# SUB-06


def test_that_the_four_dotations_add_up_on_the_base_of_the_detr_and_say_so():
    lignes = [
        financement("DETR", 100_000, depense_eligible=euros(400_000)),
        financement("DSIL", 100_000, depense_eligible=euros(450_000)),
        financement("DPV", 80_000),
        financement("DSID", 50_000),
    ]
    (constat,) = [c for c in _points(*lignes, maitre_ouvrage=None) if c.code == "SUB-06"]
    assert "DETR + DSIL + DPV + DSID : 330 000,00 €" in lisible(constat.message)
    assert "retenue pour « DETR » (400 000,00 €)" in lisible(constat.message)


def test_that_without_detr_the_smallest_base_is_the_denominator():
    lignes = [
        financement("DSIL", 170_000, depense_eligible=euros(450_000)),
        financement("DPV", 160_000, depense_eligible=euros(410_000)),
    ]
    (constat,) = _points(*lignes, maitre_ouvrage=None)
    assert "retenue pour « DPV » (410 000,00 €)" in lisible(constat.message)
    assert "Baisser « DSIL » de 2 000,00 €" in lisible(constat.remede)


def test_that_the_base_of_the_operation_serves_when_no_dotation_has_its_own():
    (constat,) = _points(financement("DSIL", "400000.01"), maitre_ouvrage=organisme(TypeOrganisme.BAILLEUR_SOCIAL))
    assert "la dépense éligible de l’opération (500 000,00 €)" in lisible(constat.message)
    assert "80,01 % pour un maximum de 80,0 %" in lisible(constat.message)


@pytest.mark.parametrize("etat", [EtatFinancement.REFUSE, EtatFinancement.ABANDONNE])
def test_that_a_lost_dotation_counts_for_nothing(etat: EtatFinancement):
    assert _codes(financement("DETR", 200_000), financement("DSIL", 400_000, etat=etat)) == []


def test_that_an_action_out_of_the_plan_is_not_checked():
    une = operation(cout=100, financements=(financement("DETR", 99),))
    assert points(fiche(une, statut=StatutAction.HORS_PLAN)) == ()


# SUB-09, by category


@pytest.mark.parametrize(
    ("code_insee", "categorie", "attendus"),
    [
        ("62080", "I", ["SUB-09"]),
        ("62080", "a", []),
        ("62080", "", []),
        ("62080", "Z", []),
        ("59350", "I", []),
        ("", "I", []),
    ],
)
def test_that_a_category_caps_its_dotation_in_its_departement(code_insee: str, categorie: str, attendus: list[str]):
    ligne = financement("DETR", 150_000, categorie=categorie)
    une = fiche(operation(cout=500_000, financements=(ligne,)))
    territoire = replace(projet(une).territoire, communes=(Commune(nom="Bapaume", code_insee=code_insee),))
    trouves = points(une, dans=projet(une, territoire=territoire))
    assert codes(trouves) == attendus
    for constat in trouves:
        assert "(catégorie I, Places publiques, hors parking, 20,0 % au plus), soit 100 000,00 €" in lisible(
            constat.message
        )
        assert "Baisser le montant de 50 000,00 €" in lisible(constat.remede)
        assert "à confirmer" in constat.source


@pytest.mark.parametrize(("montant", "attendus"), [(40_000, []), (50_000, ["SUB-09"])])
def test_that_a_ceiling_in_euros_caps_an_aid_without_a_rate(montant: int, attendus: list[str]):
    ligne = financement("Manager de commerce", montant)
    assert codes(points(fiche(operation(cout=100_000, financements=(ligne,))))) == attendus
