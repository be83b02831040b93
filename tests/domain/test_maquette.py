"""The maquette: every euro once, years that add up to the period, totals of the domain."""

from dataclasses import replace
from decimal import Decimal

import pytest
from fabrique_du_domaine import depense, euros, fiche, financement, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.financeurs import Bloc
from models.domain.maquettes.lecture import LecteurMaquette, build_maquette
from models.domain.maquettes.maquette import SommesMaquette, additionner_sommes, est_ingenierie
from models.domain.organisme import Organisme
from models.domain.plan_financement import ZERO, Financement, Operation, Repartition, Totaux
from models.domain.projet import Projet
from models.domain.uids import new_uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    PosteDepense,
    Section,
    StatutAction,
    TypeOrganisme,
)
from models.referentiel.financeurs import load_financeurs

FINANCEURS = load_financeurs()
MONTANTS = st.none() | st.decimals(0, 1_000_000, places=2)
ANNEES = st.none() | st.integers(2023, 2026)
REPARTITIONS = st.lists(
    st.builds(
        lambda annee, prevu, realise: Repartition(annee=annee or 0, prevu=prevu, realise=realise),
        ANNEES,
        MONTANTS,
        MONTANTS,
    ),
    max_size=3,
)
LIGNES = st.builds(
    lambda demande, accorde, nature, etat, annee, parts: Financement(
        dispositif="DETR",
        montant_demande=demande,
        montant_accorde=accorde,
        nature=nature,
        etat=etat,
        annee=annee,
        repartitions=tuple(parts),
    ),
    MONTANTS,
    MONTANTS,
    st.sampled_from(NatureFinancement),
    st.sampled_from(EtatFinancement),
    ANNEES,
    REPARTITIONS,
)
OPERATIONS = st.builds(
    lambda depenses, lignes, part, base: operation(
        depenses=tuple(depenses), financements=tuple(lignes), part_decidee=part, base=base
    ),
    st.lists(st.builds(lambda m, a: depense(m, annee=a, taux_tva=Decimal("0.2")), st.integers(0, 9), ANNEES)),
    st.lists(LIGNES, max_size=4),
    MONTANTS,
    st.sampled_from(BaseMontant),
)
PROJETS = st.lists(
    st.builds(
        lambda operations, statut: fiche(*operations, uid=new_uid(), statut=statut),
        st.lists(OPERATIONS, max_size=3),
        st.sampled_from(StatutAction),
    ),
    max_size=4,
).map(lambda fiches: projet(*fiches))


def ligne(nature: NatureFinancement = NatureFinancement.SUBVENTION, **champs: object) -> Financement:
    """A line of the State."""
    return financement("DETR", 150_000, nature=nature, financeur=organisme(TypeOrganisme.ETAT), **champs)


def seule(*financements: Financement, cout: int | None = 250_000, **champs: object) -> FicheAction:
    """A fiche of one operation."""
    return fiche(operation(cout=cout, financements=financements, **champs))


@given(PROJETS)
def test_that_the_period_has_the_totals_of_the_plan(un: Projet):
    maquette = build_maquette(un, FINANCEURS)
    assert maquette.periode.sommes.totaux == un.totaux
    groupes = [groupe.sommes.totaux for groupe in maquette.periode.groupes]
    assert sum((t.aides for t in groupes), ZERO) == un.totaux.aides
    for groupe in maquette.periode.groupes:
        assert all(une.sommes.totaux == une.fiche.totaux for une in groupe.lignes)


@given(PROJETS)
def test_that_the_columns_of_a_row_add_up_to_its_totals(un: Projet):
    codes = {bloc: {c.code for c in FINANCEURS.colonnes(bloc)} for bloc in Bloc}
    maquette = build_maquette(un, FINANCEURS)
    for tableau in (maquette.periode, *maquette.annees):
        for une in (*tableau.detail, *tableau.memoire):
            totaux = une.sommes.totaux
            sommes = {
                (bloc, accorde): sum(
                    (m or ZERO for (code, a), m in une.sommes.montants.items() if code in codes[bloc] and a is accorde),
                    ZERO,
                )
                for bloc in Bloc
                for accorde in (True, False)
            }
            assert sommes[Bloc.AIDES, True] == totaux.acquis
            assert sommes[Bloc.AIDES, False] == totaux.sollicite + totaux.a_solliciter
            assert sommes[Bloc.PRIVE, True] + sommes[Bloc.PRIVE, False] == totaux.prive
            assert sommes[Bloc.PRETS, True] + sommes[Bloc.PRETS, False] == totaux.prets
            assert sommes[Bloc.VALORISE, True] + sommes[Bloc.VALORISE, False] == totaux.valorise


