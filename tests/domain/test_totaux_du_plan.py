"""What the totals of the plan add up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, StatutAction

FICHE = FicheAction(
    statut=StatutAction.EN_COURS,
    operations=(
        Operation(
            part_decidee=Decimal(30),
            depenses=(Depense(montant_ht=Decimal(100)),),
            financements=(Financement(montant_accorde=Decimal(50), etat=EtatFinancement.ACCORDE),),
        ),
    ),
)


@pytest.mark.parametrize("statut", [StatutAction.ABANDONNEE, StatutAction.HORS_PLAN])
def test_that_an_action_out_of_the_plan_counts_nowhere(statut: StatutAction):
    projet = Projet(fiches=(FICHE, replace(FICHE, statut=statut)))
    assert projet.totaux == FICHE.totaux == totaux_du_plan(projet.fiches)


def test_that_a_suspended_action_still_counts():
    projet = Projet(fiches=(FICHE, replace(FICHE, statut=StatutAction.SUSPENDUE)))
    assert (projet.totaux.cout, projet.totaux.acquis, projet.totaux.a_trouver) == (200, 100, 40)
