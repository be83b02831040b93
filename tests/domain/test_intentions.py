"""The intentions of DETR and DSIL: their order, what they ask for, and what is added up."""

from datetime import date
from typing import Any

import pytest
from fabrique_du_domaine import fiche, financement, operation, projet

from models.domain.demandes.intentions import annees_intention, candidates, intentions, total_intentions
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, StatutAction


def une(nom: str, annee: int | None, rang: int | None, *lignes: tuple[str, int], cout: int | None = 1000) -> Operation:
    return operation(
        uid=Uid(nom),
        cout=cout,
        annee_intention=annee,
        rang_intention=rang,
        financements=tuple(financement(dispositif, montant) for dispositif, montant in lignes),
    )


def plan() -> Projet:
    return projet(
        fiche(une("halle", 2027, 2, ("DETR 2027", 300)), une("place", 2027, None, cout=None), uid=Uid("f1")),
        fiche(une("école", 2027, 1, ("DSIL", 200), ("DETR ou DSIL", 50), ("DPV", 70)), uid=Uid("f2")),
        fiche(une("gymnase", 2028, 1), une("libre", None, None), uid=Uid("f3")),
        fiche(une("vieille", 2027, 3, ("DETR", 999)), uid=Uid("f4"), statut=StatutAction.ABANDONNEE),
    )


def test_that_a_campaign_is_in_the_order_of_its_ranks_and_the_unranked_come_last():
    assert [i.operation.uid for i in intentions(plan(), 2027)] == ["école", "halle", "vieille", "place"]
    assert annees_intention(plan()) == (2027, 2028)


def test_that_each_dotation_is_read_apart_and_a_line_of_both_goes_to_neither():
    ecole = intentions(plan(), 2027)[0]
    assert (ecole.detr, ecole.dsil, ecole.detr_ou_dsil, ecole.demande) == (0, 200, 50, 250)


@pytest.mark.parametrize(
    ("champs", "demande"),
    [
        ({"etat": EtatFinancement.REFUSE}, 0),
        ({"etat": EtatFinancement.NOTIFIE, "annee": 2025}, 0),
        ({"etat": EtatFinancement.NOTIFIE, "annee": 2027}, 400),
        ({"etat": EtatFinancement.NOTIFIE, "date_notification": date(2026, 6, 1)}, 0),
        ({"etat": EtatFinancement.ACCORDE, "date_decision": date(2027, 6, 1)}, 400),
        ({"etat": EtatFinancement.DEPOSE, "annee": 2025}, 400),
    ],
)
def test_that_what_was_refused_or_granted_before_is_not_asked_for_again(champs: dict[str, Any], demande: int):
    ligne = financement("DETR", 400, **champs)
    (intention,) = intentions(projet(fiche(operation(annee_intention=2027, financements=(ligne,)))), 2027)
    assert intention.demande == demande


def test_that_the_total_leaves_out_what_is_abandoned_and_says_what_has_no_cost():
    total = total_intentions(intentions(plan(), 2027))
    assert (total.cout, total.detr, total.dsil, total.detr_ou_dsil, total.sans_cout) == (2000, 300, 200, 50, 1)
    assert total_intentions(()).cout is None


def test_that_the_operations_of_the_plan_that_are_not_in_the_campaign_may_join_it():
    assert [o.uid for _, o in candidates(plan(), 2027)] == ["gymnase", "libre"]