@given(PROJETS)
def test_that_the_years_add_up_to_the_period_column_by_column(un: Projet):
    """MQ-02: répartitions that miss the amount leave their difference in the table without a year."""
    maquette = build_maquette(un, FINANCEURS)
    annees = additionner_sommes(tableau.sommes for tableau in maquette.annees)
    periode = maquette.periode.sommes
    assert annees.totaux.cout == periode.totaux.cout
    assert annees.depense_eligible == periode.depense_eligible
    for champ in ("acquis", "sollicite", "a_solliciter", "prive", "prets", "valorise"):
        assert getattr(annees.totaux, champ) == getattr(periode.totaux, champ)
    assert {cle: m or ZERO for cle, m in annees.montants.items()} == {
        cle: m or ZERO for cle, m in periode.montants.items()
    }


def test_that_a_granted_aide_counts_for_what_was_granted_and_stays_apart_from_what_is_asked():
    """Vector P of the domain: 150 000 asked, 100 000 granted, 50 000 to be found again."""
    accordee = ligne(etat=EtatFinancement.ACCORDE, montant_accorde=euros(100_000))
    [une] = build_maquette(projet(seule(accordee, part_decidee=euros(100_000))), FINANCEURS).periode.detail
    assert une.sommes.montants == {("detr", True): 100_000}
    assert une.sommes.totaux.a_trouver == 50_000


def test_that_a_line_without_an_amount_holds_its_column_and_counts_for_nothing():
    inconnue = ligne(montant_demande=None)
    [une] = build_maquette(projet(seule(inconnue)), FINANCEURS).periode.detail
    assert une.sommes.montants == {("detr", False): None}
    [une] = build_maquette(projet(seule(inconnue, ligne())), FINANCEURS).periode.detail
    assert une.sommes.montants == {("detr", False): 150_000}


def test_that_a_line_that_is_lost_stands_nowhere():
    perdues = (ligne(etat=EtatFinancement.REFUSE), ligne(etat=EtatFinancement.ABANDONNE))
    maquette = build_maquette(projet(seule(*perdues, cout=None)), FINANCEURS)
    assert maquette.periode.cles == frozenset()
    assert maquette.annees == ()


def test_that_a_line_follows_its_repartitions_else_its_own_year_else_none():
    repartie = ligne(annee=2024, repartitions=(Repartition(annee=2025, prevu=euros(90_000)), Repartition(annee=2026)))
    maquette = build_maquette(projet(seule(repartie, ligne(annee=2027), ligne(), cout=None)), FINANCEURS)
    assert {t.annee: t.sommes.montants["detr", False] for t in maquette.annees} == {
        2025: 90_000,
        2027: 150_000,
        None: 60_000 + 150_000,
    }
    assert [t.annee for t in maquette.annees] == [2025, 2027, None]


def test_that_years_counted_twice_show_their_excess_without_a_year():
    trop = ligne(
        repartitions=(Repartition(annee=2025, prevu=euros(100_000)), Repartition(annee=2026, prevu=euros(80_000)))
    )
    maquette = build_maquette(projet(seule(trop, cout=None)), FINANCEURS)
    assert maquette.annees[-1].annee is None
    assert maquette.annees[-1].sommes.totaux.a_solliciter == -30_000


def test_that_what_was_really_committed_is_kept_beside_the_forecast():
    parts = (
        Repartition(annee=2025, prevu=euros(150_000), realise=euros(120_000)),
        Repartition(annee=2026, realise=euros(5)),
    )
    maquette = build_maquette(projet(seule(ligne(repartitions=parts), cout=None)), FINANCEURS)
    assert [(t.annee, t.sommes.realise) for t in maquette.annees] == [(2025, 120_000), (2026, 5)]


def test_that_a_year_says_nothing_of_the_part_decidee_the_solde_and_what_is_to_be_found():
    maquette = build_maquette(projet(seule(ligne(annee=2025), part_decidee=euros(1))), FINANCEURS)
    for tableau in maquette.annees:
        totaux = tableau.sommes.totaux
        assert (totaux.part_decidee, totaux.solde, totaux.a_trouver) == (None, None, None)


def test_that_an_action_of_several_operations_adds_them_up_and_one_operation_is_the_action():
    double = fiche(operation(cout=100), operation(cout=50))
    [groupe] = build_maquette(projet(double), FINANCEURS).periode.groupes
    [une] = groupe.lignes
    assert une.operation is None
    assert [o.sommes.totaux.cout for o in une.operations] == [100, 50]
    assert une.sommes.totaux.cout == 150
    [groupe] = build_maquette(projet(fiche(operation(cout=100))), FINANCEURS).periode.groupes
    assert groupe.lignes[0].operation is not None
    assert groupe.lignes[0].operations == ()


@pytest.mark.parametrize("statut", [StatutAction.ABANDONNEE, StatutAction.HORS_PLAN])
def test_that_an_action_that_is_no_longer_alive_is_kept_apart(statut: StatutAction):
    morte = replace(seule(ligne(annee=2025)), statut=statut)
    maquette = build_maquette(projet(morte), FINANCEURS)
    assert maquette.periode.groupes == ()
    assert maquette.periode.sommes.totaux == Totaux()
    assert [une.sommes.totaux.cout for une in maquette.periode.memoire] == [250_000]
    assert maquette.annees == ()


