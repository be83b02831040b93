from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fabrique_du_domaine import (
    AUJOURD_HUI,
    ORIENTATION,
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

from models.domain.fiche_action import FicheAction, Phase
from models.domain.orientation import Indicateur
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles.verification import verifier_numeros
from models.domain.territoire import Secteur, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    EtatFinancement,
    Gravite,
    NatureFinancement,
    Portee,
    Priorite,
    RegimeOrt,
    StatutAction,
    TypeOrganisme,
    TypePhase,
    TypePremierActe,
)

CENTRE = Secteur(nom="Centre-bourg")


def _numerotees(*numeros: str) -> Projet:
    return projet(*(fiche(uid=Uid(f"f{i}"), numero=n, intitule=f"Action {i}") for i, n in enumerate(numeros)))


# FA-01


def test_that_a_number_used_twice_is_said_on_both_with_the_first_free_number():
    constats = verifier_numeros(_numerotees("1.2", "1.3", " 1.2"))
    assert [(c.code, c.gravite, c.objet.uid, c.objet.fiche, c.champ) for c in constats] == [
        ("FA-01", "grave", "f0", "f0", "numero"),
        ("FA-01", "grave", "f2", "f2", "numero"),
    ]
    assert "« Action 2 »" in lisible(constats[0].message)
    assert "« Action 0 »" in lisible(constats[1].message)
    assert all(c.remede.endswith("1.4.") for c in constats)


def test_that_two_doubles_are_not_offered_the_same_number():
    remedes = [c.remede.split()[-1] for c in verifier_numeros(_numerotees("A", "a", "A"))]
    assert remedes == ["A.2.", "A.2.", "A.3."]


def test_that_different_or_missing_numbers_say_nothing():
    assert verifier_numeros(_numerotees("1.1", "1.10", "", "", "1.1 bis")) == ()


def test_that_an_abandoned_action_keeps_its_number():
    une = fiche(uid=Uid("a"), statut=StatutAction.ABANDONNEE, intitule="")
    assert codes(verifier_numeros(projet(une, fiche(uid=Uid("b"))))) == ["FA-01", "FA-01"]


# FA-02


@pytest.mark.parametrize(
    ("statut", "attendus"),
    [
        (StatutAction.IDEE, []),
        (StatutAction.EN_MATURATION, ["FA-02"]),
        (StatutAction.TERMINEE, ["FA-02"]),
        (StatutAction.ABANDONNEE, []),
        (StatutAction.HORS_PLAN, []),
    ],
)
def test_that_an_action_past_the_idea_belongs_to_an_orientation(statut: StatutAction, attendus: list[str]):
    assert codes(points(fiche(orientation=None, statut=statut))) == attendus
    assert codes(points(fiche(orientation=Uid("disparue"), statut=statut))) == attendus
    assert codes(points(fiche(orientation=ORIENTATION.uid, statut=statut))) == []


# FA-04


def _plan(cout: int, aide: int, part: int | None, **champs: Any) -> FicheAction:
    ligne = financement("Région", aide)
    une = operation(cout=cout, part_decidee=part if part is None else euros(part), financements=(ligne,))
    return fiche(une, **champs)


def test_that_a_part_too_large_is_to_be_lowered():
    (constat,) = points(_plan(100_000, 60_000, 45_000))
    assert constat.code == "FA-04"
    assert "Les ressources dépassent le coût de 5 000,00 €" in lisible(constat.message)
    assert "Baisser la part décidée de 5 000,00 €" in lisible(constat.remede)


@pytest.mark.parametrize("part", [39_999, 40_000, 40_001])
def test_that_a_plan_equal_to_the_euro_is_balanced(part: int):
    assert points(_plan(100_000, 60_000, part)) == ()


def test_that_an_undecided_part_or_an_unknown_cost_says_nothing():
    assert points(_plan(100_000, 60_000, None)) == ()
    assert points(fiche(operation(part_decidee=euros(5), financements=(financement("Région", 9),)))) == ()


def test_that_an_unbalanced_plan_is_only_an_information_before_the_action_is_inscrite():
    gravites = [points(_plan(100, 50, 20, statut=s))[0].gravite for s in (StatutAction.IDEE, StatutAction.INSCRITE)]
    assert gravites == [Gravite.INFORMATION, Gravite.AVERTISSEMENT]


