"""A maquette that comes back: what changed there, what changed here since, what each accepted line writes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from factories import make_fiche, make_fiche_riche, make_projet, uid
from retours import AIDE, HALLE, PLACE, Maquette, applied, exported, genres, halle, modifie, operation, reviewed, seul

from models.domain.projet import Projet
from models.domain.retour.classeur import RetourError
from models.domain.retour.reperes import ANNEE, FEUILLE, PORTEUR
from models.domain.retour.revue import Genre
from models.domain.vocabulaire import BaseMontant, EtatFinancement, StatutAction


def test_that_a_workbook_nobody_touched_has_nothing_to_say(projet: Projet, classeur: Maquette):
    for octets in (exported(projet), classeur.to_bytes()):
        revue = reviewed(octets, projet).revue
        assert (revue.ecarts, revue.est_vide) == ((), True)
        assert revue.inchangees > 4


def test_that_an_amount_typed_there_is_a_change_with_what_it_was(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ecrit("periode", PLACE, "cout", 120000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert (ecart.genre, ecart.lieu.feuille, ecart.champ, ecart.objet) == (
        Genre.MODIFIE,
        "Période",
        "Coût",
        "1.1 · Requalifier la Grand-Place",
    )
    dits = (ecart.depart, ecart.projet, ecart.retour)
    assert [dit.replace("\u202f", " ").replace("\u00a0", " ") for dit in dits] == [
        "100 000,00 €",
        "100 000,00 €",
        "120 000,00 €",
    ]
    assert operation(applied(reviseur, projet, tmp_path)).cout == 120000


def test_that_what_changed_on_both_sides_is_a_conflict_nothing_decides(projet: Projet, classeur: Maquette):
    classeur.ecrit("periode", PLACE, "part", 30000)
    ailleurs = modifie(projet, part_decidee=Decimal(20000))
    reviseur = reviewed(classeur.to_bytes(), ailleurs)
    ecart = seul(reviseur)
    assert (ecart.genre, ecart.depart) == (Genre.CONFLIT, "")
    assert ecart.projet.startswith("20")
    assert ecart.retour.startswith("30")
    assert not reviseur.revue.proposes()


def test_that_what_changed_here_only_is_left_alone(projet: Projet, classeur: Maquette):
    assert reviewed(classeur.to_bytes(), modifie(projet, part_decidee=Decimal(20000))).revue.est_vide


def test_that_what_is_the_same_on_both_sides_asks_for_nothing(projet: Projet, classeur: Maquette):
    classeur.ecrit("periode", PLACE, "part", 20000)
    assert reviewed(classeur.to_bytes(), modifie(projet, part_decidee=Decimal(20000))).revue.est_vide


@pytest.mark.parametrize("dit", ["~50 k€", "à voir", "12/03/2027", -5, 1234.567, date(2026, 3, 1), "1 2 3"])
def test_that_what_is_no_amount_is_told_with_its_remedy(projet: Projet, classeur: Maquette, dit: Any):
    classeur.ecrit("periode", PLACE, "detr-demandé", dit)
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert ecart.genre is Genre.NON_MONTANT
    assert ecart.lieu.ligne
    assert ecart.message
    assert ecart.remede
    assert not ecart.est_acceptable


@pytest.mark.parametrize("dit", ["50 000,00 €", "50\u202f000", "50 k€", 50000, 50000.000000001, "125 %"])
def test_that_amounts_typed_as_people_do_are_amounts(projet: Projet, classeur: Maquette, dit: Any, tmp_path: Path):
    classeur.ecrit("periode", PLACE, "detr-demandé", dit)
    reviseur = reviewed(classeur.to_bytes(), projet)
    if dit == "125 %":
        assert genres(reviseur) == [Genre.NON_MONTANT]
    else:
        assert operation(applied(reviseur, projet, tmp_path)).financements[0].montant_demande == 50000


def test_that_a_share_is_one_of_the_eligible_cost(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ecrit("periode", PLACE, "detr-demandé", "30 %")
    ligne = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)).financements[0]
    assert ligne.montant_demande == 30000


def test_that_the_lines_by_funder_come_back_with_their_words(projet: Projet, classeur: Maquette, tmp_path: Path):
    for colonne, valeur in (
        ("etat", "notifié"),
        ("accorde", 38000),
        ("dossier", "2026-117"),
        ("notification", date(2026, 9, 4)),
        ("depot", "3/2/2026"),
        ("dispositif", "DSIL"),
    ):
        classeur.ecrit("financeurs:aides", AIDE, colonne, valeur)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert set(genres(reviseur)) == {Genre.MODIFIE}
    ligne = operation(applied(reviseur, projet, tmp_path)).financements[0]
    assert (ligne.etat, ligne.montant_accorde, ligne.numero_dossier, ligne.dispositif) == (
        EtatFinancement.NOTIFIE,
        38000,
        "2026-117",
        "DSIL",
    )
    assert (ligne.date_notification, ligne.date_depot) == (date(2026, 9, 4), date(2026, 2, 3))


def test_that_an_amount_under_accorde_grants_the_line(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ecrit("financeurs:aides", AIDE, "accorde", 38000)
    ligne = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)).financements[0]
    assert (ligne.etat, ligne.montant_accorde) == (EtatFinancement.ACCORDE, 38000)


def test_that_a_word_nobody_knows_is_refused_with_those_that_are(projet: Projet, classeur: Maquette):
    classeur.ecrit("financeurs:aides", AIDE, "etat", "peut-être un jour")
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, ecart.est_acceptable) == (Genre.REFUS, False)
    assert "En instruction" in ecart.remede


def test_that_names_owners_and_statuts_come_back(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ecrit("periode", PLACE, "action", "Requalifier  la place du Beffroi")
    classeur.ecrit("periode", PLACE, "statut", "En cours")
    classeur.ecrit("periode", PLACE, "numero", "1.10")
    classeur.ecrit("periode", HALLE, "porteur", "communauté de communes du haut-pré")
    ecrit = applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)
    place = ecrit.fiches[0]
    assert (place.numero, place.intitule, place.statut) == (
        "1.10",
        "Requalifier la place du Beffroi",
        StatutAction.EN_COURS,
    )
    assert operation(ecrit, "halle").maitre_ouvrage == uid("Communauté de communes du Haut-Pré")


def test_that_the_same_fact_said_in_two_sheets_is_told_once(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ecrit("periode", PLACE, "detr-demandé", 45000)
    classeur.ecrit("annee:2027", PLACE, "detr-demandé", 45000)
    classeur.ecrit("financeurs:aides", AIDE, "demande", 45000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert {lieu.feuille for lieu in (ecart.lieu, *ecart.aussi)} == {"Période", "2027", "Par financeur"}
    assert operation(applied(reviseur, projet, tmp_path)).financements[0].montant_demande == 45000


def test_that_two_values_of_one_fact_are_a_conflict_in_the_workbook(projet: Projet, classeur: Maquette):
    classeur.ecrit("periode", PLACE, "detr-demandé", 45000)
    classeur.ecrit("financeurs:aides", AIDE, "demande", 46000)
    premier, second = reviewed(classeur.to_bytes(), projet).revue.ecarts
    assert {premier.genre, second.genre} == {Genre.CONFLIT}
    assert premier.exclut == {second.cle}
    assert "46" in premier.message


def test_that_a_new_aide_typed_for_the_period_and_for_its_year_is_one_line(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    avec = modifie(projet, financements=(*operation(projet).financements,))
    for table in ("periode", "annee:2027"):
        classeur.ecrit(table, HALLE, "detr-demandé", 12000)
    ecrit = applied(reviewed(classeur.to_bytes(), avec), projet, tmp_path)
    assert [f.montant_demande for f in operation(ecrit, "halle").financements] == [12000]


def test_that_a_computed_figure_somebody_typed_over_is_told_and_left(projet: Projet, classeur: Maquette):
    classeur.ecrit("periode", PLACE, "solde", 1)
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, ecart.est_acceptable, ecart.champ) == (Genre.REMARQUE, False, "Solde")


def test_that_a_sheet_that_is_gone_is_told_and_takes_nothing_away(projet: Projet, classeur: Maquette):
    del classeur.livre["2027"]
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, ecart.est_acceptable) == (Genre.REMARQUE, False)
    assert "2027" in ecart.message


def test_that_a_sheet_under_another_name_is_still_read(projet: Projet, classeur: Maquette):
    classeur.livre["Période"].title = "Tableau corrigé"
    classeur.ecrit("periode", PLACE, "part", 5000)
    assert seul(reviewed(classeur.to_bytes(), projet)).lieu.feuille == "Tableau corrigé"


def test_that_a_column_put_in_is_told_and_does_not_disturb(projet: Projet, classeur: Maquette):
    feuille, haut, _, colonnes = classeur.table("periode")
    feuille.insert_cols(colonnes["cout"])
    feuille.cell(haut + 2, colonnes["cout"], "Avis du sous-préfet")
    [numero] = [n for n, nom in classeur.lignes("periode") if nom == PLACE]
    feuille.cell(numero, colonnes["cout"], "favorable")
    classeur.ecrit("periode", PLACE, "part", 5000)
    remarque, change = reviewed(classeur.to_bytes(), projet).revue.ecarts
    assert "Avis du sous-préfet" in remarque.message
    assert change.champ == "Part décidée"


@pytest.mark.parametrize("quoi", ["effacée", "dupliquée", "d’un autre projet", "plus récente", "abîmée"])
def test_that_a_workbook_that_cannot_be_reviewed_says_why(projet: Projet, classeur: Maquette, quoi: str):
    cache = classeur.livre[FEUILLE]
    if quoi == "effacée":
        del classeur.livre[FEUILLE]
    elif quoi == "dupliquée":
        classeur.livre.copy_worksheet(classeur.livre["Période"])
    elif quoi == "d’un autre projet":
        cache["D1"] = "autre"
    elif quoi == "plus récente":
        cache["C1"] = 2
    else:
        cache["E1"] = "hier"
    with pytest.raises(RetourError) as refus:
        reviewed(classeur.to_bytes(), projet)
    assert refus.value.remede


def test_that_what_was_deleted_here_since_cannot_be_written(projet: Projet, classeur: Maquette):
    classeur.ecrit("periode", HALLE, "part", 5000)
    ecart = seul(reviewed(classeur.to_bytes(), replace(projet, fiches=projet.fiches[:1])))
    assert ecart.genre is Genre.REFUS
    assert "Corbeille" in ecart.remede


def test_that_an_operation_of_several_depenses_sends_to_its_detail(classeur: Maquette):
    riche = make_projet(make_fiche_riche())
    autre = Maquette(exported(riche))
    autre.ecrit("periode", "action:fiche-riche:operation", "cout", 1)
    ecart = seul(reviewed(autre.to_bytes(), riche))
    assert (ecart.genre, ecart.est_acceptable) == (Genre.REFUS, False)
    assert "dépenses" in ecart.message


def test_that_the_base_written_after_a_name_is_no_part_of_it(tmp_path: Path):
    [seule] = halle().operations
    projet = make_projet(make_fiche(), halle(operations=(replace(seule, base=BaseMontant.TTC),)))
    classeur = Maquette(exported(projet))
    assert classeur.cellule("periode", HALLE, "action").value == "Rouvrir la halle (TTC)"
    classeur.ecrit("periode", HALLE, "action", "Rouvrir le marché couvert (TTC)")
    ecrit = applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)
    assert ecrit.fiches[1].intitule == "Rouvrir le marché couvert"


def test_that_every_table_of_the_maquette_leaves_with_its_names(classeur: Maquette):
    for table in ("periode", f"{ANNEE}2027", "financeurs:aides", "porteurs"):
        assert [nom for _, nom in classeur.lignes(table) if "operation" in nom or "op-halle" in nom]


def test_that_what_a_merge_hides_is_not_taken_back(projet: Projet, classeur: Maquette):
    feuille, _, _, colonnes = classeur.table("periode")
    numeros = {nom: numero for numero, nom in classeur.lignes("periode")}
    place, halle_ = sorted((numeros[PLACE], numeros[HALLE]))
    # Two actions of one owner, merged by somebody who wanted a lighter table: only the first cell keeps its word.
    colonne = colonnes[PORTEUR]
    for numero in range(place + 1, halle_ + 1):
        feuille.cell(numero, colonne).value = None
    feuille.merge_cells(start_row=place, start_column=colonne, end_row=halle_, end_column=colonne)
    assert reviewed(classeur.to_bytes(), projet).revue.est_vide
