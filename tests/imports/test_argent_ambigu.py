"""Money that a table says in few words: two dotations in one cell, an acronym, several aids side by side."""

from collections.abc import Sequence
from typing import Any

import pytest
from tableaux import aides, applique, fiche, messages, operation, proposition, tableau, totaux

from models.domain.importation.proposition import Sort
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.territoire import Epci, Territoire
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, TypeOrganisme
from models.referentiel.financeurs import load_financeurs

LUMBRES = Projet(territoire=Territoire(epci=Epci(nom="Communauté de communes du Pays de Lumbres")))


def plan(*lignes: Sequence[Any], projet: Projet | None = None) -> Any:
    return proposition(tableau(*lignes), projet)


@pytest.mark.parametrize(
    "lignes",
    [
        (("Action", "Coût HT", "DETR / DSIL", "Région"), ("Halle", 100000, 30000, 5000)),
        (("Action", "Coût HT", "Subvention DETR-DSIL 2026", "Région"), ("Halle", 100000, "30 k€", 5000)),
        (("Action", "Coût HT", "Financeur", "Montant"), ("Halle", 100000, "DETR / DSIL", 30000)),
        (("Action", "Coût HT", "Plan de financement"), ("Halle", 100000, "DETR ou DSIL : 30 000 €\nRégion : 5 000 €")),
        (("Action", "Coût HT", "Financeur", "Dispositif", "Montant"), ("Halle", 100000, "État", "DETR / DSIL", 30000)),
    ],
)
def test_that_two_dotations_in_one_amount_stay_one_line_that_says_so(lignes: Sequence[Sequence[Any]]):
    proposee = plan(*lignes)
    ligne = aides(proposee, "Halle")["DETR / DSIL"]
    (etat,) = [o for o in proposee.projet.organismes if o.uid == ligne.financeur]
    assert (etat.nom, etat.type, ligne.montant_demande) == ("État", TypeOrganisme.ETAT, 30_000)
    (dite,) = [r for r in messages(proposee, "non_compris") if "rien ne sépare ces dotations" in r.message]
    assert "Partagez-la en deux lignes" in dite.remede
    assert load_financeurs().colonne(ligne, etat).code == "etat_autre"
    assert not plan(*lignes, projet=applique(proposee)).ecrit


def test_that_dotations_told_apart_in_the_fiche_are_not_joined_again():
    separe = applique(plan(("Action", "Coût HT", "DETR", "DSIL"), ("Halle", 100000, 20000, 10000)))
    assert not plan(("Action", "Coût HT", "DETR / DSIL"), ("Halle", 100000, 30000), projet=separe).ecrit
    autre = plan(("Action", "Coût HT", "DETR / DSIL"), ("Halle", 100000, 45000), projet=separe)
    assert not autre.ecrit
    assert "pour 30\u202f000,00\u00a0€ en tout" in messages(autre, "ecart")[0].message


def test_that_a_dotation_alone_is_not_taken_for_the_two_of_the_fiche():
    ensemble = applique(plan(("Action", "Coût HT", "DETR / DSIL"), ("Halle", 100000, 30000)))
    proposee = plan(("Action", "Coût HT", "DETR"), ("Halle", 100000, 20000), projet=ensemble)
    assert {f.dispositif: f.montant_demande for f in operation(proposee, "Halle").financements} == {
        "DETR / DSIL": 30_000, "DETR": 20_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cellule", "attendus"),
    [
        ("DETR 10 000 € - CCPL 1 000 €", {"DETR": 10_000, "Fonds de concours": 1_000}),
        ("DETR 30 000 €, Région 20 000 €", {"DETR": 30_000, "Région": 20_000}),
        ("30 000 € (DETR) + 20 % Région", {"DETR": 30_000, "Région": 20_000}),
        ("DETR 40 %, soit 40 000 €", {"DETR": 40_000}),
        ("DETR : 30 000 € sous réserve du budget", {"DETR": 30_000}),
    ],
)
def test_that_no_amount_of_a_cell_is_lost(cellule: str, attendus: dict[str, int]):
    lues = aides(plan(("Action", "Coût HT", "Financements"), ("Halle", 100000, cellule)), "Halle")
    assert {nom: ligne.montant_demande for nom, ligne in lues.items()} == attendus


