"""Rows of a maquette that came back: added, gone, copied, sorted, or without the name they bore."""

from decimal import Decimal
from pathlib import Path

from factories import make_fiche, make_operation, make_projet, uid
from retours import AIDE, HALLE, PLACE, Maquette, applied, exported, genres, halle, operation, reviewed, seul

from models.domain.projet import Projet
from models.domain.retour.revue import Genre
from models.domain.vocabulaire import EtatFinancement


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


def test_that_a_row_made_equal_to_its_neighbour_was_typed_and_not_sorted():
    tranches = tuple(make_operation(uid=uid(nom), part_decidee=Decimal(part)) for nom, part in (("t1", 1), ("t2", 2)))
    projet = make_projet(make_fiche(operations=tranches))
    classeur = Maquette(exported(projet))
    classeur.ecrit("periode", "operation:fiche:t1", "part", 2)
    ecart = seul(reviewed(classeur.to_bytes(), projet))
    assert (ecart.genre, ecart.cle) == (Genre.MODIFIE, ("periode", "operation:fiche:t1", "part"))


def test_that_an_action_whose_operations_are_still_there_is_not_gone(tmp_path: Path):
    tranches = (
        make_operation(uid=uid("t1"), intitule="Nord", depenses=(), financements=()),
        make_operation(uid=uid("t2"), intitule="Sud", depenses=(), financements=()),
    )
    projet = make_projet(make_fiche(operations=tranches), halle())
    classeur = Maquette(exported(projet))
    classeur.retire("periode", "action:fiche")
    assert reviewed(classeur.to_bytes(), projet).revue.est_vide
    classeur.retire("periode", "operation:fiche:t1")
    reviseur = reviewed(classeur.to_bytes(), projet)
    ecart = seul(reviseur)
    assert (ecart.genre, "opération" in ecart.message) == (Genre.RETRAIT, True)
    [reste] = applied(reviseur, projet, tmp_path, {ecart.cle}).fiches[0].operations
    assert reste.uid == "t2"


def test_that_a_workbook_taken_back_twice_adds_its_rows_once(projet: Projet, classeur: Maquette, tmp_path: Path):
    classeur.ajoute("periode", HALLE, numero="1.3", action="Créer une maison de santé", cout=800000)
    classeur.ajoute("periode", PLACE, numero="1.1", action="Mobilier urbain", cout=9000)
    classeur.ajoute("financeurs:aides", AIDE, numero="1.2", dispositif="Fonds vert", demande=7000)
    classeur.ecrit("periode", PLACE, "part", 5000)
    octets = classeur.to_bytes()
    apres = applied(reviewed(octets, projet), projet, tmp_path)
    encore = reviewed(octets, apres)
    assert not encore.revue.proposes()
    assert [e.genre for e in encore.revue.ecarts] == [Genre.REMARQUE] * 3
    assert {"déjà dans le projet" in e.message for e in encore.revue.ecarts} == {True}
