from dataclasses import replace
from datetime import date

from fabrique_du_domaine import (
    AUJOURD_HUI,
    ORGANISMES,
    codes,
    depense,
    euros,
    fiche,
    financement,
    operation,
    points,
    projet,
)
from hypothesis import given
from hypothesis import strategies as st
from typographie import faults

from models.domain.fiche_action import FicheAction, Phase
from models.domain.plan_financement import Depense, Financement, Operation, Repartition
from models.domain.projet import ConstatIgnore, Projet
from models.domain.regles import Constat, Objet
from models.domain.regles.fiche import numero_unique
from models.domain.regles.verification import (
    REGLES_FICHE,
    REGLES_FINANCEMENT,
    sans_ignores,
    verifier_fiche,
    verifier_projet,
)
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    Gravite,
    Jalon,
    NatureFinancement,
    Priorite,
    StatutAction,
    TypePremierActe,
)
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

OBJET = Objet(type="financement", uid=Uid("x"), libelle="DETR")
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
    constats = verifier_projet(PROJET, load_bareme(), load_dispositifs(), AUJOURD_HUI)
    assert [(c.code, c.objet.fiche) for c in constats] == [
        ("FA-01", "a"),
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
    un_a_un = [c for f in PROJET.fiches for c in verifier_fiche(f, PROJET, bareme, load_dispositifs(), AUJOURD_HUI)]
    assert sorted(codes(verifier_projet(PROJET, bareme, load_dispositifs(), AUJOURD_HUI))) == sorted(
        [*codes(un_a_un), "FA-01", "FA-01"]
    )


def test_that_an_ignored_point_is_left_out_for_its_object_only():
    constats = verifier_projet(PROJET, load_bareme(), load_dispositifs(), AUJOURD_HUI)
    ignore = replace(PROJET, constats_ignores=(ConstatIgnore(code="FA-02", objet=Uid("a")),))
    restants = sans_ignores(constats, ignore)
    assert len(restants) == len(constats) - 1
    assert [c.objet.fiche for c in restants if c.code == "FA-02"] == ["b"]


def test_that_a_point_set_aside_leaves_those_of_the_other_fields_of_its_object():
    du_montant, de_l_etat = (
        Constat(code="MQ-05", gravite=Gravite.GRAVE, jalon=Jalon.DEPOT, message="", remede="", objet=OBJET, champ=champ)
        for champ in ("montant_demande", "etat")
    )
    un_champ = ConstatIgnore(code="MQ-05", objet=OBJET.uid, champ="etat")
    assert sans_ignores((du_montant, de_l_etat), Projet(constats_ignores=(un_champ,))) == (du_montant,)
    tous = replace(un_champ, champ=None)
    assert sans_ignores((du_montant, de_l_etat), Projet(constats_ignores=(tous,))) == ()
    sans_champ = replace(un_champ, champ="")
    assert sans_ignores((du_montant, de_l_etat), Projet(constats_ignores=(sans_champ,))) == (du_montant, de_l_etat)


def test_that_a_code_ignored_without_object_is_silent_everywhere():
    constats = verifier_projet(PROJET, load_bareme(), load_dispositifs(), AUJOURD_HUI)
    ignore = replace(PROJET, constats_ignores=(ConstatIgnore(code="FA-02"),))
    assert "FA-02" not in codes(sans_ignores(constats, ignore))
    assert sans_ignores(constats, PROJET) == constats


def test_that_every_point_says_what_why_and_where():
    for constat in verifier_projet(PROJET, load_bareme(), load_dispositifs(), AUJOURD_HUI):
        assert constat.message.endswith(".")
        assert constat.remede.endswith(".")
        assert constat.champ
        assert constat.source
        assert constat.objet.libelle


def test_that_every_rule_begins_its_docstring_with_its_code():
    regles = [*REGLES_FICHE, *REGLES_FINANCEMENT, numero_unique]
    trouves = {str(regle.__doc__).partition(":")[0] for regle in regles}
    fa, mq, sub = (1, 2, 4, 5, 6, 7, 8, 10), (1, 2, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14), range(1, 16)
    attendus = [("FA", fa), ("MQ", mq), ("PAI", (1, 2, 3, 4)), ("SUB", sub)]
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


EUROS = st.none() | st.decimals(0, 999_999_999, places=2)
TAUX = st.none() | st.decimals(0, 1, places=4)
JOURS = st.none() | st.dates(date(2019, 1, 1), date(2031, 1, 1))
LIGNES = st.builds(
    Financement,
    financeur=st.none() | st.sampled_from([o.uid for o in ORGANISMES.values()]),
    dispositif=st.sampled_from(["", "DETR", "DSIL", "DPV", "État autre", "Prêt", "FCTVA", "Fonds vert"]),
    nature=st.sampled_from(NatureFinancement),
    depense_eligible=EUROS,
    taux=TAUX,
    montant_demande=EUROS,
    montant_accorde=EUROS,
    etat=st.sampled_from(EtatFinancement),
    date_accuse=JOURS,
    repartitions=st.lists(st.builds(Repartition, annee=st.just(2026), prevu=EUROS), max_size=2).map(tuple),
)
OPERATIONS = st.builds(
    Operation,
    maitre_ouvrage=st.none() | st.sampled_from([o.uid for o in ORGANISMES.values()]),
    base=st.sampled_from(BaseMontant),
    part_decidee=EUROS,
    type_premier_acte=st.none() | st.sampled_from(TypePremierActe),
    date_premier_acte=JOURS,
    date_commencement=JOURS,
    depenses=st.lists(st.builds(Depense, montant_ht=EUROS, montant_ttc=EUROS, taux_tva=TAUX), max_size=2).map(tuple),
    financements=st.lists(LIGNES, max_size=4).map(tuple),
)
FICHES = st.builds(
    FicheAction,
    statut=st.sampled_from(StatutAction),
    priorite=st.none() | st.sampled_from(Priorite),
    operations=st.lists(OPERATIONS, max_size=2).map(tuple),
    phases=st.lists(st.builds(Phase, debut=JOURS, fin=JOURS), max_size=2).map(tuple),
)


@given(FICHES, st.builds(Territoire, date_convention=JOURS, duree_annees=st.none() | st.integers(), fin_ort=JOURS))
def test_that_any_draft_can_be_checked_and_never_says_the_same_thing_twice(une: FicheAction, territoire: Territoire):
    constats = points(une, dans=projet(une, territoire=territoire))
    sujets = [(c.code, c.objet.uid, c.message) for c in constats]
    assert len(sujets) == len(set(sujets))
    for operation_verifiee in une.operations:
        siens = {c.code for c in constats if c.objet.uid == operation_verifiee.uid}
        assert not {"FA-04", "MQ-01"} <= siens
    assert not [c for c in constats if faults(c.message) or faults(c.remede)]