def test_that_an_aid_by_year_in_one_cell_is_one_line_a_year():
    proposee = plan(("Action", "Coût HT", "Financements"), ("Halle", 100000, "DETR 2025 : 50 000 € ; 2026 : 30 000 €"))
    lignes = operation(proposee, "Halle").financements
    assert [(f.dispositif, f.annee, f.montant_demande) for f in lignes] == [
        ("DETR", 2025, 50_000),
        ("DETR", 2026, 30_000),
    ]


def test_that_words_about_money_that_are_not_understood_are_told():
    phrases = (
        "La DETR a été promise pour 30 000 € par M. le sous-préfet, le reste viendra plus tard",
        "Le conseil municipal a voté une participation de 30 000 €",
    )
    proposee = plan(("Action", "Coût HT", "Financeurs"), ("Halle", 100000, phrases[0]), ("Pont", 100000, phrases[1]))
    assert totaux(proposee).a_solliciter == 30_000
    assert [n.texte for f in proposee.projet.fiches for n in f.notes] == [f"Financeurs\u00a0: {p}" for p in phrases]
    assert [r.lieu.ligne for r in messages(proposee, "non_compris")] == [2, 3]
    assert [o.nom for o in proposee.projet.organismes] == ["État"]


def test_that_an_amount_beside_aids_that_tell_theirs_is_their_sum_or_is_told():
    entete = ("Action", "Coût HT", "Financeurs", "Montant")
    juste = plan(entete, ("Halle", 100000, "DETR 30 000 €, Région 20 000 €", 50000))
    assert totaux(juste).a_solliciter == 50_000
    assert not messages(juste, "ecart")
    faux = plan(entete, ("Halle", 100000, "DETR 30 000 €, Région 20 000 €", 60000))
    assert totaux(faux).a_solliciter == 50_000
    assert [r.lieu.ligne for r in messages(faux, "ecart")] == [2]


@pytest.mark.parametrize(
    "lignes",
    [
        (("Action", "Coût HT", "DETR", "CCPL", "Statut"), ("Halle", 100000, 30000, 5000, "En cours")),
        (("Action", "Coût HT", "Financeur", "Montant"), ("Halle", 100000, "CCPL", 5000)),
        (("Action", "Coût HT", "Financements"), ("Halle", 100000, "DETR : 30 000 €\nC.C.P.L. : 5 000 €")),
    ],
)
def test_that_the_acronym_of_the_epci_is_the_epci(lignes: Sequence[Sequence[Any]]):
    proposee = plan(*lignes, projet=LUMBRES)
    (ligne,) = [f for f in operation(proposee, "Halle").financements if f.nature is NatureFinancement.FONDS_CONCOURS]
    assert ligne.montant_demande == 5_000
    (epci,) = [o for o in proposee.projet.organismes if o.uid == ligne.financeur]
    assert (epci.nom, epci.type) == (LUMBRES.territoire.epci.nom, TypeOrganisme.EPCI)
    assert not proposition(tableau(*lignes), applique(proposee, LUMBRES)).ecrit


def test_that_the_acronym_of_the_epci_owns_its_operations():
    proposee = plan(("Action", "MOA", "Coût HT"), ("Halle", "CCPL", 100), ("Pont", "Mairie", 50), projet=LUMBRES)
    assert LUMBRES.territoire.epci.nom in {o.nom for o in proposee.projet.organismes}


def test_that_the_acronym_of_another_epci_is_another_epci():
    proposee = plan(("Action", "Coût HT", "DETR", "CCHF"), ("Halle", 100000, 30000, 5000), projet=LUMBRES)
    assert {(o.nom, o.type) for o in proposee.projet.organismes if o.type is TypeOrganisme.EPCI} == {
        ("CCHF", TypeOrganisme.EPCI)
    }


def test_that_a_sigle_of_the_project_names_its_organisme():
    syndicat = Organisme(nom="Syndicat d’énergie du Haut Val", type=TypeOrganisme.SYNDICAT)
    proposee = plan(
        ("Action", "Coût HT", "Financeur", "Montant"), ("Halle", 100, "SEHV", 5), projet=Projet(organismes=(syndicat,))
    )
    assert operation(proposee, "Halle").financements[0].financeur == syndicat.uid


