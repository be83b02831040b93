"""The workbook of the maquette: lists to choose from, sources in notes, colours, a synthesis and its charts."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_financement, make_operation, make_projet, uid
from openpyxl import load_workbook
from retours import Maquette, exported, saved

from models.domain.maquettes.lecture import build_maquette
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, StatutAction
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.maquette import build_classeur, build_maquette_financiere
from pvd_desktop.documents.renderers import xlsx

LIGNE = "action:fiche:operation"


@pytest.fixture
def projet() -> Projet:
    """An action with a decided part, a filed request and a granted one."""
    operation = make_operation(
        part_decidee=20000,
        part_decidee_acte="délibération n° 2026-14",
        part_decidee_date=date(2026, 2, 12),
        financements=(
            make_financement(numero_dossier="2026-117", date_depot=date(2026, 1, 30), etat=EtatFinancement.DEPOSE),
            make_financement("10000", dispositif="Fonds vert", uid=uid("fv"), etat=EtatFinancement.ABANDONNE),
        ),
    )
    return make_projet(make_fiche(operations=(operation,)), replace(make_fiche_riche(), numero="2.1"))


@pytest.fixture
def classeur(projet: Projet) -> Maquette:
    return Maquette(exported(projet))


def choices(feuille: Any, cellule: str) -> list[str]:
    """Words that a cell may be given."""
    for validation in feuille.data_validations.dataValidation:
        if cellule in validation.sqref:
            return validation.formula1.strip('"').split(",")
    return []


def test_that_states_are_chosen_from_their_list(classeur: Maquette):
    statut = classeur.cellule("periode", LIGNE, "statut")
    assert choices(statut.parent, statut.coordinate) == [s.libelle for s in StatutAction]
    aide = "financement:fiche:operation:financement-40000"
    etat, nature = (classeur.cellule("financeurs:aides", aide, nom) for nom in ("etat", "nature"))
    assert choices(etat.parent, etat.coordinate) == [e.libelle for e in EtatFinancement]
    assert choices(nature.parent, nature.coordinate) == ["Subvention", "Fonds de concours"]


def test_that_figures_say_where_they_come_from(classeur: Maquette):
    part = classeur.cellule("periode", LIGNE, "part").comment.text
    assert part.replace("\u00a0", " ") == "Source : délibération n° 2026-14 du 12/02/2026"
    demande = classeur.cellule("periode", LIGNE, "detr-demandé").comment.text
    assert demande == "DETR · dossier 2026-117 · déposé le 30/01/2026"
    assert classeur.cellule("periode", LIGNE, "cout").comment is None


def test_that_what_is_still_to_be_found_and_the_states_are_coloured(classeur: Maquette):
    manque = classeur.cellule("periode", LIGNE, "a_trouver")
    regles = {str(plage.sqref): [r.formula[0] for r in plage.rules] for plage in manque.parent.conditional_formatting}
    [formule] = [f for plage, formules in regles.items() for f in formules if plage.startswith(manque.column_letter)]
    assert formule.endswith(">0)")
    etat = classeur.cellule("financeurs:aides", "financement:fiche:operation:financement-40000", "etat")
    mots = [r.formula[0] for p in etat.parent.conditional_formatting for r in p.rules if etat.coordinate in p.cells]
    assert [mot for mot in mots if '"Déposé"' in mot and '"Accordé"' not in mot]


def test_that_the_synthesis_repeats_the_totals_of_the_other_sheets_alive(projet: Projet, tmp_path: Path):
    (tmp_path / "m.xlsx").write_bytes(exported(projet))
    formules: Any = load_workbook(tmp_path / "m.xlsx")["Synthèse"]
    valeurs: Any = load_workbook(tmp_path / "m.xlsx", data_only=True)["Synthèse"]
    totaux = build_maquette(projet, load_financeurs()).periode.sommes.totaux
    lignes = {rangee[0].value: rangee for rangee in formules.iter_rows() if rangee[0].value}
    detr = lignes["DETR"]
    assert all(
        str(cellule.value).startswith("='Période'!$") or "Période" in str(cellule.value) for cellule in detr[1:3]
    )
    [aides] = [r for r in valeurs.iter_rows() if r[0].value == "Total" and r[3].value == float(totaux.aides)]
    assert aides[1].value + aides[2].value == float(totaux.aides)
    assert "2027" in lignes


def test_that_the_synthesis_has_a_native_chart_by_funder_and_by_year_that_says_what_it_shows(projet: Projet):
    with zipfile.ZipFile(BytesIO(exported(projet))) as archive:
        dessins = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        textes = [archive.read(nom).decode() for nom in dessins]
        dit = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/drawings/drawing"))
    assert len(dessins) == 2
    assert any('c:barDir val="bar"' in texte and "stacked" in texte for texte in textes)
    assert any('c:barDir val="col"' in texte for texte in textes)
    assert 'descr="Aides publiques par financeur' in dit
    assert 'descr="Dépenses et financements par année' in dit


def test_that_a_spreadsheet_computes_the_figures_of_the_synthesis(projet: Projet, soffice: Path, tmp_path: Path):
    octets = exported(projet)
    gardes, calcules = (
        [
            [c.value for c in rangee]
            for rangee in load_workbook(BytesIO(lus), data_only=True)["Synthèse"].iter_rows(max_col=4)
        ]
        for lus in (octets, saved(soffice, octets, tmp_path / "lo"))
    )
    assert calcules == gardes
    assert sum(isinstance(valeur, int | float) for rangee in gardes for valeur in rangee) > 20


def test_that_an_empty_plan_has_no_synthesis(tmp_path: Path):
    xlsx.render(build_classeur(make_projet(), aujourd_hui=AUJOURD_HUI), tmp_path / "vide.xlsx")
    assert "Synthèse" not in load_workbook(tmp_path / "vide.xlsx").sheetnames


def test_that_the_same_day_gives_the_same_bytes(projet: Projet):
    assert exported(projet) == exported(projet)


def test_that_the_pages_are_those_of_the_tables_alone(projet: Projet):
    pages = build_maquette_financiere(projet, aujourd_hui=AUJOURD_HUI).blocks
    assert build_classeur(projet, aujourd_hui=AUJOURD_HUI).blocks[: len(pages)] == pages
