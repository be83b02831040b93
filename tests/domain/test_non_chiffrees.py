"""An aide of unknown amount: it counts for nothing, and what is left to pay says so."""

from dataclasses import replace

import pytest
from fabrique_du_domaine import AUJOURD_HUI, euros, fiche, financement, operation, organisme, points, projet

from models.domain.maquettes.charge_nette import Inconnue, charge_nette
from models.domain.non_chiffrees import lignes_non_chiffrees, mention, phrase
from models.domain.plan_financement import Financement, Operation, additionner
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, StatutAction, TypeOrganisme
from models.referentiel.bareme import load_bareme

REGION = organisme(TypeOrganisme.REGION)
DETR = financement("DETR", 100)
A_PRECISER = Financement(dispositif="Redynamisation", financeur=REGION)


def plan(*lignes: Financement, cout: int | None = 1000) -> Operation:
    return operation(cout=cout, financements=lignes)


def test_that_an_aide_without_an_amount_leaves_the_solde_as_it_was_and_is_counted_apart():
    totaux = plan(DETR, A_PRECISER).totaux
    assert (totaux.solde, totaux.aides_non_chiffrees) == (900, 1)
    assert mention(totaux) == "avant 1 aide non chiffrée"
    assert mention(plan(DETR).totaux) == ""


def test_that_zero_typed_is_an_amount_and_that_a_lost_line_is_not_waited_for():
    for ligne in (financement("DSIL", 0), replace(A_PRECISER, etat=EtatFinancement.REFUSE)):
        assert plan(DETR, ligne).totaux.aides_non_chiffrees == 0
        assert lignes_non_chiffrees(plan(DETR, ligne)) == ()


def test_that_what_was_asked_does_not_tell_what_was_granted():
    accordee = replace(DETR, etat=EtatFinancement.ACCORDE, montant_accorde=None)
    assert accordee.montant_connu is None
    assert plan(accordee).totaux.aides_non_chiffrees == 1


@pytest.mark.parametrize("nature", [n for n in NatureFinancement if n.est_a_rembourser or n.est_valorisee])
def test_that_what_changes_nothing_to_the_solde_is_not_waited_for(nature: NatureFinancement):
    une = plan(replace(A_PRECISER, nature=nature))
    assert mention(une.totaux) == ""
    assert lignes_non_chiffrees(une) == ()


def test_that_nothing_is_said_of_a_solde_that_is_not_known():
    assert mention(plan(A_PRECISER, cout=None).totaux) == ""


def test_that_the_totals_of_several_operations_add_them_up():
    prive = replace(A_PRECISER, nature=NatureFinancement.PRIVE)
    total = additionner((plan(A_PRECISER).totaux, plan(A_PRECISER, prive).totaux, plan(A_PRECISER, cout=None).totaux))
    assert mention(total) == "avant 2 aides et 1 financement privé non chiffrés"


def test_that_the_lines_are_listed_action_by_action_and_those_out_of_the_plan_are_not():
    dite = fiche(plan(DETR, A_PRECISER), numero="1.1")
    sans_nom = fiche(plan(replace(A_PRECISER, financeur=None, dispositif="")), numero="1.2")
    abandonnee = fiche(plan(A_PRECISER), numero="1.3", statut=StatutAction.ABANDONNEE)
    un = projet(dite, sans_nom, abandonnee)
    lue = phrase(un, un.fiches)
    assert "action 1.1, " in lue
    assert "(Redynamisation)\u00a0; action 1.2, financeur à préciser. Le solde" in lue
    assert "1.3" not in lue
    assert phrase(un, (abandonnee,)) == ""


@pytest.mark.parametrize(
    ("statut", "etat", "gravites"),
    [
        (StatutAction.INSCRITE, EtatFinancement.ENVISAGE, ["information"]),
        (StatutAction.IDEE, EtatFinancement.ENVISAGE, []),
        (StatutAction.IDEE, EtatFinancement.DEPOSE, ["avertissement"]),
    ],
)
def test_that_the_rule_waits_for_a_plan_or_for_a_request(
    statut: StatutAction, etat: EtatFinancement, gravites: list[str]
):
    une = fiche(plan(DETR, replace(A_PRECISER, etat=etat)), statut=statut)
    trouves = [point for point in points(une) if point.code == "MQ-13"]
    assert [point.gravite.value for point in trouves] == gravites
    assert all("Le solde de 900,00\u00a0€ est celui d’avant elle." in point.message for point in trouves)


def test_that_the_charge_nette_says_it_does_not_know_it():
    taux = load_bareme().parametre("taux_fctva", AUJOURD_HUI).valeur
    resultat = charge_nette(projet(fiche(plan(A_PRECISER))), taux=taux)
    assert Inconnue.NON_CHIFFRE in resultat.reserves[0].raisons


def test_that_what_lacks_is_told_before_it():
    une = replace(plan(DETR, A_PRECISER), part_decidee=euros(100))
    (manque,) = (point for point in points(fiche(une)) if point.code == "FA-04")
    assert manque.message.endswith("part décidée 100,00\u00a0€, avant 1 aide non chiffrée.")
