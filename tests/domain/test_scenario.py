"""A scenario laid over the project: what it changes, what it shares, what it cannot say."""

from dataclasses import replace
from decimal import Decimal

import pytest
from factories import make_depense, make_fiche, make_financement, make_operation, make_organisme, make_projet, uid
from hypothesis import given
from hypothesis import strategies as st

from models.domain.plan_financement import Repartition
from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.application import appliquer, changements, objets
from models.domain.scenarios.champs import CHAMPS, NatureChamp, Objet, ecrire_valeur, genre_de, valeur_de
from models.domain.scenarios.ecriture import preparer
from models.domain.scenarios.raccourcis import accorder_moins, decaler, guichets, refuser
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, StatutAction

REGION, ETAT = uid("Région Hauts-de-France"), uid("État")
MONTANTS = st.none() | st.decimals(0, 5_000_000, places=2)
ANNEES = st.none() | st.integers(2025, 2030)
VALEURS = {
    NatureChamp.ETAT: st.sampled_from(EtatFinancement),
    NatureChamp.MONTANT: MONTANTS,
    NatureChamp.ANNEE: ANNEES,
}


def projet() -> Projet:
    """Three actions: the Région is expected in two, and has granted the third; one aide is split over two years."""
    attendue = make_financement(
        "80000", uid=uid("région-1"), financeur=REGION, dispositif="Centre-bourg", etat=EtatFinancement.DEPOSE
    )
    repartie = make_financement(
        "60000",
        uid=uid("état-2"),
        repartitions=(Repartition(annee=2027, prevu=Decimal(40000)), Repartition(annee=2028, prevu=Decimal(20000))),
    )
    autre = make_financement("30000", uid=uid("région-2"), financeur=REGION, dispositif="Friches")
    acquise = make_financement(
        "10000", uid=uid("région-3"), financeur=REGION, etat=EtatFinancement.NOTIFIE, montant_accorde=Decimal(10000)
    )
    fiches = (
        make_fiche(
            uid=uid("halle"),
            operations=(
                make_operation(
                    uid=uid("o1"), depenses=(make_depense("200000", uid=uid("d1")),), financements=(attendue,)
                ),
            ),
        ),
        make_fiche(
            uid=uid("îlot"),
            operations=(
                make_operation(
                    uid=uid("o2"),
                    part_decidee=Decimal(20000),
                    depenses=(make_depense("150000", uid=uid("d2")),),
                    financements=(repartie, autre),
                ),
            ),
        ),
        make_fiche(
            uid=uid("place"),
            operations=(
                make_operation(uid=uid("o3"), depenses=(make_depense(None, uid=uid("d3")),), financements=(acquise,)),
            ),
        ),
    )
    return make_projet(*fiches, organismes=(make_organisme("État"), make_organisme("Région Hauts-de-France")))


