"""Home-made workbooks of every habit at once: what a chef de projet would read in them is what comes in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tableaux_laids as laids
from tableaux import aides, applique, check_account, ecrire, fiche, messages, operation, proposition, totaux

from models.domain.importation.feuille import Classeur
from models.domain.importation.proposition import Proposition
from models.domain.vocabulaire import EtatFinancement, StatutAction, TypeOrganisme
from pvd_desktop.imports.tableur import read_classeur

TOUS: Sequence[tuple[Sequence[Sequence[Any]], Sequence[str]]] = (
    (laids.PAR_ANNEE, laids.PAR_ANNEE_FUSIONS),
    (laids.DEUX_TABLEAUX, ()),
    (laids.RATURES, ()),
    (laids.COULEURS, laids.COULEURS_FUSIONS),
)


def lire(tmp_path: Path, lignes: Sequence[Sequence[Any]], fusions: Sequence[str] = ()) -> tuple[Classeur, Proposition]:
    classeur = read_classeur(ecrire(tmp_path / "laid.xlsx", *lignes, fusions=fusions))
    return classeur, proposition(classeur)


@pytest.fixture
def export(tmp_path: Path) -> Classeur:
    path = tmp_path / "export.csv"
    path.write_bytes(laids.EXPORT.encode("latin-1"))
    return read_classeur(path)


@pytest.mark.parametrize(("lignes", "fusions"), TOUS)
def test_that_every_row_has_an_outcome_and_a_second_import_changes_nothing(
    lignes: Sequence[Sequence[Any]], fusions: Sequence[str], tmp_path: Path
):
    classeur, proposee = lire(tmp_path, lignes, fusions)
    check_account(classeur, proposee)
    assert not proposition(classeur, applique(proposee)).ecrit


def test_that_a_year_above_financeurs_is_that_of_their_aids(tmp_path: Path):
    _, proposee = lire(tmp_path, laids.PAR_ANNEE, laids.PAR_ANNEE_FUSIONS)
    place = operation(proposee, "Place du marché")
    assert [(f.annee, f.montant_demande) for f in place.financements] == [
        (2026, 90_000), (2026, 45_000), (2027, 90_000), (2027, 45_000),
    ]  # fmt: skip
    assert (place.cout, place.part_decidee) == (450_000, 180_000)
    assert operation(proposee, "Halle").cout == 1_000_000
    assert messages(proposee, "ecart") == []
    assert [n.texte for f in proposee.projet.fiches for n in f.notes] == ["Coût total HT\u00a0: à chiffrer"]


def test_that_two_tables_of_one_sheet_are_two_orientations(tmp_path: Path):
    _, proposee = lire(tmp_path, laids.DEUX_TABLEAUX)
    assert [(x.titre, x.orientation) for x in proposee.lignes] == [
        ("École", "1 · ACTIONS MATURES"), ("Îlot Carnot", "1 · ACTIONS MATURES"),
        ("Boutique test", "1 · ACTIONS MATURES"), ("Parc urbain", "2 · ACTIONS A MURIR"),
        ("Voie verte", "2 · ACTIONS A MURIR"),
    ]  # fmt: skip
    assert {d: f.montant_demande for d, f in aides(proposee, "École").items()} == {
        "DETR": 98_000,
        "Département": 50_000,
    }
    assert aides(proposee, "Îlot Carnot")["DETR"].montant_demande == 600_000
    assert aides(proposee, "Boutique test")["Région"].montant_demande == 15_000
    assert fiche(proposee, "École").phases[0].debut == date(2026, 6, 1)
    assert "à définir" not in {o.nom for o in proposee.projet.organismes}
    assert messages(proposee, "ecart") == []


def test_that_amounts_among_words_are_read_and_what_is_none_is_told(tmp_path: Path):
    _, proposee = lire(tmp_path, laids.RATURES)
    salle = aides(proposee, "Salle des fêtes")
    assert {d: f.montant_retenu for d, f in salle.items()} == {"Région": 3_600, "CD 62": 2_400, "CAF": 1_000}
    assert salle["Région"].etat is EtatFinancement.ACCORDE
    assert operation(proposee, "Salle des fêtes").part_decidee == 5_000
    assert aides(proposee, "Diagnostic")["DETR / DSIL / FNADT"].montant_demande == 7_500
    assert aides(proposee, "Cinéma")["Région"].montant_demande == 700_000
    assert aides(proposee, "Maison de santé")["CD 62"].montant_demande == 200_000
    assert {r.valeur for r in messages(proposee, "non_compris")} == {
        "DETR / DSIL / FNADT", "-50 000", "700000 à 1000000",
    }  # fmt: skip
    assert {f.intitule: f.statut for f in proposee.projet.fiches} == {
        "Salle des fêtes": StatutAction.EN_COURS, "Diagnostic": StatutAction.TERMINEE,
        "Maison de santé": StatutAction.EN_MATURATION, "Cinéma": StatutAction.ABANDONNEE,
        "Signalétique": StatutAction.TERMINEE,
    }  # fmt: skip
    assert "abandonné ?" in {r.valeur for r in messages(proposee, "choix")}


def test_that_the_sum_of_the_aids_is_that_of_the_financeurs_beside_it(tmp_path: Path):
    _, proposee = lire(tmp_path, laids.COULEURS, laids.COULEURS_FUSIONS)
    assert totaux(proposee).aides == 875_000 + 1_100_000 + 40_000
    manager = operation(proposee, "Manager").financements
    assert [(f.montant_demande, f.etat) for f in manager] == [(40_000, EtatFinancement.ENVISAGE)]
    assert messages(proposee, "ecart") == []
    assert fiche(proposee, "OPAH-RU").statut is StatutAction.EN_COURS
    assert len(proposee.lignes) == 4


def test_that_numbered_groups_of_columns_are_aids(export: Classeur):
    proposee = proposition(export)
    check_account(export, proposee)
    mairie = aides(proposee, "Rénovation de la mairie")
    assert (mairie["DETR"].montant_accorde, mairie["DETR"].etat) == (50_000, EtatFinancement.NOTIFIE)
    assert (mairie["Département"].montant_demande, mairie["Département"].etat) == (25_000, EtatFinancement.DEPOSE)
    assert aides(proposee, "Voirie")["Fonds de concours"].montant_demande == 20_000
    assert {o.nom for o in proposee.projet.organismes if o.type is TypeOrganisme.EPCI} == {"CCPL"}
    assert operation(proposee, "Voirie").depenses[0].montant_ttc == 96_000
    assert [f.phases[0].debut.month for f in proposee.projet.fiches if f.phases[0].debut] == [6, 4, 9]
    assert messages(proposee, "ecart") == []
    assert not proposition(export, applique(proposee)).ecrit


def test_that_an_action_a_column_is_told_how_to_turn_the_table(tmp_path: Path):
    _, proposee = lire(tmp_path, laids.PAR_COLONNE)
    assert proposee.lignes == ()
    assert "une action par colonne" in proposee.feuilles[0].raison
