from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from fabrique_du_domaine import ORGANISMES, ORIENTATION, depense, fiche, operation, projet

from models.domain.completude import completude
from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction, Phase
from models.domain.orientation import Indicateur, Orientation
from models.domain.plan_financement import Depense
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    EtatFinancement,
    NatureFinancement,
    Priorite,
    StatutAction,
    TypeOrganisme,
)


def test_that_references_are_resolved_by_the_project():
    une = fiche()
    tout = projet(une)
    commune = ORGANISMES[TypeOrganisme.COMMUNE]
    assert tout.organisme(commune.uid) is commune
    assert tout.nom_organisme(commune.uid) == "Commune"
    assert tout.orientation(ORIENTATION.uid) is ORIENTATION
    assert tout.fiche(une.uid) is une


@pytest.mark.parametrize("uid", [None, Uid("inconnu")])
def test_that_an_unknown_reference_is_nothing(uid: Uid | None):
    tout = projet()
    assert (tout.organisme(uid), tout.orientation(uid), tout.fiche(uid)) == (None, None, None)
    assert tout.nom_organisme(uid) == ""


def test_that_a_changed_project_does_not_keep_the_index_of_the_former_one():
    avant = projet(fiche())
    assert avant.fiche(Uid("nouvelle")) is None
    apres = replace(avant, fiches=(*avant.fiches, fiche(uid=Uid("nouvelle"))))
    assert apres.fiche(Uid("nouvelle")) is apres.fiches[1]


def test_that_fiches_without_orientation_come_last_and_only_if_any():
    une, orpheline = fiche(), fiche(uid=Uid("o"), orientation=Uid("disparue"))
    assert [*projet(une, orpheline).fiches_par_orientation()] == [(ORIENTATION, (une,)), (None, (orpheline,))]
    assert [*projet(une).fiches_par_orientation()] == [(ORIENTATION, (une,))]


def test_that_titles_say_something_even_when_empty():
    assert [FicheAction().titre, Orientation().titre] == ["Action sans nom", "Orientation sans titre"]
    assert [fiche(numero="").titre, ORIENTATION.titre] == ["Halle", "1 · Habiter le centre"]


def test_that_an_expected_failure_reads_in_one_line():
    assert [str(AppError("Refusé.")), str(AppError("Refusé.", "Recommencez."))] == ["Refusé.", "Refusé. Recommencez."]


@pytest.mark.parametrize(
    ("champs", "fin"),
    [
        ({}, None),
        ({"duree_annees": 5}, None),
        ({"date_convention": date(2023, 3, 15), "duree_annees": 5}, date(2028, 3, 15)),
        ({"date_convention": date(2024, 2, 29), "duree_annees": 5}, date(2029, 2, 28)),
        ({"date_convention": date(2023, 3, 15), "duree_annees": 99_999}, date(9999, 3, 15)),
        ({"date_convention": date(2023, 3, 15), "fin_programme": date(2026, 3, 31)}, date(2026, 3, 31)),
        ({"fin_programme": date(2026, 3, 31), "fin_ort": date(2028, 1, 1)}, date(2028, 1, 1)),
    ],
)
def test_that_the_convention_ends_with_the_last_of_its_known_ends(champs: dict[str, object], fin: date | None):
    assert replace(Territoire(), **champs).fin_convention == fin


def test_that_actions_may_begin_with_the_adhesion():
    signee = Territoire(date_convention=date(2023, 3, 15))
    assert signee.debut_engagements == date(2023, 3, 15)
    assert replace(signee, date_adhesion=date(2021, 5, 27)).debut_engagements == date(2021, 5, 27)
    assert Territoire().debut_engagements is None


def test_that_a_stored_value_and_its_member_are_one_key():
    rangs: dict[str, int] = {StatutAction.IDEE: 1}
    assert rangs["idee"] == 1


def test_that_states_and_natures_fall_in_one_family():
    for etat in EtatFinancement:
        assert etat.est_acquis + etat.est_sollicite + etat.est_perdu + (etat is EtatFinancement.ENVISAGE) == 1
    for nature in NatureFinancement:
        familles = (nature.est_aide, nature.est_a_rembourser, nature.est_valorisee, nature is NatureFinancement.PRIVE)
        assert sum(familles) == 1


def test_that_an_empty_idea_lacks_everything_but_the_money():
    etat = completude(FicheAction(), projet())
    assert etat.fraction == 0
    assert etat.manquants == (
        "Orientation stratégique",
        "Nom de l’action",
        "Numéro",
        "Niveau de priorité",
        "Maître d’ouvrage",
        "Description",
        "Calendrier",
    )
    assert etat.conseilles == ("Indicateurs", "Fonction de centralité")


def test_that_a_cost_and_a_plan_are_expected_once_inscrite():
    une = fiche(operation(), priorite=Priorite.MOYEN, description="Quoi", phases=(Phase(debut=date(2026, 1, 1)),))
    etat = completude(une, projet(une))
    assert etat.manquants == ("Coût prévisionnel", "Plan de financement")
    assert etat.fraction == Decimal(7) / 9
    avant = replace(une, statut=StatutAction.EN_MATURATION)
    assert completude(avant, projet(avant)).fraction == 1


def test_that_a_complete_fiche_lacks_nothing():
    une = fiche(
        operation(cout=10, part_decidee=Decimal(10)),
        priorite=Priorite.MOYEN,
        description="Quoi",
        centralite="Attirer",
        phases=(Phase(debut=date(2026, 1, 1)),),
        indicateurs=(Indicateur(),),
    )
    etat = completude(une, projet(une))
    assert (etat.fraction, etat.manquants, etat.conseilles) == (1, (), ())


def test_that_a_depense_unreadable_on_the_declared_base_leaves_the_cost_incomplete():
    ttc_seul = Depense(montant_ttc=Decimal(120))
    une = fiche(operation(depenses=(depense(100), ttc_seul), part_decidee=Decimal(1)))
    assert une.totaux.cout == 100
    assert "Coût prévisionnel" in completude(une, projet(une)).manquants
    avec_taux = replace(ttc_seul, taux_tva=Decimal("0.2"))
    complete = fiche(operation(depenses=(depense(100), avec_taux), part_decidee=Decimal(1)))
    assert "Coût prévisionnel" not in completude(complete, projet(complete)).manquants