def test_that_an_excess_of_aides_is_said_by_mq_01_alone():
    assert codes(points(_plan(100_000, 60_000, 0))) == ["FA-04"]
    au_plus_juste = replace(_plan(100_000, 100_001, 5).operations[0], maitre_ouvrage=None)
    assert codes(points(fiche(au_plus_juste))) == ["FA-04"]
    une = _plan(100_000, 120_000, 30_000)
    porteur = organisme(TypeOrganisme.BAILLEUR_SOCIAL)
    assert codes(points(replace(une, operations=(replace(une.operations[0], maitre_ouvrage=porteur),)))) == ["MQ-01"]


# FA-05

CONVENTION = Territoire(
    regime_ort=RegimeOrt.SANS_ORT,
    date_adhesion=date(2021, 5, 27),
    date_convention=date(2023, 3, 15),
    duree_annees=5,
)


def _calendrier(*phases: Phase, territoire: Territoire = CONVENTION) -> tuple[Constat, ...]:
    une = fiche(phases=phases)
    return points(une, dans=projet(une, territoire=territoire))


def test_that_a_calendar_within_the_convention_says_nothing():
    assert _calendrier(Phase(debut=date(2021, 5, 27), fin=date(2028, 3, 15)), Phase()) == ()
    assert _calendrier(Phase(debut=date(2024, 1, 1), fin=date(2024, 1, 1))) == ()


def test_that_the_latest_phase_after_the_convention_is_named():
    (constat,) = _calendrier(
        Phase(intitule="Études", debut=date(2028, 1, 1), fin=date(2028, 4, 1)),
        Phase(type=TypePhase.JALON, intitule="Inauguration", debut=date(2029, 6, 30)),
    )
    assert (constat.code, constat.gravite, constat.champ) == ("FA-05", "avertissement", "phases")
    assert "Jalon « Inauguration » va jusqu’au 30/06/2029" in lisible(constat.message)
    assert "(15/03/2028)" in constat.message


def test_that_a_phase_before_the_adhesion_is_an_information():
    (constat,) = _calendrier(Phase(debut=date(2020, 1, 1), fin=date(2024, 1, 1)))
    assert (constat.code, constat.gravite) == ("FA-05", "information")
    assert "Phase sans nom commence le 01/01/2020" in constat.message


def test_that_a_phase_that_ends_before_it_begins_is_found_without_any_convention():
    (constat,) = _calendrier(Phase(debut=date(2024, 2, 1), fin=date(2024, 1, 1)), territoire=projet().territoire)
    assert "avant de commencer" in constat.message


def test_that_an_ort_prolonged_by_an_avenant_moves_the_end():
    assert _calendrier(Phase(debut=date(2029, 1, 1)), territoire=replace(CONVENTION, fin_ort=date(2030, 1, 1))) == ()


# FA-06

ENGAGEE = StatutAction.ENGAGEE
DEPOSEE = financement("DETR", 30, etat=EtatFinancement.DEPOSE)


def _engagee(*operations: Operation, statut: StatutAction = ENGAGEE) -> list[tuple[str, str]]:
    une = fiche(*(replace(o, maitre_ouvrage=None) for o in operations), statut=statut)
    return [(c.code, c.gravite.value) for c in points(une) if c.code.startswith("FA")]


@pytest.mark.parametrize(
    ("champs", "statut", "attendu"),
    [
        ({}, StatutAction.INSCRITE, []),
        ({}, StatutAction.ENGAGEE, [("FA-06", "avertissement")]),
        ({}, StatutAction.EN_COURS, [("FA-06", "avertissement")]),
        (
            {"type_premier_acte": TypePremierActe.MARCHE, "date_premier_acte": date(2026, 1, 10)},
            StatutAction.INSCRITE,
            [("FA-06", "grave")],
        ),
        (
            {"type_premier_acte": TypePremierActe.DEVIS_SIGNE, "date_premier_acte": date(2026, 12, 10)},
            StatutAction.INSCRITE,
            [],
        ),
        (
            {"type_premier_acte": TypePremierActe.ETUDE, "date_premier_acte": date(2026, 1, 10)},
            StatutAction.ENGAGEE,
            [],
        ),
        ({"date_commencement": date(2026, 1, 10)}, StatutAction.TERMINEE, [("FA-06", "grave")]),
        ({"date_commencement": AUJOURD_HUI}, StatutAction.INSCRITE, [("FA-06", "grave")]),
        (
            {"type_premier_acte": TypePremierActe.MARCHE},
            StatutAction.ENGAGEE,
            [("FA-06", "avertissement")],
        ),
    ],
)
def test_that_a_subvention_without_receipt_is_an_alert_once_the_operation_began(
    champs: dict[str, Any], statut: StatutAction, attendu: list[tuple[str, str]]
):
    assert _engagee(operation(cout=100, financements=(DEPOSEE,), **champs), statut=statut) == attendu