@pytest.mark.parametrize(
    ("cout", "aides", "attendu"),
    [(None, 100, None), (0, 0, None), (300, 100, "0.333"), (300, 200, "0.667"), (1000, 1.5, "0.002"), (100, 0, "0")],
)
def test_that_the_rate_of_aides_is_rounded_to_a_tenth_of_a_percent(cout: int | None, aides: float, attendu: str | None):
    totaux = Totaux(cout=None if cout is None else euros(cout), acquis=Decimal(str(aides)))
    assert SommesMaquette(totaux=totaux).taux_aides == (None if attendu is None else Decimal(attendu))


def test_that_a_sum_has_no_rate_while_an_operation_that_is_aided_has_no_cost():
    """Public data: Fonds vert operations of 2023 have an aide and no cost; with them the plan would pass 100 %."""
    connue = operation(cout=300_000, financements=(ligne(),))
    sans_cout, rien = operation(financements=(ligne(),)), operation()
    for operations, attendu in (((connue, rien), "0.5"), ((connue, sans_cout), None)):
        un = projet(fiche(*operations), fiche(operation(cout=100), uid=new_uid()))
        maquette = build_maquette(un, FINANCEURS)
        [groupe] = maquette.periode.groupes
        assert groupe.lignes[0].sommes.taux_aides == (attendu and Decimal(attendu))
        assert (maquette.periode.sommes.taux_aides is None) is (attendu is None)
        assert (groupe.sommes.taux_aides is None) is (attendu is None)


@pytest.mark.parametrize(
    ("postes", "attendu"),
    [
        ([], False),
        ([(PosteDepense.PERSONNEL, Section.FONCTIONNEMENT), (PosteDepense.DIVERS, Section.FONCTIONNEMENT)], True),
        ([(PosteDepense.ETUDES, Section.INVESTISSEMENT), (PosteDepense.AMO, Section.INVESTISSEMENT)], True),
        ([(PosteDepense.ETUDES, Section.INVESTISSEMENT), (PosteDepense.TRAVAUX, Section.INVESTISSEMENT)], False),
        ([(PosteDepense.DIVERS, Section.FONCTIONNEMENT)], False),
    ],
)
def test_that_studies_and_posts_are_ingenierie(postes: list[tuple[PosteDepense, Section]], *, attendu: bool):
    une: Operation = operation(depenses=tuple(depense(1, poste=poste, section=section) for poste, section in postes))
    assert est_ingenierie(une) is attendu


@given(PROJETS, PROJETS)
def test_that_a_reader_that_follows_the_project_says_what_a_new_one_says(avant: Projet, apres: Projet):
    gardees = replace(apres, fiches=(*avant.fiches[:1], *apres.fiches))
    lecteur = LecteurMaquette(FINANCEURS)
    for lu in (avant, gardees, avant):
        lecteur.read(lu)
        attendue = build_maquette(lu, FINANCEURS)
        assert lecteur.periode == attendue.periode
        assert tuple(map(lecteur.tableau, lecteur.annees)) == attendue.annees


def test_that_the_same_project_is_not_read_again():
    lecteur = LecteurMaquette(FINANCEURS)
    plan = projet(seule(ligne()))
    lecteur.read(plan)
    tableau = lecteur.periode
    lecteur.read(plan)
    assert lecteur.periode is tableau


def test_that_a_group_where_nothing_changed_is_not_added_up_again():
    plan = projet(seule(), seule(ligne(), uid=new_uid()))
    lecteur = LecteurMaquette(FINANCEURS)
    lecteur.read(plan)
    groupes = lecteur.periode.groupes
    lecteur.read(replace(plan, fiches=tuple(plan.fiches)))
    assert all(ancien is nouveau for ancien, nouveau in zip(groupes, lecteur.periode.groupes, strict=True))


def test_that_a_funder_that_changes_its_type_changes_its_column():
    financeur = Organisme(nom="Le conseil", type=TypeOrganisme.REGION)
    plan = projet(seule(financement("", 100, financeur=financeur.uid)), organismes=(financeur,))
    lecteur = LecteurMaquette(FINANCEURS)
    lecteur.read(plan)
    assert set(lecteur.periode.sommes.montants) == {("region", False)}
    lecteur.read(replace(plan, organismes=(replace(financeur, type=TypeOrganisme.DEPARTEMENT),)))
    assert set(lecteur.periode.sommes.montants) == {("departement", False)}


def test_that_a_row_names_the_lines_that_stand_in_each_column():
    premiere, seconde, perdue = ligne(), ligne(), ligne(etat=EtatFinancement.REFUSE)
    (une,) = build_maquette(projet(seule(premiere, seconde, perdue)), FINANCEURS).periode.detail
    assert une.financements == {("detr", False): (premiere, seconde)}
