"""The money when it comes in: years and « non daté » that add up, and groups that add up to the plan."""

from datetime import date
from decimal import Decimal

from fabrique_du_domaine import ORGANISMES, euros, fiche, financement, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.encaissements import (
    SommesEncaissement,
    additionner_encaissements,
    encaissements,
    somme_encaissements,
)
from models.domain.maquettes.financeurs import Bloc
from models.domain.maquettes.regroupement import A_PRECISER, EPCI, PLUSIEURS, Regroupement, regrouper
from models.domain.plan_financement import ZERO, Financement, Operation, Versement
from models.domain.projet import Projet
from models.domain.territoire import Commune, Territoire
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, Portee, StatutAction, TypeOrganisme

COMMUNES = tuple(Commune(uid=Uid(f"com-{n}"), nom=n) for n in ("Auchel", "Lillers"))
TERRITOIRE = Territoire(communes=COMMUNES)
MONTANTS = st.none() | st.decimals(0, 1_000_000, places=2)
JOURS = st.none() | st.dates(date(2024, 1, 1), date(2029, 12, 31))
VERSEMENTS = st.builds(
    lambda montant, prevue, recue: Versement(montant=montant, date_prevue=prevue, date_encaissement=recue),
    MONTANTS,
    JOURS,
    JOURS,
)
LIGNES = st.builds(
    lambda demande, accorde, nature, etat, versements: Financement(
        montant_demande=demande, montant_accorde=accorde, nature=nature, etat=etat, versements=tuple(versements)
    ),
    MONTANTS,
    MONTANTS,
    st.sampled_from(NatureFinancement),
    st.sampled_from(EtatFinancement),
    st.lists(VERSEMENTS, max_size=3),
)
OPERATIONS = st.builds(
    lambda lignes, cout, porteur: operation(
        uid=new_uid(), cout=cout, financements=tuple(lignes), maitre_ouvrage=porteur
    ),
    st.lists(LIGNES, max_size=3),
    st.none() | st.integers(0, 900_000),
    st.none() | st.sampled_from([o.uid for o in ORGANISMES.values()]),
)
FICHES = st.builds(
    lambda operations, statut, portee, communes: fiche(
        *operations, uid=new_uid(), statut=statut, portee=portee, communes=tuple(communes)
    ),
    st.lists(OPERATIONS, max_size=3),
    st.sampled_from(StatutAction),
    st.sampled_from(Portee),
    st.lists(st.sampled_from([c.uid for c in COMMUNES]), unique=True),
)
PROJETS = st.lists(FICHES, max_size=4).map(lambda fiches: projet(*fiches, territoire=TERRITOIRE))


def recu(montant: int, jour: date | None = None, prevue: date | None = None) -> Versement:
    return Versement(montant=Decimal(montant), date_encaissement=jour, date_prevue=prevue)


def acquise(montant: int, *versements: Versement) -> Financement:
    return financement(
        "DETR", montant, montant_accorde=euros(montant), etat=EtatFinancement.NOTIFIE, versements=versements
    )


def test_that_a_versement_stands_in_the_year_it_came_and_failing_it_in_the_year_it_is_expected():
    ligne = acquise(
        100_000,
        recu(30_000, date(2026, 3, 1), prevue=date(2025, 12, 1)),
        recu(50_000, prevue=date(2027, 6, 1)),
        recu(5_000),
    )
    sommes = somme_encaissements(operation(financements=(ligne,)))
    assert sommes.annees == {2026: 30_000, 2027: 50_000, None: 20_000}
    assert (sommes.recu, sommes.retenu, sommes.non_date) == (30_000, 100_000, 20_000)


def test_that_an_aid_without_any_versement_is_not_dated_and_never_lost():
    assert somme_encaissements(operation(financements=(acquise(80_000),))).annees == {None: 80_000}


def test_that_more_paid_than_retained_is_seen_in_what_is_not_dated():
    sommes = somme_encaissements(operation(financements=(acquise(10_000, recu(12_000, date(2026, 1, 2))),)))
    assert sommes.annees == {2026: 12_000, None: -2_000}
    assert sommes.retenu == 10_000