@pytest.mark.parametrize(
    "ligne",
    [
        replace(DEPOSEE, date_accuse=date(2026, 1, 1)),
        replace(DEPOSEE, etat=EtatFinancement.NOTIFIE, montant_accorde=euros(30)),
        replace(DEPOSEE, etat=EtatFinancement.REFUSE),
        replace(DEPOSEE, nature=NatureFinancement.FONDS_CONCOURS),
        replace(DEPOSEE, nature=NatureFinancement.PRIVE),
    ],
)
def test_that_a_receipt_a_grant_a_refusal_or_another_nature_is_no_alert(ligne: Any):
    assert "FA-06" not in [code for code, _ in _engagee(operation(cout=100, financements=(ligne,)))]


def test_that_a_tranche_still_on_paper_is_not_presumed_begun_when_another_says_it_is():
    premiere = operation(cout=100, date_commencement=date(2026, 1, 1))
    assert _engagee(premiere, operation(cout=100, financements=(DEPOSEE,))) == []


def test_that_the_alert_says_whether_the_aide_was_asked_for():
    lignes = (DEPOSEE, replace(DEPOSEE, etat=EtatFinancement.ENVISAGE, dispositif="Fonds vert"))
    premier, second = points(fiche(operation(cout=100, financements=lignes), statut=ENGAGEE))
    assert "« DETR » n’a pas d’accusé de réception" in lisible(premier.message)
    assert "« Fonds vert » n’est pas encore demandée" in lisible(second.message)


# FA-07


def test_that_a_strong_priority_says_at_once_all_that_lacks():
    (constat,) = points(fiche(operation(maitre_ouvrage=None), priorite=Priorite.FORT))
    assert (constat.code, constat.champ) == ("FA-07", "maitre_ouvrage")
    assert constat.message.endswith("sans maître d’ouvrage, sans coût, sans indicateur.")


def test_that_a_strong_priority_without_indicator_opens_the_indicators():
    (constat,) = points(fiche(operation(cout=1), priorite=Priorite.FORT))
    assert constat.champ == "indicateurs"


def test_that_a_complete_or_lesser_priority_says_nothing():
    assert points(fiche(operation(cout=1), priorite=Priorite.FORT, indicateurs=(Indicateur(),))) == ()
    assert points(fiche(priorite=Priorite.MOYEN)) == ()


# FA-08


@pytest.mark.parametrize(
    ("regime", "secteurs", "portee", "attendus"),
    [
        (RegimeOrt.VAUT_ORT, (), Portee.COMMUNE, ["FA-08"]),
        (RegimeOrt.DEROGATION, (Uid("disparu"),), Portee.COMMUNE, ["FA-08"]),
        (RegimeOrt.VAUT_ORT, (CENTRE.uid,), Portee.COMMUNE, []),
        (RegimeOrt.VAUT_ORT, (), Portee.EPCI, []),
        (RegimeOrt.SANS_ORT, (), Portee.COMMUNE, []),
    ],
)
def test_that_an_action_of_an_ort_is_in_a_secteur(
    regime: RegimeOrt, secteurs: tuple[Uid, ...], portee: Portee, attendus: list[str]
):
    une = fiche(secteurs=secteurs, portee=portee)
    territoire = Territoire(regime_ort=regime, secteurs=(CENTRE,))
    assert codes(points(une, dans=projet(une, territoire=territoire))) == attendus


def test_that_a_project_without_any_secteur_does_not_repeat_it_on_every_fiche():
    une = fiche()
    assert points(une, dans=projet(une, territoire=Territoire(regime_ort=RegimeOrt.VAUT_ORT))) == ()


def test_that_an_abandoned_action_has_no_point_at_all():
    une = _plan(100_000, 120_000, 30_000, statut=StatutAction.ABANDONNEE, orientation=None)
    assert points(une) == ()


def test_that_the_points_name_the_tranche_when_there_are_several():
    tranches = tuple(operation(intitule=f"Tranche {i}", depenses=(depense(9),), financements=()) for i in (1, 2))
    perdue = replace(tranches[1], financements=(financement("Région", 12),), maitre_ouvrage=None)
    (constat,) = points(fiche(tranches[0], perdue))
    assert lisible(constat.objet.libelle) == "1.1 · Halle – Tranche 2"
    assert constat.objet.type == "operation"
