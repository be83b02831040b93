"""A scenario beside the project: action by action, in totals, among the points à vérifier."""

from dataclasses import replace
from decimal import Decimal

from fabrique_du_domaine import AUJOURD_HUI, codes, depense, fiche, financement, operation, organisme, projet

from models.domain.plan_financement import Totaux, additionner
from models.domain.projet import ConstatIgnore, Projet
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.comparaison import (
    ComparaisonScenario,
    Compare,
    PointsCompares,
    PosteCompare,
    TotauxCompares,
    changements_dits,
    comparer,
    comparer_points,
)
from models.domain.scenarios.raccourcis import guichets, refuser
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, StatutAction, TypeOrganisme
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

REGION = organisme(TypeOrganisme.REGION)


def _projet() -> Projet:
    region = financement("", "30000", uid=Uid("région"), financeur=REGION, etat=EtatFinancement.DEPOSE)
    halle = fiche(
        operation(
            uid=Uid("o1"),
            depenses=(
                depense("100000", uid=Uid("d1"), annee=2027, taux_tva=Decimal("0.2"), montant_ttc=Decimal(120000)),
            ),
            financements=(financement("DETR", "40000", uid=Uid("detr")), region),
            part_decidee=Decimal(30000),
        )
    )
    autres = [
        fiche(operation(uid=Uid(f"o{n}"), cout=50000), uid=Uid(f"fiche-{n}"), numero=f"1.{n}", statut=statut)
        for n, statut in ((2, StatutAction.INSCRITE), (3, StatutAction.ABANDONNEE))
    ]
    return projet(halle, *autres)


def _refus(depart: Projet) -> Scenario:
    region = next(g for g in guichets(depart) if g.financeur == REGION)
    return Scenario(intitule="La Région refuse", ecarts=refuser(region, depart.fiches))


def _points(comparaison: ComparaisonScenario) -> PointsCompares:
    return comparer_points(comparaison, load_bareme(), load_dispositifs(), AUJOURD_HUI)


def test_that_the_actions_it_changes_and_the_others_add_up_to_the_plan():
    depart = _projet()
    comparaison = comparer(depart, _refus(depart))
    (action,) = comparaison.actions
    assert action.totaux.poste(PosteCompare.SOLLICITE) == Compare(Decimal(30000), Decimal(0))
    assert action.totaux.poste(PosteCompare.A_TROUVER).ecart == Decimal(30000)
    for cote in ("avant", "apres"):
        assert additionner((getattr(action.totaux, cote), comparaison.autres)) == getattr(comparaison.totaux, cote)
    assert (comparaison.nombre, comparaison.nombre_autres) == (1, 1)


def test_that_a_scenario_that_says_nothing_changes_no_figure():
    depart = _projet()
    comparaison = comparer(depart, Scenario(ecarts=(Ecart(objet=Uid("partie"), champ="etat", valeur="refuse"),)))
    assert (comparaison.actions, comparaison.nombre) == ((), 0)
    assert comparaison.totaux.avant == comparaison.totaux.apres == depart.totaux
    assert len(comparaison.ecartes) == 1
    assert _points(comparaison) == PointsCompares()


def test_that_a_figure_unknown_on_one_side_has_no_difference():
    compares = TotauxCompares(Totaux(), Totaux(cout=Decimal(5)))
    assert compares.poste(PosteCompare.COUT) == Compare(None, Decimal(5))
    assert compares.poste(PosteCompare.COUT).ecart is None
    assert compares.poste(PosteCompare.COUT).change
    assert PosteCompare.PRETS not in dict(compares.postes)
    assert PosteCompare.ACQUIS in dict(compares.postes)


def test_that_the_points_that_come_and_go_are_told():
    depart = _projet()
    aidee = replace(
        depart.fiches[0].operations[0],
        financements=(
            financement("DETR", "60000", uid=Uid("detr")),
            financement("", "30000", uid=Uid("région"), financeur=REGION, etat=EtatFinancement.DEPOSE),
        ),
        part_decidee=Decimal(10000),
    )
    depart = replace(depart, fiches=(replace(depart.fiches[0], operations=(aidee,)), *depart.fiches[1:]))
    points = _points(comparer(depart, _refus(depart)))
    assert "SUB-01" in codes(points.disparus)
    assert "FA-04" in codes(points.apparus)


def test_that_a_point_with_other_figures_is_neither_new_nor_gone():
    depart = _projet()
    moins = Ecart(genre=GenreEcart.OPERATION, objet=Uid("o1"), champ="part_decidee", valeur="20000.00")
    encore_moins = Ecart(genre=GenreEcart.OPERATION, objet=Uid("o1"), champ="part_decidee", valeur="10000.00")
    base = comparer(depart, Scenario(ecarts=(moins,))).application.projet
    points = _points(comparer(base, Scenario(ecarts=(encore_moins,))))
    assert [(a.code, b.code) for a, b in points.modifies] == [("FA-04", "FA-04")]
    assert (points.apparus, points.disparus) == ((), ())


def test_that_a_point_set_aside_is_not_told():
    depart = replace(_projet(), constats_ignores=(ConstatIgnore(code="FA-04", objet=None, motif="Vu"),))
    points = _points(comparer(depart, _refus(depart)))
    assert "FA-04" not in codes(points.apparus)


def test_that_an_expense_is_told_on_its_declared_base():
    depart = _projet()
    ecarts = tuple(
        Ecart(genre=GenreEcart.DEPENSE, objet=Uid("d1"), champ=champ, valeur=valeur)
        for champ, valeur in (("montant_ht", "110000.00"), ("montant_ttc", "132000.00"))
    )
    (action,) = comparer(depart, Scenario(ecarts=ecarts)).actions
    assert [c.champ for c in action.changements] == ["montant_ht", "montant_ttc"]
    assert [c.champ for c in changements_dits(action.changements)] == ["montant_ht"]
    (action,) = comparer(depart, Scenario(ecarts=ecarts[1:])).actions
    assert [c.champ for c in changements_dits(action.changements)] == ["montant_ttc"]
