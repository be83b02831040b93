"""Rows added to the sheets of the years: new actions, amounts of known ones, the same row seen in several sheets."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from factories import make_depense, make_fiche, make_projet, uid
from retours import HALLE, PLACE, Maquette, applied, exported, genres, halle, operation, reviewed, seul

from models.domain.projet import Projet
from models.domain.retour.revue import Genre

ANNEE = "annee:2027"
NEUVE: dict[str, Any] = {"numero": "1.3", "action": "Créer une maison de santé", "porteur": "Commune de Valbrune"}


@pytest.fixture
def deux_annees() -> Projet:
    """The first action spends in 2027 only, the other one in 2028 only."""
    autre = halle().operations[0]
    depenses = (make_depense("50000", uid=uid("d-halle"), annee=2028),)
    return make_projet(make_fiche(), halle(operations=(replace(autre, depenses=depenses, financements=()),)))


def test_that_a_row_of_a_year_is_a_new_action_of_that_year(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ajoute(ANNEE, HALLE, **NEUVE, cout=300000, detr_demandé=90000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert (ecart.genre, ecart.lieu.feuille, ecart.objet) == (Genre.AJOUT, "2027", "1.3 · Créer une maison de santé")
    ecrit = applied(reviseur, projet, tmp_path)
    [seule] = ecrit.fiches[-1].operations
    assert [(d.annee, d.montant(seule.base)) for d in seule.depenses] == [(2027, 300000)]
    assert [(f.annee, f.montant_demande) for f in seule.financements] == [(2027, 90000)]
    assert not reviewed(classeur.to_bytes(), ecrit).revue.proposes()


def test_that_a_row_added_to_several_sheets_is_one_action_and_the_years_share_its_amounts(
    deux_annees: Projet, tmp_path: Path
):
    classeur = Maquette(exported(deux_annees))
    classeur.ajoute("periode", HALLE, **NEUVE, cout=800000)
    classeur.ajoute(ANNEE, PLACE, **NEUVE, cout=300000)
    classeur.ajoute("annee:2028", HALLE, **NEUVE, cout=500000)
    reviseur = reviewed(classeur.to_bytes(), deux_annees)
    ecart = seul(reviseur)
    assert [lieu.feuille for lieu in (ecart.lieu, *ecart.aussi)] == ["Période", "2027", "2028"]
    assert "elle n’est ajoutée qu’une fois" in ecart.message
    [seule] = applied(reviseur, deux_annees, tmp_path).fiches[-1].operations
    assert [(d.annee, d.montant(seule.base)) for d in seule.depenses] == [(2027, 300000), (2028, 500000)]


def test_that_years_that_do_not_add_up_to_the_period_are_said_and_left(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    classeur.ajoute("periode", HALLE, **NEUVE, cout=800000, eligible=800000)
    classeur.ajoute(ANNEE, HALLE, **NEUVE, cout=300000, eligible=0, detr_demandé=1000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert "la période est reprise" in seul(reviseur).message
    [seule] = applied(reviseur, projet, tmp_path).fiches[-1].operations
    assert (seule.cout, seule.depense_eligible, len(seule.depenses)) == (800000, 800000, 1)
    assert [(f.annee, f.montant_demande) for f in seule.financements] == [(2027, 1000)]


def test_that_a_known_action_may_enter_a_year_where_it_had_nothing(deux_annees: Projet, tmp_path: Path):
    classeur = Maquette(exported(deux_annees))
    ligne = {"numero": "1.2", "action": "Rouvrir la halle", "cout": 12000, "detr_demandé": 3000}
    classeur.ajoute(ANNEE, PLACE, **ligne)
    reviseur = reviewed(classeur.to_bytes(), deux_annees)
    assert [(e.genre, e.objet, e.champ) for e in reviseur.revue.ecarts] == [
        (Genre.MODIFIE, "1.2 · Rouvrir la halle", "Dépenses"),
        (Genre.MODIFIE, "1.2 · Rouvrir la halle", "DETR demandé"),
    ]
    ecrit = applied(reviseur, deux_annees, tmp_path)
    assert len(ecrit.fiches) == 2
    seule = operation(ecrit, "halle")
    assert [(d.annee, d.montant(seule.base)) for d in seule.depenses] == [(2028, 50000), (2027, 12000)]
    assert [(f.annee, f.montant_demande) for f in seule.financements] == [(2027, 3000)]
    assert reviewed(classeur.to_bytes(), ecrit).revue.est_vide
    autre = replace(seule, depenses=(*seule.depenses[:1], make_depense("9", uid=uid("d9"), annee=2027)))
    change = replace(ecrit, fiches=(ecrit.fiches[0], replace(ecrit.fiches[1], operations=(autre,))))
    conflit = seul(reviewed(classeur.to_bytes(), change))
    assert (conflit.genre, conflit.projet[:1]) == (Genre.CONFLIT, "9")


def test_that_a_second_row_of_an_operation_in_a_year_is_not_a_new_one(projet: Projet, classeur: Maquette):
    classeur.ajoute(ANNEE, HALLE, numero="1.1", action="Requalifier la Grand-Place", cout=Decimal(12))
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, "déjà une ligne" in ecart.message) == (Genre.REFUS, True)


def test_that_a_row_of_a_year_without_amounts_says_what_it_lacks(deux_annees: Projet):
    classeur = Maquette(exported(deux_annees))
    classeur.ajoute(ANNEE, PLACE, numero="1.2", action="Rouvrir la halle")
    ecart = seul(reviewed(classeur.to_bytes(), deux_annees))
    assert (ecart.genre, "n’a pas de montant" in ecart.message) == (Genre.REFUS, True)


def test_that_a_row_by_owner_is_told_to_be_that_of_the_period(projet: Projet, classeur: Maquette):
    classeur.ajoute("periode", HALLE, **NEUVE, cout=800000)
    feuille, _, _, colonnes = classeur.table("porteurs")
    numero = classeur.ajoute("porteurs", "operation:halle:op-halle", numero="1.3", action=NEUVE["action"], cout=800000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert genres(reviseur) == [Genre.AJOUT, Genre.REMARQUE]
    assert "qu’une fois" in reviseur.revue.ecarts[1].message
    feuille.cell(numero, colonnes["action"], "Autre chose")
    assert genres(reviewed(classeur.to_bytes(), projet)) == [Genre.AJOUT, Genre.REFUS]


def test_that_rows_of_one_name_in_one_sheet_are_two_and_those_of_a_year_are_neither(projet: Projet, classeur: Maquette):
    for _ in range(2):
        classeur.ajoute("periode", HALLE, **NEUVE, cout=800000)
    classeur.ajoute(ANNEE, HALLE, **NEUVE, cout=300000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert genres(reviseur) == [Genre.AJOUT, Genre.AJOUT, Genre.REFUS]
