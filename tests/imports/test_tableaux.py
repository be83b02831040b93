"""Home-made workbooks of different habits come in with every line accounted for."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tableaux import (
    LIGNES_DE_FINANCEMENT,
    PPI,
    SUIVI,
    aides,
    applique,
    ecrire,
    fiche,
    ligne,
    messages,
    operation,
    proposition,
    totaux,
)

from models.domain.importation.proposition import Proposition, Sort
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    Priorite,
    StatutAction,
    TypeOrganisme,
)
from pvd_desktop.imports.tableur import read_classeur


def _read(path: Path, modele: Mapping[str, Any]) -> Proposition:
    marques = {cle: modele[cle] for cle in ("fusions", "gras") if cle in modele}
    return proposition(read_classeur(ecrire(path, *modele["lignes"], **marques)))


@pytest.fixture
def suivi(tmp_path: Path) -> Proposition:
    return _read(tmp_path / "suivi.xlsx", SUIVI)


@pytest.fixture
def lignes(tmp_path: Path) -> Proposition:
    return _read(tmp_path / "lignes.xlsx", LIGNES_DE_FINANCEMENT)


@pytest.fixture
def ppi(tmp_path: Path) -> Proposition:
    return _read(tmp_path / "ppi.xlsx", PPI)


def test_that_a_header_on_two_rows_is_found_under_its_titles(suivi: Proposition):
    (lue,) = suivi.feuilles
    assert (lue.correspondance.premiere_entete, lue.correspondance.derniere_entete) == (4, 5)
    champs = [a.champ for a in lue.correspondance.affectations]
    assert champs[:4] == ["numero", "intitule", "maitre_ouvrage", "cout"]
    assert champs[4:9] == ["montant_financeur"] * 5
    assert champs[9:] == ["reste", "statut", "note"]


def test_that_merged_rows_are_orientations(suivi: Proposition):
    assert [(o.numero, o.intitule) for o in suivi.projet.orientations] == [("1", "HABITAT"), ("2", "COMMERCE")]
    assert ligne(suivi, "Halle couverte").orientation == "2 · COMMERCE"


def test_that_every_way_to_write_an_amount_is_read(suivi: Proposition):
    gambetta = aides(suivi, "Réhabilitation de l’îlot Gambetta")
    assert operation(suivi, "Réhabilitation de l’îlot Gambetta").cout == 1_200_000
    assert gambetta["DETR"].montant_demande == 360_000
    assert gambetta["DETR"].taux == Decimal("0.3")
    assert gambetta["Fonds de concours"].montant_demande == 12_500
    assert gambetta["Fonds de concours"].nature is NatureFinancement.FONDS_CONCOURS
    assert (gambetta["Région"].montant_demande, gambetta["Région"].etat) == (None, EtatFinancement.DEPOSE)
    assert operation(suivi, "Signalétique commerciale").cout == 18_000


def test_that_words_where_an_amount_goes_are_kept_as_a_note_and_told(suivi: Proposition):
    halle = fiche(suivi, "Halle couverte")
    assert [n.texte for n in halle.notes] == ["Coût total\u00a0: à définir", "DETR\u00a0: Entre 200 et 500 €"]
    assert operation(suivi, "Halle couverte").financements == ()
    dites = {(r.lieu.ligne, r.lieu.colonne, r.valeur) for r in messages(suivi, "non_compris")}
    assert dites == {(12, "D", "à définir"), (12, "E", "Entre 200 et 500 €")}
    assert all(r.remede for r in messages(suivi, "non_compris"))


def test_that_statuts_are_understood_and_the_choice_is_shown(suivi: Proposition):
    assert fiche(suivi, "Halle couverte").statut is StatutAction.SUSPENDUE
    assert fiche(suivi, "Signalétique commerciale").statut is StatutAction.INSCRITE
    choix = {r.valeur: r.message for r in messages(suivi, "choix") if r.lieu.colonne == "K"}
    assert "Suspendue" in choix["Bloqué par l’ABF"]
    assert "Terminé" not in choix  # the word of the application, but for its gender


def test_that_a_wrong_total_says_its_row_and_its_gap(suivi: Proposition):
    (ecart,) = messages(suivi, "ecart")
    texte = ecart.message.replace("\u202f", " ").replace("\u00a0", " ")
    assert texte.startswith("La ligne 14 annonce 12 000,00 € de plus que la somme des lignes 7 à 13")
    assert (ecart.lieu.ligne, ecart.lieu.colonne) == (14, "D")
    assert [t.ecart for t in suivi.totaux if t.champ == "cout"] == [0, 12_000]
    assert len(suivi.totaux) == 11
    assert totaux(suivi).cout == 1_513_000


def test_that_words_beside_the_table_are_left_out_and_told(suivi: Proposition):
    assert len(suivi.lignes) == 5
    assert [r.valeur for r in messages(suivi, "ignore")] == ["* montants prévisionnels"]


def test_that_the_rows_of_one_action_are_its_lines_of_financement(lignes: Proposition):
    assert ligne(lignes, "Rénovation du presbytère").lignes == (2, 3, 4)
    presbytere = aides(lignes, "Rénovation du presbytère")
    assert (presbytere["DETR"].montant_accorde, presbytere["DETR"].etat) == (90_000, EtatFinancement.NOTIFIE)
    assert presbytere["Région Hauts-de-France"].etat is EtatFinancement.DEPOSE
    assert presbytere["CD 62"].montant_demande == 72_000
    assert operation(lignes, "Rénovation du presbytère").cout == 360_000
    assert not messages(lignes, "ecart")


def test_that_the_base_of_the_header_is_that_of_the_operation(lignes: Proposition):
    seule = operation(lignes, "Voie verte")
    assert seule.base is BaseMontant.TTC
    assert seule.depenses[0].montant_ttc == 540_000
    assert seule.depenses[0].annee == 2027


def test_that_an_orientation_written_once_holds_until_the_next(lignes: Proposition):
    assert ligne(lignes, "Ravalement des façades").orientation == "1 · Habitat"
    assert ligne(lignes, "Voie verte").orientation == "2 · Mobilités"


def test_that_dates_of_every_kind_make_a_phase(lignes: Proposition):
    def phase(titre: str) -> tuple[date | None, date | None]:
        (seule,) = fiche(lignes, titre).phases
        return seule.debut, seule.fin

    assert phase("Rénovation du presbytère") == (date(2026, 4, 1), date(2027, 12, 31))
    assert phase("Ravalement des façades") == (date(2026, 1, 1), date(2027, 12, 31))
    assert phase("Voie verte") == (date(2027, 3, 1), date(2028, 12, 31))


def test_that_priorities_and_people_are_read(lignes: Proposition):
    assert fiche(lignes, "Rénovation du presbytère").priorite is Priorite.FORT
    assert fiche(lignes, "Ravalement des façades").priorite is Priorite.MOYEN
    assert fiche(lignes, "Voie verte").referent == "M. Martin"


def test_that_organismes_get_the_type_their_name_says(lignes: Proposition):
    types = {o.nom: o.type for o in lignes.projet.organismes}
    assert types["CC du Ternois"] is TypeOrganisme.EPCI
    assert types["CD 62"] is TypeOrganisme.DEPARTEMENT
    assert types["Anah"] is TypeOrganisme.ETABLISSEMENT_PUBLIC


def test_that_thousands_said_once_hold_for_the_whole_table_and_that_it_is_told(ppi: Proposition):
    place = operation(ppi, "Place de la République")
    assert [(d.annee, d.montant_ht) for d in place.depenses] == [(2025, 120_000), (2026, 340_000)]
    assert place.part_decidee == 80_000
    assert operation(ppi, "Parvis de l'église").part_decidee == 15_000
    assert {r.valeur for r in messages(ppi, "choix") if "milliers" in r.message} == {
        "Etat (DETR)",
        "Region",
        "Autofinancement",
    }


def test_that_the_column_beside_an_amount_says_its_state(ppi: Proposition):
    place, pole = aides(ppi, "Place de la République"), aides(ppi, "Pôle d'échanges")
    assert (place["DETR"].montant_accorde, place["DETR"].etat) == (92_000, EtatFinancement.ACCORDE)
    assert (place["Région"].montant_demande, place["Région"].etat) == (50_000, EtatFinancement.DEPOSE)
    assert (pole["DETR"].montant_demande, pole["DETR"].etat) == (200_000, EtatFinancement.ENVISAGE)


def test_that_shouted_rows_are_orientations_even_without_a_look(ppi: Proposition):
    assert [o.intitule for o in ppi.projet.orientations] == ["REVITALISER LE CENTRE-BOURG", "MIEUX SE DÉPLACER"]
    assert not messages(ppi, "ecart")


@pytest.mark.parametrize("modele", ["suivi", "lignes", "ppi"])
def test_that_a_second_import_changes_nothing(modele: str, request: pytest.FixtureRequest, tmp_path: Path):
    premiere: Proposition = request.getfixturevalue(modele)
    projet = applique(premiere)
    seconde = proposition(read_classeur(tmp_path / f"{modele}.xlsx"), projet)
    assert {x.sort for x in seconde.lignes} == {Sort.INCHANGE}
    assert not seconde.ecrit
