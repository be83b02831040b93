"""A maquette that comes back: what changed there, what changed here since, what each accepted line writes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from factories import make_depense, make_fiche, make_fiche_riche, make_financement, make_operation, make_projet, uid
from retours import Maquette, applied, exported, genres, reviewed, seul

from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.retour.classeur import RetourError
from models.domain.retour.reperes import ANNEE, FEUILLE
from models.domain.retour.revue import Genre
from models.domain.vocabulaire import BaseMontant, EtatFinancement, StatutAction

PLACE, HALLE = "action:fiche:operation", "action:halle:op-halle"
AIDE = "financement:fiche:operation:financement-40000"


def halle(**champs: Any) -> Any:
    """A second action, of the same orientation."""
    operation = make_operation(
        uid=uid("op-halle"),
        depenses=(make_depense("50000", uid=uid("d-halle")),),
        financements=(make_financement("10000", uid=uid("f-halle")),),
    )
    return make_fiche(
        **{"uid": uid("halle"), "numero": "1.2", "intitule": "Rouvrir la halle", "operations": (operation,)} | champs
    )


@pytest.fixture
def projet() -> Projet:
    return make_projet(make_fiche(), halle())


@pytest.fixture
def classeur(projet: Projet) -> Maquette:
    return Maquette(exported(projet))


def operation(projet: Projet, fiche: str = "fiche") -> Operation:
    """The first operation of a fiche."""
    trouvee = projet.fiche(uid(fiche))
    assert trouvee is not None
    return trouvee.operations[0]


def modifie(projet: Projet, **champs: Any) -> Projet:
    """The project with other fields in its first operation."""
    fiche = projet.fiches[0]
    return replace(
        projet, fiches=(replace(fiche, operations=(replace(fiche.operations[0], **champs),)), *projet.fiches[1:])
    )


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


def test_that_a_row_added_under_an_orientation_is_a_new_action_of_it(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    classeur.ajoute(
        "periode",
        HALLE,
        numero="1.3",
        action="Créer une maison de santé",
        porteur="Commune de Valbrune",
        cout=800000,
        detr_demandé=240000,
    )
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert (ecart.genre, ecart.objet) == (Genre.AJOUT, "1.3 · Créer une maison de santé")
    nouvelle = applied(reviseur, projet, tmp_path).fiches[-1]
    [seule] = nouvelle.operations
    assert (nouvelle.numero, nouvelle.orientation, seule.cout) == ("1.3", uid("orientation-1"), 800000)
    assert [(f.montant_demande, f.dispositif) for f in seule.financements] == [(240000, "DETR")]


def test_that_a_row_with_the_number_of_an_action_is_an_operation_of_it(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    classeur.ajoute("periode", PLACE, numero="1.1", action="Mobilier urbain", cout=9000, part=4000)
    ecrit = applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path)
    assert [(o.intitule, o.cout, o.part_decidee) for o in ecrit.fiches[0].operations] == [
        ("", 100000, None),
        ("Mobilier urbain", 9000, 4000),
    ]


def test_that_a_row_under_a_funder_is_a_new_line_of_the_action_it_names(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    classeur.ajoute("financeurs:aides", AIDE, numero="1.2", dispositif="Fonds vert", demande=7000, etat="Déposé")
    ecrit = operation(applied(reviewed(classeur.to_bytes(), projet), projet, tmp_path), "halle")
    assert [(f.dispositif, f.montant_demande, f.etat, f.financeur) for f in ecrit.financements[1:]] == [
        ("Fonds vert", 7000, EtatFinancement.DEPOSE, uid("État"))
    ]


def test_that_a_word_in_the_amounts_of_a_new_row_leaves_the_rest_of_it(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    classeur.ajoute("periode", HALLE, action="Ouvrir un tiers-lieu", cout="à chiffrer", part=1000)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert genres(reviseur) == [Genre.AJOUT, Genre.NON_MONTANT]
    [seule] = applied(reviseur, projet, tmp_path).fiches[-1].operations
    assert (seule.cout, seule.part_decidee) == (None, 1000)


def test_that_a_row_that_is_gone_goes_only_when_it_is_accepted_by_itself(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    classeur.retire("financeurs:aides", AIDE)
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert ecart.genre is Genre.RETRAIT
    assert not reviseur.revue.proposes()
    assert len(operation(applied(reviseur, projet, tmp_path)).financements) == 1
    assert operation(applied(reviseur, projet, tmp_path, {ecart.cle})).financements == ()


def test_that_an_action_that_is_gone_goes_to_the_corbeille(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.retire("periode", HALLE)
    reviseur = reviewed(classeur.to_bytes(), projet)
    [retrait] = [e for e in reviseur.revue.ecarts if e.genre is Genre.RETRAIT]
    assert [f.uid for f in applied(reviseur, projet, tmp_path, {retrait.cle}).fiches] == ["fiche"]


def test_that_a_copied_row_is_a_new_one_and_the_original_keeps_its_name(
    projet: Projet, classeur: Maquette, tmp_path: Path
):
    feuille, _, droite, _ = classeur.table("financeurs:aides")
    numero = classeur.ajoute("financeurs:aides", AIDE, numero="1.1", action="x", dispositif="FNADT", demande=5000)
    feuille.cell(numero, droite, AIDE)
    reviseur = reviewed(classeur.to_bytes(), projet)
    assert genres(reviseur) == [Genre.AJOUT]
    assert len(operation(applied(reviseur, projet, tmp_path)).financements) == 2


def test_that_two_changed_rows_of_one_name_are_left_to_the_person(projet: Projet, classeur: Maquette):
    feuille, _, droite, _ = classeur.table("financeurs:aides")
    classeur.ecrit("financeurs:aides", AIDE, "demande", 41000)
    champs = {"numero": "1.1", "action": "Requalifier la Grand-Place", "dispositif": "DETR", "demande": 42000}
    numero = classeur.ajoute("financeurs:aides", AIDE, **champs)
    feuille.cell(numero, droite, AIDE)
    ecarts = reviewed(classeur.to_bytes(), projet).revue.ecarts
    assert {e.genre for e in ecarts} == {Genre.REFUS}
    assert not any(e.est_acceptable for e in ecarts)


def test_that_a_row_whose_name_was_wiped_is_neither_added_nor_taken_away(projet: Projet, classeur: Maquette):
    feuille, _, droite, _ = classeur.table("periode")
    [numero] = [n for n, nom in classeur.lignes("periode") if nom == HALLE]
    feuille.cell(numero, droite).value = None
    assert seul(reviewed(classeur.to_bytes(), projet)).genre is Genre.REFUS


def test_that_rows_sorted_without_their_names_are_not_read(projet: Projet, classeur: Maquette):
    feuille, _, _, colonnes = classeur.table("periode")
    places = {nom: numero for numero, nom in classeur.lignes("periode")}
    for colonne in colonnes.values():
        une, autre = feuille.cell(places[PLACE], colonne), feuille.cell(places[HALLE], colonne)
        une.value, autre.value = autre.value, une.value
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, ecart.lieu.feuille) == (Genre.REMARQUE, "Période")
    assert "triée" in ecart.message


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