def test_that_a_line_that_is_lost_brings_nothing_in():
    perdue = financement("DETR", 10, etat=EtatFinancement.REFUSE, versements=(recu(10, prevue=date(2027, 1, 1)),))
    assert list(encaissements(perdue)) == []


def test_that_loans_and_valued_help_are_not_among_the_resources():
    lignes = tuple(financement("", 100, nature=nature) for nature in NatureFinancement)
    assert somme_encaissements(operation(financements=lignes)).retenu == 300
    assert somme_encaissements(operation(financements=lignes), {Bloc.PRETS}).retenu == 200


@given(PROJETS)
def test_that_years_and_what_is_not_dated_add_up_to_what_the_maquette_retains(un: Projet):
    for une in un.fiches:
        for o in une.operations:
            assert somme_encaissements(o).retenu == o.totaux.aides + o.totaux.prive
            assert somme_encaissements(o, {Bloc.PRETS}).retenu == o.totaux.prets


@given(PROJETS, st.sampled_from(Regroupement))
def test_that_groups_count_each_operation_once_and_add_up_to_the_plan(un: Projet, par: Regroupement):
    groupes = regrouper(un, par)
    places = [(f.uid, o.uid if o else None) for g in groupes for f, o in g.places]
    assert len(places) == len(set(places))
    entiers = [g.restrict(un).totaux for g in groupes]
    assert sum((t.aides for t in entiers), ZERO) == un.totaux.aides
    assert sum((t.cout or ZERO for t in entiers), ZERO) == (un.totaux.cout or ZERO)
    assert sum((t.solde or ZERO for t in entiers), ZERO) == (un.totaux.solde or ZERO)
    ensemble = additionner_encaissements(_recu(g.restrict(un)) for g in groupes)
    assert (ensemble.retenu, ensemble.recu) == (_recu(un).retenu, _recu(un).recu)
    assert {a: m for a, m in ensemble.annees.items() if m} == {a: m for a, m in _recu(un).annees.items() if m}


def _recu(un: Projet) -> SommesEncaissement:
    vivantes = (f for f in un.fiches if f.statut.est_vivant)
    return additionner_encaissements(somme_encaissements(o) for f in vivantes for o in f.operations)


def _communes(*fiches: FicheAction) -> list[tuple[str, str]]:
    return [(g.cle, g.intitule) for g in regrouper(projet(*fiches, territoire=TERRITOIRE), Regroupement.COMMUNE)]


def test_that_an_action_of_several_communes_belongs_to_none_of_them():
    une, autre = (c.uid for c in COMMUNES)
    assert _communes(fiche(operation(), communes=(une,))) == [("com-Auchel", "Auchel")]
    assert _communes(fiche(operation(), communes=(une, autre))) == [(PLUSIEURS, "Plusieurs communes")]
    assert _communes(fiche(operation(), portee=Portee.PLUSIEURS_COMMUNES, communes=(une,)))[0][0] == PLUSIEURS
    assert _communes(fiche(operation(), portee=Portee.EPCI, communes=(une,))) == [(EPCI, "Toute l’intercommunalité")]
    assert _communes(fiche(operation())) == [(A_PRECISER, "Commune à préciser")]


def test_that_an_action_of_two_bearers_is_split_between_them_and_the_unknown_comes_last():
    commune, epci = organisme(TypeOrganisme.COMMUNE), organisme(TypeOrganisme.EPCI)
    operations = tuple(
        Operation(uid=Uid(nom), maitre_ouvrage=porteur)
        for nom, porteur in (("sans", None), ("place", epci), ("halle", commune))
    )
    groupes = regrouper(projet(fiche(*operations)), Regroupement.MAITRE_OUVRAGE)
    assert [g.intitule for g in groupes] == [
        TypeOrganisme.EPCI.libelle,
        TypeOrganisme.COMMUNE.libelle,
        "Maître d’ouvrage à préciser",
    ]
    (reste,) = groupes[0].restrict(projet(fiche(*operations))).fiches
    assert [o.uid for o in reste.operations] == ["place"]