@pytest.mark.parametrize(
    "entetes",
    [
        (("Action", "Coût HT", "Cofinancements", None, None, "Statut"), (None, None, "DETR", "FDE 62", "Région", None)),
        (("Action", "Coût HT", "DETR", "FDE 62", "Région", "Statut"),),
    ],
)
def test_that_amounts_under_an_unknown_name_among_financeurs_are_its_aid(entetes: Sequence[Sequence[Any]]):
    proposee = plan(
        *entetes, ("Halle", 100000, 30000, 5000, 1000, "En cours"), ("Pont", 50000, None, 2000, 10, "En cours")
    )
    assert [f.montant_demande for f in operation(proposee, "Pont").financements] == [2_000, 10]
    assert {o.nom for o in proposee.projet.organismes} == {"État", "Région", "FDE 62"}
    (dite,) = [r for r in messages(proposee, "choix") if "ne connaît pas «\u00a0FDE 62" in r.message]
    assert dite.lieu.ligne == len(entetes)


def test_that_a_number_of_logements_among_financeurs_is_no_aid():
    entete = ("Action", "Coût HT", "DETR", "Nb de logements", "Région")
    proposee = plan(entete, ("Halle", 100000, 30000, 500, 1000), ("Pont", 50000, 10, 200, 10))
    assert {o.nom for o in proposee.projet.organismes} == {"État", "Région"}
    assert len(fiche(proposee, "Halle").notes) == 1


def test_that_two_dispositifs_of_the_state_for_one_amount_are_paid_by_the_state():
    entete = ("Action", "Coût HT", "Financeur", "Montant", "État de la demande")
    proposee = plan(entete, ("Halle", 100000, "DETR + Fonds vert", 30000, "Accordé"))
    (ligne,) = operation(proposee, "Halle").financements
    assert (ligne.dispositif, ligne.montant_accorde, ligne.etat) == (
        "DETR + Fonds vert", 30_000, EtatFinancement.ACCORDE,
    )  # fmt: skip
    assert [o.nom for o in proposee.projet.organismes] == ["État"]
    assert [
        x.sort
        for x in plan(
            entete, ("Halle", 100000, "DETR + Fonds vert", 30000, "Accordé"), projet=applique(proposee)
        ).lignes
    ] == [Sort.INCHANGE]


RESTES = ("Action", "Coût HT", "DETR", "Région", "Autofinancement", "Reste à financer")


@pytest.mark.parametrize(
    ("lignes", "dits"),
    [
        ((RESTES, ("Halle", 100000, 30000, "20 %", 40000, 10000)), []),
        ((RESTES, ("Halle", 100000, 30000, "20 %", 40000, 50000)), []),
        ((RESTES, ("Halle", 100000, 30000, "20 %", 40000, 25000)), ["15\u202f000,00\u00a0€ de plus"]),
        ((RESTES, ("Halle", "à définir", 30000, None, None, 25000)), []),
        (
            (("Action", "Coût HT", "Reste à charge"), ("Halle", 100000, 30000)),
            ["suppose 70\u202f000,00\u00a0€ d’aides"],
        ),
        (
            (("Action", "Année", "Coût HT", "DETR", "RAC"), ("Halle", 2026, 100, 30, 70), ("Halle", 2027, 50, 20, 30)),
            [],
        ),
        (
            (
                ("Action", "Coût HT", "Financeur", "Montant", "À trouver"),
                ("Halle", 100, "DETR", 30, 50),
                ("Halle", 100, "Région", 20, 50),
            ),
            [],
        ),
    ],
)
def test_that_what_remains_is_compared_with_what_the_costs_and_the_aids_leave(
    lignes: Sequence[Sequence[Any]], dits: Sequence[str]
):
    ecarts = messages(plan(*lignes), "ecart")
    assert len(ecarts) == len(dits)
    for ecart, dit in zip(ecarts, dits, strict=True):
        assert dit in ecart.message
        assert ecart.lieu.ligne == 2


@pytest.mark.parametrize("titre", ["Autofinancement", "Part communale", "Reste à charge (autofinancement)"])
def test_that_a_title_that_says_autofinancement_is_the_part_of_the_commune(titre: str):
    proposee = plan(("Action", "Coût HT", "DETR", titre), ("Halle", 100, 30, 70), ("Pont", 50, 10, 40))
    assert [f.operations[0].part_decidee for f in proposee.projet.fiches] == [70, 40]


def test_that_a_bare_total_after_the_financeurs_is_checked():
    entete = (("Action", "Coût HT", "Financements", None, None), (None, None, "DETR", "Région", "Total"))
    proposee = plan(*entete, ("Halle", 100, 30, 20, 50), ("Pont", 50, 10, 5, 25))
    assert [r.lieu.ligne for r in messages(proposee, "ecart")] == [4]
    assert not [n for f in proposee.projet.fiches for n in f.notes]
