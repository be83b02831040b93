"""Columns that a partner adds to a maquette: read where their title tells, told with the reason where it does not."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from factories import make_fiche, make_financement, make_projet, uid
from retours import AIDE, HALLE, PLACE, Maquette, applied, genres, halle, modifie, operation, reviewed, seul

from models.domain.plan_financement import Repartition
from models.domain.projet import Projet
from models.domain.reglages import Reglages
from models.domain.retour.revue import Genre
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, TypeOrganisme


def ajoute(classeur: Maquette, table: str, apres: str, titre: Any, **montants: Any) -> None:
    """Insert a column after another one, with its title and its amounts by row."""
    feuille, haut, _, colonnes = classeur.table(table)
    place = colonnes[apres] + 1
    feuille.insert_cols(place)
    feuille.cell(haut + 2, place, titre)
    numeros = {nom: numero for numero, nom in classeur.lignes(table)}
    for ligne, montant in montants.items():
        feuille.cell(numeros[{"place": PLACE, "halle": HALLE, "aide": AIDE}.get(ligne, ligne)], place, montant)


@pytest.mark.parametrize("titre", ["DSIL", "DSIL demandée", "Dotation DSIL (€ HT)", "DSIL 2026"])
def test_that_a_column_of_a_funder_of_the_reference_is_that_of_the_grid(
    titre: str, projet: Projet, classeur: Maquette, tmp_path: Path
):
    ajoute(classeur, "periode", "detr-demandé", titre, place=20000, halle=5000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert [(e.genre, e.champ, e.depart) for e in reviseur.revue.ecarts] == [(Genre.MODIFIE, titre, "")] * 2
    ecrit = applied(reviseur, projet, tmp_path)
    for fiche, montant in (("fiche", 20000), ("halle", 5000)):
        _, neuve = operation(ecrit, fiche).financements
        assert (neuve.dispositif, neuve.montant_demande, neuve.financeur) == ("DSIL", montant, uid("État"))
    assert reviewed(classeur.to_bytes(), ecrit).revue.est_vide


def test_that_a_granted_column_grants(projet: Projet, classeur: Maquette, tmp_path: Path):
    ajoute(classeur, "periode", "detr-demandé", "DETR accordée", place=38000)
    [ligne] = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)).financements
    assert (ligne.etat, ligne.montant_demande, ligne.montant_accorde) == (EtatFinancement.ACCORDE, 40000, 38000)


def test_that_a_column_of_another_year_is_of_that_year(projet: Projet, classeur: Maquette, tmp_path: Path):
    ajoute(classeur, "annee:2027", "eligible", "Dépenses 2028", halle=7000)
    ajoute(classeur, "annee:2027", "detr-demandé", "Région 2028", halle=3000)
    ecrit = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path), "halle")
    assert [(d.montant(ecrit.base), d.annee) for d in ecrit.depenses] == [(50000, 2027), (7000, 2028)]
    assert [(f.financeur, f.montant_demande, f.annee) for f in ecrit.financements[1:]] == [
        (uid("Région Hauts-de-France"), 3000, 2028)
    ]


@pytest.mark.parametrize(
    ("nom", "quoi"),
    [
        ("Fondation du Beffroi", (TypeOrganisme.ASSOCIATION, NatureFinancement.PRIVE)),
        ("Cercle du Beffroi", (TypeOrganisme.AUTRE, NatureFinancement.SUBVENTION)),
        ("Ville de Calais", (TypeOrganisme.COMMUNE, NatureFinancement.FONDS_CONCOURS)),
    ],
)
def test_that_an_unknown_funder_inside_a_group_is_proposed_as_a_new_organisme_once(
    nom: str, quoi: Any, projet: Projet, classeur: Maquette, tmp_path: Path
):
    ajoute(classeur, "periode", "detr-demandé", nom, place=9000, halle="2 k€")
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert all(nom in e.message and e.est_acceptable for e in reviseur.revue.ecarts)
    ecrit = applied(reviseur, projet, tmp_path)
    [neuf] = [o for o in ecrit.organismes if o.nom == nom]
    type_, nature = quoi
    assert neuf.type is type_
    lignes = [operation(ecrit, fiche).financements[1] for fiche in ("fiche", "halle")]
    assert [(f.financeur, f.montant_demande, f.nature) for f in lignes] == [
        (neuf.uid, 9000, nature),
        (neuf.uid, 2000, nature),
    ]
    assert reviewed(classeur.to_bytes(), ecrit).revue.est_vide


def test_that_one_funder_added_to_the_period_and_to_its_year_makes_one_line(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    for table in ("periode", "annee:2027"):
        ajoute(classeur, table, "detr-demandé", "Fondation du Beffroi", place=9000)
    ecrit = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path))
    assert [(f.montant_demande, f.annee) for f in ecrit.financements[1:]] == [(9000, 2027)]


def test_that_years_beside_the_lines_by_funder_share_them_out(projet: Projet, classeur: Maquette, tmp_path: Path):
    ajoute(classeur, "financeurs:aides", "retenu", 2027, aide=15000)
    ajoute(classeur, "financeurs:aides", "retenu", "Année 2028", aide=25000)
    ecrit = applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)
    [ligne] = operation(ecrit).financements
    assert sorted((p.annee, p.prevu) for p in ligne.repartitions) == [(2027, 15000), (2028, 25000)]
    assert reviewed(classeur.to_bytes(), ecrit).revue.est_vide


def test_that_a_share_that_is_already_there_is_changed_or_is_a_conflict(classeur: Maquette, tmp_path: Path):
    part = Repartition(annee=2028, prevu=Decimal(1000))
    projet = modifie(make_projet(*_fiches()), financements=(make_financement("40000", repartitions=(part,)),))
    ajoute(classeur, "financeurs:aides", "retenu", "2028", aide=25000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert ecart.genre is Genre.CONFLIT
    [ligne] = operation(applied(reviseur, projet, tmp_path, {ecart.cle})).financements
    assert [(p.uid, p.prevu) for p in ligne.repartitions] == [(part.uid, 25000)]


@pytest.mark.parametrize(
    ("titre", "montant", "raison"),
    [
        ("2028", 5000, "Une année seule"),
        ("DSIL 2027-2028", 5000, "plusieurs années"),
        ("DSIL 2035", 5000, "hors de la période"),
        ("Coût", 5000, "a déjà une colonne"),
        ("DETR demandée", 5000, "a déjà une colonne"),
        ("Total État", 5000, "ne nomme pas un financeur"),
        ("DETR / DSIL", 5000, "quel financeur paie"),
        ("Autres", 5000, "quel financeur paie"),
        (None, 5000, "pas de titre"),
        ("DSIL", "favorable", "aucun montant"),
        ("DSIL", "=E7*0.2", "aucun montant"),
    ],
)
def test_that_a_column_nobody_can_understand_is_told_with_its_reason(
    titre: Any, montant: Any, raison: str, classeur: Maquette
):
    projet = make_projet(*_fiches(), reglages=Reglages(premiere_annee=2026, derniere_annee=2030))
    ajoute(classeur, "periode", "detr-demandé", titre, place=montant)
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, ecart.est_acceptable) == (Genre.REMARQUE, False)
    assert raison in ecart.message
    assert ecart.remede


def test_that_a_name_nobody_knows_out_of_the_groups_of_funders_is_not_one(projet: Projet, classeur: Maquette):
    ajoute(classeur, "periode", "a_trouver", "Référence interne", place=12)
    assert "On ne reconnaît pas de financeur" in seul(reviewed(classeur.to_bytes(), projet)).message


def test_that_words_among_the_amounts_of_an_added_column_are_told_and_the_others_read(
    projet: Projet, classeur: Maquette
):
    ajoute(classeur, "periode", "detr-demandé", "DSIL", place=20000, halle="à voir")
    assert genres(reviewed(classeur.to_bytes(), projet)) == [Genre.MODIFIE, Genre.NON_MONTANT]


def test_that_what_came_in_the_project_since_is_a_conflict(classeur: Maquette):
    projet = make_projet(*_fiches())
    dsil = make_financement("12000", uid=uid("dsil"), dispositif="DSIL")
    ailleurs = modifie(projet, financements=(*operation(projet).financements, dsil))
    ajoute(classeur, "periode", "detr-demandé", "DSIL", place=20000)
    ecart = seul(reviewed(classeur.to_bytes(), ailleurs))
    assert (ecart.genre, ecart.projet[:2]) == (Genre.CONFLIT, "12")


def test_that_what_an_added_column_says_of_an_added_row_is_told(projet: Projet, classeur: Maquette):
    feuille, _, _, colonnes = classeur.table("periode")
    ajoute(classeur, "periode", "detr-demandé", "DSIL", place=20000)
    numero = classeur.ajoute("periode", HALLE, numero="1.3", action="Créer une maison de santé", cout=800000)
    feuille.cell(numero, colonnes["detr-demandé"] + 1, 5000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert genres(reviseur) == [Genre.MODIFIE, Genre.REMARQUE, Genre.AJOUT]
    assert f"(ligne {numero})" in reviseur.revue.ecarts[1].message


def test_that_a_share_of_the_eligible_cost_is_an_amount_in_an_added_column(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    ajoute(classeur, "periode", "detr-demandé", "Fondation du Beffroi", place="10 %")
    [_, neuve] = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)).financements
    assert neuve.montant_demande == Decimal(10000)


def _fiches() -> tuple[Any, ...]:

    return make_fiche(), halle()
