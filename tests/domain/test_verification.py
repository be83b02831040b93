from dataclasses import replace
from datetime import date

from fabrique_du_domaine import (
    AUJOURD_HUI,
    codes,
    depense,
    euros,
    fiche,
    financement,
    operation,
    points,
    projet,
)

from models.domain.fiche_action import Phase
from models.domain.projet import ConstatIgnore
from models.domain.regles.fiche import numero_unique
from models.domain.regles.verification import (
    REGLES_FICHE,
    REGLES_FINANCEMENT,
    sans_ignores,
    verifier_fiche,
    verifier_projet,
)
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, Gravite, Jalon
from models.referentiel.bareme import load_bareme

SURFINANCEE = fiche(
    operation(cout=100, financements=(financement("DSIL", 150),)),
    uid=Uid("a"),
    numero="1.1",
    orientation=None,
    phases=(Phase(debut=date(2026, 2, 1), fin=date(2026, 1, 1)),),
)
DOUBLE = replace(SURFINANCEE, uid=Uid("b"))
PROJET = projet(SURFINANCEE, DOUBLE)


def test_that_points_come_by_jalon_then_gravity_then_fiche():
    constats = verifier_projet(PROJET, load_bareme(), AUJOURD_HUI)
    assert [(c.code, c.objet.fiche) for c in constats] == [
        ("MQ-01", "a"),
        ("FA-01", "b"),
        ("MQ-01", "b"),
        ("FA-02", "a"),
        ("FA-02", "b"),
        ("FA-05", "a"),
        ("FA-05", "b"),
        ("SUB-01", "a"),
        ("SUB-06", "a"),
        ("SUB-01", "b"),
        ("SUB-06", "b"),
    ]
    rangs = [([*Jalon].index(c.jalon), [*Gravite].index(c.gravite)) for c in constats]
    assert rangs == sorted(rangs)


def test_that_the_points_of_the_project_are_those_of_its_fiches_and_numbers():
    bareme = load_bareme()
    un_a_un = [c for f in PROJET.fiches for c in verifier_fiche(f, PROJET, bareme, AUJOURD_HUI)]
    assert sorted(codes(verifier_projet(PROJET, bareme, AUJOURD_HUI))) == sorted([*codes(un_a_un), "FA-01"])


def test_that_an_ignored_point_is_left_out_for_its_object_only():
    constats = verifier_projet(PROJET, load_bareme(), AUJOURD_HUI)
    ignore = replace(PROJET, constats_ignores=(ConstatIgnore(code="FA-02", objet=Uid("a")),))
    restants = sans_ignores(constats, ignore)
    assert len(restants) == len(constats) - 1
    assert [c.objet.fiche for c in restants if c.code == "FA-02"] == ["b"]


def test_that_a_code_ignored_without_object_is_silent_everywhere():
    constats = verifier_projet(PROJET, load_bareme(), AUJOURD_HUI)
    ignore = replace(PROJET, constats_ignores=(ConstatIgnore(code="FA-02"),))
    assert "FA-02" not in codes(sans_ignores(constats, ignore))
    assert sans_ignores(constats, PROJET) == constats


def test_that_every_point_says_what_why_and_where():
    for constat in verifier_projet(PROJET, load_bareme(), AUJOURD_HUI):
        assert constat.message.endswith(".")
        assert constat.remede.endswith(".")
        assert constat.champ
        assert constat.source
        assert constat.objet.libelle


def test_that_every_rule_begins_its_docstring_with_its_code():
    regles = [*REGLES_FICHE, *REGLES_FINANCEMENT, numero_unique]
    trouves = {str(regle.__doc__).partition(":")[0] for regle in regles}
    fa, mq, sub = (1, 2, 4, 5, 6, 7, 8), (1, 2, 4, 5, 6, 7, 8), (1, 5, 6)
    attendus = [("FA", fa), ("MQ", mq), ("SUB", sub)]
    assert trouves == {f"{famille}-{n:02}" for famille, numeros in attendus for n in numeros}


def test_that_a_point_changes_with_the_base_and_not_with_the_clock():
    une = operation(
        depenses=(depense(500_000, montant_ttc=euros(600_000)),), financements=(financement("Région", 425_000),)
    )
    ht = fiche(une)
    ttc = replace(ht, operations=(replace(une, base=BaseMontant.TTC),))
    assert codes(points(ht)) == ["SUB-01"]
    assert points(ttc) == ()
    assert points(ht, jour=date(2031, 1, 1)) == points(ht)
