"""« Équilibrer » says which line to change and to how much; once done, the rules are content."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from fabrique_du_domaine import (
    AUJOURD_HUI,
    codes,
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

from models.domain.bareme import bareme_effectif
from models.domain.fiche_action import Piece
from models.domain.maquettes.equilibrage import PropositionEquilibre, equilibrer
from models.domain.plan_financement import Operation, Repartition
from models.domain.proportion import mettre_a_l_echelle
from models.domain.reglages import ParametreLocal
from models.domain.regles.contexte import build_contexte
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, PosteDepense, Section, TypeOrganisme
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs


def _proposees(une: Operation, **champs: Any) -> tuple[PropositionEquilibre, ...]:
    porteuse = fiche(une, **champs)
    contexte = build_contexte(porteuse, projet(porteuse), load_bareme(), load_dispositifs(), AUJOURD_HUI)
    return equilibrer(contexte, contexte.plans[0])


def _phrases(une: Operation, **champs: Any) -> list[str]:
    return [lisible(p.phrase) for p in _proposees(une, **champs)]


def _appliquer(une: Operation, proposition: PropositionEquilibre) -> Operation:
    montants = {c.ligne: c.apres for c in proposition.changements}
    annees = dict(annee for c in proposition.changements for annee in c.annees)
    lignes = tuple(
        replace(
            li,
            montant_demande=montants.get(li.uid, li.montant_demande),
            repartitions=tuple(replace(r, prevu=annees.get(r.uid, r.prevu)) for r in li.repartitions),
        )
        for li in une.financements
    )
    return replace(une, financements=lignes, part_decidee=montants.get(None, une.part_decidee))


def test_that_a_missing_amount_is_asked_of_a_line_or_of_the_maitre_d_ouvrage():
    une = operation(cout=500_000, part_decidee=euros(150_000), financements=(financement("Région", 250_000),))
    assert _phrases(une) == [
        "Porter « Région » à 350 000,00 € (+ 100 000,00 €)",
        "Porter la part du maître d’ouvrage à 250 000,00 € (+ 100 000,00 €)",
    ]


def _par_annee(*prevus: str | None) -> tuple[Repartition, ...]:
    return tuple(Repartition(annee=2026 + n, prevu=euros(p) if p else None) for n, p in enumerate(prevus))


def test_that_the_years_of_a_line_follow_its_amount_to_the_cent():
    region = financement("Région", 250_000, repartitions=_par_annee("100000", "100000", "50000"))
    une = operation(cout=500_000, part_decidee=euros("149999.99"), financements=(region,))
    proposition = _proposees(une)[0]
    assert lisible(proposition.phrase) == (
        "Porter « Région » à 350 000,01 € (+ 100 000,01 €, ses années en proportion)"
    )
    (apres,) = _appliquer(une, proposition).financements
    assert [str(r.prevu) for r in apres.repartitions] == ["140000.01", "140000.00", "70000.00"]


@pytest.mark.parametrize("prevus", [("100000", None), ("100000", "100000"), ()])
def test_that_years_that_did_not_make_the_amount_are_left_as_they_are(prevus: tuple[str | None, ...]):
    region = financement("Région", 250_000, repartitions=_par_annee(*prevus))
    une = operation(cout=500_000, part_decidee=euros(150_000), financements=(region,))
    proposition = _proposees(une)[0]
    assert "années" not in proposition.phrase
    assert _appliquer(une, proposition).financements[0].repartitions == region.repartitions


@given(
    st.lists(st.decimals(0, 1_000_000, places=2), min_size=1, max_size=8).filter(any), st.decimals(0, 10**8, places=2)
)
def test_that_scaled_shares_add_up_and_none_moves_by_more_than_a_cent(parts: list[Decimal], total: Decimal):
    apres = mettre_a_l_echelle(parts, total)
    assert sum(apres) == total
    somme = sum(parts)
    for part, nouvelle in zip(parts, apres, strict=True):
        assert abs(nouvelle - part * total / somme) < Decimal("0.01")


def test_that_a_line_goes_no_further_than_the_minimal_participation():
    une = operation(cout=500_000, part_decidee=euros(50_000), financements=(financement("Région", 350_000),))
    assert _phrases(une) == [
        ("Porter « Région » à 400 000,00 € (+ 50 000,00 €), et la part du maître d’ouvrage à 100 000,00 €"),
        "Porter la part du maître d’ouvrage à 150 000,00 € (+ 100 000,00 €)",
    ]


@pytest.mark.parametrize(
    ("ligne", "plafond"),
    [
        (financement("Région", 100_000, taux=euros("0.3")), "150 000,00 €"),
        (financement("DETR", 100_000, depense_eligible=euros(200_000)), "160 000,00 €"),
        (financement("Fonds de concours", 200_000, nature=NatureFinancement.FONDS_CONCOURS), "250 000,00 €"),
    ],
)
def test_that_each_line_keeps_its_own_ceiling(ligne: Any, plafond: str):
    une = operation(cout=500_000, part_decidee=euros(100_000), financements=(ligne,))
    assert _phrases(une)[0].startswith(f"Porter « {ligne.dispositif} » à {plafond}")


def test_that_a_dispositif_keeps_its_rate():
    poste = replace(operation(cout=50_000).depenses[0], poste=PosteDepense.PERSONNEL, section=Section.FONCTIONNEMENT)
    ligne = financement("Poste de chef de projet", 30_000, financeur=organisme(TypeOrganisme.ETAT))
    une = operation(depenses=(poste,), part_decidee=euros(5_000), financements=(ligne,))
    assert _phrases(une)[0].startswith("Porter « Poste de chef de projet » à 37 500,00 €")


def test_that_too_much_aid_is_lowered_and_the_part_takes_what_it_leaves():
    une = operation(cout=500_000, financements=(financement("Région", 450_000),))
    assert _phrases(une) == [
        "Ramener « Région » à 400 000,00 € (− 50 000,00 €), et la part du maître d’ouvrage à 100 000,00 €"
    ]


def test_that_the_detr_is_not_lowered_below_its_floor():
    lignes = (financement("DETR", 110_000), financement("Région", 340_000))
    assert [p.split(" à ")[0] for p in _phrases(operation(cout=500_000, financements=lignes))] == ["Ramener « Région »"]


def test_that_an_excess_is_given_back_by_a_line_or_by_the_part():
    une = operation(cout=500_000, part_decidee=euros(350_000), financements=(financement("Région", 250_000),))
    assert _phrases(une) == [
        "Ramener « Région » à 150 000,00 € (− 100 000,00 €)",
        "Ramener la part du maître d’ouvrage à 250 000,00 € (− 100 000,00 €)",
    ]


def test_that_an_undecided_part_takes_the_solde():
    assert _phrases(operation(cout=500_000, financements=(financement("Région", 250_000),))) == [
        "Fixer la part du maître d’ouvrage à 250 000,00 €"
    ]


def test_that_what_is_granted_is_never_changed():
    acquise = financement("Région", 250_000, etat=EtatFinancement.NOTIFIE, montant_accorde=euros(250_000))
    une = operation(cout=500_000, part_decidee=euros(100_000), financements=(acquise,))
    assert _phrases(une) == ["Porter la part du maître d’ouvrage à 250 000,00 € (+ 150 000,00 €)"]


def test_that_a_plan_that_balances_or_has_no_cost_asks_for_nothing():
    ligne = financement("Région", 250_000)
    assert _phrases(operation(cout=500_000, part_decidee=euros(250_000), financements=(ligne,))) == []
    assert _phrases(operation(financements=(ligne,))) == []


def test_that_what_the_project_admits_of_small_communes_holds_here_too():
    une = operation(cout=500_000, part_decidee=euros(50_000), financements=(financement("Région", 450_000),))
    porteuse = fiche(une)
    admis = ParametreLocal(cle="participation_petites_communes", valeur="0.05")
    bareme = bareme_effectif(load_bareme(), [admis])
    contexte = build_contexte(porteuse, projet(porteuse), bareme, load_dispositifs(), AUJOURD_HUI)
    assert equilibrer(contexte, contexte.plans[0]) == ()
    assert _phrases(une) != []


def test_that_a_derogation_lifts_the_minimal_participation():
    une = operation(cout=500_000, part_decidee=euros(50_000), financements=(financement("Région", 400_000),))
    derogation = Piece(intitule="Dérogation du préfet")
    assert _phrases(une, pieces=(derogation,))[0] == "Porter « Région » à 450 000,00 € (+ 50 000,00 €)"


MONTANTS = st.decimals(0, 1_000_000, places=2)


@given(
    cout=st.decimals(1_000, 1_000_000, places=2),
    montants=st.lists(MONTANTS, max_size=3),
    prive=st.decimals(0, 100_000, places=2),
    part=st.none() | MONTANTS,
)
def test_that_every_proposition_balances_the_plan(
    cout: Decimal, montants: list[Decimal], prive: Decimal, part: Decimal | None
):
    lignes = [financement(f"Aide {rang}", str(montant)) for rang, montant in enumerate(montants)]
    mecenat = financement("Mécénat", str(prive), nature=NatureFinancement.PRIVE)
    une = operation(cout=str(cout), part_decidee=part, financements=(*lignes, mecenat))
    for proposition in _proposees(une):
        apres = _appliquer(une, proposition)
        assert not {"FA-04", "MQ-01", "SUB-01"} & set(codes(points(fiche(apres))))
