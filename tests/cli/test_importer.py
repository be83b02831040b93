"""``importer`` with a table: the same account for a try and for good, and a project left as it was when refused."""

import json
from pathlib import Path
from typing import Any

import projets
import pytest
from tableaux import OPERATIONS_BAPAUME, OPERATIONS_LE_QUESNOY, SUIVI, ecrire

from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop import cli


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture
def bapaume(tmp_path: Path) -> Path:
    path = tmp_path / "operations.csv"
    path.write_bytes(OPERATIONS_BAPAUME.encode())
    return path


def account(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out)


def test_that_a_table_makes_a_project_and_a_second_time_nothing(
    bapaume: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    projet = tmp_path / "bapaume.pvd"
    assert run("importer", projet, bapaume) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "créés 11 · modifiés 0 · inchangés 0 · refusés 0"
    avant = projet.read_bytes()
    assert run("importer", projet, bapaume) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "créés 0 · modifiés 0 · inchangés 7 · refusés 0"
    database = Database.open(projet)
    with database.read() as session:
        assert len(load_projet(session).fiches) == 7
    database.close()
    assert len(avant) == projet.stat().st_size


def test_that_simuler_says_the_same_and_writes_nothing(
    bapaume: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    projet = projets.exemple(tmp_path)
    avant = projet.read_bytes()
    assert run("importer", projet, bapaume, "--simuler", "--json") == 0
    simule = account(capsys)
    assert projet.read_bytes() == avant
    assert run("importer", projet, bapaume, "--json") == 0
    assert account(capsys) == simule
    assert projet.read_bytes() != avant
    absent = tmp_path / "absent.pvd"
    assert run("importer", absent, bapaume, "--simuler") == 0
    assert not absent.exists()


def test_that_every_line_left_out_is_accounted_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "quesnoy.csv"
    source.write_bytes(OPERATIONS_LE_QUESNOY.encode())
    assert run("importer", tmp_path / "q.pvd", source, "--json") == 0
    bilan = account(capsys)
    assert (bilan["crees"], bilan["ecartes"], bilan["refuses"]) == (7, 1, 0)
    detail = next(d for d in bilan["details"] if d["ligne"] == 5)
    assert set(detail) == {"source", "ligne", "colonne", "valeur", "message"}
    assert "Hors territoire" in detail["message"]
    assert run("importer", tmp_path / "q.pvd", source) == 0
    assert " · écartés 1 · " in capsys.readouterr().out.splitlines()[-1]


def test_that_each_remark_says_sheet_row_column_value_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = ecrire(tmp_path / "suivi.xlsx", *SUIVI["lignes"], fusions=SUIVI["fusions"], gras=SUIVI["gras"])
    assert run("importer", tmp_path / "s.pvd", source, "--simuler") == 0
    lignes = capsys.readouterr().out.splitlines()
    (texte,) = [x for x in lignes if "à définir" in x]
    assert texte.startswith("suivi.xlsx, Suivi, ligne 12, colonne D «\u00a0Coût total\u00a0»")
    assert "Écrivez des chiffres" in texte
    assert any("ligne 14 annonce" in x for x in lignes)


@pytest.mark.parametrize(
    ("contenu", "mot"),
    [(b"", "vide"), (b"<html><table></table></html>", "page web"), (b"Bonjour;tout le monde\n", "Aucune action")],
)
def test_that_a_table_that_cannot_be_read_leaves_no_project(
    contenu: bytes, mot: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source, projet = tmp_path / "faux.csv", tmp_path / "a.pvd"
    source.write_bytes(contenu)
    assert run("importer", projet, source) == 1
    assert mot in capsys.readouterr().err
    assert not projet.exists()


def test_that_an_unknown_format_names_those_that_are_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "plan.odt"
    source.write_bytes(b"x")
    assert run("importer", tmp_path / "a.pvd", source) == 1
    erreur = capsys.readouterr().err
    assert ".xlsx" in erreur
    assert ".json" in erreur
