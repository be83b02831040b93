"""« remplir »: a partner’s workbook filled from the terminal."""

import json
from pathlib import Path

import pytest
from classeurs_partenaires import cellules, en_tete_simple, sous_prefecture
from projets import exemple

from pvd_desktop import cli


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    return exemple(tmp_path)


@pytest.fixture
def modele(tmp_path: Path) -> Path:
    return sous_prefecture(tmp_path / "sp.xlsx", lignes=20)


def test_that_a_copy_is_filled_and_each_cell_told(
    fichier: Path, modele: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    octets = fichier.read_bytes()
    copie = tmp_path / "copie.xlsx"
    assert cli.run(["remplir", str(fichier), str(modele), "--sortie", str(copie)]) == 0
    sortie = capsys.readouterr().out.replace("\u00a0", " ")
    assert "[Remplie] Remontée, B6, " in sortie
    assert "[Laissée] Remontée, D11, " in sortie
    assert sortie.splitlines()[-1].startswith("remplies ")
    assert cellules(copie)["A6"].value == "1.1"
    assert fichier.read_bytes() == octets


def test_that_a_simulation_tells_the_same_and_writes_nothing(
    fichier: Path, modele: Path, capsys: pytest.CaptureFixture[str]
):
    avant = sorted(p.name for p in modele.parent.iterdir())
    assert cli.run(["remplir", str(fichier), str(modele), "--simuler", "--json"]) == 0
    bilan = json.loads(capsys.readouterr().out)
    assert bilan["feuille"] == "Remontée"
    assert bilan["remplies"] == sum(1 for d in bilan["details"] if d["sort"] == "ajoutee") > 0
    assert sorted(p.name for p in modele.parent.iterdir()) == avant


def test_that_columns_and_cells_are_chosen_by_hand(fichier: Path, tmp_path: Path):
    source = en_tete_simple(tmp_path / "crte.xlsx", titres=("Libellé du projet", "Rubrique X", "Dép. (k€)"))
    copie = tmp_path / "copie.xlsx"
    choix = ["--colonne", "B=orientation", "--colonne", "C=cout", "--cellule", "Suivi!H1=epci"]
    assert cli.run(["remplir", str(fichier), str(source), "--sortie", str(copie), *choix]) == 0
    feuille = cellules(copie)
    assert feuille["B2"].value.startswith("1")
    assert isinstance(feuille["C2"].value, int | float)
    assert feuille["C2"].value < 5000
    assert feuille["H1"].value.startswith("Communauté de communes")


@pytest.mark.parametrize(
    ("options", "dit"),
    [
        ([], "--sortie"),
        (["--simuler", "--feuille", "Absente"], "Feuilles possibles"),
        (["--simuler", "--une-ligne-par", "mois"], "financement"),
        (["--simuler", "--financeur", "Personne"], "Financeurs"),
        (["--simuler", "--colonne", "B=inconnu"], "maitre_ouvrage"),
        (["--simuler", "--colonne", "ZZ=cout"], "Sa dernière colonne est I"),
        (["--simuler", "--colonne", "A=", "--colonne", "B="], "ni le numéro de l’action"),
        (["--simuler", "--cellule", "B3=commune"], "Feuil1!B3=commune"),
        (["--simuler", "--cellule", "Absente!B3=commune"], "Remontée"),
        (["--sortie", "/nulle/part/copie.xlsx"], "n’existe pas"),
    ],
)
def test_that_what_is_badly_asked_says_what_may_be(
    options: list[str], dit: str, fichier: Path, modele: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["remplir", str(fichier), str(modele), *options]) == 1
    assert dit in capsys.readouterr().err


def test_that_our_own_maquette_is_to_be_exported_again(
    fichier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    maquette = tmp_path / "maquette.xlsx"
    assert cli.run(["exporter", str(fichier), str(maquette), "--document", "maquette"]) == 0
    assert cli.run(["remplir", str(fichier), str(maquette), "--simuler"]) == 1
    assert "Exportez-la de nouveau" in capsys.readouterr().err
