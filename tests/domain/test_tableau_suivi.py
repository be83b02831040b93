"""The tracking table: what it keeps, and what is found again of it."""

from decimal import Decimal

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Depense, Operation
from models.domain.projet import Projet
from models.domain.suivi.tableau_suivi import COLONNES, USUELLES, TableauSuivi, read_tableau
from models.domain.uids import new_uid
from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.builders.tableau_suivi import build_table
from pvd_desktop.documents.cells import Euros


def test_that_every_usual_column_exists():
    assert set(USUELLES) <= COLONNES.keys()


def test_that_a_table_comes_back_as_it_was_kept():
    tableau = TableauSuivi(
        nom="COPIL",
        colonnes=("cout", "intitule"),
        statuts=frozenset({StatutAction.EN_COURS}),
        maitre_ouvrage=new_uid(),
        orientation=new_uid(),
    )
    assert read_tableau(tableau.as_dict()) == tableau


def test_that_what_is_not_known_any_more_is_left_out():
    lu = read_tableau({"colonnes": ["cout", "cout", "disparue", 3], "statuts": ["revee"], "maitre_ouvrage": 12})
    assert lu == TableauSuivi(colonnes=("cout",))
    assert read_tableau({"colonnes": "cout"}) == TableauSuivi()


def test_that_the_total_says_that_it_leaves_out_what_is_abandoned():
    def total(*statuts: StatutAction) -> tuple[object, object]:
        fiches = tuple(
            FicheAction(statut=statut, operations=(Operation(depenses=(Depense(montant_ht=Decimal(100)),)),))
            for statut in statuts
        )
        cells = build_table(Projet(fiches=fiches), TableauSuivi(colonnes=("orientation", "cout"))).rows[-1].cells
        return cells[0], cells[1]

    assert total(StatutAction.EN_COURS, StatutAction.INSCRITE) == ("Total", Euros(Decimal(200)))
    assert total(StatutAction.EN_COURS, StatutAction.ABANDONNEE) == (
        "Total sans les actions abandonnées ou hors plan",
        Euros(Decimal(100)),
    )


def test_that_filters_narrow_one_another_and_keep_the_order_of_the_plan():
    mairie = new_uid()
    siennes = [
        FicheAction(numero=numero, statut=statut, operations=(Operation(maitre_ouvrage=mairie),))
        for numero, statut in (("2", StatutAction.EN_COURS), ("1", StatutAction.IDEE), ("3", StatutAction.EN_COURS))
    ]
    projet = Projet(fiches=(*siennes, FicheAction(numero="4", statut=StatutAction.EN_COURS)))
    tableau = TableauSuivi(statuts=frozenset({StatutAction.EN_COURS}), maitre_ouvrage=mairie)
    assert [f.numero for f in tableau.select(projet)] == ["2", "3"]
    assert [f.numero for f in TableauSuivi(fiches=(siennes[1].uid,)).select(projet)] == ["1"]