PROJET = projet()
OBJETS: tuple[Objet, ...] = tuple(o for f in PROJET.fiches for operation in f.operations for o in objets(operation))
SUPPOSABLES = [(objet, champ) for objet in OBJETS for champ in CHAMPS[genre_de(objet)]]


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Differences on some fields of the project, each once, each readable."""
    ecarts: list[Ecart] = []
    for objet, champ in draw(st.lists(st.sampled_from(SUPPOSABLES), max_size=8, unique_by=lambda p: (p[0].uid, p[1]))):
        genre = genre_de(objet)
        valeur = draw(VALEURS[CHAMPS[genre][champ]])
        if (objet.uid, champ) == ("état-2", "annee") and valeur is None:
            continue  # an aide that is split keeps its years
        ecarts.append(Ecart(genre=genre, objet=objet.uid, champ=champ, valeur=ecrire_valeur(valeur)))
    return Scenario(intitule="Et si…", ecarts=tuple(ecarts))


def _dits(ecarts: tuple[Ecart, ...]) -> set[tuple[GenreEcart, Uid | None, str, str]]:
    return {(e.genre, e.objet, e.champ, e.valeur) for e in ecarts}


def _de_la_base(ecart: Ecart) -> bool:
    objet = next(o for o in OBJETS if o.uid == ecart.objet)
    return ecrire_valeur(valeur_de(objet, ecart.champ)) == ecart.valeur


def test_that_a_scenario_without_difference_is_the_same_project():
    assert appliquer(PROJET, Scenario()).projet is PROJET


@given(scenarios())
def test_that_comparing_what_a_scenario_makes_gives_back_its_differences(scenario: Scenario):
    application = appliquer(PROJET, scenario)
    trouves = tuple(changement.ecart for changement in changements(PROJET, application.projet))
    assert application.ecartes == ()
    assert _dits(trouves) == _dits(tuple(e for e in scenario.ecarts if not _de_la_base(e)))


@given(scenarios())
def test_that_what_is_not_supposed_is_shared_with_the_project(scenario: Scenario):
    suppose = appliquer(PROJET, scenario).projet
    touches = {e.objet for e in scenario.ecarts if not _de_la_base(e)}
    for avant, apres in zip(PROJET.fiches, suppose.fiches, strict=True):
        siens = {objet.uid for operation in avant.operations for objet in objets(operation)}
        assert (avant is apres) == siens.isdisjoint(touches)
    assert suppose.organismes is PROJET.organismes


@given(scenarios(), scenarios())
def test_that_a_second_gesture_completes_the_first_and_never_keeps_what_the_project_says(
    premier: Scenario, second: Scenario
):
    ecritures = preparer(PROJET, premier, second.ecarts)
    remplaces = {(e.objet, e.champ) for e in ecritures.ecarts}
    gardes = tuple(e for e in premier.ecarts if e.uid not in ecritures.retires and (e.objet, e.champ) not in remplaces)
    ensemble = appliquer(PROJET, replace(premier, ecarts=(*gardes, *ecritures.ecarts)))
    enchaines = appliquer(appliquer(PROJET, premier).projet, second)
    assert ensemble.projet == enchaines.projet
    assert not any(_de_la_base(e) for e in ecritures.ecarts)


@pytest.mark.parametrize(
    ("ecart", "raison"),
    [
        (Ecart(objet=uid("disparue"), champ="etat", valeur="refuse"), "n’est plus dans le projet"),
        (Ecart(objet=None, champ="etat", valeur="refuse"), "n’est plus dans le projet"),
        (Ecart(objet=uid("région-1"), champ="etat", valeur="peut-être"), "état de financement"),
        (Ecart(objet=uid("région-1"), champ="etat", valeur=""), "état de financement"),
        (Ecart(objet=uid("région-1"), champ="montant_demande", valeur="NaN"), "montant"),
        (Ecart(objet=uid("région-1"), champ="montant_demande", valeur="1E+99999"), "montant"),
        (Ecart(objet=uid("région-1"), champ="montant_demande", valeur="-3"), "montant"),
        (Ecart(objet=uid("région-1"), champ="montant_demande", valeur="0.001"), "montant"),
        (Ecart(objet=uid("région-1"), champ="annee", valeur="27"), "année"),
        (Ecart(objet=uid("région-1"), champ="annee", valeur="²²²²"), "année"),
        (Ecart(objet=uid("région-1"), champ="dispositif", valeur="DSIL"), "ne suppose rien"),
        (Ecart(objet=uid("état-2"), champ="annee", valeur=""), "répartie"),
        (Ecart(objet=uid("état-2"), champ="annee", valeur="2100"), "2100"),
    ],
)
def test_that_a_difference_that_says_nothing_is_told_and_leaves_the_project(ecart: Ecart, raison: str):
    application = appliquer(PROJET, Scenario(ecarts=(ecart,)))
    assert application.projet is PROJET
    (ecarte,) = application.ecartes
    assert ecarte.ecart == ecart
    assert raison in ecarte.raison


def test_that_a_field_said_twice_keeps_the_first():
    ecarts = tuple(Ecart(objet=uid("région-1"), champ="etat", valeur=v) for v in ("refuse", "accorde"))
    application = appliquer(PROJET, Scenario(ecarts=ecarts))
    assert [c.apres for c in application.changements] == [EtatFinancement.REFUSE]
    assert [e.ecart for e in application.ecartes] == [ecarts[1]]


def test_that_a_funder_refuses_what_it_has_not_granted():
    region = next(g for g in guichets(PROJET) if g.financeur == REGION and g.dispositif is None)
    ecarts = refuser(region, PROJET.fiches)
    assert [(e.objet, e.champ, e.valeur) for e in ecarts] == [
        ("région-1", "etat", "refuse"),
        ("région-2", "etat", "refuse"),
    ]
    avant, apres = PROJET.totaux, appliquer(PROJET, Scenario(ecarts=ecarts)).projet.totaux
    assert (avant.aides - apres.aides, apres.acquis) == (Decimal(110000), avant.acquis)


def test_that_one_dispositif_of_a_funder_may_refuse_alone():
    assert [g.nom for g in guichets(PROJET)] == [
        "État",
        "Région Hauts-de-France",
        "Région Hauts-de-France, Centre-bourg",
        "Région Hauts-de-France, Friches",
    ]
    friches = guichets(PROJET)[-1]
    assert [ligne.uid for ligne in friches.lignes(PROJET.fiches)] == ["région-2"]


def test_that_an_action_out_of_the_plan_asks_nothing_of_a_funder():
    abandonnees = replace(PROJET, fiches=tuple(replace(f, statut=StatutAction.ABANDONNEE) for f in PROJET.fiches))
    assert guichets(abandonnees) == ()
    assert refuser(guichets(PROJET)[1], abandonnees.fiches) == ()


def test_that_a_funder_grants_less_than_asked_to_the_cent():
    region = guichets(PROJET)[1]
    ecarts = accorder_moins(region, PROJET.fiches, Decimal("0.333333"))
    suppose = appliquer(PROJET, Scenario(ecarts=ecarts)).projet
    lignes = {f.uid: f for fiche in suppose.fiches for o in fiche.operations for f in o.financements}
    assert lignes[uid("région-1")].montant_accorde == Decimal("53333.36")
    assert lignes[uid("région-1")].montant_demande == Decimal(80000)
    assert suppose.totaux.acquis == PROJET.totaux.acquis + Decimal("53333.36") + Decimal("20000.01")


def test_that_an_action_put_off_moves_its_expenses_and_every_year_of_its_aides():
    fiche = PROJET.fiches[1]
    suppose = appliquer(PROJET, Scenario(ecarts=decaler(fiche))).projet.fiches[1]
    (operation,) = suppose.operations
    assert [d.annee for d in operation.depenses] == [2028]
    assert [r.annee for r in operation.financements[0].repartitions] == [2028, 2029]
    assert [f.annee for f in operation.financements] == [2027, 2028]
    deux_ans = appliquer(PROJET, Scenario(ecarts=decaler(suppose))).projet.fiches[1]
    assert deux_ans.operations[0].depenses[0].annee == 2029
    assert (
        decaler(make_fiche(operations=(make_operation(depenses=(make_depense(annee=2100),), financements=()),))) == ()
    )
